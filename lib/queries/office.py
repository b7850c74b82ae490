"""The office in place of the person: all that whoever looks from outside is told.

Questions pass their rows through here, so that no page has to think of it.
"""

from collections.abc import Iterable
from typing import TypeVar

import pandas as pd
import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import SQLModel, col

from lib.domain.organisations import Group, GroupKind
from lib.domain.roles import Permission
from lib.domain.users import User

OFFICE = "the ICB"
# The columns, in any table, that say who acted or decided.
ACTED = {
    *("asked_by", "recorded_by", "edited_by", "typed_by", "opened_by", "closed_by"),
    *("loaded_by", "withdrawn_by", "decided_by", "last_editor", "by", "reviewed_by"),
    *("extension_agreed_by", "made_by", "final_by"),
}
# What staff have planned, and what they wrote for themselves: for the team alone.
PLANNED = {
    *("owner", "direction", "close_when", "next_action", "next_action_on"),
    *("closed_reason", "withdrawn_reason", "reason", "comment", "received_from"),
}

Row = TypeVar("Row", bound=SQLModel)


def groups(user: User) -> ColumnElement[bool]:
    """True of the groups that are for all: a team of the ICB bears people's names."""
    if user.may(Permission.SEE_EXACT):
        return sa.true()
    return col(Group.kind) != GroupKind.TEAM


def rows(user: User, found: Iterable[Row]) -> list[Row]:
    """Rows that belong to no session any more."""
    told = list(found)
    for row in told:
        for column in sa.inspect(type(row)).columns:
            if column.key in _hidden(user) and getattr(row, column.key):
                empty = None if column.nullable else ""
                acted = column.key in ACTED
                setattr(row, column.key, OFFICE if acted else empty)
    return told


def frame(user: User, found: pd.DataFrame) -> pd.DataFrame:
    hidden = _hidden(user) & {*found}
    acted = {c: found[c].where(found[c].isna(), OFFICE) for c in ACTED & hidden}
    return found.assign(**acted, **dict.fromkeys(PLANNED & hidden))


def _hidden(user: User) -> set[str]:
    people = set() if user.may(Permission.SEE_EXACT) else ACTED
    return people | (set() if user.may(Permission.READ_CASEWORK) else PLANNED)
