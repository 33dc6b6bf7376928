"""A long report as numbered files beside each other: a browser needs most of a minute for one page of 100,000 claims."""

import gc
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from factcheck.errors import DiskError
from factcheck.report.desk_views import ArticleView, ReportView
from factcheck.report.file import file_page
from factcheck.report.page import ArticlePage
from factcheck.report.render import render_page
from factcheck.report.site.charts import Bar, stack
from factcheck.report.summary import Summary
from factcheck.report.write import guard, is_ours, write_whole

MOST_CLAIMS = 2000
"""How many claims one file shows before the report goes on in the next; an article is never torn."""


@dataclass(frozen=True, slots=True)
class PartEntry:
    """An article in a numbered part of a report.

    Attributes:
        ref: The article's reference.
        title: What it is called.
        summary: What its claims come to, without the claims themselves.
        bars: How its claims stand, as a bar.
        href: Where it is.
    """

    ref: str
    title: str
    summary: Summary
    bars: tuple[Bar, ...]
    href: str


@dataclass(frozen=True, slots=True)
class PartsPage:
    """The first file of a report in parts.

    Attributes:
        entries: Every article of the report, in order.
        parts: The file name of each part, in order.
        claims: How many claims all of them have together.
    """

    entries: tuple[PartEntry, ...]
    parts: tuple[str, ...]
    claims: int


@dataclass(frozen=True, slots=True)
class WrittenReport:
    """What writing a report came to.

    Attributes:
        files: The files, the one to open first.
        claims: How many claims they show.
    """

    files: tuple[Path, ...]
    claims: int


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Let Python look for garbage more seldom.

    Views and layouts hold no cycles, and there are hundreds of thousands of them at a time: looking through all of them
    again for every few hundred made costs a fifth of the whole report, and finds nothing.
    """
    before = gc.get_threshold()
    gc.set_threshold(20_000, 20, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@_seldom_collecting()
def write_articles(
    report: ReportView,
    articles: Iterable[ArticleView],
    path: Path,
    *,
    folders: tuple[Path, ...] = (),
    force: bool = False,
    most: int | None = None,
) -> WrittenReport:
    """Write a report to ``path``; with more than ``most`` claims (``MOST_CLAIMS``) to parts beside it, and a page that leads to them.

    Only one part is held at a time. Each file is written whole or not at all; parts of an earlier, longer report go.

    Args:
        report: What all parts share; its own articles are not looked at.
        articles: The articles, asked for one by one.
        path: The file; its folder must exist.
        folders: Folders whose templates go before ours.
        force: Whether files that are not ours may be replaced.
        most: Claims in a part; an article with more has a part of its own.

    Raises:
        RefusedError: A file without our generator mark is in the way, and ``force`` is not given.
        DiskError: ``path`` is a folder, or a file cannot be read or written.
        ValueError: A quote or a paragraph does not fit its article's text.
    """
    parts: list[Path] = []
    entries: list[PartEntry] = []
    claims = 0
    try:
        guard(path, is_ours, force=force)
        for batch, last in _batches(articles, most or MOST_CLAIMS):
            claims += sum(len(article.claims) for article in batch)
            view = replace(report, articles=batch)
            laid_out = file_page(view)
            pieces = render_page("pages/report.html.j2", view, folders, file=laid_out)
            if last and not parts:
                write_whole(pieces, path)
                _remove_after(path, 0)
                return WrittenReport((path,), claims)
            part = part_path(path, len(parts) + 1)
            guard(part, is_ours, force=force)
            write_whole(pieces, part)
            parts.append(part)
            entries += [_entry(shown.layout, part) for shown in laid_out.articles]
        names = tuple(part.name for part in parts)
        page = PartsPage(tuple(entries), names, claims)
        write_whole(render_page("pages/parts.html.j2", report, folders, page=page), path)
        _remove_after(path, len(parts))
    except OSError as error:
        raise DiskError(
            f"cannot write {path}: {error.strerror or error}", hint="choose another place with -o PATH"
        ) from error
    return WrittenReport((path, *parts), claims)


def part_path(path: Path, number: int) -> Path:
    """The file of a part: "report.part-2.html"."""
    return path.with_name(f"{path.stem}.part-{number}{path.suffix}")


def _batches(articles: Iterable[ArticleView], most: int) -> Iterator[tuple[tuple[ArticleView, ...], bool]]:
    """Articles in order, as many as have ``most`` claims together; and whether they are the last."""
    batch: list[ArticleView] = []
    for article in articles:
        if batch and sum(len(each.claims) for each in batch) + len(article.claims) > most:
            yield tuple(batch), False
            batch = []
        batch.append(article)
    yield tuple(batch), True


def _entry(page: ArticlePage, part: Path) -> PartEntry:
    """What is kept of an article that was written: its claims are let go."""
    bars = stack({group.key: len(group.claims) for group in page.summary.groups})
    light = replace(page.summary, groups=(), changes=(), answered=(), still_open=())
    return PartEntry(page.article.ref, page.title, light, bars, f"{part.name}#{page.article.ref}")


def _remove_after(path: Path, last: int) -> None:
    """Remove the parts of an earlier report beyond number ``last``; only files that carry our mark."""
    numbered = re.compile(re.escape(f"{path.stem}.part-") + r"(\d+)" + re.escape(path.suffix))
    for found in path.parent.glob(f"{_glob_escape(path.stem)}.part-*{_glob_escape(path.suffix)}"):
        match = numbered.fullmatch(found.name)
        if match and int(match[1]) > last and found.is_file() and is_ours(found):
            found.unlink()


def _glob_escape(text: str) -> str:
    return re.sub(r"([*?[])", r"[\1]", text)
