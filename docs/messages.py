"""The report's translations: find every message in the code and the templates, and bring the catalogues up to date.

``python docs/messages.py`` adds new messages to each catalogue, empty, and takes out those that are gone; ``--check``
writes nothing and fails where a catalogue lacks a message or has one that cannot be used.
"""
# ruff: noqa: INP001

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from factcheck.report.language import CATALOGUES, LANGUAGES

ROOT = Path(__file__).parent.parent
PLACES = (("factcheck/report", [("**.py", "python")]), ("templates", [("**.j2", "jinja2.ext:babel_extract")]))
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "N_": None,
    "ngettext": (1, 2),
    "NN_": (1, 2),
    "pgettext": ((1, "c"), 2),
    "P_": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
OTHER_PERCENT = re.compile(r"%(?!\(\w+\)s|%)")
MARKUP = re.compile(r"<|&\w+;")


def main(arguments: list[str]) -> int:
    """Update or check the catalogues. Returns the exit code: 1 where something is left to translate or to mend."""
    source = extracted()
    found = [f"in the code: {problem}" for problem in source_problems(source)]
    for tag in translated():
        path = CATALOGUES / f"{tag}.po"
        catalogue = read(path, tag)
        if "--check" not in arguments:
            catalogue.update(source, no_fuzzy_matching=True)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(written(catalogue))
        found += [f"{path.name}: {problem}" for problem in problems(catalogue, source)]
    sys.stderr.writelines(f"{line}\n" for line in found)
    return 1 if found else 0


def translated() -> list[str]:
    """The languages that have a catalogue: all but English, which the code is written in."""
    return [tag for tag in LANGUAGES if tag != "en"]


def extracted() -> Catalog:
    """Every message of the report, with the files it is in."""
    catalogue = Catalog()
    for folder, methods in PLACES:
        options = {"**.j2": {"silent": "false", "newstyle_gettext": "true"}}
        for name, _, message, comments, context in extract_from_dir(
            ROOT / folder, methods, options, KEYWORDS, strip_comment_tags=True
        ):
            catalogue.add(message, None, [(f"{folder}/{name}", 0)], auto_comments=comments, context=context)
    return catalogue


def read(path: Path, tag: str) -> Catalog:
    """The catalogue at ``path``; an empty one where there is none yet."""
    if not path.exists():
        return Catalog(locale=LANGUAGES[tag])
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGES[tag], abort_invalid=True)


def written(catalogue: Catalog) -> bytes:
    """``catalogue`` as a file: the same bytes for the same messages, without the times of day Babel would put in."""
    buffer = BytesIO()
    write_po(
        buffer, catalogue, width=116, omit_header=True, include_lineno=False, ignore_obsolete=True, sort_by_file=True
    )
    locale = Locale.parse(str(catalogue.locale))
    head = (
        f"# {locale.get_language_name('en')}: the report's own words.\n"
        'msgid ""\nmsgstr ""\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Language: {catalogue.locale_identifier}\\n"\n'
        f'"Plural-Forms: {catalogue.plural_forms}\\n"\n\n'
    )
    return head.encode() + buffer.getvalue()


def source_problems(source: Catalog) -> Iterator[str]:
    """What no translation could put right: a message is text with named placeholders, and holds no markup."""
    for message in _messages(source):
        for text in _ids(message):
            if MARKUP.search(text):
                yield f"holds markup: {text!r}"
            if OTHER_PERCENT.search(text):
                yield f"a % that is neither %% nor a named placeholder: {text!r}"


def problems(catalogue: Catalog, source: Catalog) -> Iterator[str]:
    """What is wrong with a catalogue: messages missing, gone from the code, empty, doubtful or with other placeholders."""
    for message in _messages(source):
        held = catalogue.get(message.id, message.context)
        if held is None:
            yield f"missing: {_ids(message)[0]!r}"
        elif held.fuzzy:
            yield f"fuzzy: {_ids(message)[0]!r}"
        else:
            yield from _unusable(held, catalogue.num_plurals if message.pluralizable else 1)
    for message in _messages(catalogue):
        if source.get(message.id, message.context) is None:
            yield f"not in the code: {_ids(message)[0]!r}"
    yield from (f"obsolete: {_ids(message)[0]!r}" for message in catalogue.obsolete.values())


def _unusable(message: Message, forms: int) -> Iterator[str]:
    """What is wrong with the translation of one message."""
    ids, texts = _ids(message), _texts(message)
    if len(texts) != forms or not all(texts):
        yield f"not translated: {ids[0]!r}"
        return
    wanted = set(PLACEHOLDER.findall(ids[-1]))
    # A form of its own for one or two may say the number in a word, or leave it out.
    free = {"num"} if message.pluralizable else set()
    for text in texts:
        names = set(PLACEHOLDER.findall(text))
        if OTHER_PERCENT.search(text) or names - wanted or wanted - names - free:
            yield f"other placeholders than {ids[-1]!r}: {text!r}"


def _messages(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def _ids(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _texts(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
