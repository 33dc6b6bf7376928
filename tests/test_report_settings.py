"""What ``[report]`` in ``factcheck.toml`` may say, and what it may not."""

import base64

import pytest

from factcheck.config import find_settings
from factcheck.errors import BadInputError, DiskError
from factcheck.report_settings import MAX_LOGO, ReportSettings, find_report_settings

PNG = b"\x89PNG\r\n\x1a\n and the rest"


@pytest.fixture
def house(tmp_path):
    """A maker of ``factcheck.toml`` with a table for reports; gives back the folder."""

    def write(*lines):
        text = "\n".join(['db = "desk.db"', "[report]", *lines])
        (tmp_path / "factcheck.toml").write_text(text, encoding="utf-8")
        return tmp_path

    return write


def test_all_of_it_is_read_and_paths_count_from_the_file(house, tmp_path):
    (tmp_path / "ours").mkdir()
    (tmp_path / "below").mkdir()
    house(
        'name = "The  Daily"', 'logo = "logo.PNG"', 'footer = "© The Daily"', 'accent = "#1B4F7F"', 'audience = "public"',
        'accent-dark = "#a0c8e8"', 'language = "pt-BR"', 'templates = "ours"',
    )  # fmt: skip
    assert find_report_settings(tmp_path / "below") == ReportSettings(
        name="The Daily", logo=tmp_path / "logo.PNG", footer="© The Daily", accent="#1b4f7f", accent_dark="#a0c8e8",
        audience="public", language="pt-BR", templates=tmp_path / "ours",
    )  # fmt: skip


def test_nothing_said_is_nothing(house, tmp_path):
    assert find_report_settings(tmp_path) == ReportSettings()
    assert find_report_settings(house()) == ReportSettings()
    assert ReportSettings().logo_address() == ""


def test_what_is_said_of_reports_is_no_matter_of_other_commands(house):
    folder = house("name = 7", 'colour = "red"')
    assert find_settings(desk=None, person=None, environment={}, start=folder).desk == str(folder / "desk.db")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("name = 7", "has 'name' under [report], which it may not hold as it is"),
        ('colour = "red"', "has 'colour' under [report]"),
        ('accent_dark = "#000000"', "has 'accent_dark' under [report]"),
        ('accent = "red"', "accent under [report]: 'red' is no colour"),
        ('accent = "#12345"', "is no colour"),
        ('accent-dark = "#1b4f7f; }"', "is no colour"),
        ('accent = "#1b4f7f\\n"', "is no colour"),
        ('audience = "Public"', "'Public' is no audience"),
        ('logo = "logo.gif"', "'logo.gif' is no picture that a report takes"),
        ('logo = "logo"', "is no picture"),
        ('templates = "nowhere"', "'nowhere' is no folder"),
        ('name = "   "', "name under [report]: the text is empty"),
        ('footer = "a\\u0000b"', "footer under [report]"),
    ],
)
def test_what_it_may_not_say_is_named_with_the_file(house, line, says):
    folder = house(line)
    with pytest.raises(BadInputError) as caught:
        find_report_settings(folder)
    assert says in str(caught.value)
    assert str(folder / "factcheck.toml") in str(caught.value)
    assert caught.value.hint


@pytest.mark.parametrize("content", ['report = "ours"', "report = [1]", "report = 7"])
@pytest.mark.parametrize(
    "find", [find_report_settings, lambda start: find_settings(desk=None, person=None, environment={}, start=start)]
)
def test_a_report_that_is_no_table_is_refused(tmp_path, content, find):
    (tmp_path / "factcheck.toml").write_text(content, encoding="utf-8")
    with pytest.raises(BadInputError, match="has 'report', which it may not hold as it is"):
        find(tmp_path)


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("a.png", PNG, "image/png"),
        ("a.JPG", b"\xff\xd8\xff\xe0", "image/jpeg"),
        ("a.webp", b"RIFF....WEBP", "image/webp"),
        ("a.svg", b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg+xml"),
        ("a.png", PNG.ljust(MAX_LOGO, b"."), "image/png"),
    ],
)
def test_a_logo_travels_in_its_address(house, name, data, media_type):
    folder = house(f'logo = "{name}"')
    (folder / name).write_bytes(data)
    head, coded = find_report_settings(folder).logo_address().split(",")
    assert head == f"data:{media_type};base64"
    assert base64.b64decode(coded) == data


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.png", PNG.ljust(MAX_LOGO + 1, b"."), "larger than 256 KB"),
        ("a.png", b"<html>", "no picture of that kind"),
        ("a.svg", PNG, "no picture of that kind"),
        ("a.svg", b"<html></html>", "no picture of that kind"),
    ],
)
def test_a_logo_that_is_too_large_or_something_else_is_refused(house, name, data, says):
    folder = house(f'logo = "{name}"')
    (folder / name).write_bytes(data)
    with pytest.raises(BadInputError, match=says):
        find_report_settings(folder).logo_address()


def test_a_logo_that_is_not_there_is_named(house):
    with pytest.raises(DiskError, match=r"cannot read the logo .*none\.png"):
        find_report_settings(house('logo = "none.png"')).logo_address()
