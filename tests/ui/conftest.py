"""The application on a database of the test's own, in local mode."""

from pathlib import Path

import pytest
import streamlit as st

from lib import start
from lib.ui import opening

PERSON = "administrator@localhost"


@pytest.fixture
def local(monkeypatch: pytest.MonkeyPatch, sqlite_url: str) -> str:
    """One named person and an empty database, opened as the server does it."""
    monkeypatch.setenv("OVERSIGHT_MODE", "local")
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    monkeypatch.setenv("OVERSIGHT_USER", PERSON)
    st.cache_resource.clear()
    start.start(opening.settings())  # again where the last test had the same settings
    return PERSON


@pytest.fixture
def demo(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The demonstration in a file of the test's own, with nobody in it yet."""
    monkeypatch.setenv("OVERSIGHT_MODE", "demo")
    monkeypatch.setattr("lib.config.DEMO_URL", f"sqlite:///{tmp_path / 'demo.db'}")
    monkeypatch.setattr("lib.demo.build", lambda: None)
    st.cache_resource.clear()
    opening.settings()
