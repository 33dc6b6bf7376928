"""What the tests of this folder share."""

import pytest
from support.vandal import open_vandal


@pytest.fixture
def vandal(populated_place):
    """A session without triggers or foreign keys in its way; nothing it does is kept."""
    with open_vandal(populated_place) as session:
        yield session
