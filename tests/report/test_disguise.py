"""A name is found however it is written, and nothing is found where it does not stand."""

import random
import string
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.report.disguise import COMMON, find_part, fold, holds_name, prepare_name, readings

NAME = "Ines Rothschild"
ALLOWED: frozenset[str] = frozenset()


def found(name, text):
    prepared = prepare_name(name)
    return prepared is not None and any(holds_name(prepared, fold(each)) for each in readings(text))


def part(name, text, innocent=ALLOWED):
    return next((hit for each in readings(text) if (hit := find_part(prepare_name(name), each, fold(each), innocent))), None)  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "said Ines Rothschild.",
        "INES ROTHSCHILD",
        "“Ines Rothschild\u2019s” boat",
        "the Ines Rothschilds of this world",
        "Inés  Rothschild",
        "Ines\u00a0\n\n\tRothschild",
        "In\u00ades Roth\u200bschild",
        "In\u0007es Rothschild",
        "\uff29\uff4e\uff45\uff53 Rothschild",
        "\U0001d408\U0001d427\U0001d41e\U0001d42c Rothschild",
        "&#73;nes&nbsp;Rothschild",
        "&amp;#73;nes Rothschild",
        "&#x49;nes Roth&shy;schild",
        "https://example.org/people/Ines%20Rothschild",
        "https://example.org/?q=Ines+Rothschild",
        "https://example.org/%2549nes%2520Rothschild",
        "https://example.org/ines-rothschild.html",
        "ines_rothschild_2025.pdf",
        "scan12ines3rothschild4.pdf",
        "mailto:mail.inesrothschild1985@example.org",
        "#InesRothschild",
        "Rothschild, Ines",
        "Ines M. Rothschild",
        "<b>Ines</b> Roth<i>schild</i>",
        "Ines Rothschild\u00b2",
        "Ines\u3164Rothschild",
    ],
)
def test_a_name_is_found_in_every_disguise(text):
    assert found(NAME, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Jörg Müller", "Joerg Mueller"),
        ("Jörg Müller", "jorg-muller"),
        ("Joerg Mueller", "Jörg Müller"),
        ("Søren Kjær", "Soren Kjaer"),
        ("Łucja Groß", "lucja gross"),
        ("Jan de Vries", "de Vries, Jan"),
        ("Siobhán O'Brien", "Siobhan O\u2019Brien"),
        ("Siobhán O'Brien", "siobhanobrien@example.org"),
        ("田中太郎", "これは田中太郎です"),
        ("田中 太郎", "田中太郎"),
        ("Мария Иванова", "МАРИЯ ИВАНОВА"),
        ("محمد العلي", "قال محمد العلي"),
        ("HERON", "the heron\u2019s wing"),
        ("Source 7", "source-7"),
    ],
)
def test_spellings_of_one_name_are_one_name(name, text):
    assert found(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ann", "the annual report"),
        ("Ann", "https://example.org/annual"),
        ("Ann Lee", "Ann Leeson"),
        ("Ann Lee", "Joann Lee"),
        ("Source 7", "Source 71"),
        ("HERON", "heroes"),
        (NAME, "Ines met a Rothschild"),
        (NAME, "Inessa Rothschild"),
        (NAME, ""),
        ("...", "..."),
    ],
)
def test_another_word_is_not_the_name(name, text):
    assert not found(name, text)


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        ("then Rothschild left", "rothschild"),
        ("the Rothschilds", "rothschild"),
        ("ROTHSCHILD", "rothschild"),
        ("Roth\u00adschild", "rothschild"),
        ("R&oacute;thschild", "rothschild"),
        ("Anna Rothschild", "rothschild"),
        ("Ines said", "ines"),
        ("Ines Quandt said", None),
        ("Ines. Quandt said", "ines"),
        ("rothschild in small letters", None),
        ("Rothschildian", None),
    ],
)
def test_a_part_of_a_name_gives_its_owner_away_where_it_is_a_name(text, hit):
    assert part(NAME, text) == hit


def test_a_part_that_is_a_word_of_any_text_or_of_a_known_name_does_not():
    assert part("April Will", "In April Will came") is None
    assert part(NAME, "Rothschild and Ines", frozenset({"rothschild", "ines"})) is None
    assert part("Rothschild", "Rothschild") is None, "the whole name is not a part of it"
    assert part("Jane Doelle, clerk of the Harbour", "a clerk") is None
    assert part("Jane Doelle, clerk", "Clerk") is None, "only what the name itself writes as a name"
    assert "april" in COMMON


WORDS = st.text(string.ascii_lowercase, min_size=4, max_size=9).map(str.capitalize)
NAMES = st.lists(WORDS, min_size=2, max_size=3, unique=True)
PROSE = st.text(st.characters(codec="utf-8", exclude_characters="<>&%"), max_size=60)


def _woven(name, between):
    return between.join(name)


def _coded(text):
    return "".join(f"&#{ord(each)};" if index % 2 else each for index, each in enumerate(text))


DISGUISES = {
    "case": lambda name, dice: "".join(dice.choice((each.lower(), each.upper())) for each in " ".join(name)),
    "accents": lambda name, _: "\u0301".join(" ".join(name)),
    "wide": lambda name, _: "".join(chr(ord(each) + 0xFEE0) if each != " " else "\u3000" for each in " ".join(name)),
    "space": lambda name, dice: _woven(name, dice.choice(("\n", " \n\n ", "\u00a0", "\u2003\t", " " * 50))),
    "unseen": lambda name, dice: dice.choice(("\u00ad", "\u200b", "\u2060", "\ufeff")).join(" ".join(name)),
    "entities": lambda name, _: _coded(" ".join(name)),
    "twice in entities": lambda name, _: _coded(" ".join(name)).replace("&", "&amp;"),
    "percent": lambda name, _: "https://example.org/" + "".join(f"%{ord(each):02x}" for each in " ".join(name)),
    "percent twice": lambda name, _: "https://example.org/" + quote(quote(" ".join(name))),
    "plus": lambda name, _: "https://example.org/?q=" + "+".join(name),
    "file": lambda name, dice: "scan_" + _woven(name, dice.choice(("-", "_", ".", "12", ""))).lower() + "7.pdf",
    "mail": lambda name, _: "".join(name).lower() + "99@example.org",
    "possessive": lambda name, _: " ".join(name) + "\u2019s",
    "turned": lambda name, _: f"{name[-1]}, {' '.join(name[:-1])}",
}


@pytest.mark.parametrize("disguise", DISGUISES)
@settings(max_examples=60)
@given(name=NAMES, before=PROSE, after=PROSE, seed=st.integers(0, 99))
def test_any_name_is_found_in_any_text(disguise, name, before, after, seed):
    text = f"{before} {DISGUISES[disguise](name, random.Random(seed))} {after}"
    assert found(" ".join(name), text)


# Of the letters of the name only these are in the text, so no disguise of it can stand there.
@settings(max_examples=100)
@given(name=NAMES, text=st.text(string.digits + string.punctuation + " \n\u200b\u00adäéßЖ漢", max_size=300))
def test_nothing_is_found_where_no_name_is(name, text):
    assert not found(" ".join(name), text)
    assert part(" ".join(name), text) is None


@settings(max_examples=100)
@given(name=NAMES, words=st.lists(st.text(string.ascii_letters, min_size=1, max_size=9), max_size=40))
def test_in_plain_words_it_is_found_only_where_its_words_stand_together(name, words):
    text = " ".join(words)
    lower = [word.lower() for word in words]
    alone = {each.lower() for each in name}
    # Letters of the name can only come from its neighbours, so a text without its longest word cannot hold it.
    if not any(max(alone, key=len)[:3] in word for word in lower):
        assert not found(" ".join(name), text)


@settings(max_examples=100)
@given(text=st.text(max_size=200))
def test_what_is_folded_once_is_folded(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("text", ["x" * 200_000, "ines" + " " * 200_000, "ines-" * 40_000, "<" * 100_000, "&amp;" * 40_000, "%25" * 60_000])  # fmt: skip
def test_a_text_made_to_be_slow_is_not(text):
    # Each of these takes minutes where the search looks back; here they are done before anybody notices.
    assert not found(NAME, text)
