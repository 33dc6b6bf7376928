"""``factcheck claim``: enter, list, show and edit claims."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli import new_app
from factcheck.cli.claim_join import anchor, merge, relate, split
from factcheck.cli.claim_list import list_output
from factcheck.cli.options import ArticleRef, Because, IfUnchanged, NewSource, Reopen, text_of, word_of, words_of
from factcheck.cli.running import Output, reads, writes
from factcheck.core.words import AttributionKind, Kind, Level, Priority, Risk
from factcheck.errors import FactcheckError, UsageError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from factcheck.models import Claim
    from factcheck.services.work import Work

app = new_app(
    "Enter, list, show and edit claims.",
    example="factcheck claim add 'The budget doubled' --quote 'budget has doubled'",
    name="claim",
)

Numbers = Annotated[str, typer.Argument(metavar="CLAIMS", help="Numbers: 12 or 12,14-18.")]
By = Annotated[
    str | None,
    typer.Option("--by", metavar="SOURCE", help="Who the article lets say it; else it is the article's own voice."),
]
Via = Annotated[
    list[str] | None,
    typer.Option("--via", metavar="SOURCE", help="Via whom, in order from the speaker; may be repeated."),
]
Cue = Annotated[
    list[str] | None, typer.Option("--cue", metavar="WORDS", help="The article's words that say so: 'according to'.")
]
Hedged = Annotated[bool | None, typer.Option("--hedged/--flat", help="Whether the wording keeps its distance.")]
TracedTo = Annotated[
    str | None, typer.Option("--traced-to", metavar="SOURCE", help="Whose statement the desk found it to be.")
]
Said = Annotated[str | None, typer.Option("--said", metavar="KIND", help=", ".join(AttributionKind) + ".")]
LevelOf = Annotated[str | None, typer.Option("--level", help=", ".join(Level) + ".")]
About = Annotated[
    str | None,
    typer.Option("--about", metavar="SOURCE", help="Whom the claim is about: that party's word is not independent."),
]
KindOf = Annotated[str | None, typer.Option("--kind", help=", ".join(Kind) + ".")]
PriorityOf = Annotated[str | None, typer.Option("--priority", help=", ".join(Priority) + ".")]
Risks = Annotated[
    list[str] | None,
    typer.Option(
        "--risk", metavar="RISK", help="What the law may hold against it: " + ", ".join(Risk) + "; may be repeated."
    ),
]
Tags = Annotated[list[str] | None, typer.Option("--tag", help="A tag; may be repeated.")]
_MOST_DOUBLES = 3


@writes(
    app,
    "add",
    "factcheck claim add 'R1 performs as well as o1' --quote 'performing…benchmarks' --in p5 --by DeepSeek",
    guide="factcheck.cli.guide_claim:claim_add",
    editor="wording",
)
def add(
    work: "Work",
    wording: Annotated[
        str | None, typer.Argument(metavar="[WORDING]", help="The claim in the desk's words; - or @file read it.")
    ] = None,
    quote: Annotated[
        str | None, typer.Option("--quote", help="The article's words; first…last are enough when unique.")
    ] = None,
    article: ArticleRef = None,
    paragraph: Annotated[
        str | None, typer.Option("--in", metavar="P", help="Look for the quote in this paragraph: p5.")
    ] = None,
    by: By = None,
    via: Via = None,
    cue: Cue = None,
    hedged: Hedged = None,
    traced_to: TracedTo = None,
    said: Said = None,
    level: LevelOf = None,
    about: About = None,
    kind: KindOf = None,
    priority: PriorityOf = None,
    tag: Tags = None,
    risk: Risks = None,
    new_source: NewSource = False,
    file: Annotated[
        Path | None, typer.Option("--from", metavar="FILE", help="Enter many from a claim set in JSON Lines.")
    ] = None,
) -> Output:
    """Enter a claim: the desk's wording, the article's words, and who says it.

    Only the wording and --quote are needed; at a terminal, what is missing is asked for, one fact after another. Names
    new to the desk want --new-source.
    """
    if file is not None:
        if any(
            (wording, quote, article, paragraph, by, via, cue, traced_to, said, level, about, kind, priority, tag, risk)
        ):
            raise UsageError("--from brings all that a claim has", hint="leave the wording and the other options out")
        return _add_many(work, file)
    if not wording or not quote:
        lacking = "the wording" if not wording else "--quote"
        raise UsageError(
            f"{lacking} is missing",
            hint="put both in single quotes: shells eat $ and #. factcheck claim add -h has an example",
        )
    from factcheck.core.refs import parse_paragraph
    from factcheck.services.claims import Says, add_claim, place_quote
    from factcheck.services.lookup import get_article
    from factcheck.services.sources import find_or_add

    found = get_article(work.session, article)
    place = place_quote(found, text_of(quote) or "", parse_paragraph(paragraph) if paragraph else None)
    says = Says(
        speaker=find_or_add(work, by, new=new_source),
        vias=[source for each in via or () if (source := find_or_add(work, each, new=new_source))],
        cue=cue or (),
        hedged=bool(hedged),
        level=word_of(Level, level, "level") or Level.ON_RECORD,
        traced_to=find_or_add(work, traced_to, new=new_source),
        kind=word_of(AttributionKind, said, "kind of attribution"),
    )
    claim = add_claim(
        work, text_of(wording) or "", article=found, quote=place, says=says, kind=word_of(Kind, kind, "kind of claim"),
        priority=word_of(Priority, priority, "priority") or Priority.MEDIUM,
        about=find_or_add(work, about, new=new_source), tags=tag or (),
        risks=words_of(Risk, risk, "risk"),
    )  # fmt: skip
    silent = by is None and said is None and hedged is None
    return _claim_output(
        work,
        claim,
        f"claim {claim.number} entered at “{' '.join(place.exact.split())}”",
        f"next: factcheck evidence add {claim.number} URL --for '…'",
        talk=(*(_suggested(work, claim) if silent else ()), *_doubles(work, claim)),
    )


def _doubles(work: "Work", claim: "Claim") -> tuple[str, ...]:
    """What a new claim seems to repeat or to contradict; nothing is loaded for it on a desk that has nothing else."""
    from factcheck.services.claims import is_first

    if is_first(work.session, claim):
        return ()
    from factcheck.cli.match_text import double_text
    from factcheck.services.matching import doubles_of

    try:
        found = doubles_of(work.session, claim)[:_MOST_DOUBLES]
    except FactcheckError as error:
        # Advice, which must not lose the entry.
        return (f"whether it repeats another claim is not known: {error}",)
    return (*map(double_text, found), f"factcheck match {claim.number} says why") if found else ()


def _suggested(work: "Work", claim: "Claim") -> tuple[str, ...]:
    """What the sentence around a new claim's quote says of who says it, and the command that records it."""
    from shlex import quote as quoted

    from factcheck.core.attribution import Resolved, propose
    from factcheck.services.lookup import find_source

    (place,) = claim.appearances
    found = propose(place.version.text, place.start, place.end)
    options = []
    if found.speaker is not None:
        unknown = find_source(work.session, found.speaker) is None
        options = ["--by", quoted(found.speaker), *(["--new-source"] if unknown else [])]
    elif found.kind is AttributionKind.ANONYMOUS:
        options = ["--said", "anonymous"]
    if found.hedged:
        options.append("--hedged")
    if not options:
        return ()
    heard = found.heard or ", ".join(found.cue)
    sure = ", a guess" if found.resolved is Resolved.GUESS else ""
    return (f"the sentence says “{heard}”{sure}: factcheck claim edit {claim.number} {' '.join(options)}",)


def _add_many(work: "Work", file: Path) -> Output:
    from factcheck.cli.importing import bring

    done = bring(work, file, complete=False)
    numbers = [claim.number for claim in done.claims]
    return Output("numbers", numbers, [f"{len(numbers)} claims entered: {', '.join(map(str, numbers))}"])


def _claim_output(work: "Work", claim: "Claim", *lines: str, talk: tuple[str, ...] = ()) -> Output:
    from factcheck.services.claim_data import claim_data
    from factcheck.services.weighing import Scales

    work.seal()  # so that seq counts this change too
    work.session.refresh(claim)
    return Output("claim", claim_data(work.session, claim, Scales(work.session)), list(lines), talk)


reads(app, "list", "factcheck claim list --status mixed,refuted --priority high")(list_output)


@reads(app, "show", "factcheck claim show 40")
def show(session: "Session", claims: Numbers) -> Output:
    """Show claims whole: text, who says it, status and why, evidence weighed, queries, relations."""
    from factcheck.cli.claim_text import claim_lines, evidence_lines
    from factcheck.core.refs import parse_numbers
    from factcheck.services.claim_data import claim_data
    from factcheck.services.lookup import get_claims
    from factcheck.services.weighing import Scales

    scales = Scales(session)
    data = [claim_data(session, claim, scales) for claim in get_claims(session, parse_numbers(claims))]
    lines = []
    for each in data:
        lines += claim_lines(each)
        for item in each["evidence"]:
            lines += evidence_lines(item)
        lines.append("")
    return Output("claims", data, lines[:-1])


@writes(
    app,
    "edit",
    "factcheck claim edit 40 --wording 'R1 matches o1 on key benchmarks' --priority high",
    editor="wording",
)
def edit(
    work: "Work",
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="Its number.")],
    wording: Annotated[
        str | None, typer.Option("--wording", help="New words for the claim; a settled status becomes stale.")
    ] = None,
    kind: KindOf = None,
    priority: PriorityOf = None,
    about: About = None,
    by: By = None,
    own_voice: Annotated[bool, typer.Option("--own-voice", help="It is the article's own voice after all.")] = False,
    said: Said = None,
    via: Via = None,
    cue: Cue = None,
    hedged: Hedged = None,
    level: LevelOf = None,
    traced_to: TracedTo = None,
    risk: Risks = None,
    no_risk: Annotated[
        list[str] | None, typer.Option("--no-risk", metavar="RISK", help="A risk to take away; may be repeated.")
    ] = None,
    article: ArticleRef = None,
    new_source: NewSource = False,
    reopen: Reopen = False,
    if_unchanged: IfUnchanged = None,
) -> Output:
    """Change a claim, or who says it. A settled claim whose wording or kind changes is stale until it is settled anew.

    Risks come to those there are and go with --no-risk; they stale nothing.
    """
    from factcheck.core.refs import parse_numbers
    from factcheck.services.claims import ClaimChanges, edit_claim
    from factcheck.services.lookup import get_article, get_claims
    from factcheck.services.sources import find_or_add
    from factcheck.services.statuses import is_stale
    from factcheck.services.unchanged import refuse_changed

    given = (wording, kind, priority, about, by, said, via, cue, hedged, level, traced_to, risk, no_risk)
    if not own_voice and all(value is None for value in given):
        raise UsageError("nothing to change", hint="give an option: factcheck claim edit -h")
    (found,) = get_claims(work.session, parse_numbers(claim)[:1])
    refuse_changed(work.session, [found], if_unchanged)
    changes = ClaimChanges(
        wording=text_of(wording),
        kind=word_of(Kind, kind, "kind of claim"),
        priority=word_of(Priority, priority, "priority"),
        about=find_or_add(work, about, new=new_source),
        speaker=find_or_add(work, by, new=new_source),
        own_voice=own_voice,
        said=word_of(AttributionKind, said, "kind of attribution"),
        vias=None if via is None else [source for each in via if (source := find_or_add(work, each, new=new_source))],
        cue=cue,
        hedged=hedged,
        level=word_of(Level, level, "level"),
        traced_to=find_or_add(work, traced_to, new=new_source),
        risks=words_of(Risk, risk, "risk"),
        no_risks=words_of(Risk, no_risk, "risk"),
    )
    edit_claim(work, found, changes, article=get_article(work.session, article) if article else None, reopen=reopen)
    stale = f"; its status is stale now: factcheck status {found.number}" if is_stale(found) else ""
    return _claim_output(work, found, f"claim {found.number} changed{stale}")


writes(app, "anchor", "factcheck claim anchor 40 --quote 'performing…benchmarks' --in p5")(anchor)
writes(app, "split", "factcheck claim split 12 'High-Flyer has a founder, Liang' 'It was founded in 2015'")(split)
writes(app, "merge", "factcheck claim merge 40 41 --because 'the same sentence twice'")(merge)
writes(app, "relate", "factcheck claim relate 53 says 54")(relate)


@writes(app, "drop", "factcheck claim drop 40 --because 'said twice, see 39'", editor="because")
def drop(work: "Work", claims: Numbers, because: Because = None) -> Output:
    """Take claims out of lists and reports. They keep their numbers and can be restored."""
    from factcheck.core.refs import parse_numbers
    from factcheck.services.claims import drop_claim
    from factcheck.services.lookup import get_claims

    dropped = [
        drop_claim(work, claim, why=text_of(because) or "") for claim in get_claims(work.session, parse_numbers(claims))
    ]
    numbers = [claim.number for claim in dropped]
    return Output(
        "numbers", numbers, [f"dropped {', '.join(map(str, numbers))}; back with: factcheck claim restore {claims}"]
    )


@writes(app, "restore", "factcheck claim restore 40")
def restore(work: "Work", claims: Numbers) -> Output:
    """Bring dropped claims back as they were."""
    from factcheck.core.refs import parse_numbers
    from factcheck.services.claims import restore_claim
    from factcheck.services.lookup import get_claims

    numbers = [restore_claim(work, claim).number for claim in get_claims(work.session, parse_numbers(claims))]
    return Output("numbers", numbers, [f"restored {', '.join(map(str, numbers))}"])


@writes(app, "tag", "factcheck claim tag 40,41 benchmark --remove todo")
def tag(
    work: "Work",
    claims: Numbers,
    tags: Annotated[list[str] | None, typer.Argument(metavar="[TAG]...", help="Tags to add.")] = None,
    remove: Annotated[
        list[str] | None, typer.Option("--remove", metavar="TAG", help="A tag to take away; may be repeated.")
    ] = None,
) -> Output:
    """Add tags to claims, or take them away. Tags never make anything stale."""
    from factcheck.core.refs import parse_numbers
    from factcheck.services.claims import tag_claim
    from factcheck.services.lookup import get_claims

    if not tags and not remove:
        raise UsageError("no tag given", hint="factcheck claim tag 40 benchmark")
    found = [
        tag_claim(work, claim, tags or (), remove or ()) for claim in get_claims(work.session, parse_numbers(claims))
    ]
    work.session.flush()
    tags_now = {claim.number: sorted(each.tag for each in claim.tags) for claim in found}
    return Output("tags", tags_now, [f"{number}: {' '.join(each) or 'no tags'}" for number, each in tags_now.items()])


@writes(app, "figure", "factcheck claim figure 66 --claimed '18 %' --found '16.9-17.0 %'")
def figure(
    work: "Work",
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="Its number.")],
    claimed: Annotated[
        str, typer.Option("--claimed", help="As the article gives it: 'over 500', '18 %', '2.5 million'.")
    ],
    found: Annotated[str | None, typer.Option("--found", help="As found: '16.9-17.0 %'.")] = None,
    unit: Annotated[str | None, typer.Option("--unit", help="What is counted, where the text does not say.")] = None,
    position: Annotated[
        int | None, typer.Option("--figure", help="Correct this figure instead of adding one: 1 is the first.")
    ] = None,
    reopen: Reopen = False,
) -> Output:
    """Give a claim its figure, claimed and found; the difference is computed."""
    import dataclasses

    from factcheck.cli.claim_text import figure_text
    from factcheck.core.figures import parse_quantity
    from factcheck.core.refs import parse_numbers
    from factcheck.services.claim_data import figure_data
    from factcheck.services.claims import set_figure
    from factcheck.services.lookup import get_claims
    from factcheck.services.statuses import is_stale

    (target,) = get_claims(work.session, parse_numbers(claim)[:1])
    quantities = [parse_quantity(text) for text in (text_of(claimed), text_of(found)) if text]
    if unit:
        quantities = [dataclasses.replace(each, unit=unit) for each in quantities]
    made = set_figure(work, target, quantities[0], quantities[1] if found else None, position=position, reopen=reopen)
    data = figure_data(made)
    lines = [f"claim {target.number}: {figure_text(data)}"]
    if is_stale(target):
        lines.append(
            f"its status is stale now, settle it anew: factcheck status {target.number} {target.status} --because '…'"
        )
    return Output("figure", data, lines)
