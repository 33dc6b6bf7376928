import sys
from pathlib import Path

import pytest

# The helpers are a plain module beside the command tests; importlib mode leaves that folder off the path.
sys.path.insert(0, str(Path(__file__).parents[1] / "cli"))
pytest.register_assert_rewrite("desks")

from desks import add_claims, add_story


@pytest.fixture
def story(desk):
    """A desk with the story and no claims."""
    add_story(desk)
    return desk


@pytest.fixture
def claims(desk):
    """A desk with the story and its three claims."""
    add_claims(desk)
    return desk
