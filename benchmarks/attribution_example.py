"""Proposals on the worked example: speaker, hedge and anonymous speaker of its claims, against what the checker entered.

In-sample: the lists of hedges and passives were begun from this article.
"""

import json
from pathlib import Path
from typing import Any

from factcheck.core.attribution import propose

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "deepseek"


def report_example() -> None:
    """Propose for every claim's quote and print precision and recall as fractions."""
    text = (EXAMPLE / "article.txt").read_text(encoding="utf-8")
    held = json.loads((EXAMPLE / "claims.json").read_text(encoding="utf-8"))
    people = {each["key"]: each["name"] for each in held["sources"] if each.get("kind") != "anonymous-group"}
    rows = [
        (place, propose(text, place["start"], place["end"]))
        for claim in held["claims"]
        for place in claim["appearances"]
    ]
    print(f"worked example: {len(held['claims'])} claims (in-sample)")
    for name, proposed, wanted, right in (
        ("named speaker", [found.speaker is not None for _, found in rows],
         [_said(place).get("speaker") in people for place, _ in rows],
         [found.speaker == people.get(_said(place).get("speaker", "")) for place, found in rows]),
        ("hedged", [found.hedged for _, found in rows], [_said(place).get("hedged", False) for place, _ in rows], None),
        ("anonymous", [found.kind == "anonymous" for _, found in rows],
         [_said(place).get("kind") == "anonymous" for place, _ in rows], None),
    ):  # fmt: skip
        same = right or wanted
        hits = sum(offered and hit for offered, hit in zip(proposed, same, strict=True))
        print(f"  {name}: precision {hits}/{sum(proposed)}, recall {hits}/{sum(wanted)}")


def _said(place: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = place.get("attribution", {})
    return found
