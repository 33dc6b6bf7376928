import sys
from pathlib import Path

# The runner of pages is a module beside these tests; importlib mode leaves this folder off the path.
sys.path.insert(0, str(Path(__file__).parent))
