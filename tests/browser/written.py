"""Pages to look at in a browser: one of every kind there is, and the style of their printed margins."""

import base64
import hashlib
import re
from dataclasses import replace
from pathlib import Path

from sample_views import empty_report, hostile_report, small_report, two_articles
from site_files import write as write_site

from factcheck.report.language import get_language
from factcheck.report.paper import page_style
from factcheck.report.parts import write_articles
from factcheck.report.write import write_report

REPORTS = {
    "one article": small_report,
    "two articles": two_articles,
    "no claims": empty_report,
    "hostile": hostile_report,
}


def write_files(folder: Path) -> dict[str, Path]:
    """A single file of each kind, by what it shows."""
    found = {}
    for name, made in REPORTS.items():
        found[name] = folder / f"{name.replace(' ', '-')}.html"
        write_report(made(), found[name])
    return found


def write_sites(folder: Path) -> dict[str, Path]:
    """A page of every kind that a site has for the editor, and those that others get otherwise."""
    report = two_articles()
    first, *others = report.articles
    at_risk = tuple(replace(claim, risks=("defamation",)) for claim in first.claims)
    report = replace(report, articles=(replace(first, claims=at_risk), *others))
    found = {}
    for audience, kinds in (("editor", ""), ("lawyer", "risks/"), ("public", "claims/N")):
        site = write_site(report, folder / f"site-{audience}", audience)
        for address, path in one_of_each_kind(site).items():
            if address.startswith(kinds):
                found[f"site for the {audience}: {address}"] = path
    parts = folder / "parts.html"
    write_articles(replace(report, articles=()), report.articles, parts, most=1)
    return {**found, "parts": parts}


def one_of_each_kind(site: Path) -> dict[str, Path]:
    """One page for each kind a site has, the largest of each, by an address in which every number is an N."""
    found: dict[str, Path] = {}
    for path in sorted(site.rglob("*.html"), key=lambda path: path.stat().st_size):
        address = path.relative_to(site).as_posix()
        found[re.sub(r"(?<=by/)([^/]+)/[^/]+|\d+", lambda match: f"{match[1]}/…" if match[1] else "N", address)] = path
    return found


def as_printed(path: Path, report) -> Path:
    """The file at ``path`` with the style of its printed margins, which its policy allows by hash."""
    text = path.read_text(encoding="utf-8")
    if "counter(pages)" not in text:
        css = page_style(report, get_language(report.language))
        digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
        text = text.replace("style-src '", f"style-src 'sha256-{digest}' '", 1)
        path.write_text(text.replace("</style>", f"</style>\n<style>{css}</style>", 1), encoding="utf-8")
    return path


def long_report():
    """The small report with forty claims of very different lengths, so that pages break in every way."""
    report = small_report()
    article = report.articles[0]
    claims = tuple(
        replace(
            claim,
            number=number,
            wording=f"Claim number {number} begins here.",
            reason=f"{'Because. ' * (number * 7 % 40)}Reason {number} ends.",
            evidence=tuple(
                replace(
                    item, ref=f"{number}.{index}", finding=f"Finding {number}.{index}. {'More of it. ' * (number % 9)}"
                )
                for index, item in enumerate(claim.evidence * (number % 4), 1)
            ),
            places=claim.places[:1],
            relations=(),
        )
        for number, claim in enumerate(article.claims * 8, 1)
    )
    return replace(report, articles=(replace(article, claims=claims),))
