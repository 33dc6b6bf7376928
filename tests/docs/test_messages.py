"""Every catalogue has every message of the report, whole; and the check says so when one has not."""

import importlib.util

import pytest
from babel.messages.catalog import Catalog
from page_runner import CHECKOUT

from factcheck.report.language import CATALOGUES, LANGUAGES


@pytest.fixture(scope="module")
def messages():
    spec = importlib.util.spec_from_file_location("messages", CHECKOUT / "docs" / "messages.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def source(messages):
    return messages.extracted()


def test_messages_are_found_in_code_and_templates(source):
    found = {message.id for message in source}
    assert {"Skip to the report", "No claim has been entered.", "not a matter of fact"} <= found
    assert ("%(num)s item", "%(num)s items") in found
    assert source.get("for", "evidence")
    assert len(found) > 300


def test_no_message_holds_markup_or_a_loose_percent_sign(messages, source):
    assert list(messages.source_problems(source)) == []


@pytest.mark.parametrize("tag", [tag for tag in LANGUAGES if tag != "en"])
def test_every_message_is_translated(messages, source, tag):
    path = CATALOGUES / f"{tag}.po"
    catalogue = messages.read(path, tag)
    assert list(messages.problems(catalogue, source)) == []
    assert messages.written(catalogue) == path.read_bytes()


def test_there_is_no_catalogue_that_nobody_can_choose():
    assert {path.stem for path in CATALOGUES.iterdir()} == set(LANGUAGES) - {"en"}


@pytest.mark.parametrize(
    ("held", "problem"),
    [
        ({}, "missing: 'by %(name)s'"),
        ({"string": ""}, "not translated: 'by %(name)s'"),
        ({"string": "de %(name)s", "flags": ["fuzzy"]}, "fuzzy: 'by %(name)s'"),
        ({"string": "de"}, "other placeholders than 'by %(name)s': 'de'"),
        ({"string": "de %(name)s %(day)s"}, "other placeholders than 'by %(name)s': 'de %(name)s %(day)s'"),
        ({"string": "de %(name)s 100%"}, "other placeholders than 'by %(name)s': 'de %(name)s 100%'"),
    ],
)
def test_what_cannot_be_used_is_told(messages, held, problem):
    source, catalogue = Catalog(), Catalog(locale="fr")
    source.add("by %(name)s")
    if held:
        catalogue.add("by %(name)s", **held)
    assert list(messages.problems(catalogue, source)) == [problem]


def test_a_plural_wants_every_form_and_may_leave_its_number_out(messages):
    source, catalogue = Catalog(), Catalog(locale="fr")
    source.add(("%(num)s of %(total)s", "%(num)s of %(total)s"))
    catalogue.add(("%(num)s of %(total)s", "%(num)s of %(total)s"), ("un sur %(total)s", "%(num)s sur %(total)s"))
    assert list(messages.problems(catalogue, source)) == []
    catalogue["%(num)s of %(total)s"].string = ("un sur %(total)s", "")
    assert list(messages.problems(catalogue, source)) == ["not translated: '%(num)s of %(total)s'"]
    catalogue["%(num)s of %(total)s"].string = ("un sur %(total)s", "%(num)s")
    assert list(messages.problems(catalogue, source)) == ["other placeholders than '%(num)s of %(total)s': '%(num)s'"]


def test_a_translation_of_what_the_code_no_longer_says_is_told(messages):
    catalogue = Catalog(locale="fr")
    catalogue.add("gone", "parti")
    assert list(messages.problems(catalogue, Catalog())) == ["not in the code: 'gone'"]


def test_markup_in_a_message_is_told(messages):
    source = Catalog()
    source.add("<b>bold</b>")
    source.add("100% sure")
    assert [problem.split(":")[0] for problem in messages.source_problems(source)] == [
        "holds markup",
        "a % that is neither %% nor a named placeholder",
    ]
