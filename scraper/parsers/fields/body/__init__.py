"""The body: which lines of the container are its text, and the blocks that they make."""
