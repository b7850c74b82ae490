"""People: who may sign in, with which role, for which ICBs or LMC."""

from sqlmodel import Session, select

from lib import db
from lib.actions import events
from lib.domain.errors import NotAllowed, NotFound, RuleBroken
from lib.domain.organisations import LMC, Practice
from lib.domain.users import Account, AccountICB, Permission, Role, User

# Acts where no person can: the first account of an empty database.
SYSTEM = User("system", "The application", Role.ADMINISTRATOR, icbs=None)


def add(person: User, *, by: User) -> None:
    """Open an account, once. An existing one is left as is."""
    by.require(Permission.MANAGE_PEOPLE)
    address = person.email.strip().lower()
    with db.transaction() as session:
        _within(session, person, by=by)
        if session.get(Account, address) is not None:
            return
        events.record(session, by, "add account", subject=address, role=person.role)
        session.add(
            Account(
                email=address,
                name=person.name,
                role=person.role,
                sees_all_icbs=person.lmc is None and person.icbs is None,
                lmc_name=person.lmc,
            )
        )
        session.flush()
        if person.lmc is None:
            session.add_all(
                AccountICB(email=address, icb_code=code) for code in person.icbs or ()
            )


def _within(session: Session, person: User, *, by: User) -> None:
    """Whoever lets people in gives no wider scope than their own."""
    if (person.role is Role.LMC_OBSERVER) != (person.lmc is not None):
        raise RuleBroken("An LMC observer, and nobody else, looks for one LMC.")
    icbs = person.icbs
    if person.lmc is not None:
        if session.get(LMC, person.lmc) is None:
            raise NotFound(f"There is no LMC {person.lmc}. Load its list of practices.")
        of_lmc = select(Practice.icb_code).where(Practice.lmc_name == person.lmc)
        icbs = frozenset(code for code in session.exec(of_lmc) if code)
    if by.icbs is not None and (icbs is None or not by.icbs.issuperset(icbs)):
        raise NotAllowed("You may let people in for your own ICBs only.")
