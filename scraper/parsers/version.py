"""The parser's version for people; `scraper.parser_version` adds what tells any two parsers apart."""

#: Raised where a reader of the changelog should know that stored pages yield another Article.
PARSER_VERSION = "4"
