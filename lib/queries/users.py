"""Who may sign in, and within which ICBs."""

from sqlmodel import Session, col, select

from lib import db
from lib.domain.errors import NotAllowed
from lib.domain.users import Account, AccountICB, Permission, Role, User


def by_email(email: str) -> User | None:
    """The active account of that address, read afresh each time; None if unknown."""
    with db.reading() as session:
        account = session.get(Account, email.strip().lower())
        if account is None or not account.active:
            return None
        return _user(session, account)


def demonstration() -> list[User]:
    """The people whom the demonstration offers, in the order of their roles."""
    return _active()


def every(user: User) -> list[User]:
    """Whoever has an active account, for an administrator, in the order of roles."""
    if user.role is not Role.ADMINISTRATOR:
        raise NotAllowed(f"Your role, {user.role}, may not look after accounts.")
    return _active()


def owners(user: User, icb_code: str) -> dict[str, str]:
    """Address and name of whoever may hold a case of that ICB, by name."""
    user.require(Permission.READ_CASEWORK)
    return {
        one.email: one.name
        for one in sorted(_active(), key=lambda each: (each.name, each.email))
        if one.may(Permission.DO_CASEWORK)
        and (one.icbs is None or icb_code in one.icbs)
    }


def _active() -> list[User]:
    with db.reading() as session:
        accounts = session.exec(select(Account).where(col(Account.active)))
        people = [_user(session, account) for account in accounts]
    return sorted(people, key=lambda user: list(Role).index(user.role))


def _user(session: Session, account: Account) -> User:
    icbs = session.exec(
        select(AccountICB.icb_code).where(AccountICB.email == account.email)
    )
    return User(
        email=account.email,
        name=account.name,
        role=account.role,
        icbs=None if account.sees_all_icbs else frozenset(icbs),
    )
