"""docs/archive-format.md names every record, field and event that an archive holds."""

from __future__ import annotations

from pathlib import Path

from archive.wire import warc
from tests.archive.conftest import Rows, open_writer
from tests.archive.upkeep.test_rebuild import a_life

FORMAT = (Path(__file__).parents[2] / "docs/archive-format.md").read_text(encoding="utf-8")


def test_every_record_field_and_event_is_described(folder: Path, rows: Rows) -> None:
    with open_writer(folder) as writer:
        a_life(writer)
        writer.release("https://www.example.gouv.fr/copy-of-b")
    found = [item for name in warc.names(folder / "warc") for item in warc.read(folder / "warc", name)]
    records = [item for item in found if isinstance(item, warc.Record)]
    assert records == found
    fields = {name for record in records for name in record.fields if name.startswith("Govnews-")}
    meanings = {record.fields["Govnews-Record"] for record in records if "Govnews-Record" in record.fields}
    table = FORMAT.partition("## Records")[2].partition("## Extension fields")[0]
    assert {field for field in fields if f"`{field}`" not in FORMAT} == set()
    assert {meaning for meaning in meanings if meaning not in table} == set()
    assert {record.type for record in records} == {"warcinfo", "resource", "metadata", "request", "response", "revisit"}
    told = FORMAT.partition("## Events")[2]
    for kind, outcome in rows("SELECT DISTINCT kind, outcome FROM events"):
        assert f"| `{kind}` |" in told
        assert f"`{outcome}`" in told
