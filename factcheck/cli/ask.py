"""``factcheck ask``: put a question to somebody outside the desk, and record the answer."""

from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli import new_app
from factcheck.cli.options import NewSource, text_of, word_of
from factcheck.cli.running import Output, either, read_desk, write_desk
from factcheck.config import Settings
from factcheck.core.words import Channel, Reply
from factcheck.errors import UsageError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from factcheck.services.work import Work

app = new_app("Ask people outside the desk, and record what they answer.", no_args_is_help=False)


@either(
    app,
    "ask",
    "factcheck ask 66 --person 'Ada Lune' --channel e-mail --question 'Is it 18 or 17 %?' --deadline 2026-12-03",
    editor="question",
)
def ask(
    settings: Settings,
    which: Annotated[
        str | None,
        typer.Argument(metavar="[CLAIMS|ITEM]", help="A claim, 66, to ask; a question, 66.1, to answer or see."),
    ] = None,
    person: Annotated[str | None, typer.Option("--person", metavar="NAME", help="Who is asked.")] = None,
    party: Annotated[
        str | None,
        typer.Option(
            "--party", metavar="SOURCE", help="The source they answer for; else --person, where that is a source."
        ),
    ] = None,
    channel: Annotated[
        str | None, typer.Option("--channel", metavar="WORD", help="e-mail, telephone, letter, in-person or form.")
    ] = None,
    contact: Annotated[
        str | None, typer.Option("--contact", metavar="TEXT", help="Number or address used; it stays at the desk.")
    ] = None,
    question: Annotated[str | None, typer.Option("--question", metavar="TEXT", help="What is asked.")] = None,
    deadline: Annotated[
        str | None, typer.Option("--deadline", metavar="DATE", help="Until when an answer is wanted, as 2026-12-03.")
    ] = None,
    answer: Annotated[str | None, typer.Option("--answer", metavar="TEXT", help="What was answered.")] = None,
    no_answer: Annotated[bool, typer.Option("--no-answer", help="No answer came; the desk waits no longer.")] = False,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="The day of the question or the answer; else today.")
    ] = None,
    reply: Annotated[
        str | None, typer.Option("--reply", metavar="WORD", help="List only what is waiting, answered or no-answer.")
    ] = None,
    new_source: NewSource = False,
) -> Output:
    """Record that somebody was asked about a claim (ask 66 --person …), and what they answered (ask 66.1 --answer …).

    Without options it lists what was asked, of some claims or the whole desk; ask 66.1 shows one question whole. Asking
    the source that a claim is about, or who answers for it (--party), gives the subject its right of reply. Contacts
    never leave the desk.
    """
    asking = {"--person": person, "--channel": channel, "--question": question}
    more = party or contact or deadline or new_source
    if answer is not None or no_answer:
        return _record(settings, which, answer, no_answer=no_answer, on=on, others=any(asking.values()) or bool(more))
    if any(asking.values()) or more or on:
        missing = [name for name, value in asking.items() if not value]
        if which is None or missing:
            raise UsageError(
                f"to ask somebody takes {' and '.join(missing) or 'a claim'}",
                hint="factcheck ask 66 --person NAME --channel e-mail --question '…'",
            )
        given = {"contact": text_of(contact), "deadline": deadline, "on": on, "question": text_of(question)}
        return write_desk(
            settings,
            "ask",
            lambda work: _ask(work, which, str(person), word_of(Channel, channel, "channel"), party, new_source, given),
        )
    return read_desk(settings, lambda session: _show(session, which, word_of(Reply, reply, "reply")))


def _ask(
    work: "Work",
    which: str,
    person: str,
    channel: Channel,
    party: str | None,
    new_source: bool,
    given: dict[str, str | None],
) -> Output:
    from factcheck.cli.answering_text import ask_lines
    from factcheck.core.refs import parse_numbers
    from factcheck.services.lookup import find_source, get_claims
    from factcheck.services.replies import Heard, ask_data, ask_person, subject_asked
    from factcheck.services.sources import find_or_add

    (claim,) = get_claims(work.session, parse_numbers(which)[:1])
    source = find_or_add(work, party, new=new_source) if party else find_source(work.session, person)
    made = ask_person(work, claim, person, channel=channel, party=source, **given)
    work.session.flush()
    heard = subject_asked(work.session, claim)
    hint = (
        f"not a right of reply of {heard.subject}, whom the claim is about: --party says for whom {made.person} answers"
    )
    talk = (hint,) if heard.heard is Heard.NOT_ASKED else ()
    data = ask_data(claim, made)
    return Output("asks", [data], ask_lines(data), talk=talk)


def _record(
    settings: Settings, which: str | None, answer: str | None, *, no_answer: bool, on: str | None, others: bool
) -> Output:
    if which is None or (answer is not None and no_answer) or others:
        raise UsageError(
            "an answer goes to one question, as --answer or as --no-answer", hint="factcheck ask 66.1 --answer '…'"
        )
    text = text_of(answer)
    return write_desk(settings, "ask", lambda work: _answer(work, which, text, on))


def _answer(work: "Work", which: str, answer: str | None, on: str | None) -> Output:
    from factcheck.cli.answering_text import ask_lines
    from factcheck.models import Ask
    from factcheck.services.answering import get_part
    from factcheck.services.replies import ask_data, record_answer

    claim, found = get_part(work.session, Ask, which, "question")
    data = ask_data(claim, record_answer(work, claim, found, answer, on=on))
    return Output("asks", [data], ask_lines(data))


def _show(session: "Session", which: str | None, reply: Reply | None) -> Output:
    from factcheck.cli.answering_text import ask_lines
    from factcheck.cli.output import plural
    from factcheck.core.refs import parse_numbers
    from factcheck.models import Ask
    from factcheck.services.answering import get_part
    from factcheck.services.replies import ask_data, list_asks

    if which and "." in which:
        data = ask_data(*get_part(session, Ask, which, "question"))
        return Output("asks", [data], ask_lines(data, whole=True))
    found = list_asks(session, numbers=parse_numbers(which) if which else (), reply=reply)
    listed = [ask_data(claim, each, contact=False) for claim, each in found]
    lines = [line for each in listed for line in ask_lines(each)]
    return Output("asks", listed, [*lines, plural(len(listed), "question")] if listed else ["nobody was asked"])
