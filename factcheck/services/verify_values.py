"""What reading an altered value may raise, and how a verification says so."""

from sqlalchemy.exc import OperationalError

#: A word off its list, a date that is none, a key that leads nowhere, no JSON, bytes that are no text.
UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, ArithmeticError, OperationalError)


def reraise_unless_unreadable(error: Exception) -> None:
    """Let pass what an altered value raises.

    Raises:
        OperationalError: the database has trouble of another kind; that is no fault of the desk's.
    """
    if isinstance(error, OperationalError) and "decode" not in str(error.orig).lower():
        raise error


def said(error: Exception) -> str:
    """An error's own words, in one line; of what the database read, no more than that it is no text."""
    if isinstance(error, OperationalError):
        return "a text in it is not UTF-8"
    return " ".join(str(error).split())[:200] or type(error).__name__
