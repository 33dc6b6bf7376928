"""The rules a desk may set for itself: each with the values it takes, what holds until somebody sets it, and a sentence."""

from collections.abc import Callable
from dataclasses import dataclass

from factcheck.core.scale import NONE, parse_scale, write_scale
from factcheck.errors import BadInputError, NotFoundError

#: What takes a rule of the desk's own back to what holds unless it is set.
DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class PolicyKey:
    """A rule by its key.

    ``values`` are the words it takes, or none where it takes a whole number up to ``most``; ``reader`` reads what is
    neither, in the ``form`` that people are told, and gives it as it is kept. A key that ends with a point is a family:
    ``lint.`` stands for ``lint.FC203`` and all others that begin so.
    """

    key: str
    default: str
    told: str
    values: tuple[str, ...] = ()
    most: int = 9
    reader: Callable[[str], str] | None = None
    form: str = ""

    @property
    def takes(self) -> str:
        """What may be set, in words."""
        if self.form:
            return self.form
        return " or ".join(self.values) if self.values else f"a number from 0 to {self.most}"

    def parse(self, value: str) -> str:
        """``value`` as it is kept.

        Raises:
            BadInputError: it is none of those the rule takes.
        """
        if self.reader is not None:
            return self.reader(value)
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
        "right-of-reply",
        "required",
        "Whether a claim with a risk is signed off only once its subject was asked, or with a reason why not.",
        ("required", "optional"),
    ),
    PolicyKey(
        "print-dissent",
        "no",
        "Whether a report for the public says where somebody who checked a claim again holds something else.",
        ("no", "yes"),
    ),
    PolicyKey(
        "scale",
        NONE,
        "The publishing scale: what this desk calls a status, with a point where the scale has points.",
        reader=lambda value: write_scale(parse_scale(value)),
        form=f"statuses, with a point and a word each, like STATUS=1 WORD, or {NONE}",
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
