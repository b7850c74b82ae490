"""Who may sign in, and within which ICBs."""

from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from lib import db
from lib.domain.dates import today
from lib.domain.errors import NotFound
from lib.domain.events import Event
from lib.domain.organisations import ICB, Practice
from lib.domain.roles import Permission, Role
from lib.domain.scope import icbs_of, visible_to
from lib.domain.settings import Name, Setting, newest
from lib.domain.users import Account, Person, User, in_use


def by_email(email: str) -> User | None:
    """The active account of that address, read afresh each time; None if unknown."""
    with db.reading() as session:
        known = select(Account).where(
            Account.email == email.strip().lower(), in_use(today())
        )
        account = session.exec(known).first()
        return _user(session, account) if account else None


def demonstration() -> list[User]:
    """The people whom the demonstration offers, in the order of their roles."""
    return _active()


def every(user: User) -> list[Person]:
    """Every account, active or not, that reaches into the administrator's ICBs, or
    nowhere; in the order of roles and names."""
    user.require(Permission.MANAGE_PEOPLE)
    with db.reading() as session:
        found = [
            Person(_user(session, each), each.active, each.until_on, each.version)
            for each in session.exec(select(Account))
        ]
    near = [each for each in found if _reaches(each.user.icbs, user.icbs)]
    return sorted(near, key=lambda each: (_rank(each.user), each.user.name))


def one(user: User, email: str) -> Person:
    for each in every(user):
        if each.user.email == email:
            return each
    raise NotFound(f"There is no account {email} among yours.")


def history(user: User, email: str) -> list[Event]:
    """What became of an account, the newest first."""
    known = one(user, email).user.email
    found = select(Event).where(Event.subject == known, _of_accounts())
    return db.rows(found.order_by(col(Event.sequence).desc()))


def confirmed(user: User) -> dict[str, datetime]:
    """By e-mail, when an administrator last said that the account is still needed."""
    user.require(Permission.MANAGE_PEOPLE)
    newest = sa.func.max(col(Event.at))
    found = select(Event.subject, newest).where(Event.action == "confirm account")
    with db.reading() as session:
        said = dict(session.exec(found.group_by(col(Event.subject))).all())
    return {
        each.user.email: said[each.user.email]
        for each in every(user)
        if each.user.email in said
    }


def _of_accounts() -> sa.ColumnElement[bool]:
    return col(Event.action).like("% account")


def _reaches(theirs: frozenset[str] | None, mine: frozenset[str] | None) -> bool:
    return not theirs or mine is None or bool(theirs & mine)


def _rank(user: User) -> int:
    return list(Role).index(user.role)


def observers_if(user: User, setting: Setting) -> list[tuple[User, User]]:
    """The observers whose sight of names it is about: as they are, and as they would be
    if it were on record."""
    user.require(Permission.SET_RULES)
    mine = [
        each.user
        for each in every(user)
        if each.in_use and _NAMES_BY.get(each.user.role, ("",))[0] == setting.name
    ]
    with db.reading() as session:
        return [
            (each, replace(each, named_icbs=_named(session, each.role, setting)))
            for each in mine
        ]


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
        accounts = session.exec(select(Account).where(in_use(today())))
        people = [_user(session, account) for account in accounts]
    return sorted(people, key=_rank)


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
    return frozenset(session.exec(icbs_of(account)))


# Who sees practices by name only where the setting says so, and what holds unset.
_NAMES_BY = {
    Role.LMC_OBSERVER: (Name.LMC_NAMES, "yes"),
    Role.BMA_OBSERVER: (Name.BMA_NAMES, "no"),
}


def _named(
    session: Session, role: Role, also: Setting | None = None
) -> frozenset[str] | None:
    """The ICBs whose practices somebody of that role sees by name; None is all. `also`:
    as if that were on record too."""
    if role not in _NAMES_BY:
        return None
    name, unset = _NAMES_BY[role]
    said = [*session.exec(select(Setting).where(Setting.name == name))]
    values = newest([*said, also] if also else said, today())
    usual = values.get(None, unset)
    codes = frozenset(session.exec(select(ICB.code)))
    named = frozenset(code for code in codes if values.get(code, usual) == "yes")
    return None if named == codes else named
