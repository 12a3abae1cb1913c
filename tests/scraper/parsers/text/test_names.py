"""Authors' names in short lines, and the many lines that look like one and name nobody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.parsers.text.names import read_byline, read_signature


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("Par le commandant Céline Morin", "commandant Céline Morin"),
        ("Par la capitaine Anne Le Goff", "capitaine Anne Le Goff"),
        ("Par l’adjudant-chef Yves Le Bris", "adjudant-chef Yves Le Bris"),
        ("Rédigé par Jean-Pierre de La Tour", "Jean-Pierre de La Tour"),
        ("Auteur : Claire Petit", "Claire Petit"),
        ("Par le service de presse", "service de presse"),
        (
            "Par le service communication de la région de gendarmerie",
            "service communication de la région de gendarmerie",
        ),
        ("Par la Gendarmerie nationale", "Gendarmerie nationale"),
        ("Texte et photos : ADJ Paul Roux", "ADJ Paul Roux"),
        ("Autor: sierż. szt. Ewa Lis", "sierż. szt. Ewa Lis"),
        ("Autor: Služba odnosa s javnošću", "Služba odnosa s javnošću"),
        ("Objavila: Milena Kos, Policijska uprava Celje", "Milena Kos"),
        ("A cura dell’Ufficio stampa", "Ufficio stampa"),
        ("By Juan R. dela Cruz", "Juan R. dela Cruz"),
        ("By Jane Doe", "Jane Doe"),
        ("BY JANE Q. DOE", "JANE Q. DOE"),
        ("By the Office of Public Affairs", "Office of Public Affairs"),
        ("By Jane Doe, Office of Public Affairs", "Jane Doe"),
        ("Story by Staff Sgt. Jane Doe, 3rd Wing Public Affairs", "Staff Sgt. Jane Doe"),
        ("By Petty Officer 2nd Class John Roe", "Petty Officer 2nd Class John Roe"),
        ("Written by: A. Smith", "A. Smith"),
        ("By Jane Doe | Staff Writer", "Jane Doe"),
        ("By Jane Doe (press@agency.example)", "Jane Doe"),
        ("Von der Pressestelle", "Pressestelle"),
        ("Von Eva Maus", "Eva Maus"),
        ("Ein Beitrag von Dr. Eva Maus", "Dr. Eva Maus"),
        ("Text: Eva Maus, Fotos: Jan Fuchs", "Eva Maus"),
        ("Publicado por: Clarissa Borba - Categoria: Saúde", "Clarissa Borba"),
        ("Por Juan Pérez", "Juan Pérez"),
        ("Por la Oficina de Prensa", "Oficina de Prensa"),
        ("A cura di Mario Rossi", "Mario Rossi"),
        ("di Mario Rossi", "Mario Rossi"),
        ("Door Jan van der Berg", "Jan van der Berg"),
        ("Autor: mł. asp. Anna Nowak", "mł. asp. Anna Nowak"),
        ("Autor: Ion Popescu", "Ion Popescu"),
        ("Συντάκτης: Μαρία Παπαδοπούλου", "Μαρία Παπαδοπούλου"),
        ("Автор: Іван Петренко", "Іван Петренко"),
        ("Автор: пресс-служба администрации", "пресс-служба администрации"),
        ("بقلم: أحمد علي", "أحمد علي"),
        ("作者：张三", "张三"),
        ("記者：陳大文", "陳大文"),
        ("執筆：山田太郎", None),
        ("글: 홍길동", "홍길동"),
        ("Av Kari Nordmann", "Kari Nordmann"),
    ],
)
def test_a_line_names_its_author_without_its_preposition(line: str, byline: str | None) -> None:
    named = read_byline(line)
    assert (named.byline if named else None) == byline


@pytest.mark.parametrize(
    "line",
    [
        "By admin", "Written by: Administrator", "Author: Webmaster", "Posted by Super User", "Autor: Redakteur",
        "By law, all of it is public.", "By Topic", "By Date", "By 2030, half of all cars", "By phone", "By Mail",
        "Published by Home Office", "Publié par : Ministère de l’Intérieur", "作者：管理员",
        "작성자: 홍보담당관",
        "Von A bis Z", "Von Berlin nach Paris", "Von der Wiege bis zur Bahre", "Por ejemplo", "Por favor",
        "Par exemple",
        "Par courrier", "Par ailleurs, le ministre a rappelé que", "Di più", "Door to Door", "Per posta", "Per Email",
        "Press release", "Office of the Press Secretary", "From: Home Office", "Jane Doe", "Von 9 bis 12 Uhr",
        "By clicking you accept our cookies", "By", "Autor", "", "记者从省政府获悉", "@agency", "By @agency",
        "Author: https://agency.example/people/jane", "By jane.doe@agency.example", "By the way",
    ],
)  # fmt: skip
def test_a_line_that_names_nobody_yields_no_byline(line: str) -> None:
    assert read_byline(line) is None


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Par l’adjudant-chef Yves Roy et la gendarme Julie Petit", ("adjudant-chef Yves Roy", "gendarme Julie Petit")),
        ("Par Jean Dupont, directeur et Anne Martin, cheffe de service", ("Jean Dupont", "Anne Martin")),
        ("Von Eva Maus und Jan Fuchs, dpa", ("Eva Maus", "Jan Fuchs")),
        ("By Jane Doe, Secretary of Homeland Security", ("Jane Doe",)),
        ("By Jane Doe and John Roe", ("Jane Doe", "John Roe")),
        ("By Jane Doe, John Roe, and Ann Poe", ("Jane Doe", "John Roe", "Ann Poe")),
        ("Autoren Eva Maus und Jan Fuchs", ("Eva Maus", "Jan Fuchs")),
        ("Par Marie Dupont et Paul Durand", ("Marie Dupont", "Paul Durand")),
        ("Por Juan Pérez y María López", ("Juan Pérez", "María López")),
        ("作者：张三、李四", ("张三", "李四")),
        ("By the Office of Research and Development", ("Office of Research and Development",)),
    ],
)
def test_several_authors_are_told_apart(line: str, authors: tuple[str, ...]) -> None:
    named = read_byline(line)
    assert named
    assert named.authors == authors


def test_a_bare_name_is_an_author_only_where_nothing_else_can_stand() -> None:
    assert read_byline("Jane Doe") is None
    named = read_byline("Jane Doe", known=True)
    assert named
    assert named.byline == "Jane Doe"
    assert read_byline("Home Office", known=True) is None
    assert read_byline("About the author", known=True) is None


@pytest.mark.parametrize(
    ("paragraph", "authors"),
    [
        ("活动将先后在三国举行。（张三）", ("张三",)),
        ("活动将先后在三国举行。（记者 张三 李四）", ("张三", "李四")),
        ("……（通讯员：欧阳明）", ("欧阳明",)),
    ],
)
def test_a_chinese_text_may_be_signed_in_brackets_at_its_end(paragraph: str, authors: tuple[str, ...]) -> None:
    named = read_signature(paragraph)
    assert named
    assert named.authors == authors


@pytest.mark.parametrize(
    "paragraph", ["（完）", "办法（试行）", "来源（新华社）", "见下（上图）", "（省统计局）", "text (Jane Doe)", ""]
)
def test_other_brackets_at_the_end_are_no_signature(paragraph: str) -> None:
    assert read_signature(paragraph) is None


@given(st.text(max_size=200), st.booleans())
def test_no_line_raises(line: str, known: bool) -> None:
    read_byline(line, known=known)
    read_byline(f"By {line}", known=known)
    read_signature(line)


@pytest.mark.parametrize(
    "line", ["From: Rivers Agency Canada", "Source: Rivers Agency", "Fot. Anna Nowak", "From Lakes Board"]
)
def test_where_an_author_is_awaited_another_label_names_none(line: str) -> None:
    assert read_byline(line, known=True) is None


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Dana A. Ford, CNN", "Dana A. Ford"),
        ("By Dana A. Ford , James Corey, and Tom Watkins, CNN", "Dana A. Ford, James Corey, and Tom Watkins"),
        ("By Irfan Rana on اپریل 8, 2022", "Irfan Rana"),
        ("By the Office on Trafficking in Persons", "Office on Trafficking in Persons"),
    ],
)
def test_agency_and_day_after_a_name_are_no_part_of_it(line: str, byline: str) -> None:
    named = read_byline(line)
    assert named is not None
    assert named.byline == byline


def test_who_wrote_a_text_may_stand_in_brackets_at_its_end() -> None:
    named = read_signature("The guidelines also name hydrogen among the means. (By Alison Hsiao)")
    assert named is not None
    assert named.byline == "Alison Hsiao"
    assert read_signature("The guidelines name the park in the city (by the river).") is None
