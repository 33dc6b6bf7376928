import sys
from collections.abc import Callable
from pathlib import Path

import pytest

# The helpers are plain modules; importlib mode leaves their folders off the path.
sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "cli")]
pytest.register_assert_rewrite("desks", "terminal")

from desks import desk_from
from terminal import Terminal


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sessions at a terminal take seconds each."""
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker("deep")


@pytest.fixture
def story(places_of, clock, tmp_path, monkeypatch):
    """A desk in a file with the story and no claims."""
    with desk_from(places_of("sqlite"), "story", tmp_path) as desk:
        monkeypatch.chdir(desk.folder)
        yield desk


@pytest.fixture
def claims(places_of, clock, tmp_path, monkeypatch):
    """A desk in a file with the story and its three claims."""
    with desk_from(places_of("sqlite"), "claims", tmp_path) as desk:
        monkeypatch.chdir(desk.folder)
        yield desk


@pytest.fixture
def at(request) -> Callable[..., Terminal]:
    """Start ``factcheck ARGUMENTS`` on a desk in a terminal of its own."""
    started = []

    def start(desk, *arguments: object, **options) -> Terminal:
        command = (sys.executable, "-m", "factcheck", *arguments)
        started.append(Terminal(*command, desk=desk.address, cwd=desk.folder, **options))
        return started[-1]

    yield start
    for each in started:
        each.child.close(force=True)
