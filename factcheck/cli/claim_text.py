"""A claim as people read it on a terminal."""

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from factcheck.cli.answering_text import answering_blocks
from factcheck.cli.output import Line, Painted, plural, shorten, width
from factcheck.cli.running import today
from factcheck.core.quotes import CONTEXT
from factcheck.core.waiting import waiting_text

#: What stands in place of a status or stance that the reader may not see before their own check is in.
HIDDEN = "HIDDEN"
_KIND_WORDS = {"unattributed": "the article's own voice", "anonymous": "somebody unnamed"}


def status_word(status: str, code: str | None, *, said: bool = False) -> str:
    """A status as printed: opinions are not a matter of fact, and a confirmed "X said" says only that it was said."""
    if status == "unverifiable":
        word = {"opinion": "not a matter of fact", "prediction": "prediction"}.get(code or "", f"unverifiable: {code}")
        return word.upper()
    if status == "confirmed" and said:
        return "CONFIRMED: IT WAS SAID"
    return status.upper()


def is_said_claim(data: Mapping[str, Any]) -> bool:
    """Whether the claim is that something was said: it says another, or is a claim of attribution."""
    says = any(each["kind"] == "says" and not each["inverse"] for each in data["relations"])
    return says or data["kind"] == "attribution-claim"


def claim_lines(data: Mapping[str, Any]) -> list[Line]:
    """A claim whole, in a screenful: status, wording, text, who says it, why, queries, evidence, what to see."""
    lines: list[Line] = [_head(data), "   " + data["wording"]]
    for place in data["appearances"]:
        lines += _block("TEXT", _in_sentence(place))
        lines += _block("SAYS", says_text(place["attribution"]))
    if data["reason"]:
        lines += _block("WHY", data["reason"])
    if data["waiting"]:
        whom = waiting_text(data["waiting"], data["waiting_until"], today())
        lines += _block("WAITS", whom.removeprefix("waiting "))
    for figure in data["figures"]:
        lines += _block("FIGURE", figure_text(figure))
    for query in data["queries"]:
        proposed = f"“{query['proposed']}”" if query["proposed"] else query["reason"] or ""
        lines += _block(f"QUERY {query['outcome']}:", proposed)
    lines += _weight_lines(data)
    lines += _check_lines(data)
    for label, text in answering_blocks(data):
        lines += _block(label, text)
    numbers = [str(each["claim"]) for each in data["relations"]]
    tail = [f"SEE {' '.join(dict.fromkeys(numbers))}"] if numbers else []
    tail += [f"TAGS {' '.join(data['tags'])}"] if data["tags"] else []
    tail += [f"RISK {' '.join(data['risks'])}"] if data["risks"] else []
    lines += ["   " + part for part in tail]
    for note in data["notes"]:
        lines += _block("NOTE", note["text"] + ("" if note["internal"] else " (public)"))
    return lines


def _head(data: Mapping[str, Any]) -> Line:
    word = HIDDEN if data["blind"] else status_word(data["status"], data["code"], said=is_said_claim(data))
    colour = "" if data["blind"] else data["status"]
    place = data["appearances"][0] if data["appearances"] else None
    facts = [data["priority"], data["kind"] or "kind not set"]
    facts += [f"p{place['paragraph']} sentence {place['sentence']}"] if place else ["nowhere in the current text"]
    facts += [] if data["blind"] else [f"second check: {_second_check(data['signoffs'])}"]
    facts += [rating_text(data["rating"])] if data["rating"] else []
    head: list[str | Painted] = [f"{data['number']} ", Painted(word, colour, bold=True)]
    if data["stale"]:
        head += [" ", Painted("STALE", "stale"), " (what was checked has changed)"]
    if data["dropped"]:
        head.append(" DROPPED")
    return [*head, " · ", " · ".join(facts)]


def rating_text(rating: Mapping[str, Any]) -> str:
    """A status on the desk's publishing scale: its word, and the point with the best there is."""
    return f"rated {rating['label']}" + ("" if rating["point"] is None else f" ({rating['point']} of {rating['best']})")


def _second_check(signoffs: Sequence[Mapping[str, Any]]) -> str:
    """Who signed the claim off, where and whether that still stands."""
    several = len({each["article"] for each in signoffs}) > 1
    texts = []
    for each in signoffs:
        remarks = [each["article"]] if several else []
        remarks += [word for word in ("stale", "own", "bulk") if each[word]]
        remarks += [f"subject not asked: {shorten(each['because'], 80)}"] if each["because"] else []
        texts.append(each["by"] + (f" ({', '.join(remarks)})" if remarks else ""))
    return "; ".join(texts) or "none"


def _check_lines(data: Mapping[str, Any]) -> list[Line]:
    """Second judgements, those that differ from the desk's in capitals."""
    lines: list[Line] = []
    for each in data["checks"]:
        word = (each["code"] or each["status"]) if each["status"] == "unverifiable" else each["status"]
        held = f"{each['by']} holds it {word.upper() if each['differs'] else word}"
        lines += _block("CHECK", f"{held}{' (blind)' if each['blind'] else ''}: {each['reason']}")
    return lines


def _in_sentence(place: Mapping[str, Any]) -> str:
    before, after = (" ".join(place[side].split()) for side in ("prefix", "suffix"))
    lead = "…" if place["start"] > len(place["prefix"]) else ""
    tail = "…" if len(place["suffix"]) >= CONTEXT else ""
    gap_before = " " if place["prefix"][-1:].isspace() else ""
    gap_after = " " if place["suffix"][:1].isspace() else ""
    return f"{lead}{before}{gap_before}[{place['exact']}]{gap_after}{after}{tail}"


def says_text(attribution: Mapping[str, Any]) -> str:
    """Who says it via whom, in which words, and whom it was traced to."""
    speaker = attribution["speaker"] or _KIND_WORDS.get(attribution["kind"], attribution["kind"])
    parts = [speaker + (" (" + attribution["kind"] + ")" if attribution["speaker"] else "")]
    parts[0] += "".join(f" via {via}" for via in attribution["via"])
    parts[0] += ", hedged" if attribution["hedged"] else ", no hedge"
    if attribution["cue"]:
        parts.append("cue " + ", ".join(f"“{cue}”" for cue in attribution["cue"]))
    if attribution["level"] != "on-record":
        parts.append(attribution["level"])
    if attribution["traced_to"]:
        parts.append(f"traced to {attribution['traced_to']}")
    return " · ".join(parts)


def figure_text(figure: Mapping[str, Any]) -> str:
    """A figure claimed against found, with the difference."""
    text = f"claimed {figure['claimed']}"
    if figure["found"]:
        text += f" · found {figure['found']}"
    return text + (f" · {figure['difference']}" if figure["difference"] else "")


def _weight_lines(data: Mapping[str, Any]) -> list[Line]:
    weights = data["weights"]
    if data["blind"]:
        return [f"   {plural(len(data['evidence']), 'item')} of evidence; what they show is hidden"]
    pro, con, context = (weights[stance] for stance in ("supports", "refutes", "context"))
    lines: list[Line] = [f"   FOR {weight_text(pro)}{' ' * 8}AGAINST {weight_text(con, against=True)}"]
    if context["items"] or context["unread"]:
        read = f"CONTEXT {context['items']} read"
        unread = f" · {context['unread']} NOT READ, counts for nothing" if context["unread"] else ""
        lines.append(f"   {read}{unread}")
    return lines


def weight_text(weight: Mapping[str, Any], *, against: bool = False) -> str:
    """``5 items, 3 origins, 2 independent`` or ``3 items, 1 origin: DeepSeek, against its own interest``."""
    if not weight["items"] and not weight["unread"]:
        return "nothing"
    text = plural(weight["items"], "item")
    origins = weight["origins"]
    if origins:
        text += f", {plural(len(origins), 'origin')}"
    if against and weight["own_word"]:
        lead = ":" if len(weight["own_word"]) == len(origins) else ", among them"
        text += f"{lead} {', '.join(weight['own_word'])}, against its own interest"
    elif not against:
        text += f", {len(weight['independent'])} independent"
    if weight["unknown"]:
        text += f", {weight['unknown']} of unknown origin"
    if weight["circular"]:
        text += f", {weight['circular']} circular"
    if weight["unread"]:
        text += f", {weight['unread']} not read"
    return text


def evidence_lines(item: Mapping[str, Any]) -> list[Line]:
    """An item of evidence in two or three lines: what it shows, where it comes from, where it was seen."""
    origin = item["origin"] or "origin unknown"
    mark = {"supports": "FOR", "refutes": "AGAINST", "context": "CONTEXT"}[item["stance"]]
    mark = HIDDEN if item["blind"] else mark
    unread = "" if item["read"] else " · NOT READ, counts for nothing"
    dropped = " · DROPPED" if item["dropped"] else ""
    facts = [item["quality"], item["locator"], item["extent"], item["called"] and f"asked {item['called']}"]
    seen = item["url"] or item["file_name"] or item["title"] or ""
    lines: list[Line] = [f"{item['ref']} {mark}{unread}{dropped} · {origin}"]
    lines += ["     " + line for line in textwrap.wrap(item["finding"], width() - 5)]
    lines.append("     " + " · ".join([f"{item['document']} {seen}", *(fact for fact in facts if fact)]))
    return lines


def _block(label: str, text: str) -> Sequence[Line]:
    lines = textwrap.wrap(f"{label} {' ' * max(0, 5 - len(label))}{text}", width() - 9, drop_whitespace=True) or [label]
    return ["   " + lines[0], *("         " + line for line in lines[1:])]
