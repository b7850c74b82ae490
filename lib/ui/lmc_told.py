"""Recording that an LMC was told of what was asked, or of a step that was taken."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

import streamlit as st

from lib.ui import editing, forms


class Told(NamedTuple):
    """`record`: the day and the version that was seen."""

    name: str
    version: int
    on: date | None
    record: Callable[[date, int], None]


def form(told: Told) -> None:
    form = editing.edit(f"lmc-told-{told.name}", told.version, "on")
    editing.theirs(form, {"LMC told on": forms.typed(told.on)})
    with st.form(form.key("form"), border=False):
        on = forms.day_box("LMC told on", form.key("on"), told.on)
        if not st.form_submit_button("Save when the LMC was told"):
            return
    with editing.saving(form, "It is on record when the LMC was told."):
        told.record(forms.needed_day(on, "Say on which day"), form.seen)
