"""Telephone numbers and e-mail addresses: what is taken for one, and how it is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.domain import contacts
from lib.domain.nhs_numbers import holds_nhs_number


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("01632 960123", "01632 960123"),
        ("(01632) 960-123", "01632 960123"),
        ("1632960123", "01632 960123"),  # the spreadsheet dropped its 0
        ("+44 1632 960123", "01632 960123"),
        ("+44 (0)20 7946 0000", "020 7946 0000"),
        ("0044 7700 900123", "07700 900123"),
        ("020 7946 0000 ext. 12", "020 7946 0000 ext 12"),
        ("0300 123 4567x8", "03001 234567 ext 8"),
    ],
)
def test_a_telephone_number_has_one_spelling(typed, kept):
    assert contacts.telephone(typed) == kept
    assert contacts.telephone(kept) == kept


@pytest.mark.parametrize(
    "typed",
    ["9434765919", "943 476 5919", "4010232137", "0000000000", "12345", "ring Pat", ""],
)
def test_what_may_be_a_patient_s_number_is_no_telephone_number(typed):
    assert not contacts.is_telephone(typed)


@given(st.from_regex(r"[4-79][0-9]{9}", fullmatch=True))
def test_a_valid_nhs_number_of_england_is_never_taken_for_one(digits):
    assert not (holds_nhs_number(digits) and contacts.is_telephone(digits))


@given(st.text(max_size=30))
def test_whatever_is_typed_is_kept_in_one_form_or_not_at_all(typed):
    if contacts.is_telephone(typed):
        kept = contacts.telephone(typed)
        assert kept.startswith("0")
        assert contacts.telephone(kept) == kept


def test_an_address_is_kept_in_small_letters():
    assert contacts.email(" Pat.Manager@Example.ORG ") == "pat.manager@example.org"


@pytest.mark.parametrize(
    "typed", ["pat", "pat@example", "a@b.c, d@e.f", "9434765919@nhs.net"]
)
def test_what_is_no_address_is_refused(typed):
    with pytest.raises(ValueError, match="not an e-mail address"):
        contacts.email(typed)
