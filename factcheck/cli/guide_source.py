"""Ask for what the desk keeps of a source: its name, what it is, and what it belongs to."""

from collections.abc import Iterator

from factcheck.cli.asking import ask, choose, say
from factcheck.cli.guide import Known, Values, begin, check_sources, literal, look, save_or_again, saving
from factcheck.cli.options import text_of, word_of
from factcheck.config import Settings
from factcheck.core.words import SourceKind
from factcheck.errors import BadInputError

KINDS: dict[str, str] = {
    SourceKind.PERSON: "somebody with a name",
    SourceKind.ORGANISATION: "a company, an office, a party",
    SourceKind.PUBLICATION: "a paper, a site, a book, a report",
    SourceKind.DATASET: "a register, a table, a series",
    SourceKind.ANONYMOUS_GROUP: "people without names: experts, critics",
}


def source_add(settings: Settings, values: Values) -> Iterator[Values]:
    """Complete ``source add``: one source after another, until Enter ends it."""
    if values["name"]:
        yield values
        return
    begin(settings)
    word_of(SourceKind, values["kind"], "kind of source")
    check_sources(settings, [values["part_of"]] if values["part_of"] else [], new_source=False)
    fixed = values | {"description": text_of(values["description"])}
    word = "code name" if values["confidential"] else "name"
    answers, label = Values(), word
    while True:
        known = look(settings, Known.of)
        answers = _ask(label, known, fixed, answers)
        if not answers:
            return
        complete = fixed | answers | {"description": literal(answers["description"]) or None}
        if save_or_again() and (yield from saving(complete)):
            answers, label = {}, f"next {word}, Enter to end"


def _ask(label: str, known: Known, fixed: Values, before: Values) -> Values:
    """All that was not said of one source; nothing where no name was typed."""

    def check(name: str) -> None:
        taken = known.find(name)
        if taken is not None:
            raise BadInputError(f"“{taken}” is on the desk already", hint="type another name")

    name = ask(label, before.get("name", ""), check=check)
    if not name:
        return {}
    kind = fixed["kind"] or choose("kind", KINDS, before.get("kind") or "", explain=False) or None
    part_of = fixed["part_of"] or _ask_owner(known, before)
    told = fixed["description"] or ask("description (Enter: none)", before.get("description") or "")
    say("", " · ".join(filter(None, (name, kind, f"part of {part_of}" if part_of else "", told))))
    return {"name": name, "kind": kind, "part_of": part_of, "description": told}


def _ask_owner(known: Known, before: Values) -> str | None:
    """What the source belongs to: a source of the desk, or nothing."""

    def check(answer: str) -> None:
        if answer and known.find(answer) is None:
            near = " or ".join(known.near(answer))
            raise BadInputError(
                f"no source is called “{answer}”",
                hint=f"did you mean {near}?" if near else "Enter here, and add it next",
            )

    owner = ask("part of (Enter: nothing)", before.get("part_of") or "", check=check, suggestions=known.suggestions)
    return known.find(owner) if owner else None
