"""Fold-outs and tabs that cost nothing until somebody opens them."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Any

import streamlit as st

from lib.ui import memory

Tabs = Sequence[AbstractContextManager[Any] | None]
_WHOLE = "whole"  # kept for one drawing that goes into a text


def opened(label: str, key: str) -> AbstractContextManager[Any] | None:
    """A fold-out; what stands in it is to be drawn unless it is shut (None)."""
    fold = st.expander(label, key=key, on_change="rerun")
    return fold if fold.open or whole() else None


def tabs(names: Sequence[str], key: str, of: str) -> Tabs:
    """Tabs, named in the address under the key; None for one that nobody opened while
    the page was about this. One that was opened stays, with what is typed in it."""
    drawn = st.tabs(names, key=key, bind="query-params")
    now = {name for name, tab in zip(names, drawn, strict=True) if tab.open or whole()}
    before = memory.look(f"{key}-{of}")
    opened = now | before if isinstance(before, set) else now
    memory.keep(f"{key}-{of}", opened)
    return [
        tab if name in opened else None for name, tab in zip(names, drawn, strict=True)
    ]


def whole() -> bool:
    """Whether all is drawn at once, as in a text nobody can open or scroll anything."""
    return memory.look(_WHOLE) is True


def draw_whole() -> None:
    memory.keep(_WHOLE, value=True)
