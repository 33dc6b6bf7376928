"""What stands at the head and foot of every printed page, as a small stylesheet made for one report."""

import re
from collections.abc import Iterable

from factcheck.report.desk_views import ArticleView, ReportView
from factcheck.report.language import Language
from factcheck.report.safety import show_controls
from factcheck.report.wording import AUDIENCES

SIZES = {"a4": "A4", "letter": "letter"}
"""The papers a report can be laid out for."""

_LONGEST = 90
_HASH_DIGITS = 10
# An override in a name must not turn the page number round, and a box of a page's margin has no isolates.
_TURNS = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_PLAIN = re.compile(r"[^\w .,:;·/()-]|_")
_BOX = "font: 7pt/1.3 system-ui, 'Noto Sans', 'Liberation Sans', Arial, sans-serif; color: #444;"


def css_string(text: str) -> str:
    """``text`` as a CSS string on one line: control characters shown, turns of direction dropped, long text cut.

    Whatever is not a letter, a digit or plain punctuation becomes an escape, so that no text ends the string, the rule
    or the style element.
    """
    shown = " ".join(str(show_controls(_TURNS.sub("", text))).split())
    if len(shown) > _LONGEST:
        shown = f"{shown[: _LONGEST - 1]}…"
    return '"' + _PLAIN.sub(lambda match: f"\\{ord(match[0]):06x}", shown) + '"'


def page_style(report: ReportView, language: Language, *, size: str = "a4") -> str:
    """The stylesheet of the pages' margins: for whom, whose, which version, and "3 / 12".

    The first page has the report's own head instead. Where a report holds several articles, each begins a page and
    names its own version.

    Args:
        report: The report as its audience may see it.
        language: The language of its words.
        size: A key of ``SIZES``.

    Returns:
        CSS to stand in a style element of its own after the stylesheet; it holds no ``<``.
    """
    start, end = ("right", "left") if language.direction == "rtl" else ("left", "right")
    several = len(report.articles) > 1
    house = report.branding.name or report.desk_name
    foot = (
        [report.branding.footer] if several else [report.branding.footer, *_versions(report, report.articles, language)]
    )
    rules = [
        f"@page {{ size: {SIZES[size]}; margin: 19mm 17mm 18mm;",
        _box("top", start, css_string(language.gettext(AUDIENCES[report.audience]))),
        _box("top", end, css_string(house)),
        _box("bottom", start, _joined(foot)),
        _box("bottom", end, 'counter(page) " / " counter(pages)'),
        "}",
        f"@page :first {{ @top-{start} {{ content: none; }} @top-{end} {{ content: none; }} }}",
    ]
    for article in report.articles if several else ():
        foot = [report.branding.footer, *_versions(report, [article], language)]
        rules += [
            f"@page {article.ref} {{ {_box('bottom', start, _joined(foot))} }}",
            f"#{article.ref}.report {{ page: {article.ref}; }}",
        ]
    if several:
        # On a page type of its own it would begin a page.
        rules.append(f".colophon {{ page: {report.articles[-1].ref}; }}")
    return "\n".join(rules) + "\n"


def _versions(report: ReportView, articles: Iterable[ArticleView], language: Language) -> list[str]:
    """The version of each article with the start of its hash; nothing where the audience may not see hashes."""
    if report.audience == "public":
        return []
    return [
        language.gettext("version %(version)s, %(hash)s", version=article.version, hash=article.sha256[:_HASH_DIGITS])
        for article in articles
        if article.sha256
    ]


def _joined(parts: Iterable[str]) -> str:
    """Those of ``parts`` that say anything, as one CSS string each with a dot between."""
    return ' " · " '.join(css_string(part) for part in parts if part.strip()) or "none"


def _box(edge: str, side: str, content: str) -> str:
    towards_text = (
        "vertical-align: bottom; padding-bottom: 4mm" if edge == "top" else "vertical-align: top; padding-top: 4mm"
    )
    return f"@{edge}-{side} {{ content: {content}; {_BOX} text-align: {side}; {towards_text}; }}"
