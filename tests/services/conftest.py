import sys
from pathlib import Path

import pytest

# Helpers are plain modules beside the tests they serve; importlib mode leaves these folders off the path.
for folder in ("services", "exchange", "cli"):
    sys.path.insert(0, str(Path(__file__).parents[1] / folder))
pytest.register_assert_rewrite("desks", "valid_sets")
