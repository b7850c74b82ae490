"""The text twin's words: Markdown and tables as plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.ui.markup import esc, tag
from lib.ui.twin_words import cell, plain, table


@given(st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" ")))
def test_what_somebody_typed_comes_out_as_it_was(typed):
    assert plain(esc(typed)) == " ".join(typed.split())
    assert plain(f"**{esc(typed)}**") in (" ".join(typed.split()), "****")


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("**Data to 31 March 2026.** 2 of 3", "Data to 31 March 2026. 2 of 3"),
        (
            f"[A](practice?ods=X99001) X99001 {tag('Small list')}",
            "A X99001, Small list",
        ),
        ("[A](practice?ods=X99001)", "A X99001"),
        ("[B](over_threshold?icb=C)", "B (over_threshold?icb=C)"),
        (tag("Agreed, off track"), "Agreed, Off track"),
        (r"\* and `code`, *slanted*", "* and code, slanted"),
        (":material/check: 2 * 3 * 4", "2 * 3 * 4"),
    ],
)
def test_markup_leaves_no_noise(markdown, text):
    assert cell(markdown) == text


def test_in_a_sentence_a_link_has_its_address():
    assert plain("See [A](practice?ods=X99001).") == "See A (practice?ods=X99001)."


def test_a_table_is_aligned_with_numbers_to_the_right():
    told = table(["Practice", "Patients"], [["A", "1,200"], ["Long", "*"], ["C", "7"]])
    assert (
        told
        == "Practice  Patients\nA            1,200\nLong             *\nC                7"
    )
