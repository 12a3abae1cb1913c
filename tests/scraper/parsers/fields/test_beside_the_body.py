"""Forms, dialogs, consent for films and remarks on links within the article's container: none of it is its text."""

from __future__ import annotations

import pytest

from scraper.parsers import parse_article

FIRST = (
    "The ministry opened forty new counters for residents on Monday, after two years of work on the old post offices."
)
SECOND = "Residents can hand in forms, have photographs taken and pick up passports there without an appointment."
THIRD = "Opening hours follow those of the town halls, and staff speak the languages that are spoken in the district."


def texts(page: str) -> list[str]:
    html = f"<html lang='en'><head><title>Forty new counters open</title></head><body>{page}</body></html>"
    return [block.text for block in parse_article(html.encode(), "https://news.example.gov/1").blocks if block.text]


def within(inside: str) -> list[str]:
    return texts(f"<h1>Forty new counters open</h1><div><p>{FIRST}</p>{inside}<p>{SECOND}</p><p>{THIRD}</p></div>")


@pytest.mark.parametrize(
    "form",
    [
        "<form><fieldset><h2>Do you like this article?</h2><p><input type=radio><label>good</label> <input type=radio>"
        "<label>bad</label></p><p><label>Your number</label><input type=text></fieldset></form>",
        "<div><form action=/poll><p>Which of the counters will you go to?</p><ul><li><label><input type=checkbox> Ald "
        "in the north</label></li><li><label><input type=checkbox> Bex in the south</label></li></ul></form></div>",
        "<form><div>Translate this page into your language, as a machine does it.</div><div>Deutsch</div>"
        "<input type=text><input type=submit></form>",
        "<form><p>Give us your address, and news will reach you each morning before nine.</p><input type=email></form>",
    ],
)
def test_a_form_that_asks_the_reader_is_no_text(form: str) -> None:
    assert within(form) == [FIRST, SECOND, THIRD]


def test_a_form_around_the_whole_page_is_no_form() -> None:
    page = f"<form><input type=text name=q><h1>Forty new counters open</h1><p>{FIRST}</p><p>{SECOND}</p></form>"
    assert texts(page) == [FIRST, SECOND]


@pytest.mark.parametrize(
    "dialog",
    [
        '<div class="a1" role="dialog" aria-hidden="true">{}</div>',
        '<section role="alertdialog" hidden>{}</section>',
        "<dialog>{}</dialog>",
    ],
)
def test_a_dialog_after_the_footer_is_no_article_however_long(dialog: str) -> None:
    article = f"<main><h1>Forty new counters open</h1><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></main>"
    long = "".join(
        f"<p>{k}. A course trains officers in the hills, where the air is cool and the view wide.</p>"
        for k in range(20)
    )
    assert texts(f"{article}<footer>Ministry</footer>{dialog.format(long)}") == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "consent",
    [
        "<div><p>Hinweis: Wenn Sie dieses Video abspielen, erfolgt eine Datenübertragung an YouTube bzw. Google.<br>"
        "Auf Art und Umfang der gespeicherten Daten hat das Ministerium keinen Einfluss.</p></div>",
        "<div><h3>Externer Inhalt nicht verfügbar</h3><p>Deine Privatsphäre-Einstellungen verhindern das Laden und "
        "Anzeigen aller externen Inhalte und sozialen Netzwerke.</p></div>",
        "<figure><div><p>This film comes from YouTube. By playing it you accept their cookies and privacy policy.</p>"
        "<p>It is not shown before that.</p></div></figure>",
        "<div><strong>Contenu bloqué</strong><p>En lisant cette vidéo, vous acceptez les cookies de Vimeo.</p></div>",
        "<div><span>Contenido externo: si usted acepta, su navegador se conecta con un servicio.</span></div>",
    ],
)
def test_what_stands_in_for_a_film_until_the_reader_agrees_is_no_text(consent: str) -> None:
    assert within(consent) == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "sentence",
    [
        "Officials may transfer your case to external bodies, whom you may ask for it.",
        "YouTube told the ministry on Monday that it would remove the films from its pages.",
        "Die Bürger können ihre Anträge auch an externe Stellen übertragen, wenn sie das wünschen.",
    ],
)
def test_a_sentence_about_such_things_stays(sentence: str) -> None:
    assert within(f"<p>{sentence}</p>") == [FIRST, sentence, SECOND, THIRD]


@pytest.mark.parametrize(
    "aside",
    [
        '<span class="ext"><span>(link is external)</span></span>',
        "<span> (opens in new window)</span>",
        "<em>(lien externe)</em>",
        "<span>(externer Link)</span>",
        "<span>[enlace externo]</span>",
        "<span>(link esterno)</span>",
    ],
)
def test_what_is_said_of_a_link_is_left_out_of_its_sentence(aside: str) -> None:
    page = f"<p>See the <a href='https://law.example/1'>law of <b>1998</b>{aside}</a> and the decree (of May).</p>"
    found = within(page)
    assert found[1] == "See the law of 1998 and the decree (of May)."


def test_the_link_still_stands_where_it_was() -> None:
    html = (
        f"<html><body><h1>Forty new counters open</h1><div><p>{FIRST}</p><p>See <a href='https://law.example/1'>the law"
        f"<span> (link is external)</span></a> and <a href='/decree'>the decree</a> of May.</p><p>{SECOND}</p></div>"
    )
    block = parse_article(html.encode(), "https://news.example.gov/1").blocks[1]
    assert [block.text[span.start : span.end] for span in block.spans] == ["the law", "the decree"]
