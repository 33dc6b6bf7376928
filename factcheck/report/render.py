"""A report as one self-contained HTML page, streamed piece by piece."""

import base64
import hashlib
from collections.abc import Iterator
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from factcheck.report import wording
from factcheck.report.desk_views import ReportView
from factcheck.report.page import lay_out, page_title
from factcheck.report.safety import find_href, host_of, language_tag, show_controls
from factcheck.resources import templates_dir

GENERATOR = "factcheck-desk"
"""What the page's generator mark starts with; a file without it is not ours to overwrite."""


@cache
def environment() -> Environment:
    """The templates' environment: everything escaped, an unknown name is an error, control characters are shown."""
    made = Environment(
        loader=FileSystemLoader(templates_dir()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=show_controls,
        auto_reload=False,
    )
    made.filters.update(
        day=wording.day,
        moment=wording.moment,
        counted=wording.counted,
        href=find_href,
        host=host_of,
        language=language_tag,
    )
    made.globals["words"] = wording
    return made


def _stylesheet() -> tuple[Markup, str]:
    """The stylesheet, and the policy's word for it: the SHA-256 of exactly the bytes between the style tags."""
    css = (templates_dir() / "assets" / "report.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return Markup(css), f"sha256-{digest}"  # noqa: S704 - our own file, and CSS must not be escaped


def render_report(view: ReportView) -> Iterator[str]:
    """The page for ``view`` in pieces; joined they are the whole document, in the same bytes for the same view.

    Raises:
        ValueError: A quote or a paragraph does not fit its article's text.
    """
    css, css_hash = _stylesheet()
    template = environment().get_template("pages/report.html.j2")
    stream = template.stream(
        report=view,
        title=page_title(view),
        pages=lay_out(view),
        css=css,
        css_hash=css_hash,
        generator=f"{GENERATOR} {view.tool_version}",
    )
    stream.enable_buffering(64)
    return stream
