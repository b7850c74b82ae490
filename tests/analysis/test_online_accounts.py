"""Online accounts with access in words: sides of the limit, unknown, and not shown."""

from datetime import date

import pandas as pd
import pytest

from lib.analysis import online_accounts
from lib.domain.threshold import State

JULY, JUNE, AUGUST = date(2024, 7, 1), date(2024, 6, 1), date(2024, 8, 1)


def row(code="X99001", accounts=1000, with_access=900, period=JULY, **different):
    read = accounts and with_access is not None
    flag = with_access * 100 >= 90 * accounts if read else None
    said = {
        "period": period,
        "ods_code": code,
        "expected": True,
        "accounts": accounts,
        "base": accounts,
        "with_access": with_access,
        "share": with_access / accounts if read else None,
        "percent": 90,
        "rule_id": 2,
        "at_or_above": flag,
        "state": State.REPORTED if read else State.NO_DATA,
        "on": True,
        "hidden": False,
        "least_change": 0,
    }
    return {**said, **different}


def frame(*rows):
    whole = ["accounts", "base", "with_access", "percent", "rule_id"]
    kinds = {**dict.fromkeys(whole, "Int64"), "at_or_above": "boolean"}
    return pd.DataFrame(rows).astype({**kinds, "period": "datetime64[s]"})


def test_a_month_counts_both_sides_and_what_is_not_known():
    rows = frame(
        row(),
        row("X99002", with_access=899),
        row("X99003", with_access=None),
        row("X99004", on=False),  # its ICB does not go by the measure
        row("X99001", with_access=500, period=JUNE),
        row("X99005", expected=False),
    )
    found = online_accounts.standing(rows, JULY)
    assert (found.expected, found.not_known) == (3, 1)
    assert (found.at_or_above.now, found.below.now) == (1, 1)
    assert [p.value for p in found.at_or_above.series[-3:]] == [None, 0, 1]
    assert (found.with_access, found.accounts) == (1799, 2000)
    assert online_accounts.accounts_sentence(found).endswith("have access: 90.0%.")
    table = online_accounts.monthly(rows, JUNE, AUGUST)
    assert table["at_or_above"].fillna(-1).tolist() == [0, 2, -1]
    assert online_accounts.standing(rows, AUGUST) is None


@pytest.mark.parametrize(
    ("different", "words"),
    [
        (
            {},
            "900 of 1,000 online accounts have access in July 2024: 90.0%. It is at or",
        ),
        ({"with_access": 899}, ": 89.9%. It is below 90%."),
        ({"with_access": None}, "in July 2024 is not known."),
        ({"accounts": None, "with_access": None}, "No online accounts are known"),
        ({"accounts": 0, "with_access": 0}, "No online accounts are known"),
        ({"percent": None}, "No limit applies in that month."),
        (
            {"with_access": None, "hidden": True, "least_change": 5},
            "have access is not shown. On which side of the limit it lies is not shown.",
        ),
        ({"least_change": 5}, "About 900 of 1,000"),
    ],
)
def test_a_practice_is_told_in_a_sentence(different, words):
    (only,) = frame(row(**different)).to_dict("records")
    assert words in online_accounts.of_practice(only, JULY)


def test_months_of_a_practice_are_told_with_their_gaps():
    rows = frame(
        row(with_access=100, period=JUNE),
        row(with_access=None),
        row(with_access=900, period=AUGUST),
    )
    assert online_accounts.history_sentence(rows) == (
        "From 10.0% in June 2024 to 90.0% in August 2024. None is known or shown for"
        " July."
    )
    assert "No share is known" in online_accounts.history_sentence(rows.iloc[1:2])
    assert online_accounts.of_practice(None, JULY).startswith("Nothing is known")
