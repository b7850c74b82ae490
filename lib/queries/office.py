"""The office in place of the person: all that whoever may not read casework is told.

Questions pass their rows through here, so that no page has to think of it.
"""

from collections.abc import Iterable
from typing import TypeVar

import pandas as pd
import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import SQLModel, col

from lib.domain.organisations import Group, GroupKind
from lib.domain.users import Permission, User

OFFICE = "the ICB"
# The columns, in any table, that say who acted or decided.
ACTED = {
    *("asked_by", "recorded_by", "edited_by", "typed_by", "opened_by", "closed_by"),
    *("loaded_by", "withdrawn_by", "decided_by", "last_editor", "by", "reviewed_by"),
    *("extension_agreed_by", "made_by", "final_by"),
}
# What staff have planned, and what they wrote for themselves.
PLANNED = {
    *("owner", "direction", "close_when", "next_action", "next_action_on"),
    *("closed_reason", "withdrawn_reason", "reason", "comment", "received_from"),
}

Row = TypeVar("Row", bound=SQLModel)


def groups(user: User) -> ColumnElement[bool]:
    """True of the groups that are for all: a team of the ICB bears people's names."""
    if user.may(Permission.READ_CASEWORK):
        return sa.true()
    return col(Group.kind) != GroupKind.TEAM


def rows(user: User, found: Iterable[Row]) -> list[Row]:
    """Rows that belong to no session any more."""
    told = list(found)
    if not user.may(Permission.READ_CASEWORK):
        for row in told:
            _hide(row)
    return told


def _hide(row: SQLModel) -> None:
    for column in sa.inspect(type(row)).columns:
        if column.key in ACTED and getattr(row, column.key):
            setattr(row, column.key, OFFICE)
        elif column.key in PLANNED:
            setattr(row, column.key, None if column.nullable else "")


def frame(user: User, found: pd.DataFrame) -> pd.DataFrame:
    if user.may(Permission.READ_CASEWORK):
        return found
    acted = {c: found[c].where(found[c].isna(), OFFICE) for c in ACTED & {*found}}
    return found.assign(**acted, **dict.fromkeys(PLANNED & {*found}))
