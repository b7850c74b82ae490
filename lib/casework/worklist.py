"""What waits for somebody in an ICB, put together from all parts of the casework."""

from datetime import date

import pandas as pd

from lib import queries
from lib.analysis import worklist
from lib.analysis.frame import Row, day
from lib.analysis.worklist import Desk, Item, Notice, Question
from lib.casework import cases, register_changes, reports, rollout, safety
from lib.domain.dates import month_name, period_of, shift, today
from lib.domain.roles import Permission
from lib.domain.users import User

MONTHS_OF_REPORTS = 12


def of(
    figures: pd.DataFrame, user: User, period: date, icb_code: str | None
) -> list[Item]:
    """From the figures frame of the same user and ICB, up to the month."""
    user.require(Permission.READ_CASEWORK)
    now = today()
    plans = queries.episodes.every(user, icb_code)
    names = queries.practices.places(user).set_index("ods_code")["name"]
    desk = Desk(
        today=now,
        names={str(code): str(name) for code, name in names.items()},
        cases=cases.of(figures, user, period, icb_code),
        plans=plans[plans["closed_on"].isna()],
        reports=_reports(user, icb_code, now),
        figures=figures,
        period=period,
        safety=[
            Notice(check.fall.ods_code, f"{month_name(check.fall.period)}: {check.why}")
            for check in safety.open_checks(figures, user, period, icb_code)
        ],
        register=[
            Notice(proposal.ods_code, proposal.why)
            for proposal in register_changes.proposals(figures, user, icb_code)
        ],
        questions=[
            Question(row["ods_code"], row["body"], day(row["raised_on"]), _due(row))
            for row in queries.figure_queries.open_(user, icb_code).to_dict("records")
        ],
        switch_ons=rollout.of(figures, user, period, icb_code).waiting,
    )
    return worklist.items(desk)


def _due(row: Row) -> date | None:
    return None if pd.isna(row["due_on"]) else day(row["due_on"])


def _reports(user: User, icb_code: str | None, now: date) -> pd.DataFrame:
    """Of the months that are over: none is owed for the one that runs."""
    last = shift(period_of(now), -1)
    return reports.cells(user, icb_code, shift(last, 1 - MONTHS_OF_REPORTS), last, now)


def mine(found: list[Item], user: User) -> list[Item]:
    return worklist.mine_of(
        found,
        user.email,
        covers=frozenset(queries.deputies.standing_in_for(user, today())),
        decides=user.may(Permission.DECIDE),
    )
