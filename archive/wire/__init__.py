"""Bytes on disk: WARC files, HTTP messages, the records that an archive is made of, the manifest."""
