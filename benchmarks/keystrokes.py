"""Count the keys it takes to enter the worked example at a terminal, beside the characters of the checker's own words.

A scripted person sits at a shell in a pseudo-terminal and enters the article's claims with guided entry: ``claim add``
once, ``evidence add`` once, then queries and what remains as plain commands. Every key is counted, Enter and Tab too.
A paste counts as one key, as it is one gesture: of an address, of a page's title, of the article's words. The checker's
own words are what no program can know: wordings, findings, reasons, and what is proposed to the writer with its reasons.

Afterwards the desk must hold what was entered, field by field. Run ``python -m benchmarks.keystrokes``: the whole
example takes four to six minutes, ``--claims N`` enters a seeded sample of it. The exit code is 1 where the target is missed or the desk differs.
"""

import argparse
import json
import random
import shlex
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.compared import differences
from factcheck.cli.asking import matching
from factcheck.cli.guide import Known, place
from factcheck.cli.guide_claim import KINDS, OWN_VOICE, UNNAMED
from factcheck.cli.guide_item import NOT_READ, QUALITIES, UNKNOWN
from factcheck.cli.guide_pages import Page, Pages
from factcheck.cli.guide_status import CODES, STATUSES
from factcheck.core.attribution import propose
from factcheck.core.text import locate
from factcheck.core.words import AttributionKind, Status

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "terminal"))
from terminal import CLEAR, TAB, Terminal  # type: ignore[import-not-found]  # noqa: E402 - the tests' own terminal

EXAMPLE = ROOT / "examples" / "deepseek"
TARGET = 1.3
Record = Mapping[str, Any]


class Person:
    """Types at the terminal what the example says, and knows what the desk will propose to take it with Enter."""

    def __init__(self, shell: Terminal, example: Record, text: str) -> None:
        self.shell = shell
        self.text = text
        self.names = {each["key"]: each["name"] for each in example["sources"]}
        self.documents = {each["key"]: each for each in example["documents"]}
        self.known: dict[str, str] = {}
        self.refs: dict[str, Page] = {}
        self.extents: Counter[str] = Counter()
        self.last: dict[str, tuple[str, str]] = {}
        self.again = ""
        self.words = 0
        self.commands = 0
        self.phases: dict[str, tuple[int, int]] = {}

    def say(self, question: str, text: str = "") -> None:
        """Answer a question."""
        self.shell.see(question)
        self.shell.type(text)

    def own(self, text: str) -> str:
        """The checker's own words, counted."""
        self.words += len(text)
        return text

    def command(self, *words: str) -> None:
        """Type a command into the shell."""
        self.commands += 1
        self.say("$ ", " ".join(["factcheck", *words]))

    def source(self, question: str, name: str, keep: str, *, inferred: bool = False) -> None:
        """Answer with a source: Enter where it is proposed, a beginning and Tab where the desk knows it, else its name."""
        self.shell.see(question)
        mark = "?" if inferred else ""
        if name + mark == keep:
            self.shell.type("")
            return
        listed = [(each, "") for each in sorted(self.known.values(), key=str.casefold)]
        if name in self.known.values():
            fixed = [(OWN_VOICE, ""), (UNNAMED, "")] if question == "said by" else []
            self.shell.type(_beginning(name, fixed + self._pages() * (question != "said by") + listed) + mark)
            return
        near = Known(self.known).near(name)
        self.shell.type(name + mark)
        self.say("is new to the desk", "y" if near else "")
        self.known[name.casefold()] = name

    def _pages(self) -> list[tuple[str, str]]:
        return [(UNKNOWN, ""), *((page.ref, page.title) for page in self.refs.values())]

    def enter_claims(self, claims: Sequence[Record]) -> None:
        """All claims in the order of the text, in one ``claim add``."""
        self.command("claim", "add")
        paragraph: int | None = None
        for claim in sorted(claims, key=lambda each: (each["appearances"][0]["start"], each["number"])):
            spot = claim["appearances"][0]
            self.shell.see("quote, the article's words" if paragraph is None else f"next fact in p{paragraph}")
            here, _ = locate(self.text, spot["start"])
            self.shell.paste(spot["exact"], enter=False)
            try:
                found = place(self.text, spot["exact"], paragraph)[0].start
            except Exception:  # noqa: BLE001 - whatever is wrong with the bare quote, saying where is the way out
                found = -1
            self.shell.type("" if found == spot["start"] else f" in p{here}")
            paragraph = here
            self.say("wording", CLEAR + self.own(claim["wording"]))
            self._attribution(spot)
            self.say("kind (", str(list(KINDS).index(claim["kind"]) + 1))
            self.say("priority", "" if claim["priority"] == "medium" else claim["priority"][0])
            self.say("save, or again")
        self.say("next fact")

    def _attribution(self, spot: Record) -> None:
        said = spot["attribution"]
        proposal = propose(self.text, spot["start"], spot["end"])
        default = proposal.speaker or (UNNAMED if proposal.kind is AttributionKind.ANONYMOUS else OWN_VOICE)
        keep = Known(self.known).find(default) or default
        name = self.names[said["speaker"]] if "speaker" in said else ""
        if not name:
            voice = UNNAMED if said["kind"] == "anonymous" else OWN_VOICE
            listed = [(OWN_VOICE, ""), (UNNAMED, ""), *((each, "") for each in self.known.values())]
            self.say("said by", "" if voice == keep else _beginning(voice, listed))
        else:
            self.source("said by", name, keep if self.known.get(keep.casefold()) else "")
        hedged = said.get("hedged", False)
        self.say("hedged", "" if hedged == proposal.hedged else "y" if hedged else "n")

    def enter_evidence(self, claims: Sequence[Record]) -> None:
        """All items claim by claim, with the status of each claim, in one ``evidence add``."""
        self.command("evidence", "add")
        at = None
        for claim in (each for each in claims if each["items"]):
            number = str(claim["entered"])
            if at is None:
                self.shell.see("claim [")
                self.shell.type("" if f"claim[{number}]" in _squeezed(self.shell.asked) else number)
            elif at != number or f"documentfor{number}(" not in self._asked_document():
                self.say("document for", number)
            at = number
            items = claim["items"]
            for item in items:
                self._item(item, claim if item is items[-1] else None)
        # After a status it ends by itself where every claim has evidence.
        if not all(each["items"] for each in claims) or not Status(claim["status"]["value"]).settled:
            self.say("document for")

    def _asked_document(self) -> str:
        """Wait for the question for a document; which one it is, without white space."""
        self.shell.see("Enter ends):")
        return _squeezed(str(self.shell.asked))

    def _item(self, item: Record, claim: Record | None) -> None:
        page, fresh = self._document(item)
        self.say("it is (for", {"supports": "f", "refutes": "a", "context": "c"}[item["stance"]])
        self.say("what it shows", self.own(item["finding"]))
        keep = page.origin or UNKNOWN
        if fresh:
            keep = self._describe(item)
        origin, inferred = self._origin(item)
        if origin:
            self.source("ultimately from", origin, keep, inferred=inferred)
        else:
            self.say("ultimately from", "" if keep == UNKNOWN else UNKNOWN)
        if fresh:
            page = Page(
                page.ref, page.address, page.title, self.names[self.documents[item["document"]]["publisher"]], origin
            )
        self.refs[item["document"]] = page
        extent, quality = self.last.get(page.ref, ("", ""))
        self.say("quality", "" if item["quality"] == quality else str(list(QUALITIES).index(item["quality"]) + 1))
        self.say("where in it", item.get("locator") or "")
        self._extent(item, extent)
        if item.get("read", True):
            self.extents[item["extent"]] += 1
            self.last[page.ref] = (item["extent"], item["quality"])
        self.again = page.ref
        self._save(claim)

    def _document(self, item: Record) -> tuple[Page, bool]:
        """Name the document: a paste where it is new, = where it was the last one, else its number."""
        key = item["document"]
        self.shell.see("document for")
        if key in self.refs:
            self.shell.type("=" if self.refs[key].ref == self.again else self.refs[key].ref)
            return self.refs[key], False
        url = self.documents[key]["url"]
        self.shell.paste(url)
        return Page(f"d{len(self.refs) + 1}", url, self.documents[key]["title"], "", ""), True

    def _describe(self, item: Record) -> str:
        """Title, date and publisher of a new document. Returns the origin that is then proposed."""
        document = self.documents[item["document"]]
        self.shell.see("its title")
        self.shell.paste(document["title"])
        self.say("published", document.get("date") or "")
        keep = Pages(list(self.refs.values())).publisher_of_host(document["url"])
        publisher: str = self.names[document["publisher"]]
        self.source("put up by", publisher, keep)
        return publisher

    def _origin(self, item: Record) -> tuple[str, bool]:
        """Who is behind an item, and whether that is an inference, by the item or else its document."""
        holder = item if "origin" in item else self.documents[item["document"]]
        if "origin" not in holder:
            return "", False
        page = self.refs.get(item["document"])
        name = self.names[holder["origin"]["source"]]
        kept = page is not None and page.origin == name
        return name, holder["origin_basis"] == "inferred" and not kept

    def _extent(self, item: Record, keep: str) -> None:
        said = item["extent"]
        suggestions = [(extent, f"{count} times") for extent, count in self.extents.most_common()]
        listed = [*suggestions, (NOT_READ, "it is listed and counts for nothing")]
        known = said == NOT_READ or said in self.extents
        self.say("read how far", "" if said == keep else _beginning(said, listed) if known else said)

    def _save(self, claim: Record | None) -> None:
        """Save an item; with the last of a claim, its status and why."""
        if claim is None or claim["status"]["value"] == "unverified":
            self.say("save, or save with a status")
            return
        self.say("save, or save with a status", str(3 + list(STATUSES).index(claim["status"]["value"])))
        self._settle(claim["status"])

    def _settle(self, status: Record) -> None:
        if status["value"] == "unverifiable":
            self.say("why nothing can verify it", str(list(CODES).index(status["code"]) + 1))
        self.say("because", CLEAR + self.own(status["reason"]))

    def enter_rest(self, claims: Sequence[Record]) -> None:
        """As plain commands: claims settled without evidence, reasons of what stays open, and queries."""
        for claim in claims:
            status, number = claim["status"], str(claim["entered"])
            if status["value"] == Status.UNVERIFIED:
                if status.get("reason"):
                    self.command("status", number, "unverified", "--because", _quoted(self.own(status["reason"])))
            elif not claim["items"]:
                self.command("status", number, status.get("code") or status["value"])
                self.say("because", CLEAR + self.own(status["reason"]))
            for query in claim.get("queries", ()):
                self._query(number, query, claim["appearances"][0]["exact"])

    def _query(self, number: str, query: Record, quote: str) -> None:
        self.commands += 1
        self.shell.see("$ ")
        self.shell.type(f"factcheck query {number} ", enter=False)
        if query["now"] != quote:
            self.shell.type("--now ", enter=False)
            self.shell.paste(shlex.quote(query["now"]), enter=False)
            self.shell.type("  ", enter=False)  # the quotation marks around the pasted words
        proposed, reason = self.own(query["proposed"]), self.own(query["reason"])
        self.shell.type(f"--change {_quoted(proposed)} --because {_quoted(reason)}")


def _beginning(name: str, listed: Sequence[tuple[str, str]]) -> str:
    """The shortest beginning of a name for which Tab takes it, and Tab; or the whole name."""
    for size in range(1, len(name)):
        found = matching(listed, name[:size].casefold())
        if found and found[0][0] == name and name[size - 1] != " ":
            return f"{name[:size]}{TAB}"
    return name


def _quoted(text: str) -> str:
    """A text as a person quotes it for a shell: in double quotes where nothing in it is the shell's, else in single."""
    return f'"{text}"' if not set(text) & set('$`"\\!') else shlex.quote(text)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def enter(example: Record, claims: list[dict[str, Any]], folder: Path) -> tuple[Person, float]:
    """Enter the claims on a new desk in ``folder``. Returns who typed, and the seconds it took."""
    text = (EXAMPLE / "article.txt").read_text(encoding="utf-8")
    in_order = sorted(claims, key=lambda each: (each["appearances"][0]["start"], each["number"]))
    for number, claim in enumerate(in_order, 1):
        claim["entered"] = number
        claim["items"] = [
            item for item in claim.get("evidence", ()) if "url" in next(
                each for each in example["documents"] if each["key"] == item["document"]
            )
        ]  # fmt: skip
    shell = Terminal("bash", "--norc", "--noprofile", "-i", desk="desk.db", cwd=folder, PS1="$ ", PS2="> ", rows=50)
    person = Person(shell, example, text)
    shell.see("$ ")
    shell.type(
        f"factcheck() {{ {shlex.quote(sys.executable)} -m factcheck \"$@\"; }}; bind 'set enable-bracketed-paste on'"
    )
    person.command("db", "init", "desk.db")
    person.command("article", "add", shlex.quote(str(EXAMPLE / "article.txt")))
    shell.see("$ ")
    shell.keys, person.commands, began = 0, 0, time.monotonic()
    for name, phase in (
        ("claims", person.enter_claims),
        ("evidence and statuses", person.enter_evidence),
        ("what remains, and queries", person.enter_rest),
    ):
        keys, words = shell.keys, person.words
        phase(in_order)
        person.phases[name] = (shell.keys - keys, person.words - words)
    shell.see("$ ")
    shell.type("exit")
    shell.end()
    return person, time.monotonic() - began


def main() -> int:
    """Enter, compare, print. Returns the exit code."""
    parser = argparse.ArgumentParser(description="Count the keys it takes to enter the worked example.")
    parser.add_argument("--claims", type=int, default=0, help="only a sample of so many claims")
    parser.add_argument("--seed", type=int, default=1, help="which sample")
    arguments = parser.parse_args()
    example = json.loads((EXAMPLE / "claims.json").read_text(encoding="utf-8"))
    claims = example["claims"]
    if arguments.claims:
        claims = random.Random(arguments.seed).sample(claims, arguments.claims)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        person, seconds = enter(example, claims, folder)
        differ = differences(example, claims, folder / "desk.db")
    items = sum(len(claim["items"]) for claim in claims)
    ratio = person.shell.keys / person.words
    print(
        f"{len(claims)} claims, {items} items of evidence, {len(person.refs)} documents: {person.commands} commands, {seconds:.0f} s"
    )
    print(f"{'':28}{'keys pressed':>14}{'own words':>12}{'ratio':>8}")
    for name, (keys, words) in {**person.phases, "in all": (person.shell.keys, person.words)}.items():
        print(f"{name:28}{keys:>14,}{words:>12,}{keys / words if words else 0:>8.2f}")
    print(f"target {TARGET}{': MISSED' if ratio > TARGET else ''}; own words in characters")
    for line in differ[:20]:
        print(f"differs: {line}")
    print(f"the desk holds what was entered: {'no' if differ else 'yes, compared field by field'}")
    return 1 if differ or ratio > TARGET else 0


if __name__ == "__main__":
    sys.exit(main())
