"""Who may sign in, and within which ICBs."""

from dataclasses import replace

from sqlmodel import Session, col, select

from lib import db
from lib.domain.dates import today
from lib.domain.errors import NotAllowed, NotFound
from lib.domain.organisations import ICB, Practice
from lib.domain.scope import visible_to
from lib.domain.settings import Name, Setting, newest
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


def colleagues(user: User, icb_code: str | None = None) -> dict[str, str]:
    """Name by e-mail of whoever may do casework on practices of that ICB, or of any of
    the user's."""
    user.require(Permission.READ_CASEWORK)
    wanted = user.icbs if icb_code is None else frozenset({icb_code})
    return {
        each.email: each.name
        for each in sorted(_active(), key=lambda each: each.name)
        if each.may(Permission.DO_CASEWORK)
        and (wanted is None or each.icbs is None or each.icbs & wanted)
    }


def as_observer(user: User, lmc: str | None = None) -> User:
    """The same person with an observer's eyes, of that LMC or (None) of the BMA: never
    more than they see themselves."""
    user.require(Permission.VIEW_AS_OBSERVER)
    role = Role.BMA_OBSERVER if lmc is None else Role.LMC_OBSERVER
    own = select(Practice.ods_code).where(Practice.lmc_name == lmc, visible_to(user))
    with db.reading() as session:
        if lmc is not None and session.exec(own.limit(1)).first() is None:
            raise NotFound(f"None of your practices belongs to an LMC {lmc}.")
        named = _named(session, role)
    return replace(user, role=role, lmc=lmc, named_icbs=named, own_role=user.role)


def _active() -> list[User]:
    with db.reading() as session:
        accounts = session.exec(select(Account).where(col(Account.active)))
        people = [_user(session, account) for account in accounts]
    return sorted(people, key=lambda user: list(Role).index(user.role))


def _user(session: Session, account: Account) -> User:
    icbs = _icbs(session, account)
    return User(
        email=account.email,
        name=account.name,
        role=account.role,
        icbs=icbs,
        lmc=account.lmc_name,
        named_icbs=_named(session, account.role),
    )


def _icbs(session: Session, account: Account) -> frozenset[str] | None:
    if account.sees_all_icbs:
        return None
    codes = select(AccountICB.icb_code).where(AccountICB.email == account.email)
    if account.lmc_name is None:
        return frozenset(session.exec(codes))
    of_lmc = select(Practice.icb_code).where(Practice.lmc_name == account.lmc_name)
    return frozenset(code for code in session.exec(of_lmc.distinct()) if code)


# Who sees practices by name only where the setting says so, and what holds unset.
_NAMES_BY = {
    Role.LMC_OBSERVER: (Name.LMC_NAMES, "yes"),
    Role.BMA_OBSERVER: (Name.BMA_NAMES, "no"),
}


def _named(session: Session, role: Role) -> frozenset[str] | None:
    """The ICBs whose practices somebody of that role sees by name; None is all."""
    if role not in _NAMES_BY:
        return None
    name, unset = _NAMES_BY[role]
    values = newest(session.exec(select(Setting).where(Setting.name == name)), today())
    usual = values.get(None, unset)
    codes = frozenset(session.exec(select(ICB.code)))
    named = frozenset(code for code in codes if values.get(code, usual) == "yes")
    return None if named == codes else named
