"""What a line says about its dates, by the labels of many languages."""

from __future__ import annotations

import pytest

from scraper.parsers.text.date_labels import kind_of, read_line


def kinds(text: str) -> list[tuple[str, str | None]]:
    line = read_line(text)
    return [(span.value, kind) for span, kind in line.dates] if line else []


@pytest.mark.parametrize(
    "text",
    [
        "Publié le 4 février 2020", "Date de publication : 04/02/2020", "Mis en ligne le 4 février 2020",
        "Date published: 4 February 2020", "Posted on February 4, 2020", "Released 4 Feb 2020",
        "Veröffentlicht am 4. Februar 2020", "Datum: 04.02.2020", "Erschienen am 4. Feb. 2020", "Datum 04.02.2020",
        "Pressemitteilung vom 4. Februar 2020", "Publicado el 4 de febrero de 2020", "Fecha: 4/2/2020",
        "Pubblicato il 4 febbraio 2020", "Data: 04/02/2020", "Publicado em 04/02/2020",
        "Gepubliceerd op 4 februari 2020",
        "Opublikowano: 4 lutego 2020", "Data publikacji: 04.02.2020", "Publicat la 4 februarie 2020",
        "Δημοσιεύθηκε: 4 Φεβρουαρίου 2020", "Опубліковано 04.02.2020", "Дата публикации: 4 февраля 2020",
        "تاريخ النشر: 4 فبراير 2020", "发布日期：2020-02-04", "發布日期：2020-02-04", "公開日：2020年2月4日",
        "등록일 2020.02.04", "วันที่เผยแพร่ 4 กุมภาพันธ์ 2563", "Publicerad 4 februari 2020",
    ],
)  # fmt: skip
def test_a_label_tells_the_day_of_publication(text: str) -> None:
    assert kinds(text) == [("2020-02-04", "published")]


@pytest.mark.parametrize(
    "text",
    [
        "Mis à jour le 4 février 2020", "Dernière mise à jour : 04/02/2020", "Date modified: 2020-02-04",
        "Updated: 11am Tuesday 4 February 2020", "Last reviewed: February 4, 2020", "Page last updated: 4 Feb 2020",
        "Stand: 04.02.2020", "Zuletzt geändert am 4. Februar 2020", "Letzte Änderung: 04.02.2020",
        "Última actualización: 4/2/2020", "Ultimo aggiornamento: 4 febbraio 2020", "Atualizado em 04/02/2020",
        "Laatst gewijzigd op: 4 februari 2020", "Ostatnia modyfikacja: 04.02.2020", "Ultima actualizare: 04.02.2020",
        "Τελευταία ενημέρωση: 4 Φεβρουαρίου 2020", "Оновлено 04.02.2020", "Дата обновления: 04.02.2020",
        "آخر تحديث: 4 فبراير 2020", "更新日期：2020-02-04", "更新日：2020年2月4日", "최종수정일 2020-02-04",
        "ปรับปรุงล่าสุด 4 ก.พ. 2563", "Last updated date: 4 Feb 2020", "4 February 2020 (updated)", "2020-02-04 更新",
    ],
)  # fmt: skip
def test_a_label_tells_the_day_of_the_last_change(text: str) -> None:
    assert kinds(text) == [("2020-02-04", "modified")]


@pytest.mark.parametrize(
    "text",
    [
        "Closing date: 4 February 2020", "Deadline: 4 Feb 2020", "Gültig bis 04.02.2020", "Jusqu'au 4 février 2020",
        "Du 1er au 4 février 2020", "1. - 4. Februar 2020", "1–4 February 2020", "截止日期：2020-02-04",
    ],
)  # fmt: skip
def test_a_deadline_and_the_end_of_a_period_are_neither(text: str) -> None:
    assert kinds(text) == [("2020-02-04", "other")]


def test_both_ends_of_a_period_are_an_event() -> None:
    assert kinds("3 May 2021 to 5 May 2021") == [("2021-05-03", "other"), ("2021-05-05", "other")]


def test_one_line_may_tell_publication_and_change() -> None:
    assert kinds("发布日期：2021-05-03 更新日期：2021-05-04") == [
        ("2021-05-03", "published"),
        ("2021-05-04", "modified"),
    ]


def test_a_label_alone_is_known_for_the_line_after_it() -> None:
    assert [kind_of(text) for text in ("Veröffentlicht:", "Last updated", "Fecha", "Location", "")] == [
        "published", "modified", "published", None, None,
    ]  # fmt: skip


def test_what_else_a_line_says_is_counted_without_weekday_and_clock() -> None:
    assert read_line("Thursday, 4 February 2021, 11:30 Uhr").words == 0  # type: ignore[union-attr]
    assert read_line("24.01.2022 - Meldung - Energie").words == 2  # type: ignore[union-attr]


@pytest.mark.parametrize("text", ["Pierwsza publikacja: 04.02.2020", "Première publication : 04/02/2020"])
def test_a_first_publication_is_one(text: str) -> None:
    assert kinds(text) == [("2020-02-04", "published")]
