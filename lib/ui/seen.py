"""What was on screen when a form was drawn: a save over a newer one is refused."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple, TypeVar, cast

import streamlit as st

from lib.domain.errors import Stale
from lib.ui import markup, memory


class Seen(NamedTuple):
    """A version, and what it said, by the names that people know."""

    version: int
    said: Mapping[str, str]


Now = TypeVar("Now", int, dict[int, int], Seen)


def button(
    label: str,
    form: str,
    now: Now,
    *,
    primary: bool = False,
    name: str | None = None,
) -> Now | None:
    """A submit button; what was on screen when it was pressed, once: a version, several
    by their row, or `Seen`.

    `name`: what it is called throughout, where the label follows what is stored.
    The callback belongs to the form as it was drawn: the script that runs after the
    press may read a newer version already.
    """
    key = f"{form}-{name or label}"
    st.form_submit_button(
        label,
        on_click=lambda: memory.keep(f"pressed-{key}", now),
        type="primary" if primary else "secondary",
        key=f"primary-{key}" if primary else key,
    )
    return cast("Now | None", memory.take(f"pressed-{key}"))


@contextmanager
def both_versions(before: Seen, now: Seen) -> Iterator[None]:
    """Within `forms.feedback`: what was on screen beside what stands there now."""
    try:
        yield
    except Stale:
        changed = [name for name in now.said if now.said[name] != before.said.get(name)]
        pairs = {
            f"{name}, {when}": markup.esc(one.said.get(name) or "nothing")
            for name in changed
            for when, one in (("as you saw it", before), ("as it is now", now))
        }
        if pairs:
            st.markdown("**What changed meanwhile.** What you typed is still below.")
            markup.summary_list("stale", pairs, "Both versions")
        raise
