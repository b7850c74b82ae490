"""People: who may sign in, with which role, within which ICBs."""

from collections.abc import Collection

from lib import db
from lib.actions import events
from lib.domain.errors import NotAllowed
from lib.domain.users import Account, AccountICB, Permission, Role, User

# Acts where no person can: the first account of an empty database.
SYSTEM = User("system", "The application", Role.ADMINISTRATOR, icbs=None)


def add(
    email: str, name: str, role: Role, *, icbs: Collection[str] | None, by: User
) -> None:
    """Open an account, once; `icbs` None is every ICB. An existing one is left as is."""
    by.require(Permission.MANAGE_PEOPLE)
    if by.icbs is not None and (icbs is None or not by.icbs.issuperset(icbs)):
        raise NotAllowed("You may let people in for your own ICBs only.")
    address = email.strip().lower()
    with db.transaction() as session:
        if session.get(Account, address) is not None:
            return
        events.record(session, by, "add account", subject=address, role=role)
        session.add(
            Account(email=address, name=name, role=role, sees_all_icbs=icbs is None)
        )
        session.flush()
        session.add_all(AccountICB(email=address, icb_code=code) for code in icbs or ())
