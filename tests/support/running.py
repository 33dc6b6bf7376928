"""Run commands in-process against a test's desk, and prove after each that history and tables agree."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer.testing

from factcheck.cli import app
from factcheck.db.place import Place
from factcheck.db.session import reading
from factcheck.services.verify import Proof, verify


@dataclass(frozen=True, slots=True)
class Result:
    """What a command left: its exit code and its two streams."""

    exit_code: int
    stdout: str
    stderr: str


@dataclass(slots=True)
class Desk:
    """A desk to run commands on. ``folder`` is the working folder, without a ``factcheck.toml`` in or above it."""

    place: Place
    folder: Path

    @property
    def address(self) -> str:
        """What ``--db`` takes."""
        return str(self.place.path) if self.place.path else self.place.url

    def run(self, *arguments: object, person: str | None = "ANA", stdin: str | bytes | None = None) -> Result:
        """Run ``factcheck ARGUMENTS``. Whatever it did, the desk must still be whole afterwards."""
        environment = {"FACTCHECK_DB": self.address, "FACTCHECK_PERSON": person, "NO_COLOR": None, "FORCE_COLOR": None}
        found = typer.testing.CliRunner().invoke(
            app, [str(argument) for argument in arguments], prog_name="factcheck", env=environment, input=stdin
        )
        if found.exception is not None and not isinstance(found.exception, SystemExit):
            raise found.exception
        if found.exit_code == 0:
            proof = self.proof()
            assert not proof.faults, f"after factcheck {' '.join(map(str, arguments))}: {proof.faults}"
        return Result(found.exit_code, found.stdout, found.stderr)

    def ok(self, *arguments: object, **options: Any) -> str:
        """Run a command that must succeed. Returns its stdout."""
        result = self.run(*arguments, **options)
        assert result.exit_code == 0, f"exit {result.exit_code}: {result.stderr or result.stdout}"
        return result.stdout

    def json(self, *arguments: object, **options: Any) -> Any:
        """Run a command with ``--json`` that must succeed. Returns the whole object it printed."""
        printed = json.loads(self.ok(*arguments, "--json", **options))
        assert set(printed) == {"schema", "data"}
        return printed

    def proof(self) -> Proof:
        """What ``db verify`` finds on this desk now; an empty proof where there is no file."""
        if self.place.path is not None and not self.place.path.exists():
            return Proof()
        with reading(self.place) as session:
            return verify(session)
