"""What an edit of the register would change, sentence by sentence."""

import pytest

from lib.analysis import edit_preview
from lib.domain.practice_edits import Edit, What
from tests.analysis.figures import SEPTEMBER, frame, row

NAMES = {"QX1": "Invented ICB", "U1": "North PCN", "U2": "South PCN"}


def month(**different):
    places = {"pcn_code": "U1", "lmc_name": "North LMC"}
    return frame(
        [
            row("X99001", excluded=600, **{**places, **different}),
            row("X99002", excluded=400, **places),
            row("X99003", excluded=200, **{**places, "pcn_code": "U2"}),
        ]
    )


def lines(what, to=None, rows=None):
    edit = Edit("X99001", what, to, SEPTEMBER, "", "")
    return edit_preview.lines(month() if rows is None else rows, edit, NAMES)


def test_a_closed_practice_leaves_both_numbers_of_every_rate():
    assert lines(What.CLOSE) == [
        (
            "Invented ICB: 2 expected practices; 0 over; 30.0% of the patients of those that"
            " reported, instead of 3 expected practices; 1 over; 40.0% of the patients of"
            " those that reported."
        )
    ]


def test_a_move_changes_the_group_that_it_leaves_and_the_one_that_it_joins():
    one = "1 expected practice; "
    two = "2 expected practices; 1 over; "
    of = " of the patients of those that reported"
    assert lines(What.PCN, "U2") == [
        f"North PCN: {one}0 over; 40.0%{of}, instead of {two}50.0%{of}.",
        f"South PCN: {two}40.0%{of}, instead of {one}0 over; 20.0%{of}.",
    ]


def test_leaving_a_pcn_is_a_group_of_its_own():
    (left, without) = lines(What.PCN, None)
    assert left.startswith("North PCN: 1 expected practice")
    assert without.startswith("Without one: 1 expected practice; 1 over; 60.0%")
    assert without.endswith("instead of none.")


def test_the_last_of_a_group_leaves_nothing_there():
    alone = month(pcn_code="U9")
    assert lines(What.PCN, "U1", alone)[-1].startswith("U9: no practices, instead of")


@pytest.mark.parametrize(
    ("what", "to"), [(What.PCN, "U1"), (What.LMC, "North LMC"), (What.SUPPLIER, "EMIS")]
)
def test_what_is_so_already_changes_nothing(what, to):
    assert lines(what, to) == ["No number changes."]


def test_a_practice_that_is_not_expected_changes_no_number():
    (said,) = lines(What.CLOSE, rows=month(expected=False))
    assert said.startswith("It is not expected")
