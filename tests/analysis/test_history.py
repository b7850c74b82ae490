"""Months in a row over, and the flag before."""

from datetime import date

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from lib.analysis.history import run_of, runs, told
from tests.analysis.figures import SEPTEMBER, a_few, frame, months, row

MAY, JUNE = date(2023, 5, 1), date(2023, 6, 1)
counts = st.lists(st.sampled_from([None, 400, 500, 600]), min_size=1, max_size=14)


def run(values: list[int | None]) -> int:
    return run_of(frame(months("X99001", values)), "X99001", SEPTEMBER).months


def test_a_run_counts_the_months_over_up_to_the_period():
    assert run([600, 400, 600, 600]) == 2


def test_a_month_not_over_ends_the_run():
    assert run([600, 600, 500]) == 0


def test_a_gap_neither_ends_nor_extends_the_run():
    rows = frame(months("X99001", [600, 600, 600, None, None, 600, 600, 600]))
    found = run_of(rows, "X99001", SEPTEMBER)
    assert (found.months, found.since) == (6, date(2023, 2, 1))
    assert found.no_data == [MAY, JUNE]


def test_a_gap_at_the_end_does_not_end_the_run():
    found = run_of(frame(months("X99001", [600, 600, None])), "X99001", SEPTEMBER)
    assert (found.months, found.no_data) == (2, [SEPTEMBER])


def test_a_month_without_a_row_is_a_gap_too():
    rows = [r for r in months("X99001", [600] * 5) if r["period"].date() != JUNE]
    found = run_of(frame(rows), "X99001", SEPTEMBER)
    assert (found.months, found.no_data) == (4, [JUNE])


def test_a_suppressed_month_is_not_called_no_data():
    rows = months("X99001", [600, None, 600])
    rows[1]["state"] = "suppressed"
    found = run_of(frame(rows), "X99001", SEPTEMBER)
    assert (found.no_data, found.unread) == ([], [date(2023, 8, 1)])


def test_later_months_do_not_count():
    rows = frame(months("X99001", [600, 600, 400]))
    assert run_of(rows, "X99001", date(2023, 8, 1)).months == 2


def test_no_run_of_an_unknown_practice():
    assert run_of(frame([]), "X99001", SEPTEMBER).months == 0


def test_the_flag_before_skips_months_that_cannot_be_told():
    rows = told(frame(months("X99001", [600, None, 400])))
    assert rows["before"].tolist() == [pd.NA, True]


def test_practices_do_not_run_into_one_another():
    rows = frame([row("X99001", JUNE, 600), row("X99002", SEPTEMBER, 600)])
    assert runs(rows, SEPTEMBER)["months"].tolist() == [1, 1]


@a_few
@given(st.lists(counts, min_size=1, max_size=4))
def test_runs_are_the_trailing_months_over_of_those_known(practices):
    codes = [f"X9900{n}" for n in range(len(practices))]
    rows = [
        each
        for code, values in zip(codes, practices, strict=True)
        for each in months(code, values)
    ]
    found = runs(frame(rows), SEPTEMBER).set_index("ods_code")["months"].to_dict()
    wanted = {}
    for code, values in zip(codes, practices, strict=True):
        known = [value > 500 for value in values if value is not None]
        if known:
            trailing = known[::-1]
            ended = trailing.index(False) if False in trailing else len(trailing)
            wanted[code] = ended
    assert found == wanted
