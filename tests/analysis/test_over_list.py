"""The list over the threshold: its order, runs, changes and what each depends on."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.analysis.movement import changes, movements
from lib.analysis.over_list import CONFIRM_BASIS, NEWLY_OVER, NOT_ASKED, practices
from tests.analysis.figures import SEPTEMBER, a_few, frame, months, row, rule

RULES = {1: rule()}
SURE = {"aged_16_plus": 900}  # over 50% of either basis, whoever is coded


def listed(rows) -> pd.DataFrame:
    return practices(frame(rows), SEPTEMBER, RULES).set_index("ods_code")


def test_what_to_do_first_comes_first_then_the_most_patients():
    rows = [
        *months("X99001", [700, 700], **SURE),
        *months("X99002", [800, 800], **SURE),
        *months("X99003", [400, 900], **SURE),
        *months("X99004", [510, 510], **SURE),
        *months("X99005", [400, 400], **SURE),
    ]
    found = listed(rows)
    assert found.index.tolist() == ["X99004", "X99003", "X99002", "X99001", "X99005"]
    assert found.next_action.tolist()[:4] == [
        CONFIRM_BASIS,
        NEWLY_OVER,
        NOT_ASKED,
        NOT_ASKED,
    ]
    assert pd.isna(found.next_action["X99005"])


def test_newly_over_and_come_down_look_at_the_last_month_that_tells():
    rows = [
        *months("X99001", [400, None, 600], **SURE),
        *months("X99002", [600, None, 400], **SURE),
        *months("X99003", [600], **SURE),
    ]
    found = listed(rows)
    assert found.newly.to_dict() == {"X99001": True, "X99002": False, "X99003": False}
    assert found.came_down.to_dict() == {
        "X99001": False,
        "X99002": True,
        "X99003": False,
    }
    assert found.months.to_dict() == {"X99001": 1, "X99002": 0, "X99003": 1}
    assert found.change["X99001"] == pytest.approx(0.2)
    assert pd.isna(found.change["X99003"])


def test_who_cannot_be_told_or_was_not_expected_is_not_listed():
    rows = [
        row("X99001", excluded=None),
        row("X99002", state="suppressed", excluded=None),
        row("X99003", expected=False),
        row("X99004", list_size=None, percent=None),
    ]
    assert listed(rows).empty


def test_the_list_of_the_month_before_can_flip_it():
    july = {"registered": 1300, "registered_on": pd.Timestamp("2023-08-01")}
    before = row(period=pd.Timestamp("2023-08-01"), list_size=1300, **july)
    found = listed([before, row(excluded=610, aged_16_plus=1000)])
    assert found.flips["X99001"] == "depends on which month's list"
    assert found.next_action["X99001"] == CONFIRM_BASIS


counts = st.integers(0, 1000)


@a_few
@given(st.lists(st.tuples(counts | st.none(), counts | st.none()), min_size=1))
def test_changes_are_those_of_the_exact_movements(pairs):
    rows = [
        each
        for n, pair in enumerate(pairs)
        for each in months(f"X99{n:03d}", list(pair))
    ]
    found = changes(frame(rows), SEPTEMBER)
    exact = movements(frame(rows), SEPTEMBER)
    assert set(found.index) == set(exact)
    for code, since in exact.items():
        assert found.change[code] == pytest.approx(float(since.moved.total) / 100)
        assert found.points[code] == int(since.moved.total)


@pytest.mark.parametrize(
    ("earlier", "comparable"),
    [
        ({}, True),
        ({"population": "aged-16-plus"}, False),
        ({"basis": "aged-16-plus", "aged_16_plus": 900}, False),
    ],
)
def test_what_cannot_be_compared_has_no_change(earlier, comparable):
    rows = [row(period=pd.Timestamp("2023-08-01"), **earlier), row()]
    assert ("X99001" in changes(frame(rows), SEPTEMBER).index) is comparable


def test_an_earlier_count_of_adults_is_restated_on_the_later_basis():
    adults = {"population": "aged-16-plus", "aged_16_plus": 800, "excluded": 400}
    before = row(period=pd.Timestamp("2023-08-01"), **adults)
    now = row(**adults, list_size=800, judged_by=rule(basis="aged-16-plus"))
    assert changes(frame([before, now]), SEPTEMBER).change["X99001"] == 0
