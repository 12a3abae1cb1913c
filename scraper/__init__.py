"""Fetch and parse: site profiles, discovery, Scrapy spiders, and the parsers that turn bytes into articles."""
