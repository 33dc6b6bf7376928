import pytest
from desks import add_story


@pytest.fixture
def found(claims):
    """What ``find`` finds on the desk with three claims, as data."""
    return lambda *words: claims.json("find", *words)["data"]


def _claims(data):
    return [each["number"] for each in data["claims"]]


def test_a_readers_sentence_leads_to_the_place_and_its_claims(found, claims):
    data = found("the river rose by 18% in May")
    (passage,) = data["passages"]
    assert (passage["article"], passage["paragraph"], passage["sentence"]) == ("a1", 2, 1)
    assert passage["claims"] == [1]
    assert _claims(data) == [1]
    lines = claims.ok("find", "the river rose by 18% in May").splitlines()
    assert lines[0] == "a1 p2 sentence 1  claim 1"
    assert lines[1] == "   [The river rose by 18 % in May], [the] city says."
    assert lines[2] == "  1  unverified  The river rose 18 % in May."


@pytest.mark.parametrize(
    ("words", "sentences", "numbers"),
    [
        (["18%"], 1, [1]),
        (["19%"], 0, []),
        (["hurt"], 1, [2]),
        (["nobody", "hurt"], 1, [2]),
        (["City of Lune"], 0, [1]),
        (["1911"], 1, [3]),
        (["191"], 0, []),
        (["—"], 1, [3]),
        (["elephant"], 0, []),
    ],
)
def test_words_numbers_and_signs_are_found_where_they_stand(found, words, sentences, numbers):
    data = found(*words)
    assert (len(data["passages"]), _claims(data)) == (sentences, numbers)


def test_everything_the_desk_says_of_a_claim_is_searched(claims, found):
    claims.ok("evidence", "add", "2", "https://gauge.example/", "--for", "hospital log", "--called", "Dr Oe")
    claims.ok("note", "3", "ask the mason")
    assert _claims(found("hospital")) == [2]
    assert _claims(found("mason")) == [3]


def test_where_nothing_has_all_words_most_of_them_are_enough_and_it_says_so(claims, found):
    data = found("the bridge was built in 1912 by giants")
    assert data["words"] == 8
    assert [each["words"] for each in data["claims"]] == [5]
    assert _claims(data) == [3]
    printed = claims.ok("find", "the bridge was built in 1912 by giants")
    assert "no claim has all 8 words; with 5 of them:" in printed
    assert "no sentence has all 8 words; with 4 of them:" in printed
    assert "no claim has half of these 5 words" in claims.ok("find", "purple elephants sing the opera")


def test_a_dropped_claim_is_not_found(claims, found):
    claims.ok("claim", "drop", "1", "--because", "no")
    assert _claims(found("18%")) == []


def test_long_lists_are_cut_and_say_so(claims):
    add_story(claims, "many.txt", "\n\n".join(f"The rain fell on day {day}." for day in range(30)))
    printed = claims.ok("find", "rain fell")
    assert printed.count("sentence 1") == 10
    assert "… and 20 more sentences: --limit 0" in printed
    assert claims.ok("find", "rain fell", "--limit", "0").count("sentence 1") == 30


@pytest.mark.parametrize(
    "text", ['"', "a AND", "NOT", "x*", "(", "a OR (b", "'; DROP TABLE claims", "☃", "\t", " ", "a:*&!|", "w " * 2_000]
)
def test_any_text_is_a_safe_question(claims, text):
    claims.ok("find", "--", text)


def test_thousands_of_words_are_a_question_of_a_hundred(found):
    assert found(" ".join(f"word{number}" for number in range(3_000)))["words"] == 100
