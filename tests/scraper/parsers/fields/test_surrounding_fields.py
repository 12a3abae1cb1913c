"""Language, section, tags, canonical URL, attachments, translations: what stands about the article, not in it."""

from __future__ import annotations

import pytest

from archive.model.article import Article, Attachment, Link
from scraper.parsers import parse_article
from scraper.parsers.explain import explain
from scraper.parsers.fields.language import country_of, detect

URL = "https://www.example.gouv.fr/actualites/2024/guichets?utm_source=lettre#haut"
TEXT = (
    "<p>Le ministère a ouvert lundi quarante nouveaux guichets pour les habitants, après deux ans de travaux.</p>"
    "<p>Les habitants peuvent y déposer leurs formulaires et retirer leurs passeports sans rendez-vous.</p>"
)


def parsed(head: str = "", body: str = TEXT, url: str = URL, root: str = "<html>") -> Article:
    html = f"{root}<head><title>Guichets</title>{head}</head><body><main><h1>Guichets</h1>{body}</main></body></html>"
    return parse_article(html.encode(), url)


@pytest.mark.parametrize(
    ("root", "head", "language", "rule"),
    [
        ('<html lang="fr-FR">', "", "fr-FR", "html-lang"),
        ("<html>", '<meta http-equiv="content-language" content="fr">', "fr", "meta"),
        ("<html>", '<meta property="og:locale" content="fr_BE">', "fr-BE", "opengraph"),
        ("<html>", "", "fr", "heuristic:words"),
        ('<html lang="en">', "", "fr", "heuristic:words"),
        ('<html lang="${lang}">', "", "fr", "heuristic:words"),
    ],
)
def test_the_language_is_the_declared_one_unless_the_words_deny_it(
    root: str, head: str, language: str, rule: str
) -> None:
    article = parsed(head, root=root)
    assert (article.language, article.provenance["language"]) == (language, rule)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The minister said that the new counters will be open to all of the residents from Monday on."),
        ("de", "Die Ministerin hat am Montag die neuen Schalter eröffnet, die für alle Einwohner da sind."),
        ("es", "La ministra abrió el lunes las nuevas ventanillas que están a disposición de los vecinos."),
        (
            "it",
            "La ministra ha aperto lunedì i nuovi sportelli che sono a disposizione di tutti gli abitanti della città.",
        ),
        ("fr", "Vingt policiers ont rejoint la nouvelle brigade fluviale de Paris, qui dispose de quatre bateaux."),
        ("pt", "A ministra abriu na segunda-feira os novos balcões que estão à disposição dos moradores da cidade."),
        ("nl", "De minister heeft maandag de nieuwe loketten geopend, die voor alle inwoners van de stad zijn."),
        (
            "pl",
            "Minister otworzył w poniedziałek nowe okienka, które są dostępne dla mieszkańców i nie wymagają zapisów.",
        ),
        (
            "ro",
            "Ministrul a deschis luni noile ghișee, care sunt la dispoziția locuitorilor din oraș.",
        ),
        ("uk", "Міністр відкрив у понеділок нові вікна, які працюють для мешканців міста та не потребують запису."),
        ("ru", "Министр открыл в понедельник новые окна, которые работают для жителей города и не требуют записи."),
        ("el", "Ο υπουργός άνοιξε τη Δευτέρα τις νέες θυρίδες για τους κατοίκους της πόλης."),
        ("ja", "大臣は月曜日に住民のための新しい窓口を開いた。予約は必要ない。"),
        ("ko", "장관은 월요일에 주민을 위한 새로운 창구를 열었다고 밝혔다."),
        ("th", "รัฐมนตรีเปิดช่องบริการใหม่สำหรับประชาชนเมื่อวันจันทร์"),
    ],
)
def test_a_sentence_is_enough_to_tell_the_language(language: str, text: str) -> None:
    assert detect(text) == language


def test_the_country_is_the_domains_or_the_languages() -> None:
    assert country_of("https://www.gov.uk/x", "en") == "GB"
    assert country_of("https://www.nsf.gov/x", None) == "US"
    assert country_of("https://www.example.gouv.fr/x", None) == "FR"
    assert country_of("https://example.org/x", "pt-BR") == "BR"
    assert country_of("https://example.org/x", "en") is None


@pytest.mark.parametrize(
    ("canonical", "url"),
    [
        ("/actualites/2024/guichets", "https://www.example.gouv.fr/actualites/2024/guichets"),
        ("https://example.gouv.fr/a?id=3&utm_campaign=x", "https://example.gouv.fr/a?id=3"),
        ("https://elsewhere.example/copy", "https://www.example.gouv.fr/actualites/2024/guichets"),
        ("https://www.example.gouv.fr/", "https://www.example.gouv.fr/actualites/2024/guichets"),
        ("javascript:void(0)", "https://www.example.gouv.fr/actualites/2024/guichets"),
    ],
)
def test_a_canonical_url_is_believed_on_the_same_site_only(canonical: str, url: str) -> None:
    assert parsed(f'<link rel="canonical" href="{canonical}">').url == url


def test_section_and_tags_come_from_any_vocabulary() -> None:
    article = parsed(
        '<meta property="article:section" content="Services"><meta property="article:tag" content="guichets">'
    )
    assert (article.section, article.tags) == ("Services", ("guichets",))
    article = parsed(
        ""
        '<script type="application/ld+json">'
        '{"@type": "NewsArticle", "articleSection": "Villes", "keywords": "a, b"}</script>'
    )
    assert (article.section, article.tags) == ("Villes", ("a", "b"))
    trail = (
        '<ol class="breadcrumb"><li><a href="/">Accueil</a></li><li><a href="/v">Villes</a></li><li>Guichets</li></ol>'
    )
    assert parsed(body=trail + TEXT).section == "Villes"
    itself = trail.replace("<li>Guichets</li>", '<li><a aria-current="page">Quarante guichets</a></li>')
    assert parsed(body=itself + TEXT).section == "Villes"


def test_tags_are_those_in_the_box_below_the_text_that_is_named_for_them() -> None:
    box = '<div class="node-tags">Tags: <a href="/t/1">guichets</a>, <a href="/t/2">mairies</a> <a>Voir plus</a></div>'
    related = '<aside class="related"><ul class="tags"><li>élections</li></ul></aside>'
    assert parsed(body=f"<h1>Guichets</h1>{TEXT}{related}{box}").tags == ("guichets", "mairies")
    labelled = '<div><span>Mots-clés :</span> <a href="/t/1">guichets</a>, <a href="/t/2">mairies</a></div>'
    assert parsed(body=f"<h1>Guichets</h1>{TEXT}{labelled}").tags == ("guichets", "mairies")
    marked = '<div class="tags"><p>#guichets</p><p>#mairies</p></div>'
    assert parsed(body=f"<h1>Guichets</h1>{TEXT}{marked}").tags == ("guichets", "mairies")


def test_documents_are_attachments_each_once() -> None:
    links = (
        '<ul><li><a href="/doc/liste.pdf">La liste (PDF)</a></li><li><a href="/doc/liste.pdf#p2">La liste</a></li>'
        '<li><a href="/doc/tableau.xlsx?v=2">Tableau</a></li><li><a href="/page.html">Page</a></li></ul>'
    )
    footer = '<footer><a href="/charte.pdf">Charte</a></footer>'
    assert parsed(body=TEXT + links + footer).attachments == (
        Attachment("https://www.example.gouv.fr/doc/liste.pdf", "La liste (PDF)", "application/pdf"),
        Attachment(
            "https://www.example.gouv.fr/doc/tableau.xlsx?v=2",
            "Tableau",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
    )


def test_translations_are_those_in_other_languages() -> None:
    article = parsed(
        '<link rel="alternate" hreflang="fr" href="/actualites/2024/guichets">'
        '<link rel="alternate" hreflang="en" href="/en/counters"><link rel="alternate" hreflang="x-default" href="/">'
    )
    assert article.translations == (Link("https://www.example.gouv.fr/en/counters", None, "en"),)


def test_explain_shows_the_rules_what_lost_and_what_is_left() -> None:
    html = f"<title>Guichets</title><main><h1>Guichets</h1>{TEXT}<div class='cookies'><p>{TEXT}</p></div></main>"
    told = explain(html.encode(), URL)
    assert told.article.provenance["title"] == "heuristic:h1"
    assert any(name == "title" and rule == "title-element" for name, rule, _ in told.candidates)
    assert any("quarante nouveaux guichets" in line for line in told.left)
