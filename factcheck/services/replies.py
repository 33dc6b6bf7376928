"""Questions put to people outside the desk, what they answered, and whether the subject of a claim was asked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.core.dates import bounds, parse_date
from factcheck.core.fields import one_line
from factcheck.core.heard import Contact, answers_for, was_asked
from factcheck.core.words import Channel, Method, Reply
from factcheck.errors import BadInputError
from factcheck.models import Ask, Claim, Source, SourceAlias
from factcheck.services.answering import common_fields, list_parts, parts_of, past_day, some_text
from factcheck.services.claims import refuse_dropped
from factcheck.services.origins import Origins, read_origins
from factcheck.services.statuses import origin_uid
from factcheck.services.work import Work


class Heard(StrEnum):
    """How far the subject of a claim was heard, from least to most."""

    NO_SUBJECT = "no-subject"
    NOT_ASKED = "not-asked"
    WAITING = "waiting"
    NO_ANSWER = "no-answer"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class SubjectAsked:
    """Whether the source a claim is about was given its right of reply.

    ``ref`` names the question that went furthest, ``66.1``; empty where none was put to the subject.
    """

    heard: Heard
    subject: str = ""
    ref: str = ""

    @property
    def fair(self) -> bool:
        """Whether the subject has answered, or the desk has said that no answer came."""
        return self.heard in (Heard.NO_ANSWER, Heard.ANSWERED)

    @property
    def text(self) -> str:
        """The same for people, as the end of a sentence on the claim."""
        match self.heard:
            case Heard.NO_SUBJECT:
                return "nobody has said whom it is about, so nobody can say whether they were asked"
            case Heard.NOT_ASKED:
                return f"{self.subject} was not asked"
            case Heard.WAITING:
                return f"{self.subject} was asked ({self.ref}) and has not answered yet"
            case Heard.NO_ANSWER:
                return f"{self.subject} was asked ({self.ref}) and gave no answer"
            case _:
                return f"{self.subject} was asked and answered ({self.ref})"


def ask_person(
    work: Work,
    claim: Claim,
    person: str,
    *,
    channel: Channel,
    question: str | None,
    party: Source | None = None,
    contact: str | None = None,
    deadline: str | None = None,
    on: str | None = None,
) -> Ask:
    """Record that somebody was asked about a claim, today or ``on`` a day, and until when an answer is wanted.

    ``party`` is the source for whom the person answers. A deadline may be a month or a year and then ends with it.

    Raises:
        BadInputError: there is no question, or the deadline lies before the day of asking.
    """
    refuse_dropped(claim)
    asked_on = past_day(work, on, "the question was put")
    until = parse_date(deadline) if deadline else None
    if until and bounds(until)[1] < bounds(asked_on)[0]:
        raise BadInputError(f"the deadline {until} lies before {asked_on}, the day of asking", hint="check --deadline")
    ask = Ask(
        **common_fields(work, Ask, claim),
        person=one_line(person, "the name of the person asked"),
        party_id=party.id if party else None,
        channel=channel,
        contact=one_line(contact, "the contact") if contact else None,
        question=some_text(question, "the question", "--question '…'"),
        asked_on=asked_on,
        deadline=until,
        reply=Reply.WAITING,
    )
    work.session.add(ask)
    work.touch(claim)
    return ask


def record_answer(work: Work, claim: Claim, ask: Ask, answer: str | None, *, on: str | None = None) -> Ask:
    """Record what was answered, today or ``on`` a day; without an answer, that none came.

    An answer that comes late takes the place of "none", and a better transcript that of the one before: what was there
    stays in the history.

    Raises:
        BadInputError: the answer is empty, or the day lies before the question.
    """
    refuse_dropped(claim)
    day = past_day(work, on, "the answer came" if answer is not None else "the desk stopped waiting",
                   not_before=ask.asked_on)  # fmt: skip
    ask.answer = None if answer is None else some_text(answer, "the answer", "or say --no-answer")
    ask.reply = Reply.NO_ANSWER if answer is None else Reply.ANSWERED
    ask.answered_on = day
    work.touch(claim)
    return ask


def list_asks(session: Session, *, numbers: Sequence[int] = (), reply: Reply | None = None) -> list[tuple[Claim, Ask]]:
    """Questions with their claims in order of claim number; only of these claims, or with this reply."""
    return list_parts(session, Ask, *([Ask.reply == reply] if reply else []), numbers=numbers)


def subject_asked(session: Session, claim: Claim) -> SubjectAsked:
    """Whether the source the claim is about was asked: itself, or who answers for it (a source that is part of it).

    Whoever else was asked does not count: a question to a witness is not the subject's right of reply.
    """
    if claim.about is None:
        return SubjectAsked(Heard.NO_SUBJECT)
    best = SubjectAsked(Heard.NOT_ASKED, claim.about.name)
    asks = list(parts_of(session, Ask, claim))
    parent = read_origins(session).parent if asks else {}
    for ask in asks:
        if answers_for(ask.party.uid if ask.party else None, claim.about.uid, parent):
            heard = Heard(ask.reply.value)
            if _RANK[heard] >= _RANK[best.heard]:
                best = SubjectAsked(heard, claim.about.name, f"{claim.number}.{ask.item}")
    return best


def find_unasked(session: Session, claims: Iterable[Claim]) -> dict[int, str]:
    """Those of the claims that carry a risk and whose subject nobody asked: why, as the end of a sentence, by number.

    It counts as asked where a question was put to it, or where the desk called it or wrote to it for evidence. The rule
    ``subject-not-asked`` of lint goes by the same.
    """
    risky = [claim for claim in claims if claim.risks]
    origins = read_origins(session) if risky else None
    return {
        claim.number: f"carries a risk of {', '.join(claim.risks)}, and {problem}"
        for claim in risky
        if origins and (problem := _unasked(session, claim, origins))
    }


def _unasked(session: Session, claim: Claim, origins: Origins) -> str:
    """Why nobody can say that the subject of a claim was asked; empty where it was."""
    if claim.about is None:
        return "nobody says whom it is about"
    names = [claim.about.name]
    names += session.scalars(select(SourceAlias.name).where(SourceAlias.source_id == claim.about.id))
    contacts = [
        Contact(item.called, origin_uid(item), item.document.publisher.uid if item.document.publisher else None)
        for item in claim.items
        if item.method in (Method.CALLED, Method.E_MAILED)
    ]
    asked = [ask.party.uid for ask in parts_of(session, Ask, claim) if ask.party]
    if was_asked(claim.about.uid, names, asked=asked, contacts=contacts, parent=origins.parent):
        return ""
    return f"{claim.about.name} was not asked"


def ask_data(claim: Claim, ask: Ask, *, contact: bool = True) -> dict[str, Any]:
    """A question as JSON data; without ``contact`` it does not say how the person is reached."""
    data = {
        "ref": f"{claim.number}.{ask.item}",
        "claim": claim.number,
        "person": ask.person,
        "party": ask.party.name if ask.party else None,
        "channel": ask.channel,
        "question": ask.question,
        "asked_on": ask.asked_on,
        "deadline": ask.deadline,
        "reply": ask.reply,
        "answer": ask.answer,
        "answered_on": ask.answered_on,
    }
    return data | {"contact": ask.contact} if contact else data


_RANK = {heard: place for place, heard in enumerate(Heard)}
