import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from support.places import START, FixedClock, build_desk, fixed_hands

from factcheck.core.words import Kind, Priority, RelationKind, Risk, Stance, Status, UnverifiableCode
from factcheck.db.place import parse_place
from factcheck.db.session import reading, writing
from factcheck.errors import FactcheckError, RefusedError
from factcheck.models import Article, Claim, Document, Person, Source
from factcheck.report.audience import Audience
from factcheck.report.site import write
from factcheck.services import articles, claims, documents, evidence, marking, queries, sources, statuses
from factcheck.services.claims import ClaimChanges, Says
from factcheck.services.documents import DocumentFields
from factcheck.services.evidence import EvidenceFields
from factcheck.services.publishing import publish
from factcheck.services.work import start_work

STORY = "The {0} bridge is long. It carries {0} carts. The town of {0} owns it. Nobody knows the cost. It is old."
NAMES = ("Hollow", "Valley", "Quarry")
SHARED = ((0, 1), (1, 2))
_SITES = (Audience.EDITOR, Audience.LAWYER, Audience.PUBLIC)


class Bench:
    """A desk that changes by one command at a time, a day apart."""

    def __init__(self, place, label="bench"):
        self.place = place
        self.hands = fixed_hands(label, FixedClock(START))

    def run(self, change, person="BEN"):
        """One command: ``change(work)``."""
        self.hands.clock.advance(hours=7)
        with writing(self.place) as session:
            work, _ = start_work(session, "test", person, self.hands)
            change(work)
            work.seal()

    def publish(self, folder, audience=Audience.EDITOR, **options):
        with reading(self.place) as session:
            return publish(session, folder, audience=audience, **options)


def fill(work):
    """Three articles with four claims each, and two claims that stand in two of them."""
    town = sources.add_source(work, "The town", description="It owns bridges.")
    made = [articles.add_article(work, STORY.format(name), title=f"The {name} bridge") for name in NAMES]
    made[0].url = "https://weekly.example/hollow"
    document = documents.add_document(work, url="https://example.org/count", given=DocumentFields(publisher=town))
    for article, name in zip(made, NAMES, strict=True):
        for sentence in (
            f"The {name} bridge is long",
            f"It carries {name} carts",
            f"The town of {name} owns it",
            "It is old",
        ):
            says = Says(speaker=town) if sentence.startswith("The town") else Says()
            quote = claims.place_quote(article, sentence)
            claim = claims.add_claim(work, f"{sentence}.", article=article, quote=quote, says=says)
            if sentence.startswith("It carries"):
                given = EvidenceFields(stance=Stance.SUPPORTS, finding="The count says so.", read=True)
                evidence.add_evidence(work, claim, document, given)
                claims.relate(work, claim, RelationKind.RELATED, work.session.scalars(select(Claim)).first())
    for one, other in SHARED:
        quote = claims.place_quote(made[one], "Nobody knows the cost")
        claim = claims.add_claim(work, f"The cost is unknown ({one}).", article=made[one], quote=quote, says=Says())
        place = claims.place_quote(made[other], "Nobody knows the cost")
        claims.add_appearance(work, claim, made[other].current, place, Says(speaker=town))
        work.touch(claim)


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """The file of a desk to copy."""
    folder = tmp_path_factory.mktemp("filled")
    place = parse_place(str(folder / "desk.db"))
    build_desk(place)
    Bench(place).run(fill)
    return folder / "desk.db"


@pytest.fixture
def bench(place):
    made = Bench(place)
    made.run(fill)
    return made


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def claim_at(work, at):
    found = work.session.scalars(select(Claim).order_by(Claim.number)).all()
    return found[at % len(found)]


def of(model, work, at=0):
    found = work.session.scalars(select(model).order_by(model.id)).all()
    return found[at % len(found)]


def _toggle(work, at):
    claim = claim_at(work, at)
    if claim.dropped:
        claims.restore_claim(work, claim)
    else:
        claims.drop_claim(work, claim, why="no claim")


def _confirm(work, at):
    claim = claim_at(work, at)
    given = EvidenceFields(stance=Stance.SUPPORTS, finding=f"It is so ({len(claim.evidence)}).", read=True)
    evidence.add_evidence(work, claim, of(Document, work), given)
    statuses.set_status(work, [claim], Status.CONFIRMED, reason="It was counted.")


def _mark(work, at):
    """Mark or unmark a passage of an article in its text, as an editor of the text does."""
    article = of(Article, work, at)
    text = marking.marked_text(work.session, article)
    plan = marking.plan_marks(work.session, article, text.replace("[[It is old]]", "It is old"))
    marking.apply_plan(work, article, plan)


def _place(work, at):
    claim, article = claim_at(work, at), of(Article, work, at + 1)
    claims.add_appearance(work, claim, article.current, claims.place_quote(article, "It is old"), Says())
    work.touch(claim)


def _toggle_article(work, at):
    article = of(Article, work, at)
    if article.dropped:
        articles.restore_article(work, article)
    else:
        articles.drop_article(work, article, why="not ours")


CHANGES = {
    "status": lambda work, at: statuses.set_status(
        work, [claim_at(work, at)], Status.UNVERIFIABLE, code=UnverifiableCode.OPINION, reason=f"Taste {at}."
    ),
    "confirm": _confirm,
    "reopen": lambda work, at: statuses.set_status(work, [claim_at(work, at)], Status.UNVERIFIED),
    "wording": lambda work, at: claims.edit_claim(work, claim_at(work, at), ClaimChanges(wording=f"Other words {at}.")),
    "kind": lambda work, at: claims.edit_claim(
        work, claim_at(work, at), ClaimChanges(kind=Kind.EVENT, priority=Priority.HIGH, risks=(Risk.PRIVACY,))
    ),
    "tag": lambda work, at: claims.tag_claim(work, claim_at(work, at), [f"tag {at % 3}"]),
    "note": lambda work, at: claims.add_note(work, claim_at(work, at), f"Note {at}.", internal=False),
    "relate": lambda work, at: claims.relate(
        work, claim_at(work, at), RelationKind.CONTRADICTS, claim_at(work, at + 1)
    ),
    "ask": lambda work, at: queries.ask_writer(work, claim_at(work, at), f"better {at}", reason="so"),
    "drop or restore": _toggle,
    "evidence": lambda work, at: evidence.add_evidence(
        work, claim_at(work, at), of(Document, work),
        EvidenceFields(stance=Stance.REFUTES, finding=f"Not so {at}.", read=bool(at % 2)),
    ),
    "place": _place,
    "claim": lambda work, at: claims.add_claim(
        work, f"New claim {at}.", article=of(Article, work, at),
        quote=claims.place_quote(of(Article, work, at), "It is old"), says=Says(speaker=of(Source, work, at)),
    ),
    "mark": _mark,
    "source": lambda work, at: sources.edit_source(work, of(Source, work), description=f"Described {at}."),
    "new source": lambda work, at: sources.add_source(work, f"Source {at}"),
    "document": lambda work, at: documents.edit_document(work, of(Document, work), DocumentFields(retracted=f"in {at}")),
    "title": lambda work, at: articles.edit_article(work, of(Article, work, at), title=f"Title {at}"),
    "article": _toggle_article,
}  # fmt: skip


_STEP = st.tuples(st.sampled_from(sorted(CHANGES)), st.integers(0, 30), st.sampled_from(["BEN", "BEN", "ANA"]))


@pytest.mark.deep
@pytest.mark.one_engine("sqlite")
@given(st.lists(st.lists(_STEP, min_size=1, max_size=3), min_size=1, max_size=3), st.sampled_from(_SITES))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_a_later_run_leaves_the_bytes_that_a_fresh_one_writes(filled, tmp_path_factory, engine_name, runs, audience):
    folder = tmp_path_factory.mktemp("runs")
    shutil.copy(filled, folder / "desk.db")
    bench = Bench(parse_place(str(folder / "desk.db")), "later")
    bench.publish(folder / "site", audience)
    for steps in runs:
        for name, at, person in steps:
            try:
                bench.run(lambda work, name=name, at=at: CHANGES[name](work, at), person)
            except FactcheckError:
                continue  # the desk's rules refuse some of what is drawn
        bench.publish(folder / "site", audience)
        shutil.rmtree(folder / "fresh", ignore_errors=True)
        bench.publish(folder / "fresh", audience)
        assert contents(folder / "site") == contents(folder / "fresh")
    shutil.rmtree(folder)


def test_a_status_change_rewrites_only_what_it_touches(bench, tmp_path):
    first = bench.publish(tmp_path / "site")
    assert (first.kept, first.removed, first.whole) == (0, 0, True)
    before = contents(tmp_path / "site")
    bench.run(lambda work: CHANGES["status"](work, 1))
    second = bench.publish(tmp_path / "site")
    assert not second.whole
    after = contents(tmp_path / "site")
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert changed == {
        "index.html", "articles/1/index.html", "claims/1/index.html", "claims/2/index.html", "claims/index.html",
        "claims/by/priority/medium/index.html",
        "claims/by/status/open/index.html", "claims/by/status/unverifiable/index.html", "sources/1/index.html",
        "queries/index.html", "claims.json", "claims.csv", "manifest.json",
    }  # fmt: skip
    assert second.written == len(changed) - 1
    assert second.removed == 0


def test_a_run_over_an_unchanged_desk_writes_nothing(bench, tmp_path):
    first = bench.publish(tmp_path / "site")
    second = bench.publish(tmp_path / "site")
    assert (second.written, second.kept, second.removed, second.whole) == (0, first.files, 0, False)


def test_a_change_of_a_source_looks_at_everything(bench, tmp_path):
    bench.publish(tmp_path / "site")
    bench.run(lambda work: CHANGES["source"](work, 0))
    found = bench.publish(tmp_path / "site")
    assert found.whole
    assert 0 < found.written < found.kept


def test_other_settings_look_at_everything(bench, tmp_path):
    bench.publish(tmp_path / "site")
    assert bench.publish(tmp_path / "site", language="de").whole
    assert '<html lang="de"' in (tmp_path / "site" / "index.html").read_text()
    assert bench.publish(tmp_path / "site", Audience.LAWYER).whole
    assert not (tmp_path / "site" / "queries").exists()
    assert (tmp_path / "site" / "risks" / "index.html").is_file()


def test_pages_the_public_may_not_see_are_taken_away(bench, tmp_path):
    bench.run(lambda work: CHANGES["kind"](work, 1))
    bench.publish(tmp_path / "site")
    assert (tmp_path / "site" / "claims" / "by" / "risk" / "privacy" / "index.html").is_file()
    found = bench.publish(tmp_path / "site", Audience.PUBLIC)
    assert found.removed == 2
    assert not (tmp_path / "site" / "queries").exists()
    assert not (tmp_path / "site" / "claims" / "by" / "risk").exists()


def test_the_public_site_carries_no_person_and_no_identity(bench, tmp_path):
    bench.publish(tmp_path / "site", Audience.PUBLIC)
    everything = b"\n".join(contents(tmp_path / "site").values()).decode()
    with reading(bench.place) as session:
        hidden = [*session.scalars(select(Claim.uid)), *session.scalars(select(Article.uid)), "BEN"]
        hidden += [article.current.sha256[:12] for article in session.scalars(select(Article))]
        hidden += list(session.scalars(select(Person.uid)))
    assert [text for text in hidden if text in everything] == []


@pytest.mark.parametrize("damage", ["page gone", "rows edited", "rows gone"])
def test_a_site_that_was_tampered_with_is_mended(bench, tmp_path, damage):
    site = tmp_path / "site"
    bench.publish(site)
    whole = contents(site)
    if damage == "page gone":
        (site / "claims" / "3" / "index.html").unlink()
    elif damage == "rows edited":
        (site / "claims.json").write_bytes((site / "claims.json").read_bytes().replace(b"long", b"lung"))
    else:
        (site / "claims.json").unlink()
    assert bench.publish(site).whole
    assert contents(site) == whole


def test_a_run_killed_half_way_is_repaired_by_the_next(bench, tmp_path, monkeypatch):
    site = tmp_path / "site"
    bench.publish(site)
    bench.run(lambda work: CHANGES["wording"](work, 4))
    written = []

    def until_killed(pieces, path, *, durable):
        if len(written) == 3:
            raise KeyboardInterrupt
        written.append(path)
        path.write_bytes(b"".join(pieces))

    with monkeypatch.context() as patched:
        patched.setattr(write, "write_whole_bytes", until_killed)
        with pytest.raises(KeyboardInterrupt):
            bench.publish(site)
    bench.run(lambda work: CHANGES["drop or restore"](work, 4))
    assert bench.publish(site).whole
    bench.publish(tmp_path / "fresh")
    assert contents(site) == contents(tmp_path / "fresh")


def test_a_desk_whose_history_goes_another_way_is_looked_at_whole(filled, tmp_path):
    for name in ("one", "other"):
        shutil.copy(filled, tmp_path / f"{name}.db")
    one, other = (Bench(parse_place(str(tmp_path / f"{name}.db")), name) for name in ("one", "other"))
    one.run(lambda work: CHANGES["wording"](work, 1))
    one.publish(tmp_path / "site")
    other.run(lambda work: CHANGES["wording"](work, 2))
    other.run(lambda work: CHANGES["wording"](work, 3))
    assert other.publish(tmp_path / "site").whole
    other.publish(tmp_path / "fresh")
    assert contents(tmp_path / "site") == contents(tmp_path / "fresh")


def test_some_articles_make_a_site_of_their_own(bench, tmp_path):
    with reading(bench.place) as session:
        chosen = [session.scalars(select(Article).where(Article.number == 2)).one()]
        publish(session, tmp_path / "site", articles=chosen)
    assert (tmp_path / "site" / "articles" / "2" / "index.html").is_file()
    assert not (tmp_path / "site" / "articles" / "1").exists()
    assert bench.publish(tmp_path / "site").whole


def test_a_folder_that_is_not_ours_is_refused(bench, tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(RefusedError):
        bench.publish(tmp_path)
    assert contents(tmp_path).keys() - {"notes.txt"} <= {"desk.db"}


def test_the_example_is_published_whole(example_place, tmp_path):
    with reading(example_place) as session:
        found = publish(session, tmp_path / "site")
    assert found.files > 200
    assert (tmp_path / "site" / "claims" / "71" / "index.html").is_file()
