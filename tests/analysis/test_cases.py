"""Cases: when one begins by itself, what a stored one says, and when it may end."""

from datetime import date

import pandas as pd
import pytest

from lib.analysis.cases import Stage, cases, frame
from tests.analysis.figures import frame as figures
from tests.analysis.figures import row

JAN, FEB, MAR, APR, MAY = (date(2026, month, 1) for month in range(1, 6))
STORED = ["episode_id", "ods_code", "opened_period", "closed_on", "closed_period"]


def stored(*episodes: tuple) -> pd.DataFrame:
    table = pd.DataFrame(list(episodes), columns=STORED)
    days = ["opened_period", "closed_on", "closed_period"]
    return table.astype(dict.fromkeys(days, "datetime64[s]"))


def found(flags, period=MAY, *episodes, adopted: date | None = JAN):
    """Of one practice with these flags from January on."""
    months = [JAN, FEB, MAR, APR, MAY][: len(flags)]
    counts = {True: 600, False: 400, None: None}
    rows = [row("X99001", m, counts[f]) for m, f in zip(months, flags, strict=True)]
    return cases(figures(rows), period, stored(*episodes), lambda icb, on: adopted)


def one(*args, **named):
    (case,) = found(*args, **named)
    return case


def test_a_run_begins_in_its_first_month_over():
    case = one([False, True, True, True, True])
    assert (case.stage, case.opened_period, case.months) == (Stage.REQUIRED, FEB, 4)


def test_without_adoption_nothing_begins():
    case = one([True] * 5, adopted=None)
    assert (case.stage, case.opened_period) == (Stage.NOT_ADOPTED, None)


def test_a_run_from_before_the_adoption_begins_with_it():
    assert one([True] * 5, adopted=date(2026, 3, 16)).opened_period == MAR
    assert one([True] * 5, adopted=date(2026, 4, 1)).opened_period == APR


def test_a_practice_that_moved_goes_by_the_icb_it_is_in():
    moved = [
        row("X99001", JAN, 600, icb_code="XB1"),
        row("X99001", FEB, 600, icb_code="XA1"),
    ]
    acts = {"XB1": None, "XA1": FEB}
    (case,) = cases(figures(moved), FEB, stored(), lambda icb, on: acts[icb])
    assert (case.stage, case.opened_period) == (Stage.REQUIRED, FEB)


def test_a_month_without_data_neither_ends_nor_begins_a_run():
    case = one([True, None, True, None, None])
    assert (case.opened_period, case.months, case.latest) == (JAN, 2, MAR)
    assert found([False, None, None, None, None]) == []


def test_who_is_not_over_has_no_case():
    assert found([True, True, False, False, False]) == []


def test_a_stored_case_proposes_its_closure_when_the_practice_is_no_longer_over():
    open_one = (7, "X99001", JAN, None, None)
    assert not one([True, True], FEB, open_one).proposes_closure
    case = one([True, False], FEB, open_one)
    assert (case.stage, case.episode_id, case.proposes_closure) == ("stored", 7, True)


def test_a_month_of_no_data_proposes_nothing():
    assert not one([True, None], FEB, (7, "X99001", JAN, None, None)).proposes_closure


def test_a_correction_that_takes_the_ground_away_marks_the_case():
    case = one([False, True], FEB, (7, "X99001", JAN, None, None))
    assert (case.ground_gone, case.proposes_closure) == (True, True)


def test_a_rise_after_the_closure_is_a_new_case():
    closed = (7, "X99001", JAN, date(2026, 3, 9), FEB)
    assert found([True, False, False], MAR, closed) == []
    case = one([True, False, False, True, True], MAY, closed)
    assert (case.episode_id, case.opened_period) == (None, APR)


def test_a_case_closed_late_does_not_hide_a_rise_in_a_month_before_that_day():
    closed = (7, "X99001", JAN, date(2026, 9, 9), FEB)
    assert one([True, False, True], FEB, closed).episode_id == 7
    case = one([True, False, True], MAR, closed)
    assert (case.episode_id, case.opened_period) == (None, MAR)


def test_a_run_before_the_closure_never_opens_a_case_again():
    assert found([True, True], FEB, (7, "X99001", JAN, date(2026, 2, 9), FEB)) == []


def test_a_closed_case_was_open_in_the_months_before():
    closed = (7, "X99001", JAN, date(2026, 3, 9), FEB)
    assert one([True, False, False], FEB, closed).episode_id == 7


@pytest.mark.parametrize("flags", [[True, True], []])
def test_the_frame_has_a_row_for_each_case(flags):
    table = frame(found(flags, FEB))
    assert len(table) == bool(flags)
    assert table["episode_id"].isna().all()
