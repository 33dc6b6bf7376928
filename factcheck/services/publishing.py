"""Write the report of a desk as a site, the first time whole and after that only what changed."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factcheck.core.canonical import sha256
from factcheck.db.session import desk_uid
from factcheck.errors import BadInputError
from factcheck.exchange.feeds import Feed, atom, json_feed
from factcheck.models import Article, Claim, Correction, Event, Version
from factcheck.report.audience import Audience
from factcheck.report.desk_views import ArticleView, Branding
from factcheck.report.language import CATALOGUES
from factcheck.report.notices import feed_title, feed_words
from factcheck.report.render import GENERATOR
from factcheck.report.site.build import ROWS, SiteBuilder
from factcheck.report.site.manifest import Manifest
from factcheck.report.site.render import article_path, claim_path
from factcheck.report.site.rows import SiteRows
from factcheck.report.site.tables import read_rows
from factcheck.report.site.write import SiteFolder
from factcheck.resources import templates_dir
from factcheck.services.articles import list_articles
from factcheck.services.loading import CLAIMS, PLACED, PLACES, VERSIONS
from factcheck.services.presenting import Wanted, articles_shown, frame_of

# Beyond this many entries of the history a whole run costs little more than finding out what they touched.
_MOST_EVENTS = 5000
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Published:
    """What writing a site came to, in files.

    Attributes:
        written: How many were written, the manifest not counted.
        kept: How many were left as they were.
        removed: How many were taken away because the site no longer has them.
        files: How many the site has, the manifest not counted.
        whole: Whether every page was looked at, and not only those that entries of the history can have touched.
    """

    written: int
    kept: int
    removed: int
    files: int
    whole: bool


def publish(
    session: Session,
    folder: Path,
    *,
    articles: Sequence[Article] | None = None,
    audience: Audience = Audience.EDITOR,
    language: str = "en",
    branding: Branding | None = None,
    include_confidential: bool = False,
    templates: tuple[Path, ...] = (),
    force: bool = False,
) -> Published:
    """Write the desk's report to ``folder`` as a site for ``audience``.

    For the public, whoever calls this has asked ``disclosing.refuse_disclosures`` first: here fields are taken away, and
    names that hide in prose are not looked for.

    Args:
        session: The desk, or its past.
        folder: The site's folder; it is made where its parent exists.
        articles: The articles to show; all of the desk where it is None.
        audience: Whom it is for.
        language: The language of the report's own words.
        branding: Name, logo, colours and footer of the house, where it has any.
        include_confidential: Also internal notes, contacts, and who spoke off the record.
        templates: Folders whose templates go before ours.
        force: Whether files that are not ours may be replaced.

    Raises:
        RefusedError: The folder holds what is not ours, and is not forced.
        DiskError: It cannot be read or written.
        BadInputError: The report has no catalogue for the language.
    """
    wanted = Wanted(audience, branding or Branding(), language, include_confidential)
    run = _Run(session, list_articles(session) if articles is None else articles, wanted, templates)
    site = SiteFolder(folder, force=force)
    try:
        whole = not run.write_changes(site)
        if whole:
            run.write_all(site)
        run.write_feeds(site)
        site.finish(run.manifest())
    finally:
        site.close()
    return Published(site.written, site.kept, site.removed, site.written + site.kept, whole)


class _Run:
    """One run over a desk: what it shows, and what it has to look at again."""

    def __init__(
        self, session: Session, articles: Iterable[Article], wanted: Wanted, templates: tuple[Path, ...]
    ) -> None:
        self.session, self.wanted, self.templates = session, wanted, templates
        self.articles = {f"a{article.number}": article for article in sorted(articles, key=lambda each: each.number)}
        self.report = frame_of(session, list(self.articles.values()), wanted)
        self.settings = self._settings()
        self.homes = self._homes()

    def write_all(self, site: SiteFolder) -> None:
        """Write every file that is not there in the same bytes; an article at a time."""
        builder = self._builder()
        for article in self._told(self.articles):
            for file in builder.add(article):
                site.put(file.path, [file.text or ""])
        for file in builder.finish(builder.rows()):
            site.put(file.path, [file.text or ""])

    def write_changes(self, site: SiteFolder) -> bool:
        """Write what can have changed since the last run. Returns whether that could be told; if not, nothing is written."""
        before = self._before(site)
        subjects = self._subjects_since(site) if before else None
        if before is None or subjects is None:
            return False
        changed = self._articles_of(subjects, before)
        shared = {ref for homes in self.homes.values() if changed.intersection(homes) for ref in homes}
        builder = self._builder()
        written = set()
        for article in self._told([ref for ref in self.articles if ref in changed | shared]):
            for file in builder.add(article):
                site.put(file.path, [file.text or ""])
                written.add(file.path)
        rows = builder.rows(before, changed)
        for path in [*map(article_path, rows.articles), *map(claim_path, rows.claims)]:
            if path not in written:
                site.keep(path)
        for file in builder.finish(rows, before):
            if file.text is None:
                site.keep(file.path)
            else:
                site.put(file.path, [file.text])
        return True

    def write_feeds(self, site: SiteFolder) -> None:
        """Write the feeds of corrections, where the report tells of any."""
        report = self.report
        if report.corrections is None:
            return
        address = report.branding.address
        house = report.branding.name or report.desk_name
        feed = Feed(
            title=feed_title(report.language, house),
            id=report.feed,
            author=house,
            updated=report.as_of,
            home=f"{address}corrections/index.html" if address else "",
            language=report.language,
            words=feed_words(report.language),
        )
        for path, form in (("corrections.atom", atom), ("corrections.json", json_feed)):
            own = f"{address}{path}" if address else ""
            site.put(path, [form(report.corrections, replace(feed, own=own))])

    def manifest(self) -> Manifest:
        """What this run leaves for the next."""
        return Manifest(
            generator=f"{GENERATOR} {self.report.tool_version}",
            audience=self.wanted.audience.value,
            language=self.report.language,
            settings=self.settings,
            cursor=next((cursor for _, _, cursor in self._events(1)), ""),
        )

    def _builder(self) -> SiteBuilder:
        return SiteBuilder(self.report, self.homes, tuple(self.articles), folders=self.templates)

    def _told(self, refs: Iterable[str]) -> Iterator[ArticleView]:
        """The articles with these references as the audience may see them."""
        return articles_shown(self.session, [self.articles[ref] for ref in refs], self.wanted)

    def _homes(self) -> dict[int, tuple[str, ...]]:
        """The articles that make a claim, for the claims that more than one of those shown makes."""
        ids = {article.id: ref for ref, article in self.articles.items()}
        places = PLACED.join(VERSIONS, VERSIONS.c.id == PLACES.c.version_id)
        common = (
            select(CLAIMS.c.id)
            .select_from(places)
            .where(CLAIMS.c.dropped.is_(False))
            .group_by(CLAIMS.c.id)
            .having(func.count(VERSIONS.c.article_id.distinct()) > 1)
        )
        query = select(CLAIMS.c.number, VERSIONS.c.article_id).select_from(places).where(CLAIMS.c.id.in_(common))
        found: dict[int, set[str]] = {}
        for number, article in self.session.execute(query.distinct()):
            if article in ids:
                found.setdefault(number, set()).add(ids[article])
        order = list(self.articles)
        return {number: tuple(sorted(refs, key=order.index)) for number, refs in found.items() if len(refs) > 1}

    def _before(self, site: SiteFolder) -> SiteRows | None:
        """The rows of the last run, where it finished, was told the same and left all its files in place."""
        manifest = site.manifest
        if manifest is None or site.interrupted or manifest.settings != self.settings:
            return None
        if not all(site.holds(path) for path in manifest.files):
            return None
        text = site.read(ROWS)
        try:
            return read_rows(text) if text is not None else None
        except BadInputError:
            return None

    def _events(self, most: int) -> Iterator[tuple[str, str, str]]:
        """Kind, subject and cursor of the last entries of the history, newest first."""
        desk = desk_uid(self.session)
        query = (
            select(Event.subject_kind, Event.subject, Event.seq, Event.hash)
            .where(Event.desk == desk)
            .order_by(Event.seq.desc())
            .limit(most)
        )
        for kind, subject, seq, digest in self.session.execute(query):
            # Hashed once more: a reader of the site learns neither a hash of the history nor how long it is.
            yield kind, subject, sha256(f"site {desk} {seq} {digest}")

    def _subjects_since(self, site: SiteFolder) -> set[str] | None:
        """The claims that changed since the last run, by uid; None where it cannot be told, or something else changed."""
        subjects: set[str] = set()
        for kind, subject, cursor in self._events(_MOST_EVENTS):
            if site.manifest and cursor == site.manifest.cursor:
                return subjects
            if kind != "claim":
                return None
            subjects.add(subject)
        return None

    def _articles_of(self, subjects: Iterable[str], before: SiteRows) -> set[str]:
        """The articles shown that make these claims now, or made them in the last run."""
        ids = {article.id: ref for ref, article in self.articles.items()}
        places = PLACED.outerjoin(VERSIONS, VERSIONS.c.id == PLACES.c.version_id)
        wanted = list(subjects)
        found = set()
        for start in range(0, len(wanted), _BATCH):
            query = (
                select(CLAIMS.c.number, VERSIONS.c.article_id)
                .select_from(places)
                .where(CLAIMS.c.uid.in_(wanted[start : start + _BATCH]))
            )
            for number, article in self.session.execute(query):
                if article in ids:
                    found.add(ids[article])
                if number in before.claims:
                    found.update(before.claims[number].articles)
            # A correction stays with the text it was made in, where the claim may stand no more.
            corrected = (
                select(Version.article_id)
                .join(Correction, Correction.version_id == Version.id)
                .join(Claim, Claim.id == Correction.claim_id)
                .where(Claim.uid.in_(wanted[start : start + _BATCH]))
            )
            found.update(ids[article] for article in self.session.scalars(corrected) if article in ids)
        return found & self.articles.keys()

    def _settings(self) -> str:
        """A digest of what the pages depend on besides the history's claims."""
        told = {
            "release": self.report.tool_version,
            "desk": self.report.desk_name,
            "audience": self.wanted.audience.value,
            "language": self.report.language,
            "branding": asdict(self.report.branding),
            "independent": self.report.independent_required,
            "second": self.report.second_check_required,
            "confidential": self.wanted.include_confidential,
            "articles": list(self.articles),
            "corrected": self.report.corrections is not None,
        }
        digest = hashlib.sha256(json.dumps(told, sort_keys=True).encode())
        for folder in (*self.templates, templates_dir(), CATALOGUES):
            for file in sorted(each for each in folder.rglob("*") if each.is_file()):
                digest.update(f"{file.relative_to(folder).as_posix()}\0{sha256(file.read_bytes())}\n".encode())
        return digest.hexdigest()
