"""The pictures of terminals: what is in them, that pages show them, and that one command makes them anew."""

import importlib.util
import re
import subprocess
import sys
import xml.etree.ElementTree as ET

import pytest
from page_runner import CHECKOUT
from pyte.screens import Char

FOLDER = CHECKOUT / "docs" / "images" / "captures"
PICTURES = sorted(FOLDER.glob("*.svg"))
SVG = "{http://www.w3.org/2000/svg}"
SHOWN = {
    "guided": "save, or again to change an answer",
    "guided-quote": "nearest passage: “drew 30,000 visitors”",
    "list": "9 claims in p5 (71 in all)",
    "mark": "12 claims entered: 1-12",
    "mark-editor": "[[We have not dredged",
    "next": "after this",
    "standing": "NOT CLEAR: ",
}


@pytest.fixture(scope="module")
def captures():
    spec = importlib.util.spec_from_file_location("captures", CHECKOUT / "docs" / "captures.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def texts(svg: str) -> list[str]:
    return [element.text for element in ET.fromstring(svg).iter(f"{SVG}text")]


def test_every_session_has_its_picture():
    assert {path.stem for path in PICTURES} == set(SHOWN)


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.stem)
def test_the_picture_shows_what_it_is_for(path):
    svg = path.read_text(encoding="utf-8")
    assert SHOWN[path.stem] in "\n".join(texts(svg))
    assert ET.fromstring(svg).find(f"{SVG}title").text
    for leak in ("/tmp", "/home", "/root", "/work", "Traceback", "command not found"):
        assert leak not in svg


def test_a_page_shows_each_with_words_for_those_who_do_not_see_it():
    page = (CHECKOUT / "docs" / "desk-work.md").read_text(encoding="utf-8")
    shown = dict(re.findall(r"!\[([^\]]+)\]\(images/captures/([\w-]+)\.svg\)", page))
    assert sorted(shown.values()) == sorted(SHOWN)
    assert all(len(words.split()) > 3 for words in shown)


def test_characters_stay_in_their_columns_whatever_the_font(captures):
    row = [Char(letter) for letter in "ab  <&"] + [Char("é", fg="red", bold=True)]
    svg = captures.Picture("A & B", [row]).svg()
    root = ET.fromstring(svg)
    found = [(text.text, int(text.get("x")), int(text.get("textLength"))) for text in root.iter(f"{SVG}text")]
    assert found == [("ab", 12, 16), ("<&", 44, 16), ("é", 60, 8)]
    assert [text.get("font-weight") for text in root.iter(f"{SVG}text")] == [None, None, "bold"]
    assert root.find(f"{SVG}title").text == "A & B"


@pytest.mark.deep
@pytest.mark.one_engine("sqlite")
def test_the_pictures_are_those_the_command_makes(tmp_path):
    made = subprocess.run(
        [sys.executable, CHECKOUT / "docs" / "captures.py", tmp_path], check=False, capture_output=True, text=True
    )
    assert made.returncode == 0, made.stderr
    assert {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()} == {
        path.name: path.read_text("utf-8") for path in PICTURES
    }
