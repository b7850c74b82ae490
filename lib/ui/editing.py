"""Forms that edit a row: the version seen stays with what was typed until it is saved.

A rerun draws the form again with what was typed, while the row may be newer by then:
saving in the newer version's name would undo somebody's work unseen.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

import streamlit as st

from lib.ui import forms, markup, memory
from lib.ui.markup import esc


class Edit(NamedTuple):
    """One form: its name, how often it was begun afresh, the version it was drawn from,
    and the one that stands now."""

    name: str
    turn: int
    seen: int
    now: int

    def key(self, field: str) -> str:
        return f"{self.name}-{field}-{self.turn}"

    @property
    def is_stale(self) -> bool:
        return self.seen != self.now


def edit(name: str, now: int, probe: str) -> Edit:
    """`probe`: the field of a text box of the form, which is never None once drawn."""
    turn = memory.look(f"turn-{name}")
    turn = turn if isinstance(turn, int) else 0
    fresh = Edit(name, turn, now, now)
    seen = memory.look(f"seen-{name}-{turn}")
    if memory.look(fresh.key(probe)) is not None and isinstance(seen, int):
        return fresh._replace(seen=seen)
    memory.keep(f"seen-{name}-{turn}", now)
    return fresh


def _afresh(form: Edit) -> Callable[[], None]:
    return lambda: memory.keep(f"turn-{form.name}", form.turn + 1)


def theirs(form: Edit, stored: Mapping[str, object]) -> None:
    """Beside what was typed, the newer version that somebody else has saved."""
    if not form.is_stale:
        return
    st.warning(
        "Somebody has saved a newer version meanwhile. Theirs is below; what you typed"
        " is still in the form. Saving is possible once you have begun from theirs."
    )
    shown = {name: esc(value) if value else "Empty" for name, value in stored.items()}
    markup.summary_list(f"wide-theirs-{form.name}", shown, "The newer version")
    st.button("Begin again from theirs", on_click=_afresh(form), key=form.key("theirs"))


@contextmanager
def saving(form: Edit, message: str) -> Iterator[None]:
    """As `forms.feedback`; a success also begins the form afresh from what is stored."""
    with forms.feedback(message):
        yield
        _afresh(form)()
