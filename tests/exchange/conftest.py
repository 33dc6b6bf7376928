import json
import sys
from pathlib import Path

import pytest

# The strategies are a plain module beside the tests; importlib mode leaves this folder off the path.
sys.path.insert(0, str(Path(__file__).parent))

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def example_folder():
    return ROOT / "examples" / "deepseek"


@pytest.fixture(scope="session")
def claim_set_schema():
    return json.loads((ROOT / "docs/schemas/claim-set.schema.json").read_text(encoding="utf-8"))
