"""The index of 100,000 claims in Chromium: ready beside a page of 1,000 claims, and how long a choice takes to be shown.

Every page is opened in turn, several times, and the smallest time counts: from the start of the navigation until the
controls work and the first claims are painted. It is set against the list of claims of a single file, cut to as many
bytes as 1,000 claims of 700 bytes have; the whole single file of 1,000 claims and their index are printed too. Choices are made by real keys and clicks, and end when the result is painted. Needs
Chromium and its driver. The exit code is 1 where a target is missed.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from factcheck.report.desk_views import ArticleView, ReportView
from factcheck.report.site.rows import ArticleRow, ClaimRow, SiteRows, SourceRow
from factcheck.report.views import ClaimView, PlaceView, SaysView
from factcheck.report.wording import GROUPS
from factcheck.report.write import write_report

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "report" / "site"))
from index_pages import write_index  # type: ignore[import-not-found]  # noqa: E402 - the tests' own page

READY_TARGET = 2.5
CHOICE_TARGET = 100.0
BARE_CLAIMS = 420
"""How many claims without evidence make 700 kB of the single file's list."""
_SOURCES = 200
_VOCABULARY = """
the river rose by 18 per cent in spring according to agency\u2019s table; Zoë Ångström café dam held while cost of
training model fell below 5.6 million dollars and nobody expected that energy experts would build new reactors
before summer year after market had lost value in a single day
""".split()  # noqa: SIM905 - read more easily than fifty literals
_FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
# Posted after a frame was asked for, the message arrives when that frame is painted.
_WATCH = """
window.painted = () => new Promise(done => requestAnimationFrame(() => {
  const channel = new MessageChannel();
  channel.port1.onmessage = () => done(performance.now());
  channel.port2.postMessage(null);
}));
window.ready = new Promise(done => {
  const whole = () => window.painted().then(done);
  addEventListener("DOMContentLoaded", () => {
    const form = document.querySelector("form[data-finder]");
    if (!form) addEventListener("load", whole);
    else if (!form.hidden) whole();
  });
});
"""
_TYPED = """
const [text, done] = arguments, box = document.querySelector("input[name=q]");
box.addEventListener("input", event => window.painted().then(now => { window.took = now - event.timeStamp; }), { once: true });
"""
_CLICKED = """
const [selector, done] = arguments, from = performance.now();
document.querySelector(selector).click();
window.painted().then(now => done(now - from));
"""


@dataclass(slots=True)
class Row:
    """A page or a choice with the milliseconds it took, one a run."""

    name: str
    times: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        ordered = sorted(self.times)
        cells = "".join(f"{value:>8.0f} ms" for value in (ordered[0], ordered[len(ordered) // 2], ordered[-1]))
        return f"{self.name:52}{cells}"


def sentences(count: int) -> Iterator[str]:
    """Sentences of 8 to 20 words, the same ones every time; most hold a letter with an accent or a curly mark."""
    random = Random(12)
    for _ in range(count):
        yield " ".join(random.choices(_VOCABULARY, k=random.randint(8, 20))).capitalize() + "."


def rows_of(count: int) -> SiteRows:
    """Rows of ``count`` claims in articles of a hundred, said by 200 sources."""
    random = Random(13)
    groups = list(GROUPS)
    sources = {f"s{n}": SourceRow(f"s{n}", f"Water Board {n}") for n in range(1, _SOURCES + 1)}
    articles = {
        f"a{n}": ArticleRow(f"a{n}", f"The flood in district {n}", (), "", "en", "", "", clear=False, claims=100)
        for n in range(1, count // 100 + 1)
    }
    claims = {}
    for number, wording in enumerate(sentences(count), 1):
        group = random.choice(groups)
        says = tuple(f"s{random.randint(1, _SOURCES)}" for _ in range(random.randint(0, 2)))
        claims[number] = ClaimRow(
            number,
            wording,
            group,
            group,
            group,
            kind=random.choice(("statistic", "quote", "event", "causal")),
            priority=random.choice(("high", "medium", "low")),
            tags=("budget",) if number % 10 == 0 else (),
            articles=(f"a{(number - 1) // 100 + 1}",),
            says=says,
        )
    return SiteRows(articles, sources, claims)


def report_of(count: int) -> ReportView:
    """A report of one article with ``count`` claims, the page of which holds every claim in full."""
    quotes = list(sentences(count))
    text = "\n".join(quotes)
    claims, paragraphs, at = [], [], 0
    for number, quote in enumerate(quotes, 1):
        end = at + len(quote)
        place = PlaceView(at, end, "", quote, "", f"p{number} sentence 1", SaysView("unattributed"))
        claims.append(ClaimView(number, quote, "unverified", places=(place,)))
        paragraphs.append((at, end))
        at = end + 1
    article = ArticleView(
        "a1", "The flood", 1, "0" * 64, text, tuple(paragraphs), len(text.split()), 1.0, tuple(claims)
    )
    return ReportView("A desk", datetime(2026, 11, 24, tzinfo=UTC), "1.0", (article,))


def only_claims(page: str) -> str:
    """A report's page with nothing in it but its list of claims: the least a page of all claims can be."""
    head, body = page.split('<main id="main">', 1)
    claims = body[body.index('<section class="claims"') :]
    claims = claims[: claims.index('<section class="sources"')]
    return f"{head}<main>{claims}</main>"


class Chromium:
    """A browser that tells when a page is ready and a choice is painted."""

    def __init__(self, folder: Path) -> None:
        from selenium.webdriver import Chrome, ChromeOptions
        from selenium.webdriver.chrome.service import Service

        options = ChromeOptions()
        options.binary_location = shutil.which("chromium") or shutil.which("google-chrome") or "chromium"
        for flag in (*_FLAGS, f"--user-data-dir={folder / 'profile'}"):
            options.add_argument(flag)
        self.driver = Chrome(options=options, service=Service(shutil.which("chromedriver")))
        self.driver.set_script_timeout(120)
        self.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": _WATCH})

    def open(self, page: Path, fragment: str = "") -> float:
        """Open a page in an empty tab; returns the milliseconds until it is ready."""
        self.driver.get("about:blank")
        self.driver.get(page.as_uri() + fragment)
        return float(self.driver.execute_async_script("window.ready.then(arguments[0])"))

    def type(self, key: str) -> float:
        """Press a key in the search field; returns the milliseconds from the key to the painted result."""
        self.driver.execute_script(_TYPED)
        self.driver.execute_cdp_cmd("Input.dispatchKeyEvent", {"type": "keyDown", "text": key, "key": key})
        while (took := self.driver.execute_script("return window.took")) is None:
            pass
        self.driver.execute_script("delete window.took")
        return float(took)

    def click(self, selector: str) -> float:
        """Click on a control; returns the milliseconds until the result is painted."""
        return float(self.driver.execute_async_script(_CLICKED, selector))

    def run(self, script: str) -> Any:
        """What a script returns."""
        return self.driver.execute_script(script)


def choose(browser: Chromium, page: Path, choices: dict[str, Row]) -> None:
    """Make every choice once on a page just opened."""
    browser.open(page)
    browser.run("document.querySelector('input[name=q]').focus()")
    choices["first"].times.append(browser.type("e"))
    browser.run("document.querySelector('[data-part=clear]').click()")
    for letter in "cost":
        choices["letter"].times.append(browser.type(letter))
    choices["status"].times.append(browser.click("input[name=status][value=refuted]"))
    browser.run("document.querySelector('[data-part=clear]').click()")
    choices["status"].times.append(browser.click("input[name=status][value=confirmed]"))
    choices["page"].times.append(browser.click("[data-part=next]"))


def main() -> int:
    """Measure pages and choices in turn, as often as asked. Returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=7, help="how often each is opened")
    parser.add_argument("--claims", type=int, default=100_000, help="how many claims the large index has")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        report = folder / "report.html"
        write_report(report_of(1000), report)
        small = write_index(rows_of(1000), folder / "small")
        large = write_index(rows_of(arguments.claims), folder / "large")
        bare = folder / "bare.html"
        write_report(report_of(BARE_CLAIMS), bare)
        bare.write_text(only_claims(bare.read_text(encoding="utf-8")), encoding="utf-8")
        pages = {
            f"only claims, as many bytes as 1,000 of 700, {bare.stat().st_size / 1000:,.0f} kB": bare,
            f"single file, 1,000 claims, {report.stat().st_size / 1000:,.0f} kB": report,
            f"index, 1,000 claims, {small.stat().st_size / 1000:,.0f} kB": small,
            f"index, {arguments.claims:,} claims, {large.stat().st_size / 1000:,.0f} kB": large,
        }
        rows = [Row(name) for name in pages]
        choices = {
            "first": Row("first letter, at once after the page is ready"),
            "letter": Row("a letter more, of four"),
            "status": Row("a status"),
            "page": Row("the next page"),
        }
        browser = Chromium(folder)
        try:
            for page in pages.values():
                browser.open(page)  # the first run warms the disk's cache and is not counted
            for _ in range(arguments.runs):
                for row, page in zip(rows, pages.values(), strict=True):
                    row.times.append(browser.open(page))
                choose(browser, large, choices)
        finally:
            browser.driver.quit()
    ratio = min(rows[3].times) / min(rows[0].times)
    slowest = max(min(row.times) for row in choices.values())
    print(f"{arguments.runs} interleaved runs{'':35}{'smallest':>11}{'median':>11}{'largest':>11}")
    print(*rows, *choices.values(), sep="\n")
    print(f"ready: {ratio:.2f} times the page of only claims (target {READY_TARGET})", end="")
    for row, name in zip(rows[1:], ("the single file", "the index of 1,000"), strict=False):
        print(f", {min(rows[3].times) / min(row.times):.2f} times {name}", end="")
    print()
    print(f"slowest choice: {slowest:.0f} ms (target {CHOICE_TARGET:.0f})")
    return int(ratio > READY_TARGET or slowest > CHOICE_TARGET)


if __name__ == "__main__":
    sys.exit(main())
