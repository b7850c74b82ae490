"""The demonstration, built once and copied for each test, with the pages on it."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner

from lib import db, demo, queries, start
from lib.demo import casework, people
from lib.domain import dates
from lib.ui import opening

# Each AppTest reads what every installed package says of itself: once is enough.
manifest_scanner.scan_component_manifests = cache(
    manifest_scanner.scan_component_manifests
)


@pytest.fixture(scope="session")
def built(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """Its figures, before anybody acts on them: tests of cases make their own."""
    path = tmp_path_factory.mktemp("pages") / "figures.db"
    path.write_bytes(sqlite_template.read_bytes())
    db.connect(f"sqlite:///{path}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(casework, "acts", list)
        demo.build()
    db.disconnect()
    yield path


@pytest.fixture(scope="module")
def nothing_remembered() -> None:
    st.cache_resource.clear()


@pytest.fixture
def demonstration(
    built: Path,
    blank_sqlite_url: str,
    monkeypatch: pytest.MonkeyPatch,
    nothing_remembered: None,
) -> Iterator[Path]:
    """Opened by the server as somebody's own: each test says who looks.

    What is remembered of it stays for the next test, unless this one changed it.
    """
    path = Path(blank_sqlite_url.removeprefix("sqlite:///"))
    path.write_bytes(built.read_bytes())
    monkeypatch.setenv("OVERSIGHT_MODE", "local")
    monkeypatch.setenv("DATABASE_URL", blank_sqlite_url)
    monkeypatch.setenv("OVERSIGHT_USER", people.OFFICER.email)
    start.start(opening.settings())  # again where the last test had the same settings
    dates.play_on(demo.TODAY)
    version = queries.events.version()
    yield path
    if queries.events.version() != version:
        st.cache_resource.clear()
    db.disconnect()
