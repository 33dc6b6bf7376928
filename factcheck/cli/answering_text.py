"""Questions put, corrections, complaints and voided checks as people read them on a terminal."""

from collections.abc import Iterator, Mapping
from typing import Any

from factcheck.cli.output import Line, plural, shorten
from factcheck.cli.running import today
from factcheck.core.waiting import days_past

Data = Mapping[str, Any]


def answering_blocks(claim: Data) -> Iterator[tuple[str, str]]:
    """What ``claim show`` says of them: a label and a text each."""
    if claim["subject_asked"]:
        yield "REPLY", claim["subject_asked"]["text"]
    for ask in claim["asks"]:
        yield "ASKED", f"{_whom(ask)}: {reply_text(ask)}"
    for each in claim["corrections"]:
        yield "CORRECTED", f"{each['on']} ({each['kind']}): “{each['wrong']}” -> “{each['right']}”"
    for each in claim["complaints"]:
        closed = f" ({each['reason']})" if each["reason"] else ""
        yield f"COMPLAINT {each['outcome']}:", f"{each['text']}{closed}"
    for each in claim["voids"]:
        yield "VOID", f"{_status(each)} was withdrawn on {_day(each['at'])}: {each['because']}"


def reply_text(ask: Data) -> str:
    """What became of a question: the answer, none, or until when one is wanted."""
    if ask["reply"] == "answered":
        return f"answered on {ask['answered_on']}: “{shorten(ask['answer'], 300)}”"
    if ask["reply"] == "no-answer":
        return f"no answer by {ask['answered_on']}"
    if not ask["deadline"]:
        return "no answer yet"
    past = days_past(ask["deadline"], today())
    return f"no answer yet, wanted by {ask['deadline']}" + (f" ({plural(past, 'day')} past)" if past else "")


def ask_lines(ask: Data, *, whole: bool = False) -> list[Line]:
    """A question put to somebody; ``whole`` with how to reach them."""
    word = {"waiting": "WAITING", "answered": "ANSWERED", "no-answer": "NO ANSWER"}[ask["reply"]]
    lines: list[Line] = [f"{ask['ref']} {word}  {_whom(ask)}"]
    if whole and ask["contact"]:
        lines.append(f"     at {ask['contact']} (stays at the desk)")
    lines.append(f"     asked on {ask['asked_on']}: “{ask['question'] if whole else shorten(ask['question'], 300)}”")
    lines.append(f"     {reply_text(ask)}")
    return lines


def correction_lines(correction: Data) -> list[Line]:
    """A correction in two or three lines."""
    where = f"{correction['article']} version {correction['version']}"
    lines: list[Line] = [
        f"{correction['ref']} {correction['kind'].upper()}  {correction['on']}  {where}",
        f"     “{correction['wrong']}” -> “{correction['right']}”",
    ]
    return [*lines, f"     notice: {correction['link']}"] if correction["link"] else lines


def complaint_lines(complaint: Data, *, whole: bool = False) -> list[Line]:
    """A complaint; ``whole`` with who complains and how to reach them."""
    head = f"{complaint['ref']} {complaint['outcome'].upper()}  from {_article(complaint['from'])}"
    lines: list[Line] = [f"{head}, received {complaint['received']}"]
    if whole and (complaint["name"] or complaint["contact"]):
        person = " · ".join(each for each in (complaint["name"], complaint["contact"]) if each)
        lines.append(f"     {person} (stays at the desk)")
    lines.append(f"     {complaint['text'] if whole else shorten(complaint['text'], 300)}")
    if complaint["reason"]:
        lines.append(f"     because {complaint['reason']}")
    return lines


def void_lines(void: Data) -> list[Line]:
    """A voided check: what it was, who withdrew it and why, and what the claim is now."""
    lines: list[Line] = [
        f"{void['ref']} VOID  {_status(void)}, withdrawn by {void['by'] or 'somebody'} on {_day(void['at'])}"
    ]
    if void["reason"]:
        lines.append(f"     had been settled for: {void['reason']}")
    lines.append(f"     because {void['because']}")
    lines.append(f"     now {void['now']}")
    return lines


def _whom(ask: Data) -> str:
    party = f" for {ask['party']}" if ask["party"] and ask["party"] != ask["person"] else ""
    return f"{ask['person']}{party} ({ask['channel']})"


def _status(void: Data) -> str:
    by = f" by {void['set_by']}" if void["set_by"] else ""
    return f"{void['code'] or void['status']}{by}"


def _day(at: Any) -> str:
    return f"{at:%Y-%m-%d}"


def _article(word: str) -> str:
    return {"subject": "the subject", "author": "the author", "other": "somebody"}.get(word, f"a {word}")
