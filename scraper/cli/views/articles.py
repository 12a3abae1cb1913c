"""An article as `govnews parse` shows it: every field, and the rule that found it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from archive.model.article import Article, Block, ContactBlock, Figure
from scraper.cli.terminal import named_values, plain_table, section

if TYPE_CHECKING:
    from scraper.parsers.explain import Explanation


def article_view(article: Article) -> RenderableType:
    """`govnews parse`: every field of the article, and beside it the rule that found it."""
    fields = named_values()
    fields.add_column(style="dim", overflow="fold", max_width=22)
    for name in ("url", "kicker", "title", "byline", "published", "modified", "language", "section", "lead"):
        value = getattr(article, name)
        if value or name in ("title", "byline", "published", "lead"):
            fields.add_row(name, Text(value or "none"), Text(article.provenance.get(name, "")))
    if len(article.authors) > 1:
        fields.add_row("authors", Text("; ".join(article.authors)), "")
    if article.tags:
        fields.add_row("tags", Text(", ".join(article.tags)), Text(article.provenance.get("tags", "")))
    parts: list[RenderableType] = [fields]
    parts += section("body", (_block(block, article.figures) for block in article.blocks))
    parts += section("figures", (_figure(figure) for figure in article.figures))
    parts += section("contacts", (_contacts(block) for block in article.contacts))
    parts += section("attachments", (Text(f"{item.label or ''} {item.url}".strip()) for item in article.attachments))
    parts += section("translations", (Text(f"{link.language or ''} {link.url}") for link in article.translations))
    parts += section("related", (Text(f"{link.text or ''} {link.url}".strip()) for link in article.related))
    if article.coverage is not None:
        parts.append(Text(f"\n{article.coverage:.0%} of the text in the article's container is in some field"))
    return Group(*parts)


def explanation_view(explanation: Explanation) -> RenderableType:
    """`govnews parse --explain`: the article, each field's rule, what lost against it, and what no field took."""
    rules = sorted(explanation.article.provenance.items())
    parts = [article_view(explanation.article)]
    parts += section("rules", [plain_table(("field", "found by"), rules)] if rules else ())
    parts += section(
        "candidates that lost",
        [plain_table(("field", "rule", "text"), explanation.candidates)] if explanation.candidates else (),
    )
    rows = [
        (one.field, f"{one.probability:.0%}", one.text, ", ".join(f"{name} {odds:+.1f}" for name, odds in one.reasons))
        for one in sorted(explanation.weighed, key=lambda one: (one.field, -one.probability))
    ]
    parts += section(
        "what speaks for the likeliest", [plain_table(("field", "chance", "text", "reasons"), rows)] if rows else ()
    )
    parts += section("text in the article's container that no field took", map(Text, explanation.left))
    return Group(*parts)


def _block(block: Block, figures: Sequence[Figure]) -> Text:
    if block.kind == "heading":
        return Text(f"{'#' * (block.level or 1)} {block.text}\n", style="bold")
    if block.kind == "list_item":
        return Text(f"{'  ' * ((block.level or 1) - 1)}{'1.' if block.ordered else '-'} {block.text}\n")
    if block.kind == "quote":
        return Text(f"> {block.text}\n")
    if block.kind == "figure":
        caption = next((figure.caption for figure in figures if figure.position == block.figure), None)
        return Text(f"[figure {block.figure}: {caption or 'no caption'}]\n", style="dim")
    return Text(f"{block.text}\n")


def _figure(figure: Figure) -> Text:
    says = " © ".join(filter(None, (figure.caption, figure.credit)))
    return Text(f"{figure.position}  {says or 'no caption'}\n   {figure.image_url}")


def _contacts(block: ContactBlock) -> Text:
    lines = [f"{block.heading or 'without a heading'} ({block.scope})"]
    for entry in block.entries:
        label = f"{entry.label.rstrip(' :')}: " if entry.label else ""
        normalized = f" = {entry.normalized}" if entry.normalized and entry.normalized != entry.value else ""
        lines.append(f"  {label}{entry.value}{normalized} ({entry.kind})")
    return Text("\n".join(lines) + "\n")
