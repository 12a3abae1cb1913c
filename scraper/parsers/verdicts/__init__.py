"""What a page is where it is no article: blocked, not found, or one that only sends its reader on."""
