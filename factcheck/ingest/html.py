"""HTML to article text: the words a reader came for, one paragraph per block, without running or fetching anything."""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from factcheck.errors import BadInputError
from factcheck.ingest.ingested import Stated

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

MAX_DEPTH = 1_000
"""Deepest nesting taken; real pages stay under 100."""
MAX_TAGS = 200_000
"""Most opening tags taken: with them a parser's time grows as the square of the nesting."""
_MAX_ARTICLES = 30
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)(?=[\s/>])")


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Formatting tags make a parser repeat them in every block after one left open: without end in a hostile page.
_FORMATTING = _names("a b big code em font i nobr s small strike strong tt u")
_VOID = _names("area base br col embed hr img input link meta param source track wbr")
_SELF_CLOSING = _names("p li dt dd tr td th thead tbody tfoot option optgroup colgroup rt rp html head body")
_NEVER = _names("script style template noscript svg math canvas iframe object select button textarea input title head")
_AROUND = _names("nav header footer aside form dialog menu")
_BLOCKS = _names(
    "address article blockquote body caption center dd details div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 hr "
    "html li main ol p pre section summary table tbody td tfoot th thead tr ul nav header footer aside form"
)
_NOTES = ("doc-footnote", "doc-endnote", "doc-endnotes")
_NOTE_ELEMENTS = "[role=doc-endnotes], [role=doc-footnote], .footnotes, .endnotes, #footnotes, #endnotes"
_NOTE_CLASS = re.compile(r"(?:^|[\s_-])(?:foot|end)notes?(?:$|[\s_-])", re.IGNORECASE)
_COMMENTS = re.compile(r"(?:^|\s)(?:comments|comment-list|comments-area|disqus_thread)(?:$|\s)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def read_html(source: str) -> tuple[str, Stated, list[str]]:
    """Return the article's text, what the page states about itself, and warnings.

    Headlines, paragraphs, list items, quotations, captions, footnotes and table cells become paragraphs, a blank line
    between them. Navigation, page heads and feet, asides, forms, comments, scripts and what is hidden are dropped,
    unless nothing else is left. Raises BadInputError for nesting or a number of tags meant to exhaust a parser.
    """
    from selectolax.lexbor import LexborHTMLParser

    page = LexborHTMLParser(_tamed(source))
    stated = _stated(page)
    root = _root(page)
    if root is None:
        return "", stated, []
    text = _text(root, _is_dropped)
    headline = _headline(page, root, stated.title)
    if headline and headline not in text.split("\n\n"):
        text = f"{headline}\n\n{text}" if text else ""
    if text:
        for node in page.css(_NOTE_ELEMENTS)[:_MAX_ARTICLES]:
            note = _text(node, _is_never)
            text = f"{text}\n\n{note}" if note not in text else text
        return text, stated, []
    body = page.body
    text = _text(body, _is_never) if body is not None else ""
    warning = "the page holds no article apart from its navigation and frame: everything in it was kept"
    return text, stated, [warning] if text else []


def _tamed(source: str) -> str:
    """Return ``source`` with formatting tags as ``span``, which no parser repeats, after counting tags and nesting."""
    open_tags: dict[str, int] = {}
    depth = opened = 0
    for match in _TAG.finditer(source):
        name = match[2].lower()
        if name in _VOID or name in _SELF_CLOSING:
            opened += not match[1]
        elif match[1]:
            if open_tags.get(name):
                open_tags[name] -= 1
                depth -= 1
        else:
            open_tags[name] = open_tags.get(name, 0) + 1
            depth += 1
            opened += 1
        if depth > MAX_DEPTH or opened > MAX_TAGS:
            what = (
                f"nests deeper than {MAX_DEPTH:,} elements"
                if depth > MAX_DEPTH
                else f"has more than {MAX_TAGS:,} elements"
            )
            raise BadInputError(f"the page {what}", hint="save the article's text alone, as a .txt file")
    return _TAG.sub(lambda tag: f"<{tag[1]}span" if tag[2].lower() in _FORMATTING else tag[0], source)


def _root(page: "LexborHTMLParser") -> "LexborNode | None":
    """Return the element that holds the article: an ``article`` with most of the words, else ``main``, else the body."""
    main = page.css_first("main, [role=main]")
    whole = main if main is not None and _text(main, _is_dropped) else page.body
    if whole is None:
        return None
    # A page that reports as it happens has many articles, none of them the whole.
    longest, text = max(
        (
            (node, _text(node, _is_dropped))
            for node in page.css("article")[:_MAX_ARTICLES]
            if not _is_inside(node, "article")
        ),
        key=lambda pair: len(pair[1]),
        default=(whole, ""),
    )
    return longest if 2 * len(text) >= len(_text(whole, _is_dropped)) and text else whole


def _is_inside(node: "LexborNode", tag: str) -> bool:
    above = node.parent
    while above is not None and above.tag != tag:
        above = above.parent
    return above is not None


def _headline(page: "LexborHTMLParser", root: "LexborNode", title: str) -> str:
    """Return the headline where it stands outside ``root`` or in a page head inside it; else empty."""
    inside = root.css_first("h1")
    if inside is not None:
        return _flat(inside)
    for heading in page.css("h1"):
        line = _flat(heading)
        # A site's name is a first heading too: only one that the page's title repeats is the article's.
        if line and line.casefold() in " ".join(title.split()).casefold():
            return line
    return ""


def _stated(page: "LexborHTMLParser") -> Stated:
    meta: dict[str, str] = {}
    for node in page.css("meta"):
        name = node.attributes.get("property") or node.attributes.get("name") or node.attributes.get("itemprop") or ""
        meta.setdefault(name.strip().lower(), node.attributes.get("content") or "")

    def first(*names: str) -> str:
        return next((meta[name] for name in names if meta.get(name, "").strip()), "")

    def of(selector: str, attribute: str = "") -> str:
        node = page.css_first(selector)
        if node is None:
            return ""
        return (node.attributes.get(attribute) or "") if attribute else node.text(deep=True)

    author = first("author", "article:author", "dc.creator", "parsely-author")
    return Stated(
        title=first("og:title", "twitter:title", "dc.title")
        or of("article h1")
        or of("main h1")
        or of("h1")
        or of("title"),
        language=of("html", "lang") or first("og:locale").replace("_", "-"),
        author="" if author.startswith(("http://", "https://")) else author,
        published=first("article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "pubdate")
        or of("article time[datetime]", "datetime"),
        url=of("link[rel=canonical]", "href") or first("og:url"),
        publisher=first("og:site_name", "publisher", "dc.publisher"),
    )


def _is_never(node: "LexborNode") -> bool:
    if node.tag in _NEVER:
        return True
    attributes = node.attributes
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


def _is_dropped(node: "LexborNode") -> bool:
    if _is_never(node):
        return True
    attributes = node.attributes
    named = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    if _COMMENTS.search(named):
        return True
    if node.tag not in _AROUND or attributes.get("role") in _NOTES or _NOTE_CLASS.search(named):
        return False
    # Some pages stand inside one form as a whole.
    return node.tag != "form" or node.css_first("h1, article, main") is None


def _text(root: "LexborNode", drop: Callable[["LexborNode"], bool]) -> str:
    """Return the paragraphs under ``root``, a blank line between them, without the elements that ``drop`` names."""
    joined = "".join(_pieces(root, drop))
    blocks = re.split(r"\n{2,}", re.sub(r"[ \t\r\f]*\n[ \t\r\f]*", "\n", re.sub(r"[ \t\r\f]+", " ", joined)))
    return "\n\n".join(block.strip() for block in blocks if block.strip())


def _pieces(root: "LexborNode", drop: Callable[["LexborNode"], bool]) -> Iterator[str]:
    """Yield text in reading order; two line ends around a block, one for a line break. Without recursion: pages nest."""
    node: LexborNode | None = root
    preformatted = 0
    while node is not None:
        entered = node.is_element_node and not (node is not root and drop(node))
        if node.is_text_node:
            data = node.text_content or ""
            yield data if preformatted else re.sub(r"[ \t\n\r\f]+", " ", data)
        elif entered:
            preformatted += node.tag == "pre"
            yield "\n" if node.tag == "br" else "\n\n" if node.tag in _BLOCKS else ""
        child = node.child if entered else None
        if child is not None:
            node = child
            continue
        leaving = node if entered else None
        while node is not None:
            if leaving is not None:
                preformatted -= leaving.tag == "pre"
                yield "\n\n" if leaving.tag in _BLOCKS else ""
            if node.mem_id == root.mem_id:
                return
            if node.next is not None:
                node = node.next
                break
            node = leaving = node.parent


def _flat(node: "LexborNode") -> str:
    return " ".join(_text(node, _is_never).split())
