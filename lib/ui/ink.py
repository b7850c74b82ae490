"""The colours of charts, for the light and the dark mode."""

from typing import Literal

import streamlit as st

Mode = Literal["light", "dark"]
Name = Literal["text", "soft", "deciles", "grid", "accent", "pale"]

INK: dict[Name, dict[Mode, str]] = {
    "text": {"light": "#0b0c0c", "dark": "#f0f4f5"},
    "soft": {"light": "#4c6272", "dark": "#b4c0c8"},
    "deciles": {"light": "#aeb7bd", "dark": "#5b6b77"},
    "grid": {"light": "#e8edee", "dark": "#2d3840"},
    "accent": {"light": "#005eb8", "dark": "#7cbcf5"},
    "pale": {"light": "#d9e8f6", "dark": "#17344d"},  # the least of a shade
}


def ink(name: Name, mode: Mode) -> str:
    return INK[name][mode]


def mode() -> Mode:
    """The mode that the reader sees; light until the browser has told."""
    return "dark" if st.context.theme.type == "dark" else "light"
