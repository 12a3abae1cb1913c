"""Crawls of many sites side by side, in one process."""
