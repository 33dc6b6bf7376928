"""The page on a second version of the worked example does what it shows, on the four changes it names."""

import re

import pytest
from page_runner import CHECKOUT, blocks, commands_of, problems, run_page

PAGE = CHECKOUT / "docs" / "second-version.md"
EXAMPLE = CHECKOUT / "examples" / "deepseek"


@pytest.mark.deep
def test_the_page_does_what_it_shows(tmp_path):
    ran = run_page(PAGE, tmp_path / "reader", seconds=500)
    assert not (found := problems(ran)), "\n\n".join(found)


def test_only_what_asks_servers_is_not_run():
    left_out = [body for kind, body, run in blocks(PAGE) if kind == "console" and not run]
    assert len(left_out) == 1
    assert "--online" in left_out[0]


@pytest.mark.parametrize(
    "typed",
    [
        "article revise 1",
        "article diff 1",
        "claim anchor 47",
        "article publish 1 --version 2",
        "signoff 66",
        "review 1 --blind",
        "policy set",
        "document capture",
        "evidence check",
        "evidence why 40",
        "document retract",
        "lint a1 --fail-on",
        "ask 61",
        "correct 47",
        "complaint add",
        "void 47",
        "report --for public -o site/",
        "db verify",
        "bundle 1 --for public",
        "verify deepseek.zip",
    ],
)
def test_every_part_of_checking_again_is_used(typed):
    assert any(f"factcheck {typed}" in command.text for command in commands_of(PAGE))


def test_the_second_version_differs_by_four_changes_and_nothing_else():
    first, second = (
        (EXAMPLE / name).read_text(encoding="utf-8").split("\n") for name in ("article.txt", "article-v2.txt")
    )
    second.insert(2, second.pop(7))
    assert len(first) == len(second) == 9
    number, quote = ("drop by 18% and", "drop by 17% and"), ('"embody core', '"reflect core')
    deleted = (re.search(r" The DeepSeek-V2 system, [^.]+\.", first[3])[0], "")
    for paragraph, (was, is_now) in ((8, number), (5, quote), (3, deleted)):
        assert first[paragraph].count(was) == 1
        first[paragraph] = first[paragraph].replace(was, is_now)
    assert first == second
