"""Scrapy extensions: one component a file, switched on by `scraper.fetching.settings`."""
