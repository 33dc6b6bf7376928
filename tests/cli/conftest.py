import sys
from pathlib import Path

import pytest

# The helpers are a plain module beside the tests; importlib mode leaves this folder off the path.
sys.path.insert(0, str(Path(__file__).parent))
pytest.register_assert_rewrite("desks")

import desks
from support.running import Desk


@pytest.fixture
def filled(engine_name, places_of, clock, tmp_path, monkeypatch):
    """Give it the name of a template of ``desks``, and it gives a desk to run commands on."""
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    made = []

    def fill(name):
        made.append(places_of(engine_name).copy(name, tmp_path))
        return Desk(made[-1].__enter__(), work)

    assert desks.BUILDERS.keys() >= {"story", "claims"}
    yield fill
    for each in made:
        each.__exit__(None, None, None)


@pytest.fixture
def story(filled):
    """A desk with the story and no claims."""
    return filled("story")


@pytest.fixture
def claims(filled):
    """A desk with the story and its three claims."""
    return filled("claims")
