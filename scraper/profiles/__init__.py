"""Site profiles: their keys, the reader that checks them, and the Site that it makes."""
