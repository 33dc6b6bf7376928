"""The floor under a report: the claims of a page from raw sqlite3 rows through a bare Jinja2 template, in the same bytes.

The template is made from our own page. A page is written of claims whose values are marks, and a variable is put for
every mark: so it follows whatever the page becomes, and holds no more than the bytes and the values.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from jinja2 import Environment
from sqlalchemy import select

from factcheck.db.place import Place
from factcheck.db.session import reading
from factcheck.models import Article
from factcheck.report.desk_views import SourceView
from factcheck.report.render import render_report
from factcheck.report.views import ClaimView, EvidenceView, SourceLink, WeightView
from factcheck.services.reporting import report_view

SHAPES = 20
"""After so many claims the desk's pattern of statuses, speakers and origins begins again."""
_FIRST = 9_100_000_000
_CLAIM = re.compile(r'<article class="claim .*?id="claim-(\d+)".*?</article>', re.DOTALL)
_ROWS = """
SELECT c.number, c.number % 20 AS shape, (c.number - 1) % 100 + 1 AS place,
    (c.number - 1) / 100 + 1 AS article, c.wording, c.status_reason AS reason, p.exact AS quote,
    a.number, a.name, s.number, s.name, o.number, o.name, t.number, t.name, e.finding, d.url, d.title
FROM claims c JOIN appearances p ON p.claim_id = c.id JOIN attributions w ON w.appearance_id = p.id
JOIN sources a ON a.id = c.about_id LEFT JOIN sources s ON s.id = w.speaker_id
LEFT JOIN evidence e ON e.claim_id = c.id LEFT JOIN documents d ON d.id = e.document_id
LEFT JOIN sources o ON o.id = d.origin_source_id LEFT JOIN sources t ON t.id = coalesce(o.part_of_id, o.id)
ORDER BY c.id
"""
_NAMES = (
    "number, shape, place, article, wording, reason, quote, about, about_name, speaker, speaker_name, origin, origin_name, top, "
    "top_name, finding, url, title"
)


def make_template(place: Place) -> str:
    """The source of a bare template that writes what our page writes of each claim of a benchmark's desk.

    The page has two articles, because the headings of one that is alone are of another level.
    """
    with reading(place) as session:
        view = report_view(session, session.scalars(select(Article).where(Article.number.in_((1, 2)))).all())
    article = view.articles[0]
    marked = [_Marks(claim) for claim in sorted(article.claims, key=lambda claim: claim.number)[:SHAPES]]
    sources = tuple(source for marks in marked for source in marks.sources())
    shown = replace(article, claims=tuple(marks.claim() for marks in marked), sources=sources)
    page = claims_of("".join(render_report(replace(view, articles=(shown, view.articles[1])))))
    bodies = {marks.number % SHAPES: marks.unmark(page[_FIRST + marks.number]) for marks in marked}
    return f"{{% for {_NAMES} in rows %}}{_branches(bodies, 0, SHAPES)}{{% endfor %}}"


def claims_of(page: str) -> dict[int, str]:
    """What a page writes of each claim, by number."""
    return {int(match[1]): match[0] for match in _CLAIM.finditer(page)}


def write_floor(desk: Path, source: str) -> Iterator[str]:
    """All claims of a desk, streamed."""
    template = Environment(autoescape=True, keep_trailing_newline=True).from_string(source)
    with closing(sqlite3.connect(desk)) as connection:
        stream = template.stream(rows=connection.execute(_ROWS))
        stream.enable_buffering(64)
        yield from stream


def _branches(bodies: dict[int, str], low: int, high: int) -> str:
    """The bodies of the shapes from ``low`` to ``high``, found by halving."""
    if high - low == 1:
        return bodies[low]
    middle = (low + high) // 2
    return f"{{% if shape < {middle} %}}{_branches(bodies, low, middle)}{{% else %}}{_branches(bodies, middle, high)}{{% endif %}}"


class _Marks:
    """A claim of the desk with marks for its values."""

    def __init__(self, claim: ClaimView) -> None:
        self.real = claim
        self.number = claim.number
        self.links: dict[str, SourceLink] = {}
        self.names: dict[str, str] = {}
        for name, link in self._roles():
            if link is not None and link.ref not in self.links:
                made = SourceLink(f"s{_FIRST + len(self.links) + 500}", _mark(f"{name}_name"))
                self.links[link.ref] = made
                self.names[made.ref] = f"s{{{{ {name} }}}}"

    def _roles(self) -> Iterator[tuple[str, SourceLink | None]]:
        yield "about", self.real.about
        yield "speaker", self.real.places[0].says.speaker
        for item in self.real.evidence:
            yield "origin", item.origin
            yield "top", item.top

    def _link(self, link: SourceLink | None) -> SourceLink | None:
        return None if link is None else self.links[link.ref]

    def _links(self, links: tuple[SourceLink, ...]) -> tuple[SourceLink, ...]:
        return tuple(self.links[link.ref] for link in links)

    def sources(self) -> list[SourceView]:
        """The sources that it names."""
        return [SourceView(link.ref, link.name, "organisation") for link in self.links.values()]

    def claim(self) -> ClaimView:
        """The claim as it is, with its marks."""
        place = self.real.places[0]
        says = replace(place.says, speaker=self._link(place.says.speaker))
        location = place.location.replace(f"p{(self.number - 1) % 100 + 1} ", f"p{_mark('place')} ")
        return replace(
            self.real,
            number=_FIRST + self.number,
            wording=_mark("wording"),
            reason=_mark("reason") if self.real.reason else "",
            about=self._link(self.real.about),
            places=(replace(place, quote=_mark("quote"), location=location, says=says),),
            evidence=tuple(self._item(item) for item in self.real.evidence),
            weights=tuple(self._weight(weight) for weight in self.real.weights),
        )

    def _item(self, item: EvidenceView) -> EvidenceView:
        return replace(
            item,
            ref=f"{_FIRST + self.number}.1",
            finding=_mark("finding"),
            url="https://agency.example/" + _mark("url"),
            title=_mark("title"),
            origin=self._link(item.origin),
            top=self._link(item.top),
            publisher=self._link(item.publisher),
        )

    def _weight(self, weight: WeightView) -> WeightView:
        own, against = self._links(weight.own_word), self._links(weight.against_own_interest)
        return replace(weight, own_word=own, against_own_interest=against)

    def unmark(self, html: str) -> str:
        """A part of a page with variables for the marks."""
        html = html.replace(str(_FIRST + self.number), "{{ number }}").replace(
            '-article="a1"', '-article="a{{ article }}"'
        )
        for ref, variable in self.names.items():
            html = html.replace(ref, variable)
        html = html.replace("https://agency.example/" + _mark("url"), "{{ url }}")
        return re.sub("\ue000(\\w+)\ue000", r"{{ \1 }}", html)


def _mark(name: str) -> str:
    return f"\ue000{name}\ue000"
