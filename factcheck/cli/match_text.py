"""What ``factcheck match`` prints."""

import textwrap
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from factcheck.cli.output import Line, Painted, plural, shorten, width
from factcheck.cli.running import Output
from factcheck.core.words import Band

if TYPE_CHECKING:
    from factcheck.core.likeness import Likeness
    from factcheck.services.matching import Match, Pair
    from factcheck.services.matching_statements import FoundClaim

_BANDS = {Band.SAME: "same claim", Band.RELATED: "related", Band.NONE: "not alike"}


def match_output(
    matches: Sequence["Match"],
    compared: tuple[int, int],
    limit: int,
    *,
    query: str | None = None,
    claim: tuple[int, str] | None = None,
    joined: Sequence[int] = (),
) -> Output:
    """The answer to one question; ``compared`` are the claims and prior checks there are, ``claim`` the one asked about."""
    shown = matches[: limit or None]
    data = {
        "query": query,
        "claim": claim[0] if claim else None,
        "claims": compared[0],
        "prior_checks": compared[1],
        "joined": list(joined),
        "found": len(matches),
        "matches": [_match_data(each) for each in shown],
    }
    lines: list[Line] = [shorten(f"{claim[0]}: {claim[1]}", width())] if claim else []
    for match in shown:
        lines += _match_lines(match)
    if not matches:
        lines.append(f"nothing like it among {_compared(compared)}")
    elif len(matches) > len(shown):
        lines.append(f"… and {plural(len(matches) - len(shown), 'more', 'more')}: --limit 0")
    if joined:
        lines.append(f"left out, for a relation joins them already: {', '.join(map(str, joined))}")
    return Output("matches", data, lines)


def _compared(compared: tuple[int, int]) -> str:
    claims, priors = compared
    return plural(claims, "claim") + (f" and {priors:,} prior check{'s' if priors > 1 else ''}" if priors else "")


def _match_data(match: "Match") -> dict[str, Any]:
    is_prior = isinstance(match.found, Mapping)
    return _likeness_data(match.likeness) | {
        "claim": None if isinstance(match.found, Mapping) else match.found.data(),
        "prior": dict(match.found) if isinstance(match.found, Mapping) else None,
        "kind": "prior" if is_prior else "claim",
    }


def _likeness_data(found: "Likeness") -> dict[str, Any]:
    """A likeness as JSON data; the score in hundredths, for the desk writes no floats."""
    return {
        "band": found.band,
        "contradicts": found.contradicts,
        "score": round(found.score * 100),
        "why": list(found.why),
    }


def band_text(found: "Likeness") -> str:
    """How like two statements are, in words."""
    return "contradicts" if found.contradicts else _BANDS[found.band]


def _score(found: "Likeness") -> str:
    """How likely two are one claim, in per cent; nothing of two that contradict each other, for they are not."""
    return "" if found.contradicts else f"{round(found.score * 100)} %"


def _match_lines(match: "Match") -> list[Line]:
    found = match.found
    score = _score(match.likeness)
    head = band_text(match.likeness) + (f" ({score})  " if score else "  ")
    if not isinstance(found, Mapping):
        return [[head, *_claim(found)], *_why(match.likeness)]
    said = [found[name] for name in ("publisher", "date", "rating") if found[name]]
    lines: list[Line] = [head + shorten(f"prior {found['ref']}: {found['claim']}", width() - len(head))]
    lines += [f"    {shorten(' · '.join(said), width() - 4)}"] if said else []
    lines += [f"    {found['url']}"] if found["url"] else []
    return lines + _why(match.likeness)


def _claim(found: "FoundClaim") -> list[str | Painted]:
    status = (found.code or found.status) if found.status == "unverifiable" else found.status
    name = status.upper() if found.status.holds is False else str(status)
    return [
        f"{found.number:>3}  ",
        Painted(name, found.status),
        "  " + shorten(found.wording, max(20, width() - len(name) - 30)),
    ]


def _why(found: "Likeness") -> list[Line]:
    if not found.why:
        return []
    return list(
        textwrap.wrap("because " + "; ".join(found.why), width(), initial_indent="    ", subsequent_indent="      ")
    )


def pairs_output(pairs: Sequence["Pair"], *, related: bool, limit: int) -> Output:
    """The pairs of claims that are alike: what to merge, what contradicts, and how many are merely related."""
    groups = {
        "same": [each for each in pairs if each.likeness.band is Band.SAME],
        "contradicts": [each for each in pairs if each.likeness.contradicts],
        "related": [each for each in pairs if each.likeness.band is Band.RELATED and not each.likeness.contradicts],
    }
    most = limit or None
    data = {name: [_pair_data(each) for each in some] for name, some in groups.items()}
    lines: list[Line] = []
    for name, title in (("same", "say the same"), ("contradicts", "contradict each other")):
        lines.append(f"{plural(len(groups[name]), 'pair')} of claims that seem to {title}" + _colon(groups[name]))
        lines += [line for each in groups[name][:most] for line in _pair_lines(each)]
        lines += _rest(groups[name], limit)
    if related:
        lines.append(f"{plural(len(groups['related']), 'pair')} that are related" + _colon(groups["related"]))
        lines += [line for each in groups["related"][:most] for line in _pair_lines(each)]
        lines += _rest(groups["related"], limit)
    elif groups["related"]:
        lines.append(f"{plural(len(groups['related']), 'pair')} that are merely related: --related")
    return Output("match-pairs", data, lines)


def _colon(some: Sequence["Pair"]) -> str:
    return ":" if some else ""


def _rest(some: Sequence["Pair"], limit: int) -> list[Line]:
    return [f"… and {len(some) - limit} more: --limit 0"] if limit and len(some) > limit else []


def _pair_data(pair: "Pair") -> dict[str, Any]:
    return _likeness_data(pair.likeness) | {
        "claims": [pair.first.data(), pair.second.data()],
        "command": command_for(pair),
    }


def command_for(pair: "Pair") -> str:
    """The command that records what the two are to each other, if a person agrees."""
    one, other = pair.first.number, pair.second.number
    if pair.likeness.contradicts:
        return f"factcheck claim relate {one} contradicts {other}"
    if pair.likeness.band is Band.SAME:
        return f"factcheck claim merge {one} {other}"
    return f"factcheck claim relate {one} related {other}"


def _pair_lines(pair: "Pair") -> list[Line]:
    lines: list[Line] = [[f"{_score(pair.likeness):>5}", *_claim(pair.first)], ["     ", *_claim(pair.second)]]
    return [*lines, *_why(pair.likeness), f"    {command_for(pair)}"]


def double_text(match: "Match") -> str:
    """What a new claim seems to repeat or to contradict, in one line."""
    found, contradicts = match.found, match.likeness.contradicts
    if isinstance(found, Mapping):
        who = ", ".join(found[name] for name in ("publisher", "date") if found[name])
        rating = f" ({found['rating']})" if found["rating"] else ""
        return f"checked before{' by ' + who if who else ''}: “{shorten(found['claim'], width() - 40)}”{rating}"
    said = "seems to contradict" if contradicts else "looks like"
    return f"{said} {found.number}: “{shorten(found.wording, width() - 30)}”"
