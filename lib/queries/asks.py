"""Asks: what was asked of practices; the same rows are the burden ledger."""

from typing import Any

import pandas as pd
import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col, select

from lib import db
from lib.domain.action_plan import ActionPlan, Status
from lib.domain.ask import Ask
from lib.domain.monthly_report import ReportWaiver
from lib.domain.organisations import Practice
from lib.domain.roles import Permission
from lib.domain.scope import counted_for, visible_to
from lib.domain.users import User
from lib.queries import truth

_SAID = (
    *("icb_code", "kind", "what", "authority", "recipient", "asked_on", "due_on"),
    *("minutes", "asked_by", "withdrawn_on", "extension_sought_on", "lmc_told_on"),
    "version",
)
_DAYS = ("asked_on", "due_on", "withdrawn_on", "extension_sought_on", "lmc_told_on")
_NAMELESS = (
    *("practice", "icb_code", "kind", "asked_on", "due_on", "minutes"),
    *("authority", "withdrawn_on", "extension_sought_on", "lmc_told_on"),
)


def every(user: User, icb_code: str | None = None) -> pd.DataFrame:
    """A row for each ask, the newest first: ask_id, ods_code, name, and of Ask
    icb_code, kind, what, authority, recipient, asked_on, due_on, minutes, asked_by,
    withdrawn_on, extension_sought_on, lmc_told_on, version. Days are `datetime64`."""
    user.require(Permission.READ_CASEWORK)
    return _asks(visible_to(user), icb_code)


def nameless(user: User, icb_code: str | None = None) -> pd.DataFrame:
    """The same of all who count in somebody's figures, without names, codes and people:
    practice (a number for this answer only), icb_code, kind, asked_on, due_on, minutes,
    authority, withdrawn_on, extension_sought_on, lmc_told_on."""
    found = _asks(counted_for(user), icb_code)
    found = found.sort_values(["asked_on", "minutes"], kind="stable")
    numbered = found.assign(practice=pd.factorize(found.ods_code)[0])
    return numbered[list(_NAMELESS)].reset_index(drop=True)


def extensions_given(user: User, icb_code: str | None = None) -> dict[str, int]:
    """How many plans stand extended, and how many reports were put off or waived."""
    counted = select(Practice.ods_code).where(counted_for(user))
    plans = select(sa.func.count(col(ActionPlan.id))).where(
        sa.or_(
            col(ActionPlan.status) == Status.EXTENSION_AGREED,
            col(ActionPlan.extension_agreed_by) != "",
        ),
        col(ActionPlan.practice_code).in_(counted),
    )
    reports = select(sa.func.count(col(ReportWaiver.id))).where(
        col(ReportWaiver.practice_code).in_(counted)
    )
    if icb_code:
        plans = plans.where(ActionPlan.icb_code == icb_code)
        reports = reports.where(ReportWaiver.icb_code == icb_code)
    put_off = reports.where(col(ReportWaiver.due_on).is_not(None))
    waived = reports.where(col(ReportWaiver.due_on).is_(None))
    with db.reading() as session:
        return {
            "plans extended": session.exec(plans).one(),
            "reports put off": session.exec(put_off).one(),
            "reports waived": session.exec(waived).one(),
        }


def _asks(scope: ColumnElement[bool], icb_code: str | None) -> pd.DataFrame:
    statement: Any = (
        sa.select(
            col(Ask.id).label("ask_id"),
            col(Ask.practice_code).label("ods_code"),
            col(Practice.name),
            *(col(getattr(Ask, name)) for name in _SAID),
        )
        .join(Practice, col(Practice.ods_code) == col(Ask.practice_code))
        .where(scope)
        .order_by(col(Ask.asked_on).desc(), col(Ask.id).desc())
    )
    if icb_code:
        statement = statement.where(col(Ask.icb_code) == icb_code)
    with db.reading() as session:
        return truth.frame(session, statement, _DAYS)
