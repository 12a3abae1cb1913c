"""Downloader middlewares: one component a file, switched on and put in order by `scraper.fetching.settings`."""
