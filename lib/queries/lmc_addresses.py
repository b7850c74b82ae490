"""Where LMCs can be written to."""

from sqlmodel import col, select

from lib import db
from lib.domain.letter import LMCAddress
from lib.domain.organisations import Practice
from lib.domain.scope import visible_to
from lib.domain.users import User


def every(user: User) -> dict[str, LMCAddress | None]:
    """The LMC of each of the user's practices, with its address where one is known."""
    names = select(Practice.lmc_name).where(
        visible_to(user), col(Practice.lmc_name).is_not(None)
    )
    recorded = select(LMCAddress).order_by(col(LMCAddress.sequence))
    with db.reading() as session:
        newest = {each.lmc_name: each for each in session.exec(recorded)}
        own = sorted({name for name in session.exec(names) if name})
        session.expunge_all()
    return {name: newest.get(name) for name in own}
