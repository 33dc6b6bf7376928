"""Whether a word is a plural, as far as its spelling tells."""

from factcheck.core.figures import tables

_SHORTEST = 3


def is_plural(noun: str) -> bool:
    """Whether a word in lower case is a plural noun: "homes", "people"; not "is", "famous", "sales" before "managers"."""
    if noun in tables.MANY:
        return True
    ends = noun.endswith("s") and len(noun) >= _SHORTEST and not noun.endswith("ss")
    return ends and noun not in tables.SINGULAR_S and noun not in tables.STOPS
