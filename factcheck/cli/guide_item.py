"""One item of evidence as a person is asked for it: the document, what it shows, who is behind it, how it was read."""

import re
from dataclasses import dataclass, field, replace

from factcheck.cli.asking import Suggestion, ask, choose, explain_options, pick, say, say_error
from factcheck.cli.guide import Known, Values, ask_source, literal
from factcheck.cli.guide_pages import Page, Pages, Target
from factcheck.cli.guide_status import STATUSES, Settling, Shown, ask_code, ask_reason
from factcheck.cli.options import text_of, word_of
from factcheck.cli.output import shorten
from factcheck.core.dates import parse_date
from factcheck.core.refs import parse_numbers
from factcheck.core.rules import find_lacks
from factcheck.core.words import Quality, Stance, Status, UnverifiableCode
from factcheck.errors import BadInputError, FactcheckError

STANCES: dict[str, str] = {
    "for": "it supports the claim",
    "against": "it refutes the claim",
    "context": "it does neither, and matters",
}
_STANCE_OF = {"for": Stance.SUPPORTS, "against": Stance.REFUTES, "context": Stance.CONTEXT}
QUALITIES: dict[str, str] = {
    Quality.PRIMARY: "the record itself: a register, a filing, a measurement",
    Quality.SELF_REPORTED: "what a party says of itself",
    Quality.SECONDARY: "a report by somebody who looked",
    Quality.COPY: "a text that repeats another",
}
NOT_READ, UNKNOWN = "not read", "unknown"
_SAVE: dict[str, str] = {"save": "write it to the desk", "again": "go through the answers again; Ctrl-C leaves"}
#: Numbers of claims, typed in place of a document.
NUMBERS = re.compile(r"[0-9][0-9,\- ]*")
#: The values that say what a document shows.
GIVEN = ("for_", "against", "context", "stance", "finding")


@dataclass(frozen=True, slots=True)
class EvidenceDesk:
    """What entering evidence needs to know of a desk and of the claims at hand."""

    claims: tuple[Settling, ...]
    numbers: frozenset[int]
    known: Known
    pages: Pages
    extents: tuple[Suggestion, ...]
    last: dict[str, tuple[str, str]] = field(default_factory=dict)


class Item:
    """One item as it is asked for. ``fixed`` was said on the command line and is not asked; ``answers`` can be kept."""

    target: Target

    def __init__(self, desk: EvidenceDesk, fixed: Values, before: Values, again: str) -> None:
        self.desk = desk
        self.fixed = fixed
        self.answers = dict(before)
        self.again = again
        self.new_source = bool(fixed["new_source"])
        self.status: Status | None = None
        self.settling: Values = {}

    def ask(self, numbers: str, *, first: bool) -> str | None:
        """Ask for all that was not said. Returns the numbers of other claims to go to, empty to end, ``None`` when done."""
        if first:
            for claim in self.desk.claims:
                say(f"{claim.number} {claim.status.upper()}  {claim.wording}")
        moved = self._ask_target(numbers, first=first)
        if moved is not None:
            return moved
        self._ask_finding()
        self._ask_document()
        self._ask_quality()
        self._preview(numbers)
        return None

    def _ask_target(self, numbers: str, *, first: bool) -> str | None:
        """Ask what was looked at; a number goes to another claim, Enter ends, ``=`` is the same document again."""
        fixed, pages = self.fixed, self.desk.pages
        given = fixed["doc"] or fixed["document"] or (f"called {fixed['called']}" if fixed["called"] else "")
        if given:
            self.target = pages.target(given if not fixed["doc"] else f"d{given.lstrip('dD')}")
            return None

        def check(answer: str) -> None:
            if NUMBERS.fullmatch(answer):
                self._refuse_unknown(answer)
            elif answer:
                self._target(answer)

        label = f"{'document' if first else 'next document'} for {numbers} (URL, file or d5; Enter ends)"
        typed = ask(
            label,
            self.answers.get("typed", ""),
            check=check,
            suggestions=pages.suggestions,
            toolbar=self._said_of,
        )
        if not typed or NUMBERS.fullmatch(typed):
            return typed
        self.answers["typed"] = typed
        self.target = self._target(typed)
        return None

    def again_as(self) -> str:
        """What was typed for the document, for ``=`` in the next item."""
        page = self.target.page
        return page.ref if page else self.target.address or f"called {self.target.called}"

    def _refuse_unknown(self, numbers: str) -> None:
        for number in parse_numbers(numbers):
            if number not in self.desk.numbers:
                raise BadInputError(f"there is no claim {number}", hint="factcheck claim list")

    def _target(self, typed: str) -> Target:
        if typed == "=":
            if not self.again:
                raise BadInputError("there is no document before this one", hint="type its address")
            return self.desk.pages.again(self.again)
        return self.desk.pages.target(typed)

    def _said_of(self, typed: str) -> str:
        """What stands under the prompt for a document."""
        if not typed.strip() or NUMBERS.fullmatch(typed.strip()):
            same = "= the same document again; " if self.again else ""
            return f"{same}a number goes to that claim; called NAME for a conversation"
        try:
            return self._target(typed.strip()).name
        except BadInputError as error:
            return str(error)

    def _ask_finding(self) -> None:
        fixed = self.fixed
        if self.target.page:
            say(self.target.name)
        given = [(name, fixed[name]) for name in ("for_", "against", "context") if fixed[name]]
        if given:
            name, words = given[0]
            self.answers |= {"stance": _STANCE_OF[name.rstrip("_")], "finding": text_of(words)}
            return
        stance = word_of(Stance, fixed["stance"], "stance")
        if stance is None:
            before = {shows: word for word, shows in _STANCE_OF.items()}.get(self.answers.get("stance", ""))
            stance = _STANCE_OF[choose("it is", STANCES, before, explain=False)]
        self.answers["stance"] = stance
        self.answers["finding"] = text_of(fixed["finding"]) or ask(
            "what it shows", self.answers.get("finding", ""), check=_refuse_empty
        )

    def _ask_document(self) -> None:
        """Ask who put up a new document and what it is called; of any, who is ultimately behind the finding."""
        page, fixed, answers = self.target.page, self.fixed, self.answers
        if page is None:
            if self.target.called is None:
                answers["title"] = fixed["title"] or ask("its title (Enter: none)", answers.get("title") or "") or None
                answers["date"] = (
                    fixed["date"]
                    or ask("published (2025-01-28; Enter: not known)", answers.get("date") or "", check=_refuse_no_date)
                    or None
                )
            answers["publisher"] = fixed["publisher"] or self._ask_publisher() or None
        if fixed["origin"] is None:
            self._ask_origin(page)

    def _ask_publisher(self) -> str:
        if self.target.called is not None:
            return ""
        keep = self.answers.get("publisher") or self.desk.pages.publisher_of_host(self.target.address or "")
        name, new = ask_source("put up by", self.desk.known, keep=keep)
        if new:
            self._adding(name)
        return name

    def _ask_origin(self, page: Page | None) -> None:
        """``NAME?`` is an inference; ``unknown`` leaves it open; what the document says already is kept unsaid."""
        answers = self.answers
        usual = (page.origin or UNKNOWN) if page else answers.get("publisher") or self.target.called or UNKNOWN
        words = [
            (UNKNOWN, "it is independent of nothing"),
            *((each.ref, each.title) for each in self.desk.pages.listed),
        ]
        name, new = ask_source(
            "ultimately from (NAME? if inferred; unknown)",
            self.desk.known, keep=answers.get("origin_typed") or usual, words=words, inferred=True,
        )  # fmt: skip
        answers["origin_typed"] = name
        sure = name.removesuffix("?").rstrip()
        if new:
            self._adding(sure)
        silent = name == UNKNOWN or (page is not None and name == page.origin)
        answers["origin"] = None if silent else sure
        answers["origin_basis"] = "inferred" if not silent and sure != name else None

    def _adding(self, name: str) -> None:
        self.new_source = True
        self.desk = replace(self.desk, known=self.desk.known.adding(name))

    def _ask_quality(self) -> None:
        fixed, answers = self.fixed, self.answers
        extent, quality = self.desk.last.get(self.target.page.ref if self.target.page else "", ("", ""))
        answers["quality"] = fixed["quality"] or (
            choose("quality", QUALITIES, answers.get("quality") or quality, explain=False) or None
        )
        answers["locator"] = (
            fixed["locator"] or ask("where in it (Enter: anywhere)", answers.get("locator") or "") or None
        )
        answers["not_read"], answers["extent"] = fixed["not_read"], fixed["extent"]
        if not fixed["not_read"] and fixed["extent"] is None:
            said = ask(
                "read how far (Enter: read; “not read”)" if not extent else "read how far (or “not read”)",
                keep=answers.get("extent_typed") or extent,
                suggestions=[*self.desk.extents, (NOT_READ, "it is listed and counts for nothing")],
            )
            answers["extent_typed"] = said
            answers["not_read"] = said.lower() == NOT_READ
            answers["extent"] = said or None

    def _preview(self, numbers: str) -> None:
        answers = self.answers
        facts = [
            self.target.name,
            answers["stance"],
            answers["quality"] or "",
            answers["locator"] or "",
            NOT_READ if answers["not_read"] else f"read: {answers['extent']}" if answers["extent"] else "read",
            f"from {answers['origin_typed']}" if "origin_typed" in answers else "",
        ]
        say("", f"{numbers} {shorten(answers['finding'], 400)}", " · ".join(filter(None, facts)))

    def saves(self) -> bool:
        """Ask whether to save, or to save with a status; ``False`` to go through the answers again."""
        claims = self.desk.claims
        options = _SAVE | {str(word): told for word, told in STATUSES.items()}

        def check(answer: str) -> None:
            if answer != "?":
                self._refuse_lacking(pick(answer, options))

        word = self._given_status() or "?"
        while word == "?":
            word = ask("save, or save with a status (? explains)", keep="save", check=check)
            if word == "?":
                explain_options(options)
        word = pick(word, [*options, *UnverifiableCode])
        if word == "again":
            return False
        if word != "save":
            self._settle(word, claims[0] if len(claims) == 1 else None)
        return True

    def _given_status(self) -> str:
        """The status said on the command line, where the claims could have it now."""
        given = self.fixed["set"]
        if given:
            try:
                self._refuse_lacking(given)
            except FactcheckError as error:
                say_error(error)
                return ""
        return given or ""

    def _refuse_lacking(self, word: str) -> None:
        """Refuse a status that the claims, with this item, could not have."""
        from factcheck.services.statuses import parse_status

        if word in _SAVE:
            return
        status, _ = parse_status(word)
        more = [] if self.answers["not_read"] else [self.answers["stance"]]
        for claim in self.desk.claims:
            lacks = find_lacks(status, reason="given", code=UnverifiableCode.OPINION, read=[*claim.stances, *more])
            if lacks:
                raise BadInputError(
                    f"{claim.number} cannot be {word}: it lacks {' and '.join(lacks)}", hint="Enter saves"
                )

    def _settle(self, word: str, claim: Settling | None) -> None:
        from factcheck.services.statuses import parse_status

        self.status, code = parse_status(word)
        if self.status is Status.UNVERIFIABLE:
            code = UnverifiableCode(ask_code(code))
        self.settling = {"set": str(code or self.status), "because": self.fixed["because"]}
        if self.settling["because"] is None and self.status is not Status.UNVERIFIED:
            behind = self.answers.get("origin_typed", "") or self.fixed["origin"] or ""
            more = Shown(
                self.answers["stance"], not self.answers["not_read"], self.answers["finding"],
                "" if behind == UNKNOWN else behind.removesuffix("?"),
            )  # fmt: skip
            self.settling["because"] = literal(ask_reason(self.status, claim, [more])) or None

    def values(self, numbers: str) -> Values:
        """The values of the command."""
        target, answers = self.target, self.answers
        names = ("title", "date", "publisher", "origin", "origin_basis", "quality", "locator", "not_read", "extent")
        found = {name: answers[name] for name in names if name in answers}
        return (
            self.fixed
            | found
            | dict.fromkeys(GIVEN)
            | self.settling
            | {
                "claims": numbers,
                "document": target.address,
                "doc": target.page.ref if target.page else None,
                "called": target.called,
                "stance": answers["stance"].value,
                "finding": literal(answers["finding"]),
                "new_source": self.new_source,
            }
        )


def _refuse_empty(answer: str) -> None:
    if not answer:
        raise BadInputError("it shows something", hint="say it in the desk's words")


def _refuse_no_date(answer: str) -> None:
    if answer:
        parse_date(answer)
