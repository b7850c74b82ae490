"""Refresh what a practice's own row says of it from the facts that count now."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from lib.actions.loaders import bulk, known
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

Newest = sa.Row[Any]  # a fact, and `day`, which it describes


def refresh(session: Session, codes: Iterable[str]) -> None:
    """Bring name, postcode, status, supplier, PCN, LMC and area up to date."""
    wanted = set(codes)
    icbs = _icb_today(session)
    snapshots = newest(session, HierarchyEntry, wanted)
    registers = newest(session, RegisterEntry, wanted)
    networks = newest(session, PCNMembership, wanted)
    committees = newest(session, LMCMembership, wanted)
    names = _names(session, wanted)
    placed: list[dict[str, Any]] = []
    unplaced: list[dict[str, Any]] = []  # these keep the name and place that they had
    for code in sorted(wanted):
        snapshot, register = snapshots.get(code), registers.get(code)
        network, committee = networks.get(code), committees.get(code)
        of_any = {
            "ods_code": code,
            "lmc_name": committee.lmc_name if committee else None,
            "pcn_code": network.pcn_code if network else None,
        }
        if snapshot or register:
            identity = _identity(snapshot, register, names[code])
            place = _place(snapshot, register, icbs)
            placed.append({**of_any, **identity, **_standing(register), **place})
        else:
            unplaced.append(of_any)
    for changes in (placed, unplaced):
        bulk.update(session, Practice, "ods_code", changes)


def _identity(
    snapshot: Newest | None, register: Newest | None, names: set[str]
) -> dict[str, str]:
    """Name and postcode as the newer of the two files has them."""
    newest = max((f for f in (snapshot, register) if f), key=lambda fact: fact.day)
    return {
        "name": newest.name,
        "postcode": newest.postcode,
        "former_names": "\n".join(sorted(names - {newest.name})),
    }


def _standing(register: Newest | None) -> dict[str, Any]:
    return {
        "status": register.status if register else None,
        "opened_on": register.opened_on if register else None,
        "closed_on": register.closed_on if register else None,
    }


def _place(
    snapshot: Newest | None, register: Newest | None, icbs: dict[str, str | None]
) -> dict[str, Any]:
    """The hierarchy's word on where it belongs; without one, the register's."""
    if snapshot:
        return {
            "supplier": snapshot.supplier,
            "pcn_code": snapshot.pcn_code,
            "sub_icb_code": snapshot.sub_icb_code,
            "icb_code": icbs.get(snapshot.sub_icb_code) or snapshot.icb_code,
        }
    location = register.sub_icb_code if register else None
    return {
        "supplier": None,
        # A Welsh health board or a CCG that merged away is no sub-ICB location.
        "sub_icb_code": location if location in icbs else None,
        "icb_code": icbs.get(location or ""),
    }


def newest(
    session: Session, table: type[Fact], codes: Collection[str]
) -> dict[str, Newest]:
    """Per practice the fact of the latest day, and of equal days the latest upload."""
    day = sa.func.coalesce(col(Upload.described_on), date.min)
    place = sa.func.row_number().over(
        partition_by=col(table.practice_code),
        order_by=(day.desc(), col(Upload.sequence).desc(), col(table.id).desc()),
    )
    ranked = (
        sa.select(sa.inspect(table).local_table, day.label("day"), place.label("place"))
        .join(Upload, col(Upload.id) == col(table.upload_id))
        .where(col(Upload.withdrawn_sequence).is_(None))
        .where(known.among(table.practice_code, codes))
        .where(_current(table))
        .subquery()
    )
    found = session.execute(sa.select(ranked).where(ranked.c.place == 1))
    return {fact.practice_code: fact for fact in found}


def _current(table: type[Fact]) -> sa.ColumnElement[bool]:
    """Ended memberships are history, not a place."""
    if table is PCNMembership:
        return col(PCNMembership.until_on).is_(None)
    return sa.true()


def _names(session: Session, codes: Collection[str]) -> dict[str, set[str]]:
    """Every name under which a file that counts has known each practice."""
    names: dict[str, set[str]] = defaultdict(set)
    for table in (HierarchyEntry, RegisterEntry):
        found = session.execute(
            select(table.practice_code, table.name)
            .join(Upload, col(Upload.id) == table.upload_id)
            .where(col(Upload.withdrawn_sequence).is_(None))
            .where(known.among(table.practice_code, codes))
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
