"""Scrapy's spiders: one, thin, driven by a site's profile."""
