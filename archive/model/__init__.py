"""Plain values and pure functions: the Article, identity, digest, differences, versions, times, errors."""
