"""Who looks at the screens, read from the database at every run."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from lib import queries
from lib.config import Mode
from lib.domain.dates import now
from lib.domain.users import User
from lib.ui import look_as, opening, sign_in


def current_user() -> User:
    """The person who asks, or the observer as whom they look; where there is nobody,
    the page ends here."""
    return look_as.seen_by(person())


def person() -> User:
    """Who it is in truth, as whomever they look."""
    user = signed_in_user()
    if user is None:
        _say_who_is_missing()
        st.stop()
    return user


def signed_in_user() -> User | None:
    settings = opening.settings()
    if settings.mode is Mode.DEMO:
        return _picked()
    if settings.mode is Mode.LOCAL:
        return queries.users.by_email(settings.person)
    email = _verified_email(st.user.to_dict())
    return queries.users.by_email(email) if email else None


def switch() -> None:
    """The choice of a person, in the demonstration only; bound to the URL."""
    people = [user.email for user in queries.users.demonstration()]
    named = {user.email: _introduced(user) for user in queries.users.demonstration()}
    st.selectbox(
        "You look at it as",
        people,
        format_func=lambda email: named.get(email, email),
        key="person",
        bind="query-params",
    )


def _picked() -> User | None:
    people = queries.users.demonstration()
    wanted = st.query_params.get("person")
    chosen = [user for user in people if _introduced(user) == wanted]
    return next(iter(chosen or people), None)


def _introduced(user: User) -> str:
    return f"{user.name}, {user.role}"


def _verified_email(claims: Mapping[str, Any]) -> str | None:
    """The address the provider vouches for, in a sign-in that is not too old.

    Providers that serve one organisation may leave `email_verified` out.
    """
    age = now().timestamp() - float(claims.get("iat", 0))
    if not claims.get("is_logged_in") or age > sign_in.LASTS.total_seconds():
        return None
    if claims.get("email_verified", True) not in (True, "true"):
        return None
    return claims.get("email")


def _say_who_is_missing() -> None:
    settings = opening.settings()
    if settings.mode is not Mode.OIDC:
        st.error(
            "There is no account to work with. Set OVERSIGHT_USER to the address of"
            " a person who has one, and start again."
        )
        return
    email = _verified_email(st.user.to_dict())
    if email is None:
        st.title("Sign in again", anchor=False)
        st.write("Your sign-in has ended.")
        st.button("Sign in", on_click=st.login, type="primary", key="primary-sign-in")
        return
    st.title("There is no account for you here", anchor=False)
    st.text(
        f"You are signed in as {email}. Ask an administrator of your ICB for access."
    )
    st.button("Sign out", on_click=st.logout)
