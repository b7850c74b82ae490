"""Safety checks of an ICB as at a month: raised by figures and plans, answered by people."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

import pandas as pd

from lib import queries
from lib.analysis.frame import day
from lib.analysis.safety import Check, Pace, checks
from lib.domain.plan_content import Method
from lib.domain.roles import Permission
from lib.domain.safety import SafetyCheck
from lib.domain.users import User


class Asked(NamedTuple):
    """A fall that asks the question, and the answer where somebody has given one."""

    check: Check
    answer: SafetyCheck | None


def every(
    figures: pd.DataFrame, user: User, period: date, icb_code: str | None
) -> list[Asked]:
    user.require(Permission.READ_CASEWORK)
    raised = checks(figures, period, _paces(user, icb_code))
    if not raised:
        return []
    given = {
        (answer.practice_code, answer.period): answer
        for answer in queries.safety_checks.every(user)
    }
    return [Asked(c, given.get((c.fall.ods_code, c.fall.period))) for c in raised]


def open_checks(
    figures: pd.DataFrame, user: User, period: date, icb_code: str | None
) -> list[Check]:
    """Those that nobody has answered, the newest first; for staff."""
    found = every(figures, user, period, icb_code)
    return [check for check, answer in found if answer is None]


def _paces(user: User, icb_code: str | None) -> dict[str, list[tuple[date, Pace]]]:
    found: dict[str, list[tuple[date, Pace]]] = defaultdict(list)
    for row in queries.plans_received.every(user, icb_code).to_dict("records"):
        weekly, starts = row["reviews_per_week"], row["starts_on"]
        pace = Pace(
            Method(row["method"]) if isinstance(row["method"], str) else None,
            None if pd.isna(weekly) else int(weekly),
            None if pd.isna(starts) else day(starts),
        )
        found[str(row["ods_code"])].append((day(row["received_on"]), pace))
    return found
