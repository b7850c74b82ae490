"""Groups of practices: the newest word on each membership, known by its first day."""

from datetime import date
from typing import Any

import pandas as pd
import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, col

from lib.domain.facts import GroupMembership
from lib.domain.organisations import Group, Practice
from lib.queries import truth


def memberships(session: Session, scope: ColumnElement[bool]) -> pd.DataFrame:
    """ods_code, group_name, kind, from_on, until_on, ended and past ones too."""
    statement: Any = (
        sa.select(
            col(GroupMembership.practice_code).label("ods_code"),
            col(GroupMembership.group_name),
            col(Group.kind),
            col(GroupMembership.from_on),
            col(GroupMembership.until_on),
            col(GroupMembership.upload_id),
            col(GroupMembership.row),
        )
        .join(Group, col(Group.name) == col(GroupMembership.group_name))
        .join(Practice, col(Practice.ods_code) == col(GroupMembership.practice_code))
        .where(scope)
    )
    said = truth.frame(session, statement, ["from_on", "until_on"])
    found = truth.newest(
        said, truth.uploads(session, None), ["ods_code", "group_name", "from_on"]
    )
    return found[["ods_code", "group_name", "kind", "from_on", "until_on"]]


def at(found: pd.DataFrame, day: date) -> pd.DataFrame:
    """Those of `memberships` that hold on that day."""
    moment = pd.Timestamp(day)
    begun = found.from_on.isna() | (found.from_on <= moment)
    going = found.until_on.isna() | (found.until_on >= moment)
    return found[begun & going]
