"""The rules a desk may set for itself: each with the values it takes, what holds until somebody sets it, and a sentence."""

from dataclasses import dataclass

from factcheck.errors import BadInputError, NotFoundError

#: What takes a rule of the desk's own back to what holds unless it is set.
DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class PolicyKey:
    """A rule by its key.

    ``values`` are the words it takes, or none where it takes a whole number up to ``most``. A key that ends with a
    point is a family: ``lint.`` stands for ``lint.FC203`` and all others that begin so.
    """

    key: str
    default: str
    told: str
    values: tuple[str, ...] = ()
    most: int = 9

    @property
    def takes(self) -> str:
        """What may be set, in words."""
        return " or ".join(self.values) if self.values else f"a number from 0 to {self.most}"

    def parse(self, value: str) -> str:
        """``value`` as it is kept.

        Raises:
            BadInputError: it is none of those the rule takes.
        """
        low = value.strip().lower()
        if low in self.values or (not self.values and low.isascii() and low.isdigit() and int(low) <= self.most):
            return low if self.values else str(int(low))
        raise BadInputError(f"'{value}' is no value of {self.key}", hint=f"it takes {self.takes}, or {DEFAULT}")


#: All there are, in the order in which they are shown. A new rule is a line here and a ``get_policy`` where it counts.
POLICIES: tuple[PolicyKey, ...] = (
    PolicyKey(
        "independent-origins",
        "0",
        "How many independent origins the desk asks of a confirmed claim; 0 asks for none.",
    ),
    PolicyKey(
        "second-check",
        "optional",
        "Whether a report is clear only when a second person has signed every claim off.",
        ("optional", "required"),
    ),
    PolicyKey(
        "own-signoff",
        "refused",
        "Whether who set a status may sign it off; where that is allowed it is recorded as their own.",
        ("refused", "allowed"),
    ),
    PolicyKey(
        "blind-check",
        "optional",
        "Whether who signs a claim off must have checked it blind before.",
        ("optional", "required"),
    ),
    PolicyKey(
        "logins",
        "sign-off",
        "On a server, what a person may do only under their own login: sign off and check, every change, or nothing.",
        ("sign-off", "all", "free"),
    ),
    PolicyKey(
        "lint.",
        "on",
        "A rule of factcheck lint, by its code (lint.FC203): off, or how grave it is taken here.",
        ("on", "off", "note", "warning", "error"),
    ),
)


def find_key(key: str) -> PolicyKey:
    """The rule a key names, or the family it belongs to.

    Raises:
        NotFoundError: there is none, with those there are.
    """
    low = key.strip()
    for each in POLICIES:
        family = each.key.endswith(".")
        if (family and low.startswith(each.key) and low != each.key) or (not family and low == each.key):
            return each
    raise NotFoundError(f"the desk has no policy '{key}'", hint=", ".join(each.key for each in POLICIES))
