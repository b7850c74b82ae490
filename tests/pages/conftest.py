"""The demonstration, built once and copied for each test, with the pages on it."""

from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path

import altair
import pytest
import streamlit as st
from altair.utils import schemapi
from sqlalchemy.engine import Engine
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import local_script_runner

from lib import db, demo, migrations, queries
from lib.demo import casework, people
from lib.domain import dates
from lib.ui import caching, changes, folds, opening
from tests import laying, repeated
from tests.pages import remembering

# Each AppTest reads what every installed package says of itself: once is enough.
manifest_scanner.scan_component_manifests = cache(
    manifest_scanner.scan_component_manifests
)
# Nor does the newest step of the schema change meanwhile.
migrations.newest = cache(migrations.newest)


def _await(runner: local_script_runner.LocalScriptRunner, timeout: float = 3) -> None:
    """Without looking a thousand times a second whether the page is drawn."""
    runner._script_thread.join(timeout)
    assert runner.script_stopped(), f"The page took longer than {timeout} seconds."


local_script_runner.require_widgets_deltas = _await
SERVED = {
    name: getattr(caching, name)
    for name in ("_answers", "_figures", "_panels", "_drawings")
}
caching._number = lambda key: key  # what is kept here goes by its parts
caching._answers = remembering.Kept(caching._answers, repeated.led_to)
caching._figures = remembering.Kept(caching._figures, repeated.made_figures)
caching._panels = remembering.Kept(caching._panels, repeated.made_figures)
caching._drawings = remembering.by_content()
queries.events.versions = remembering.versions(queries.events.versions)
queries.users.by_email = remembering.unless_written(queries.users.by_email)
# On a busy machine most work is long: garbage would be collected after each run.
caching.LONG = float("inf")


@pytest.fixture(autouse=True)
def unfolded(monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands in a fold or behind a tab is read as by somebody who opened it."""
    tabs = partial(st.tabs, bind="query-params")
    monkeypatch.setattr(folds, "opened", lambda label, key: st.expander(label, key=key))
    monkeypatch.setattr(folds, "tabs", lambda names, key, of: tabs(names, key=key))


@pytest.fixture(autouse=True)
def started(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fixtures have connected and migrated the database."""
    monkeypatch.setattr(opening, "_open", lambda settings: None)


NOTED = changes.note_visit


@pytest.fixture(autouse=True)
def been_here_today(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that to look at a page writes nothing."""
    monkeypatch.setattr(changes, "note_visit", lambda user: None)


@pytest.fixture
def not_yet_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "note_visit", NOTED)


@pytest.fixture(scope="module", autouse=True)
def charts_unchecked(request: pytest.FixtureRequest) -> Iterator[None]:
    """tests/ui/test_charts.py has them checked against the schema, all but those of
    modules that say CHECKS_CHARTS."""
    if hasattr(request.module, "CHECKS_CHARTS"):
        yield
        return
    with schemapi.debug_mode(arg=False), pytest.MonkeyPatch.context() as patch:
        patch.setattr(altair.SchemaBase, "validate", lambda *_: None)
        yield


@pytest.fixture(scope="session")
def built(migrated: bytes, sqlite_address: str) -> bytes:
    """Its figures, before anybody acts on them: tests of cases make their own."""
    laying.lay(Path(sqlite_address.removeprefix("sqlite:///")), migrated)
    db.connect(sqlite_address)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(casework, "acts", list)
        demo.build()
    content = laying.content()
    db.disconnect()
    return content


@pytest.fixture
def demonstration(
    built: bytes, sqlite_address: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """Opened by the server as somebody's own: each test says who looks.

    What is remembered of it stays for the next test, unless this one changed it.
    """
    path = Path(sqlite_address.removeprefix("sqlite:///"))
    laying.lay(path, built)
    monkeypatch.setenv("OVERSIGHT_MODE", "local")
    monkeypatch.setenv("DATABASE_URL", sqlite_address)
    monkeypatch.setenv("OVERSIGHT_USER", people.OFFICER.email)
    db.connect(sqlite_address)
    dates.play_on(demo.TODAY)
    with remembering.begun_with("demonstration"):
        yield path
    db.disconnect()


@pytest.fixture
def database(database: Engine) -> Iterator[Engine]:
    """Connected and migrated; what tests begin with is loaded once."""
    with remembering.begun_with("migrated"):
        yield database


@pytest.fixture
def remembered_as_served(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cache that the server has, in the place of that of the tests."""
    for name, served in SERVED.items():
        monkeypatch.setattr(caching, name, served)
