"""One practice in words."""

import pytest

from lib.analysis.history import run_of
from lib.analysis.movement import movements
from lib.analysis.paragraph import paragraph
from lib.analysis.words import MINUS
from lib.domain.files import Basis
from tests.analysis.figures import SEPTEMBER, frame, months, row, rule


def words(rows: list[dict]) -> str:
    figures = frame(rows)
    now = figures.to_dict("records")[-1]
    since = movements(figures, SEPTEMBER).get("X99001")
    return paragraph(now, run_of(figures, "X99001", SEPTEMBER), since)


def test_a_practice_over_the_threshold():
    rows = months("X99001", [600, 600, None, None, 650, 656, 624])
    assert words(rows) == (
        "**62.4% of 1,000 patients have an active 104 code (624).** Over the threshold"
        " for 5 reported months; no data for May and June. Down 3.2 points since"
        f" August: codes {MINUS}3.2."
    )


def test_a_practice_at_the_limit():
    assert words([row(excluded=500)]) == (
        "**50.0% of 1,000 patients have an active 104 code (500).** Not over the"
        " threshold."
    )


def test_a_hair_over_does_not_read_as_half():
    assert words([row(excluded=5004, list_size=10_000)]).startswith("**50.04% of")


def test_one_month_is_singular():
    assert "Over the threshold for 1 reported month." in words([row()])


def test_the_basis_is_in_the_words():
    judged = rule(basis=Basis.AGED_16_PLUS)
    assert "patients aged 16 and over have" in words([row(judged_by=judged)])


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"excluded": None}, "No data for September 2023."),
        (
            {"excluded": None, "state": "suppressed"},
            "The count for September 2023 was suppressed by its sender.",
        ),
        (
            {"list_size": None},
            "600 came for September 2023, but no list size is known.",
        ),
        (
            {"state": "data-error", "rate": None, "over": None},
            "600 came for September 2023, more than are on the list.",
        ),
        (
            {"state": "incompatible", "rate": None, "over": None},
            "600 came for September 2023, which does not fit the basis.",
        ),
    ],
)
def test_a_figure_that_cannot_be_read_says_why(columns, sentence):
    assert words([row(**columns)]) == f"**{sentence}**"


def test_a_month_without_data_keeps_the_run():
    assert words(months("X99001", [600, 600, None])) == (
        "**No data for September 2023.** Over the threshold for 2 reported months;"
        " no data for September."
    )


def test_without_a_rule_there_is_no_threshold():
    found = words([row(percent=None, over=None)])
    assert found.endswith("No threshold applies.")


def test_cautions():
    found = words([row(small=True, counted="unknown")])
    assert "The list is small" in found
    assert "later 106" in found
