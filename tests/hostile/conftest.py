import sys
from pathlib import Path

import pytest

# The helpers are a plain module beside the command tests; importlib mode leaves that folder off the path.
sys.path.insert(0, str(Path(__file__).parents[1] / "cli"))
pytest.register_assert_rewrite("desks")

from desks import desk_from


@pytest.fixture
def claims(engine_name, places_of, clock, tmp_path, monkeypatch):
    """A desk with the story and its three claims."""
    with desk_from(places_of(engine_name), "claims", tmp_path) as desk:
        monkeypatch.chdir(desk.folder)
        yield desk
