"""Every act of saying or thinking in an article, with its speaker's full name."""

from dataclasses import replace
from functools import lru_cache

from factcheck.core.attribution.contents import Sentences, content
from factcheck.core.attribution.denied import is_open
from factcheck.core.attribution.found import Found, Resolved
from factcheck.core.attribution.hits import Hit
from factcheck.core.attribution.lexicon import words_of
from factcheck.core.attribution.names import Names
from factcheck.core.attribution.others import other_hits
from factcheck.core.attribution.speakers import Speakers
from factcheck.core.attribution.tokens import Tokens, read
from factcheck.core.attribution.verbs import VerbRule
from factcheck.core.text import Span, paragraphs

_NEAR = 10  # acts of one sentence


def find_attributions(text: str) -> list[Found]:
    """Return what an article's sentences give to somebody, in the order of the cues; takes time in line with its length."""
    return list(_find(text))


@lru_cache(maxsize=2)  # a proposal for every quote of one text
def _find(text: str) -> tuple[Found, ...]:
    read_paragraphs = [read(text, block) for block in paragraphs(text)]
    names = Names()
    for tokens in read_paragraphs:
        names.note(tokens)
    speakers = Speakers(names)
    found: list[Found] = []
    for number, tokens in enumerate(read_paragraphs):
        here = _of_paragraph(text, tokens, speakers)
        here = [_running_on(each, read_paragraphs, number) for each in here]
        found.extend(_passed_on(here))
    return tuple(found)


def _of_paragraph(text: str, tokens: Tokens, speakers: Speakers) -> list[Found]:
    by_cue: dict[int, Hit] = {}
    for hit in (*VerbRule(tokens).hits(), *other_hits(tokens)):
        by_cue.setdefault(hit.cue[1] if hit.rule == "passive" else hit.cue[0], hit)
    hits = [by_cue[place] for place in sorted(by_cue)]
    sentences = Sentences(tokens)
    found: list[Found] = []
    for place, hit in enumerate(hits):
        parts = content(sentences, hit, _taken_over(tokens, hits[place + 1 : place + _NEAR], hit))
        start = tokens.starts[hit.source.first if hit.source else hit.cue[0]]
        inner = any(part.start <= start < part.end for other in found[-_NEAR:] if other.said for part in other.content)
        found.append(_found(text, tokens, hit, parts, speakers, inner=inner))
    return found


def _taken_over(tokens: Tokens, following: list[Hit], hit: Hit) -> frozenset[int]:
    """Where another cue of the same speaker begins: "said it held and added that …"."""
    stops = set()
    for other in following:
        if other.cue[0] > hit.cue[1] and other.source is not None and other.source == hit.source:
            here = other.cue[0] - 1
            while here > hit.cue[1] and tokens.tags[here] in "XRN":
                here -= 1
            if tokens.tags[here] in "C,":
                stops.add(here - 1 if tokens.tag(here - 1) == "," else here)
    return frozenset(stops)


def _found(
    text: str, tokens: Tokens, hit: Hit, parts: list[tuple[int, int]], speakers: Speakers, *, inner: bool
) -> Found:
    speaker, resolved, kind = speakers.resolve(tokens, hit, inner=inner)
    cue = tokens.span(*hit.cue)
    source = tokens.span(hit.source.first, hit.source.last) if hit.source else None
    heard = text[min(cue.start, source.start) : max(cue.end, source.end)] if source else text[cue.start : cue.end]
    doubted = any(tokens.low[here] in words_of("doubting") for here in range(max(0, hit.cue[0] - 3), hit.cue[0]))
    return Found(
        rule=hit.rule,
        source=source,
        cue=(cue,),
        content=tuple(tokens.span(*part) for part in parts),
        speaker=speaker,
        resolved=resolved,
        kind=kind,
        hedged=hit.distances or doubted,
        said=not hit.believed,
        states=hit.states,
        open=is_open(tokens, hit),
        fired=(f"{hit.rule}: {' '.join(heard.split())}", *((f"{resolved}: {speaker}",) if _tells(resolved) else ())),
    )


def _tells(resolved: Resolved) -> bool:
    return resolved in {Resolved.SHORT, Resolved.GUESS}


def _running_on(found: Found, read_paragraphs: list[Tokens], number: int) -> Found:
    """Add the paragraphs over which a quotation runs: it is not closed where one ends, and opens again in the next."""
    if not found.content or found.content[-1].end < read_paragraphs[number].ends[-1]:
        return found
    parts = list(found.content)
    for place in range(number, len(read_paragraphs) - 1):
        tokens, after = read_paragraphs[place], read_paragraphs[place + 1]
        if not (tokens.inside and tokens.inside[-1]) or after.tag(0) != "(":
            break
        closing = after.tags.index(")") if ")" in after.tags else len(after) - 1
        parts.append(after.span(0, closing))
        if closing < len(after) - 1:
            break
    return found if len(parts) == len(found.content) else _with(found, content=tuple(parts))


def _passed_on(found: list[Found]) -> list[Found]:
    """Name for each the speakers in whose words it stands: "Ada said that Bo had said" gives Bo via Ada."""
    result: list[Found] = []
    for each in found:
        outer = [
            other for other in result[-_NEAR:]
            if other.said and other.source and each.source and other.speaker and other.speaker != each.speaker
            and any(_holds(part, each.source) and _holds(part, each.cue[0]) for part in other.content)
        ]  # fmt: skip
        result.append(_with(each, via=tuple(dict.fromkeys(other.speaker or "" for other in outer))) if outer else each)
    return result


def _holds(part: Span, inner: Span) -> bool:
    return part.start <= inner.start and inner.end <= part.end


def _with(found: Found, **changes: object) -> Found:
    return replace(found, **changes)  # type: ignore[arg-type]


def forget() -> None:
    """Forget the texts read, for those who measure time."""
    _find.cache_clear()
