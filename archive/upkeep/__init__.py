"""Verify, rebuild, reparse, back up; and what a person should look at."""
