"""Word documents (docx) to article text: what a reader would read if every tracked change were accepted."""

import io
import posixpath
import struct
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from factcheck.core.visible import visible
from factcheck.errors import BadInputError
from factcheck.ingest.ingested import Stated

MAX_PART_BYTES = 64 * 1024 * 1024
"""Most bytes taken of one part after unpacking; a novel's main part has five million."""
MAX_ENTRIES = 20_000
MAX_DEPTH = 500
MAX_SECONDS = 30.0
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_SAVE_IT = "open it, save it again as .docx or as text, and add that file"
# Transitional and strict spellings of the same vocabulary (ISO/IEC 29500), by the prefix everybody writes.
_SPACES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w:",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w:",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://purl.org/dc/elements/1.1/": "dc:",
}
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, struct.error, expat.ExpatError, EOFError, KeyError, ValueError, OSError,
    NotImplementedError,
)  # fmt: skip
# What an older reader would show, what formatting was before it changed, and readings printed above words.
_SKIPPED = frozenset(
    ("mc:Fallback", "w:pPrChange", "w:rPrChange", "w:sectPrChange", "w:tblPrChange", "w:trPrChange", "w:tcPrChange",
     "w:numberingChange", "w:rt")
)  # fmt: skip
_LEFT_OUT = frozenset(("w:del", "w:moveFrom"))
_INSIDE = {"w:tab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "\u2011", "w:ptab": "\t"}
_OFF = ("0", "false", "off", "none")
_PRIVATE_USE = range(0xE000, 0xF900)

Attributes = dict[str, str]


def read_docx(data: bytes, *, name: str) -> tuple[str, Stated, list[str]]:
    """Return the text of a Word document, what its properties state, and warnings.

    Paragraphs, headings, list items and table cells become paragraphs, a blank line between them; foot- and endnotes
    stand at the end under the marks (``[1]``, ``[e1]``) put where they belong. Page heads and feet are left out. Tracked
    changes are taken as if accepted; these, comments and hidden text are named in the warnings.

    Raises BadInputError for what is no Word document, is damaged or locked, and for one built to exhaust a reader:
    entities, nesting, parts or a whole that unpack beyond all measure.
    """
    try:
        package = _Package(data, name)
        main = package.main_part()
        related = package.related(main)
        body = _Reader(package.deadline, name)
        body.read(package.part(main))
        for kind, prefix in (("footnotes", ""), ("endnotes", "e")):
            if related.get(kind) and body.notes[kind]:
                body.read_notes(package.part(related[kind]), kind, prefix)
        comments = _count(package, related.get("comments", ""), "w:comment")
        stated = _properties(package)
    except _DAMAGE:
        raise BadInputError(
            f"{visible(name)} is a Word document (docx) that cannot be read: it is damaged", hint=_SAVE_IT
        ) from None
    title = stated.title or body.title
    stated = Stated(title=title, author=stated.author, language=stated.language)
    return "\n\n".join(body.blocks), stated, body.warnings(comments)


class _Package:
    """The zip a document is: its parts by name, each unpacked only as far as is taken."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self.deadline = time.monotonic() + MAX_SECONDS
        self.zip = zipfile.ZipFile(io.BytesIO(data))
        if len(self.zip.filelist) > MAX_ENTRIES:
            raise BadInputError(f"{visible(name)} has more than {MAX_ENTRIES:,} parts", hint=_SAVE_IT)

    def part(self, part: str) -> bytes:
        """Return a part's bytes; raises KeyError where there is none, BadInputError where it is too large or locked."""
        entry = self.zip.getinfo(part)
        if entry.flag_bits & 1:
            raise BadInputError(f"{visible(self.name)} is locked with a password", hint="save it without one")
        if entry.compress_type not in _PACKED:
            raise BadInputError(f"{visible(self.name)} is packed in a way Word does not write", hint=_SAVE_IT)
        with self.zip.open(entry) as file:
            # The size a zip states is a claim: what is read is what counts.
            found = file.read(MAX_PART_BYTES + 1)
        if len(found) > MAX_PART_BYTES:
            raise BadInputError(
                f"{visible(self.name)} unpacks to more than {MAX_PART_BYTES:,} bytes of text and marks", hint=_SAVE_IT
            )
        return found

    def main_part(self) -> str:
        """Return the name of the part that holds the text."""
        found = self.related("").get("officeDocument", "")
        if not found or found not in self.zip.NameToInfo:
            raise BadInputError(f"{visible(self.name)} is a zip archive, but no Word document", hint=_SAVE_IT)
        return found

    def related(self, part: str) -> dict[str, str]:
        """Return the parts that a part refers to, by the last word of the kind of relation; of several, the first."""
        folder, base = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{base}.rels")
        if rels not in self.zip.NameToInfo:
            return {}
        found: dict[str, str] = {}
        for tag, attributes in _elements(self.part(rels), self.deadline, self.name):
            if tag.endswith("Relationship") and attributes.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
                found.setdefault(attributes.get("Type", "").rpartition("/")[2], target.lstrip("/"))
        return found


def _parse(
    xml: bytes, deadline: float, name: str, *,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] = lambda _: None,
    text: Callable[[str], None] = lambda _: None,
) -> None:  # fmt: skip
    """Walk ``xml``, names with the usual prefixes. No document type, so no entity and nothing from outside."""
    short: dict[str, str] = {}
    depth = seen = 0

    def shortened(long: str) -> str:
        if long not in short:
            space, _, local = long.rpartition("}")
            short[long] = _SPACES.get(space, "") + local
        return short[long]

    def opened(tag: str, attributes: Attributes) -> None:
        nonlocal depth, seen
        depth, seen = depth + 1, seen + 1
        if depth > MAX_DEPTH:
            raise BadInputError(f"{visible(name)} nests deeper than {MAX_DEPTH} elements", hint=_SAVE_IT)
        if not seen % 1_000 and time.monotonic() > deadline:
            raise BadInputError(f"{visible(name)} takes longer than {MAX_SECONDS:g} s to read", hint=_SAVE_IT)
        start(shortened(tag), {shortened(key): value for key, value in attributes.items()})

    def closed(tag: str) -> None:
        nonlocal depth
        depth -= 1
        end(shortened(tag))

    def refused(*_: object) -> None:
        raise BadInputError(f"{visible(name)} declares a document type, which Word never does", hint=_SAVE_IT)

    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = opened, closed, text
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refused
    parser.Parse(xml, True)


def _elements(xml: bytes, deadline: float, name: str) -> Iterator[tuple[str, Attributes]]:
    found: list[tuple[str, Attributes]] = []
    _parse(xml, deadline, name, start=lambda tag, attributes: found.append((tag, attributes)))
    return iter(found)


def _count(package: _Package, part: str, wanted: str) -> int:
    if part not in package.zip.NameToInfo:
        return 0
    return sum(tag == wanted for tag, _ in _elements(package.part(part), package.deadline, package.name))


def _properties(package: _Package) -> Stated:
    """Return title, author and language of the core properties (Dublin Core)."""
    part = package.related("").get("core-properties", "")
    if part not in package.zip.NameToInfo:
        return Stated()
    said: dict[str, str] = {}
    inside: list[str] = []

    def text(piece: str) -> None:
        if inside:
            said[inside[-1]] = said.get(inside[-1], "") + piece

    _parse(
        package.part(part), package.deadline, package.name,
        start=lambda tag, _: inside.append(tag), end=lambda _: inside.clear(), text=text,
    )  # fmt: skip
    return Stated(
        title=said.get("dc:title", ""), author=said.get("dc:creator", ""), language=said.get("dc:language", "")
    )


@dataclass(slots=True)
class _Paragraph:
    pieces: list[str] = field(default_factory=list)
    style: str = ""
    joins_next: bool = False


class _Reader:
    """Walks the text parts of one document; ``blocks`` are its paragraphs."""

    def __init__(self, deadline: float, name: str) -> None:
        self.deadline, self.name = deadline, name
        self.blocks: list[str] = []
        self.title = ""
        self.insertions = self.deletions = self.moves = self.hidden = 0
        self.notes: dict[str, list[str]] = {"footnotes": [], "endnotes": []}
        self._paragraphs: list[_Paragraph] = []
        self._carried = ""
        self._path: list[str] = []
        self._skipping = 0
        self._dropped_row = 0
        self._hidden_run = False
        self._note = ""
        self._found_notes: dict[str, list[str]] = {}

    def read(self, xml: bytes) -> None:
        """Read a part; its paragraphs are added to ``blocks``, or to those of the note they stand in."""
        _parse(xml, self.deadline, self.name, start=self._start, end=self._end, text=self._text)
        if self._carried.strip():
            self._keep(self._carried)
        self._carried = ""

    def read_notes(self, xml: bytes, kind: str, prefix: str) -> None:
        """Add the notes that the text refers to, in the order of their marks."""
        self._found_notes = {}
        self.read(xml)
        for number, note in enumerate(self.notes[kind], 1):
            paragraphs = self._found_notes.get(note, [])
            self.blocks += [f"[{prefix}{number}] {paragraphs[0]}", *paragraphs[1:]] if paragraphs else []

    def warnings(self, comments: int) -> list[str]:
        """Return what was done with changes, comments and hidden text, a sentence each."""
        counts = (
            (self.insertions, "tracked insertion", "taken"),
            (self.moves, "tracked move", "taken"),
            (self.deletions, "deletion", "left out"),
        )
        changes = ", ".join(f"{_plural(count, word)} {done}" for count, word, done in counts if count)
        found = [f"the text is read with its changes accepted: {changes}"] if changes else []
        found += [f"{_plural(comments, 'comment')} left out"] if comments else []
        found += [f"{_plural(self.hidden, 'piece')} of hidden text left out"] if self.hidden else []
        return found

    def _start(self, tag: str, attributes: Attributes) -> None:
        parent = self._path[-1] if self._path else ""
        self._path.append(tag)
        if self._skipping:
            self._skipping += 1
        elif tag in _LEFT_OUT or tag in ("w:ins", "w:moveTo"):
            self._change(tag, parent)
        elif tag in _SKIPPED:
            self._skipping = 1
        elif tag == "w:p":
            self._paragraphs.append(_Paragraph())
        elif tag in ("w:footnote", "w:endnote"):
            self._note = attributes.get("w:id", "")
            self._found_notes[self._note] = []
        elif self._paragraphs:
            self._inside_paragraph(tag, parent, attributes)

    def _change(self, tag: str, parent: str) -> None:
        """Count a tracked change; a deleted paragraph mark joins two paragraphs, a deleted row goes as a whole."""
        gone = tag in _LEFT_OUT
        self.deletions += tag == "w:del"
        self.insertions += tag == "w:ins" and parent != "w:rPr"
        if parent == "w:trPr":
            self._dropped_row = self._dropped_row or (len(self._path) - 2 if gone else 0)
        elif parent == "w:rPr":
            if gone and self._path[-3:-2] == ["w:pPr"] and self._paragraphs:
                self._paragraphs[-1].joins_next = True
        elif gone:
            self._skipping = 1
        else:
            self.moves += tag == "w:moveTo"

    def _inside_paragraph(self, tag: str, parent: str, attributes: Attributes) -> None:
        pieces = self._paragraphs[-1].pieces
        if tag == "w:pStyle":
            self._paragraphs[-1].style = attributes.get("w:val", "")
        elif tag == "w:r":
            self._hidden_run = False
        elif tag == "w:vanish" and parent == "w:rPr" and "w:pPr" not in self._path:
            self._hidden_run = attributes.get("w:val", "1") not in _OFF
            self.hidden += self._hidden_run
        elif self._hidden_run:
            return
        elif tag in _INSIDE and parent == "w:r":
            pieces.append(_INSIDE[tag])
        elif tag == "w:sym":
            pieces.append(_symbol(attributes.get("w:char", "")))
        elif tag in ("w:footnoteReference", "w:endnoteReference"):
            kind = tag[2:-9] + "s"
            self.notes[kind].append(attributes.get("w:id", ""))
            pieces.append(f"[{'' if kind == 'footnotes' else 'e'}{len(self.notes[kind])}]")

    def _text(self, piece: str) -> None:
        if self._path[-1] in ("w:t", "m:t") and self._paragraphs and not self._skipping and not self._hidden_run:
            self._paragraphs[-1].pieces.append(piece)

    def _end(self, tag: str) -> None:
        self._path.pop()
        if self._skipping:
            self._skipping -= 1
            return
        if tag == "w:r":
            self._hidden_run = False
        elif tag == "w:tr" and self._dropped_row > len(self._path):
            self._dropped_row = 0
        elif tag in ("w:footnote", "w:endnote"):
            self._note = ""
        elif tag == "w:p":
            paragraph = self._paragraphs.pop()
            if not self._dropped_row:
                self._close(paragraph)

    def _close(self, paragraph: _Paragraph) -> None:
        text = self._carried + "".join(paragraph.pieces)
        self._carried = text if paragraph.joins_next else ""
        if not paragraph.joins_next:
            if not self.title and paragraph.style == "Title":
                self.title = text
            self._keep(text)

    def _keep(self, text: str) -> None:
        lines = (line.replace("\t", " ").strip(" ") for line in text.split("\n"))
        block = "\n".join(line for line in lines if line.strip())
        if block:
            (self._found_notes[self._note] if self._note else self.blocks).append(block)


def _symbol(code: str) -> str:
    """Return a character of a symbol font where Unicode has it; what only the font knows is a lost letter."""
    try:
        number = int(code, 16)
        return "\ufffd" if number in _PRIVATE_USE or not number else chr(number)
    except (ValueError, OverflowError):
        return "\ufffd"


def _plural(count: int, word: str) -> str:
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"
