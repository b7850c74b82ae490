"""The colours of what the application draws itself, by day and by night.

A chart is given those of the day, in which it is downloaded and printed. On the screen
the style sheet exchanges them, so that chart and page follow a change of mode at once.
"""

from typing import NamedTuple


class Ink(NamedTuple):
    day: str
    night: str

    @property
    def on_screen(self) -> str:
        return f"light-dark({self.day}, {self.night})"


OF_CHARTS = {
    "text": Ink("#0b0c0c", "#f0f4f5"),
    "soft": Ink("#4c6272", "#b4c0c8"),
    "deciles": Ink("#aeb7bd", "#5b6b77"),
    "grid": Ink("#e8edee", "#2d3840"),
    "accent": Ink("#005eb8", "#7cbcf5"),
    # Of the accent on the page, for the areas of a map: 15, 35, 55 and 75%.
    "least": Ink("#d9e7f4", "#202f3c"),
    "less": Ink("#a6c7e6", "#365067"),
    "middling": Ink("#73a6d8", "#4b7193"),
    "more": Ink("#4086ca", "#6192be"),
}
OF_PAGES = {
    "accent": OF_CHARTS["accent"],
    "line": Ink("#d8dde0", "#36434c"),
    "on_accent": Ink("#ffffff", "#0b0c0c"),
    "error": Ink("#b3182b", "#ff9d96"),
    "focus": Ink("#0b0c0c", "#ffdd00"),
}


def ink(name: str) -> str:
    """For a chart."""
    return OF_CHARTS[name].day
