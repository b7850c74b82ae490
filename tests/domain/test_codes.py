"""Identifiers: only a whole SNOMED id is a code, and letters are not digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.domain import codes


@pytest.mark.parametrize("sctid", codes.SNOMED)
def test_the_three_ids_have_a_right_check_digit(sctid):
    assert codes.is_snomed(sctid)


@pytest.mark.parametrize("sctid", codes.EXCEL_DAMAGED)
def test_excels_fifteen_digits_do_not(sctid):
    assert not codes.is_snomed(sctid)


def test_another_id_that_ends_in_104_is_not_a_104():  # T1
    other = "999000011000001104"
    assert codes.is_snomed(other)
    assert other not in codes.SNOMED


@given(st.text(alphabet="0123456789", min_size=6, max_size=17))
def test_one_wrong_digit_is_noticed(body):
    numbers = [f"{body}{digit}" for digit in range(10)]
    assert sum(codes.is_snomed(number) for number in numbers) <= 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("A81001", "A81001"),
        (" a81001 ", "A81001"),
        ("A81\u200b001", "A81001"),
        ("\uff21\uff18\uff11\uff10\uff10\uff11", "A81001"),  # full width
        ("A8100l", None),
        ("\u041081001", None),  # a Cyrillic A
        ("A8100", None),
        ("A810011", None),
        ("", None),
    ],
)
def test_ods_code(text, code):
    assert codes.ods_code(text) == code


@pytest.mark.parametrize("text", ["BD1  1AA", "bd1 1aa", "BD11AA"])
def test_postcodes_have_one_spelling(text):
    assert codes.postcode(text) == "BD1 1AA"
