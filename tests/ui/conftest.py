"""The application on a database of the test's own, in each mode."""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from lib import actions, db, start
from lib.domain.roles import Role
from lib.ui import opening, providers
from tests import factories
from tests.on_sqlite import copy_of, database

__all__ = ["copy_of", "database"]

PERSON = "administrator@localhost"
OLIVE = factories.person(Role.OFFICER, "Olive Officer", icb=None)
AUTH = {
    "client_id": "oversight",
    "redirect_uri": "http://localhost:8501/oauth2callback",
    "cookie_secret": "x" * 32,
}


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


@pytest.fixture
def sign_in_mode(
    monkeypatch: pytest.MonkeyPatch, sqlite_url: str
) -> Iterator[dict[str, Any]]:
    """A database with Olive in it, and one provider; returns its settings."""
    auth = dict(AUTH)
    monkeypatch.setenv("OVERSIGHT_MODE", "oidc")
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    monkeypatch.setattr(providers, "get_secrets_auth_section", lambda: auth)
    db.connect(sqlite_url)
    monkeypatch.setattr(opening, "_open", lambda _settings: None)
    factories.signed_up(OLIVE)
    yield auth
    db.disconnect()


def claims(**said: Any) -> str:
    return json.dumps({"email": OLIVE.email, "provider": "default", **said})


def cookie(claimed: str) -> str:
    signed = create_signed_value(get_cookie_secret(), USER_COOKIE_NAME, claimed)
    return f"{USER_COOKIE_NAME}={signed.decode()}"


def key(claimed: str) -> str:
    return sha256(claimed.encode()).hexdigest()


@pytest.fixture
def olive(sign_in_mode: dict[str, Any]) -> str:
    """Her cookie, signed in."""
    actions.sign_ins.begin(key(claims()), by=OLIVE)
    return cookie(claims())
