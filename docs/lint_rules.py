"""Write the table of rules inside docs/lint.md from the rules themselves.

``python docs/lint_rules.py`` writes it; ``--check`` writes nothing and fails where it is stale.
"""
# ruff: noqa: INP001

import sys
from collections.abc import Iterator
from pathlib import Path

from factcheck.services.lint.running import list_rules

PAGE = Path(__file__).parent / "lint.md"
BEGIN, END = "<!-- begin: written by docs/lint_rules.py -->", "<!-- end: written by docs/lint_rules.py -->"


def rules_table() -> Iterator[str]:
    """The lines of the table: a rule each, with its bad and its good example."""
    yield "| Code | Rule | Severity | What it finds | Not so | But so |"
    yield "|---|---|---|---|---|---|"
    for rule in list_rules():
        cells = (rule.code, f"`{rule.name}`", rule.severity, rule.told, rule.bad, rule.good)
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def page_with_table(text: str) -> str:
    """The page with the table as it is to be."""
    before, rest = text.split(BEGIN, 1)
    _, after = rest.split(END, 1)
    return f"{before}{BEGIN}\n" + "\n".join(rules_table()) + f"\n{END}{after}"


if __name__ == "__main__":
    now = PAGE.read_text(encoding="utf-8")
    wanted = page_with_table(now)
    if "--check" in sys.argv[1:]:
        sys.exit(0 if now == wanted else f"{PAGE} is stale: python docs/lint_rules.py")
    PAGE.write_text(wanted, encoding="utf-8")
