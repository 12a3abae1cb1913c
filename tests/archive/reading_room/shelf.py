"""An archive's database filled by hand: real SQLite from the real schema, so that pages can be read without a crawl."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from archive.model.article import (
    Article,
    Attachment,
    Block,
    ContactBlock,
    ContactEntry,
    Figure,
    Link,
    to_dict,
)
from archive.model.digest import content_digest
from archive.model.identity import stable_id, url_key
from archive.tables.database import NAME, open_database
from archive.tables.history import note_former_lines
from archive.tables.store import contacts_text

SITES = {
    "gendarmerie": ("Gendarmerie nationale", "FR", "fr", "https://www.gendarmerie.example/"),
    "transport": ("Department of Transport", "CA", "en", "https://transport.example/"),
    "bahn": ("Bundesamt für Straßen & Schienen", "DE", "de", "https://bahn.example/"),
}

EMERGENCY = ContactBlock(
    "Numéros d’urgence",
    "article",
    (
        ContactEntry("Police - Gendarmerie", "phone", "17", "17"),
        ContactEntry("Sourds et malentendants", "url", "www.urgence114.fr", "https://www.urgence114.fr"),
        ContactEntry("Sourds et malentendants", "sms", "114", "114"),
    ),
)
LISTENING = ContactBlock(
    "Sécurité et écoute",
    "article",
    (
        ContactEntry("Violences conjugales", "phone", "39 19", "3919"),
        ContactEntry("Presse", "email", "presse (at) gendarmerie.example", "presse@gendarmerie.example"),
    ),
)

REFERENCE = Article(
    url="https://www.gendarmerie.example/actualites/rencontres-numeriques",
    kicker="Numérique",
    title="Les 1re rencontres numériques de l’Intérieur",
    byline="commandant Céline Morin",
    authors=("commandant Céline Morin",),
    published="2020-02-04",
    modified="2020-02-06T09:30:00+01:00",
    language="fr",
    section="Actualités",
    tags=("numérique", "DNUM"),
    lead="La première édition s’est tenue le lundi 3 février, au musée des Arts forains, à Paris.",
    blocks=(
        Block("figure", figure=0),
        Block("paragraph", "Organisée au cœur du musée, la 1re édition avait pour objectif d’initier une démarche."),
        Block("heading", "Progresser ensemble", level=3),
        Block("quote", "« Aucune de nos activités ne peut s’affranchir de nos systèmes. »"),
        Block("list_item", "gouvernance", level=1),
        Block("list_item", "pilotage budgétaire", level=2),
        Block("list_item", "mise en place de liens", level=2),
        Block("list_item", "territoires", level=1),
        Block("paragraph", "Forte de 1 300 agents, la DNUM doit « garder une organisation souple »."),
        Block("figure", figure=1),
        Block("heading", "Les moyens", level=4),
        Block("table", "Année\tBudget\n2019\t280 M€", rows=(("Année", "Budget"), ("2019", "280 M€"))),
        Block("list_item", "premier pas", level=1, ordered=True),
        Block("list_item", "second pas", level=1, ordered=True),
    ),
    figures=(
        Figure("https://www.gendarmerie.example/img/1.jpg", "Vue de la salle", None, "MI DICOM – A. Lejeune", 0),
        Figure("https://www.gendarmerie.example/img/2.jpg", None, "CGA Poirier", "MI DICOM © A. Lejeune", 1),
    ),
    contacts=(EMERGENCY, LISTENING),
    attachments=(Attachment("https://www.gendarmerie.example/dossier.pdf", "Dossier de presse", "application/pdf"),),
    translations=(Link("https://www.gendarmerie.example/en/meetings", "English", "en"),),
    related=(Link("https://www.gendarmerie.example/actualites/cyber", "La cyberdéfense recrute"),),
    provenance={"title": "heuristic:h1", "published": "time-element", "byline": "heuristic:par"},
    coverage=0.97,
)


class Shelf:
    """Writes articles into `folder`/govnews.db as a crawl would have left them. A context manager that commits."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.connection = open_database(folder / NAME)
        self.connection.execute("BEGIN")

    def __enter__(self) -> Shelf:
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.commit()
        self.connection.close()

    def _insert(self, table: str, *, ignore: bool = False, **row: object) -> int:
        columns, marks = ", ".join(row), ", ".join("?" * len(row))
        verb = "INSERT OR IGNORE" if ignore else "INSERT"
        cursor = self.connection.execute(f"{verb} INTO {table} ({columns}) VALUES ({marks})", list(row.values()))
        return cursor.lastrowid or 0

    def site(self, name: str, title: str, country: str, language: str, home_url: str) -> None:
        self._insert(
            "sites",
            id=stable_id("site", name),
            name=name,
            title=title,
            country=country,
            language=language,
            home_url=home_url,
            profile="",
            profile_sha256="0" * 64,
            last_crawled="2026-11-20T06:00:00Z",
        )
        self._insert(
            "runs", site=name, started="2026-11-20T06:00:00Z", finished="2026-11-20T06:05:00Z", outcome="finished"
        )

    def article(
        self,
        site: str,
        *texts: Article,
        status: str = "live",
        seen: Sequence[str] = ("2026-11-01T06:00:00Z", "2026-11-15T06:00:00Z", "2026-11-20T06:00:00Z"),
        missing_since: str | None = None,
        pictures: dict[int, int] | None = None,
    ) -> int:
        """One article with its versions, oldest text first; returns its id."""
        article = texts[-1]
        article_id = stable_id("article", url_key(article.url))
        self._insert(
            "articles",
            id=article_id,
            site=site,
            url=article.url,
            url_key=url_key(article.url),
            title=article.title,
            kicker=article.kicker,
            byline=article.byline,
            published=article.published,
            modified=article.modified,
            year=int(year) if (year := (article.published or "")[:4]).isdecimal() else None,
            lead=article.lead,
            body=article.body,
            captions=article.captions,
            contacts=contacts_text(article.contacts),
            language=article.language,
            section=article.section,
            tags=json.dumps(article.tags, ensure_ascii=False),
            status=status,
            first_seen=seen[0],
            last_seen=seen[len(texts) - 1],
            last_checked=seen[-1],
            missing_since=missing_since,
            version_count=len(texts),
        )
        for number, text in enumerate(texts, start=1):
            self._version(site, article_id, number, text, seen[number - 1])
        note_former_lines(self.connection, article_id)
        self._insert(
            "article_urls",
            id=stable_id("article_url", article_id, article.url),
            article_id=article_id,
            url=article.url,
            url_key=url_key(article.url),
            role="final",
            first_seen=seen[0],
            last_seen=seen[0],
        )
        self._parts(article_id, article, seen[0], pictures or {})
        return article_id

    def _version(self, site: str, article_id: int, number: int, text: Article, seen_at: str) -> None:
        run_id = self.connection.execute("SELECT id FROM runs WHERE site = ?", [site]).fetchone()[0]
        offset = self.connection.execute("SELECT count(*) FROM captures").fetchone()[0] * 1000
        capture_id = self._insert(
            "captures",
            run_id=run_id,
            site=site,
            kind="article",
            url=text.url,
            url_key=url_key(text.url),
            requested_url=text.url,
            fetched_at=seen_at,
            http_status=200,
            outcome="new" if number == 1 else "changed",
            media_type="text/html",
            encoding="utf-8",
            sha256=f"{article_id:064x}",
            size=48213,
            warc_file="govnews-20261120060000-00000.warc.gz",
            warc_offset=offset,
            warc_length=900,
            record="response",
            article_id=article_id,
            content_sha256=content_digest(text),
        )
        self._insert(
            "versions",
            id=capture_id,
            article_id=article_id,
            number=number,
            capture_id=capture_id,
            seen_at=seen_at,
            last_seen=seen_at,
            content_sha256=content_digest(text),
            parser_version="1",
            article=json.dumps(to_dict(text), ensure_ascii=False),
        )
        self.connection.execute("UPDATE articles SET version_id = ? WHERE id = ?", [capture_id, article_id])

    def _parts(self, article_id: int, article: Article, seen_at: str, pictures: dict[int, int]) -> None:
        for figure in article.figures:
            self._insert(
                "figures",
                id=stable_id("figure", article_id, figure.position),
                article_id=article_id,
                position=figure.position,
                image_url=figure.image_url,
                alt=figure.alt,
                caption=figure.caption,
                credit=figure.credit,
                capture_id=pictures.get(figure.position),
            )
        for position, block in enumerate(article.contacts):
            self._contact_block(article_id, position, block, seen_at)
        for position, name in enumerate(article.authors):
            author_id = stable_id("author", name)
            self._insert("authors", ignore=True, id=author_id, name=name)
            self._insert("article_authors", article_id=article_id, author_id=author_id, position=position)
        for position, attachment in enumerate(article.attachments):
            self._insert(
                "attachments",
                article_id=article_id,
                position=position,
                url=attachment.url,
                label=attachment.label,
                media_type=attachment.media_type,
            )
        for kind, links in (("related", article.related), ("translation", article.translations)):
            for position, link in enumerate(links):
                self._insert(
                    "links",
                    article_id=article_id,
                    kind=kind,
                    position=position,
                    url=link.url,
                    text=link.text,
                    language=link.language,
                )

    def _contact_block(self, article_id: int, position: int, block: ContactBlock, seen_at: str) -> None:
        block_id = stable_id("contact_block", block.heading, block.scope, *(entry.value for entry in block.entries))
        self._insert("contact_blocks", ignore=True, id=block_id, heading=block.heading, scope=block.scope)
        for number, entry in enumerate(block.entries):
            self._insert(
                "contact_entries",
                ignore=True,
                id=stable_id("contact_entry", block_id, number),
                contact_block_id=block_id,
                position=number,
                label=entry.label,
                kind=entry.kind,
                value=entry.value,
                normalized=entry.normalized,
            )
        self._insert(
            "article_contact_blocks",
            article_id=article_id,
            contact_block_id=block_id,
            position=position,
            first_seen=seen_at,
            last_seen=seen_at,
        )

    def event(self, at: str, kind: str, about: str, outcome: str, detail: str | None = None) -> None:
        self._insert("events", at=at, kind=kind, object=about, outcome=outcome, detail=detail)


def article(url: str, title: str, published: str | None, language: str, *paragraphs: str, **more: object) -> Article:
    """A short article of paragraphs."""
    blocks = tuple(Block("paragraph", text) for text in paragraphs)
    return replace(
        Article(url=url, title=title, published=published, language=language, blocks=blocks),
        **more,  # type: ignore[arg-type]
    )


def stock(folder: Path) -> dict[str, int]:
    """An archive of a dozen articles of three sites; returns their ids by a short name."""
    ids: dict[str, int] = {}
    with Shelf(folder) as shelf:
        for name, row in SITES.items():
            shelf.site(name, *row)
        ids["reference"] = shelf.article("gendarmerie", REFERENCE)
        base = "https://www.gendarmerie.example/actualites/"
        ids["cyber"] = shelf.article(
            "gendarmerie",
            article(
                base + "cyber",
                "La cyberdéfense recrute à l’été",
                "2024-06-12",
                "fr",
                "Les candidats sont reçus à Paris.",
            ),
        )
        ids["changed"] = shelf.article(
            "gendarmerie",
            article(
                base + "radar",
                "Radars : 12 chantiers",
                "2025-01-10",
                "fr",
                "Douze chantiers sont prévus.",
                "Le sœur navire.",
            ),
            article(
                base + "radar",
                "Radars : 14 chantiers",
                "2025-01-10",
                "fr",
                "Quatorze chantiers sont prévus.",
                "Le sœur navire.",
            ),
        )
        ids["missing"] = shelf.article(
            "gendarmerie",
            article(base + "disparu", "Un communiqué disparu", "2023-03-01", "fr", "Ce texte n’est plus en ligne."),
            status="missing",
            missing_since="2026-11-18T06:00:00Z",
        )
        base = "https://transport.example/news/"
        for number in range(1, 6):
            ids[f"bridge{number}"] = shelf.article(
                "transport",
                article(
                    f"{base}bridge-{number}",
                    f"Bridge repairs, phase {number}",
                    f"2026-0{number}-15T09:00:00-05:00",
                    "en",
                    "The bridge closes to traffic at night. COVID-19 measures apply.",
                    f"Phase {number} costs $2 million.",
                    byline="Jordan O’Neill",
                    authors=("Jordan O’Neill",),
                ),
            )
        ids["gone"] = shelf.article(
            "transport",
            article(base + "toll", "Toll notice withdrawn", "2022-09-30", "en", "The toll notice was in force."),
            status="gone",
            missing_since="2026-11-19T06:00:00Z",
        )
        ids["withheld"] = shelf.article(
            "transport",
            article(
                base + "named",
                "Sealed settlement headline",
                "2026-10-01",
                "en",
                "Xyzzyplugh was named in the sealed settlement.",
                contacts=(
                    ContactBlock("Sealed desk", "article", (ContactEntry("Desk", "phone", "555-0199", "+15550199"),)),
                ),
            ),
            status="withheld",
        )
        shelf.event(
            "2026-11-19T10:00:00Z", "withholding", "transport.example/news/named", "withheld", "Court order 12/2026"
        )
        ids["strasse"] = shelf.article(
            "bahn",
            article(
                "https://bahn.example/meldungen/1",
                "Neue Straße eröffnet",
                "2026-05-02",
                "de",
                "Die Straße führt über die Brücke.",
                "Rückfragen beantwortet die Pressestelle.",
            ),
        )
    return ids
