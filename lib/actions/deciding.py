"""Two people: who decides is not who last changed what is decided on."""

from sqlmodel import Session

from lib.domain.dates import today
from lib.domain.errors import NotAllowed
from lib.domain.settings import Name, in_force
from lib.domain.users import Permission, User


def require(session: Session, last_editor: str, icb_code: str, *, by: User) -> None:
    """Raise where this person may not decide. An administrator may switch the rule of
    two people off for an ICB, which is on record as a setting."""
    by.require(Permission.DECIDE)
    rule = session.exec(in_force(Name.TWO_PEOPLE, icb_code, today())).first()
    if rule != "no" and last_editor == by.email:
        raise NotAllowed(
            "You made the last change yourself: another person decides on it."
        )
