"""Make, or with ``--check`` verify, the labelled set of changed, reworded and moved quotes in ``data/changes``.

The file ``changes.jsonl`` is what is fixed; this shows how it was made. Places are code points, end exclusive.
"""

# ruff: noqa: RUF001 - the quotation marks and dashes meant
import argparse
import itertools
import json
import re
import sys
from collections.abc import Iterator
from random import Random
from typing import Any

from benchmarks.change_check import Edit, apply, check, faults, stands
from benchmarks.change_texts import FOLDER, Quote, Text, read_texts
from benchmarks.change_values import MAKERS, TABLES, Change, add_negation, chance, change_value, swap

Site = tuple[Text, Quote, Any]
SET = FOLDER / "changes.jsonl"
#: How many cases of each kind of changed fact; 10,000 together.
CHANGED = {
    "number": 1000, "percent": 500, "decimal point": 400, "order of magnitude": 500, "number-word": 600, "unit": 500,
    "currency": 350, "date": 350, "month": 400, "year": 550, "weekday": 250, "time": 200, "name": 550,
    "organisation": 400, "place": 450, "title": 200, "negation": 800, "negation-contracted": 400,
    "negation-prefix": 250, "quantifier": 250, "range": 200, "sign": 100, "fraction": 250, "ordinal": 300,
    "comparator": 250,
}  # fmt: skip
UNHARMED = {"kept": 1000, "moved": 1000, "normalised": 800, "reworded": 2000, "ambiguous": 400, "gone": 600}
MEANING = 300
#: Code points of the longest paragraph that is moved whole; of a longer one the sentence is. The file stays small.
LONGEST = 450
REWORDING = {
    "syn": "synonym", "order": "clause order", "voice": "active or passive", "contraction": "contraction",
    "number": "number in words or digits", "percent": "per cent or %", "abbreviation": "abbreviation",
    "date": "date format", "adverb": "added word", "split": "split or joined sentence", "spelling": "spelling",
}  # fmt: skip


class Draft:
    """The edits of one case, none of which touches another, and a word for each thing done besides."""

    def __init__(self, text: Text, quote: Quote) -> None:
        self.text, self.quote = text, quote
        self.edits: list[Edit] = []
        self.traits: set[str] = set()
        first, last = quote.sentences
        self.block = (text.sentences[first][0], text.sentences[last][1])

    def free(self, start: int, end: int) -> bool:
        """Whether nothing has been edited at or beside these places."""
        return all(end < other[0] or start > other[1] for other in self.edits)

    def add(self, start: int, end: int, new: str, trait: str = "") -> bool:
        """Add an edit where nothing is in its way. Returns whether it was added."""
        if not self.free(start, end) or self.text.plain[start:end] == new:
            return False
        self.edits.append((start, end, new))
        self.traits |= {trait} - {""}
        return True

    def put(self, words: str) -> None:
        """Put other words in the place of the quote, as the shortest single edit."""
        old, shift = self.quote.exact, 0
        while shift < min(len(old), len(words)) and old[shift] == words[shift]:
            shift += 1
        back = 0
        while back < min(len(old), len(words)) - shift and old[-1 - back] == words[-1 - back]:
            back += 1
        at = self.quote.start + shift, self.quote.end - back
        if not old[shift : len(old) - back] and at[0] in {self.quote.start, self.quote.end}:
            self.traits.add("edge")
        self.edits.append((*at, words[shift : len(words) - back]))

    def whole(self, words: str, whole: tuple[int, int]) -> str:
        """A passage around the quote, with other words for the quote."""
        return self.text.plain[whole[0] : self.quote.start] + words + self.text.plain[self.quote.end : whole[1]]

    def cut(self, span: tuple[int, int]) -> None:
        """Take a passage out, with the space or the break that parts it from its neighbour."""
        start, end = span
        break_ = self.text.break_
        if any(start == one for one, _ in self.text.paragraphs):
            whole = any(end == two for _, two in self.text.paragraphs)
            end += (len(break_) if end < len(self.text.plain) else 0) if whole else 1
            start -= len(break_) if whole and end == span[1] else 0
        else:
            start -= 1
        self.edits.append((start, end, ""))

    def insert(self, words: str, random: Random, *, paragraph: bool = False) -> None:
        """Put a passage at another place of the text."""
        spans = self.text.paragraphs[1:] if paragraph else self.text.sentences[1:]
        spots = [start for start, _ in spans if self.free(start, start)]
        start = random.choice(spots)
        self.edits.append((start, start, words + (self.text.break_ if paragraph else " ")))


def typography(words: str, random: Random) -> str:
    """The words with other quotation marks, dashes or spaces, as another editor's program would leave them."""
    signs = {"quotes": "[“”‘’\"']", "dashes": "[-–—−]", "percent": r"\d ?%", "spaces": " "}
    ways = [way for way, sign in signs.items() if re.search(sign, words)]
    for way in random.sample(ways, random.randrange(1, len(ways) + 1)):
        if way == "quotes":
            curly = "“" in words or "’" in words or "‘" in words
            straight = str.maketrans("“”‘’", "\"\"''")
            opened = re.sub(r'(^|[\s(])"', r"\1“", words).replace('"', "”")
            opened = re.sub(r"(^|[\s(])'", r"\1‘", opened).replace("'", "’")
            words = words.translate(straight) if curly else opened
        elif way == "dashes":
            words = re.sub(r"[-–—−](?=\d|€)", random.choice("–−‑-"), words)
            words = re.sub(r" [-–—] ", random.choice([" – ", " — ", "—", " - "]), words)
            words = re.sub(r"(?<=[A-Za-z])-(?=[A-Za-z])", random.choice("‑‐-"), words)
        elif way == "percent":
            words = re.sub(
                r"(?<=\d) ?%", random.choice(["%", " %", "\N{NO-BREAK SPACE}%", "\N{NARROW NO-BREAK SPACE}%"]), words
            )
        else:
            spaces = ["\N{NO-BREAK SPACE}", "  ", "\n", "\N{THIN SPACE}", "\N{NARROW NO-BREAK SPACE}", "\t"]
            places = [found.start() for found in re.finditer(" ", words)]
            for place in sorted(random.sample(places, min(len(places), random.randrange(1, 4))), reverse=True):
                words = words[:place] + random.choice(spaces) + words[place + 1 :]
    return words


def reword(quote: Quote, changes: tuple[Change, ...], random: Random) -> str | None:
    """A rewording of the quote with the changes made in it, or None where it has no room for them."""
    table = {change.was: change.now for change in changes}
    pattern = re.compile(
        "|".join(
            rf"(?<![\w.,-]){re.escape(was)}(?![\w-]|[.,]\d)" if was[-1].isalnum() else re.escape(was) for was in table
        )
    )
    found = [words for _, words in quote.rewordings if all(words.count(was) == quote.exact.count(was) == 1 for was in table)
             and len(pattern.findall(words)) == len(table)]  # fmt: skip
    return pattern.sub(lambda was: table[was.group()], random.choice(found)) if found else None


def surroundings(draft: Draft, random: Random, count: int, was: str = "") -> None:
    """Edit the text around the quote: sentences added and cut, other facts changed, other quotes reworded, breaks moved."""
    text, (first, last) = draft.text, draft.quote.sentences
    ways = ["filler", "cut", "value", "near", "reworded", "break", "beside"] + ["was"] * bool(was)
    for way in random.choices(ways, k=count):
        number = random.randrange(1, len(text.sentences))
        start, end = text.sentences[number]
        outside = not first <= number <= last and draft.free(start - 1, end + 1)
        if way == "filler" and outside:
            draft.add(end, end, " " + random.choice(TABLES["fillers"]), "context")
        elif way == "cut" and outside and (start, end) not in text.paragraphs:
            if not any(start == paragraph for paragraph, _ in text.paragraphs):
                draft.add(start - 1, end, "", "context")
        elif way in {"value", "near"}:
            _other_value(draft, random, near=way == "near")
        elif way == "reworded":
            other = random.choice(text.quotes)
            if other.sentences != draft.quote.sentences and other.rewordings and not text.has_twin(other):
                draft.add(other.start, other.end, random.choice(other.rewordings)[1], "context")
        elif way == "break" and number - 1 and text.plain[start - 1] == " ":
            draft.add(start - 1, start, text.break_, "context")
        elif way == "beside":
            at = random.choice(draft.block)
            words = random.choice(TABLES["lead_ins"])
            draft.add(at, at, words + " " if at == draft.block[0] else " " + words, "beside")
        elif way == "was":
            words = random.choice(TABLES["corrections"]).format(was=was.strip())
            draft.add(draft.block[1], draft.block[1], " " + words, "old value")


def _other_value(draft: Draft, random: Random, *, near: bool) -> None:
    """Change a fact outside the quote: in its own sentence where that is asked, else in another."""
    (start, end), quote = draft.block, draft.quote
    plain_kinds = {"number", "number-word", "date", "month", "year", "name", "place", "organisation", "weekday", "time"}
    values = [
        value for value in draft.text.values
        if value.kind in plain_kinds and (value.end < quote.start - 1 or value.start > quote.end + 1)
        and (start <= value.start < end) == near
    ]  # fmt: skip
    value = random.choice(values) if values else None
    change = value and change_value(value, MAKERS[value.kind][0][0], draft.text, random)
    if change and change.now:
        draft.add(change.start, change.end, change.now, "near" if near else "context")


def finish(draft: Draft, words: str, random: Random, *, move: str = "") -> None:
    """Put the words in the place of the quote; with ``move`` its sentence or paragraph stands elsewhere then."""
    if not move:
        if words != draft.quote.exact:
            draft.put(words)
        return
    span = draft.block
    if move == "paragraph":
        span = next(each for each in draft.text.paragraphs if each[0] <= span[0] and span[1] <= each[1])
        span = span if span[1] - span[0] <= LONGEST else draft.block
    draft.cut(span)
    draft.insert(draft.whole(words, span), random, paragraph=move == "paragraph" or span in draft.text.paragraphs)
    draft.traits.add("moved")


def record(draft: Draft, label: str, what: str, changes: tuple[Change, ...] = ()) -> dict[str, Any]:
    """A case as it stands in the file."""
    case: dict[str, Any] = {"text": draft.text.file, "split": draft.text.split, "start": draft.quote.start,
                            "end": draft.quote.end, "label": label, "what": what}  # fmt: skip
    if draft.text.has_twin(draft.quote):
        draft.traits.add("twin")
    if changes:
        case["facts"] = [[change.was.strip(), change.now.strip()] for change in changes]
        rest = draft.text.plain.replace(draft.quote.exact, "")
        if all(len(now) > 1 and stands(now, rest) for _, now in case["facts"]):
            draft.traits.add("elsewhere")
    if draft.traits:
        case["with"] = sorted(draft.traits)
    return {**case, "edits": sorted(draft.edits)}


def draw_changes(site: Site, what: str, random: Random) -> tuple[tuple[Change, ...], bool]:
    """One changed fact, two exchanged, or none; and whether more was only joined to the quote's first or last fact."""
    text, quote, how = site
    if callable(how):
        made = how(quote, text, random)
        return (made if isinstance(made, tuple) else (made,) if made else ()), False
    first, last = how.start == quote.start, how.end == quote.end
    if (first or last) and chance(random, 0.6):
        for _ in range(12):
            joined = change_value(how, MAKERS_OF[what], text, random)
            if joined and ((first and joined.now.endswith(how.exact)) or (last and joined.now.startswith(how.exact))):
                return (joined,), True
    single = change_value(how, MAKERS_OF[what], text, random)
    return ((single,) if single else ()), False


def changed(site: Site, what: str, random: Random) -> dict[str, Any] | None:
    """A case with one changed fact, or two exchanged, in more or less noise; None where the draw came to nothing."""
    text, quote, _ = site
    changes, edge = draw_changes(site, what, random)
    if not changes or any(change.what != what for change in changes):
        return None
    draft = Draft(text, quote)
    if len(changes) > 1:
        draft.traits.add("exchanged")
    edits = [(change.start - quote.start, change.end - quote.start, change.now) for change in changes]
    words = apply(quote.exact, edits)
    if not edge and chance(random, 0.45) and (other := reword(quote, changes, random)):
        words = other
        draft.traits.add("reworded")
    if not edge and chance(random, 0.25):
        words = typography(words, random)
        draft.traits.add("typography")
    headline = quote.sentences[0] == 0
    finish(draft, words, random, move="sentence" if chance(random, 0.15) and not headline else "")
    surroundings(draft, random, random.choice([0, 0, 0, 1, 1, 2]), changes[0].was if what in PRINTED else "")
    return record(draft, "meaning" if what == "direction" else "changed", what, changes)


def unharmed(site: Site, label: str, random: Random) -> dict[str, Any] | None:
    """A case in which no fact of the quote is another."""
    text, quote, foreign = site
    draft = Draft(text, quote)
    what, words, move = label, quote.exact, ""
    headline = quote.sentences[0] == 0
    if (text.has_twin(quote) and label != "kept") or (headline and label in {"moved", "ambiguous", "gone"}):
        return None
    if label == "kept":
        surroundings(draft, random, random.randrange(1, 4))
        return record(draft, label, "edits elsewhere") if draft.edits else None
    if label == "normalised":
        words, what = typography(words, random), "typography"
    elif label == "reworded":
        code, words = random.choice(quote.rewordings)
        what = REWORDING[code]
        words = typography(words, random) if chance(random, 0.15) else words
        move = "sentence" if chance(random, 0.15) and not headline else ""
    elif label == "moved":
        move = what = random.choice(["sentence", "sentence", "paragraph"])
    if label in {"ambiguous", "gone"}:
        what = _without(draft, label, foreign, random)
    elif words == quote.exact and not move:
        return None
    else:
        finish(draft, words, random, move=move)
    surroundings(draft, random, random.choice([0, 0, 1, 1, 2]))
    return record(draft, label, what)


def _without(draft: Draft, label: str, foreign: str, random: Random) -> str:
    """Take the quote's sentence out; it then stands at two other places, or another stands there, or none. Says which."""
    start, end = draft.block
    if label == "gone" and chance(random, 0.5):
        draft.edits.append((start, end, foreign))
        return "another sentence"
    draft.cut(draft.block)
    for _ in range(2 * (label == "ambiguous")):
        draft.insert(draft.text.plain[start:end], random)
    return "stands twice" if label == "ambiguous" else "sentence cut"


#: What a correction printed under a sentence would name.
PRINTED = {"number", "percent", "decimal point", "number-word", "date", "month", "year", "name", "place"}
MAKERS_OF = {name: name for makers in MAKERS.values() for name, _ in makers}
MAKERS_OF |= {"negation-contracted": "negation", "negation-prefix": "negation"}


def sites_of(texts: list[Text], random: Random) -> dict[str, list[Site]]:
    """Where each kind of fact can be changed."""
    sites: dict[str, list[Site]] = {}
    for text, quote in ((each, quote) for each in texts for quote in each.quotes):
        for value in text.values_of(quote):
            draws = [change_value(value, name, text, random) for name, _ in MAKERS[value.kind] for _ in range(6)]
            for what in sorted({draw.what for draw in draws if draw}):
                sites.setdefault(what, []).append((text, quote, value))
        added = [add_negation(quote, text, random) for _ in range(6)]
        for what in sorted({draw.what for draw in added if draw}):
            sites.setdefault(what, []).append((text, quote, add_negation))
        if exchanged := swap(quote, text, random):
            sites.setdefault(exchanged[0].what, []).append((text, quote, swap))
    return sites


def make(seed: int) -> Iterator[dict[str, Any]]:
    """Every case; no two have the same quote and second version."""
    random, texts = Random(seed), read_texts()
    sites = sites_of(texts, random)
    quotes = [(text, quote) for text in texts for quote in text.quotes]
    foreign = [text.plain[slice(*span)] for text in texts for span in text.sentences[1:]]
    seen: set[tuple[Any, ...]] = set()
    plain = {text.file: text.plain for text in texts}

    def fill(count: int, draw: Any) -> Iterator[dict[str, Any]]:
        while count:
            case = draw()
            key = case and (case["text"], case["start"], tuple(case["edits"]))
            if key and key not in seen and not faults(case, plain[case["text"]]):
                seen.add(key)
                count -= 1
                yield case

    for what, count in [*CHANGED.items(), ("direction", MEANING)]:
        turn = itertools.cycle(random.sample(sites[what], len(sites[what])))
        yield from fill(count, lambda what=what, turn=turn: changed(next(turn), what, random))
    for label, count in UNHARMED.items():
        around = itertools.cycle(random.sample(quotes, len(quotes)))
        yield from fill(
            count, lambda label=label, around=around: unharmed((*next(around), random.choice(foreign)), label, random)
        )


def main() -> int:
    """Write the set, or check the one that is there. Returns 1 where the check finds a fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="verify the file and change nothing")
    parser.add_argument("--seed", type=int, default=20240503)
    options = parser.parse_args()
    if not options.check:
        for text in read_texts():
            if "/" not in text.file:
                (FOLDER / text.file).write_text(text.plain, encoding="utf-8")
        cases = ({"id": number, **case} for number, case in enumerate(make(options.seed), 1))
        lines = [json.dumps(case, ensure_ascii=False, separators=(",", ":")) for case in cases]
        SET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return check(SET)


if __name__ == "__main__":
    sys.exit(main())
