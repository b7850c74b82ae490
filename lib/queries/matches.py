"""What people matched once for a sender: headings, and practices without an ODS code."""

from typing import Any

import pandas as pd
import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col, select

from lib import db
from lib.domain.roles import Permission
from lib.domain.scope import practices_visible_to
from lib.domain.uploads import HeadingMatch, PracticeMatch, WordFor, WordMatch
from lib.domain.users import User
from lib.queries import truth


def headings(user: User, sender: str) -> dict[str, str]:  # noqa: ARG001 no figures
    """Heading to field; "" leaves the column out."""
    wanted = select(HeadingMatch).where(HeadingMatch.sender == sender)
    with db.reading() as session:
        return {match.heading: match.field for match in session.exec(wanted)}


def practices(user: User, sender: str) -> dict[str, str]:
    """EMIS name or CDB number to ODS code."""
    wanted = select(PracticeMatch).where(PracticeMatch.sender == sender, _own(user))
    with db.reading() as session:
        return {match.text: match.practice_code for match in session.exec(wanted)}


def words(user: User, sender: str, about: WordFor) -> dict[str, str]:
    """A sender's word to the status or the account that it stands for; "" for none."""
    user.require(Permission.READ_CASEWORK)
    wanted = select(WordMatch).where(
        WordMatch.sender == sender, WordMatch.about == about
    )
    with db.reading() as session:
        return {match.text: match.means for match in session.exec(wanted)}


def every(user: User) -> pd.DataFrame:
    """sender, text, means, matched_by, version: for a list from which to undo."""
    as_heading: Any = sa.select(
        col(HeadingMatch.sender),
        col(HeadingMatch.heading).label("text"),
        col(HeadingMatch.field).label("means"),
        col(HeadingMatch.matched_by),
        col(HeadingMatch.version),
    )
    as_practice: Any = sa.select(
        col(PracticeMatch.sender),
        col(PracticeMatch.text),
        col(PracticeMatch.practice_code).label("means"),
        col(PracticeMatch.matched_by),
        col(PracticeMatch.version),
    ).where(_own(user))
    with db.reading() as session:
        return truth.frame(session, sa.union_all(as_heading, as_practice))


def _own(user: User) -> ColumnElement[bool]:
    return col(PracticeMatch.practice_code).in_(practices_visible_to(user))
