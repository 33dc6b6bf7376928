"""Complete a command line in a shell, straight from the desk's file: ``python -m factcheck.db.completing``.

A shell runs it at every press of the Tab key, so it loads nothing but the standard library. It changes nothing, says
nothing of what goes wrong, and knows a desk on a server only by its commands. The commands themselves are in
``completing.tsv`` beside it, which docs/generate.py writes.
"""

import sqlite3
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from factcheck.config import find_settings
from factcheck.core import words
from factcheck.core.visible import visible
from factcheck.db.place import check_file, open_sqlite, parse_place

TABLE = Path(__file__).with_name("completing.tsv")
MOST = 200
_LONGEST = 70

#: What may follow a comma: kinds of values of which several can be named at once.
_LISTED = frozenset({"claims", "words Status", "words Kind", "words Priority"})

_QUESTIONS = {
    "claims": "SELECT number, status || '  ' || wording FROM claims WHERE NOT dropped AND number LIKE ? ORDER BY number",
    "items": "SELECT claims.number || '.' || evidence.item AS ref, stance || '  ' || finding FROM evidence"
    " JOIN claims ON claims.id = evidence.claim_id WHERE NOT evidence.dropped AND ref LIKE ?"
    " ORDER BY claims.number, evidence.item",
    "sources": "SELECT name, '' FROM (SELECT name, dropped FROM sources UNION SELECT source_aliases.name, dropped"
    " FROM source_aliases JOIN sources ON sources.id = source_id) WHERE NOT dropped AND name LIKE ? ESCAPE '\\'"
    " ORDER BY name COLLATE NOCASE",
    "articles": "SELECT 'a' || number AS ref, coalesce(title, '') FROM articles WHERE NOT dropped AND ref LIKE ?"
    " ORDER BY number",
    "documents": "SELECT 'd' || number AS ref, coalesce(title, url, file_name, '') FROM documents WHERE NOT dropped"
    " AND ref LIKE ? ORDER BY number",
    "tags": "SELECT DISTINCT tag, '' FROM claim_tags WHERE tag LIKE ? ESCAPE '\\' ORDER BY tag",
    # To whoever checks blind, the candidates tell nothing of what the desk holds.
    "claims hidden": "SELECT number, wording FROM claims WHERE NOT dropped AND number LIKE ? ORDER BY number",
    "items hidden": "SELECT claims.number || '.' || evidence.item AS ref, '' FROM evidence"
    " JOIN claims ON claims.id = evidence.claim_id WHERE NOT evidence.dropped AND ref LIKE ?"
    " ORDER BY claims.number, evidence.item",
    "people": "SELECT name, '' FROM people WHERE name LIKE ? ESCAPE '\\' ORDER BY name",
}

_BLIND = (
    "SELECT 1 FROM checks JOIN people ON people.id = checks.person_id"
    " WHERE checks.blind AND checks.status = 'unverified' AND people.name = ?"
)

Candidate = tuple[str, str]
#: What ``--db`` and ``--as`` said so far, and the word before.
At = tuple[str | None, str | None, str]


@dataclass(slots=True)
class Command:
    """What can follow a command: subcommands and options with their help, and the kinds of their values.

    ``repeats``: its last argument may be given several times.
    """

    commands: dict[str, str] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    arguments: list[str] = field(default_factory=list)
    repeats: bool = False


def read_table(text: str) -> dict[str, Command]:
    """The commands by their words; lines are ``command, name, kind, help`` between tabs."""
    table: dict[str, Command] = {"": Command()}
    for line in text.splitlines():
        path, name, kind, told = line.split("\t")
        command = table.setdefault(path, Command())
        if kind == "command":
            command.commands[name] = told
        elif name.startswith("-"):
            command.options[name] = told
            command.kinds[name] = kind
        else:
            command.arguments.append(kind)
            command.repeats = name.endswith("...")
    return table


def candidates(typed: Sequence[str], table: dict[str, Command]) -> tuple[str, list[Candidate]]:
    """What the last word of ``typed`` (the words after ``factcheck``) may become, each with a remark.

    The first part is ``files`` where the shell's own names of files fit, else ``words``.
    """
    # A shell that takes "--status=mixed" apart gives "=" as a word.
    *before, current = [*(word for word in typed[:-1] if word != "="), "" if typed[-1] == "=" else typed[-1]]
    path, used, position, wanting = "", set[str](), 0, ""
    desk: str | None = None
    person: str | None = None
    last = ""
    for word in before:
        command = table.get(path, Command())
        name, equals, value = word.partition("=")
        if wanting:
            desk = word if wanting == "--db" else desk
            person = word if wanting == "--as" else person
            wanting = ""
        elif word.startswith("-") and len(word) > 1:
            used.add(name)
            desk = value if name == "--db" and equals else desk
            person = value if name == "--as" and equals else person
            wanting = name if not equals and command.kinds.get(name, "flag") != "flag" else ""
        elif word in command.commands:
            path = f"{path} {word}".strip()
        elif path == "query" and word[:1].isdigit():
            path, position = "query ask", 1
        else:
            position, last = position + 1, word
    return _following(table.get(path, Command()), current, used, position, wanting, (desk, person, last))


def _following(
    command: Command, current: str, used: set[str], position: int, wanting: str, at: At
) -> tuple[str, list[Candidate]]:
    name, equals, value = current.partition("=")
    if wanting:
        return _values(command.kinds[wanting], current, at)
    if current.startswith("--") and equals:
        mode, found = _values(command.kinds.get(name, ""), value, at)
        return mode, [(f"{name}={each}", told) for each, told in found]
    if current.startswith("-"):
        return "words", _beginning((each for each in command.options.items() if each[0] not in used), current)
    if command.commands and not position:
        mode, found = _values("claims", current, at) if "ask" in command.commands else ("words", [])
        return mode, [*_beginning(command.commands.items(), current), *found]
    last = len(command.arguments) - 1
    if last < 0 or (position > last and not command.repeats):
        return "words", []
    return _values(command.arguments[min(position, last)], current, at)


def _values(kind: str, current: str, at: At) -> tuple[str, list[Candidate]]:
    """Values of a kind that begin with ``current``, or with what stands after its last comma."""
    head, comma, last = current.rpartition(",") if kind in _LISTED else ("", "", current)
    if kind.startswith("words "):
        more = ("open", "settled") if kind == "words Status" else ()
        found = _beginning(((word, "") for word in (*getattr(words, kind.split()[1]), *more)), last)
    elif kind.startswith("one of "):
        found = _beginning(((word, "") for word in kind.split()[2:]), last)
    elif kind.startswith("policy "):
        found = _beginning(_policies(kind, at[2]), last)
    elif kind == "status":
        # open and settled ask; only the rest can be set
        found = _beginning(((word, "") for word in (*words.Status, *words.UnverifiableCode)), last)
    elif kind in _QUESTIONS:
        found = _ask_desk(kind, last, at)
    else:
        return ("files" if kind == "files" else "words"), []
    return "words", [(head + comma + value, told) for value, told in found]


def _policies(kind: str, key: str) -> list[Candidate]:
    """Keys of the desk's policy with what they mean; ``policy values`` are those that ``key`` takes."""
    from factcheck.core.policies import DEFAULT, POLICIES

    if kind == "policy values":
        rules = [each for each in POLICIES if key == each.key or (each.key.endswith(".") and key.startswith(each.key))]
        return [(value, "") for rule in rules for value in (*rule.values, DEFAULT)]
    single = [(each.key, each.told) for each in POLICIES if not each.key.endswith(".")]
    return [*single, *((word, "") for word in kind.split()[2:])]


def _beginning(pairs: Iterable[Candidate], current: str) -> list[Candidate]:
    return [(value, told) for value, told in pairs if value.startswith(current)]


def _ask_desk(kind: str, current: str, at: At) -> list[Candidate]:
    """Rows of the desk's file; nothing where the desk is on a server or is no desk at all."""
    settings = find_settings(desk=at[0], person=at[1])
    place = parse_place(settings.desk)
    if place.path is None:
        return []
    check_file(place.path)
    connection = open_sqlite(place.path, write=False)
    try:
        wanted = current.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        named = " ".join((settings.person or "").split())
        blind = f"{kind} hidden" in _QUESTIONS and connection.execute(_BLIND, (named,)).fetchone()
        question = _QUESTIONS[f"{kind} hidden" if blind else kind]
        rows = connection.execute(f"{question} LIMIT {MOST}", (wanted,)).fetchall()
    finally:
        connection.close()
    return [(_shown(str(value)), _shown(told)) for value, told in rows]


def _shown(text: str) -> str:
    """One safe line: names and wordings are other people's text."""
    return visible(" ".join(text.split()))


def lines(arguments: Sequence[str]) -> Iterator[str]:
    """What to print: ``files`` or ``words``, then each candidate with a tab and its remark.

    ``arguments`` are the place of the word under the cursor, and all words, ``factcheck`` being word 0.
    """
    place, *typed = arguments
    mode, found = candidates((*typed, "")[1 : int(place) + 1], read_table(TABLE.read_text(encoding="utf-8")))
    yield mode
    for value, told in found:
        yield f"{value}\t{told if len(told) <= _LONGEST else told[: _LONGEST - 1] + '…'}" if told else value


def main() -> None:
    """Print the candidates; a shell that is completing has no place for a complaint."""
    try:
        sys.stdout.write("".join(line + "\n" for line in lines(sys.argv[1:])))
    except (Exception, sqlite3.Error):  # noqa: BLE001 - whatever it is, the person is typing
        sys.exit(1)


if __name__ == "__main__":
    main()
