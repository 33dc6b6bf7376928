"""How far a figure claimed is from the one found, said in the report's language."""

import re

from factcheck.core.dates import MONTHS
from factcheck.report.language import N_, NN_, Language

_SENTENCES = (
    (r"the same", N_("the same")),
    (r"falls within", N_("falls within")),
    (r"within what was claimed", N_("within what was claimed")),
    (
        r"within what was found \((?P<found>.+)\), which is less exact",
        N_("within what was found (%(found)s), which is less exact"),
    ),
    (r"within what was found \((?P<found>.+)\)", N_("within what was found (%(found)s)")),
    (r"at one end of what was found \((?P<found>.+)\)", N_("at one end of what was found (%(found)s)")),
    (r"overlaps what was found \((?P<found>.+)\)", N_("overlaps what was found (%(found)s)")),
    (r"about the same \((?P<found>.+) was found\)", N_("about the same (%(found)s was found)")),
    (
        r"partly within what was claimed \((?P<found>.+) was found\)",
        N_("partly within what was claimed (%(found)s was found)"),
    ),
    (r"the limit itself was found \((?P<found>.+)\)", N_("the limit itself was found (%(found)s)")),
    (r"(?P<amount>.+) above what was found", N_("%(amount)s above what was found")),
    (r"(?P<amount>.+) below what was found", N_("%(amount)s below what was found")),
    (r"(?P<amount>.+) after what was found", N_("%(amount)s after what was found")),
    (r"(?P<amount>.+) before what was found", N_("%(amount)s before what was found")),
)
_AMOUNTS = (
    (r"(?P<amount>.+) percentage points", N_("%(amount)s percentage points")),
    (r"at least (?P<amount>.+)", N_("at least %(amount)s")),
    (r"at most (?P<amount>.+)", N_("at most %(amount)s")),
    (r"over (?P<amount>.+)", N_("over %(amount)s")),
    (r"under (?P<amount>.+)", N_("under %(amount)s")),
    (r"(?P<low>.+) to (?P<high>.+)", N_("%(low)s to %(high)s")),
)
_DATE = re.compile(rf"(?:(?P<day>\d{{1,2}}) )?(?P<month>{'|'.join(MONTHS)}) (?P<year>\d{{4}})")
_TIMES = (
    (r"(?P<amount>.*?(?P<last>[\d,]+)) days?", NN_("%(amount)s day", "%(amount)s days")),
    (r"(?P<amount>.*?(?P<last>[\d,]+)) months?", NN_("%(amount)s month", "%(amount)s months")),
    (r"(?P<amount>.*?(?P<last>[\d,]+)) years?", NN_("%(amount)s year", "%(amount)s years")),
)


def say_difference(text: str, language: Language) -> str:
    """The words of ``core.figures.difference`` in ``language``; any others come back as they are."""
    if language.tag == "en":
        return text
    for pattern, message in _SENTENCES:
        match = re.fullmatch(pattern, text)
        if match:
            return language.gettext(
                message, **{key: _amount(part, language) for key, part in match.groupdict().items()}
            )
    return text


def _amount(text: str, language: Language) -> str:
    """A quantity in words: "3 to 5 days", "over 40", "28 January 2025"."""
    for pattern, (one, many) in _TIMES:
        match = re.fullmatch(pattern, text)
        if match:
            number = int(match["last"].replace(",", ""))
            return language.ngettext(one, many, number, amount=_amount(match["amount"], language))
    for pattern, message in _AMOUNTS:
        match = re.fullmatch(pattern, text)
        if match:
            return language.gettext(
                message, **{key: _amount(part, language) for key, part in match.groupdict().items()}
            )
    match = _DATE.fullmatch(text)
    if not match:
        return text
    month = f"{match['year']}-{MONTHS.index(match['month']) + 1:02}"
    return language.day(f"{month}-{int(match['day']):02}" if match["day"] else month)
