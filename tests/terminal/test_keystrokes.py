"""The measurement of keys: a part of the worked example typed at a terminal is on the desk as it is in the example."""

import re
import subprocess
import sys

import pytest
from terminal import ROOT


@pytest.mark.deep
def test_what_is_typed_of_the_worked_example_is_on_the_desk():
    command = [sys.executable, "-m", "benchmarks.keystrokes", "--claims", "7", "--seed", "3"]
    result = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False, cwd=ROOT)
    assert "the desk holds what was entered: yes" in result.stdout, result.stdout + result.stderr
    keys, words = (
        int(number.replace(",", "")) for number in re.search(r"in all +([\d,]+) +([\d,]+)", result.stdout).groups()
    )
    # Seven claims name new sources and documents; over the whole example the two come nearer to each other.
    assert words < keys < 2 * words
