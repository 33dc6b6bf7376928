import time

import pytest

from factcheck.ingest import read_article

SOURCE = """---
title: "A \\"story\\""
date: 2025-01-20
authors: [Ann, 'Bob B']
canonical_url: https://example.org/s
lang: en
tags:
  - x
---
# Heading #

See [the *paper*](https://x.example/a_(b) "t"), [ref][1] and [short][].[^1] ![pic](x.png)

> Quoted

[1]: https://y.example
[^1]: A note with [a link](https://z.example).
"""


def test_front_matter_becomes_fields_and_links_their_words() -> None:
    got = read_article(SOURCE.encode(), name="story.md")
    assert got.text == ("# Heading #\n\nSee the *paper*, ref and short.[^1] \n\n> Quoted\n\n[^1]: A note with a link.")
    assert (got.title, got.published, got.author, got.url, got.language) == (
        'A \\"story\\"', "2025-01-20", "Ann, Bob B", "https://example.org/s", "en",
    )  # fmt: skip
    assert got.warnings == ()


def test_the_first_heading_is_the_title_where_nothing_else_is() -> None:
    got = read_article(b"Intro\n## Sub\n# The title ##\n# Another", name="a.markdown")
    assert got.title == "The title"
    assert got.text.startswith("Intro")


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert read_article(b"---\nJust text.\n---\nMore.", name="a.md").text == "---\nJust text.\n---\nMore."


def test_fields_that_do_not_hold_up_are_left_out_with_a_warning() -> None:
    got = read_article(b"---\ndate: last week\nurl: javascript:alert(1)\n---\nx", name="a.md")
    assert (got.published, got.url) == (None, None)
    assert "last week" in got.warnings[0]
    assert "javascript" in got.warnings[1]


@pytest.mark.parametrize("unit", ["#", "# ", "[", "[a](", "[a]: ", "![", "[a](b (", '[a](b "', "---\n", "a: b\n"])
def test_hostile_repetition_stays_linear(unit: str) -> None:
    started = time.process_time()
    read_article(("x\n" + unit * 100_000).encode(), name="a.md")
    assert time.process_time() - started < 5
