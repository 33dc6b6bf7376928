"""What a page carries besides its words: the stylesheet, the house's own colours, the one script, each with its hash."""

import base64
import hashlib
from functools import cache
from pathlib import Path

from markupsafe import Markup

from factcheck.report.desk_views import Branding, ReportView
from factcheck.report.language import Language
from factcheck.report.paper import page_style
from factcheck.report.safety import find_colour
from factcheck.resources import templates_dir

STYLESHEETS = ("report.css", "site.css", "index.css")
"""The parts of the stylesheet, in order."""


def digest(text: str) -> str:
    """The word of a policy that allows exactly ``text`` between the tags of a style or script element."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


@cache
def stylesheet(folders: tuple[Path, ...] = ()) -> str:
    """The stylesheet of every page; a folder of ``folders`` that has one of its parts in ``assets`` goes before ours."""
    found = []
    for name in STYLESHEETS:
        places = (folder / "assets" / name for folder in (*folders, templates_dir()))
        found.append(next(place for place in places if place.is_file()).read_text(encoding="utf-8"))
    return "\n".join(found)


def house_style(report: ReportView, language: Language) -> str:
    """The small stylesheet made for one report: the house's colours, and the head and foot of printed pages."""
    return _colours(report.branding) + page_style(report, language)


def _colours(branding: Branding) -> str:
    """Rules for the house's own colour of links."""
    light, dark = find_colour(branding.accent), find_colour(branding.accent_dark)
    rules = []
    if light:
        # On dark paper ours stays: a colour for light paper cannot be read there.
        rules.append(f"@media not screen and (prefers-color-scheme: dark) {{ :root {{ --link: {light}; }} }}\n")
    if dark:
        rules.append(f"@media screen and (prefers-color-scheme: dark) {{ :root {{ --link: {dark}; }} }}\n")
    return "".join(rules)


@cache
def script_and_hash() -> tuple[Markup, str]:
    """The script ``assets/report.js`` and the word for it in ``script-src`` of the page's policy.

    Returns:
        The text to stand between ``<script>`` and ``</script>``, unescaped and with nothing added, and
        ``sha256-...`` over exactly those bytes. What the script expects of the page stands at its head.
    """
    script = (templates_dir() / "assets" / "report.js").read_text(encoding="utf-8")
    return Markup(script), digest(script)  # noqa: S704 - our own file, and a script must not be escaped


def policy(*styles: str, script: str = "") -> Markup:
    """The content security policy of a page: nothing but these styles, pictures in the page, and this script.

    Args:
        styles: Sources of ``style-src`` as the policy spells them.
        script: The hash of the script, or empty for a page without one.
    """
    words = f"default-src 'none'; style-src {' '.join(styles)}; img-src data:; base-uri 'none'; form-action 'none'"
    if script:
        words += f"; script-src '{script}'; require-trusted-types-for 'script'; trusted-types 'none'"
    return Markup(words)  # noqa: S704 - made of our own words and hashes
