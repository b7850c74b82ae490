"""Refresh what a practice's own row says of it from the facts that count now."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlmodel import Session, col, select

from lib.domain.dates import today
from lib.domain.facts import (
    Fact,
    HierarchyEntry,
    LMCMembership,
    PCNMembership,
    RegisterEntry,
)
from lib.domain.organisations import Practice, SubICBLocation, SubICBLocationICB
from lib.domain.uploads import Upload

F = TypeVar("F", bound=Fact)
Newest = dict[str, tuple[F, date]]  # by practice: the fact, and the day it describes

_BATCH = 500  # codes in one IN (...); SQLite takes 32,766 parameters


def refresh(session: Session, codes: Iterable[str]) -> None:
    """Bring name, postcode, status, supplier, PCN, LMC and area up to date."""
    wanted = sorted(set(codes))
    icbs = _icb_today(session)
    for start in range(0, len(wanted), _BATCH):
        _refresh(session, wanted[start : start + _BATCH], icbs)


def _refresh(session: Session, codes: list[str], icbs: dict[str, str | None]) -> None:
    snapshots = _newest(session, HierarchyEntry, codes)
    registers = _newest(session, RegisterEntry, codes)
    networks = _newest(session, PCNMembership, codes)
    committees = _newest(session, LMCMembership, codes)
    names = _names(session, codes)
    placed: list[dict[str, Any]] = []
    unplaced: list[dict[str, Any]] = []  # these keep the name and place that they had
    for code in codes:
        snapshot, register = snapshots.get(code), registers.get(code)
        network, committee = networks.get(code), committees.get(code)
        of_any = {
            "ods_code": code,
            "lmc_name": committee[0].lmc_name if committee else None,
            "pcn_code": network[0].pcn_code if network else None,
        }
        if snapshot or register:
            identity = _identity(snapshot, register, names[code])
            place = _place(snapshot, register, icbs)
            placed.append({**of_any, **identity, **_standing(register), **place})
        else:
            unplaced.append(of_any)
    for changes in (placed, unplaced):
        if changes:
            session.execute(sa.update(Practice), changes)


def _identity(
    snapshot: tuple[HierarchyEntry, date] | None,
    register: tuple[RegisterEntry, date] | None,
    names: set[str],
) -> dict[str, str]:
    """Name and postcode as the newer of the two files has them."""
    newest, _ = max((f for f in (snapshot, register) if f), key=lambda fact: fact[1])
    return {
        "name": newest.name,
        "postcode": newest.postcode,
        "former_names": "\n".join(sorted(names - {newest.name})),
    }


def _standing(register: tuple[RegisterEntry, date] | None) -> dict[str, Any]:
    entry = register[0] if register else None
    return {
        "status": entry.status if entry else None,
        "opened_on": entry.opened_on if entry else None,
        "closed_on": entry.closed_on if entry else None,
    }


def _place(
    snapshot: tuple[HierarchyEntry, date] | None,
    register: tuple[RegisterEntry, date] | None,
    icbs: dict[str, str | None],
) -> dict[str, Any]:
    """The hierarchy's word on where it belongs; without one, the register's."""
    if snapshot:
        entry = snapshot[0]
        return {
            "supplier": entry.supplier,
            "pcn_code": entry.pcn_code,
            "sub_icb_code": entry.sub_icb_code,
            "icb_code": icbs.get(entry.sub_icb_code) or entry.icb_code,
        }
    location = register[0].sub_icb_code if register else None
    return {
        "supplier": None,
        # A Welsh health board or a CCG that merged away is no sub-ICB location.
        "sub_icb_code": location if location in icbs else None,
        "icb_code": icbs.get(location or ""),
    }


def _newest(session: Session, table: type[F], codes: list[str]) -> Newest[F]:
    """Per practice the fact of the latest day, and of equal days the latest upload."""
    described = sa.func.coalesce(Upload.described_on, date.min)
    found = session.execute(
        select(table, described)
        .join(Upload, col(Upload.id) == table.upload_id)
        .where(col(Upload.withdrawn_sequence).is_(None))
        .where(col(table.practice_code).in_(codes))
        .where(_current(table))
        .order_by(described, col(Upload.sequence))
    )
    return {fact.practice_code: (fact, _day(day)) for fact, day in found}


def _current(table: type[Fact]) -> sa.ColumnElement[bool]:
    """Ended memberships are history, not a place."""
    if table is PCNMembership:
        return col(PCNMembership.until_on).is_(None)
    return sa.true()


def _day(value: date | str) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _names(session: Session, codes: list[str]) -> dict[str, set[str]]:
    """Every name under which a file that counts has known each practice."""
    names: dict[str, set[str]] = defaultdict(set)
    for table in (HierarchyEntry, RegisterEntry):
        found = session.execute(
            select(table.practice_code, table.name)
            .join(Upload, col(Upload.id) == table.upload_id)
            .where(col(Upload.withdrawn_sequence).is_(None))
            .where(col(table.practice_code).in_(codes))
            .distinct()
        )
        for code, name in found:
            names[code].add(name)
    return names


def _icb_today(session: Session) -> dict[str, str | None]:
    """The ICB of each sub-ICB location today; None where none is on record."""
    day = today()
    links = session.exec(
        select(SubICBLocationICB)
        .where(SubICBLocationICB.from_on <= day)
        .where(
            sa.or_(
                col(SubICBLocationICB.until_on).is_(None),
                col(SubICBLocationICB.until_on) >= day,
            )
        )
    )
    found: dict[str, str | None] = dict.fromkeys(
        session.exec(select(SubICBLocation.code)), None
    )
    found.update({link.sub_icb_code: link.icb_code for link in links})
    return found
