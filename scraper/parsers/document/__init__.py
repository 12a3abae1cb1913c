"""Bytes to a document: encoding, nodes, text runs, head. What the parsers decide is no part of it."""
