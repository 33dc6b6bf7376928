import dataclasses
from typing import Annotated, get_args, get_origin, get_type_hints

import pytest
from claim_sets import claim_sets
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

from factcheck.exchange import claimset
from factcheck.exchange.claimset import SCHEMA, ClaimSet
from factcheck.exchange.records import write_record

RECORDS = {
    name.removeprefix("Set").lower(): getattr(claimset, name) for name in claimset.__all__ if name.startswith("Set")
}


def test_the_schema_is_sound(claim_set_schema):
    Draft202012Validator.check_schema(claim_set_schema)
    assert claim_set_schema["properties"]["schema"]["const"] == SCHEMA


@pytest.mark.deep
@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.function_scoped_fixture],
)
@given(claim_set=claim_sets())
def test_generated_sets_satisfy_the_schema(claim_set, claim_set_schema):
    Draft202012Validator(claim_set_schema).validate({"schema": SCHEMA, **write_record(claim_set)})


@pytest.mark.parametrize(
    "fields",
    [
        {"claims": [{}]},
        {"claims": [{"wording": " "}]},
        {"claims": [{"wording": "w", "kind": "Event"}]},
        {"claims": [{"wording": "w", "number": 0}]},
        {"claims": [{"wording": "w", "headline": "h"}]},
        {"claims": [{"wording": "w", "figures": [{"claimed": {"low": "1e5"}}]}]},
        {"claims": [{"wording": "w", "appearances": [{"exact": "four", "start": 3}]}]},
        {"articles": [{"key": "a", "published": "2025-13"}]},
        {"articles": [{"key": "a", "versions": [{}]}]},
        {"articles": [{"key": "a", "versions": [{"file": "../a.txt"}]}]},
        {"articles": [{"key": "a", "versions": [{"file": "/a.txt"}]}]},
        {"documents": [{"key": "d", "url": "javascript:alert(1)"}]},
        {"documents": [{"key": "d"}]},
        {"documents": [{"key": "d", "title": "t", "origin": {}}]},
    ],
)
def test_the_schema_refuses_what_the_reader_refuses(claim_set_schema, fields):
    assert not Draft202012Validator(claim_set_schema).is_valid({"schema": SCHEMA, **fields})


def test_the_schema_describes_every_record_and_no_other(claim_set_schema):
    described = {name for name, part in claim_set_schema["$defs"].items() if part["type"] == "object"}
    assert described == set(RECORDS)
    assert list(claim_set_schema["properties"]) == ["schema", *(field.name for field in dataclasses.fields(ClaimSet))]


@pytest.mark.parametrize("name", RECORDS)
def test_schema_and_record_have_the_same_fields(claim_set_schema, name):
    described = claim_set_schema["$defs"][name]
    fields = dataclasses.fields(RECORDS[name])
    assert list(described["properties"]) == [field.name for field in fields]
    assert described["required"] == [field.name for field in fields if field.default is dataclasses.MISSING]
    assert described["additionalProperties"] is False


@pytest.mark.parametrize("name", RECORDS)
def test_schema_and_record_have_the_same_types(claim_set_schema, name):
    hints = get_type_hints(RECORDS[name], include_extras=True)
    for field, part in claim_set_schema["$defs"][name]["properties"].items():
        hint = hints[field]
        many = get_origin(hint) is tuple
        assert (part.get("type") == "array") == many, field
        inner = next((item for item in get_args(hint) if item not in (type(None), Ellipsis)), hint)
        inner = inner if many or type(None) in get_args(hint) else hint
        target = part["items"] if many else part
        if "enum" in target:
            assert target["enum"] == [word.value for word in inner], field
        elif dataclasses.is_dataclass(inner):
            assert target["$ref"] == f"#/$defs/{inner.__name__.removeprefix('Set').lower()}", field
        else:
            base = get_args(inner)[0] if get_origin(inner) is Annotated else inner
            json_type = {str: "string", int: "integer", bool: "boolean"}[base]
            referred = claim_set_schema["$defs"][target["$ref"].rsplit("/", 1)[1]] if "$ref" in target else target
            assert referred["type"] == json_type, field
            assert ("$ref" in target) == (get_origin(inner) is Annotated), field
