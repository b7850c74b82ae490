"""Two people: who decides is not who last changed what is decided on."""

from sqlmodel import Session

from lib.domain.dates import today
from lib.domain.errors import NotAllowed
from lib.domain.roles import PERMISSIONS, Permission
from lib.domain.settings import Name, in_force
from lib.domain.users import Account, AccountICB, User, represented_by


def require(session: Session, last_editor: str, icb_code: str, *, by: User) -> None:
    """Raise where this person may not decide, for themselves or for somebody away.

    An administrator may switch the rule of two people off for an ICB, which is on
    record as a setting.
    """
    if not _represents(session, icb_code, by):
        by.require(Permission.DECIDE)
    rule = session.exec(in_force(Name.TWO_PEOPLE, icb_code, today())).first()
    if rule != "no" and last_editor == by.email:
        raise NotAllowed(
            "You made the last change yourself: another person decides on it."
        )


def _represents(session: Session, icb_code: str, by: User) -> bool:
    """A deputy decides for whoever is away, within the ICBs of both."""
    absent = session.exec(represented_by(by.email, today()))
    return any(
        Permission.DECIDE in PERMISSIONS[each.role] and _sees(session, each, icb_code)
        for each in absent
    )


def _sees(session: Session, account: Account, icb_code: str) -> bool:
    key = (account.email, icb_code)
    return account.sees_all_icbs or session.get(AccountICB, key) is not None
