"""Months side by side: gaps kept, breaks marked."""

from datetime import date

import pandas as pd

from lib.analysis.trend import Gap, gaps, monthly, practice
from lib.domain.files import Basis
from tests.analysis.figures import SEPTEMBER, frame, months, row, rule

MAY, JUNE, AUGUST = date(2023, 5, 1), date(2023, 6, 1), date(2023, 8, 1)


def test_a_month_without_figures_is_missing_and_not_nought():
    table = monthly(frame(months("X99001", [600, None, 600])), MAY, SEPTEMBER)
    assert table["patients"].tolist() == [pd.NA, pd.NA, 600, pd.NA, 600]
    assert table["reported"].tolist() == [pd.NA, pd.NA, 1, 0, 1]


def test_the_rate_is_sum_over_sum():
    rows = [row("X99001", excluded=100), row("X99002", excluded=900, list_size=4000)]
    table = monthly(frame(rows), SEPTEMBER, SEPTEMBER)
    assert table["rate"].tolist() == [0.2]


def test_counts_without_a_list_are_not_in_the_sums():
    rows = [row("X99001"), row("X99002", list_size=None)]
    table = monthly(frame(rows), SEPTEMBER, SEPTEMBER)
    assert table[["patients", "list_size"]].to_numpy().tolist() == [[600, 1000]]


def test_a_practice_has_a_row_for_every_month():
    table = practice(frame(months("X99001", [600, 600])), "X99001", JUNE, SEPTEMBER)
    assert table["rate"].isna().tolist() == [True, True, False, False]
    assert table["part"].nunique() == 1


def test_the_line_breaks_where_the_source_of_lists_changed():
    spring = [date(2024, month, 1) for month in (2, 3, 4, 5)]
    rows = frame([row(period=month) for month in spring])
    part = practice(rows, "X99001", spring[0], spring[-1])["part"]
    assert part.tolist()[0] == part.tolist()[1] < part.tolist()[2] == part.tolist()[3]


def test_the_line_breaks_where_the_basis_changed():
    adults = rule(basis=Basis.AGED_16_PLUS)
    rows = frame([row(period=AUGUST), row(judged_by=adults)])
    assert practice(rows, "X99001", AUGUST, SEPTEMBER)["part"].is_unique


def test_gaps_are_stretches():
    values = [None, 600, None, None, 600, None]
    table = monthly(frame(months("X99001", values)), date(2023, 4, 1), SEPTEMBER)
    assert gaps(table, "patients") == [
        Gap(date(2023, 4, 1), date(2023, 4, 1)),
        Gap(JUNE, date(2023, 7, 1)),
        Gap(SEPTEMBER, SEPTEMBER),
    ]
