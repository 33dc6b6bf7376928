"""Other values for a fact of a text: numbers, dates, names, negations and their kin, each under the word for what changed."""

# ruff: noqa: RUF001 - the apostrophes meant
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any

from benchmarks.change_texts import FOLDER, Quote, Text, Value

TABLES: dict[str, Any] = json.loads((FOLDER / "replacements.json").read_text(encoding="utf-8"))
_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_NEGATIVE = {"no", "nobody", "none", "neither"}


@dataclass(frozen=True, slots=True)
class Change:
    """One changed fact: what it is, its place in the text, the words that stood there and those that now do."""

    what: str
    start: int
    end: int
    was: str
    now: str


Maker = Callable[[Value, Text, Random], str | None]


def chance(random: Random, share: float) -> bool:
    """True in that share of draws."""
    return random.random() < share


def plain_figure(words: str) -> str:
    """The words with every figure in one spelling: no thousands comma, no idle zero after the point."""
    return _FIGURE.sub(lambda found: f"{Decimal(found.group().replace(',', '')).normalize():f}", words)


def like(model: str, words: str) -> str:
    """The words with the first letter as large or small as the model's."""
    if not model[:1].isalpha() or not words:
        return words
    return (words[0].upper() if model[0].isupper() else words[0].lower()) + words[1:]


def _figure(words: str, random: Random, alter: Callable[[str, Random], str]) -> str | None:
    found = list(_FIGURE.finditer(words))
    if not found:
        return None
    figure = random.choice(found)
    digits = alter(figure.group().replace(",", ""), random)
    whole, point, rest = digits.partition(".")
    if "," in figure.group() or len(whole) > len("2024"):
        whole = f"{int(whole):,}"
    new = words[: figure.start()] + whole + point + rest + words[figure.end() :]
    return new if plain_figure(new) != plain_figure(words) else None


def _digits(digits: str, random: Random) -> str:
    """One digit altered, added, dropped or exchanged with its neighbour; or one more or less."""
    way = random.choice(["alter", "alter", "add", "add", "drop", "exchange", "step", "step"])
    places = [place for place, digit in enumerate(digits) if digit.isdigit()]
    place = random.choice(places)
    if way == "alter":
        first = place == 0 and len(places) > 1
        return digits[:place] + random.choice("123456789" if first else "0123456789") + digits[place + 1 :]
    if way == "add":
        more = random.choice("123456789")
        return random.choice([digits + more, more + digits])
    if way == "drop" and len(places) > 1:
        return (digits[:place] + digits[place + 1 :]).strip(".").lstrip("0") or digits
    if way == "exchange" and place + 1 in places and digits[place + 1] != "0":
        return digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
    if "." in digits:
        return str(Decimal(digits) + random.choice([1, -1]) * Decimal(1).scaleb(-len(digits.split(".")[1]))).strip("-")
    return str(abs(int(digits) + random.choice([1, -1, 2, 10])))


def _number(value: Value, text: Text, random: Random) -> str | None:
    if chance(random, 0.15):  # the new value stands elsewhere in the text too
        return _from_text(value, text, random)
    return _figure(value.exact, random, _digits)


def _from_text(value: Value, text: Text, random: Random) -> str | None:
    shape = len(value.exact.split())
    others = sorted(
        {each.exact for each in text.values if each.kind == value.kind and len(each.exact.split()) == shape}
    )
    return random.choice(others)


def _decimal_point(value: Value, _text: Text, random: Random) -> str | None:
    def move(digits: str, random: Random) -> str:
        if "." in digits:
            return random.choice([digits.replace(".", ""), str(Decimal(digits) / 10)]).lstrip("0") or digits
        cut = random.randrange(1, len(digits)) if len(digits) > 1 else 0
        return f"{digits[:cut]}.{digits[cut:]}" if cut else digits

    new = _figure(value.exact, random, move)
    return new.replace(" .", " 0.") if new and not new.startswith(".") else new and "0" + new


def _magnitude(value: Value, _text: Text, random: Random) -> str | None:
    if value.kind == "magnitude":
        return _others(value, random, TABLES["magnitudes"])

    def scale(digits: str, random: Random) -> str:
        return f"{(Decimal(digits) * random.choice([10, 100, 1000])).normalize():f}"

    return _figure(value.exact, random, scale)


def _year(value: Value, text: Text, random: Random) -> str | None:
    if value.kind == "year" and chance(random, 0.15):
        return _from_text(value, text, random)
    if value.kind == "year" and chance(random, 0.1):
        return f"{value.exact}-{(int(value.exact) + 1) % 100:02}"
    step = random.choice([-100, -20, -10, -3, -2, -1, 1, 2, 3, 10, 100])
    new = re.sub(r"\d{4}", lambda year: str(int(year.group()) + step), value.exact)
    return new if new != value.exact else None


def _day(value: Value, _text: Text, random: Random) -> str | None:
    return re.sub(r"\b\d{1,2}\b", str(random.randrange(1, 29)), value.exact)


def _word_of(words: Sequence[str]) -> Maker:
    def maker(value: Value, _text: Text, random: Random) -> str | None:
        if value.others and value.exact not in words:
            return random.choice(value.others)
        ending = "s" if value.exact.endswith("days") else ""
        pattern = r"\b(" + "|".join(words) + r")"
        return re.sub(pattern + ending + r"\b", lambda _: random.choice(words) + ending, value.exact) or None

    return maker


def _count(value: Value, _text: Text, random: Random) -> str | None:
    words = TABLES["counts"]
    if value.exact.lower() not in words:
        return _others(value, random, TABLES["more_counts"])
    place = words.index(value.exact.lower())
    near = words[max(0, place - 3) : place + 4]
    if value.exact.islower() and words[place] in words[:9] and chance(random, 0.2):
        return f"{random.choice(['twenty', 'thirty', 'sixty'])}-{value.exact}"
    return like(value.exact, random.choice(near if chance(random, 0.6) else words))


def _ordinal(value: Value, _text: Text, random: Random) -> str | None:
    if value.exact in TABLES["ordinals"]:
        return str(random.choice(TABLES["ordinals"]))
    return "46th" if value.exact == "48th" else _others(value, random, TABLES["more_ordinals"])


def _others(value: Value, random: Random, rows: Sequence[Sequence[str]] = ()) -> str | None:
    choices = list(value.others) + [each for row in rows if row[0] == value.exact.lower() or row[0] == value.exact
                                    for each in row[1:]]  # fmt: skip
    return like(value.exact, random.choice(choices)) if choices else None


def _from_rows(table: str) -> Maker:
    return lambda value, _text, random: _others(value, random, TABLES[table])


def _unit(value: Value, _text: Text, random: Random) -> str | None:
    if value.kind == "percent":
        return re.sub(r"\s?(%|per ?cent)$", " percentage points", value.exact)
    return _others(value, random, TABLES["units"])


def _time(value: Value, _text: Text, random: Random) -> str | None:
    if value.others:
        return random.choice(value.others)
    halves = re.search(r"([ap])(\.?m)", value.exact)
    if halves and chance(random, 0.3):
        other = "a" if halves[1] == "p" else "p"
        return value.exact[: halves.start()] + other + value.exact[halves.start() + 1 :]
    return re.sub(r"^\d+", str(random.randrange(1, 12)), value.exact)


def _person(value: Value, text: Text, random: Random) -> str | None:
    words = value.exact.split()
    way = random.choice(["pool", "text", "letter", "double", "given"])
    if way == "text":
        return _stranger(value, text, random)
    if way == "letter":
        places = [place for place, letter in enumerate(value.exact) if letter in "aeiou"]
        place = random.choice(places)
        return value.exact[:place] + random.choice("aeiou") + value.exact[place + 1 :]
    if way == "double":
        return value.exact + random.choice(["-Hale", "-Stroud", "s", "son"])
    if way == "given" and len(words) > 1:
        return " ".join([random.choice(TABLES["given"]), *words[1:]])
    return " ".join([random.choice(TABLES["given"]) for _ in words[1:]] + [random.choice(TABLES["surnames"])])


def _stranger(value: Value, text: Text, random: Random) -> str | None:
    """Another name of the kind in the same text that shares no word with this one, so that it is no short form of it."""
    words = value.exact.split()
    others = {each.exact for each in text.values if each.kind == value.kind and len(each.exact.split()) == len(words)}
    strangers = sorted(each for each in others if not set(each.split()) & set(words))
    return random.choice(strangers) if strangers else None


def _name_of(table: str) -> Maker:
    def maker(value: Value, text: Text, random: Random) -> str | None:
        if value.others:
            return random.choice(value.others)
        if value.exact in TABLES["directions_of_the_compass"]:
            return str(random.choice(TABLES["directions_of_the_compass"]))
        names = [each for each in TABLES[table] if (" " in each) == (" " in value.exact)]
        return (_stranger(value, text, random) if chance(random, 0.4) else None) or random.choice(names)

    return maker


def _title(value: Value, _text: Text, random: Random) -> str | None:
    if value.others:
        return random.choice(value.others)
    small = TABLES["titles" if value.exact in TABLES["titles"] else "posts"]
    return like(value.exact, random.choice(small))


def _given(value: Value, _text: Text, random: Random) -> str | None:
    return _others(value, random)


MAKERS: dict[str, list[tuple[str, Maker]]] = {
    "number": [("number", _number), ("order of magnitude", _magnitude), ("decimal point", _decimal_point)],
    "number-word": [("number-word", _count)],
    "percent": [("percent", _number), ("decimal point", _decimal_point), ("unit", _unit)],
    "unit": [("unit", _unit)],
    "currency": [("currency", _from_rows("currencies"))],
    "date": [("date", _day), ("month", _word_of(TABLES["months"])), ("year", _year)],
    "month": [("month", _word_of(TABLES["months"]))],
    "year": [("year", _year)],
    "weekday": [("weekday", _word_of(TABLES["weekdays"]))],
    "time": [("time", _time)],
    "name": [("name", _person)],
    "organisation": [("organisation", _name_of("organisations"))],
    "place": [("place", _name_of("places"))],
    "title": [("title", _title)],
    "negation": [("negation", _given)],
    "quantifier": [("quantifier", _given)],
    "range": [("range", lambda value, _text, random: _figure(value.exact, random, _digits) or _word_of(TABLES["counts"])(value, _text, random))],
    "magnitude": [("order of magnitude", _magnitude)],
    "sign": [("sign", _given)],
    "fraction": [("fraction", _from_rows("fractions"))],
    "ordinal": [("ordinal", _ordinal)],
    "comparator": [("comparator", _from_rows("comparators"))],
    "direction": [("direction", _given)],
}  # fmt: skip


def negation_kind(what: str, was: str, now: str) -> str:
    """What a changed negation is called: contracted, a prefix of the word, or neither."""
    if what == "quantifier" and was.lower() in _NEGATIVE:
        return "negation"
    if what != "negation":
        return what
    if re.search(r"n[’']t\b", was + " " + now):
        return "negation-contracted"
    longer, shorter = sorted((was.lower(), now.lower()), key=len, reverse=True)
    return "negation-prefix" if " " not in longer and shorter and longer.endswith(shorter) else "negation"


def change_value(value: Value, what: str, text: Text, random: Random) -> Change | None:
    """The value changed in the way ``what`` names, or None where this draw gave the same fact again."""
    for name, maker in MAKERS[value.kind]:
        if name != what:
            continue
        now = maker(value, text, random)
        if now is None or plain_figure(now).lower() == plain_figure(value.exact).lower():
            return None
        if now == "" and not (what in {"negation", "order of magnitude"} or value.exact.lower() in _NEGATIVE):
            return None
        start = value.start - (now == "" and text.plain[value.start - 1] == " ")
        return Change(negation_kind(what, value.exact, now), start, value.end, text.plain[start : value.end], now)
    return None


_HELPER = re.compile(
    r"\b(" + "|".join(TABLES["auxiliaries"]) + r")\b(?! (?:not|never|no|nobody|neither|nor|ever)\b)(?=[ ,])"
)


def add_negation(quote: Quote, text: Text, random: Random) -> Change | None:
    """A negation added after a helping verb of the quote, or None where it has none."""
    places = [found for found in _HELPER.finditer(quote.exact) if found.end() < len(quote.exact)]
    values = [each for each in text.values_of(quote) if each.kind in {"negation", "name"}]
    places = [
        found for found in places
        if not any(each.start < quote.start + found.end() and quote.start + found.start() < each.end for each in values)
    ]  # fmt: skip
    if not places:
        return None
    place = random.choice(places)
    was = place.group()
    now = random.choice([f"{was} not", f"{was} never", TABLES["auxiliaries"][was], f"{was} no longer"])
    now = "cannot" if now == "can not" else now
    start = quote.start + place.start()
    return Change(negation_kind("negation", was, now), start, start + len(was), was, now)


def swap(quote: Quote, text: Text, random: Random) -> tuple[Change, Change] | None:
    """Two values of a quote in each other's place, or None where the quote has none that may be exchanged."""
    values = [each for each in text.values_of(quote) if each.swappable]
    pairs = [
        (one, two) for one in values for two in values
        if one.start < two.start and one.kind == two.kind and one.exact != two.exact
    ]  # fmt: skip
    if not pairs:
        return None
    one, two = random.choice(pairs)
    return (
        Change(one.kind, one.start, one.end, one.exact, two.exact),
        Change(two.kind, two.start, two.end, two.exact, one.exact),
    )
