"""Where a caption ends and a credit begins, and what is neither."""

from __future__ import annotations

import pytest

from scraper.parsers.text.credits import credit_of, is_instruction, split_caption


@pytest.mark.parametrize(
    ("text", "caption", "credit"),
    [
        ("The new bridge", "The new bridge", None),
        ("The new bridge © J. Roe", "The new bridge", "J. Roe"),
        ("The new bridge© J. Roe", "The new bridge", "J. Roe"),
        ("The new bridge — © J. Roe/agency", "The new bridge", "J. Roe/agency"),
        ("SG\n© MI DICOM © A. Lejeune", "SG", "MI DICOM © A. Lejeune"),
        ("© MI DICOM – A. Lejeune", None, "MI DICOM – A. Lejeune"),
        ("The new bridge (© J. Roe)", "The new bridge", "J. Roe"),
        ("The new bridge. Photo credit: J. Roe", "The new bridge.", "J. Roe"),
        ("The new bridge at night Photo Credit: Rivers, Inc.", "The new bridge at night", "Rivers, Inc."),
        ("Photo: J. Roe", None, "J. Roe"),
        ("Photo by J. Roe", None, "J. Roe"),
        ("The bridge. Image courtesy of the Rivers Trust", "The bridge.", "the Rivers Trust"),
        ("The minister (AP Photo/J. Roe)", "The minister", "AP Photo/J. Roe"),
        ("Divers at work. (U.S. Navy photo by Officer J. Roe)", "Divers at work.", "U.S. Navy photo by Officer J. Roe"),
        ("At work. (U.S. Navy photo by J. Roe) At noon.", "At work. At noon.", "U.S. Navy photo by J. Roe"),
        ("Divers at work. U.S. Navy photo by J. Roe", "Divers at work.", "J. Roe"),
        ("Crédit photo : J. Roe", None, "J. Roe"),
        ("Le nouveau pont\nCrédits : Agence/Roe", "Le nouveau pont", "Agence/Roe"),
        ("Die neue Brücke (Foto: E. Beispiel, 15.01.2022).", "Die neue Brücke", "E. Beispiel"),
        ("Die neue Brücke (Foto: SB/Beispiel; 15.01.2022).", "Die neue Brücke", "SB/Beispiel"),
        ("Die neue Brücke.\nQuelle: Amt", "Die neue Brücke.", "Amt"),
        ("Die Brücke.\nQuelle: beispiel / Bilder.com", "Die Brücke.", "beispiel / Bilder.com"),
        ("Die neue Brücke (Foto Beispiel)", "Die neue Brücke", "Beispiel"),
        ("Bild: Die Brücke im Frühling, © Amt/Muster", "Die Brücke im Frühling", "Amt/Muster"),
        ("Foto: E. Beispiel © Amt", None, "E. Beispiel © Amt"),
        ("Bild: Amt/Beispiel", None, "Amt/Beispiel"),
        ("La nueva ponte (Foto: E. Ejemplo)", "La nueva ponte", "E. Ejemplo"),
        ("Foto: Divulgação/SECOM", None, "Divulgação/SECOM"),
        ("新桥开通。（张三摄）", "新桥开通。", "张三"),
        ("会見する大臣（写真：内閣広報室）", "会見する大臣", "内閣広報室"),
        ("新桥开通（新华社记者张三摄）", "新桥开通", "新华社记者张三"),
    ],
)  # fmt: skip
def test_caption_and_credit(text: str, caption: str | None, credit: str | None) -> None:
    assert split_caption(text) == (caption, credit)


@pytest.mark.parametrize(
    "text",
    [
        "Figure 2: Zero-degree level from 14 to 20 January, from eleven stations of the institute",
        "Photo: The minister met officials in the capital on Monday to talk about the new law and its many effects.",
        "The minister (left) and the mayor (right)",
        "The bridge as it was (see photo above)",
        "Photo: Members of the committee during their visit to the new crossing",
        "Video: The minister's speech",
        "Abbildung 4: Die grösste Lawine der Woche",
    ],
)
def test_a_caption_without_credit_stays_whole(text: str) -> None:
    assert split_caption(text) == (text, None)


@pytest.mark.parametrize(
    "text",
    [
        "Click to enlarge", "Bild vergrößern", "zum Vergrößern anklicken", "Full screen", "Vollbild",
        "Agrandir l'image",
        "Cliquez pour agrandir", "Ampliar imagen", "View image credit", "1/10", "Bild 1 von 10", "Image 3 of 12",
        "(jpeg, 1 MB)", "High-resolution picture (jpeg, 1 MB)", "Download", "Next slide", "…", "2",
    ],
)  # fmt: skip
def test_what_to_click_and_counters_are_no_captions(text: str) -> None:
    assert is_instruction(text)
    assert split_caption(text) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "Bilder der neuen Brücke",
        "Open day at the bridge",
        "Voir Naples",
        "Ouvrir les portes du musée",
        "Download speeds in the valley",
        "Slide into spring",
    ],
)
def test_captions_that_begin_like_an_instruction(text: str) -> None:
    assert not is_instruction(text)


@pytest.mark.parametrize("text", ["© J. Roe", "Photo: J. Roe", "J. Roe", "Foto: J. Roe, 15.01.2022", "(c) J. Roe"])
def test_a_text_known_to_be_a_credit_loses_its_label(text: str) -> None:
    assert credit_of(text) == "J. Roe"


def test_an_abbreviation_needs_no_colon_to_announce_a_credit() -> None:
    assert split_caption("Most nad Odrą. Fot. Anna Nowak") == ("Most nad Odrą.", "Anna Nowak")


def test_two_names_with_a_slash_in_brackets_at_the_end_are_a_credit() -> None:
    assert split_caption("Flamingos on the lagoon (Pool Lakes/Ana Puig)") == (
        "Flamingos on the lagoon",
        "Pool Lakes/Ana Puig",
    )
    assert split_caption("The ferry (built in Kiel/Husum)") == ("The ferry (built in Kiel/Husum)", None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The hall\nFoto: Jane Roe (Keystone)", ("The hall", "Jane Roe (Keystone)")),
        ("The hall. Photo: Jane Roe (Reuters)", ("The hall.", "Jane Roe (Reuters)")),
        ("The hall. [사진 출처 = 연합뉴스]", ("The hall.", "연합뉴스")),
        ("The hall [사진 = 한수진 기자]", ("The hall", "한수진 기자")),
        ("The hall — © Jane Roe/dpa\n--pageNumber-- von --total--", ("The hall", "Jane Roe/dpa")),
        ("The hall {{ index }} of {{ total }}", ("The hall", None)),
        ("The price rose by 12 % in a year", ("The price rose by 12 % in a year", None)),
    ],
)
def test_labels_brackets_and_templates(text: str, expected: tuple[str | None, str | None]) -> None:
    assert split_caption(text) == expected
