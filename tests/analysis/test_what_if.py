"""History under another rule: the same flags as the rule gives, and letters as bounds."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.analysis import what_if
from lib.analysis.what_if import DueRule, flags, now, reminders, replay, sentence
from lib.domain.files import Basis
from lib.domain.threshold import exceeds
from tests.analysis.figures import a_few, frame, months, row, rule

DUE = DueRule(10, 5, plan_ladder=[-5, 1, 10], report_ladder=[0, 5])


@a_few
@given(
    st.lists(st.integers(0, 1000), min_size=1, max_size=8),
    st.integers(1, 99),
    st.booleans(),
)
def test_a_flag_is_what_the_rule_says(counts, percent, strict):
    supposed = rule(percent, strict=strict)
    rows = frame(months("X99001", counts))
    expected = [exceeds(count, 1000, supposed) for count in counts]
    assert flags(rows, supposed).tolist() == expected


def test_another_basis_takes_its_own_list_and_its_own_counts():
    adults = rule(basis=Basis.AGED_16_PLUS)
    of_adults = row("X99001", excluded=450, aged_16_plus=800, population="aged-16-plus")
    of_all = row("X99002", excluded=450, aged_16_plus=800)
    unknown = row("X99003", excluded=450, population="aged-16-plus")
    rows = frame([of_adults, of_all, unknown])
    assert flags(rows, adults).isna().tolist() == [False, True, True]
    assert flags(rows, adults).iloc[0]
    assert not flags(rows, rule()).any()
    ever = frame([row(counted="ever"), row("X99002", excluded=None)])
    assert flags(ever, rule()).isna().all()


def test_requests_at_the_start_of_each_time_over_and_reminders_between_bounds():
    rows = frame(
        [
            *months("X99001", [0, 600, None, 700, 100, 600]),
            *months("X99002", [600, 600, 600, 600, 600, 600]),
        ]
    )
    table = replay(rows, flags(rows, rule()), DUE)
    assert table["over"].tolist() == [1, 2, 1, 2, 1, 2]
    assert table["newly"].tolist() == [1, 1, 0, 0, 0, 1]
    assert table["untold"].tolist() == [0, 0, 1, 0, 0, 0]
    assert table["requests"].tolist() == [2, 2, 0, 0, 0, 2]
    assert table["patients"].tolist() == [600, 1200, 600, 1300, 600, 1200]
    assert table["reminders_least"].tolist() == [2, 3, 1, 2, 1, 3]
    assert table["reminders_most"].tolist() == [5, 7, 2, 4, 2, 7]
    said = sentence(table, now(rows))
    assert said.startswith("**2 practices would be over in September 2023**, 2 by the")
    assert "From April 2023 on: 6 requests, and 12 reminders if each" in said


def test_without_a_due_day_nothing_is_reminded_of():
    rows = frame(months("X99001", [600]))
    table = replay(rows, flags(rows, rule(99)), DueRule(None, None, [1], [1]))
    assert table["plan_due"].isna().all()
    said = sentence(table, now(rows))
    assert said.startswith("**No practice would be over")
    assert said.endswith("0 requests and no reminders.")
    assert what_if.words(rule(), DueRule(3)) == (
        "more than 50% of registered patients; a plan due 3 working days after its"
        " request; no due day of a report"
    )


@pytest.mark.parametrize(
    ("ladder", "found"), [([], (0, 0)), ([-5, 0, 5], (1, 2)), ([-2, 5, 9], (1, 3))]
)
def test_a_reminder_before_the_request_is_not_written(ladder, found):
    assert reminders(date(2023, 9, 1), date(2023, 9, 5), ladder) == found


def test_what_an_observer_is_not_shown_cannot_be_told():
    hidden = {**row(), "excluded": None, "hidden": True, "over": True}
    rows = frame([hidden, row("X99002", masked=True, registered=None)])
    found = flags(rows, rule())
    assert found.isna().tolist() == [True, False]
    bases = frame([row(), row("X99002", judged_by=rule(basis=Basis.AGED_16_PLUS))])
    assert now(bases).patients is None
    assert pd.isna(flags(rows, rule(basis=Basis.AGED_16_PLUS))).all()
