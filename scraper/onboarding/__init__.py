"""A new site: the first look at it, the draft of its profile, and whether a profile holds."""
