"""The parser's version, which the archive keeps with every version of an article."""

#: Raised with every change that lets a stored page yield another Article.
PARSER_VERSION = "4"
