import json
import os
import re
import shutil
import subprocess

import pytest

VNU = os.environ.get("FACTCHECK_VNU", "")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.checker,
    pytest.mark.deep,
    pytest.mark.skipif(
        not VNU or not shutil.which("java"),
        reason="no HTML checker: install Java and set FACTCHECK_VNU to its vnu.jar (npm pack vnu-jar)",
    ),
]
# It does not compute the hashes a policy allows elements by, and knows no origin of a file on disk; Chromium does, in
# test_report_page and test_site. And a text under check is shown as it was written, composed or not.
_EXPLAINED = re.compile(
    r"Inline (style|script) violates Content Security Policy .*(nonce/hash|hash)|Resource violates Content Security Policy .*external stylesheet|.* not in Unicode Normalization Form C",
    re.DOTALL,
)


def check(*paths):
    """What the Nu HTML checker says of these files."""
    run = subprocess.run(
        ["java", "-jar", VNU, "--format", "json", "--stdout", "--exit-zero-always", *map(str, paths)],
        capture_output=True, check=True, timeout=300,
    )  # fmt: skip
    return json.loads(run.stdout)["messages"]


def test_the_checker_says_nothing_against_any_kind_of_page(pages):
    said = check(*pages.values())
    assert [
        (each["type"], each["message"], each.get("extract", ""))
        for each in said
        if not (each["type"] == "info" and _EXPLAINED.match(each["message"]))
    ] == []


def test_the_checker_would_have_said_something(tmp_path):
    page = tmp_path / "bad.html"
    page.write_text('<!DOCTYPE html><title>x</title><p id="a"><p id="a"><div></p>')
    assert {each["type"] for each in check(page)} >= {"error"}
