"""Pictures and videos of the article, with the captions and credits that stand with them.

A picture's words are looked for in its `figure`, in the box that holds nothing but it, and right after it. What
counts is how the words stand there: in an element made for captions, or as a labelled credit. A paragraph that
merely follows a picture is body text, and so is the one that a picture stands in.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

from archive.model.article import Figure
from scraper.parsers.document.node import Node
from scraper.parsers.extraction import Extraction
from scraper.parsers.fields.figures.captions import (
    PictureWords,
    is_picture_box,
    words_beside,
    words_of_caption,
)
from scraper.parsers.fields.figures.sources import background_url, is_furniture, is_picture_link, picture_url
from scraper.parsers.findings import Figures
from scraper.parsers.text.credits import (
    credit_of,
    is_instruction,
    labelled_at_end,
    may_be_credits,
    only_credit,
    without_credit,
)

_OUTSIDE = frozenset(
    ("navigation", "header", "footer", "related", "share", "comments", "advert", "form", "consent", "removed")
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_NO_FRAMES = frozenset(("img", "video", "table", "blockquote", "pre", "ul", "ol", "figure"))
_BOXES = frozenset(("article", "li", "section", "div"))
_MAX_BOX = 900
#: More paragraphs than a caption's and a credit's are text that the picture stands in, however short it is.
_MAX_PARAGRAPHS = 2
_MAX_TEASER = 400
_MAX_OVER_HEADLINE = 300
#: Boxes that tell of the author: the picture in one is of the author.
_OF_AUTHOR = re.compile(
    r"(?<![a-z])(?:avatars?|headshot|byline|authors?[-_]*(?:info|image|img|photo|picture|pic|bio|box|card|details))(?![a-z])"
)
#: Attributes that are made for a picture's credit, and those whose end may be one; longer ones are neither.
_CREDIT_ATTRIBUTE = re.compile(r"data-(?:[a-z]+-)*(?:credits?|copyright|photographer)")
_TELLING = ("title", "alt", "data-caption", "data-title")
_MAX_TOLD = 160
_MAX_TELLING = 600


@dataclass(frozen=True, slots=True)
class _Picture:
    node: Node
    url: str | None
    words: PictureWords


def find_figures(page: Extraction) -> Figures:
    """The figures of `page`'s article in reading order, and the nodes that hold nothing but their words."""
    indexes = _candidates(page)
    pictures: list[_Picture] = []
    seen: dict[str, int] = {}
    taken: list[int] = []
    for index, words in zip(indexes, _words(page, indexes), strict=True):
        node = page.nodes[index]
        url = picture_url(page, node) if node.tag in ("img", "video") else page.absolute(background_url(node.attrs))
        if not words.credit and index < page.content[1] and (told := _told_credit(page, node)):
            words = replace(words, credit=told, caption=without_credit(words.caption, told))
        if url is None and not words.caption:
            continue
        taken += words.taken
        known = seen.get(url or "")
        if url and known is not None:
            if not pictures[known].words.caption and words.caption:
                pictures[known] = replace(pictures[known], words=words)
            continue
        if url:
            seen[url] = len(pictures)
        pictures.append(_Picture(node, url, words))
    credit, credit_node = (
        _credit_for_all(page, taken) if any(not picture.words.credit for picture in pictures) else (None, None)
    )
    found = tuple(
        (
            picture.node.index,
            Figure(
                picture.url,
                _alt(picture.node),
                picture.words.caption,
                picture.words.credit or credit,
                position,
            ),
        )
        for position, picture in enumerate(pictures)
    )
    if credit_node is not None:
        taken.append(credit_node)
    rules = [picture.words.rule for picture in pictures if picture.words.rule]
    if found and page.selected.get("figures"):
        return Figures(found, "profile", (), tuple(dict.fromkeys(taken)))
    rule = max(sorted(set(rules)), key=rules.count) if rules else ("picture" if found else None)
    return Figures(found, rule, (), tuple(dict.fromkeys(taken)))


def _candidates(page: Extraction) -> list[int]:
    """Nodes that show a picture or video of the article, in order."""
    chosen = page.selected.get("figures")
    if chosen:
        return sorted({index for node in chosen for index in _shown_in(page, node)})
    first, last = _range(page)
    tagged = page.tagged("img", "video")
    teasers: dict[int, bool] = {}
    found = [
        index
        for index in tagged[bisect_left(tagged, first) : bisect_right(tagged, last - 1)]
        if _is_picture(page, page.nodes[index], teasers)
    ]
    for index in range(first, last):
        attrs = page.nodes[index].attrs
        if attrs and ("style" in attrs or "data-bg" in attrs or "data-background-image" in attrs):
            node = page.nodes[index]
            if (
                node.tag not in ("img", "video", "figure")
                and background_url(attrs)
                and _is_background_picture(page, node)
            ):
                found.append(index)
    found.sort()
    frames = [
        index
        for index in page.tagged("figure")
        if first <= index < last
        and bisect_left(found, index) == bisect_left(found, page.nodes[index].end)
        and _is_captioned_frame(page, page.nodes[index])
    ]
    return sorted(found + frames)


def _is_captioned_frame(page: Extraction, figure: Node) -> bool:
    """Whether a `figure` shows a film, map or drawing that is no `img`, and says what it is."""
    tags = {node.tag for node in page.nodes[figure.index + 1 : figure.end]}
    return "figcaption" in tags and not tags & _NO_FRAMES and _stands_with_article(page, figure)


def _shown_in(page: Extraction, index: int) -> list[int]:
    """The pictures at or below a node that a profile names."""
    node = page.nodes[index]
    return [i for i in range(index, node.end) if page.nodes[i].tag in ("img", "video")] or [index]


def _range(page: Extraction) -> tuple[int, int]:
    """Where the article's pictures may stand: from its headline to its end, and in what encloses both."""
    first, last = page.content
    if page.container is None:
        return first, last
    size = page.nodes[page.container].chars
    around: Node | None = None
    for node in page.ancestors(page.container):
        if node.tag in ("body", "html", "form") or node.chars > 3 * size + 1500:
            break
        if around is not None:
            # Next to no more text: what is more there is the picture over the headline, with its words.
            if node.tag != "article" and node.chars > around.chars + _MAX_OVER_HEADLINE:
                break
            first = min(first, node.index)
        elif node.tag in ("article", "main") or _holds_title(page, node):
            around = node
            first, last = min(first, node.index), max(last, node.end)
    return first, last


def _is_picture(page: Extraction, node: Node, teasers: dict[int, bool]) -> bool:
    """Whether an `img` or `video` is the article's, and no furniture, teaser or copy for readers without scripts."""
    if not _stands_with_article(page, node) or (is_furniture(node) and not _is_captioned(page, node)):
        return False
    container = page.nodes[page.container] if page.container is not None else None
    inside = container is not None and container.index <= node.index < container.end
    for around in page.ancestors(node.index):
        if around.tag in ("button", "nav", "footer") or (around.tag == "noscript" and _has_double(page, around)):
            return False
        if around.names and _OF_AUTHOR.search(around.names):
            return False
        if around.tag == "figure":
            return not any(
                link.tag == "a" and _leads_elsewhere(link) and link.chars for link in page.ancestors(around.index)
            )
        if container is not None and around.index <= container.index:
            break
        if around.tag == "a" and _leads_elsewhere(around) and (around.chars > 8 or not inside):
            return False
        if around.chars > _MAX_TEASER:
            break
        if around.tag in _BOXES and around.chars and _is_teaser(page, around, teasers):
            return False
    return True


def _is_captioned(page: Extraction, node: Node) -> bool:
    """Whether the picture is the only one in a `figure` with a caption: no page does that for its own furniture."""
    pictures = page.tagged("img")
    for around in page.ancestors(node.index):
        if around.tag == "figure":
            alone = bisect_left(pictures, around.end) - bisect_left(pictures, around.index) == 1
            inner = page.nodes[around.index + 1 : around.end]
            return alone and any(each.tag == "figcaption" and each.chars for each in inner)
    return False


def _has_double(page: Extraction, noscript: Node) -> bool:
    """Whether the picture for readers without scripts stands beside one that is shown with them."""
    pictures = page.tagged("img")
    around = page.nodes[noscript.parent] if noscript.parent >= 0 else noscript
    if around.tag in ("body", "html", "head") or around.index == page.container:
        return True
    shown = bisect_left(pictures, around.end) - bisect_left(pictures, around.index)
    return shown > bisect_left(pictures, noscript.end) - bisect_left(pictures, noscript.index)


def _stands_with_article(page: Extraction, node: Node) -> bool:
    """Whether the picture is in no other part of the page than the article; its own header is a part of it."""
    if node.index < page.content[0] and not _in_article(page, node):
        return False
    region = page.regions[node.index]
    if not region or region == "header":
        return not region or page.content[0] <= node.index or _in_article(page, node)
    if page.container is None:
        return False
    container = page.nodes[page.container]
    inside = container.index <= node.index < container.end
    return region == page.regions[container.index] or (inside and region not in _OUTSIDE)


def _in_article(page: Extraction, node: Node) -> bool:
    """Whether an element that is made for it holds the picture: `article`, `main`, or a `figure` of its own."""
    return any(around.tag in ("article", "main", "figure") for around in page.ancestors(node.index))


def _leads_elsewhere(link: Node) -> bool:
    href = link.attrs.get("href", "")
    return bool(href) and not is_picture_link(href) and not href.startswith(("#", "javascript:"))


def _is_teaser(page: Extraction, node: Node, known: dict[int, bool]) -> bool:
    """Whether a box is another article's card: a heading that is a link, or next to nothing but links."""
    if node.index not in known:
        inner = page.nodes[node.index + 1 : node.end]
        if node.link_chars >= 0.8 * node.chars and node.chars > 20:
            known[node.index] = any(child.tag == "a" and _leads_elsewhere(child) for child in inner)
        else:
            known[node.index] = any(
                child.tag in _HEADINGS and child.chars and child.link_chars >= 0.9 * child.chars for child in inner
            )
    return known[node.index]


def _is_background_picture(page: Extraction, node: Node) -> bool:
    """Whether an element's background is a picture to look at: it says so, or it is one of a gallery."""
    region = page.regions[node.index]
    if region in _OUTSIDE or is_furniture(node) or node.chars > 300:
        return False
    return node.attrs.get("role") == "img" or is_picture_box(node.names)


def _words(page: Extraction, indexes: list[int]) -> list[PictureWords]:
    """Caption and credit of each picture: in its `figcaption`, else beside it in the largest box that it has alone."""
    found: list[PictureWords | None] = []
    left: list[tuple[Node, Node]] = []
    for index in indexes:
        node = page.nodes[index]
        figure = node if node.tag == "figure" else next((a for a in page.ancestors(index) if a.tag == "figure"), None)
        if figure is not None and bisect_left(indexes, figure.index) != bisect_left(indexes, index):
            found.append(PictureWords())  # the first picture of a figure has its caption
            continue
        words = words_of_caption(page, figure) if figure is not None else None
        found.append(words)
        if words is None:
            left.append((node, _box(page, node, indexes)))
    beside = iter(words_beside(page, left) if left else ())
    return [words if words is not None else next(beside) for words in found]


def _box(page: Extraction, node: Node, indexes: list[int]) -> Node:
    """The largest element around a picture that holds no other one, nor the headline, nor more than its words."""
    box = node
    for around in page.ancestors(node.index):
        if around.tag in ("body", "html", "main", "article") or around.index == page.container:
            break
        alone = bisect_right(indexes, around.end - 1) - bisect_left(indexes, around.index) <= 1
        if not alone or around.chars > _MAX_BOX or around.end <= (page.title_node or -1) or _holds_title(page, around):
            break
        # Last, since it looks at every child: where many pictures share a parent, none of them is alone in it.
        if sum(1 for child in page.children(around.index) if child.tag == "p" and child.chars) > _MAX_PARAGRAPHS:
            break
        box = around
    return box


def _holds_title(page: Extraction, node: Node) -> bool:
    return page.title_node is not None and node.index <= page.title_node < node.end


def _credit_for_all(page: Extraction, taken: list[int]) -> tuple[str | None, int | None]:
    """The credit of a line `Photos: X` that stands by itself, for every picture without one of its own."""
    first, last = page.content
    for index in range(last - 1, first, -1):
        node = page.nodes[index]
        if not 8 <= node.chars <= 140 or node.tag not in ("p", "div", "span", "em", "i", "small", "li", "strong", "b"):
            continue
        if page.taker[node.run] or not may_be_credits(text := page.text(index)):
            continue
        if any(page.within(index, words) for words in taken):
            continue  # one picture's own
        credit = only_credit(text)
        if credit and not is_instruction(text):
            around = node
            while around.parent >= 0 and page.nodes[around.parent].chars == node.chars:
                around = page.nodes[around.parent]
            return credit, around.index
    return None, None


def _told_credit(page: Extraction, node: Node) -> str | None:
    """The credit in the attributes of a picture or of the link around it: in one that is made for it, or labelled."""
    around = page.nodes[node.parent] if node.parent >= 0 else node
    holders = (node, around) if around.tag == "a" else (node,)
    for name, value in ((name, value) for holder in holders for name, value in holder.attrs.items()):
        if _CREDIT_ATTRIBUTE.fullmatch(name) and 0 < len(value.strip()) <= _MAX_TOLD and (told := credit_of(value)):
            return told
    for text in (holder.attrs.get(name, "") for holder in holders for name in _TELLING):
        if 0 < len(text) <= _MAX_TELLING and (told := labelled_at_end(text)):
            return told
    title = node.attrs.get("title", "").strip()
    return only_credit(title) if 0 < len(title) <= _MAX_TOLD and may_be_credits(title) else None


def _alt(node: Node) -> str | None:
    text = (node.attrs.get("alt") or node.attrs.get("aria-label") or "").strip()
    return " ".join(text.split()) or None
