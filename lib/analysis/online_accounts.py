"""Online accounts with access: where a month stands, its twelve months, its sentences.

Of the rows of `queries.access.panel`. Never mixed with the figures of the 104.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import pandas as pd

from lib.analysis.frame import Row, day, expected, month
from lib.analysis.position import MONTHS, Measure, measure
from lib.analysis.words import be, counted, months_near, number, share_words
from lib.domain.dates import month_name, period_end, periods, shift, uk
from lib.domain.threshold import State, ThresholdRule

COUNTS = ["expected", "at_or_above", "below", "not_known", "accounts", "with_access"]
TWO_MEASURES = (
    "This is another figure than the 104, of other people and in another sense: the 104"
    " counts patients kept out of automatic access by a code, this counts online accounts"
    " that have access. A 104 does not remove access that a patient already has. Neither"
    " is worked out of the other."
)
NOT_TURNED_ROUND = (
    "At an EMIS practice where 95% of patients have a 104, most account holders may still"
    " have access: there codes are read at go-live, when an NHS login is connected and on"
    " turning 16, and not again. So 100% less the 104 percentage is not the share with"
    " access."
)
UNKNOWN = {
    State.NO_DATA: "no number",
    State.NO_DENOMINATOR: "no accounts known",
}


class Standing(NamedTuple):
    """The expected practices of one month. `judged`: a rule was in force in it."""

    period: date
    expected: int
    at_or_above: Measure
    below: Measure
    not_known: int  # practices of which the side of the limit cannot be told
    judged: bool
    accounts: int | None  # of the practices whose number with access is shown
    with_access: int | None
    hidden: int  # practices whose count this observer is not shown
    in_shown_numbers: bool


def going_by_it(accounts: pd.DataFrame, period: date) -> pd.DataFrame:
    """All months of the practices whose ICB goes by the measure in that month."""
    now = month(accounts, period)
    return accounts[accounts["ods_code"].isin(now.loc[now["on"], "ods_code"])]


def monthly(accounts: pd.DataFrame, first: date, last: date) -> pd.DataFrame:
    """One row per month from first to last: `COUNTS`, `share`, `hidden`, `all_hidden`.

    Of expected practices. What cannot be told of a month is missing, never 0.
    """
    rows = expected(accounts)
    flag = rows["at_or_above"].astype("boolean")
    read = (rows["state"] == State.REPORTED) & rows["with_access"].notna()
    parts = rows[["period"]].assign(
        expected=1,
        at_or_above=flag,
        below=~flag,
        not_known=flag.isna(),
        accounts=rows["base"].where(read),
        with_access=rows["with_access"].where(read),
        hidden=rows["hidden"],
    )
    whole = [*COUNTS, "hidden"]
    sums = parts.astype(dict.fromkeys(whole, "Int64")).groupby("period")[whole]
    months = pd.DatetimeIndex(periods(first, last), name="period").as_unit("s")
    table = sums.sum(min_count=1).reindex(months).reset_index()
    share = table["with_access"].astype("float64") / table["accounts"].astype("float64")
    all_hidden = table["with_access"].isna() & (table["hidden"].fillna(0) > 0)
    return table.assign(share=share, all_hidden=all_hidden)


def standing(accounts: pd.DataFrame, period: date) -> Standing | None:
    """None where no practice in view goes by the measure in that month."""
    rows = going_by_it(accounts, period)
    now = expected(month(rows, period))
    if now.empty:
        return None
    table = monthly(rows, shift(period, 1 - MONTHS), period)
    return Standing(
        period=period,
        expected=len(now),
        at_or_above=measure(table, "at_or_above"),
        below=measure(table, "below"),
        not_known=int(now["at_or_above"].isna().sum()),
        judged=bool(now["rule_id"].notna().any()),
        accounts=measure(table, "accounts").now,
        with_access=measure(table, "with_access").now,
        hidden=int(now["hidden"].sum()),
        in_shown_numbers=bool((now["least_change"] > 0).any()),
    )


def side(percent: int, *, at_or_above: bool) -> str:
    return f"at or above {percent}%" if at_or_above else f"below {percent}%"


def lead(found: Standing, rules: list[ThresholdRule]) -> str:
    """Markdown: how many practices lie on each side of the limit."""
    if not found.judged:
        return (
            f"**No limit applies in {month_name(found.period)}.** The shares are shown"
            " and set against none."
        )
    limit = f"{rules[0].percent}%" if len(rules) == 1 else "their limit"
    above, below = found.at_or_above.now or 0, found.below.now or 0
    practices = counted(found.expected, "practice")
    return (
        f"**{number(above)} of {practices} {be(above)} at or above {limit}** of online"
        f" accounts with access, {number(below)} {be(below)} below it and of"
        f" {number(found.not_known)} it is not known."
    )


def coverage(found: Standing, rules: Sequence[str]) -> str:
    """Markdown: to which day, and by which rules, in words."""
    limit = f"Limit, as reported: {'; '.join(rules)}." if rules else "No limit applies."
    return f"**Data to {uk(period_end(found.period))}.** {limit}"


def accounts_sentence(found: Standing) -> str:
    """All accounts together: sums divided, never a mean of shares."""
    if not found.accounts or found.with_access is None:
        return "How many online accounts have access is not known."
    about = "about " if found.in_shown_numbers else ""
    share = share_words(found.with_access, found.accounts)
    words = (
        f"Together {about}{number(found.with_access)} of {number(found.accounts)} online"
        f" accounts have access: {share}."
    )
    if found.hidden:
        whose = counted(found.hidden, "practice")
        words += f" The numbers of {whose} are not shown and are left out."
    return words


def of_practice(row: Row | None, period: date) -> str:
    """One practice in one month."""
    when = month_name(period)
    if row is None:
        return f"Nothing is known of this practice's online accounts in {when}."
    if pd.isna(row["accounts"]) or not row["accounts"]:
        return f"No online accounts are known for {when}."
    accounts = number(int(row["accounts"]))
    if row["hidden"]:
        return f"How many of {accounts} online accounts have access is not shown.{_flag(row)}"
    if pd.isna(row["with_access"]):
        return f"How many of {accounts} online accounts have access in {when} is not known."
    about = "About " if row["least_change"] else ""
    part = number(int(row["with_access"]))
    return (
        f"{about}{part} of {accounts} online accounts have access in {when}:"
        f" {share_of(row)}.{_flag(row)}"
    )


def share_of(row: Row) -> str:
    limit: int | None = None if pd.isna(row["percent"]) else int(row["percent"])
    return share_words(int(row["with_access"]), int(row["accounts"]), limit)


def _flag(row: Row) -> str:
    if pd.isna(row["percent"]):
        return " No limit applies in that month."
    if pd.isna(row["at_or_above"]):
        return " On which side of the limit it lies is not shown."
    words = side(int(row["percent"]), at_or_above=bool(row["at_or_above"]))
    exact = "The exact number is " if row["least_change"] else "It is "
    return f" {exact}{words}."


def history_sentence(rows: pd.DataFrame) -> str:
    """Of one practice's months, oldest first: from, to, and those without a figure."""
    known = rows[rows["share"].notna()].to_dict("records")
    if not known:
        return "No share is known for these months."
    said = [f"{share_of(row)} in {month_name(day(row['period']))}" for row in known]
    words = f"From {said[0]} to {said[-1]}." if len(said) > 1 else f"{said[0]}."
    missing = rows.loc[rows["share"].isna(), "period"]
    months = [day(each) for each in missing if each > known[0]["period"]]
    if months:
        now = day(rows["period"].iloc[-1])
        words += f" None is known or shown for {months_near(months, now)}."
    return words


def why_not_known(row: Row) -> str:
    """In a table; of a row on no side of the limit."""
    if not pd.isna(row["at_or_above"]):
        return ""
    if row["state"] != State.REPORTED:
        return UNKNOWN.get(State(row["state"]), "the two numbers do not fit")
    return "no limit applies" if pd.isna(row["percent"]) else "not shown"
