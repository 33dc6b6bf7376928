from collections import defaultdict
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from factcheck.core.independence import Item, Weights, top, weigh
from factcheck.core.words import Stance

TABLE = Path(__file__).parent.parent / "data" / "independence.tsv"


def read_table() -> tuple[dict[str, str], dict[int, tuple[str, str]], dict[int, list[Item]]]:
    parent: dict[str, str] = {}
    claims: dict[int, tuple[str, str]] = {}
    items: dict[int, list[Item]] = defaultdict(list)
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        kind, *cells = line.split("\t")
        if kind == "part_of":
            parent[cells[0]] = cells[1]
        elif kind == "claim":
            claims[int(cells[0])] = (cells[1], cells[2])
        elif kind == "item":
            items[int(cells[0])].append(
                Item(Stance(cells[1]), cells[2] == "yes", None if cells[3] == "-" else cells[3])
            )
    return parent, claims, items


PARENT, CLAIMS, ITEMS = read_table()


def weigh_claim(number: int, *, traced: bool) -> Weights:
    speaker, traced_to = CLAIMS[number]
    own = {"article", "techcrunch-explainer", speaker, traced_to if traced else "-"} - {"-"}
    return weigh(ITEMS[number], parent=PARENT, own=own)


def test_the_worked_example_by_the_narrower_rule() -> None:
    assert (len(CLAIMS), sum(map(len, ITEMS.values()))) == (71, 201)
    weights = [weigh_claim(number, traced=False).supporting for number in CLAIMS]
    assert sum(weight.items for weight in weights) == 119
    assert sum(len(weight.origins) for weight in weights) == 92
    assert sum(len(weight.independent) for weight in weights) == 70


def test_claim_40_with_whom_it_was_traced_to() -> None:
    weights = weigh_claim(40, traced=True)
    supporting, against, context = weights.supporting, weights.against, weights.context
    assert (supporting.items, len(supporting.origins), len(supporting.independent)) == (5, 3, 2)
    assert supporting.own_word == ("deepseek",)
    assert (against.items, against.origins) == (3, ("deepseek",))
    assert against.own_word == against.independent == ("deepseek",)
    assert (context.items, context.unread) == (3, 1)
    assert weights.of(Stance.REFUTES) is against


def test_items_with_one_top_count_once_and_unknown_ones_count_for_nothing_more() -> None:
    items = [
        Item(Stance.SUPPORTS, read=True, origin="wire-story"),
        Item(Stance.SUPPORTS, read=True, origin="wire"),
        Item(Stance.SUPPORTS, read=True, origin=None),
        Item(Stance.SUPPORTS, read=True, origin=None),
        Item(Stance.SUPPORTS, read=False, origin="other"),
        Item(Stance.REFUTES, read=True, origin="wire"),
    ]
    weights = weigh(items, parent={"wire-story": "wire", "wire": None}, own=())
    assert weights.supporting.items == 4
    assert weights.supporting.unread == 1
    assert weights.supporting.unknown == 2
    assert weights.supporting.origins == weights.supporting.independent == ("wire",)
    assert weights.against.origins == ("wire",)


def test_own_word_is_found_through_what_a_party_is_part_of() -> None:
    items = [Item(Stance.SUPPORTS, read=True, origin="readme"), Item(Stance.CONTEXT, read=True, origin="readme")]
    weights = weigh(items, parent={"readme": "maker", "founder": "maker"}, own=["founder"])
    assert weights.supporting.independent == weights.context.independent == ()
    assert weights.supporting.own_word == ("maker",)


def test_every_way_into_a_circle_gives_the_same_top() -> None:
    parent = {"d": "c", "c": "b", "b": "e", "e": "c", "s": "s"}
    assert {top(key, parent) for key in "dcbe"} == {"b"}
    assert top("s", parent) == "s"
    assert top("a", {"a": "d", **parent}) == "b"


def test_what_rests_on_itself_is_read_and_has_no_origin() -> None:
    parent = {"a": "b", "b": "a", "into": "a", "page": "paper", "paper": None}
    items = [
        Item(Stance.SUPPORTS, read=True, origin="a"),
        Item(Stance.SUPPORTS, read=True, origin="into"),
        Item(Stance.SUPPORTS, read=True, origin="page", circle=True),
        Item(Stance.SUPPORTS, read=True, origin=None),
        Item(Stance.SUPPORTS, read=False, origin="b"),
        Item(Stance.REFUTES, read=True, origin="b"),
    ]
    weights = weigh(items, parent=parent, own=["a"])
    supporting = weights.supporting
    assert (supporting.items, supporting.circular, supporting.unknown, supporting.unread) == (4, 3, 1, 1)
    assert supporting.origins == supporting.independent == supporting.own_word == ()
    assert (weights.against.circular, weights.against.independent) == (1, ())
    honest = weigh([*items, Item(Stance.SUPPORTS, read=True, origin="page")], parent=parent, own=())
    assert honest.supporting.independent == ("paper",)


KEYS = st.sampled_from("abcdefgh")
TABLES = st.dictionaries(KEYS, KEYS | st.none())


@given(TABLES, st.lists(st.tuples(KEYS | st.none(), st.booleans())), st.sets(KEYS))
def test_every_item_read_is_of_an_origin_of_unknown_origin_or_circular(
    parent: dict[str, str | None], drawn: list[tuple[str | None, bool]], own: set[str]
) -> None:
    items = [Item(Stance.SUPPORTS, read=True, origin=origin, circle=circle) for origin, circle in drawn]
    weight = weigh(items, parent=parent, own=own).supporting
    counted = [item for item in items if item.origin and not item.circle and top(item.origin, parent) in weight.origins]
    assert weight.items == len(items) == len(counted) + weight.unknown + weight.circular
    for origin in weight.origins:
        assert parent.get(origin) is None


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh") | st.none()))
def test_a_top_is_reached_from_any_table_and_shared_with_its_parent(parent: dict[str, str | None]) -> None:
    for key in "abcdefgh":
        above = parent.get(key)
        assert top(key, parent) == (key if above is None else top(above, parent))
