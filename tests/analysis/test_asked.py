"""How practices were asked, by ICB: the tables add up to what was recorded."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.analysis import asked
from lib.domain.figure_query import QueryKind

TODAY = date(2023, 10, 2)
DAYS = ["asked_on", "due_on", "extension_sought_on", "lmc_told_on"]
icbs = st.sampled_from(["XA1", "XB1"])
days = st.none() | st.dates(date(2023, 9, 1), date(2023, 11, 1))


def asks(*each: tuple) -> pd.DataFrame:
    """Of (ICB, practice, authority, due on, LMC told on), asked on 1 September."""
    columns = ["icb_code", "practice", "authority", "due_on", "lmc_told_on"]
    table = pd.DataFrame(list(each), columns=columns).assign(
        asked_on=date(2023, 9, 1), minutes=20, extension_sought_on=None
    )
    return table.astype(dict.fromkeys(DAYS, "datetime64[s]"))


def plans(*each: tuple) -> pd.DataFrame:
    return pd.DataFrame(list(each), columns=["icb_code", "status", "extended"])


def queries(*each: tuple) -> pd.DataFrame:
    """Of (ICB, kind, due on, answered on)."""
    columns = ["icb_code", "kind", "due_on", "answered_on"]
    table = pd.DataFrame(list(each), columns=columns)
    return table.astype(dict.fromkeys(columns[2:], "datetime64[s]"))


def test_each_icb_has_its_own_line():
    told = date(2023, 9, 4)
    found = asked.by_icb(
        asks(
            ("XA1", 0, "letter", date(2023, 9, 15), told),
            ("XA1", 0, "letter", date(2023, 9, 29), None),
            ("XB1", 1, "minute", None, None),
        ),
        plans(("XA1", "agreed", True), ("XA1", "requested", False)),
    ).set_index("icb_code")
    assert found.loc["XA1", ["asks", "practices", "minutes"]].tolist() == [2, 1, 40]
    assert found.loc["XA1", ["days", "given", "told"]].tolist() == [21, 1, 1]
    assert pd.isna(found.loc["XB1", "days"])
    assert found.loc["XB1", "given"] == 0


@given(st.lists(st.tuples(icbs, st.integers(0, 3), st.just("a"), days, days)))
def test_no_ask_is_lost_on_the_way(each):
    table = asks(*each)
    assert asked.by_icb(table, plans())["asks"].sum() == len(each)
    assert asked.authorities(table)["asks"].sum() == len(each)


@pytest.mark.parametrize(
    ("kind", "due", "answered", "where"),
    [
        (QueryKind.QUERY, 9, 9, "in_time"),
        (QueryKind.QUERY, 9, 10, "late"),
        (QueryKind.QUERY, 30, None, "waiting"),
        (QueryKind.QUERY, None, None, "waiting"),
        (QueryKind.COMMENT, None, None, "comments"),
    ],
)
def test_a_query_counts_where_it_belongs(kind, due, answered, where):
    def day(n):
        return n and date(2023, 10 if n == 30 else 9, n)

    found = asked.answered(queries(("XA1", kind, day(due), day(answered))), TODAY)
    (row,) = found.to_dict("records")
    counted = {n for n in ("in_time", "late", "waiting", "comments") if row[n]}
    assert (counted, row["overdue"]) == ({where}, 0)


def test_what_waits_beyond_its_day_is_overdue():
    late = ("XA1", QueryKind.QUERY, date(2023, 9, 29), None)
    (row,) = asked.answered(queries(late), TODAY).to_dict("records")
    assert (row["waiting"], row["overdue"]) == (1, 1)


@given(st.lists(st.tuples(icbs, st.sampled_from(QueryKind), days, days)))
def test_every_query_is_counted_once(each):
    found = asked.answered(queries(*each), TODAY)
    assert found["queries"].sum() + found["comments"].sum() == len(each)
    placed = found[["in_time", "late", "waiting"]].sum().sum()
    assert placed <= found["queries"].sum()
