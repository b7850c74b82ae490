"""Who looks at the screens, read from the database once in every run."""

import streamlit as st

from lib import queries
from lib.config import Mode
from lib.domain.users import User
from lib.ui import base_path, caching, look_as, opening, providers


def current_user() -> User:
    """The person who asks, or the observer as whom they look; where there is nobody,
    the page ends here."""
    return look_as.seen_by(person())


def person() -> User:
    """Who it is in truth, as whomever they look."""
    user = caching.once(signed_in_user)
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
    email = _address()
    return queries.users.by_email(email) if email else None


def switch() -> None:
    """The choice of a person, in the demonstration only; bound to the URL."""
    named = {user.email: _introduced(user) for user in queries.users.demonstration()}
    st.selectbox(
        "You look at it as",
        list(named),
        format_func=lambda email: named.get(email, email),
        key="person",
        bind="query-params",
    )


def who(user: User) -> None:
    """Who is signed in, and the way out."""
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key="who"
    ):
        st.text(_introduced(user))
        if st.button("Sign out", type="tertiary", key="sign-out"):
            st.logout()
            st.stop()


def _picked() -> User | None:
    people = queries.users.demonstration()
    wanted = st.query_params.get("person")
    chosen = [user for user in people if _introduced(user) == wanted]
    return next(iter(chosen or people), None)


def _introduced(user: User) -> str:
    return f"{user.name}, {user.role}"


def _address() -> str | None:
    """Streamlit knows nobody where the browser's page is not our own."""
    claims = st.user.to_dict()
    return providers.address(claims) if claims.get("is_logged_in") else None


def _say_who_is_missing() -> None:
    settings = opening.settings()
    if settings.mode is not Mode.OIDC:
        st.error(
            "There is no account to work with. Set OVERSIGHT_USER to the address of"
            " a person who has one, and start again."
        )
        return
    st.title("You are not signed in at this address", anchor=False)
    st.write(f"Open {providers.origin()}{base_path.under('')} and sign in there.")
