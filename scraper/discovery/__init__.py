"""Finding articles: pure functions from bytes to addresses. Feeds, sitemaps, listing pages, and where those are."""

from scraper.discovery.links import article_links

__all__ = ["article_links"]
