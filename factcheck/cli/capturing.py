"""The commands of ``factcheck document`` that keep copies and give them out; ``cli/document.py`` registers them."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from factcheck.cli.options import read_bytes
from factcheck.cli.output import plural, shorten
from factcheck.cli.running import Output, read_desk, reading_as, write_desk
from factcheck.config import Settings
from factcheck.errors import DiskError, NotFoundError, RefusedError, UsageError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from factcheck.ingest.capture import Seen
    from factcheck.models import Evidence
    from factcheck.services.work import Work

MaxMb = Annotated[
    int | None, typer.Option("--max-mb", metavar="N", help="Take up to so many megabytes instead of 20, at most 500.")
]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Fetch also from addresses inside your own network.")
]
Force = Annotated[bool, typer.Option("--force", help="Replace a file that is there.")]
_FORMATS = {".wacz": "wacz", ".warc": "warc", ".warc.gz": "warc"}


def see(target: str, *, allow_private: bool, max_mb: int | None) -> "Seen":
    """What is at an address now, or in a file. Called before a desk is opened: nobody waits for a slow server."""
    from factcheck.ingest.capture import byte_limit, see_file, see_page

    most = byte_limit(max_mb)
    if "://" in target:
        return see_page(target, allow_private=allow_private, most=most)
    return see_file(read_bytes(Path(target), limit=most), Path(target).name)


def capture(
    settings: Settings,
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="d5 or 5; with --out also d5.2, an older one.")],
    file: Annotated[
        str | None, typer.Option("--file", metavar="FILE", help="Keep this file as its copy; nothing is fetched.")
    ] = None,
    warc: Annotated[
        Path | None, typer.Option("--warc", metavar="FILE", help="Take the answer for its address out of a WARC file.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write the bytes of the newest copy to a file.")
    ] = None,
    wayback: Annotated[
        bool,
        typer.Option("--wayback", help="Fetch nothing; ask the Internet Archive for its copy's address and keep that."),
    ] = False,
    allow_private: AllowPrivate = False,
    max_mb: MaxMb = None,
    force: Force = False,
) -> Output:
    """Keep a copy of a document in the desk: its bytes as they are now, their hash, and how the server answered.

    Ticks stay as they are: an item rests on a copy that evidence add --capture or evidence edit --capture gave it.
    """
    from factcheck.services.capturing import is_capture_ref

    if sum((file is not None, warc is not None, out is not None, wayback)) > 1:
        raise UsageError("give only one of --file, --warc, --out, --wayback", hint="factcheck document capture -h")
    if out is not None:
        path = out
        return read_desk(settings, lambda session: _write_out(session, document, path, force=force))
    if is_capture_ref(document):
        raise UsageError(
            f"{document} is a copy that the desk has",
            hint=f"--out FILE writes it, or name d{document.strip('dD').partition('.')[0]}",
        )
    settings.person_or_refuse()
    url = _address(settings, document, needed=file is None)
    if wayback:
        return _ask_archive(settings, document, url, allow_private=allow_private)
    seen = _from_archive(warc, url, max_mb) if warc else see(file or url, allow_private=allow_private, max_mb=max_mb)
    return write_desk(settings, "document capture", lambda work: _keep(work, document, seen))


def _address(settings: Settings, document: str, *, needed: bool) -> str:
    """The web address of a document, or empty where it has none and needs none."""
    from factcheck.services.lookup import get_document

    with reading_as(settings) as session:
        found = get_document(session, document)
        url, name = found.url or "", f"d{found.number}"
    if needed and not url.lower().startswith(("http://", "https://")):
        raise UsageError(f"{name} has no web address", hint=f"factcheck document capture {name} --file FILE")
    return url


def _from_archive(path: Path, url: str, max_mb: int | None) -> "Seen":
    """The answer for an address out of a web archive."""
    from factcheck.ingest.capture import byte_limit
    from factcheck.ingest.warc import see_in_warc

    most = byte_limit(max_mb)
    try:
        with path.open("rb") as file:
            return see_in_warc(file, url, name=path.name, most=most)
    except OSError as error:
        raise DiskError(f"cannot read {path}: {error.strerror}", hint="check the name and its permissions") from None


def _keep(work: "Work", document: str, seen: "Seen") -> Output:
    from factcheck.services.capturing import add_capture, capture_data
    from factcheck.services.lookup import get_document

    found = get_document(work.session, document)
    made, new = add_capture(work, found, seen)
    work.session.flush()
    data = capture_data(work.session, found, made)
    return Output("capture", data | {"new": new, "file": None}, [kept_line(data, new=new)], talk=lacking(seen))


def kept_for(work: "Work", items: "Sequence[Evidence]", seen: "Seen") -> tuple[list[str], tuple[str, ...]]:
    """Keep what was seen of the document of these items, and let them rest on it. Returns lines and remarks."""
    from factcheck.services.capturing import add_capture, capture_data, rest_on

    document = items[0].document
    made, new = add_capture(work, document, seen)
    for item in items:
        rest_on(work, item, made)
    return [kept_line(capture_data(work.session, document, made), new=new)], lacking(seen)


def kept_line(data: dict[str, Any], *, new: bool) -> str:
    """A copy in a line: its reference, size, kind and hash; whether the desk had it."""
    had = "" if new else f" (the desk has these bytes since {data['captured_at']:%Y-%m-%d %H:%M})"
    return (
        f"{data['ref']}  {data['size']:,} bytes  {data['media_type'] or 'unknown type'}  sha256 {data['sha256']}{had}"
    )


def lacking(seen: "Seen") -> tuple[str, ...]:
    """A remark where no text could be taken out of a copy."""
    return (f"kept without its text: {seen.lacks}",) if seen.text is None else ()


def _ask_archive(settings: Settings, document: str, url: str, *, allow_private: bool) -> Output:
    from factcheck.ingest.wayback import find_archived

    found = find_archived(url, allow_private=allow_private)
    if found is None:
        raise NotFoundError(
            f"the Internet Archive has no copy of {url}", hint="ask it to make one: https://web.archive.org/save"
        )

    def keep(work: "Work") -> Output:
        from factcheck.services.capturing import keep_archived_url
        from factcheck.services.documents import document_data
        from factcheck.services.lookup import get_document

        named = get_document(work.session, document)
        keep_archived_url(work, named, found)
        return Output("document", document_data(named), [f"d{named.number} archived at {found}"])

    return write_desk(settings, "document capture --wayback", keep)


def _write_out(session: "Session", ref: str, path: Path, *, force: bool) -> Output:
    from factcheck.services.capturing import capture_data, get_capture, read_body

    document, found = get_capture(session, ref)
    body = read_body(session, found)
    _write([body], path, force=force, private=document.confidential)
    data = capture_data(session, document, found)
    line = f"{path}  {data['ref']} as seen {found.captured_at:%Y-%m-%d %H:%M} UTC, {len(body):,} bytes"
    return Output("capture", data | {"new": False, "file": str(path)}, [line])


def _write(pieces: Iterable[bytes], path: Path, *, force: bool, private: bool) -> None:
    """Write a file whole or not at all, never over another unless told so; a private one only its owner can read."""
    from factcheck.report.write import write_whole_bytes

    try:
        if path.exists() and not path.is_file():
            raise DiskError(f"{path} is no ordinary file", hint="name a file")
        if path.exists() and not force:
            raise RefusedError(f"{path} is there already and would be lost", hint="choose another name, or --force")
        write_whole_bytes(pieces, path, private=private)
    except OSError as error:
        raise DiskError(
            f"cannot write {path}: {error.strerror or error}", hint="choose another place for the file"
        ) from None


def export(
    session: "Session",
    documents: Annotated[
        list[str] | None,
        typer.Argument(metavar="[DOCUMENT]...", help="d5, or d5,d7; all that have a copy where none is named."),
    ] = None,
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="FILE", help="Its ending says what it is: .wacz, .warc.gz or .warc."),
    ] = Path("captures.wacz"),
    include_confidential: Annotated[
        bool, typer.Option("--include-confidential", help="Also copies of confidential documents.")
    ] = False,
    force: Force = False,
) -> Output:
    """Write copies as a web archive: WACZ, which ReplayWeb.page opens, or WARC. Mind whose pages they are."""
    from factcheck.exchange.wacz import write_wacz
    from factcheck.exchange.warc import unpacked, write_records
    from factcheck.services.capturing import documents_captured, kept_captures

    name = output.name.lower()
    ending = next((each for each in _FORMATS if name.endswith(each)), None)
    if ending is None:
        raise UsageError(f"{output} does not say what it is", hint="end the name in .wacz, .warc.gz or .warc")
    found = documents_captured(session, documents or [], include_confidential=include_confidential)
    kept = list(kept_captures(session, found))
    if not kept:
        raise NotFoundError(
            "no copy of these documents has a web address and its bytes",
            hint="factcheck document capture d5 --out FILE writes a copy as a file",
        )
    records = list(write_records(kept, name=output.name))
    kind = _FORMATS[ending]
    if kind == "wacz":
        pieces: Iterable[bytes] = write_wacz(records, title="Captures of a checking desk")
    else:
        pieces = (each.packed if name.endswith(".gz") else unpacked(each) for each in records)
    _write(pieces, output, force=force, private=include_confidential)
    data: dict[str, Any] = {
        "file": str(output),
        "format": kind,
        "captures": len(kept),
        "documents": len({each.asked for each in kept}),
        "bytes": output.stat().st_size,
    }
    line = f"{output}  {plural(data['captures'], 'copy', 'copies')} of {plural(data['documents'], 'document')}"
    opens = (f"open {shorten(str(output), 80)} at https://replayweb.page, which sends it nowhere",)
    return Output("web-archive", data, [line], talk=opens if kind == "wacz" else ())
