"""Words stand out from what they lie on, by day and by night: WCAG 2.2, 1.4.3."""

import tomllib

import pytest

from lib.config import ROOT
from lib.ui.ink import OF_CHARTS, OF_PAGES

THEME = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["theme"]
BADGES = ("red", "orange", "blue", "gray")


def brightness(colour: str) -> float:
    """Relative luminance, as WCAG defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(*colours: str) -> float:
    darker, lighter = sorted(map(brightness, colours))
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_is_as_far_apart_as_can_be() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)


@pytest.mark.parametrize("look", ["light", "dark"])
def test_words_on_their_ground(look: str) -> None:
    theme = THEME[look]
    grounds = [theme["backgroundColor"], theme["secondaryBackgroundColor"]]
    own = [OF_CHARTS["text"], OF_CHARTS["soft"], OF_PAGES["error"]]
    words = [
        theme["textColor"],
        theme["linkColor"],
        *(each.day if look == "light" else each.night for each in own),
    ]
    pairs = [(word, ground) for word in words for ground in grounds]
    pairs += [
        (theme[f"{name}TextColor"], theme[f"{name}BackgroundColor"]) for name in BADGES
    ]
    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []
