"""The headline: what the head says, what a heading is made of, what may be the headline, and which of it is."""
