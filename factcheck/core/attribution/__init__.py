"""Who says what in an article: every act of saying or thinking with its speaker, and a proposal for one quote.

Rules over word lists (``core/lists``, each with its source); nothing is learned at run time and nothing leaves the text.
"""

from factcheck.core.attribution.finding import find_attributions
from factcheck.core.attribution.found import Found, Proposal, Resolved
from factcheck.core.attribution.proposing import propose

__all__ = ["Found", "Proposal", "Resolved", "find_attributions", "propose"]
