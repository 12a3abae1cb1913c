"""Keep and serve: WARC files, the SQLite database over them, and the reading room.

Nothing here knows Scrapy or HTML. What a page says comes in as an `archive.model.article.Article`, made by a
`parse` function that the caller hands over.
"""
