"""Scrapy's side of a crawl: settings, the tee below its HTTP client, middlewares, extensions."""
