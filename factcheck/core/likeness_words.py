"""A text as terms that mean the same however they are written: stems, with spelling, accents and numbers levelled.

Both engines index these very terms, so they find the same statements. Stems are those of the Snowball project's English
stemmer (Porter 2); words of other languages pass through it as they are, or lose an English ending on both sides alike.
"""

import re
import unicodedata
from functools import cache, lru_cache
from itertools import chain

from Stemmer import Stemmer  # type: ignore[import-not-found]

from factcheck.core.fact_words import FUNCTION, NEGATIONS, ONES, ORDINALS, SCALES, TENS

_ADDRESS = re.compile(r"https?://\S*|(?:pic\.twitter\.com|t\.co)/\S*")
_PIECE = re.compile(
    r"[$€£¥%]|(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[kKMB]|bn|mn)?(?![^\W_])|[@#]\w+|[^\W_]+(?:'[^\W_]+)*"
)
_HALF = re.compile(
    r"\b(?:(?P<word>" + "|".join(ONES) + r")|(?P<digits>\d+)) and a half (?=hundred|thousand|million|billion|trillion)",
    re.IGNORECASE,
)
_HUMPS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SIGNS = {"$": "usd", "€": "eur", "£": "gbp", "¥": "jpy", "%": "pct"}
_SAME_SIGN = {
    "dollar": "usd", "dollars": "usd", "euro": "eur", "euros": "eur", "pound": "gbp", "pounds": "gbp", "yen": "jpy",
    "percent": "pct",
}  # fmt: skip
_LETTERS = {"k": 3, "m": 6, "b": 9, "bn": 9, "mn": 6}
_LONGEST = 60
#: Function words of English carry no likeness; what negates or counts does, and is read from the text elsewhere.
_MORE_EMPTY = """
am im dont doesnt didnt isnt arent wasnt werent cant couldnt wont wouldnt shouldnt havent hasnt hadnt ill id ive youre
theyre weve thats theres lets me him us them myself himself herself itself themselves ourselves yourself whom whose
really very rt via amp pic
"""
_EMPTY = (FUNCTION - ONES.keys()) | set(_MORE_EMPTY.split())
_NEGATING = frozenset(NEGATIONS)
#: British endings and American ones: our own list of the regular differences. A rule that catches another word ("praise")
#: does so in both texts, and does no harm.
_SPELLINGS = (
    (re.compile(r"(?<=[a-z]{3})our(?=$|s$|ed$|ing$|able$|ite$|ful$|less$|er$|ers$|hood$)"), "or"),
    (re.compile(r"(?<=[a-z]{3})is(?=e$|es$|ed$|ing$|er$|ers$|ation$|ations$|ational$)"), "iz"),
    (re.compile(r"(?<=[a-z]{2})ys(?=e$|es$|ed$|ing$|er$|ers$)"), "yz"),
    (re.compile(r"(?<=[a-z]{2}[tb])re(?=$|s$)"), "er"),
    (re.compile(r"(?<=[a-z]{3})ogue(?=$|s$)"), "og"),
    (re.compile(r"(?<=[a-z]{3}[aeiou]l)l(?=ed$|ing$|er$|ers$|or$|ors$|ation$)"), ""),
    (re.compile(r"(?<=[a-z]{3}en)ce(?=$|s$)"), "se"),
    (re.compile(r"(?<=[a-z]{4})mme(?=$|s$)"), "m"),
    (re.compile(r"ae(?=[a-z]{4})|(?<=man)oeu|oe(?=[a-z]{5})"), "e"),
)
_ALONE = {
    "grey": "gray", "tyre": "tire", "tyres": "tires", "cheque": "check", "cheques": "checks", "plough": "plow",
    "aluminium": "aluminum", "mum": "mom", "jewellery": "jewelry", "moustache": "mustache", "pyjamas": "pajamas",
    "aeroplane": "airplane", "aeroplanes": "airplanes", "sceptic": "skeptic", "sceptical": "skeptical",
    "sceptics": "skeptics", "kerb": "curb", "draught": "draft", "licence": "license", "licences": "licenses",
    "practise": "practice", "practised": "practiced", "practising": "practicing", "storey": "story", "storeys": "stories",
    "ageing": "aging", "judgement": "judgment", "fulfil": "fulfill", "enrol": "enroll", "skilful": "skillful",
    "manoeuvre": "maneuver", "manoeuvres": "maneuvers", "sulphur": "sulfur", "artefact": "artifact", "artefacts": "artifacts",
    "cosy": "cozy", "mould": "mold", "whisky": "whiskey", "programme": "program", "programmes": "programs",
    "metre": "meter", "metres": "meters", "litre": "liter", "litres": "liters", "gram": "gram", "gramme": "gram",
}  # fmt: skip


@cache
def _stemmer() -> Stemmer:
    return Stemmer("english")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word in lower case without its ending."""
    stemmed: str = _stemmer().stemWord(word)
    return stemmed


def terms(text: str) -> list[str]:
    """The terms of ``text`` in order, with repetitions; words that only hold a sentence together are left out."""
    return [term for _, found in printed_terms(text) for term in found]


def printed_terms(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """The words and numbers of ``text`` without accents, each with its terms; a number of several words is one."""
    pieces: list[str] = _PIECE.findall(with_halves(_fold(without_addresses(text))))
    found: list[tuple[str, tuple[str, ...]]] = []
    place = 0
    while place < len(pieces):
        piece = pieces[place]
        plain = _plain_terms(piece)
        if plain is not None:
            found.append((piece, plain))
            place += 1
            continue
        value, after = (_figure if piece[0].isdigit() else _counted)(pieces, place)
        found.append((" ".join(pieces[place:after]), (value,)))
        place = after
    return found


def without_addresses(text: str) -> str:
    """``text`` without web addresses, which say nothing of what it says."""
    return _ADDRESS.sub(" ", text) if "/" in text else text


def with_halves(text: str) -> str:
    """``text`` with "two and a half million" as "2.5 million"."""
    if " and a half " not in text:
        return text
    return _HALF.sub(lambda found: f"{found['digits'] or ONES[found['word'].lower()]}.5 ", text)


@lru_cache(maxsize=100_000)
def _plain_terms(piece: str) -> tuple[str, ...] | None:
    """The terms of a piece that needs no look at those after it; ``None`` for a number, which may go on."""
    if piece in _SIGNS:
        return (_SIGNS[piece],)
    if piece[0] in "@#":
        return _tag(piece[1:])
    low = piece.lower()
    if low in _COUNTING or _NUMBER.fullmatch(piece):
        return None
    return _term(low)


_QUOTES = {
    "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-", "\u2026": ".",
}  # fmt: skip


def _fold(text: str) -> str:
    """Without accents; ligatures and other shapes of the same character become that character. Case stays."""
    if text.isascii():
        return text
    for mark, plain in _QUOTES.items():
        text = text.replace(mark, plain)
    if text.isascii():
        return text
    folded = unicodedata.normalize("NFKD", text.replace("ß", "ss"))
    return unicodedata.normalize("NFC", "".join(char for char in folded if not unicodedata.combining(char)))


_COUNTING = {word for word in chain(ONES, TENS, SCALES) if len(word) > 2}  # noqa: PLR2004
_NUMBER = re.compile(r"([\d,]+)(?:\.(\d+))?([kKMB]|bn|mn)?")


def _low(pieces: list[str], place: int) -> str:
    return pieces[place].lower() if place < len(pieces) else ""


def _figure(pieces: list[str], place: int) -> tuple[str, int]:
    """A number in digits with the scale after it ("2.5 million", "3bn") as its plain digits, and where it ends."""
    match = _NUMBER.fullmatch(pieces[place])
    whole, part, letters = match.groups() if match else (pieces[place], None, None)
    scale = _LETTERS[letters.lower()] if letters else 0
    place += 1
    while (low := _low(pieces, place)) in SCALES and len(low) > 1:
        scale, place = scale + SCALES[low], place + 1
    return _plain(whole.replace(",", ""), part or "", scale), place


def _plain(whole: str, part: str, scale: int) -> str:
    """Digits without a point where the number is whole, else ``2d5``: a term is letters and digits only."""
    part = part.rstrip("0") if len(part) > scale else part.ljust(scale, "0")
    whole, part = whole + part[:scale], part[scale:]
    whole = whole.lstrip("0") or "0"
    return (f"{whole}d{part}" if part else whole)[:_LONGEST]


def _counted(pieces: list[str], place: int) -> tuple[str, int]:
    """A number in words ("two hundred and six thousand") as digits, and where it ends; a scale alone is one of it."""
    total = current = 0
    while True:
        low = _low(pieces, place)
        if low in ONES and (current % 100 == 0 or (current % 10 == 0 and current % 100 >= 20 and ONES[low] < 10)):  # noqa: PLR2004
            current += ONES[low]
        elif low in TENS and current % 100 == 0:
            current += TENS[low]
        elif low == "hundred" and current < 100:  # noqa: PLR2004
            current = (current or 1) * 100
        elif low in SCALES and len(low) > 1 and low != "hundred":
            total += (current or 1) * 10 ** SCALES[low]
            current = 0
        elif not (low == "and" and current and current % 100 == 0 and _low(pieces, place + 1) in _COUNTING):
            return str(total + current), place
        place += 1


def _tag(tag: str) -> tuple[str, ...]:
    """A hashtag or a handle: whole, and the words it is run together from where capitals tell them apart."""
    if not tag.strip("_"):
        return ()
    parts = _HUMPS.findall(tag)
    found = _term(tag.lower().replace("_", ""))
    return found + tuple(chain.from_iterable(_term(part.lower()) for part in parts)) if len(parts) > 1 else found


def _term(word: str) -> tuple[str, ...]:
    """The term of a word in lower case; none where it is empty, one for each character of scripts without spaces."""
    word = word.removesuffix("'s").replace("'", "")[:_LONGEST]
    if word in _EMPTY and word not in _NEGATING:
        return ()
    if word in _SAME_SIGN:
        return (_SAME_SIGN[word],)
    if word in ORDINALS:
        return (ordinal(ORDINALS[word]),)
    if _WIDE.search(word):
        return tuple(part for part in re.split(f"({_WIDE.pattern})", word) if part)
    return (_stemmer().stemWord(level_spelling(word)),)


def ordinal(number: int) -> str:
    """``1st``, ``2nd`` …: a place in an order in digits."""
    ending = "th" if number // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def level_spelling(word: str) -> str:
    """A word in lower case with the American ending where British and American English differ by rule."""
    if word in _ALONE:
        return _ALONE[word]
    if len(word) > 4:  # noqa: PLR2004
        for british, american in _SPELLINGS:
            word = british.sub(american, word)
    return word
