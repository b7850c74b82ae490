"""Counts are whole numbers in ASCII digits; anything else says what is wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.ingest.formats.numbers import whole_number


@given(st.integers(0, 999_999_999))
def test_a_whole_number_is_read_with_and_without_commas(number: int) -> None:
    assert whole_number(str(number)) == number
    assert whole_number(f" {number:,} ") == number


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("-1", "negative"),
        ("\u22121", "negative"),
        ("(12)", "negative"),
        ("12.5", "not a whole number"),
        ("12.0", "not a whole number"),
        ("1.36473E+15", "scientific"),
        ("1e3", "scientific"),
        ("1234567890", "more than 9 digits"),
        ("1,23", "not a number"),
        ("16,38,8", "not a number"),
        ("12 345", "not a number"),
        ("<5", "not a number"),
        ("\u0661\u0662", "not a number"),
        ("\u00b2", "not a number"),
        ("", "blank"),
    ],
)
def test_what_is_no_count_is_told_apart(text: str, wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        whole_number(text)


@given(st.text(max_size=20))
def test_any_text_is_a_number_of_these_digits_or_a_value_error(text: str) -> None:
    try:
        number = whole_number(text)
    except ValueError:
        return
    digits = [each for each in text if each in "0123456789"]
    assert number == int("".join(digits))
