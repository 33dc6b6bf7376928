"""Serve claims one by one for a second look, and have each answer written before the next is shown."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from factcheck.cli.asking import ask, choose, say
from factcheck.cli.guide import Values, begin, literal, look, saving, which_article
from factcheck.cli.guide_status import STATUSES, ask_code, ask_reason
from factcheck.cli.output import Line, plural, print_line
from factcheck.cli.review import ANSWERS
from factcheck.config import Settings
from factcheck.core.words import Status
from factcheck.errors import BadInputError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_OPEN: dict[str, str] = {
    "agree": "it is as the desk says: sign it off",
    "differ": "you hold it to be something else, and say why; the status stays as it is",
    "query": "ask the writer to change the words",
    "skip": "leave it for another time",
    "quit": "leave; what is done is kept, and what is left comes next time",
}
_JUDGEMENTS: dict[str, str] = {str(word): told for word, told in STATUSES.items() if Status(word).settled}
_BLIND = _JUDGEMENTS | {word: _OPEN[word] for word in ("query", "skip", "quit")}


def review(settings: Settings, values: Values) -> Iterator[Values]:
    """Complete ``review``: where no answer was given, one for each claim that waits, as long as the person likes."""
    if any(values[name] for name in ANSWERS) or values["stop"] or values["agreement"] or values["because"]:
        yield values
        return
    begin(settings)
    article = values["what"] or values["article"] or which_article(settings)
    if values["blind"]:
        yield values | {"what": article, "article": None}
    nothing = values | {"blind": False, "article": article}
    numbers = look(settings, lambda session: _waiting(session, settings, article))
    done = 0
    for place, number in enumerate(numbers, 1):
        blind, lines = look(settings, lambda session, number=number: _shown(session, number))  # type: ignore[misc]
        print_line(f"-- {place} of {len(numbers)}")
        for line in lines:
            print_line(line)
        saved = False
        while not saved:
            answer = _ask_blind() if blind else _ask_open()
            if "quit" in answer:
                say(f"{plural(done, 'answer')} kept, {len(numbers) - place + 1} left")
                return
            if "skip" in answer:
                break
            kept = yield from saving(nothing | {"what": str(number)} | answer)
            done += kept
            saved = kept and "query" not in answer  # a question to the writer is no judgement
    say("nothing more to look at" if numbers else "nothing to look at")


def _waiting(session: "Session", settings: Settings, article: str) -> list[int]:
    from factcheck.services.checking import to_review
    from factcheck.services.lookup import get_article

    return to_review(session, get_article(session, article), settings.person_or_refuse())


def _shown(session: "Session", number: int) -> tuple[bool, list[Line]]:
    """Whether a claim is checked blind, and all that the person may see of it."""
    from factcheck.cli.claim_text import claim_lines, evidence_lines
    from factcheck.services.claim_data import claim_data
    from factcheck.services.lookup import get_claim
    from factcheck.services.weighing import Scales

    data = claim_data(session, get_claim(session, number), Scales(session))
    return data["blind"], [*claim_lines(data), *(line for item in data["evidence"] for line in evidence_lines(item))]


def _ask_open() -> Values:
    word = choose("answer", _OPEN, explain=False)
    if word == "agree":
        return {"agree": True}
    if word == "differ":
        held = choose("you hold it", _JUDGEMENTS, explain=False)
        return {"differ": held} | _ask_why(held)
    return _ask_query() if word == "query" else {word: True}


def _ask_blind() -> Values:
    word = choose("you hold it", _BLIND, explain=False)
    if word in _JUDGEMENTS:
        return {"check": word} | _ask_why(word)
    return _ask_query() if word == "query" else {word: True}


def _ask_why(word: str) -> Values:
    code = ask_code() if word == Status.UNVERIFIABLE else None
    return {"code": code, "because": literal(ask_reason(Status(word), None))}


def _ask_query() -> Values:
    def check(answer: str) -> None:
        if not answer:
            raise BadInputError("the writer needs words to put instead", hint="type them, or Ctrl-C to leave")

    words = ask("the words to put instead", check=check)
    return {"query": literal(words), "because": literal(ask("because (Enter: no reason)")) or None}
