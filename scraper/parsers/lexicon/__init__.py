"""Words, and what sites call their elements, in the languages of governments."""
