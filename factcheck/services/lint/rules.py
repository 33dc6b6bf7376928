"""How a rule is written: a function that yields what it finds, under its code, with a bad and a good example."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from factcheck.core.points import Rule, Severity
from factcheck.core.text import Span
from factcheck.services.lint.facts import ArticleFacts, ClaimFacts, Facts


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule found: what is wrong, the way out, and what it is about.

    ``where`` is an article and a stretch of its text; without it a claim's first place is meant.
    """

    message: str
    way: str
    claim: ClaimFacts | None = None
    item: str | None = None
    where: tuple[ArticleFacts, Span] | None = None


Check = Callable[[Facts], Iterator[Hit]]
OnClaim = Callable[[Facts, ClaimFacts], Iterator[Hit]]
OnArticle = Callable[[Facts, ArticleFacts], Iterator[Hit]]

#: Every rule with its check, in order of code; the modules beside this one fill it when they are loaded.
CHECKS: dict[str, tuple[Rule, Check]] = {}


def on_desk(rule: Rule) -> Callable[[Check], Check]:
    """Enter a rule that looks at the desk as a whole."""

    def enter(check: Check) -> Check:
        assert rule.code not in CHECKS, rule.code
        CHECKS[rule.code] = (rule, check)
        return check

    return enter


def on_claims(rule: Rule) -> Callable[[OnClaim], OnClaim]:
    """Enter a rule that looks at one claim after another."""

    def enter(check: OnClaim) -> OnClaim:
        def each(facts: Facts) -> Iterator[Hit]:
            for claim in facts.claims:
                yield from check(facts, claim)

        on_desk(rule)(each)
        return check

    return enter


def on_articles(rule: Rule) -> Callable[[OnArticle], OnArticle]:
    """Enter a rule that looks at one article after another."""

    def enter(check: OnArticle) -> OnArticle:
        def each(facts: Facts) -> Iterator[Hit]:
            for article in facts.articles:
                yield from check(facts, article)

        on_desk(rule)(each)
        return check

    return enter


__all__ = ["CHECKS", "Hit", "Rule", "Severity", "on_articles", "on_claims", "on_desk"]
