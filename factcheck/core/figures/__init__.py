"""Quantities claimed and found: read from what people write, kept as decimal text, compared without floats.

Finding them in running text is ``figures/finding.py``, which is loaded only where it is asked for.
"""

from factcheck.core.figures.comparing import Difference, difference
from factcheck.core.figures.drawing import Scale, scale
from factcheck.core.figures.quantity import DATE, Quantity, check_quantity
from factcheck.core.figures.reading import parse_quantity

__all__ = ["DATE", "Difference", "Quantity", "Scale", "check_quantity", "difference", "parse_quantity", "scale"]
