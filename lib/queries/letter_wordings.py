"""The wording of letters: every one ever set for the user's ICBs or for all."""

import sqlalchemy as sa
from sqlmodel import col, select

from lib import db
from lib.domain.letter_wording import LetterWording
from lib.domain.roles import Permission
from lib.domain.users import User


def every(user: User) -> list[LetterWording]:
    """The newest first."""
    user.require(Permission.READ_CASEWORK)
    found = select(LetterWording).order_by(
        col(LetterWording.from_on).desc(), col(LetterWording.sequence).desc()
    )
    if user.icbs is not None:
        mine = col(LetterWording.icb_code).in_(user.icbs)
        found = found.where(sa.or_(col(LetterWording.icb_code).is_(None), mine))
    with db.reading() as session:
        wordings = list(session.exec(found))
        session.expunge_all()
        return wordings
