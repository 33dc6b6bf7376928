"""``factcheck mark``: bracket the facts of an article in an editor, as with a pencil."""

import shlex
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from factcheck.cli import new_app
from factcheck.cli.options import read_bytes
from factcheck.cli.output import plural, print_line, shorten
from factcheck.cli.running import Output, either, read_desk, reading_as, write_desk
from factcheck.config import Settings
from factcheck.errors import BadInputError, NotFoundError, RefusedError, UsageError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from factcheck.cli.mark_copy import MarkCopy
    from factcheck.core.suggest.proposals import Suggestion
    from factcheck.core.text import Span
    from factcheck.models import Article
    from factcheck.services.marking import Marked
    from factcheck.services.work import Work

app = new_app("Bracket the facts of an article in an editor, as with a pencil.", no_args_is_help=False)

_LARGEST = 20_000_000


@either(app, "mark", "factcheck mark 1")
def mark(
    settings: Settings,
    article: Annotated[str | None, typer.Argument(metavar="[ARTICLE]", help="Which article: 1 or a1.")] = None,
    file: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="Take the marked text from a file; - is standard input."),
    ] = None,
    print_: Annotated[
        bool, typer.Option("--print", help="Print the text with its claims in brackets, for --from.")
    ] = False,
    drop_removed: Annotated[
        bool, typer.Option("--drop-removed", help="Drop the claims whose brackets were taken out, without asking.")
    ] = False,
    new_source: Annotated[
        bool, typer.Option("--new-source", help="Add the speakers that the sentences name and the desk does not know.")
    ] = False,
    suggest: Annotated[
        bool,
        typer.Option("--suggest", help="Put brackets around what suggest proposes; take them out to turn it down."),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")] = False,
) -> Output:
    r"""Open the article in $VISUAL or $EDITOR: what you bracket [[like this]] is a claim when you save and leave.

    Claims are numbered in text order; the quote is their first wording, and who says it is proposed where the sentence
    says "according to X" or "X said". Claims of the desk stand as [[40:…]]: move their brackets to move them, take
    them out to drop them; --suggest brackets what is worth checking. Facts that cross carry letters and close by name: [[a:one [[b:and:a]] two]]. The text itself
    must stay as it is; a [[ of its own is written \[[. An editor with windows must wait, as in EDITOR='code --wait'.
    """
    if print_:
        if file or drop_removed:
            raise UsageError("--print only prints", hint="leave --from and --drop-removed out")
        return _printed(read_desk(settings, lambda session: _text_of(session, article, suggest)), as_json=as_json)
    session = _Session(settings, article, drop_removed=drop_removed, new_source=new_source, suggest=suggest)
    if file is not None:
        return session.apply_file(file)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            "mark opens an editor, and this is no terminal",
            hint="factcheck mark --print > marked.txt, bracket the facts there, then factcheck mark --from marked.txt",
        )
    return session.apply_editor()


def _text_of(session: "Session", article: str | None, suggest: bool) -> Output:
    from factcheck.services.lookup import get_article
    from factcheck.services.marking import marked_text

    found = get_article(session, article)
    text = marked_text(session, found, _proposed(session, found) if suggest else ())
    return Output("marked-text", {"article": f"a{found.number}", "text": text}, [])


def _proposed(session: "Session", article: "Article") -> "list[Span]":
    """What suggest would bracket."""
    from factcheck.services.suggesting import bracketed, list_proposals

    return [each.span for each in bracketed(list_proposals(session, article))]


def _printed(output: Output, *, as_json: bool) -> Output:
    """Print a marked text: made safe for a terminal, byte for byte into a pipe or a file."""
    text = output.data["text"].rstrip("\n")
    if as_json or sys.stdout.isatty():
        return Output("marked-text", output.data, [text])
    sys.stdout.buffer.write(f"{text}\n".encode())
    return Output("marked-text", None, [])


class _Session:
    """One marking of one article, from a file or an editor."""

    def __init__(
        self, settings: Settings, article: str | None, *, drop_removed: bool, new_source: bool, suggest: bool = False
    ) -> None:
        self.settings = settings
        self.reference = article
        self.drop_removed = drop_removed
        self.new_source = new_source
        self.suggest = suggest
        settings.person_or_refuse()
        self.number, self.uid, self.text = self._begin()

    def _begin(self) -> tuple[int, str, str]:
        """The article's number, its desk's uid, and its marked text. A desk that takes no changes refuses right here."""
        from factcheck.db.place import parse_place
        from factcheck.db.session import desk_uid, writing
        from factcheck.services.lookup import get_article
        from factcheck.services.marking import marked_text

        with writing(parse_place(self.settings.desk)) as session:
            found = get_article(session, self.reference)
            proposed = _proposed(session, found) if self.suggest else ()
            return found.number, desk_uid(session), marked_text(session, found, proposed)

    def apply_file(self, file: Path) -> Output:
        """Apply a marked text from a file, or from the copy of an editor session."""
        from factcheck.cli.mark_copy import copy_of, read_text

        copy = copy_of(self.uid, self.number)
        if file.absolute() == copy.path.absolute():
            return self._kept(
                copy, lambda: self._apply(_decoded(read_bytes(file, limit=_LARGEST), file), read_text(copy.base))
            )
        return self._apply(_decoded(read_bytes(file, limit=_LARGEST), file), None)

    def apply_editor(self) -> Output:
        """Let the person mark in an editor, and apply what comes back."""
        from factcheck.cli.mark_copy import alone, copy_of, find_editor

        find_editor()
        copy = copy_of(self.uid, self.number)
        with alone(copy, self.number):
            lost = copy.lost()
            when = lost.astimezone().strftime("%Y-%m-%d %H:%M") if lost else ""
            if not (lost and _yes(f"marks of {when} were never applied; go on with them?", default=True)):
                copy.write(self.text)
            return self._kept(copy, lambda: self._edited(copy))

    def _edited(self, copy: "MarkCopy") -> Output:
        from factcheck.cli.mark_copy import edit, read_text

        waited = edit(copy)
        edited, base = copy.read(), read_text(copy.base)
        if edited is None:
            raise NotFoundError(f"the editor took {copy.path} away", hint=f"factcheck mark {self.number}")
        if not waited and edited == base:
            raise BadInputError(
                "the editor came back at once with nothing marked",
                hint="an editor with windows must be told to wait: export EDITOR='code --wait'",
            )
        if (
            self.suggest
            and edited == base
            and not _yes("nothing was changed: enter all that is proposed?", default=False)
        ):
            return Output("marked", _data(None), [f"a{self.number}: nothing was entered"])
        return self._apply(edited, base)

    def _kept(self, copy: "MarkCopy", apply: Callable[[], Output]) -> Output:
        """Apply a copy and take it away; where anything is in the way, keep it and say where it is."""
        try:
            output = apply()
        except BaseException:
            print_line(f"the marked text is kept: {copy.path}", file=sys.stderr)
            print_line(f"go on with it: factcheck mark {self.number}", file=sys.stderr)
            raise
        copy.remove()
        return output

    def _apply(self, edited: str, base: str | None) -> Output:
        """Apply a marked text in one transaction, after asking what only a person can say."""
        from factcheck.services.lookup import get_article
        from factcheck.services.marking import apply_plan, plan_marks, unknown_speakers

        def look(session: "Session") -> tuple[bool, dict[int, str], Mapping[str, int]]:
            found = get_article(session, self.reference)
            plan = plan_marks(session, found, edited, base=base)
            removed = {claim.number: claim.wording for claim in plan.removed}
            return plan.empty, removed, unknown_speakers(session, found, plan)

        empty, removed, unknown = _looked(self.settings, look)
        if empty and (base is None or not self.suggest):
            return Output("marked", _data(None), [f"a{self.number}: no bracket was changed"])
        dropped = self._agreed(removed)
        new_source = self.new_source or self._add_sources(unknown)

        def write(work: Any) -> Output:
            article = get_article(work.session, self.reference)
            plan = plan_marks(work.session, article, edited, base=base).dropping(dropped)
            proposals = _Proposals(work, article, base) if self.suggest else None
            marked = apply_plan(work, article, plan, new_sources=new_source)
            work.session.flush()
            refused = proposals.decide(marked) if proposals else ()
            return Output("marked", _data(marked), _lines(marked, refused), _talk(marked, new_source=new_source))

        return write_desk(self.settings, "mark", write)

    def _agreed(self, removed: Mapping[int, str]) -> frozenset[int]:
        """Which of the claims without a bracket to drop: all, or none where a person says no.

        Raises:
            RefusedError: nobody can be asked.
        """
        if not removed or self.drop_removed:
            return frozenset(removed)
        listed = ", ".join(map(str, removed))
        if not _can_ask():
            raise RefusedError(
                f"the brackets of {plural(len(removed), 'claim')} were taken out: {listed}",
                hint="put them back, or add --drop-removed to drop the claims",
            )
        for number, wording in removed.items():
            print_line(f"{number:>5}  {shorten(wording, 90)}", file=sys.stderr)
        question = f"these lost their brackets: drop {'it' if len(removed) == 1 else 'them'}?"
        return frozenset(removed) if _yes(question, default=False) else frozenset()

    def _add_sources(self, unknown: Mapping[str, int]) -> bool:
        if not unknown or not _can_ask():
            return False
        named = ", ".join(f"{name} ({count})" for name, count in unknown.items())
        return _yes(f"the sentences name {named}, unknown to the desk: add as sources?", default=True)


class _Proposals:
    """The proposals that stood in brackets when the text was handed out; of a file alone nobody knows what it was."""

    def __init__(self, work: "Work", article: "Article", base: str | None) -> None:
        from factcheck.services.suggesting import bracketed, list_proposals

        self.work, self.known = work, base is not None
        self.listing = list_proposals(work.session, article)
        self.handed = bracketed(self.listing)
        if base is not None:
            from factcheck.core.marks import read_marks

            stood = {(mark.start, mark.end) for mark in read_marks(base, article.current.text) if mark.claim is None}
            self.handed = [each for each in self.listing.proposals if (each.start, each.end) in stood]

    def decide(self, marked: "Marked") -> "list[Suggestion]":
        """Keep what became of them. Returns what was turned down."""
        from factcheck.services.suggesting import decide_marked

        return decide_marked(self.work, self.listing, self.handed, marked.added, known=self.known)


def _looked(settings: Settings, look: Callable[["Session"], tuple[bool, dict[int, str], Mapping[str, int]]]) -> Any:
    with reading_as(settings) as session:
        return look(session)


def _can_ask() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _yes(question: str, *, default: bool) -> bool:
    return bool(typer.confirm(question, default=default, err=True))


def _decoded(data: bytes, file: Path) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadInputError(f"{file} is not UTF-8 at byte {error.start:,}", hint="save it as UTF-8") from None


def _data(marked: "Marked | None") -> dict[str, Any]:
    if marked is None:
        return {"added": [], "moved": [], "dropped": [], "left": []}
    added = [
        {
            "number": claim.number,
            "wording": claim.wording,
            "speaker": marked.proposed[claim.number].proposal.speaker,
            "known": marked.proposed[claim.number].unknown is None,
            "cue": list(marked.proposed[claim.number].proposal.cue),
            "hedged": marked.proposed[claim.number].proposal.hedged,
        }
        for claim in marked.added
    ]
    return {"added": added} | {
        name: [claim.number for claim in getattr(marked, name)] for name in ("moved", "dropped", "left")
    }


def _lines(marked: "Marked", refused: "Sequence[Suggestion]" = ()) -> list[str]:
    lines = []
    for claim in marked.added:
        proposed = marked.proposed[claim.number]
        (place,) = claim.appearances
        speaker = place.attribution.speaker
        cue = ", ".join(f"“{words}”" for words in proposed.proposal.cue)
        who = (
            f"said by {speaker.name}"
            if speaker
            else "said by somebody unnamed"
            if place.attribution.kind == "anonymous"
            else ""
        )
        note = "  · " + ", ".join(filter(None, (who, cue))) if who or cue else ""
        lines.append(f"{claim.number:>5}  {shorten(claim.wording, 90)}{note}")
    counts = (("added", "entered"), ("moved", "moved"), ("dropped", "dropped"), ("left", "no longer in this article"))
    for name, word in counts:
        numbers = [claim.number for claim in getattr(marked, name)]
        if numbers:
            lines.append(f"{plural(len(numbers), 'claim')} {word}: {_ranges(numbers)}")
    if refused:
        lines.append(f"{plural(len(refused), 'proposal')} turned down")
    return lines or ["nothing was changed"]


def _ranges(numbers: list[int]) -> str:
    """Numbers as people type them: 1-71, 73."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)  # noqa: PLR2004


def _talk(marked: "Marked", *, new_source: bool) -> tuple[str, ...]:
    """Speakers the desk does not know, each with the command that names the source for a first claim."""
    unknown: dict[str, list[int]] = {}
    for claim in marked.added:
        name = marked.proposed[claim.number].unknown
        if name is not None and not new_source:
            unknown.setdefault(name, []).append(claim.number)
    return tuple(
        f"{', '.join(map(str, numbers))}: the sentence names {name}, unknown to the desk: "
        f"factcheck claim edit {numbers[0]} --by {shlex.quote(name)} --new-source"
        for name, numbers in unknown.items()
    )
