"""Contact blocks in whole pages: what is one, what it holds, whose it is, and what it leaves to the body."""

from __future__ import annotations

import pytest

from archive.model.article import ContactBlock, ContactEntry
from scraper.parsers import parse_article
from scraper.profiles.site import Layout, Site
from tests.scraper.parsers.pages import entries, page, read


def only_block(html: bytes, url: str = "https://www.agency.gov.uk/news/bridge") -> ContactBlock:
    article = read(html, url)
    assert len(article.contacts) == 1, article.contacts
    return article.contacts[0]


def test_lines_of_one_paragraph_under_a_heading() -> None:
    html = page(
        lang="de",
        article="<h2>Pressekontakt</h2><p>Amt für Brücken<br>Erika Beispiel<br>Tel.: 05971/938-4215<br>"
        "Fax: 05971/938-4216<br>E-Mail: <a href='mailto:presse@amt.example.de'>presse@amt.example.de</a><br>"
        "Uferweg 7<br>48431 Rheine</p>",
    )
    block = only_block(html, "https://www.amt.example.de/presse/1")
    assert (block.heading, block.scope) == ("Pressekontakt", "article")
    assert entries(block) == [
        ("phone", "05971/938-4215", "+4959719384215"),
        ("fax", "05971/938-4216", "+4959719384216"),
        ("email", "presse@amt.example.de", "presse@amt.example.de"),
        ("address", "Uferweg 7\n48431 Rheine", "Uferweg 7, 48431 Rheine"),
    ]
    assert ContactEntry(None, "person", "Erika Beispiel") in block.entries


def test_the_body_has_nothing_of_a_contact_block() -> None:
    article = read(page(article="<h2>Media enquiries</h2><p>Press office<br>Telephone: 020 7946 0018</p>"))
    assert "embankment needs time" in article.body
    assert not any(words in article.body for words in ("Media enquiries", "Press office", "7946"))


def test_a_number_in_a_running_sentence_stays_in_the_body() -> None:
    article = read(
        page(article="<p>Drivers who saw the accident are asked to call the police in Ashford on 020 7946 0018.</p>")
    )
    assert article.contacts == ()
    assert "020 7946 0018" in article.body


@pytest.mark.parametrize(
    "markup",
    [
        "<h2>Press office</h2><dl><dt>Telephone</dt><dd>020 7946 0018</dd><dt>E-mail</dt>"
        "<dd>press@agency.gov.uk</dd></dl>",
        "<h3>Media contact</h3><ul><li>Telephone: 020 7946 0018</li><li>press@agency.gov.uk</li></ul>",
        "<h3>Media contact</h3><table><tr><th>Telephone</th><td>020 7946 0018</td></tr>"
        "<tr><th>E-mail</th><td>press@agency.gov.uk</td></tr></table>",
        "<p><strong>Media enquiries:</strong></p><p>Telephone 020 7946 0018<br>press@agency.gov.uk</p>",
        "<p>For media enquiries:</p><p>Telephone: 020 7946 0018<br>press@agency.gov.uk</p>",
        "<div class='contact'><div class='vcard'><p>Bridge press office</p><p class='tel'><span class='type'>Press"
        "</span> 020 7946 0018</p><p class='email'>press@agency.gov.uk</p></div></div>",
        "<section class='kontakt-box'><h2>Contact</h2><div><span>Jane Roe</span><div>Head of press</div>"
        "<ul><li><span class='sr-only'>Phone:</span> 020 7946 0018</li><li><span class='sr-only'>E-mail:</span> "
        "<a href='mailto:press@agency.gov.uk'>press@agency.gov.uk</a></li></ul></div></section>",
    ],
)
def test_forms_in_which_content_management_systems_show_a_contact(markup: str) -> None:
    assert entries(only_block(page(article=markup))) == [
        ("phone", "020 7946 0018", "+442079460018"),
        ("email", "press@agency.gov.uk", "press@agency.gov.uk"),
    ]


def test_emergency_numbers_under_one_heading_are_a_block_for_each_subheading() -> None:
    html = page(
        lang="fr",
        footer="<h2>Contacter le service</h2><h3>Numéros d'urgence</h3><ul><li>Police : 17</li><li>Pompiers : 18</li>"
        "<li>Sourds et malentendants : www.urgence114.fr ou 114 par SMS</li><li>Urgence Europe : 112</li></ul>"
        "<h3>Sécurité et écoute</h3><ul><li>Enfance en danger : 119</li><li>Violences conjugales : 39 19</li></ul>",
    )
    numbers, listening = read(html, "https://www.service.gouv.fr/actualites/pont").contacts
    assert (numbers.heading, numbers.scope) == ("Numéros d'urgence", "site")
    assert [(e.label, e.kind, e.value, e.normalized) for e in numbers.entries] == [
        ("Police", "phone", "17", "17"),
        ("Pompiers", "phone", "18", "18"),
        ("Sourds et malentendants", "url", "www.urgence114.fr", "http://www.urgence114.fr"),
        ("Sourds et malentendants", "sms", "114", "114"),
        ("Urgence Europe", "phone", "112", "112"),
    ]
    assert listening.heading == "Sécurité et écoute"
    assert [(e.label, e.normalized) for e in listening.entries] == [
        ("Enfance en danger", "119"),
        ("Violences conjugales", "3919"),
    ]


def test_a_numbered_note_with_website_phone_and_text_number() -> None:
    html = page(
        article="<h2>Background</h2><p>1. The bridge is a hundred metres long.</p><p>2. Contact BRIDGELINE:</p><ul>"
        "<li>website: <a href='http://www.bridgeline.example.org'>www.bridgeline.example.org</a></li>"
        "<li>Call 0800 776600</li><li>Text 82111</li></ul>"
    )
    assert entries(only_block(html)) == [
        ("url", "www.bridgeline.example.org", "http://www.bridgeline.example.org"),
        ("phone", "0800 776600", "+44800776600"),
        ("sms", "82111", "82111"),
    ]


def test_the_visible_address_wins_over_the_bait_in_the_link() -> None:
    html = page(
        article="<h2>Contact</h2><p>Press office</p>"
        "<p><a href='mailto:trap.nobody@bait.example'>press@agency.gov.uk</a></p>"
    )
    assert entries(only_block(html)) == [("email", "press@agency.gov.uk", "press@agency.gov.uk")]


def test_an_address_that_only_the_link_has_is_read_from_it() -> None:
    html = page(
        lang="de",
        article="<h2>Rückfragehinweis</h2><p>Presseabteilung<br>Telefon: +43 (0) 50 11 50 - 3320</p>"
        "<p><a href=\"javascript:linkTo_UnCryptMailto('ocknvq,rtguugBcou0gzcorng0cv');\">Kontakt aufnehmen</a></p>",
    )
    assert entries(only_block(html, "https://www.ams.example.at/news/1")) == [
        ("phone", "+43 (0) 50 11 50 - 3320", "+435011503320"),
        ("email", "presse@ams.example.at", "presse@ams.example.at"),
    ]


def test_name_in_two_fields_is_one_person_with_a_role() -> None:
    html = page(
        lang="de",
        aside="<aside><h2>Kontakt</h2><dl><dt>Ansprechpartner:</dt><dd><dl><dt>Vorname:</dt><dd>Erika</dd>"
        "<dt>Nachname:</dt><dd>Beispiel</dd><dt>Position:</dt><dd>Pressesprecherin</dd><dt>E-Mail:</dt>"
        "<dd>presse@\u00adamt.example.de</dd><dt>Telefon:</dt><dd>+49 331 866-7011</dd></dl></dd></dl></aside>",
    )
    block = only_block(html, "https://amt.example.de/presse/1")
    assert block.scope == "article"
    assert block.entries[0] == ContactEntry("Pressesprecherin", "person", "Erika Beispiel")
    assert entries(block) == [
        ("email", "presse@amt.example.de", "presse@amt.example.de"),
        ("phone", "+49 331 866-7011", "+493318667011"),
    ]


def test_a_footer_address_belongs_to_the_site() -> None:
    html = page(
        footer="<div><p>Randolph House<br>401 Dulany Street<br>Alexandria, VA 22314</p><p><a href='tel:(703)292-5111'>"
        "(703) 292-5111</a></p><p><a href='/updates'>Sign up for email updates</a></p></div>"
    )
    block = only_block(html, "https://www.agency.gov/news/bridge")
    assert block.scope == "site"
    assert entries(block) == [
        (
            "address",
            "Randolph House\n401 Dulany Street\nAlexandria, VA 22314",
            "Randolph House, 401 Dulany Street, Alexandria, VA 22314",
        ),
        ("phone", "(703) 292-5111", "+17032925111"),
    ]


def test_what_ideographic_spaces_separate_in_a_footer_are_entries_of_their_own() -> None:
    line = "見本庁　〒100-8974 東京都千代田区霞が関2丁目1番2号　電話番号：03-3581-0141"
    block = only_block(page(footer=f"<p>{line}</p>", lang="ja"), "https://www.example.go.jp/news/1.html")
    assert entries(block) == [
        ("address", "〒100-8974 東京都千代田区霞が関2丁目1番2号", "〒100-8974 東京都千代田区霞が関2丁目1番2号"),
        ("phone", "03-3581-0141", "+81335810141"),
    ]


def test_the_mark_at_a_releases_end_is_no_entry() -> None:
    html = page(article="<p>press@agency.gov.uk<br>(END)</p>")
    assert [entry.value for entry in only_block(html).entries] == ["press@agency.gov.uk"]


def test_menus_share_bars_and_social_bars_are_no_contacts() -> None:
    html = page(
        footer="<ul class='social'><li><a href='https://twitter.com/agency'>Twitter</a></li>"
        "<li><a href='https://www.facebook.com/agency'>Facebook</a></li></ul>"
        "<h2>Contact</h2><ul><li><a href='/contact'>Contact form</a></li>"
        "<li><a href='/offices'>Our offices</a></li></ul>",
        article="<div class='share'><a href='mailto:?subject=A%20new%20bridge'>E-mail</a></div>",
    )
    assert read(html).contacts == ()


def test_dates_amounts_and_file_numbers_are_no_phone_numbers() -> None:
    html = page(
        article="<ul><li>12.10.2022 - 14.11.2022</li><li>Budget: 1 300 000 000</li><li>2014-2020</li>"
        "<li>Release 2022-123456</li></ul><p>VAT no. 123 456 789</p>"
    )
    assert read(html).contacts == ()


def test_one_block_shown_twice_for_wide_and_narrow_screens_is_one() -> None:
    box = "<div class='contact-box'><h2>Contact</h2><p>Telephone: 020 7946 0018</p></div>"
    assert len(read(page(article=box, aside=f"<aside>{box}</aside>")).contacts) == 1


def test_a_plain_line_with_house_town_and_number() -> None:
    html = page(lang="de", article="<h3>Adresse für Rückfragen</h3><p>Bundeshaus Nord, 3003 Bern +41.31.322.55.11</p>")
    assert entries(only_block(html, "https://www.amt.example.ch/news/1")) == [
        ("address", "Bundeshaus Nord, 3003 Bern", "Bundeshaus Nord, 3003 Bern"),
        ("phone", "+41.31.322.55.11", "+41313225511"),
    ]


@pytest.mark.parametrize(
    ("heading", "language"),
    [
        ("Adresse pour l’envoi de questions", "fr"),
        ("Indirizzo cui rivolgere domande", "it"),
        ("Contact presse", "fr"), ("Relations avec les médias", "fr"), ("Personnes-ressources", "fr"),
        ("Media contact", "en"), ("Press office", "en"), ("Rückfragen bitte an:", "de"), ("Pressetelefon", "de"),
        ("Herausgeber", "de"), ("So erreichen Sie uns", "de"), ("Contacto de prensa", "es"), ("Ufficio stampa", "it"),
        ("Kontakt för media", "sv"),
        ("Assessoria de Imprensa", "pt"), ("Perscontact", "nl"), ("Biuro prasowe", "pl"), ("Контакты", "ru"),
        ("联系方式", "zh"), ("お問い合わせ先", "ja"), ("للتواصل", "ar"), ("Επικοινωνία", "el"),
    ],
)  # fmt: skip
def test_headings_in_many_languages(heading: str, language: str) -> None:
    html = page(lang=language, article=f"<h3>{heading}</h3><p>+32 2 282 32 54</p>")
    block = only_block(html, "https://agency.example.org/news/1")
    assert block.heading == heading
    assert entries(block) == [("phone", "+32 2 282 32 54", "+3222823254")]


def test_a_sentence_under_a_contact_heading_is_an_entry() -> None:
    html = page(
        article="<h2>Press contact</h2><ul><li>The press office can be reached by e-mail at press (at) agency.gov.uk."
        "</li></ul>"
    )
    assert entries(only_block(html)) == [("email", "press (at) agency.gov.uk", "press@agency.gov.uk")]


@pytest.mark.parametrize(
    "line",
    [
        "<li>For media enquiries, please contact the press office in Ashford on 020 7946 0018.</li>",
        "<li>Media contact: Jane Roe, 020 7946 0018</li>",
        "<li>Contact: Jane Roe 020 7946 0018</li>",
    ],
)
def test_a_note_to_editors_that_tells_journalists_whom_to_call_is_a_contact(line: str) -> None:
    html = page(article=f"<h2>Notes to editors</h2><ol><li>The bridge is a hundred metres long.</li>{line}</ol>")
    article = read(html)
    assert [entries(block) for block in article.contacts] == [[("phone", "020 7946 0018", "+442079460018")]]
    assert "a hundred metres long" in article.body
    assert "7946" not in article.body


def test_figures_in_a_table_are_no_phone_numbers() -> None:
    rows = "".join(f"<tr><td>District {n}</td><td>2 234 56{n}</td><td>30 123 45{n}</td></tr>" for n in range(5))
    assert read(page(lang="de", article=f"<table>{rows}</table>"), "https://amt.example.de/1").contacts == ()


def test_the_footer_of_the_article_itself_is_the_articles() -> None:
    html = page(article="<footer><h2>Press contact</h2><p>Telephone: 020 7946 0018</p></footer>")
    assert only_block(html).scope == "article"


def test_two_people_under_one_heading_each_by_name() -> None:
    html = page(
        article="<h2>Contacts</h2><div><h3>Jane ROE</h3><div>Press officer</div><ul><li>"
        "<span class='sr-only'>Phone number:</span> (+32) 2 28 32547 (BXL)</li></ul></div>"
        "<div><h3>John DOE</h3><div>Press officer</div><ul><li>"
        "<span class='sr-only'>E-mail:</span> john.doe@agency.gov.uk</li></ul></div>"
    )
    jane, john = read(html).contacts
    assert (jane.heading, entries(jane)) == ("Jane ROE", [("phone", "(+32) 2 28 32547", "+3222832547")])
    assert (john.heading, entries(john)[0][1]) == ("John DOE", "john.doe@agency.gov.uk")


def test_numbers_for_everybody_are_the_sites_even_inside_the_main_column() -> None:
    html = page(
        lang="fr",
        aside="<div class='box'><h2>Contacter le service</h2><h3>Numéros d'urgence</h3><ul><li>Police : 17</li></ul>"
        "<h3>Sécurité et écoute</h3><ul><li>Enfance en danger : 119</li></ul></div>",
    )
    article = read(html, "https://www.service.gouv.fr/actualites/pont")
    assert [(block.heading, block.scope) for block in article.contacts] == [
        ("Numéros d'urgence", "site"),
        ("Sécurité et écoute", "site"),
    ]
    assert "Contacter" not in article.body


def test_a_telephone_among_the_particulars_of_an_event_stays_in_the_body() -> None:
    html = page(
        article="<p>Date: 12 May 2020<br>Venue: Town Hall, 2 High Street, London SW1A 1AA<br>Booking: 020 7946 0018</p>"
    )
    article = read(html)
    assert article.contacts == ()
    assert "020 7946 0018" in article.body


def test_two_people_at_the_end_each_in_lines_of_their_own() -> None:
    html = page(
        article="<p>-end-</p><p>Jane Doe<br>Headquarters, Washington<br>202-358-1100<br>jane.doe@agency.gov</p>"
        "<p>John Roe<br>Space Center, Houston<br>281-483-5111</p>"
    )
    block = only_block(html, "https://www.agency.gov/news/bridge")
    assert [entry.value for entry in block.entries if entry.kind == "person"] == ["Jane Doe", "John Roe"]
    assert entries(block) == [
        ("phone", "202-358-1100", "+12023581100"),
        ("email", "jane.doe@agency.gov", "jane.doe@agency.gov"),
        ("phone", "281-483-5111", "+12814835111"),
    ]


def test_whom_journalists_may_call_above_the_text() -> None:
    html = page(before="<p>FOR IMMEDIATE RELEASE</p><p>Contact: Jane Doe<br>(202) 555-0142</p>")
    block = only_block(html, "https://www.agency.gov/news/bridge")
    assert block.entries[0] == ContactEntry("Contact", "person", "Jane Doe")
    assert entries(block) == [("phone", "(202) 555-0142", "+12025550142")]


def test_short_codes_under_a_line_in_bold_type() -> None:
    html = page(
        lang="fr",
        aside="<div><p><strong>Numéros d'urgence</strong></p><ul><li>Police : 17</li><li>Pompiers : 18</li></ul>"
        "<p><strong>Lire aussi</strong></p><ul><li>Le pont en 10 dates</li></ul></div>",
    )
    block = only_block(html, "https://www.service.gouv.fr/actualites/pont")
    assert (block.heading, [entry.normalized for entry in block.entries]) == ("Numéros d'urgence", ["17", "18"])


def test_a_profile_may_say_where_the_contacts_are() -> None:
    site = Site(
        "agency", "Agency", "https://www.agency.gov.uk", layouts=(Layout("news", fields={"contacts": (".us",)}),)
    )
    html = page(
        article="<div class='us'><h4>Ask us</h4><p>The bridge desk: 020 7946 0018</p></div>",
        footer="<p>Telephone: 020 7946 0000</p>",
    )
    article = parse_article(html, "https://www.agency.gov.uk/news/bridge", site=site)
    assert [(block.heading, entries(block)) for block in article.contacts] == [
        ("Ask us", [("phone", "020 7946 0018", "+442079460018")])
    ]
    assert article.provenance["contacts"] == "profile:news"


@pytest.mark.parametrize(
    ("lang", "url", "line", "value"),
    [
        (
            "en",
            "https://www.agency.gov.au/n",
            "<p><b>MEDIA:</b> Jo Roe | Minister's office | 0491 570 006</p>",
            "0491 570 006",
        ),
        ("ko", "https://www.agency.go.kr/n", "<ul><li>연락처 044-123-4567</li></ul>", "044-123-4567"),
        (
            "es",
            "https://www.agencia.es/n",
            "<p>Para más información pueden dirigirse al Gabinete de Prensa, teléfono 915 146 010.</p>",
            "915 146 010",
        ),
        ("ko", "https://www.agency.go.kr/n", "<p>담당: 안전과 김철수 (044-205-4222)</p>", "044-205-4222"),
        (
            "fr",
            "https://www.agence.fr/n",
            "<p>Renseignements : services techniques, 05 61 00 00 00</p>",
            "05 61 00 00 00",
        ),
        (
            "da",
            "https://www.agency.dk/n",
            "<div class='n__contact'><p>Presse, tlf. 35 21 50 50</p></div>",
            "35 21 50 50",
        ),
        (
            "de",
            "https://www.amt.ch/n",
            "<p>Für Rückfragen steht Anna Muster, Tel. 031 633 00 00, bereit.</p>",
            "031 633 00 00",
        ),
        ("zh", "http://www.agency.gov.cn/n", "<p>联系电话：0576-85551234</p>", "0576-85551234"),
    ],
)
def test_one_line_that_says_whom_to_ask_is_a_block(lang: str, url: str, line: str, value: str) -> None:
    article = read(page(lang=lang, article=line), url)
    assert [entry.value for block in article.contacts for entry in block.entries if entry.kind == "phone"] == [value]
    assert value not in article.body


def test_labels_are_without_what_joins_them_to_the_value_before() -> None:
    line = "For media enquiries: 020 7946 0123 or email press@agency.gov.uk. Out of hours: 07700 900123"
    block = only_block(page(article=f"<p>{line}</p>"))
    assert [entry.label for entry in block.entries] == ["For media enquiries", "email", "Out of hours"]


def test_emergency_numbers_stand_before_whom_they_reach() -> None:
    html = page(
        lang="fr",
        aside="<section><h2>Numéros utiles</h2><ul><li><span>17</span><span>Police secours</span></li>"
        "<li><b>114</b> Urgences par SMS</li></ul></section>",
    )
    block = only_block(html, "https://www.agence.gouv.fr/actualites/pont")
    assert [(entry.label, entry.kind, entry.normalized) for entry in block.entries] == [
        ("Police secours", "phone", "17"),
        ("Urgences par SMS", "sms", "114"),
    ]


def test_the_sentences_above_a_contact_line_stay_text_however_the_lines_are_broken() -> None:
    sentence = "From the upper deck one sees four lakes at once, said the warden of the reserve."
    html = page(article=f"<div>{sentence}<br><br>Press: 020 7946 0018, press@agency.gov.uk</div>")
    block = only_block(html)
    assert [value for _, value, _ in entries(block)] == ["020 7946 0018", "press@agency.gov.uk"]
    assert sentence in read(html).body


def test_each_of_several_persons_in_paragraphs_of_their_own_is_a_block_with_its_name() -> None:
    article = read(
        page(
            article="<p><b>Contacts</b></p><p><b>Investors</b></p><p>Ann Doe</p><p>020 7946 0018</p>"
            "<p><b>Media</b></p><p>John Roe</p><p>Vice President, Corporate Affairs</p><p>020 7946 0019</p>"
        )
    )
    assert [block.heading for block in article.contacts] == ["Contacts", "Media"]
    assert ContactEntry(None, "person", "John Roe") in article.contacts[1].entries
    assert not any(words in article.body for words in ("Investors", "Ann Doe", "Media", "John Roe", "Corporate"))


@pytest.mark.parametrize(
    ("url", "footer", "found"),
    [
        (
            "https://www.agence.gouv.fr/a",
            "<ul><li><a href='tel:17'>17 Police-secours</a></li><li><a href='tel:114'>114 Sourds (SMS)</a></li></ul>",
            [("phone", "17", "17"), ("sms", "114", "114")],
        ),
        (
            "https://www.agencia.gob.es/a",
            "<p>Emergencias: <strong>062</strong></p><p>Calle de Alcalá, 9 - 28014 Madrid</p><p>Tel.: 900 101 062</p>",
            [
                ("phone", "062", "062"),
                ("address", "Calle de Alcalá, 9 - 28014 Madrid", "Calle de Alcalá, 9 - 28014 Madrid"),
                ("phone", "900 101 062", "+34900101062"),
            ],
        ),
    ],
)
def test_emergency_numbers_in_a_footer_need_no_heading(
    url: str, footer: str, found: list[tuple[str, str, str]]
) -> None:
    block = only_block(page(footer=footer), url)
    assert (block.scope, entries(block)) == ("site", found)


def test_a_short_number_in_a_footer_that_nobody_dials_is_none() -> None:
    assert read(page(footer="<p>Visitors: 3012</p><p>Page: 12</p>")).contacts == ()


def test_whoever_made_the_site_is_no_contact() -> None:
    assert read(page(footer="<p>© 2023 Weston. Website by Acme, 020 7946 0018, info@acme.example</p>")).contacts == ()
