"""``factcheck correct``: record that a published text was wrong, and what is right."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from factcheck.cli import new_app
from factcheck.cli.options import ArticleRef, Because, text_of, word_of
from factcheck.cli.running import Output, either, read_desk, write_desk
from factcheck.config import Settings
from factcheck.core.words import CorrectionKind
from factcheck.errors import UsageError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from factcheck.services.work import Work

app = new_app("Correct a published text, and list what was corrected.", no_args_is_help=False)


@either(
    app,
    "correct",
    "factcheck correct 66 --wrong 'by 18 %' --right 'by 17 %' --kind error --link https://example.org/corrections",
)
def correct(
    settings: Settings,
    which: Annotated[
        str | None,
        typer.Argument(
            metavar="[CLAIM|ITEM|ARTICLE]", help="A claim, 66; a correction, 66.1; to list, also an article, a1."
        ),
    ] = None,
    wrong: Annotated[str | None, typer.Option("--wrong", metavar="WORDS", help="The words of the text.")] = None,
    right: Annotated[str | None, typer.Option("--right", metavar="WORDS", help="The words in their place.")] = None,
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="WORD", help="error, clarification (it misled) or update (news).")
    ] = None,
    link: Annotated[str | None, typer.Option("--link", metavar="URL", help="Where the notice was published.")] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="The day of the correction; else today.")
    ] = None,
    version: Annotated[
        int | None,
        typer.Option(
            "--version", min=1, metavar="N", help="Which version was wrong; else the published, or current one."
        ),
    ] = None,
    in_: Annotated[
        str | None, typer.Option("--in", metavar="P", help="The paragraph, p5, where the words stand several times.")
    ] = None,
    article: ArticleRef = None,
    withdraw: Annotated[
        bool, typer.Option("--withdraw", help="Take a correction (66.1) off the list, the page and the feeds.")
    ] = False,
    because: Because = None,
    list_: Annotated[bool, typer.Option("--list", help="List corrections: correct --list a1.")] = False,
) -> Output:
    """Record that words of the published text were wrong and what is right; correct 66.1 --link … adds the notice.

    The words must stand in the published version (in the current one where none is marked so). Corrections are shown in
    the report and its feeds. They change neither the text nor the status: article revise takes the corrected text in, and
    void says that the desk's own check was wrong.
    """
    needed = {"--wrong": wrong, "--right": right, "--kind": kind}
    given = {"kind": word_of(CorrectionKind, kind, "kind"), "link": link, "on": on, "version": version}
    if list_ or not (any(needed.values()) or link or withdraw):
        if any(needed.values()) or any((link, on, version, in_, withdraw, because)):
            raise UsageError("--list only lists", hint="factcheck correct --list a1")
        return read_desk(settings, lambda session: _list(session, which, article))
    if which and "." in which:
        if any(needed.values()) or on or version or in_ or article or bool(link) is withdraw:
            raise UsageError(
                f"of the correction {which} only the notice is added (--link), or it is withdrawn (--withdraw)",
                hint="undo takes a slip back: factcheck undo",
            )
        return write_desk(settings, "correct", lambda work: _change(work, which, link, text_of(because)))
    missing = [name for name, value in needed.items() if value is None]
    if which is None or withdraw or missing:
        what = "--withdraw and the correction, 66.1" if withdraw else " and ".join(missing) or "a claim"
        raise UsageError(f"to correct takes {what}", hint="factcheck correct 66 --wrong … --right … --kind error")
    words = (text_of(wrong), text_of(right), text_of(because))
    return write_desk(settings, "correct", lambda work: _correct(work, which, words, article, in_, given))


def _correct(
    work: "Work",
    which: str,
    words: tuple[str | None, str | None, str | None],
    article: str | None,
    paragraph: str | None,
    given: dict[str, Any],
) -> Output:
    from factcheck.core.refs import parse_numbers, parse_paragraph
    from factcheck.services.correcting import correct_text
    from factcheck.services.lookup import get_article, get_claims

    (claim,) = get_claims(work.session, parse_numbers(which)[:1])
    wrong, right, because = words
    made = correct_text(
        work, claim, wrong, right,
        article=get_article(work.session, article) if article else None,
        paragraph=parse_paragraph(paragraph) if paragraph else None,
        reason=because or "",
        **given,
    )  # fmt: skip
    return _said(work, claim, made)


def _change(work: "Work", which: str, link: str | None, because: str | None) -> Output:
    from factcheck.models import Correction
    from factcheck.services.answering import get_part
    from factcheck.services.correcting import drop_correction, link_notice

    claim, found = get_part(work.session, Correction, which, "correction")
    if link:
        return _said(work, claim, link_notice(work, claim, found, link, reason=because or ""))
    drop_correction(work, claim, found, reason=because)
    output = _said(work, claim, found)
    return Output("corrections", output.data, [f"{which} withdrawn"])


def _said(work: "Work", claim: Any, correction: Any) -> Output:
    from factcheck.cli.answering_text import correction_lines
    from factcheck.services.correcting import correction_data

    work.session.flush()
    data = correction_data(claim, correction)
    return Output("corrections", [data], correction_lines(data))


def _list(session: "Session", which: str | None, article: str | None) -> Output:
    from factcheck.cli.answering_text import correction_lines
    from factcheck.cli.output import plural
    from factcheck.core.refs import parse_numbers
    from factcheck.models import Correction
    from factcheck.services.answering import get_part
    from factcheck.services.correcting import correction_data, list_claim_corrections
    from factcheck.services.lookup import get_article

    if which and which[:1] in "aA":
        article, which = which, None
    if which and "." in which:
        found = [get_part(session, Correction, which, "correction")]
    else:
        where = get_article(session, article) if article else None
        found = list_claim_corrections(session, numbers=parse_numbers(which) if which else (), article=where)
    listed = [correction_data(claim, each) for claim, each in found]
    lines = [line for each in listed for line in correction_lines(each)]
    return Output(
        "corrections", listed, [*lines, plural(len(listed), "correction")] if listed else ["nothing was corrected"]
    )
