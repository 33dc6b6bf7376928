import sys
from pathlib import Path

import pytest

# Helpers are plain modules beside the tests; importlib mode leaves this folder off the path.
sys.path.insert(0, str(Path(__file__).parent))
from site_files import build


@pytest.fixture(scope="session")
def built():
    """The maker of a site's files: ``built(report, audience)``."""
    return build
