"""Pictures of the article, with captions and credits."""
