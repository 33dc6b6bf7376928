"""Write what a template is given: the frozen dataclasses of the report, each with its fields, for docs/templates.md."""
# ruff: noqa: INP001

import inspect
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from types import ModuleType

_FIELD = re.compile(r"^ {4}(\w+): (.+(?:\n {8,}.+)*)", re.MULTILINE)
_MODULE = re.compile(r"\b(?:factcheck|datetime|markupsafe|collections|typing|decimal)(?:\.\w+)*\.(?=[A-Za-z])")


def contract(modules: Iterable[ModuleType]) -> Iterator[str]:
    """A heading for each module and a table for each of its dataclasses, in the order they are written.

    Raises:
        ValueError: a dataclass has a field that its docstring does not describe, or describes one it does not have.
    """
    for module in modules:
        classes = [each for each in vars(module).values() if _is_own(each, module)]
        if not classes:
            continue
        yield f"## `{module.__name__}`\n"
        yield f"{_plain((inspect.getdoc(module) or '').partition(chr(10))[0])}\n"
        for each in classes:
            yield f"### {each.__name__}\n"
            yield from _class_text(each)


def _is_own(value: object, module: ModuleType) -> bool:
    return (
        inspect.isclass(value)
        and is_dataclass(value)
        and value.__module__ == module.__name__
        and not value.__name__.startswith("_")
    )


def _class_text(kind: type) -> Iterator[str]:
    text = inspect.getdoc(kind) or ""
    prose, _, described = text.partition("\nAttributes:\n")
    yield _plain(" ".join(prose.split())) + "\n"
    said = {name: " ".join(words.split()) for name, words in _FIELD.findall(described)}
    own = [field.name for field in fields(kind)]
    if set(said) != set(own):
        msg = f"{kind.__name__}: its docstring and its fields differ in {sorted(set(said) ^ set(own))}"
        raise ValueError(msg)
    yield "| Field | Type | What it is |\n| --- | --- | --- |"
    for field in fields(kind):
        yield f"| `{field.name}` | `{_type(field.type)}` | {_plain(said[field.name])} |"
    yield ""


def _type(annotation: object) -> str:
    """The annotation as a reader writes it, without the modules its names come from."""
    shown = (
        annotation.__name__ if isinstance(annotation, type) and not hasattr(annotation, "__args__") else str(annotation)
    )
    return _MODULE.sub("", shown).replace("|", "\\|")


def _plain(text: str) -> str:
    return text.replace("``", "`").replace("|", "\\|")
