"""Markup: names stay names, and only work to do has a colour."""

import pytest

from lib.ui import markup


@pytest.mark.parametrize(
    "name",
    ["*Hill* [Road](x)", "a_b `c` <b>", "# 1. $x$ ~y~ |", ":red[x]", "!&<img>"],
)
def test_no_character_of_markdown_is_left_bare(name: str) -> None:
    escaped = markup.esc(name)
    for place, character in enumerate(escaped):
        if character in "*[]`<>#$~|!&_":
            assert escaped[place - 1] == "\\"


@pytest.mark.parametrize("text", ["https://x.example", "a@x.example", "www.x.example"])
def test_an_address_does_not_become_a_link(text: str) -> None:
    assert "\u2060" in markup.esc(text)


def test_line_breaks_cannot_begin_a_heading() -> None:
    assert markup.esc("one\n\n- two") == "one - two"


@pytest.mark.parametrize(
    ("status", "shown"),
    [
        ("Agreed", "Agreed"),
        ("overdue", ":red-badge[Overdue]"),
        ("Agreed, off track", "Agreed :orange-badge[Off track]"),
        ("Late, 4 days", ":orange-badge[Late, 4 days]"),
    ],
)
def test_a_tag_is_for_work_to_do(status: str, shown: str) -> None:
    assert markup.tag(status) == shown
