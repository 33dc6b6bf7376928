"""Fixtures for every test: desks on both engines, commands run in-process, a fixed clock, golden files."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Helpers are plain modules beside the tests; importlib mode leaves this folder off the path.
sys.path.insert(0, str(Path(__file__).parent))
pytest.register_assert_rewrite("support.running", "support.places")

from support.places import SERVER_VARIABLE, FixedClock, PostgresPlaces, SqlitePlaces, fixed_hands
from support.running import Desk
from support.tally import ENGINES, Tally

from factcheck.cli import running
from factcheck.db.place import Place

# How fast examples are drawn says something of the machine and its load, nothing of the code.
settings.register_profile(
    "desk",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)
settings.load_profile("desk")
# What is printed follows the terminal's width, which worker processes take from wherever they were started.
os.environ["COLUMNS"] = "100"
GOLDEN = Path(__file__).parent / "golden"
NO_SERVER = f"no PostgreSQL: set {SERVER_VARIABLE} to a server whose user may create databases"
SERVER = os.environ.get(SERVER_VARIABLE)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write golden files instead of comparing with them")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", 'one_engine(name): concerns that engine alone, "sqlite" or "postgresql"')
    config.pluginmanager.register(Tally(config, GOLDEN, both=bool(SERVER)), "factcheck-tally")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Everything that asks for a place runs on both engines."""
    if "engine_name" in metafunc.fixturenames:
        marker = metafunc.definition.get_closest_marker("one_engine")
        engines = marker.args if marker else ENGINES
        metafunc.parametrize("engine_name", engines, indirect=True, scope="function")


@pytest.fixture
def engine_name(request) -> str:
    """``sqlite``, then ``postgresql``: the engine this test runs on."""
    if request.param == "postgresql" and not SERVER:
        pytest.skip(NO_SERVER)
    return request.param


@pytest.fixture(scope="session")
def places_of(tmp_path_factory) -> Iterator[Callable[[str], SqlitePlaces | PostgresPlaces]]:
    """The maker of places of an engine, connected to when first asked for."""
    made: dict[str, SqlitePlaces | PostgresPlaces] = {}

    def find(engine: str) -> SqlitePlaces | PostgresPlaces:
        if engine not in made:
            folder = tmp_path_factory.mktemp("templates")
            made[engine] = SqlitePlaces(folder) if engine == "sqlite" else PostgresPlaces(SERVER or "")
        return made[engine]

    yield find
    server = made.get("postgresql")
    if isinstance(server, PostgresPlaces):
        server.close()


@pytest.fixture
def nothing(engine_name, places_of, tmp_path) -> Iterator[Place]:
    """A place where no desk is yet: no file, or a database without tables."""
    with places_of(engine_name).nothing(tmp_path) as made:
        yield made


@pytest.fixture
def place(engine_name, places_of, tmp_path) -> Iterator[Place]:
    """A fresh empty desk at head, called "Test desk"."""
    with places_of(engine_name).copy("desk", tmp_path) as made:
        yield made


@pytest.fixture
def example_place(engine_name, places_of, tmp_path) -> Iterator[Place]:
    """A desk with the worked example on it, taking writes."""
    with places_of(engine_name).copy("example", tmp_path) as made:
        yield made


@pytest.fixture
def populated_place(engine_name, places_of, tmp_path) -> Iterator[Place]:
    """A small desk that has rows in every table of the model."""
    with places_of(engine_name).copy("populated", tmp_path) as made:
        yield made


@pytest.fixture
def clock(monkeypatch) -> FixedClock:
    """The clock of every command of this test (ids and salts are counted too). Set ``clock.now`` or ``advance``."""
    made = FixedClock()
    monkeypatch.setattr(running, "fixed_hands", fixed_hands("test", made))
    return made


@pytest.fixture
def desk(place, clock, tmp_path, monkeypatch) -> Desk:
    """An empty desk to run commands on, in an empty working folder beside it."""
    return _at_work(place, tmp_path, monkeypatch)


@pytest.fixture
def example_desk(example_place, clock, tmp_path, monkeypatch) -> Desk:
    """The worked example to run commands on."""
    return _at_work(example_place, tmp_path, monkeypatch)


@pytest.fixture
def no_desk(nothing, clock, tmp_path, monkeypatch) -> Desk:
    """A place without a desk to run commands on, for ``db init``."""
    return _at_work(nothing, tmp_path, monkeypatch)


def _at_work(place: Place, tmp_path: Path, monkeypatch) -> Desk:
    folder = tmp_path / "work"
    folder.mkdir(exist_ok=True)
    monkeypatch.chdir(folder)
    return Desk(place, folder)


@pytest.fixture
def golden(request) -> Callable[[str, str], None]:
    """Compare a text with ``tests/golden/NAME``; ``--update-golden`` writes it instead."""
    tally = request.config.pluginmanager.get_plugin("factcheck-tally")

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        tally.golden_used.add(path)
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8"))
        assert path.is_file(), f"no golden file {name}: look at the text, then run pytest --update-golden"
        assert text == path.read_bytes().decode("utf-8")

    return compare
