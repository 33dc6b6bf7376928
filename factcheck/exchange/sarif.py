"""Points of lint as SARIF 2.1.0 (OASIS), for code hosts and editors that show what tools find."""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from factcheck.core.points import Place, Point, Rule, Severity

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
#: What our files hold near their beginning, so that none is taken for somebody else's.
MARK = '"name": "factcheck"'
_LEVELS = {Severity.NOTE: "note", Severity.WARNING: "warning", Severity.ERROR: "error"}


def write_sarif(points: Sequence[Point], rules: Sequence[Rule], files: Mapping[int, str], *, version: str) -> str:
    """One log with one run.

    Args:
        points: What was found, in the order in which it is to be shown.
        rules: Every rule the run knew, whether it found something or not.
        files: What an article's text is called, by the article's number; relative to the root of the checkout.
        version: The program's.
    """
    places = {rule.code: index for index, rule in enumerate(rules)}
    driver = {"name": "factcheck", "semanticVersion": version, "rules": [_rule(rule) for rule in rules]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True}],
        "results": [_result(point, places[point.rule.code], files) for point in points],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.told},
        "help": {"text": f"Not so: {rule.bad}\nBut so: {rule.good}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(point: Point, index: int, files: Mapping[int, str]) -> dict[str, Any]:
    subject = f"claim {point.claim} " if point.claim is not None else ""
    result: dict[str, Any] = {
        "ruleId": point.rule.code,
        "ruleIndex": index,
        "level": _LEVELS[point.severity],
        "message": {"text": f"{subject}{point.message}: {point.way}"},
        "partialFingerprints": {"factcheckPoint/v1": sha256(point.key.encode()).hexdigest()},
    }
    location: dict[str, Any] = {}
    if point.place is not None:
        location["physicalLocation"] = _physical(point.place, files[point.place.article])
    name = point.item or (f"claim {point.claim}" if point.claim is not None else None)
    if name is not None:
        location["logicalLocations"] = [{"name": name, "kind": "item" if point.item else "claim"}]
    if location:
        result["locations"] = [location]
    return result


def _physical(place: Place, file: str) -> dict[str, Any]:
    """The article's file and the stretch of it; lines and columns count from 1, the end column is exclusive."""
    return {
        "artifactLocation": {"uri": quote(file), "uriBaseId": "%SRCROOT%"},
        "region": {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
            "charOffset": place.start,
            "charLength": place.end - place.start,
            "snippet": {"text": place.exact},
        },
    }
