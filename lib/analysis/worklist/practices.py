"""What the figures and the register ask: closures, new cases, silence, safety."""

from collections.abc import Iterable, Iterator
from datetime import date

import pandas as pd

from lib.analysis.cases import Case, Stage
from lib.analysis.worklist.item import Desk, Group, Item, Rule
from lib.domain.dates import month_name
from lib.domain.threshold import State


def cases(desk: Desk) -> Iterator[Item]:
    for case in desk.cases:
        if case.proposes_closure:
            note = (
                "The figure that opened it is no longer over the threshold."
                if case.ground_gone
                else f"At or below the threshold in {_month(case.latest)}."
            )
            yield _of_case(desk, case, Rule.CLOSURE, "closure is proposed", note)
        elif case.stage is Stage.REQUIRED:
            note = (
                f"Over since {_month(case.opened_period)}. No plan has been asked for."
            )
            yield _of_case(desk, case, Rule.NEWLY_OVER, "no case yet", note)


def _month(period: date | None) -> str:
    return month_name(period) if period else "a month without data"


def _of_case(desk: Desk, case: Case, rule: Rule, what: str, note: str) -> Item:
    return Item(
        rule,
        Group.WEEK,
        case.ods_code,
        desk.name(case.ods_code),
        what,
        note,
        to_decide=rule is Rule.CLOSURE,
        asked={"ods": case.ods_code},
    )


def silent(desk: Desk) -> Iterator[Item]:
    """Expected practices without a count in this month and the one before."""
    for code in _without_data(desk.figures, desk.period):
        note = f"Nothing came for {month_name(desk.period)} or the month before."
        yield Item(
            Rule.NO_DATA,
            Group.WEEK,
            code,
            desk.name(code),
            "no data for two months",
            note,
            asked={"ods": code},
        )


def _without_data(figures: pd.DataFrame, period: date) -> Iterable[str]:
    last = pd.Timestamp(period)
    silent = figures[
        figures["period"].isin([last, last - pd.DateOffset(months=1)])
        & figures["expected"]
        & (figures["state"] == State.NO_DATA)
    ]
    months = silent.groupby("ods_code")["period"].nunique()
    return sorted(months[months > 1].index)


def notices(desk: Desk) -> Iterator[Item]:
    for notice in desk.safety:
        yield Item(
            Rule.SAFETY,
            Group.TODAY,
            notice.ods_code,
            desk.name(notice.ods_code),
            "was the search for patients at risk done first?",
            notice.note,
            asked={"ods": notice.ods_code},
        )
    for notice in desk.register:
        yield Item(
            Rule.REGISTER,
            Group.WEEK,
            notice.ods_code,
            desk.name(notice.ods_code),
            "the register has changed during the case",
            notice.note,
            asked={"ods": notice.ods_code},
        )
