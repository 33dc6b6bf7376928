"""The log against SARIF 2.1.0 (OASIS): its own schema where that is at hand, and a stricter one of what we write."""

import json
import os
from dataclasses import replace
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator, Draft202012Validator, ValidationError

from factcheck.core.points import Place, Point, Rule, Severity
from factcheck.exchange.sarif import MARK, write_sarif

#: The schema that the standard's committee wrote, in JSON Schema draft 4. It is not ours to ship.
SCHEMA = os.environ.get("FACTCHECK_SARIF_SCHEMA", "")
official = pytest.mark.skipif(
    not SCHEMA, reason="no SARIF schema: set FACTCHECK_SARIF_SCHEMA to sarif-2.1.0-rtm.5.json of @microsoft/jest-sarif"
)

RULE = Rule("FC201", "number-uncovered", Severity.WARNING, "A number.", "Bad.", "Good.")
OTHER = Rule("FC305", "published-later", Severity.ERROR, "A date.", "Bad.", "Good.")
PLACE = Place(1, 10, 14, 2, 3, 4, 3, 8, "1911")
POINT = Point(RULE, Severity.NOTE, "no claim covers 1911", "factcheck mark 1", place=PLACE)


def _object(required: list[str], **properties: object) -> dict[str, object]:
    return {"type": "object", "required": required, "properties": properties, "additionalProperties": False}


TEXT = _object(["text"], text={"type": "string", "minLength": 1})
LEVEL = {"enum": ["none", "note", "warning", "error"]}
COUNT = {"type": "integer", "minimum": 0}
FROM_ONE = {"type": "integer", "minimum": 1}
# From sections 3.13 to 3.52 of the standard: which properties an object must have, and of what kind each is.
REGION = _object(
    [], startLine=FROM_ONE, startColumn=FROM_ONE, endLine=FROM_ONE, endColumn=FROM_ONE, charOffset=COUNT, charLength=COUNT,
    snippet=_object([], text={"type": "string"}),
)  # fmt: skip
LOCATION = _object(
    [],
    physicalLocation=_object(
        ["artifactLocation"],
        artifactLocation=_object(
            [], uri={"type": "string", "pattern": r"^[^\s<>\"{}|\\^`]+$"}, uriBaseId={"type": "string"}
        ),
        region=REGION,
    ),
    logicalLocations={
        "type": "array",
        "minItems": 1,
        "uniqueItems": True,
        "items": _object([], name={"type": "string"}, kind={"type": "string"}),
    },
)
RESULT = _object(
    ["message"], ruleId={"type": "string"}, ruleIndex=COUNT, level=LEVEL, message=TEXT,
    partialFingerprints={"type": "object", "additionalProperties": {"type": "string"}},
    locations={"type": "array", "items": LOCATION},
)  # fmt: skip
DESCRIPTOR = _object(
    ["id"], id={"type": "string"}, name={"type": "string"}, shortDescription=TEXT, help=TEXT,
    defaultConfiguration=_object([], level=LEVEL),
)  # fmt: skip
DRIVER = _object(
    ["name"], name={"type": "string"}, semanticVersion={"type": "string"},
    rules={"type": "array", "uniqueItems": True, "items": DESCRIPTOR},
)  # fmt: skip
RUN = _object(
    ["tool"], tool=_object(["driver"], driver=DRIVER), columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    invocations={"type": "array", "items": _object(["executionSuccessful"], executionSuccessful={"type": "boolean"})},
    results={"type": "array", "items": RESULT},
)  # fmt: skip
LOG = _object(
    ["version", "runs"], **{"$schema": {"type": "string", "format": "uri"}}, version={"const": "2.1.0"},
    runs={"type": "array", "items": RUN},
)  # fmt: skip


def _log(*points: Point, files: dict[int, str] | None = None) -> dict[str, object]:
    text = write_sarif(points, [RULE, OTHER], files or {1: "article.txt"}, version="0.1.0")
    assert MARK in text[:2000]
    log = json.loads(text)
    Draft202012Validator(LOG).validate(log)
    return log


def test_a_point_is_a_result_at_its_place():
    (result,) = _log(POINT)["runs"][0]["results"]
    assert (result["ruleId"], result["ruleIndex"], result["level"]) == ("FC201", 0, "note")
    assert result["message"]["text"] == "no claim covers 1911: factcheck mark 1"
    region = result["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (3, 4, 8)
    assert (region["charOffset"], region["charLength"], region["snippet"]["text"]) == (10, 4, "1911")


def test_a_point_without_a_place_says_what_it_is_about():
    nowhere = Point(OTHER, Severity.ERROR, "is dated later", "factcheck document edit d2", item="d2")
    claim = replace(POINT, claim=40, place=None)
    of_document, of_claim = _log(nowhere, claim)["runs"][0]["results"]
    assert of_document["locations"] == [{"logicalLocations": [{"name": "d2", "kind": "item"}]}]
    assert of_claim["locations"] == [{"logicalLocations": [{"name": "claim 40", "kind": "claim"}]}]
    assert of_claim["message"]["text"].startswith("claim 40 no claim")


def test_a_run_without_points_still_names_its_rules():
    (run,) = _log()["runs"]
    assert run["results"] == []
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["FC201", "FC305"]
    assert [rule["defaultConfiguration"]["level"] for rule in run["tool"]["driver"]["rules"]] == ["warning", "error"]


def test_a_fingerprint_stays_where_only_the_place_moves():
    moved = replace(POINT, place=replace(PLACE, start=90, end=94, line=9))
    first, second = _log(POINT, moved)["runs"][0]["results"]
    assert first["partialFingerprints"] == second["partialFingerprints"]
    other = replace(POINT, place=replace(PLACE, exact="1912"))
    assert _log(other)["runs"][0]["results"][0]["partialFingerprints"] != first["partialFingerprints"]


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)


@given(TEXTS, TEXTS)
def test_any_name_and_text_makes_a_log(name, text):
    point = replace(POINT, message=text, place=replace(PLACE, exact=text))
    (result,) = _log(point, files={1: name})["runs"][0]["results"]
    assert unquote(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]) == name


@cache
def _standard() -> Draft4Validator:
    schema = json.loads(Path(SCHEMA).read_text(encoding="utf-8"))
    Draft4Validator.check_schema(schema)
    return Draft4Validator(schema)


@official
def test_every_shape_of_point_satisfies_the_schema_of_the_standard():
    claim = replace(POINT, claim=40)
    points = [POINT, claim, replace(claim, item="40.1"), replace(claim, place=None), replace(POINT, place=None)]
    _standard().validate(_log(*points))
    _standard().validate(_log())


@official
@given(TEXTS, TEXTS)
def test_any_text_satisfies_it(name, text):
    _standard().validate(_log(replace(POINT, message=text, way=text), files={1: name}))


@official
@pytest.mark.parametrize(
    "spoil",
    [
        lambda run: run.pop("tool"),
        lambda run: run["results"][0].pop("message"),
        lambda run: run["results"][0].update(level="grave"),
        lambda run: run["results"][0].update(severity=3),
        lambda run: run["results"][0]["locations"][0]["physicalLocation"]["region"].update(startLine=0),
    ],
    ids=["no tool", "no message", "no such level", "no such property", "line 0"],
)
def test_it_refuses_what_the_standard_does_not_allow(spoil):
    """The schema is the one we think it is: a log that is spoilt by hand does not satisfy it."""
    log = _log(POINT)
    spoil(log["runs"][0])
    with pytest.raises(ValidationError):
        _standard().validate(log)


@official
def test_the_log_of_a_whole_desk_satisfies_it(example_desk):
    example_desk.ok("lint", "--sarif", "points.sarif")
    log = json.loads((example_desk.folder / "points.sarif").read_text(encoding="utf-8"))
    assert len(log["runs"][0]["results"]) > 10
    _standard().validate(log)
