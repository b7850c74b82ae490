"""The wording of letters: every one ever set for the user's ICBs or for all."""

from sqlmodel import col, select

from lib import db
from lib.domain.letter_wording import LetterWording
from lib.domain.roles import Permission
from lib.domain.scope import own_or_for_all
from lib.domain.users import User


def every(user: User) -> list[LetterWording]:
    """The newest first."""
    user.require(Permission.READ_CASEWORK)
    found = select(LetterWording).order_by(
        col(LetterWording.from_on).desc(), col(LetterWording.sequence).desc()
    )
    return db.rows(found.where(own_or_for_all(user, LetterWording.icb_code)))
