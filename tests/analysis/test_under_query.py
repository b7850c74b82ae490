"""Marks of figures under query, and the line that counts them."""

from datetime import date

import pandas as pd
import pytest

from lib.analysis import under_query
from lib.domain.figure_query import About, QueryKind

SEPTEMBER, AUGUST = date(2023, 9, 1), date(2023, 8, 1)
TODAY = date(2023, 10, 2)


def queries(*lines) -> pd.DataFrame:
    """ods_code, about, period, raised_on; of queries that nobody has answered."""
    table = pd.DataFrame(lines, columns=["ods_code", "about", "period", "raised_on"])
    days = {n: pd.to_datetime(table[n]) for n in ("period", "raised_on")}
    return table.assign(**days, kind=QueryKind.QUERY, due_on=pd.NaT, answered_on=pd.NaT)


TWICE = queries(
    ("X99001", About.FIGURE, SEPTEMBER, date(2023, 9, 20)),
    ("X99001", About.FIGURE, SEPTEMBER, date(2023, 9, 12)),
    ("X99002", About.FIGURE, AUGUST, date(2023, 9, 14)),
    ("X99003", About.PLAN, None, date(2023, 9, 15)),
)


def test_a_figure_is_under_query_since_the_oldest_question_on_it():
    found = under_query.since(TWICE, About.FIGURE)
    assert found["X99001", SEPTEMBER] == date(2023, 9, 12)
    assert under_query.since(TWICE, About.PLAN) == {("X99003", None): date(2023, 9, 15)}


def test_only_the_month_that_was_asked_about_carries_the_mark():
    table = pd.DataFrame({"ods_code": ["X99001", "X99002", "X99003"]})
    known = under_query.since(TWICE, About.FIGURE)
    of_month = under_query.marked(table, known, SEPTEMBER).under_query.dropna()
    assert of_month.to_dict() == {0: "under query since 12 September 2023"}
    rows = table.assign(period=pd.Timestamp(AUGUST))
    own = under_query.marked(rows, known, SEPTEMBER).under_query.dropna()
    assert own.to_dict() == {1: "under query since 14 September 2023"}


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (None, "2 figures are under query since 12 September 2023."),
        (
            TODAY,  # not past on the day itself
            "2 figures are under query since 12 September 2023.",
        ),
        (
            date(2023, 9, 29),
            "2 figures are under query since 12 September 2023. 4 of 4 queries of"
            + " observers are past the day set for the ICB's answer.",
        ),
    ],
)
def test_the_line_counts_what_is_open_and_what_is_overdue(due, words):
    every = TWICE.assign(due_on=pd.to_datetime([due] * 4))
    assert under_query.sentence(every, SEPTEMBER, TODAY) == words


def test_what_is_answered_or_a_comment_is_not_counted():
    answered = TWICE.assign(answered_on=pd.Timestamp("2023-09-30"))
    assert under_query.sentence(answered, SEPTEMBER, TODAY) == ""
    comments = TWICE.assign(kind=QueryKind.COMMENT)
    assert under_query.sentence(comments, SEPTEMBER, TODAY) == ""
