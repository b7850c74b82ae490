"""Who acts: by mode, from the database at every run."""

from collections.abc import Callable
from typing import Any

import pytest
import streamlit as st

from lib import actions, queries
from lib.config import Mode, Settings
from lib.domain.roles import Role
from lib.domain.users import User
from lib.ui import access, opening, providers

ASHA = User("asha@icb.example", "Asha", Role.OFFICER, icbs=None)
Claims = Callable[..., None]


@pytest.fixture
def claims(monkeypatch: pytest.MonkeyPatch) -> Claims:
    """Sign-in mode, with what the provider says of the visitor."""
    settings = Settings(Mode.OIDC, "sqlite://", "")
    monkeypatch.setattr(opening, "settings", lambda: settings)
    auth = {"client_id": "oversight"}
    monkeypatch.setattr(providers, "get_secrets_auth_section", lambda: auth)
    known = {ASHA.email: ASHA}
    monkeypatch.setattr(queries.users, "by_email", known.get)

    def say(**said: Any) -> None:
        full = {"is_logged_in": True, "email": ASHA.email, "provider": "default"}
        monkeypatch.setattr(st, "user", _Visitor({**full, **said}))

    return say


class _Visitor(dict[str, Any]):
    def to_dict(self) -> dict[str, Any]:
        return self


def test_a_known_address_is_its_account(claims: Claims) -> None:
    claims()
    assert access.signed_in_user() == ASHA


@pytest.mark.parametrize(
    "said",
    [
        {"email": "stranger@icb.example"},
        {"email_verified": False},
        {"is_logged_in": False},
        {"email": None},
        {"provider": "somebody else's"},
    ],
)
def test_anybody_else_is_nobody(claims: Claims, said: dict[str, Any]) -> None:
    claims(**said)
    assert access.signed_in_user() is None


def test_a_provider_may_leave_verification_out_or_confirm_it(claims: Claims) -> None:
    claims(email_verified=True)
    assert access.signed_in_user() == ASHA


def test_local_mode_is_its_named_person(local: str) -> None:
    user = access.signed_in_user()
    assert user is not None
    assert (user.email, user.role) == (local, Role.ADMINISTRATOR)


@pytest.mark.usefixtures("demo")
def test_the_demonstration_begins_with_the_officer() -> None:
    for email, role in (
        ("a@x.example", Role.ADMINISTRATOR),
        ("o@x.example", Role.OFFICER),
    ):
        actions.users.add(User(email, "A", role, None), by=actions.users.SYSTEM)
    user = access.signed_in_user()
    assert user is not None
    assert user.role is Role.OFFICER
