"""The rules a desk may set: their values, and the families that others add to."""

import pytest

from factcheck.core import policies
from factcheck.core.policies import POLICIES, PolicyKey, find_key
from factcheck.errors import BadInputError, NotFoundError


@pytest.mark.parametrize("rule", POLICIES, ids=lambda rule: rule.key)
def test_every_rule_takes_its_own_default_and_says_what_it_means(rule):
    assert rule.parse(rule.default) == rule.default
    assert rule.told[0].isupper()
    assert rule.told.endswith(".")


def test_numbers_and_words():
    origins, second = find_key("independent-origins"), find_key("second-check")
    assert (origins.parse(" 02 "), second.parse("Required ")) == ("2", "required")
    for rule, value in (
        (origins, "10"),
        (origins, "-1"),
        (origins, "two"),
        (origins, "²"),
        (second, "yes"),
        (second, ""),
    ):
        with pytest.raises(BadInputError, match=f"no value of {rule.key}"):
            rule.parse(value)


def test_a_family_covers_what_begins_like_it(monkeypatch):
    family = PolicyKey("house.", "on", "Whether a rule of the house holds.", ("on", "off"))
    monkeypatch.setattr(policies, "POLICIES", (*POLICIES, family))
    assert find_key("house.rule") is family
    for key in ("house.", "house", "houses"):
        with pytest.raises(NotFoundError):
            find_key(key)
