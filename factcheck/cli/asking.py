"""Ask a person at a terminal: a line with help while it is typed, a choice of words, a yes or no.

Ctrl-C and Ctrl-D leave with ``typer.Abort``. ``FACTCHECK_PLAIN=1`` leaves away everything that redraws the screen, for
screen readers: the toolbar and the menu; what they say is then said after Enter.
"""

import os
import sys
import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import typer

from factcheck.cli.output import print_line, shorten, width
from factcheck.core.visible import visible
from factcheck.errors import BadInputError, FactcheckError

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import Completer
    from prompt_toolkit.key_binding import KeyBindings

#: Something known that an answer may be: the answer itself, and what it stands for.
Suggestion = tuple[str, str]

_MOST_SUGGESTED = 50
_MENU_LINES = 6
#: Longest list of words that stands in a question.
_SHORT = 40


def interactive() -> bool:
    """Whether a person can be asked: input and output are terminals, and the terminal can move its cursor."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb"


def ask(
    label: str,
    default: str = "",
    *,
    keep: str = "",
    check: Callable[[str], object] | None = None,
    suggestions: Sequence[Suggestion] = (),
    toolbar: Callable[[str], str] | None = None,
) -> str:
    """Ask for a line of text and return it without the white space around it.

    Args:
        label: What is asked for.
        default: Text that stands in the line from the start, to be edited.
        keep: What Enter in an empty line gives; shown in brackets.
        check: Raises FactcheckError for an answer that will not do; its sentence is shown, and the line stays.
        suggestions: Known answers, offered as one types; Tab takes the first.
        toolbar: Says something of what is typed so far, under the line.

    Raises:
        typer.Abort: Ctrl-C or Ctrl-D.
    """
    question = visible(f"{label} [{keep}]: " if keep else f"{label}: ")
    session = _session(suggestions, toolbar)
    line = default
    while True:
        try:
            line = session.prompt(question, default=line)
        except (KeyboardInterrupt, EOFError):
            raise typer.Abort from None
        answer = line.strip() or keep
        try:
            _refuse_unusable(answer)
            if check is not None:
                check(answer)
        except FactcheckError as error:
            say_error(error)
        else:
            return answer


def choose(label: str, options: Mapping[str, str], default: str | None = None, *, explain: bool = True) -> str:
    """Ask for one of ``options`` (words with their definitions) by number, word, or enough of its beginning.

    Enter takes ``default``; an empty default means that nothing need be chosen and is returned as it is. The
    definitions are printed first with ``explain``, and always for the answer ``?``.

    Raises:
        typer.Abort: Ctrl-C or Ctrl-D.
    """
    if explain:
        explain_options(options)
    names = _names(options) if len(_names(options)) <= _SHORT else ""
    names = "" if explain else f" ({names}; ? explains)" if names else " (? explains)"

    def check(answer: str) -> None:
        if answer == "?":
            return
        if not answer and default is None:
            raise BadInputError("one of them is needed", hint=_names(options))
        if answer:
            pick(answer, options)

    while True:
        answer = ask(label + names, keep=default or "", check=check, suggestions=list(options.items()))
        if answer != "?":
            return pick(answer, options) if answer else ""
        explain_options(options)


def pick(answer: str, options: Iterable[str]) -> str:
    """The option an answer means: its number, its word, or the only one that begins so.

    Raises:
        BadInputError: none or several do, with the words there are.
    """
    words = list(options)
    low = answer.strip().lower().replace("_", "-").replace(" ", "-")
    if low in words:
        return low
    if low.isascii() and low.isdigit() and 1 <= int(low) <= len(words):
        return words[int(low) - 1]
    found = [word for word in words if word.startswith(low)] if low else []
    if len(found) != 1:
        what = f"could be {' or '.join(found)}" if found else f"is none of: {', '.join(words)}"
        raise BadInputError(f"“{answer}” {what}", hint="type a number, or the beginning of a word")
    return found[0]


def confirm(question: str, *, default: bool = True) -> bool:
    """Ask for yes or no; Enter takes ``default``.

    Raises:
        typer.Abort: Ctrl-C or Ctrl-D.
    """
    answer = ask(
        f"{question} (y/n)", keep="y" if default else "n", check=lambda given: pick(given.lower(), ("yes", "no"))
    )
    return pick(answer.lower(), ("yes", "no")) == "yes"


def explain_options(options: Mapping[str, str]) -> None:
    """Print words with their definitions, numbered."""
    room = max(map(len, options), default=0)
    for number, (word, told) in enumerate(options.items(), 1):
        head = f"{number:>4} {word:<{room}}  "
        for line in textwrap.wrap(told, width(), initial_indent=head, subsequent_indent=" " * len(head)) or [head]:
            print_line(line.rstrip())


def say(*lines: str) -> None:
    """Print lines of a guide, each wrapped to the terminal and set in by two."""
    for line in lines:
        for part in textwrap.wrap(visible(line), width() - 2) or [""]:
            print_line(f"  {part}")


def say_error(error: FactcheckError) -> None:
    """Print why something will not do, and the way out."""
    for line in str(error).splitlines():
        say(line.strip())
    if error.hint:
        say(f"({error.hint})")


def _names(options: Iterable[str]) -> str:
    return ", ".join(options)


def _refuse_unusable(answer: str) -> None:
    from factcheck.core.fields import check_text

    check_text(answer, "the answer")
    if answer == "-":
        raise BadInputError("a lone - is no answer here", hint="type the words")


def _session(suggestions: Sequence[Suggestion], toolbar: Callable[[str], str] | None) -> "PromptSession[str]":
    from prompt_toolkit import PromptSession
    from prompt_toolkit.application import get_app

    plain = bool(os.environ.get("FACTCHECK_PLAIN"))

    def shown() -> str:
        assert toolbar is not None
        said = visible(toolbar(get_app().current_buffer.text), newlines=True)
        return "\n".join(shorten(part, width() - 1) for part in said.splitlines()) or " "

    return PromptSession(
        completer=_completer(suggestions) if suggestions else None,
        complete_while_typing=not plain,
        reserve_space_for_menu=_MENU_LINES if suggestions and not plain else 0,
        bottom_toolbar=shown if toolbar is not None and not plain else None,
        input_processors=[_unseen_shown()],
        key_bindings=_tab_takes(suggestions),
        enable_open_in_editor=True,
    )


def _completer(suggestions: Sequence[Suggestion]) -> "Completer":
    """Offer what begins as typed, then what holds it anywhere."""
    from prompt_toolkit.completion import Completer, Completion

    class Known(Completer):
        def get_completions(self, document: Any, complete_event: Any) -> Iterable[Completion]:
            before = document.text_before_cursor
            typed = before.strip().casefold()
            if typed or complete_event.completion_requested:
                for text, told in matching(suggestions, typed):
                    yield Completion(
                        text,
                        start_position=-len(before),
                        display=visible(shorten(text, 40)),
                        display_meta=visible(shorten(told, max(10, width() - 50))),
                    )

    return Known()


def _tab_takes(suggestions: Sequence[Suggestion]) -> "KeyBindings":
    """Let Tab take the first suggestion at once, and the next ones where the menu is open.

    The library's own Tab looks them up in the background, and loses against an Enter that follows at once.
    """
    from prompt_toolkit.key_binding import KeyBindings

    bindings = KeyBindings()

    @bindings.add("tab")
    def take(event: Any) -> None:
        line = event.current_buffer
        if line.complete_state:
            line.complete_next()
            return
        typed = line.text.strip()
        found = matching(suggestions, typed.casefold())
        if found:
            line.text = found[0][0]
            line.cursor_position = len(line.text)

    return bindings


def matching(suggestions: Sequence[Suggestion], typed: str) -> list[Suggestion]:
    """The suggestions that begin with ``typed`` (casefolded), then those that hold it, each once, 50 at most."""
    first = [each for each in suggestions if each[0].casefold().startswith(typed)]
    rest = [each for each in suggestions if typed in f"{each[0]} {each[1]}".casefold()]
    return list(dict.fromkeys((*first, *rest)))[:_MOST_SUGGESTED]


def _unseen_shown() -> Any:
    """Let direction overrides and unseen characters in the line be seen, each as one replacement character."""
    from prompt_toolkit.layout.processors import Processor, Transformation

    class Unseen(Processor):
        def apply_transformation(self, transformation_input: Any) -> Transformation:
            shown = [
                (style, "".join(char if visible(char) == char else "\ufffd" for char in text), *rest)
                for style, text, *rest in transformation_input.fragments
            ]
            return Transformation(shown)

    return Unseen()
