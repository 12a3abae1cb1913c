"""Where a crawl never goes, whatever a page says: private networks, other sites and protocols, forged certificates."""

from __future__ import annotations

import datetime as dt
import gzip
import ipaddress
import ssl
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from scraper.fetching.network import is_private
from tests.scraper.conftest import PATTERNS, Crawls, listing, profile, three_articles
from tests.scraper.raw_web import RawWeb, answer

PRIVATE = """
    0.0.0.0 127.8.8.8 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 224.0.0.1 255.255.255.255
    :: ::1 fe80::1 fd00::1 ::ffff:10.0.0.1 64:ff9b::7f00:1 2002:7f00:1::
"""


@pytest.mark.parametrize("address", PRIVATE.split())
def test_addresses_that_are_not_on_the_internet_are_private(address: str) -> None:
    assert is_private(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "185.24.184.1", "2a00:1450:4007::1", "::ffff:8.8.8.8"])
def test_addresses_on_the_internet_are_not(address: str) -> None:
    assert not is_private(address)


def test_a_private_address_is_refused_also_when_a_name_or_an_odd_spelling_leads_there(crawls: Crawls) -> None:
    with three_articles() as web:
        closed = "allow_private_addresses = false"
        found = profile(web, listings=["/news"], article_patterns=PATTERNS, politeness=closed)
        spellings = {
            "literal": "127.0.0.1",
            "name": "localhost",
            "short": "127.1",
            "number": "2130706433",
            "v6": "[::1]",
        }
        done = crawls(**{name: found.replace("127.0.0.1", host) for name, host in spellings.items()})
    assert web.log == []
    assert done.status == 1
    for name in spellings:
        assert done.summaries[name]["outcome"] == "failed"
        assert "private" in done.summaries[name]["reason"], done.summaries[name]


def test_a_redirect_to_another_site_or_protocol_is_not_followed(crawls: Crawls) -> None:
    with three_articles() as web, RawWeb() as other:
        elsewhere = f"http://localhost:{other.port}/stolen"
        web.routes["/news/1"] = answer("", 302, Location=elsewhere)
        web.routes["/news/2"] = answer("", 302, Location="file:///etc/passwd")
        web.routes["/news/3"] = answer("", 302, Location="http://169.254.169.254/latest/meta-data/")
        odd = ("file:///etc/passwd", "ftp://127.0.0.1/news/9", "javascript:alert(1)")
        web.routes["/news"] = answer(listing("/news/1", "/news/2", "/news/3", *odd))
        done = crawls(site=profile(web, listings=["/news"], article_patterns=PATTERNS))
    assert other.log == []
    assert done.rows("SELECT count(*) FROM articles") == [(0,)]
    assert done.rows("SELECT count(*) FROM captures WHERE http_status = 302") == [(3,)]
    assert done.stderr == ""


def test_a_redirect_loop_ends_by_itself_and_every_hop_is_kept(crawls: Crawls, web: RawWeb) -> None:
    web.routes["/news/1"] = answer("", 302, Location="/news/1?again")
    web.routes["/news/1?again"] = answer("", 302, Location="/news/1")
    done = crawls(site=profile(web, listings=["/news"], article_patterns=PATTERNS))
    hops = [path for path in web.paths if path.startswith("/news/1")]
    assert 2 <= len(hops) <= 7
    assert done.rows("SELECT count(*) FROM captures WHERE http_status = 302") == [(len(hops),)]
    assert (done.summaries["site"]["new"], done.summaries["site"]["failed"]) == (2, 1)


@pytest.fixture
def authority(tmp_path: Path) -> tuple[Path, Path, Path]:
    """A certificate authority of our own, and a certificate for 127.0.0.1 with its key."""
    key, day = ec.generate_private_key(ec.SECP256R1()), dt.timedelta(days=1)
    now, name = dt.datetime.now(dt.UTC), x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "govnews tests")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - day)
        .not_valid_after(now + day)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    paths = tmp_path / "certificate.pem", tmp_path / "key.pem"
    paths[0].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    paths[1].write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return paths[0], *paths


@pytest.fixture
def secure_web(authority: tuple[Path, Path, Path]) -> Iterator[RawWeb]:
    with ExitStack() as stack:
        web = three_articles()
        web.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        web.tls.load_cert_chain(authority[1], authority[2])
        yield stack.enter_context(web)


def test_a_certificate_that_nobody_vouches_for_is_refused(crawls: Crawls, secure_web: RawWeb) -> None:
    done = crawls(site=profile(secure_web, listings=["/news"], article_patterns=PATTERNS))
    assert secure_web.log == []
    assert (done.status, done.summaries["site"]["outcome"]) == (1, "failed")
    assert "TLS: " in done.summaries["site"]["reason"]


def test_a_certificate_that_the_machine_trusts_is_accepted(
    crawls: Crawls, secure_web: RawWeb, authority: tuple[Path, Path, Path]
) -> None:
    crawls.environment = {"SSL_CERT_FILE": str(authority[0])}
    done = crawls(site=profile(secure_web, listings=["/news"], article_patterns=PATTERNS))
    assert (done.status, done.summaries["site"]["new"]) == (0, 3)


def test_a_host_name_that_does_not_exist_is_told_in_one_line(crawls: Crawls, web: RawWeb) -> None:
    text = profile(web, listings=["/news"], article_patterns=PATTERNS).replace("127.0.0.1", "www.no-such-host.invalid")
    done = crawls(site=text)
    assert (done.status, done.stderr) == (1, "")
    assert "the host name cannot be resolved" in done.summaries["site"]["reason"]


def test_a_bomb_is_kept_small_and_the_crawl_goes_on(crawls: Crawls, web: RawWeb) -> None:
    bomb = gzip.compress(b"<p>" + b" " * 100_000_000, mtime=0)
    web.routes["/news/1"] = answer(bomb, Content_Encoding="gzip")
    done = crawls(site=profile(web, listings=["/news"], article_patterns=PATTERNS))
    assert done.summaries["site"]["new"] == 2
    assert done.rows("SELECT size FROM captures WHERE url = ?", web.url("/news/1")) == [(len(bomb),)]
    assert done.stderr == ""
