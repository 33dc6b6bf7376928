import json

import pytest
from claim_sets import claim_sets
from hypothesis import HealthCheck, given, settings

from factcheck.core.words import Kind, SourceKind
from factcheck.errors import BadInputError
from factcheck.exchange.claimset import (
    SCHEMA,
    ClaimSet,
    SetClaim,
    SetSource,
    read_claim_set,
    write_json,
    write_jsonl,
)

HEADER = json.dumps({"schema": SCHEMA})
quick = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)


def read(text, **options):
    return read_claim_set(text.encode(), name="set.json", **options)


def read_fields(**fields):
    return read(json.dumps({"schema": SCHEMA, **fields}))


def read_evidence(**fields):
    evidence = {"document": "d", "stance": "supports", "finding": "f", **fields}
    return read_fields(documents=[{"key": "d", "title": "t"}], claims=[{"wording": "w", "evidence": [evidence]}])


@pytest.mark.deep
@quick
@given(claim_sets())
def test_json_comes_back_as_it_was(claim_set):
    assert read(write_json(claim_set)) == claim_set


@pytest.mark.deep
@quick
@given(claim_sets())
def test_json_lines_come_back_as_they_were(claim_set):
    lines = list(write_jsonl(claim_set))
    assert all(line.endswith("\n") and line.count("\n") == 1 for line in lines)
    assert read("".join(lines)) == claim_set


@pytest.mark.deep
@quick
@given(claim_sets())
def test_nothing_absent_is_written(claim_set):
    def absent(value):
        if isinstance(value, dict):
            return any(item is None or item in ("", []) or absent(item) for item in value.values())
        return isinstance(value, list) and any(absent(item) for item in value)

    assert not absent(json.loads(write_json(claim_set)))


def test_json_is_indented_and_keeps_every_character():
    claim_set = ClaimSet(sources=(SetSource("s", "智东西", SourceKind.PUBLICATION),))
    assert write_json(claim_set) == (
        '{\n  "schema": "factcheck/claim-set/1",\n  "sources": [\n    {\n      "key": "s",\n'
        '      "name": "智东西",\n      "kind": "publication"\n    }\n  ]\n}\n'
    )


def test_json_lines_start_with_the_header_and_name_each_type():
    claim_set = ClaimSet(
        sources=(SetSource("s", "S", SourceKind.PERSON),), claims=(SetClaim(wording="w", kind=Kind.EVENT),)
    )
    assert list(write_jsonl(claim_set)) == [
        '{"schema": "factcheck/claim-set/1"}\n',
        '{"type": "source", "key": "s", "name": "S", "kind": "person"}\n',
        '{"type": "claim", "wording": "w", "kind": "event"}\n',
    ]


def test_lines_may_come_in_any_order_with_blank_lines_and_a_byte_order_mark():
    lines = [
        HEADER,
        "",
        '{"type": "claim", "wording": "w", "about": "s"}',
        '{"type": "source", "key": "s", "name": "S", "kind": "person"}',
    ]
    claim_set = read_claim_set(b"\xef\xbb\xbf" + "\r\n".join(lines).encode(), name="set.jsonl")
    assert [claim.about for claim in claim_set.claims] == ["s"]


@pytest.mark.parametrize("text", [HEADER, HEADER + "\n\n", f" {HEADER} "])
def test_a_header_alone_is_an_empty_set(text):
    assert read(text) == ClaimSet()


def test_line_separators_inside_text_do_not_end_a_line():
    claim_set = ClaimSet(claims=(SetClaim(wording="a\u2028b\x85c\x0bd\ne"),))
    assert read("".join(write_jsonl(claim_set))) == claim_set


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"claims": {}}, "set.json, claims: found an object, expected a list"),
        ({"claims": [{}]}, "set.json, claims[0]: “wording” is missing"),
        ({"claims": [{"wording": " "}]}, "set.json, claims[0].wording: found “ ”, expected words, not an empty text"),
        (
            {"claims": [{"wording": 1.5}]},
            "set.json, claims[0].wording: found the number 1.5, expected text in quotation",
        ),
        ({"claims": [{"wording": None}]}, "claims[0].wording: found null (leave the field out instead), expected text"),
        ({"claims": [{"wording": "a\0b"}]}, "claims[0].wording: found the character U+0000"),
        ({"claims": [{"wording": "a\ud800b"}]}, "claims[0].wording: found the character U+D800"),
        ({"claims": [{"wording": "w", "number": True}]}, "claims[0].number: found true, expected a whole number"),
        ({"claims": [{"wording": "w", "number": 0}]}, "claims[0].number: found the number 0, expected 1 or more"),
        ({"claims": [{"wording": "w", "number": 2**53}]}, "expected a smaller number"),
        ({"claims": [{"wording": "w", "dropped": 1}]}, "claims[0].dropped: found the number 1, expected true or false"),
        ({"claims": [{"wording": "w", "tags": ["a", 2]}]}, "claims[0].tags[1]: found the number 2"),
        (
            {"claims": [{"wording": "w", "kind": "Event"}]},
            "claims[0].kind: found “Event”, expected one of statistic, quote",
        ),
        ({"claims": [{"wording": "w", "kind": []}]}, "claims[0].kind: found a list, expected one of statistic"),
        ({"claims": [{"wording": "w", "headline": "h"}]}, "claims[0]: unknown field “headline”, expected key, number"),
        ({"claim": []}, "set.json: unknown field “claim”, expected sources, documents, articles, claims"),
        (
            {"articles": [{"key": "a", "published": "2025-02-30"}]},
            "articles[0].published: found “2025-02-30”, expected a date",
        ),
        ({"articles": [{"key": "a", "versions": [{}]}]}, "versions[0]: expected either the text or its file"),
        (
            {"articles": [{"key": "a", "versions": [{"text": "t", "file": "f"}]}]},
            "expected either the text or its file",
        ),
        (
            {"articles": [{"key": "a", "versions": [{"file": "../a.txt"}]}]},
            "versions[0].file: found “../a.txt”, expected",
        ),
        ({"articles": [{"key": "a", "versions": [{"file": "/etc/passwd"}]}]}, "versions[0].file: found “/etc/passwd”"),
        (
            {"documents": [{"key": "d", "url": "javascript:alert(1)"}]},
            "documents[0].url: found “javascript:alert(1)”, expected an http",
        ),
        ({"documents": [{"key": "d"}]}, "documents[0]: expected an url, a file_name or a title"),
        ({"documents": [{"key": "d", "title": "t", "origin": {}}]}, "origin: expected either a source or a document"),
        ({"claims": [{"wording": "w", "appearances": [{"exact": "four", "start": 3}]}]}, "expected both start and end"),
        (
            {"claims": [{"wording": "w", "appearances": [{"exact": "four", "start": 3, "end": 8}]}]},
            "end to be start + 4",
        ),
        (
            {"claims": [{"wording": "w", "number": 1}, {"wording": "w", "aliases": [1]}]},
            "claims[1]: claim number 1 is given twice",
        ),
        (
            {"claims": [{"wording": "w", "key": "k"}, {"wording": "w", "key": "k"}]},
            "claims[1].key: “k” is taken by an earlier",
        ),
        (
            {"claims": [{"wording": "w", "about": "s7"}]},
            "claims[0].about: “s7” is not the key of any of the set's sources",
        ),
    ],
)
def test_a_refusal_names_file_place_fault_and_what_belongs_there(fields, message):
    with pytest.raises(BadInputError) as caught:
        read_fields(**fields)
    assert message in str(caught.value)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"stance": "for"}, "claims[0].evidence[0].stance: found “for”, expected one of supports, refutes, context"),
        ({"document": "x"}, "claims[0].evidence[0].document: “x” is not the key of any of the set's documents"),
        ({"via": ["x"]}, "claims[0].evidence[0].via[0]: “x” is not the key of any of the set's sources"),
        (
            {"origin": {"document": "x"}},
            "claims[0].evidence[0].origin.document: “x” is not the key of any of the set's",
        ),
        ({"accessed": "yesterday"}, "claims[0].evidence[0].accessed: found “yesterday”, expected a date such as"),
        ({"accessed": "2025-01-28T25:00:00Z"}, "claims[0].evidence[0].accessed: found “2025-01-28T25:00:00Z”"),
    ],
)
def test_a_refusal_reaches_into_evidence(fields, message):
    with pytest.raises(BadInputError) as caught:
        read_evidence(**fields)
    assert message in str(caught.value)


def test_an_evidence_number_given_twice_is_refused():
    item = {"document": "d", "stance": "context", "finding": "f", "item": 2}
    with pytest.raises(BadInputError, match="evidence item 2 is given twice"):
        read_fields(documents=[{"key": "d", "title": "t"}], claims=[{"wording": "w", "evidence": [item, item]}])


@pytest.mark.parametrize("low", ["1e5", "1,5", "16.", "NaN", "٣", "2025-13", "", 16.9])
def test_a_figure_is_decimal_text_or_a_date(low):
    figure = {"claimed": {"low": low}}
    with pytest.raises(BadInputError, match=r"claims\[0\]\.figures\[0\]\.claimed\.low: found"):
        read_fields(claims=[{"wording": "w", "figures": [figure]}])


def test_a_reference_out_of_the_set_is_for_the_desk_to_resolve_when_asked():
    claim_set = read(json.dumps({"schema": SCHEMA, "claims": [{"wording": "w", "about": "s7"}]}), complete=False)
    assert claim_set.claims[0].about == "s7"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "set.json: the file is empty"),
        (b" \n ", "set.json: the file is empty"),
        (b"\xff\xfe{}", "set.json, line 1: byte 0 is not UTF-8"),
        (b'{\n"schema": "\xe9"}', "set.json, line 2: byte 13 is not UTF-8"),
        (b"number,wording\n1,x\n", "set.json, line 1: not JSON at column 1"),
        (b'{\n  "schema" 1\n}', "set.json, line 2: not JSON at column 12"),
        (b"[]", "set.json: expected an object with “schema”"),
        (b'{"claims": []}', "set.json: expected an object with “schema”"),
        (b'{"schema": "factcheck/claims/1"}', "schema: found “factcheck/claims/1”, expected “factcheck/claim-set/1”"),
        (
            b'{"schema": "factcheck/claim-set/1", "schema": "factcheck/claim-set/1"}',
            "set.json: “schema” is given twice",
        ),
        (
            b'{"schema": "factcheck/claim-set/1", "claims": [{"wording": "a", "wording": "b"}]}',
            "claims[0]: “wording” is given twice",
        ),
        (b'{"schema": "factcheck/claim-set/1", "claims": [{"number": NaN}]}', "NaN is not JSON"),
        (b'{"schema": "factcheck/claim-set/1", "claims": [{"number": -Infinity}]}', "-Infinity is not JSON"),
        (b'{"schema": ' + b"9" * 5000 + b"}", "a number has thousands of digits"),
        (b'{"schema": "factcheck/claim-set/1", "claims": ' + b"[" * 50 + b"]" * 50 + b"}", "nested more than 50 deep"),
        (b"[" * 200_000, "nested more than 50 deep"),
    ],
)
def test_what_is_not_a_claim_set_is_refused(data, message):
    with pytest.raises(BadInputError) as caught:
        read_claim_set(data, name="set.json")
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([HEADER, '{"type": "claim", "wording": ""}'], "set.json, line 2, wording: found “”"),
        ([HEADER, "", '{"type": "claim", "wording": "w",}'], "set.json, line 3: not JSON at column"),
        ([HEADER, '{"wording": "w"}'], "set.json, line 2: expected an object with “type”: one of source, document"),
        ([HEADER, '{"type": ["claim"], "wording": "w"}'], "set.json, line 2: expected an object with “type”"),
        ([HEADER, '{"type": "claim", "type": "claim", "wording": "w"}'], "set.json, line 2: “type” is given twice"),
        ([HEADER, HEADER], "set.json, line 2: expected an object with “type”"),
        (['{"type": "claim", "wording": "w"}', HEADER], "set.json, line 1: expected an object with “schema”"),
        ([HEADER[:-1] + ', "desk": 1}', '{"type": "claim", "wording": "w"}'], "line 1: expected nothing but “schema”"),
        (
            [HEADER[:-1] + "," + HEADER[1:], '{"type": "claim", "wording": "w"}'],
            "line 1: expected nothing but “schema”",
        ),
    ],
)
def test_a_refusal_of_json_lines_names_the_line(lines, message):
    with pytest.raises(BadInputError) as caught:
        read("\n".join(lines))
    assert message in str(caught.value)


def test_a_file_beyond_the_limit_is_refused_before_it_is_parsed(monkeypatch):
    monkeypatch.setattr("factcheck.exchange.strict_json.MAXIMUM_BYTES", 30)
    with pytest.raises(BadInputError, match="35 bytes are too many; expected at most 30"):
        read(HEADER)


def test_long_values_are_shortened_in_a_refusal():
    with pytest.raises(BadInputError) as caught:
        read_fields(claims=[{"wording": "w", "kind": "x" * 10_000}])
    assert len(str(caught.value)) < 300
