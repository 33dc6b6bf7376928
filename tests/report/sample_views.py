"""Report views written by hand: a small full one, the same one with hostile text in every field, and an empty one."""

from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime

from factcheck.core.notices import CorrectionNotice
from factcheck.report.desk_views import ArticleView, ReportView, SourceView
from factcheck.report.views import (
    ClaimView,
    DissentView,
    EvidenceView,
    FigureView,
    NoteView,
    PlaceView,
    QueryView,
    RelationView,
    SaysView,
    SignoffView,
    SourceLink,
    WeightView,
)

HOSTILE = (
    "<script>document.title='owned'</script></style></title>{{ 7 * 7 }}{% raw %}<img src=x onerror=alert(1)>"
    "\"'&amp;\u202etxt\u2066\x00e\u0301\U0001f642"
)
TEXT = (
    "The Hollow Bridge carried 4,000 lorries a day in 1998, the town says.\n"
    "It is the oldest bridge of the valley, and a joy to cross. Repairs will cost ten million by 2030."
)
AT = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
TOWN = SourceLink("s1", "Town of Hollow")
ENGINEER = SourceLink("s2", "Town engineer")
ARCHIVE = SourceLink("s3", "State archive")
GAZETTE = SourceLink("s4", "Valley Gazette")
CORRECTION = CorrectionNotice(
    "urn:uuid:00000000-0000-5000-8000-000000000002", "1.1", 1, "a1", "The bridge", "https://weekly.example/bridge", 1, 1,
    "error", "4,000 lorries a day", "4,000 vehicles a day", "https://weekly.example/corrections", "2026-03-04", AT,
)  # fmt: skip
# Words the templates choose by; everything else may be hostile.
_FIXED = {"ref", "status", "stance", "audience"}


def place(quote, location, says=None, text=TEXT, nth=0):
    start = text.index(quote, nth)
    return PlaceView(start, start + len(quote), "", quote, "", location, says or SaysView("unattributed"))


def _traffic() -> ClaimView:
    says = SaysView(
        "second-hand", TOWN, (GAZETTE,), ("the town says",), hedged=True, level="background", traced_to=ENGINEER
    )
    return ClaimView(
        number=1,
        wording="The bridge carried 4,000 lorries a day in 1998.",
        status="mixed",
        kind="statistic",
        priority="high",
        reason="The count is of all vehicles; lorries were a quarter.",
        status_by="Ada Birk",
        status_at=AT,
        about=TOWN,
        places=(replace(place("4,000 lorries a day in 1998", "p1 sentence 1", says), before="carried ", after=", the town says."),),
        evidence=(
            EvidenceView(
                "1.1", "supports", "The town's own leaflet gives 4,000 lorries.", TOWN, origin_basis="stated", own_word=True,
                publisher=TOWN, title="Leaflet", title_basis="shown", url="https://hollow.example/leaflet?a=1&b=2",
                archived_url="https://archive.example/leaflet", author="The clerk", date="1999", quality="self-reported",
                extent="whole file", accessed="2026-03-01", locator="page 2",
            ),
            EvidenceView(
                "1.2", "refutes", "The town's count of 1998: 4,000 vehicles, 1,020 of them lorries.", ENGINEER, TOWN,
                "inferred", against_own_interest=True, publisher=ARCHIVE, via=(GAZETTE,), title="Traffic count 1998",
                title_basis="from-address", url="javascript:alert(1)", date_text="counted in May 1998", quality="primary",
                extent="first table only",
            ),
            EvidenceView("1.3", "context", "The lorry lane closed in 1999.", None, method="called", called="J. Roe", retracted="by its author, 2001"),
            EvidenceView("1.4", "context", "Recalled, not read.", ARCHIVE, read=False, quality="copy", file_name="count.pdf"),
        ),
        weights=(
            WeightView("supports", 1, 0, 1, 0, own_word=(TOWN,)),
            WeightView("refutes", 1, 0, 1, 0, against_own_interest=(TOWN,)),
            WeightView("context", 1, 1, 1, 0, unknown=1),
        ),
        figures=(FigureView("4,000 lorries", "1,020 lorries", "2,980 less"),),
        queries=(QueryView("4,000 lorries", "4,000 vehicles", "only a quarter were lorries", "open"),),
        relations=(RelationView("related", 3), RelationView("says", 2, inverse=True), RelationView("depends-on", 99)),
        signoffs=(SignoffView("Bo Lind", AT, stale=True),),
        dissents=(DissentView("disputed", "", "The counter stood still for a week.", "Cy Roth", AT),),
        notes=(NoteView("Ask the archive for the form.", "Ada Birk", AT),),
        tags=("traffic",),
        aliases=(7,),
    )  # fmt: skip


def _others() -> tuple[ClaimView, ...]:
    town_says = SaysView("first-hand", TOWN, cues=("the town says",))
    support = EvidenceView(
        "2.1", "supports", "The mayor said it on the record.", GAZETTE, publisher=GAZETTE, quality="secondary"
    )
    listed = EvidenceView("3.1", "supports", "The register lists it first.", ARCHIVE, extent="introduction")
    return (
        ClaimView(
            2, "The town says so.", "confirmed", "attribution-claim", "medium", reason="It did.", status_by="Ada Birk",
            status_at=AT, places=(place("carried 4,000 lorries a day in 1998, the town says", "p1 sentence 1", town_says),),
            evidence=(support,), weights=(WeightView("supports", 1, 0, 1, 1),), relations=(RelationView("says", 1),),
            signoffs=(SignoffView("Bo Lind", AT),),
        ),
        ClaimView(
            3, "It is the oldest bridge of the valley.", "confirmed", "superlative", "low", stale=True,
            stale_because="evidence 3.1 was edited", reason="The register says so.", status_by="Ada Birk", status_at=AT,
            places=(place("It is the oldest bridge of the valley", "p2 sentence 1"), place("oldest bridge", "p2 sentence 1")),
            evidence=(listed,), weights=(WeightView("supports", 1, 0, 1, 1),),
        ),
        ClaimView(4, "It is a joy to cross.", "unverifiable", "opinion", "low", "opinion", "A judgement.", places=(place("a joy to cross", "p2 sentence 1"),)),
        ClaimView(5, "Repairs will cost ten million.", "in-review", "prediction", "high", places=(place("Repairs will cost ten million by 2030", "p2 sentence 2"),)),
    )  # fmt: skip


def small_article(ref: str = "a1") -> ArticleView:
    """One article with an overlap, a stale claim, an unread item and every optional field filled somewhere."""
    cut = TEXT.index("\n")
    return ArticleView(
        ref=ref,
        title="A bridge and its lorries",
        version=2,
        sha256="0123456789abcdef" * 4,
        text=TEXT,
        paragraphs=((0, cut), (cut + 1, len(TEXT))),
        words=34,
        marked_share=0.84,
        claims=(*_others(), _traffic()),
        sources=(
            SourceView("s3", "State archive", "dataset"),
            SourceView("s2", "Town engineer", "person", TOWN, "Counts traffic."),
            SourceView("s1", "Town of Hollow", "organisation"),
            SourceView("s4", "Valley Gazette", "anonymous-group", confidential=True),
        ),
        author="R. Writer",
        publisher="The Weekly",
        published="2026-02",
        url="https://weekly.example/bridge",
        language="en",
        upstream=GAZETTE,
        note="Filed late.",
    )


def small_report() -> ReportView:
    """A report on one small article under a policy that asks for more than it has."""
    return ReportView(
        "Example desk", AT, "0.1.0", (small_article(),), history_seq=41, independent_required=2, second_check_required=True,
        corrections=(CORRECTION,), feed="urn:uuid:00000000-0000-5000-8000-000000000001",
    )  # fmt: skip


def two_articles() -> ReportView:
    """The same claims and sources in two articles, one of them without a title."""
    return replace(
        small_report(), articles=(small_article(), replace(small_article("a2"), title="", standing_title="The copy"))
    )


def empty_report() -> ReportView:
    """An article nobody has entered a claim for."""
    article = replace(
        small_article(), title="", author="", publisher="", published="", url="", language="", upstream=None
    )
    article = replace(article, note="", claims=(), sources=(), marked_share=0.0)
    return ReportView("Example desk", AT, "0.1.0", (article,))


def spoil(value, text: str = HOSTILE):
    """``value`` with ``text`` in every string the templates do not choose by, nested values included."""
    if isinstance(value, str):
        return text
    if isinstance(value, tuple):
        return tuple(spoil(part, text) for part in value)
    if not is_dataclass(value):
        return value
    kept = _FIXED | ({"kind"} if isinstance(value, SaysView) else set())
    # Nobody can choose a language the report does not speak; an article's may be anything.
    kept |= {"language"} if isinstance(value, ReportView) else set()
    kept |= {"article", "kind"} if isinstance(value, CorrectionNotice) else set()
    found = {field.name: spoil(getattr(value, field.name), text) for field in fields(value) if field.name not in kept}
    return replace(value, **found)


def hostile_report(text: str = HOSTILE) -> ReportView:
    """The small report with ``text`` everywhere, the article included."""
    report = spoil(small_report(), text)
    whole = report.articles[0].text * 3
    claims = tuple(
        replace(
            claim,
            places=tuple(
                replace(where, start=index, end=len(text) + index) for index, where in enumerate(claim.places)
            ),
        )
        for claim in report.articles[0].claims
    )
    article = replace(
        report.articles[0], text=whole, paragraphs=((0, len(text)), (len(text), len(whole))), claims=claims
    )
    return replace(report, articles=(article,))
