"""How the attribution rules do on the worked example: speaker, hedge and anonymous speaker against its 71 claims.

In-sample: the lists of hedges and passives were begun from this article. Prints precision and recall of each.
"""

import json
from pathlib import Path

from factcheck.core.attribution import propose

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "deepseek"


def rate(proposed: set[int], right: set[int], true: set[int]) -> str:
    """Precision and recall as fractions."""
    return f"precision {len(right)}/{len(proposed)}, recall {len(right)}/{len(true)}"


def main() -> None:
    """Propose for every claim's quote, and compare with who the checker entered."""
    text = (EXAMPLE / "article.txt").read_text(encoding="utf-8")
    held = json.loads((EXAMPLE / "claims.json").read_text(encoding="utf-8"))
    names = {
        each["key"]: {each["name"].casefold(), *(alias.casefold() for alias in each.get("aliases", ()))}
        for each in held["sources"]
    }
    kinds = {each["key"]: each.get("kind") for each in held["sources"]}
    said: dict[str, set[int]] = {key: set() for key in ("proposed", "right", "true")}
    hedged: dict[str, set[int]] = {key: set() for key in ("proposed", "right", "true")}
    unnamed: dict[str, set[int]] = {key: set() for key in ("proposed", "right", "true")}
    for claim in held["claims"]:
        (place,) = claim["appearances"]
        number, truth = claim["number"], place.get("attribution", {})
        found = propose(text, place["start"], place["end"])
        speaker = truth.get("speaker", "")
        named = bool(speaker) and kinds[speaker] != "anonymous-group"
        for box, true, guess, same in (
            (said, named, found.speaker is not None, named and (found.speaker or "").casefold() in names[speaker]),
            (hedged, bool(truth.get("hedged")), found.hedged, bool(truth.get("hedged"))),
            (unnamed, truth.get("kind") == "anonymous", found.kind == "anonymous", truth.get("kind") == "anonymous"),
        ):
            box["true"] |= {number} if true else set()
            box["proposed"] |= {number} if guess else set()
            box["right"] |= {number} if guess and same else set()
    print(f"{len(held['claims'])} claims of the worked example (in-sample)")
    for word, box in (("named speaker", said), ("hedged", hedged), ("anonymous", unnamed)):
        print(f"{word}: {rate(box['proposed'], box['right'], box['true'])}")


if __name__ == "__main__":
    main()
