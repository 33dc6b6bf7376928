"""An index of claims written to a folder as a site has it, for as many claims as a test asks for."""

from datetime import UTC, datetime

from factcheck.report.assets import stylesheet
from factcheck.report.desk_views import ReportView
from factcheck.report.site.facets import list_facets
from factcheck.report.site.index import index_page
from factcheck.report.site.render import STYLESHEET, Renderer
from factcheck.report.site.rows import ArticleRow, ClaimRow, SiteRows, SourceRow
from factcheck.report.wording import GROUPS, get_words

WORDINGS = (
    "The training run cost 5.6 million dollars.",
    "Zoë Ångström says the dam held in the spring.",
    "The river rose by 18 % in a week.",
    "Nobody crossed the bridge “at the cost of a life”.",
    "Die Straße ist länger als die alte.",
)
_KINDS = ("statistic", "quote", "event")


def sample_rows(count=71, wording=None):
    """Rows of ``count`` claims, every tenth number missing, in two articles of five sources."""
    names = ("Water Board", "Åsa Holm", "The Gazette", "Town of Hollow", "Ministry")
    sources = {f"s{n}": SourceRow(f"s{n}", name, "organisation") for n, name in enumerate(names, 1)}
    groups = list(GROUPS)
    claims = {}
    number = 0
    for place in range(count):
        number += 2 if number % 10 == 8 else 1
        group = groups[place % len(groups)]
        claims[number] = ClaimRow(
            number,
            wording or WORDINGS[place % len(WORDINGS)],
            group,
            group.replace("unverifiable", "not checkable"),
            group,
            kind=_KINDS[place % 3] if place % 7 else "",
            priority=("high", "medium", "low")[place % 3],
            tags=("cost of training", "a,b & c") if place % 4 == 0 else (),
            risks=("defamation",) if place % 20 == 3 else (),
            articles=("a1", "a2") if place % 5 == 0 else ("a1",),
            says=(f"s{place % 5 + 1}",) if place % 3 else (),
            passes_on=("s3",) if place % 6 == 1 else (),
        )
    articles = {
        ref: ArticleRow(ref, title, (), "2026", "en", "", "", clear=False, claims=len(claims))
        for ref, title in (("a1", "The dam"), ("a2", "The road"))
    }
    return SiteRows(articles, dict(sorted(sources.items(), key=lambda pair: pair[1].name)), claims)


def write_index(rows, folder, language="en"):
    """Write the index of ``rows`` to ``folder`` with the stylesheet it links to; returns its path."""
    report = ReportView("The desk", datetime(2026, 11, 24, 9, tzinfo=UTC), "1.0", (), language=language)
    page = index_page(rows, list_facets(rows, GROUPS), get_words(language))
    path = folder / "claims" / "index.html"
    for file, text in (
        (path, Renderer(report, articles=tuple(rows.articles)).render("claims/index.html", page)),
        (folder / STYLESHEET, stylesheet()),
    ):
        file.parent.mkdir(parents=True)
        file.write_text(text, encoding="utf-8")
    return path
