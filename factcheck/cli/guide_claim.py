"""Ask for what a claim needs: the article's words, the desk's wording, who says it, kind and priority."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.cli.asking import Suggestion, ask, choose, confirm, say
from factcheck.cli.guide import (
    Known,
    Values,
    ask_source,
    begin,
    check_sources,
    literal,
    look,
    place,
    place_line,
    quote_toolbar,
    save_or_again,
    saving,
    which_article,
)
from factcheck.cli.options import text_of, word_of
from factcheck.config import Settings
from factcheck.core.attribution import Proposal, propose
from factcheck.core.refs import parse_paragraph
from factcheck.core.text import locate
from factcheck.core.words import AttributionKind, Kind, Level, Priority

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from factcheck.core.quotes import TextQuote

OWN_VOICE, UNNAMED = "the article's own voice", "somebody unnamed"
_VOICES: tuple[Suggestion, ...] = ((OWN_VOICE, "nobody else says it"), (UNNAMED, "experts, critics, some"))

KINDS: dict[str, str] = {
    Kind.STATISTIC: "a number",
    Kind.QUOTE: "words that somebody is to have said",
    Kind.EVENT: "that something happened, or when",
    Kind.COMPARISON: "more, less, as good as",
    Kind.CAUSAL: "that one thing brings about another",
    Kind.ATTRIBUTION_CLAIM: "that somebody holds or says something",
    Kind.IDENTITY: "who or what somebody or something is",
    Kind.SUPERLATIVE: "the first, the largest, the only one",
    Kind.PREDICTION: "what is going to happen",
    Kind.OPINION: "a judgement",
}
PRIORITIES: dict[str, str] = {
    Priority.HIGH: "a mistake would do harm: check first",
    Priority.MEDIUM: "the usual",
    Priority.LOW: "a mistake would hardly matter",
}
#: What ends a quote without being part of a wording.
_TRAILING = ".,;:!?\u2013\u2014- "
_ASKED = ("quote", "paragraph", "wording", "by", "said", "cue", "hedged", "kind", "priority")


@dataclass(frozen=True, slots=True)
class _Desk:
    """What entering a claim needs to know of a desk."""

    text: str
    known: Known


def claim_add(settings: Settings, values: Values) -> Iterator[Values]:
    """Complete ``claim add``: one fact after another of one article, until Enter ends it."""
    if values["file"] is not None or (values["wording"] and values["quote"]):
        yield values
        return
    begin(settings)
    _check_given(settings, values)
    values = values | {"article": values["article"] or which_article(settings)}
    values |= {name: text_of(values[name]) for name in ("wording", "quote")}
    paragraph = parse_paragraph(values["paragraph"]) if values["paragraph"] else None
    # Options beside a wording or a quote are about that fact; options alone hold for every fact that follows.
    following = values | dict.fromkeys(_ASKED if values["wording"] or values["quote"] else ("paragraph",))
    fixed, before, first = values, Values(), True
    while True:
        desk = look(settings, lambda session: _desk_of(session, values["article"]))
        fact = _Fact(desk, fixed, before, paragraph, explain=first)
        label = "quote, the article's words" if first else f"next fact in p{paragraph}, Enter to end"
        if not fact.ask(label):
            return
        if not (save_or_again() and (yield from saving(fact.values()))):
            before = fact.answers
            continue
        paragraph, _ = locate(desk.text, fact.quote.start)
        fixed, before, first = following, Values(), False


def _check_given(settings: Settings, values: Values) -> None:
    """Refuse before asking what the write would refuse after it."""
    word_of(Kind, values["kind"], "kind of claim")
    word_of(Priority, values["priority"], "priority")
    word_of(AttributionKind, values["said"], "kind of attribution")
    word_of(Level, values["level"], "level")
    names = [values[name] for name in ("by", "traced_to", "about") if values[name]]
    check_sources(settings, [*names, *(values["via"] or ())], new_source=values["new_source"])


def _desk_of(session: "Session", article: str) -> _Desk:
    from factcheck.services.lookup import get_article

    return _Desk(get_article(session, article).current.text, Known.of(session))


class _Fact:
    """One fact as it is asked for. ``fixed`` was said on the command line and is not asked; ``answers`` can be kept."""

    quote: "TextQuote"

    def __init__(self, desk: _Desk, fixed: Values, before: Values, paragraph: int | None, *, explain: bool) -> None:
        self.desk = desk
        self.fixed = fixed
        self.answers = dict(before)
        self.paragraph = paragraph
        self.explain = explain and not before
        self.new_source = bool(fixed["new_source"])

    def ask(self, label: str) -> bool:
        """Ask for all that was not said; ``False`` where nothing was typed for a quote."""
        if not self._ask_quote(label):
            return False
        proposal = propose(self.desk.text, self.quote.start, self.quote.end)
        self._ask_wording()
        self._ask_speaker(proposal)
        self._ask_kind()
        self._preview()
        return True

    def values(self) -> Values:
        """The values of the command."""
        said = {name: self.answers[name] for name in ("by", "said", "cue", "hedged", "kind", "priority")}
        return (
            self.fixed
            | said
            | {
                "quote": literal(self.answers["quote"]),
                "wording": literal(self.answers["wording"]),
                "paragraph": f"p{self.named}" if self.named is not None else None,
                "new_source": self.new_source,
            }
        )

    def _ask_quote(self, label: str) -> bool:
        """Ask for the article's words; the line under them says where they stand."""
        text, paragraph = self.desk.text, self.paragraph
        typed = self.fixed["quote"]
        if not typed:
            typed = ask(
                label,
                self.answers.get("quote", ""),
                check=lambda answer: place(text, answer, paragraph) if answer else None,
                toolbar=quote_toolbar(text, paragraph),
            )
        if not typed:
            return False
        self.answers["quote"] = typed
        self.quote, self.named = place(text, typed, paragraph)
        say(place_line(text, self.quote))
        return True

    def _ask_wording(self) -> None:
        from factcheck.core.fields import MAX_TEXT, one_line

        proposed = self.answers.get("wording") or " ".join(self.quote.exact.split()).rstrip(_TRAILING)
        self.answers["wording"] = self.fixed["wording"] or ask(
            "wording, in the desk's words",
            proposed,
            check=lambda answer: one_line(answer, "the wording", most=MAX_TEXT),
        )

    def _ask_speaker(self, proposal: Proposal) -> None:
        """Ask who says it and how surely, proposing what the sentence says."""
        fixed = self.fixed
        by, said, cue = fixed["by"], fixed["said"], fixed["cue"]
        unnamed = proposal.kind is AttributionKind.ANONYMOUS
        default = proposal.speaker or (UNNAMED if unnamed else OWN_VOICE)
        if by is None and said is None:
            if proposal.heard:
                say(f"the sentence says “{' '.join(proposal.heard.split())}”")
            keep = self.answers.get("voice") or self.desk.known.find(default) or default
            voice, new = ask_source("said by", self.desk.known, keep=keep, words=_VOICES)
            self.answers["voice"] = voice
            self.new_source = self.new_source or new
            by = None if voice in (OWN_VOICE, UNNAMED) else voice
            said = AttributionKind.ANONYMOUS.value if voice == UNNAMED else None
            agreed = voice == (self.desk.known.find(default) or default)
            cue = cue or (list(proposal.cue) if agreed and proposal.cue else None)
        self.answers |= {"by": by, "said": said, "cue": cue, "hedged": fixed["hedged"]}
        if fixed["hedged"] is None:
            hedge = self.answers.get("keeps_distance", proposal.hedged)
            self.answers["hedged"] = confirm("hedged: does the article keep its distance", default=hedge)
            self.answers["keeps_distance"] = self.answers["hedged"]

    def _ask_kind(self) -> None:
        fixed, before = self.fixed, self.answers
        self.answers["kind"] = fixed["kind"] or (
            choose("kind (Enter: none)", KINDS, before.get("kind") or "", explain=self.explain) or None
        )
        self.answers["priority"] = fixed["priority"] or choose(
            "priority", PRIORITIES, before.get("priority") or Priority.MEDIUM, explain=False
        )

    def _preview(self) -> None:
        answers = self.answers
        voice = answers["by"] or (UNNAMED if answers["said"] == AttributionKind.ANONYMOUS else OWN_VOICE)
        cue = ", ".join(f"“{' '.join(words.split())}”" for words in answers["cue"] or ())
        parts = [
            f"said by {voice}" + (f" ({cue})" if cue else ""),
            "hedged" if answers["hedged"] else "",
            answers["kind"] or "kind not set",
            answers["priority"],
        ]
        say("", " ".join(answers["wording"].split()), " · ".join(filter(None, parts)))
