"""The charset that a response's header names."""

from __future__ import annotations

from scrapy.http import Response
from w3lib.encoding import http_content_type_encoding


def charset_of(response: Response) -> str | None:
    """What `Content-Type` says that the body is in, as a label; None where it says nothing."""
    media_type = response.headers.get("Content-Type") or b""
    return http_content_type_encoding(media_type.decode("latin-1"))
