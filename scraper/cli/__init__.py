"""The command `govnews`."""
