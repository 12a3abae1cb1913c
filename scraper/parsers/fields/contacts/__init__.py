"""Contact blocks of the article and of its site."""
