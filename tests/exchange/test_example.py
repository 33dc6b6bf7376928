import hashlib
from collections import Counter

import pytest
from jsonschema import Draft202012Validator

from factcheck.core.words import Stance, Status
from factcheck.exchange.claimset import SCHEMA, read_claim_set, write_json, write_jsonl
from factcheck.exchange.records import write_record

DO_NOT_HOLD = {11, 12, 14, 21, 28, 29, 36, 40, 41, 42, 44, 45, 46, 54, 56, 65, 66, 68}


@pytest.fixture(scope="module")
def example(example_folder):
    return read_claim_set((example_folder / "claims.json").read_bytes(), name="claims.json")


@pytest.fixture(scope="module")
def article_text(example_folder):
    return (example_folder / "article.txt").read_bytes().decode()


def test_the_file_is_in_our_own_hand(example, example_folder):
    assert write_json(example) == (example_folder / "claims.json").read_text(encoding="utf-8")
    assert read_claim_set("".join(write_jsonl(example)).encode(), name="claims.jsonl") == example


def test_the_file_satisfies_the_schema(example, claim_set_schema):
    Draft202012Validator(claim_set_schema).validate({"schema": SCHEMA, **write_record(example)})


def test_the_article_is_the_text_that_was_checked(example, example_folder):
    (version,) = example.articles[0].versions
    assert hashlib.sha256((example_folder / version.file).read_bytes()).hexdigest() == version.sha256


def test_everything_is_there(example):
    evidence = [item for claim in example.claims for item in claim.evidence]
    assert [claim.number for claim in example.claims] == list(range(1, 72))
    assert len(evidence) == 201
    assert [item.read for item in evidence].count(False) == 6
    assert [bool(document.url) for document in example.documents].count(True) == 97
    assert {item.document for item in evidence} == {document.key for document in example.documents}
    assert Counter(claim.status.value for claim in example.claims) == {
        "confirmed": 39, "mixed": 12, "unverifiable": 9, "disputed": 5, "in-review": 3, "unverified": 2, "refuted": 1,
    }  # fmt: skip


def test_the_item_without_address_was_not_read(example):
    (document,) = [document for document in example.documents if not document.url]
    bearing = [
        (claim.number, item) for claim in example.claims for item in claim.evidence if item.document == document.key
    ]
    assert [(number, item.read) for number, item in bearing] == [(62, False)]


def test_every_quote_is_exact(example, article_text):
    for claim in example.claims:
        (place,) = claim.appearances
        assert article_text[place.start : place.end] == place.exact
        assert article_text[: place.start].endswith(place.prefix)
        assert article_text[place.end :].startswith(place.suffix)
        assert all(cue in article_text for cue in place.attribution.cue)


def test_every_settled_status_has_a_reason_and_read_evidence_that_bears_on_it(example):
    for claim in example.claims:
        stances = {item.stance for item in claim.evidence if item.read}
        assert claim.status.reason
        assert (claim.status.code is not None) == (claim.status.value is Status.UNVERIFIABLE)
        if claim.status.value is Status.CONFIRMED:
            assert Stance.SUPPORTS in stances, claim.number
        if claim.status.value is Status.REFUTED:
            assert Stance.REFUTES in stances, claim.number
        if claim.status.value in (Status.DISPUTED, Status.MIXED):
            assert stances - {Stance.SUPPORTS}, claim.number


def test_exactly_what_does_not_hold_is_queried(example):
    assert {claim.number for claim in example.claims if claim.status.value.holds is False} == DO_NOT_HOLD
    assert {claim.number for claim in example.claims if claim.queries} == DO_NOT_HOLD


def test_every_query_replaces_words_of_its_own_claim(example, article_text):
    for claim in example.claims:
        for query in claim.queries:
            assert article_text.count(query.now) == 1, claim.number
            assert query.now in claim.appearances[0].exact, claim.number
            assert query.proposed
            assert query.reason.endswith(".")


def test_relations_are_stored_once(example):
    pairs = [frozenset({claim.key, relation.claim}) for claim in example.claims for relation in claim.relations]
    assert len(pairs) == len(set(pairs))
    says = {(claim.number, r.claim) for claim in example.claims for r in claim.relations if r.kind == "says"}
    assert {(53, "claim-54"), (58, "claim-60"), (58, "claim-61")} <= says


def test_every_finding_has_an_origin_of_its_own_or_its_documents(example):
    documents = {document.key: document for document in example.documents}
    for claim in example.claims:
        for item in claim.evidence:
            document = documents[item.document]
            assert item.origin or document.origin, (claim.number, item.item)
            assert not item.origin or item.origin != document.origin, (claim.number, item.item)
            assert not (item.via and document.via), (claim.number, item.item)
