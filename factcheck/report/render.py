"""A report as one self-contained HTML page, streamed piece by piece."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from factcheck.report.assets import digest, house_style, policy, script_and_hash, stylesheet
from factcheck.report.desk_views import ReportView
from factcheck.report.file import file_page
from factcheck.report.language import get_language
from factcheck.report.safety import find_href, host_of, language_tag
from factcheck.report.speech import teach
from factcheck.report.templating import PageEnvironment
from factcheck.resources import templates_dir

GENERATOR = "factcheck-desk"
"""What the page's generator mark starts with; a file without it is not ours to overwrite."""


@cache
def environment(tag: str = "en", folders: tuple[Path, ...] = ()) -> Environment:
    """The templates' environment: everything escaped, an unknown name is an error, control characters are shown.

    Args:
        tag: The language of the page's own words.
        folders: Folders whose templates go before ours.

    Raises:
        BadInputError: The report has no catalogue for the language.
    """
    made = PageEnvironment(
        loader=FileSystemLoader([*folders, templates_dir()]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n"],
    )
    teach(made, get_language(tag))
    made.filters.update(href=find_href, host=host_of, language=language_tag)
    return made


def render_report(view: ReportView, folders: tuple[Path, ...] = ()) -> Iterator[str]:
    """The page for ``view`` in pieces; joined they are the whole document, in the same bytes for the same view.

    Args:
        view: The report as its audience may see it.
        folders: Folders whose templates go before ours.

    Raises:
        BadInputError: The report has no catalogue for the view's language.
        ValueError: A quote or a paragraph does not fit its article's text.
    """
    return render_page("pages/report.html.j2", view, folders, file=file_page(view))


def render_page(name: str, view: ReportView, folders: tuple[Path, ...] = (), **values: object) -> Iterator[str]:
    """A self-contained page in pieces.

    Args:
        name: Its template.
        view: The report it belongs to.
        folders: Folders whose templates go before ours.
        values: What the template is given besides.

    Raises:
        BadInputError: The report has no catalogue for the view's language.
    """
    css, house = stylesheet(folders), house_style(view, get_language(view.language))
    script, script_hash = script_and_hash()
    stream = (
        environment(view.language, folders)
        .get_template(name)
        .stream(
            report=view,
            css=Markup(css),  # noqa: S704 - our own files, and CSS must not be escaped
            paper=Markup(house),  # noqa: S704 - our own CSS, its texts escaped as CSS strings
            script=script,
            policy=policy(f"'{digest(css)}'", f"'{digest(house)}'", script=script_hash),
            generator=f"{GENERATOR} {view.tool_version}",
            **values,
        )
    )
    stream.enable_buffering(64)
    return stream
