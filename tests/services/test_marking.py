import pytest
from desks import STORY, add_claims, add_story
from support.running import Desk

from factcheck.cli import running
from factcheck.core.words import AttributionKind
from factcheck.db.session import reading, writing
from factcheck.errors import BadInputError, NotFoundError, RefusedError
from factcheck.models import Claim
from factcheck.services.claims import appearances_in, drop_claim
from factcheck.services.lookup import get_article, get_claim
from factcheck.services.marking import apply_plan, marked_text, plan_marks, unknown_speakers, wording_of
from factcheck.services.verify import verify
from factcheck.services.work import start_work


@pytest.fixture
def claims(desk):
    """A desk with the story and its three claims."""
    add_claims(desk)
    return desk


def text_of(desk: Desk) -> str:
    with reading(desk.place) as session:
        return marked_text(session, get_article(session, "1"))


def apply(desk, edited, *, base=None, article="1", then=lambda _session: None, **options):
    """Apply a marked text in a transaction of its own, and look at what came of it before it ends."""
    with writing(desk.place) as session:
        work, _ = start_work(session, "mark", "ANA", running.fixed_hands)
        found = get_article(session, article)
        marked = apply_plan(work, found, plan_marks(session, found, edited, base=base), **options)
        work.seal()
        result = {
            name: [claim.number for claim in getattr(marked, name)] for name in ("added", "moved", "dropped", "left")
        }
    with reading(desk.place) as session:
        assert not verify(session).faults
    return result


def plan(desk, edited, base=None):
    with reading(desk.place) as session:
        found = plan_marks(session, get_article(session, "1"), edited, base=base)
        return (
            [STORY[span.start : span.end] for span in found.new],
            [(move.claim.number, [STORY[span.start : span.end] for span in move.new]) for move in found.moved],
            [claim.number for claim in found.removed],
        )


def said(desk, number):
    with reading(desk.place) as session:
        (place,) = get_claim(session, number).appearances
        speaker = place.attribution.speaker
        return speaker and speaker.name, place.attribution.kind, place.attribution.cue, place.attribution.hedged


def quotes(desk, number):
    with reading(desk.place) as session:
        return sorted(place.exact for place in appearances_in(get_claim(session, number)))


def swap(text, *pairs):
    for old, new in pairs:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        text = text.replace(old, new)
    return text


def test_claims_stand_in_brackets_with_their_numbers(claims):
    text = text_of(claims)
    assert "The river [[1:rose by 18 % in May]], the city says. “[[2:Nobody was hurt]],” said" in text
    assert plan(claims, text) == ([], [], [])


def test_new_facts_are_claims_in_text_order_with_the_quote_as_wording(desk):
    add_story(desk)
    edited = swap(
        STORY, ("in June.", "[[in June.]]"), ("The flood of May", "[[The flood of May]]"),
        ("The river rose by 18 % in May", "[[The river [[rose by 18 %]] in May]]"),
    )  # fmt: skip
    assert apply(desk, edited)["added"] == [1, 2, 3, 4]
    with reading(desk.place) as session:
        found = [(get_claim(session, n).wording, get_claim(session, n).appearances[0].exact) for n in (1, 2, 3, 4)]
    assert found == [
        ("The flood of May", "The flood of May"),
        ("The river rose by 18 % in May", "The river rose by 18 % in May"),
        ("rose by 18 %", "rose by 18 %"),
        ("in June", "in June."),
    ]


def test_a_wording_is_one_line_without_its_last_stop():
    assert wording_of("rose\n  by 18 %.") == "rose by 18 %"
    assert wording_of("“It held,” she said:") == "“It held,” she said"
    assert wording_of("...") == "..."


def test_who_says_it_is_proposed_and_an_unknown_speaker_waits_for_a_word(desk):
    add_story(desk)
    edited = swap(
        STORY, ("Nobody was hurt", "[[Nobody was hurt]]"), ("damage came to", "[[damage came to]]"),
        ("rose again", "[[rose again]]"),
    )  # fmt: skip
    with reading(desk.place) as session:
        article = get_article(session, "1")
        assert unknown_speakers(session, article, plan_marks(session, article, edited)) == {"Ada Lune": 1}
    apply(desk, edited)
    assert said(desk, 1) == (None, AttributionKind.UNATTRIBUTED, ("said",), False)
    assert said(desk, 2) == (None, AttributionKind.UNATTRIBUTED, (), False)
    assert said(desk, 3) == (None, AttributionKind.ANONYMOUS, ("Experts believe",), True)


def test_a_known_speaker_is_named_and_an_unknown_one_added_on_request(desk):
    add_story(desk)
    edited = swap(STORY, ("Nobody was hurt", "[[Nobody was hurt]]"))
    apply(desk, edited, new_sources=True)
    assert said(desk, 1) == ("Ada Lune", AttributionKind.SECOND_HAND, ("said",), False)
    apply(desk, swap(text_of(desk), ("[[1:Nobody was hurt]]", "[[1:Nobody [[was hurt]]]]")))
    assert said(desk, 2)[0] == "Ada Lune"
    assert [each["name"] for each in desk.json("source", "list")["data"]] == ["Ada Lune"]


def test_moved_brackets_move_the_claim_and_keep_who_says_it(claims):
    before = said(claims, 1)
    edited = swap(text_of(claims), ("The river [[1:rose", "[[1:The river rose"))
    assert apply(claims, edited) == {"added": [], "moved": [1], "dropped": [], "left": []}
    assert quotes(claims, 1) == ["The river rose by 18 % in May"]
    assert said(claims, 1) == before


def test_a_claim_may_get_a_second_bracket_and_lose_it(claims):
    twice = swap(text_of(claims), ("again in June", "[[1:again in June]]"))
    apply(claims, twice)
    assert quotes(claims, 1) == ["again in June", "rose by 18 % in May"]
    assert text_of(claims) == twice
    apply(claims, swap(twice, ("[[1:rose by 18 % in May]]", "rose by 18 % in May")))
    assert quotes(claims, 1) == ["again in June"]
    assert said(claims, 1)[0] == "City of Lune"


def test_of_two_places_the_one_that_moved_moves(claims):
    twice = swap(text_of(claims), ("again in June", "[[1:again in June]]"))
    apply(claims, twice)
    apply(claims, swap(twice, ("rose [[1:again in June]]", "[[1:rose again]] in June")))
    assert quotes(claims, 1) == ["rose again", "rose by 18 % in May"]


def test_a_removed_bracket_drops_the_claim_and_undo_brings_it_back(claims):
    edited = swap(text_of(claims), ("[[2:Nobody was hurt]]", "Nobody was hurt"))
    assert plan(claims, edited) == ([], [], [2])
    assert apply(claims, edited)["dropped"] == [2]
    assert text_of(claims) == edited
    claims.ok("undo")
    assert quotes(claims, 2) == ["Nobody was hurt"]


def test_a_claim_that_another_article_makes_only_leaves_this_one(claims):
    add_story(claims, "other.txt", "Nobody was hurt, it seems.")
    claims.ok("claim", "anchor", 2, "--quote", "Nobody was hurt", "--article", "a2")
    edited = swap(text_of(claims), ("[[2:Nobody was hurt]]", "Nobody was hurt"))
    assert apply(claims, edited) == {"added": [], "moved": [], "dropped": [], "left": [2]}
    with reading(claims.place) as session:
        claim = get_claim(session, 2)
        assert [place.version.article.number for place in appearances_in(claim)] == [2]
        assert not claim.dropped


def test_a_claim_of_another_article_may_be_bracketed_here_too(claims):
    add_story(claims, "other.txt", "Nobody was hurt, Ada Lune said.")
    apply(claims, "[[2:Nobody was hurt]], Ada Lune said.", article="a2")
    with reading(claims.place) as session:
        found = {place.version.article.number: place.attribution for place in appearances_in(get_claim(session, 2))}
        assert sorted(found) == [1, 2]
        assert found[2].speaker.name == "Ada Lune"


def test_a_merged_number_marks_the_claim_that_took_it_over(claims):
    claims.ok("claim", "merge", 1, 2)
    assert "[[1:Nobody was hurt]]" in text_of(claims)
    assert plan(claims, text_of(claims).replace("[[1:Nobody", "[[2:Nobody")) == ([], [], [])


def test_unknown_and_dropped_numbers_and_changed_words_are_refused(claims):
    text = text_of(claims)
    with pytest.raises(NotFoundError, match="no claim 99"):
        plan(claims, text.replace("[[1:", "[[99:"))
    with pytest.raises(BadInputError, match="18"):
        plan(claims, text.replace("18 %", "19 %"))
    claims.ok("claim", "drop", 3)
    with pytest.raises(RefusedError, match="3 was dropped"):
        plan(claims, text)


def test_what_others_did_meanwhile_is_kept(claims):
    base = text_of(claims)
    claims.ok("claim", "add", "It rose again.", "--quote", "rose again")
    claims.ok("claim", "anchor", 3, "--quote", "built in 1911")
    claims.ok("claim", "drop", 2)
    edited = swap(base, ("The river [[1:rose", "[[1:The river rose"), ("did not hold", "[[did not hold]]"))
    assert plan(claims, edited, base) == (["did not hold"], [(1, ["The river rose by 18 % in May"])], [])
    assert apply(claims, edited, base=base)["added"] == [5]
    assert quotes(claims, 3) == ["built in 1911"]
    assert quotes(claims, 4) == ["rose again"]
    with reading(claims.place) as session:
        assert session.get_one(Claim, get_claim(session, 2).id).dropped


def test_two_who_move_the_same_claim_conflict(claims):
    base = text_of(claims)
    claims.ok("claim", "anchor", 1, "--quote", "The river rose by 18 %")
    with pytest.raises(RefusedError, match="somebody changed where claim 1 stands"):
        plan(claims, swap(base, ("[[1:rose by 18 % in May]]", "rose [[1:by 18 % in May]]")), base)
    with pytest.raises(RefusedError, match="somebody changed where claim 1 stands"):
        plan(claims, swap(base, ("[[1:rose by 18 % in May]]", "rose by 18 % in May")), base)
    same = swap(base, ("The river [[1:rose by 18 % in May]]", "[[1:The river rose by 18 %]] in May"))
    assert plan(claims, same, base) == ([], [], [])


def test_a_refused_plan_leaves_nothing_behind(claims):
    twin = swap(text_of(claims), ("[[2:Nobody was hurt]]", "[[2:[[Nobody was hurt]]]]"), ("did not", "[[did not]]"))
    claims.ok("claim", "edit", 2, "--wording", "Nobody was hurt")
    with pytest.raises(RefusedError, match="claim 2 says this"):
        apply(claims, twin)
    with reading(claims.place) as session, pytest.raises(NotFoundError):
        get_claim(session, 4)


def test_the_worked_example_survives_its_own_marks(example_desk):
    text = text_of(example_desk)
    assert text.count("[[") == 71
    with reading(example_desk.place) as session:
        assert plan_marks(session, get_article(session, "1"), text).empty


def test_dropping_a_claim_while_its_brackets_stay_is_no_change(claims):
    base = text_of(claims)
    with writing(claims.place) as session:
        work, _ = start_work(session, "claim drop", "BEN", running.fixed_hands)
        drop_claim(work, get_claim(session, 2), why="twice")
        work.seal()
    assert plan(claims, base, base) == ([], [], [])
