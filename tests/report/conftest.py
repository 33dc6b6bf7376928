import sys
from pathlib import Path

# The sample views are a plain module beside the tests; importlib mode leaves this folder off the path.
sys.path.insert(0, str(Path(__file__).parent))
