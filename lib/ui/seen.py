"""What a person saw when they pressed a button, and whether it can be acted on."""

from typing import cast

import streamlit as st

from lib.ui import forms, memory


def button(label: str, form: str, version: int) -> int | None:
    """A submit button; the version on screen when it was pressed, once.

    The callback belongs to the form as it was drawn: the script that runs after the
    press may read a newer version already.
    """
    name = f"pressed-{form}-{label}"
    st.form_submit_button(
        label, key=f"{form}-{label}", on_click=lambda: memory.keep(name, version)
    )
    return cast(int | None, memory.take(name))


def unreadable(*days: str) -> bool:
    """Whether one of these boxes holds what is no day; the box itself says so."""
    return any(forms.is_unreadable(memory.look(key)) for key in days)
