"""What one visit remembers between two clicks: the only use of session_state."""

from collections.abc import Callable, Mapping

import streamlit as st


def keep(name: str, value: object) -> None:
    st.session_state[name] = value  # noqa: TID251 neither the URL's nor the database's


def look(name: str) -> object | None:
    """What is kept under that name, as often as it is asked for."""
    value: object | None = st.session_state.get(name)  # noqa: TID251 as above
    return value


def offer(name: str, value: object) -> None:
    """What a widget of that name starts with; what is in it already stays."""
    st.session_state.setdefault(name, value)  # noqa: TID251 as above


def take(name: str) -> object | None:
    """What was kept under that name, once."""
    value: object | None = st.session_state.pop(name, None)  # noqa: TID251 as above
    return value


def putting_back(defaults: Mapping[str, object]) -> Callable[[], None]:
    """A callback that gives these widgets their defaults, and so clears the URL.

    A widget bound to the URL can be changed only through its state.
    """

    def put_back() -> None:
        for name, value in defaults.items():
            keep(name, value)

    return put_back
