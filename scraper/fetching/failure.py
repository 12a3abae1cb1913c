"""Why a request got no answer, in a few words that a person understands."""

from __future__ import annotations

import math

from scrapy import exceptions as scrapy
from twisted.internet.error import ConnectError, ConnectionDone, ConnectionLost
from twisted.python.failure import Failure
from twisted.web._newclient import ParseError


class Interrupted(scrapy.IgnoreRequest):
    """The crawl was told to end before this request was sent."""


class Forbidden(scrapy.IgnoreRequest):
    """robots.txt does not allow this request."""


class LeftAlone(scrapy.IgnoreRequest):
    """The host wants no more requests in this run."""


#: In words, the first that fits.
_WORDS: tuple[tuple[type[BaseException], str], ...] = (
    (scrapy.CannotResolveHostError, "the host name cannot be resolved"),
    (scrapy.DownloadConnectionRefusedError, "connection refused"),
    (scrapy.DownloadTimeoutError, "no answer in time"),
    (scrapy.ResponseDataLossError, "the answer broke off"),
    (scrapy.DownloadCancelledError, "the answer is too large"),
    (scrapy.UnsupportedURLSchemeError, "neither http nor https"),
    (scrapy.NotSupported, "neither http nor https"),
    (ConnectionLost, "the connection was lost"),
    (ConnectionDone, "the connection was closed without an answer"),
    (ConnectError, "no connection"),
)


def describe(error: BaseException | None) -> str:
    """One line for `error`, whatever Scrapy, Twisted or OpenSSL wrapped it in."""
    if error is None:
        return "no answer"
    error = _innermost(error)
    if isinstance(error, ParseError) and error.args:
        return str(error.args[0])
    if certificate := _tls_problem(error):
        return f"TLS: {certificate}"
    return next((words for kind, words in _WORDS if isinstance(error, kind)), None) or _line(error)


def _innermost(error: BaseException) -> BaseException:
    """The error that Twisted's lists of failures, and exceptions that only wrap, are about."""
    for _ in range(10):
        reasons = getattr(error, "reasons", None)
        first = reasons[0] if isinstance(reasons, list) and reasons else None
        if isinstance(first, Failure) and first.value is not None:
            error = first.value
        elif type(error).__name__ == "DownloadFailedError" and error.__cause__ is not None:
            error = error.__cause__
        else:
            break
    return error


def _tls_problem(error: BaseException) -> str | None:
    """What OpenSSL says, or the check of the certificate's names; None where it is no matter of TLS."""
    if type(error).__name__ in ("VerificationError", "CertificateError"):
        return "the certificate is not for this host"
    if type(error).__module__.startswith("OpenSSL"):
        queue = error.args[0] if error.args and isinstance(error.args[0], list) else []
        return "; ".join(str(entry[-1]) for entry in queue if entry) or "the connection cannot be secured"
    return None


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


def duration(seconds: float) -> str:
    """A time to wait, in words.

    >>> duration(90), duration(86400), duration(1e308)
    ('2 minutes', '24 hours', 'more than a year')
    """
    minutes = math.ceil(min(seconds, 1e9) / 60)
    if minutes > 366 * 24 * 60:
        return "more than a year"
    return f"{minutes} minutes" if minutes < 120 else f"{math.ceil(minutes / 60)} hours"
