"""From ``pip install`` to a first disputed claim in a report: the commands of the README, and the seconds they take.

The wheel is built from this checkout and installed into a fresh environment; the commands are then typed into a shell at
a terminal, in an empty folder with the README's story in it. Waiting for answers is the machine's time alone: nobody
reads or thinks. The network is used once, by pip. The exit code is 1 where there are more commands than the target.
"""

import re
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "terminal"))
from terminal import Terminal  # type: ignore[import-not-found]  # noqa: E402 - the tests' own terminal

TARGET = 6
STORY = """\
# The Long Bridge is open again

The Long Bridge opened on Monday after fourteen months of repairs. The city says the works
cost $4.2 million, and that no bridge in the country carries more cyclists.
"""
_SETTLED = (
    "factcheck evidence add 1 https://example.org/census --against 'It counts 9,900 a day on the Harbour Bridge.' "
    "--set disputed --because 'City and census count different months; neither settles it.'"
)
#: Each command with what is answered where it asks; ``pip install`` is the first.
COMMANDS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("pip install {wheel}", ()),
    ("export FACTCHECK_PERSON='Ana Lopes'", ()),
    ("factcheck article add story.md", (("Create it?", ""),)),
    ("factcheck claim add 'No bridge carries more cyclists.' --quote 'no bridge…cyclists'", ()),
    (_SETTLED, ()),
    ("factcheck report", ()),
)


def build(folder: Path) -> Path:
    """The wheel of this checkout, in ``folder``."""
    command = [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def run(wheel: Path, folder: Path) -> list[tuple[str, float]]:
    """Type the commands at a shell. Returns each with the seconds until the shell was ready again."""
    environment = folder / "environment"
    venv.create(environment, with_pip=True)
    (folder / "story.md").write_text(STORY, encoding="utf-8")
    prompt = "ready> "
    shell = Terminal(
        "bash", "--norc", "--noprofile", "-i", desk="", cwd=folder, columns=160, PS1=prompt, PYTHONPATH="",
        FACTCHECK_PERSON="", PATH=f"{environment / 'bin'}:/usr/bin:/bin", PIP_DISABLE_PIP_VERSION_CHECK="1",
    )  # fmt: skip
    shell.see(prompt)
    taken = []
    for command, answers in COMMANDS:
        began = time.monotonic()
        shell.type(command.format(wheel=wheel))
        for question, answer in answers:
            shell.see(question)
            shell.type(answer)
        shell.see(prompt, seconds=300)
        taken.append((command.partition(" -")[0].format(wheel=wheel.name), time.monotonic() - began))
    shell.type("exit")
    shell.end()
    page = (folder / "report.html").read_text(encoding="utf-8")
    if not re.search(r"disputed", page, re.IGNORECASE) or "No bridge carries more cyclists." not in page:
        sys.exit(f"the report has no disputed claim:\n{shell.text}")
    return taken


def main() -> int:
    """Build, install, type, print. Returns the exit code."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wheel = build(folder)
        taken = run(wheel, folder)
    for command, seconds in taken:
        print(f"{seconds:>7.1f} s  {command}")
    print(f"{sum(seconds for _, seconds in taken):>7.1f} s  in all, {len(taken)} commands (target: at most {TARGET})")
    return 1 if len(taken) > TARGET else 0


if __name__ == "__main__":
    sys.exit(main())
