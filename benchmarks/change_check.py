"""Check the labelled set of changed quotes: that the edits apply and that each label says what they do."""

# ruff: noqa: RUF001 - the quotation marks and dashes meant
import itertools
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.change_texts import read_texts
from benchmarks.change_values import TABLES, plain_figure

Edit = tuple[int, int, str]
_QUOTES = str.maketrans(dict.fromkeys('“”„«»‘’‚‹›"', "'"))
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))


def fold(words: str) -> str:
    """The words with one kind of quotation mark, dash and space."""
    return re.sub(r"\s+", " ", words.translate(_QUOTES).translate(_DASHES))


def tight(words: str) -> str:
    """The folded words without spaces at dashes and per cent signs, where they are a matter of style."""
    return re.sub(r" ?([-%]) ?", r"\1", fold(words))


def apply(plain: str, edits: list[Edit]) -> str:
    """The second version: every edit applied to the places of the first."""
    for start, end, new in sorted(edits, reverse=True):
        plain = plain[:start] + new + plain[end:]
    return plain


def same_fact(one: str, other: str) -> bool:
    """Whether two values are one fact in two spellings: 1,200 and 1200, two and 2, 9 % and 9 per cent."""
    return _plain(one) == _plain(other)


def _plain(words: str) -> str:
    counts = {word: str(number) for number, word in enumerate(TABLES["counts"], 1)}
    words = re.sub(r" ?per ?cent\b(?!age)", "%", tight(words).lower())
    words = re.sub(r"[a-z]+(?:-[a-z]+)*", lambda word: counts.get(word.group(), word.group()), words)
    return plain_figure(words).replace("\u2019", "'")


def figures(words: str) -> list[str]:
    """The figures of a passage, in words or digits, sorted; ``no one`` is none of them."""
    words = re.sub(r"\b(?:no|not) one\b", "none", words.lower()).replace("bn", "").replace("twofifths", "")
    counts = TABLES["counts"]
    found = re.findall(r"\d[\d,.]*\d|\d|\b(?:" + "|".join(counts) + r")\b", words)
    return sorted(str(counts.index(each) + 1) if each in counts else each for each in found)


def stands(quote: str, text: str) -> bool:
    """Whether the quote stands in the text, as whole words and figures, however it is typeset."""
    return re.search(r"(?<![\w-])(?<!\d[.,])" + re.escape(fold(quote)) + r"(?![\w-]|[.,]\d)", fold(text)) is not None


def faults(case: dict[str, Any], plain: str) -> list[str]:
    """What is wrong with a case: edits that overlap or do nothing, or a label that is not so."""
    quote, edits = plain[case["start"] : case["end"]], [(start, end, new) for start, end, new in case["edits"]]
    found = []
    if any(one[1] > two[0] or one[0] == two[0] for one, two in itertools.pairwise(edits)):
        found.append("edits overlap")
    if any(not 0 <= start <= end <= len(plain) for start, end, _ in edits):
        found.append("an edit is outside the text")
    new, label = apply(plain, edits), case["label"]
    if new == plain:
        found.append("nothing is edited")
    inside = [each for each in edits if each[1] > case["start"] and each[0] < case["end"]]
    shift = sum(len(words) - (end - start) for start, end, words in edits if end <= case["start"])
    kept = not inside and new[case["start"] + shift : case["end"] + shift] == quote
    twin = plain.count(quote) > 1
    so = {
        "kept": kept,
        "moved": bool(inside) and new.count(quote) == 1,
        "ambiguous": bool(inside) and new.count(quote) == 2,  # noqa: PLR2004 - it stands twice
        "gone": not stands(quote, new),
        "normalised": quote not in new and tight(quote) in tight(new),
        "reworded": not stands(quote, new),
        "changed": not stands(quote, new) or twin,
        "meaning": not stands(quote, new) or twin,
    }
    if not so[label]:
        found.append(f"not {label}")
    if label in {"changed", "meaning"}:
        found += [f"{was!r} is {now!r}" for was, now in case["facts"] if same_fact(was, now)]
        found += [f"{now!r} is not in the second version" for _, now in case["facts"] if fold(now) not in fold(new)]
        if not case["facts"] or (kept and "edge" not in case.get("with", ())):
            found.append("no fact is changed")
    return found


def check(file: Path) -> int:
    """Print the counts of a set and every fault in it. Returns 1 where there is one."""
    texts = {text.file: text for text in read_texts()}
    cases = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    wrong = [f"{case['id']}: {fault}" for case in cases for fault in faults(case, texts[case["text"]].plain)]
    wrong += [
        f"{text.file}: {words!r} has not the figures of {quote.exact!r}"
        for text in texts.values()
        for quote in text.quotes
        for _, words in quote.rewordings
        if figures(words) != figures(quote.exact)
    ]
    wrong += [
        f"{name} is not its marked text"
        for name, text in texts.items()
        if (file.parent / name).read_text(encoding="utf-8") != text.plain
    ]
    versions = Counter((case["text"], case["start"], case["end"], str(case["edits"])) for case in cases)
    wrong += [f"the same case {count} times: {each}" for each, count in versions.items() if count > 1]
    for key in ("label", "split"):
        print(key, dict(Counter(case[key] for case in cases)))
    for label in dict.fromkeys(case["label"] for case in cases):
        print(label, dict(Counter(case["what"] for case in cases if case["label"] == label)))
    print(
        "changed, with",
        dict(Counter(trait for case in cases if case["label"] == "changed" for trait in case.get("with", ()))),
    )
    print(f"{len(cases):,} cases, {file.stat().st_size:,} bytes, {len(wrong)} faults", *wrong[:20], sep="\n")
    return 1 if wrong else 0
