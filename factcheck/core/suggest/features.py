"""A sentence as features a scorer can weigh: its words, its letters, its shape without the topic, and plain signs.

The shape keeps function words and the endings of the others, and puts ``NUM``, ``YEAR`` and ``NAME`` for what differs from
one text to the next, so that a scorer learnt on one topic is not lost on another. Pure Python: the same code serves
training (``benchmarks/checkworthiness.py``) and use.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, pairwise

from factcheck.core.suggest import vocabulary as lists

#: Blocks of features; those of the first three are weighted by rarity and made of one length each.
BLOCKS = ("w", "c", "s", "d", "x")
RARITY_BLOCKS = ("w", "c", "s")
#: How long each of these is made: words and shapes a little longer than letters, of which there are most.
_LENGTHS = {"w": 1.3, "c": 1.0, "s": 1.3}
_LETTERS = range(2, 6)
_SHAPES = range(1, 5)
_TOKEN = re.compile(r"\d[\d,.]*%?|[^\W\d_]+(?:['\u2019][a-z]+)?|[$\u20ac\u00a3%?!]")
_WORD = re.compile(r"\w\w+")
_ENDINGS = ("ing", "ed", "ly", "tion", "ment", "ness", "est", "er", "ers", "ies", "s", "al", "ive", "ous")
_SPACES = re.compile(r"\s\s+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_FUNCTION = (
    lists.listed(
        "the a an this that these those and or but nor so yet if when while because although though since until unless as than"
        " of in on at by for from with to into onto over under about above below between among against during before after"
        " through across behind beyond within without upon i me my mine we us our ours you your yours he him his she her hers it"
        " its they them their theirs who whom whose which what where why how all any both each every few many more most much"
        " less least some several such no not only own same too very just also even still again ever never always often"
        " sometimes once now then here there today tomorrow yesterday need want think believe know say says said going go got"
        " get make made take took give gave tell told see saw look well yes thank please sir mr senator governor president let's"
        " don't i'd i'll we'd we'll you're you've ago last next first second year years month months week weeks day days time"
        " percent million billion trillion thousand hundred increase increased decrease cut cuts raised voted vote bill passed"
        " supported opposed record highest lowest largest biggest greatest best worst number rate average half double times per"
        " capita let"
    )
    | lists.AUXILIARIES
)
_NUMBER_WORDS = frozenset(lists.NUMBER_WORDS.replace("_", " ").split()) - {"per"}
_PRONOUN_GROUPS = {
    "i": lists.listed("i i'm i've i'd i'll my me"),
    "you": lists.listed("you your you're you've"),
    "he": lists.listed("he his him he's she her they their them"),
    "we": lists.listed("we our us we're we've"),
}
_WISH = re.compile(
    r"\b(?:i (?:think|believe|feel|hope|guess|want|would|will|am)|i'm|i'd|i'll|let me|let's|we (?:should|must|need|can|have to|ought"
    r"|will|want)|we'll|should|must|ought|would|could|hope|believe|think|going to|want to|need to|thank|please)\b"
)
_PERFECT = re.compile(r"\b(?:has|have|had)\s+(?:\w+\s+)?(?:been|\w+ed|\w+n|gone|lost|cut|had)\b")
_SUPERLATIVE = re.compile(r"\b(?:most|least|best|worst|first|last|only|record|ever|never|[a-z]{3,}est)\b")
_COMPARISON = re.compile(r"\bthan\b|\bcompared\b|\btimes (?:as|more)\b")


def counts_of(sentence: str) -> dict[str, Counter[str]]:
    """Return the raw features of the first three blocks: pairs of words, letters inside words, shapes."""
    low = sentence.lower()
    words = _WORD.findall(low)
    shapes = shape(sentence)
    return {
        "w": Counter([*words, *(f"{a} {b}" for a, b in pairwise(words))]),
        "c": Counter(_letters(low)),
        "s": Counter(" ".join(shapes[at : at + size]) for size in _SHAPES for at in range(len(shapes) - size + 1)),
    }


def _letters(low: str) -> Iterator[str]:
    """Runs of two to five letters inside each word, with a space on both of its sides."""
    for word in _SPACES.sub(" ", low).split():
        padded = f" {word} "
        for size in _LETTERS:
            for at in range(max(1, len(padded) - size + 1)):
                yield padded[at : at + size]
            if size >= len(padded):
                break


def shape(sentence: str) -> list[str]:
    """Return the sentence without its topic: ``we've PAST NUM6 Ws in NAME``."""
    found = []
    for at, word in enumerate(_TOKEN.findall(sentence)):
        low = word.lower().replace("\u2019", "'")
        if word[0].isdigit():
            digits = word.rstrip(".,%").replace(",", "")
            size = len(digits.split(".", 1)[0])
            found.append("YEAR" if _YEAR.fullmatch(digits) else f"NUM{'P' if '%' in word else ''}{size}")
        elif low in _FUNCTION or not low[0].isalpha():
            found.append(low)
        elif low in _NUMBER_WORDS:
            found.append("NUMW")
        elif word[0].isupper() and at:
            found.append("NAME")
        else:
            found.append(_form(low))
    return found


def _form(low: str) -> str:
    """What a word is, as far as a list of verbs or its ending tells."""
    if low in lists.IRREGULAR:
        return "PAST"
    if low in lists.THIRD:
        return "VERBS"
    if low in lists.BASES:
        return "VERB"
    return "W" + next((end for end in _ENDINGS if low.endswith(end) and len(low) > len(end) + 2), "")


def signs_in(sentence: str) -> dict[str, float]:
    """Return plain signs, each between 0 and 3: figures, names, past verbs, wishes, persons, length."""
    tokens = _TOKEN.findall(sentence)
    low = sentence.lower().replace("\u2019", "'")
    lows = [token.lower().replace("\u2019", "'") for token in tokens]
    size = len(sentence.split())
    figures = [token.rstrip(".,%").replace(",", "") for token in tokens if token[0].isdigit()]
    years = sum(bool(_YEAR.fullmatch(figure)) for figure in figures)
    numbers = len(figures) - years
    words = sum(word in _NUMBER_WORDS for word in lows)
    names = sum(
        token[0].isupper() and word not in _PRONOUN_GROUPS["i"]
        for token, word in zip(tokens[1:], lows[1:], strict=True)
    )
    past = sum(word in _PAST or (word.endswith("ed") and len(word) > 4) for word in lows)  # noqa: PLR2004
    wishes = len(_WISH.findall(low))
    found = {
        "bias": 1.0, "length": math.log1p(size) / 3, "names": min(names, 5) / 3, "past": min(past, 4) / 2,
        "wishes": min(wishes, 4) / 2, "superlatives": min(2, len(_SUPERLATIVE.findall(low))),
        "comparisons": min(2, len(_COMPARISON.findall(low))),
        "under5": size < 5, "under8": size < 8, "over30": size > 30, "number": numbers > 0, "numbers": numbers > 1,  # noqa: PLR2004
        "year": years > 0, "words": words > 0, "manywords": words > 1, "nameless": names == 0, "pastless": past == 0,
        "wishless": wishes == 0, "question": low.rstrip().endswith("?"),
        "percent": "%" in low or "percent" in lows or "per cent" in low, "money": "$" in low or "dollars" in lows,
        "perfect": bool(_PERFECT.search(low)), "month": any(word in lists.CALENDAR for word in lows[1:]),
        "not": "not" in lows or any(word.endswith("n't") for word in lows), "broken": low.rstrip().endswith("...") or "--" in low,
        "joined": lows[:1] in (["and"], ["but"], ["so"], ["now"]),
    }  # fmt: skip
    for person, forms in _PRONOUN_GROUPS.items():
        found[person] = min(3, sum(word in forms for word in lows)) / 2
    return {name: float(value) for name, value in found.items() if value}


_PAST = lists.IRREGULAR | lists.listed("was were had did been")


def pairs_of(signs: Mapping[str, float]) -> Iterable[str]:
    """Return the signs two by two: a figure with a past verb says more than the two alone."""
    return (f"{one}&{other}" for one, other in combinations(sorted(signs.keys() - {"bias", "length"}), 2))


def vector(sentence: str, rarities: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    """Return a sentence's features by block: of the first three those in ``rarities``, each block of its length.

    A feature's weight is (1 + ln of its count) times its rarity, as TF-IDF with sublinear counts has it.
    """
    found: dict[str, dict[str, float]] = {}
    for block, counts in counts_of(sentence).items():
        known = rarities.get(block, {})
        raw = {
            name: (1.0 + math.log(count) if count > 1 else 1.0) * known[name]
            for name, count in counts.items()
            if name in known
        }
        scale = _LENGTHS[block] / (math.sqrt(sum(value * value for value in raw.values())) or 1.0)
        found[block] = {name: value * scale for name, value in raw.items()}
    signs = signs_in(sentence)
    found["d"] = signs
    found["x"] = dict.fromkeys(pairs_of(signs), 0.5)
    return found
