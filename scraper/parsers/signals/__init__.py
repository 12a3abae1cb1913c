"""What several fields ask of a page: the article's container, the lines around it, teasers of other articles."""
