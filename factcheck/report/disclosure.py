"""Finds what a report for the public would give away: names hide in prose, in addresses and in the article's own text.

Pages, the JSON and the CSV beside them are all made from the same views, so a view without a secret has none in any of
them. ``disguise`` says in which forms a name is still found.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from factcheck.core.notices import CorrectionNotice
from factcheck.report.desk_views import ArticleView, ReportView, SourceView
from factcheck.report.disguise import Name, find_part, fold, holds_name, prepare_name, readings, words_of
from factcheck.report.views import ClaimView, EvidenceView, SourceLink


class SecretKind(StrEnum):
    """What sort of thing may not come out, in the words of the refusal."""

    REAL_NAME = "real name"
    ALIAS = "alias"
    CODE_NAME = "code name"
    FILE_NAME = "file name"
    TITLE = "title"
    ADDRESS = "address"
    SPEAKER = "name of who spoke off the record or on background"


#: Its place in words, the claim it belongs to, the text.
_Text = tuple[str, int | None, str]

#: Code points searched at a time.
_LOT = 100_000

_OF_PEOPLE = (SecretKind.REAL_NAME, SecretKind.ALIAS)


@dataclass(frozen=True, slots=True)
class Secret:
    """A text that may not stand in a report for the public.

    Attributes:
        kind: What it is.
        text: The secret itself.
        of: Whose it is, as the desk calls it: "HERON (s7)", "d5".
        claim: The only claim whose wording, reason, findings and notes are searched; None for everything.
    """

    kind: SecretKind
    text: str
    of: str
    claim: int | None = None


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A place where a secret still stands. It never holds the secret.

    Attributes:
        place: Where, in people's words: "claim 12, evidence 3, finding".
        kind: What sort of secret.
        of: Whose.
        part: Whether only a part of a name stands there.
    """

    place: str
    kind: SecretKind
    of: str
    part: bool = False

    @property
    def sentence(self) -> str:
        """The place and what stands there: "claim 12, evidence 3, finding: the real name of HERON (s7)"."""
        article = "an" if self.kind is SecretKind.ALIAS else "the"
        return f"{self.place}: {'a part of ' * self.part}{article} {self.kind} of {self.of}"


def find_names(
    report: ReportView, secrets: Iterable[Secret], *, desk: ReportView | None = None
) -> tuple[Disclosure, ...]:
    """Every place of a report where a secret still stands, each once, in the order of the report.

    Args:
        report: The report as its audience gets it.
        secrets: What may not stand there.
        desk: The same report before anything was taken away: items of evidence are then told by the desk's own numbers.
    """
    wanted = [(secret, name) for secret in secrets if (name := prepare_name(secret.text))]
    public = [source.name for article in report.articles for source in article.sources if not source.confidential]
    innocent = frozenset(word for name in public for word in words_of(name))
    found: dict[Disclosure, None] = {}
    for texts in _batches(_texts(report, desk, "")):
        near = _nearby(texts, wanted)
        for place, claim, text in texts if near else ():
            for disclosure in _in_text(text, place, claim, near, innocent):
                found[disclosure] = None
    return tuple(found)


def _batches(texts: Iterable[_Text]) -> Iterator[list[_Text]]:
    """The texts in lots that are searched as one: most hold nothing, and that is soon seen."""
    lot: list[_Text] = []
    size = 0
    for each in texts:
        lot.append(each)
        size += len(each[2])
        if size > _LOT:
            yield lot
            lot, size = [], 0
    yield lot


def _nearby(texts: list[_Text], secrets: list[tuple[Secret, Name]]) -> list[tuple[Secret, Name]]:
    """The secrets of which a word stands somewhere in these texts."""
    read = [fold(each) for each in readings("\n\n".join(text for _, _, text in texts))]
    return [
        (secret, name)
        for secret, name in secrets
        if any(word in folded for word in (*name.keys, *name.parts) for folded in read)
    ]


def _in_text(
    text: str, place: str, claim: int | None, secrets: list[tuple[Secret, Name]], innocent: frozenset[str]
) -> Iterator[Disclosure]:
    """What stands in one text. A part of a name is told only where no whole one of the same owner stands."""
    read = [(each, fold(each)) for each in readings(text)]
    whole: set[str] = set()
    for secret, name in secrets:
        if _concerns(secret, place, claim) and any(holds_name(name, folded) for _, folded in read):
            whole.add(secret.of)
            yield Disclosure(place, secret.kind, secret.of)
    for secret, name in secrets:
        if secret.kind not in _OF_PEOPLE or secret.of in whole:
            continue
        if any(find_part(name, each, folded, innocent) for each, folded in read):
            yield Disclosure(place, secret.kind, secret.of, part=True)


def _concerns(secret: Secret, place: str, claim: int | None) -> bool:
    """Whether a secret is looked for here: one of a single claim only where the desk itself wrote about that claim."""
    if secret.claim is None:
        return True
    written = place.endswith(("wording", "reason", "finding", "right")) or ", note " in place
    return secret.claim == claim and written


_WORDS = {
    "url": "address",
    "archived_url": "archived address",
    "desk_name": "name of the desk",
    "file_name": "file name",
    "says": "",
    "places": "place",
    "weights": "weight",
    "figures": "figure",
    "queries": "query",
    "signoffs": "second check",
    "dissents": "dissent",
    "notes": "note",
    "tags": "tag",
    "cues": "cue",
    "risks": "risk",
    "changes": "change",
}


def _label(view: object, twin: object, index: int | None, field: str) -> str:
    """What a part of a report is called."""
    if isinstance(view, ArticleView):
        return f"article {view.ref}"
    if isinstance(view, ClaimView):
        return f"claim {view.number}"
    if isinstance(view, EvidenceView):
        ref = twin.ref if isinstance(twin, EvidenceView) else view.ref
        return f"evidence {ref.rpartition('.')[2]}"
    if isinstance(view, CorrectionNotice):
        return f"correction {view.ref}"
    if isinstance(view, SourceView):
        return f"source {view.ref}"
    word = _WORDS.get(field, field.replace("_", " "))
    return f"{word} {index}" if index is not None and word else word


def _texts(view: Any, twin: object, place: str, claim: int | None = None) -> Iterator[_Text]:
    """Every text in a view and the views in it: its place in words, the claim it belongs to, and the text."""
    if isinstance(view, ClaimView):
        claim = view.number
    elif isinstance(view, CorrectionNotice):
        claim = view.claim
    for name in _field_names(view.__class__):
        value = getattr(view, name)
        if not value or isinstance(value, bool | int | float):
            continue
        if name == "name" and isinstance(view, SourceLink):
            yield place, claim, value
        else:
            yield from _within(value, getattr(twin, name, None), place, claim, name, None)


@cache
def _field_names(view: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(view))


def _within(
    value: object, twin: object, place: str, claim: int | None, field: str, index: int | None
) -> Iterator[_Text]:
    """The texts of one value of a field, which may be a text, a view, or several of either."""
    if isinstance(value, tuple):
        twins = twin if isinstance(twin, tuple) and len(twin) == len(value) else (None,) * len(value)
        for number, (each, other) in enumerate(zip(value, twins, strict=True), 1):
            yield from _within(each, other, place, claim, field, number)
    elif isinstance(value, str):
        yield _join(place, _label(value, twin, index, field)), claim, value
    elif is_dataclass(value):
        # A claim is known by its number alone, whichever article it stands in.
        above = "" if isinstance(value, ClaimView | SourceView) else place
        yield from _texts(value, twin, _join(above, _label(value, twin, index, field)), claim)


def _join(place: str, label: str) -> str:
    return f"{place}, {label}" if place and label else place or label
