"""``factcheck verify``: check a bundle with nothing but the file."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from factcheck.cli import new_app
from factcheck.cli.options import read_bytes
from factcheck.cli.output import Line, plural
from factcheck.cli.running import Output, plain
from factcheck.config import Settings
from factcheck.errors import IntegrityError

if TYPE_CHECKING:
    from factcheck.exchange.bundle_check import Checked
    from factcheck.exchange.timestamp import Stamp

app = new_app("Check a bundle: that nothing in it was altered.", no_args_is_help=False)


@plain(app, "verify", "factcheck verify flood.zip")
def verify(
    _settings: Settings,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The bundle, as factcheck bundle wrote it.")],
    manifest: Annotated[
        str | None,
        typer.Option(
            "--manifest", metavar="SHA256", help="The manifest's hash as you were given it; it must be that one."
        ),
    ] = None,
    timestamp_cert: Annotated[
        Path | None,
        typer.Option("--timestamp-cert", metavar="PEM", help="Root certificates that you trust for its timestamp."),
    ] = None,
) -> Output:
    """Check a bundle: every hash, and that nothing is missing or added. Needs no desk and no network. Exit 8 if it fails.

    A desk itself is checked by factcheck db verify.
    """
    from factcheck.exchange.bundle_check import check_bundle

    found = check_bundle(file)
    if manifest is not None and manifest.strip().lower() != found.digest:
        raise IntegrityError(
            f"{file} is another bundle than the one you were told of: its manifest is {found.digest}",
            hint="ask for the bundle again, or for the hash",
        )
    stamp = _stamp(found, timestamp_cert)
    return Output("verified", _data(file, found, stamp), _lines(file, found, stamp, given=manifest is not None))


def _stamp(found: "Checked", certificates: Path | None) -> "Stamp | None":
    """The bundle's timestamp, looked into as far as that is possible."""
    from factcheck.exchange.timestamp import check_stamp, has_library, require_library

    if found.timestamp is None:
        if certificates is not None:
            raise IntegrityError(
                "there is no timestamp in it to check", hint="a bundle gets one from factcheck bundle --timestamp URL"
            )
        return None
    if certificates is not None:
        require_library()
        return check_stamp(found.timestamp, found.manifest, read_bytes(certificates, limit=1_000_000))
    return check_stamp(found.timestamp, found.manifest, None) if has_library() else None


def _data(file: Path, found: "Checked", stamp: "Stamp | None") -> dict[str, Any]:
    seal = found.seal
    return {
        "file": str(file),
        "manifest": found.digest,
        "tool": seal.tool,
        "desk": {"uid": seal.desk, "name": seal.name},
        "head": {"seq": seal.seq, "hash": seal.hash, "at": seal.at},
        "articles": list(seal.articles),
        "captures": seal.captures,
        "confidential": seal.confidential,
        "files": found.files,
        "bytes": found.size,
        "timestamp": None
        if found.timestamp is None
        else {"at": stamp.at if stamp else None, "trusted": bool(stamp and stamp.trusted)},
    }


def _lines(file: Path, found: "Checked", stamp: "Stamp | None", *, given: bool) -> list[Line]:
    seal = found.seal
    lines: list[Line] = [
        f"{file}  {plural(found.files, 'file')}, as they were sealed; nothing is missing or added",
        f"made by {seal.tool} from the desk “{seal.name}” as of {seal.at}, event {seal.seq}",
        f"manifest {found.digest}" + ("  the one you were given" if given else ""),
        f"head {seal.hash}",
    ]
    lines += _stamp_lines(found, stamp)
    shown = "who made it" if stamp and stamp.trusted else "who made it, or when"
    lines.append(f"not shown by this: that what it says is true, {shown}")
    if not given:
        lines.append(
            "somebody else's bundle would pass as well: compare the manifest with one you were given another way"
        )
    return lines


def _stamp_lines(found: "Checked", stamp: "Stamp | None") -> list[Line]:
    if found.timestamp is None:
        return []
    if stamp is None:
        return ["a timestamp is in it, not looked into: pip install 'factcheck-desk[timestamp]'"]
    at = f"{stamp.at:%Y-%m-%d %H:%M:%S} UTC"
    if stamp.trusted:
        return [f"timestamp {at}, by an authority you trust: the manifest was there then"]
    return [
        f"timestamp {at}, by nobody knows whom: check it with --timestamp-cert and the authority's root certificate"
    ]
