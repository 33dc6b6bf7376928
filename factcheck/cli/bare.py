"""``factcheck`` and nothing else: where the desk stands, or how to start one."""

from factcheck.cli import FIRST_STEPS
from factcheck.cli.output import Line
from factcheck.cli.running import Output, read_desk, show
from factcheck.config import find_settings
from factcheck.db.place import parse_place


def say_where_we_are() -> None:
    """Print the standing of the desk that a command would work on; where there is none, the first four commands.

    Raises:
        FactcheckError: there is something, but it cannot be opened.
    """
    settings = find_settings(desk=None, person=None)
    place = parse_place(settings.desk)
    if place.path is not None and not place.path.exists():
        show(Output("standing", [], _first_steps(str(place))), as_json=False)
        return
    from factcheck.cli.status import standing_output

    show(read_desk(settings, standing_output), as_json=False)


def _first_steps(place: str) -> list[Line]:
    return [
        f"There is no desk at {place} yet. To start one of your own:",
        *(f"  {command}" for command in FIRST_STEPS),
        "To see one at work first: factcheck demo. All commands: factcheck -h",
    ]
