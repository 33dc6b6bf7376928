"""Run the shell blocks of a page of the documentation as a reader would: in order, in one shell, in an empty folder.

A fenced block marked ``console`` holds commands after ``$ `` (continued after a backslash, or up to END) and what they print, on either
stream, as a terminal shows it. ``…`` at the end of a line stands for the rest of it, inside a line for anything, and
alone on a line for any number of lines. A command whose output is not shown is run all the same. A comment
``<!-- not run: why -->`` before a block leaves it out.
"""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]
FENCE = re.compile(
    r"(?P<comment><!-- not run: .+? -->\n+)?^```(?P<kind>\w*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL
)
SENTINEL = "--- end of command"


@dataclass(frozen=True, slots=True)
class Command:
    """A command of a page and the lines it is shown to print; none where the page shows no output."""

    text: str
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command printed on both streams, and its exit code."""

    command: Command
    printed: str
    exit_code: int


def blocks(page: Path) -> list[tuple[str, str, bool]]:
    """The fenced blocks of a page: kind, text, and whether it is to be run."""
    found = FENCE.finditer(page.read_text(encoding="utf-8"))
    return [(match["kind"], match["body"], match["kind"] == "console" and not match["comment"]) for match in found]


def commands_of(page: Path) -> list[Command]:
    """The commands of the blocks that are run."""
    commands: list[Command] = []
    for _, body, run in blocks(page):
        if run:
            commands += _commands(body)
    return commands


def _commands(body: str) -> list[Command]:
    found: list[tuple[list[str], list[str]]] = []
    for line in body.splitlines():
        if line.startswith("$ "):
            found.append(([line[2:]], []))
        elif found and not found[-1][1] and _goes_on(found[-1][0]):
            found[-1][0].append(line)
        else:
            assert found, f"a block begins with output: {line}"
            found[-1][1].append(line)
    return [Command("\n".join(typed), tuple(shown)) for typed, shown in found]


def _goes_on(typed: list[str]) -> bool:
    """Whether a command is not at its end: a backslash before, or a text up to END that has not ended."""
    return typed[-1].endswith("\\") or ("<<'END'" in typed[0] and typed[-1] != "END")


def run_page(page: Path, folder: Path, environment: dict[str, str] | None = None, *, seconds: int = 170) -> list[Ran]:
    """Run a page's commands in one bash in ``folder``, with ``factcheck`` on the path being this checkout's.

    ``seconds`` is how long the whole page may take: more than is usual where it has many commands.
    """
    tools = folder / ".tools"
    tools.mkdir(parents=True)
    program = tools / "factcheck"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m factcheck "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    commands = commands_of(page)
    script = "".join(f"{each.text}\nprintf '\\n%s %s\\n' '{SENTINEL}' $?\n" for each in commands)
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "PGPASSWORD") if name in os.environ}
    kept |= {"PATH": f"{tools}:{kept['PATH']}", "PYTHONPATH": str(CHECKOUT), "HOME": str(folder), "TZ": "UTC"}
    kept |= {"COLUMNS": "100", "PYTHONUTF8": "1"} | (environment or {})
    done = subprocess.run(
        ["bash", "-c", script], cwd=folder, env=kept, check=False, timeout=seconds,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    pieces = re.split(rf"\n{SENTINEL} (\d+)\n", done.stdout.decode())
    assert len(pieces) == 2 * len(commands) + 1, f"the shell stopped early:\n{pieces[-1]}"
    return [
        Ran(command, printed.strip("\n"), int(code))
        for command, printed, code in zip(commands, pieces[::2], pieces[1::2], strict=False)
    ]


def problems(ran: list[Ran]) -> list[str]:
    """Where the page and the program differ: other output, or failure where none is shown."""
    found = []
    for each in ran:
        shown = "\n".join(each.command.shown).strip("\n")
        fails = shown.startswith(("error:", "…\nerror:"))
        if (each.exit_code != 0) != fails:
            found.append(f"$ {each.command.text}\nended with exit code {each.exit_code}:\n{each.printed}")
        elif shown and not matches(shown, each.printed):
            found.append(f"$ {each.command.text}\nis shown to print:\n{shown}\nbut prints:\n{each.printed}")
    return found


def matches(shown: str, printed: str) -> bool:
    """Whether a text is what is shown, ``…`` standing for anything inside a line, alone on a line for any lines."""
    pattern = ""
    for line in shown.split("\n"):
        if line.strip() == "…":
            pattern += r"(?:.*\n)*?"
        else:
            pattern += r"[^\n]*?".join(re.escape(part) for part in line.rstrip().split("…")) + r"[ ]*\n"
    return re.fullmatch(pattern, printed + "\n") is not None
