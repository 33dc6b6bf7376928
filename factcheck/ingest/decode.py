"""Bytes to text: the encodings we can be sure of, and a plain refusal for the rest."""

import codecs
import re

from factcheck.core.visible import visible
from factcheck.errors import BadInputError

# Longest first: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KINDS = (
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file, or one locked with a password"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"SQLite format 3\x00", "a database"),
)
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_META_WITHIN = 4_096
# What pages call by these names is what browsers read as the other (WHATWG Encoding Standard).
_AS_BROWSERS = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
_ENCODINGS = re.compile(
    r"utf-8|utf-16(?:-[lb]e)?|ascii|cp125[0-8]|cp874|cp949|iso8859-\d+|koi8-[ru]|mac-roman|shift_jis|cp932|euc_jp|"
    r"iso2022_jp|euc_kr|gb2312|gbk|gb18030|big5|big5hkscs|tis-620"
)


def decode(data: bytes, *, name: str, html: bool, charset: str = "") -> str:
    """Return the text of ``data``: UTF-8, UTF-16 or UTF-32 with a mark, or for ``html`` the charset the page declares.

    ``charset`` is what the server said; it comes after a mark and before what the page declares, as browsers do it.

    Raises BadInputError for what is no text, naming what it looks like, and for what is not in its encoding, naming the
    byte (counted from 0) and the way out. Nothing is guessed and no byte replaced: a quote must be exact.
    """
    _refuse_binary(data, name=name)
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "")
    if not encoding:
        nul = data.find(b"\x00")
        if nul >= 0:
            raise BadInputError(
                f"{visible(name)} is not a text file (byte {nul:,} is NUL)", hint="save it as text or HTML, in UTF-8"
            )
        encoding = _known(charset) if charset else _declared(data) if html else "utf-8"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        shown = visible(name)
        raise BadInputError(
            f"{shown} is not {encoding.upper()} at byte {error.start:,} (0x{data[error.start]:02X})",
            hint=f"save it as UTF-8, or convert it: iconv -f WINDOWS-1252 -t UTF-8 {shown}",
        ) from None


def _refuse_binary(data: bytes, *, name: str) -> None:
    """Raise BadInputError, naming what it looks like, where ``data`` begins as a known kind of file that is no text."""
    kind = next((kind for magic, kind in _KINDS if data.startswith(magic)), "")
    if data.startswith(b"PK\x03\x04"):
        kind = "a zip archive (odt and epub files are such)"
    if kind:
        raise BadInputError(
            f"{visible(name)} is {kind}, which this version does not read",
            hint="save it as text, HTML, docx or PDF and add that file",
        )


def _declared(data: bytes) -> str:
    """Return Python's name of the charset an HTML page declares, else UTF-8; raises BadInputError for an unknown one."""
    found = _META.search(data[:_META_WITHIN])
    return _known(found[1].decode("ascii")) if found else "utf-8"


def _known(said: str) -> str:
    """Return Python's name of a charset; raises BadInputError for an unknown one."""
    try:
        encoding = codecs.lookup(said).name
    except (LookupError, ValueError):
        encoding = ""
    if not _ENCODINGS.fullmatch(encoding):
        raise BadInputError(
            f"the page declares the charset “{visible(said)}”, which is not known", hint="save it as UTF-8"
        )
    # Bytes that declare UTF-16 in ASCII letters are not UTF-16.
    return "utf-8" if encoding.startswith("utf-16") else _AS_BROWSERS.get(encoding, encoding)
