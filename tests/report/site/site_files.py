"""The files of a site, made of a report in memory or written to a folder."""

from dataclasses import replace

from factcheck.report.audience import Audience, for_audience
from factcheck.report.site.build import SiteBuilder


def build(report, audience="editor"):
    """Every file of the site for ``report`` as an audience sees it, by path."""
    shown = for_audience(report, Audience(audience))
    homes = {}
    for article in shown.articles:
        for claim in article.claims:
            homes[claim.number] = (*homes.get(claim.number, ()), article.ref)
    builder = SiteBuilder(replace(shown, articles=()), homes, tuple(article.ref for article in shown.articles))
    files = [file for article in shown.articles for file in builder.add(article)]
    files += builder.finish(builder.rows())
    assert len({file.path for file in files}) == len(files)
    # Who publishes the site writes the feeds beside its pages (services/publishing.py); here only their places matter.
    feeds = ("corrections.atom", "corrections.json") if shown.corrections is not None else ()
    return {file.path: file.text for file in files} | dict.fromkeys(feeds, "")


def write(report, folder, audience="editor"):
    """Write the same files to ``folder``; returns it."""
    for path, text in build(report, audience).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text.encode())
    return folder
