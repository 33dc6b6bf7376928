"""``factcheck import``: take in a claim set."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli import new_app
from factcheck.cli.options import read_bytes
from factcheck.cli.output import plural, progress
from factcheck.cli.running import Output, writes
from factcheck.errors import DiskError

if TYPE_CHECKING:
    from factcheck.services.importing import Imported
    from factcheck.services.work import Work

app = new_app("Take in a claim set written by export.")

_LIMIT = 100_000_000


@writes(app, "import", "factcheck import examples/deepseek/claims.json")
def import_(
    work: "Work", file: Annotated[Path, typer.Argument(metavar="FILE|-", help="A claim set, JSON or JSON Lines.")]
) -> Output:
    """Take in a claim set through the desk's own rules: all of it, or nothing and a list of what was refused."""
    done = bring(work, file, complete=True)
    data = {
        "articles": [f"a{article.number}" for article in done.articles.values()],
        "claims": [claim.number for claim in done.claims],
        "sources": len(done.sources),
        "documents": len(done.documents),
        "renumbered": {str(old): new for old, new in done.renumbered.items()},
    }
    counts = [
        plural(len(done.articles), "article"),
        plural(len(done.claims), "claim"),
        plural(len(done.sources), "source"),
        plural(len(done.documents), "document"),
    ]
    lines = [f"took in {', '.join(counts)}"]
    lines += [f"claim {old} of the set is claim {new} here" for old, new in done.renumbered.items()]
    return Output("imported", data, lines)


def bring(work: "Work", file: Path, *, complete: bool) -> "Imported":
    """Read a claim set and replay it. ``complete`` false lets it refer to what is on the desk."""
    from factcheck.exchange.claimset import read_claim_set
    from factcheck.services.importing import import_claim_set

    claim_set = read_claim_set(read_bytes(file, limit=_LIMIT), name=str(file), complete=complete)

    def read_file(name: str) -> bytes:
        path = file.parent / name
        if not path.resolve().is_relative_to(file.parent.resolve()):
            raise DiskError(f"{name} is not beside {file}", hint="a claim set may only name files in its own folder")
        return read_bytes(path, limit=_LIMIT)

    return import_claim_set(work, claim_set, read_file=read_file, tell=progress("taking in claims"))
