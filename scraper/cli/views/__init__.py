"""What the commands show a person, a module a subject."""
