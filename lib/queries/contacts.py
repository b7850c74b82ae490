"""Contacts: who answers at each practice now; for staff only."""

from collections.abc import Mapping

import pandas as pd
from sqlmodel import col, select

from lib import db
from lib.domain.correspondence import Contact
from lib.domain.dates import today
from lib.domain.roles import Permission
from lib.domain.scope import practices_visible_to
from lib.domain.uploads import Upload
from lib.domain.users import User
from lib.queries import truth

FIRST_ASKED = "practice manager"
_FIELDS = ("role", "name", "email", "telephone", "from_on", "until_on", "version")
_DAYS = ("from_on", "until_on")


def current(user: User, ods_code: str | None = None) -> pd.DataFrame:
    """ods_code, contact_id, role, name, email, telephone, from_on, until_on, version.

    Of each practice, role and name the last word, if it holds today; by practice, in
    the order in which they were recorded.
    """
    rows = [
        (each.practice_code, each.id, *(getattr(each, name) for name in _FIELDS))
        for each in _now(user, ods_code)
    ]
    found = pd.DataFrame(rows, columns=["ods_code", "contact_id", *_FIELDS])
    return found.assign(**{name: truth.days(found[name]) for name in _DAYS})


def addressees(user: User) -> Mapping[str, Contact]:
    """By ODS code whom a letter goes to: today's practice manager, else who came last.

    Only people with an e-mail address; a practice without one has no entry.
    """
    reached = [each for each in _now(user) if each.email]
    reached.sort(key=lambda each: each.role.casefold() == FIRST_ASKED)
    return {each.practice_code: each for each in reached}


def _now(user: User, ods_code: str | None = None) -> list[Contact]:
    user.require(Permission.READ_CASEWORK)
    found = (
        select(Contact)
        .outerjoin(Upload, col(Upload.id) == col(Contact.upload_id))
        .where(col(Upload.withdrawn_sequence).is_(None))
        .where(col(Contact.practice_code).in_(practices_visible_to(user)))
        .order_by(col(Contact.practice_code).desc(), col(Contact.id).desc())
    )
    if ods_code:
        found = found.where(Contact.practice_code == ods_code)
    last: dict[tuple[str, ...], Contact] = {}
    for each in db.rows(found):
        who = (each.practice_code, each.role.casefold(), each.name.casefold())
        last.setdefault(who, each)
    day = today()
    return [
        each
        for each in reversed(last.values())
        if (each.from_on is None or each.from_on <= day)
        and (each.until_on is None or each.until_on >= day)
    ]
