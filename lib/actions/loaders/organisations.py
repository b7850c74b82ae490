"""Create the organisations that a file names, before its facts refer to them."""

from collections.abc import Iterable, Mapping
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, col, select

from lib.actions.loaders import bulk
from lib.domain.organisations import ICB, LMC, PCN, Practice, Region, SubICBLocation
from lib.domain.rows import HierarchyRow
from lib.domain.uploads import Upload, by_hand

# Before July 2022 the map named CCGs and STPs under the codes that sub-ICB locations and
# ICBs kept: their names must not replace those of today.
FIRST_ICBS = date(2022, 7, 1)


def practices(session: Session, named: Mapping[str, str]) -> None:
    """Make sure that these practices (code to name) exist."""
    known = set(session.exec(select(Practice.ods_code)))
    bulk.insert(
        session,
        Practice,
        [
            {"ods_code": code, "name": name, "former_names": "", "postcode": ""}
            for code, name in named.items()
            if code not in known
        ],
    )


def pcns(session: Session, named: Mapping[str, str]) -> None:
    _name(session, PCN, {code: {"name": name} for code, name in named.items()})


def lmcs(session: Session, names: Iterable[str]) -> None:
    known = set(session.exec(select(LMC.name)))
    bulk.insert(session, LMC, [{"name": n} for n in sorted(set(names) - known)])


def areas(session: Session, rows: list[HierarchyRow], *, rename: bool) -> None:
    """Regions, ICBs, sub-ICB locations and PCNs of a snapshot.

    Names that are known are replaced only where `rename` says that this snapshot is the
    newest.
    """
    regions = {
        r.region_code: {"name": r.region_name, "ons_code": r.region_ons_code}
        for r in rows
    }
    icbs = {
        r.icb_code: {
            "name": r.icb_name,
            "ons_code": r.icb_ons_code,
            "region_code": r.region_code,
        }
        for r in rows
    }
    locations = {
        r.sub_icb_code: {"name": r.sub_icb_name, "ons_code": r.sub_icb_ons_code}
        for r in rows
    }
    networks = {
        r.pcn_code: {"name": r.pcn_name or r.pcn_code} for r in rows if r.pcn_code
    }
    _name(session, Region, regions, rename=rename)
    _name(session, ICB, icbs, rename=rename)
    _name(session, SubICBLocation, locations, rename=rename)
    _name(session, PCN, networks, rename=rename)


def is_newest(session: Session, upload: Upload) -> bool:
    """Whether no other snapshot that counts is of a later day than this."""
    later = select(Upload.id).where(
        Upload.kind == upload.kind,
        col(Upload.withdrawn_sequence).is_(None),
        col(Upload.described_on) > upload.described_on,
        ~by_hand(),
    )
    newest = session.exec(later).first() is None
    return newest and (upload.described_on or FIRST_ICBS) >= FIRST_ICBS


def _name(
    session: Session,
    table: type[SQLModel],
    named: Mapping[str, Mapping[str, str]],
    *,
    rename: bool = False,
) -> None:
    code = sa.inspect(table).columns["code"]
    known = set(session.execute(sa.select(code)).scalars())
    bulk.insert(
        session, table, [{"code": c, **v} for c, v in named.items() if c not in known]
    )
    changed = [{"code": c, **v} for c, v in named.items() if c in known]
    if rename:
        bulk.update(session, table, "code", changed)
