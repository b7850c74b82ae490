"""Contacts: who answers at each practice now; for staff only."""

from typing import Any

import pandas as pd
import sqlalchemy as sa
from sqlmodel import col

from lib import db
from lib.domain.correspondence import Contact
from lib.domain.dates import today
from lib.domain.roles import Permission
from lib.domain.scope import practices_visible_to
from lib.domain.uploads import Upload
from lib.domain.users import User
from lib.queries import truth


def current(user: User, ods_code: str | None = None) -> pd.DataFrame:
    """ods_code, contact_id, role, name, email, telephone, from_on, until_on, version.

    Of each practice, role and name the last word, if it holds today; by practice, in
    the order in which they were recorded.
    """
    user.require(Permission.READ_CASEWORK)
    statement: Any = (
        sa.select(
            col(Contact.practice_code).label("ods_code"),
            col(Contact.id).label("contact_id"),
            *(col(getattr(Contact, name)) for name in _FIELDS),
        )
        .outerjoin(Upload, col(Upload.id) == col(Contact.upload_id))
        .where(col(Upload.withdrawn_sequence).is_(None))
        .where(col(Contact.practice_code).in_(practices_visible_to(user)))
        .order_by(col(Contact.practice_code), col(Contact.id))
    )
    if ods_code:
        statement = statement.where(col(Contact.practice_code) == ods_code)
    with db.reading() as session:
        found = truth.frame(session, statement)
    found = found.assign(**{name: truth.days(found[name]) for name in _DAYS})
    return _now(found)


_FIELDS = ("role", "name", "email", "telephone", "from_on", "until_on", "version")
_DAYS = ("from_on", "until_on")


def _now(found: pd.DataFrame) -> pd.DataFrame:
    who = found.assign(
        role=found["role"].str.casefold(), name=found["name"].str.casefold()
    )
    last = found[~who.duplicated(["ods_code", "role", "name"], keep="last")]
    day = pd.Timestamp(today())
    begun = last["from_on"].isna() | (last["from_on"] <= day)
    going = last["until_on"].isna() | (last["until_on"] >= day)
    return last[begun & going].reset_index(drop=True)
