"""Practices: find one, its facts, and every figure that was ever given for it."""

from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import pandas as pd
import sqlalchemy as sa
from sqlmodel import Session, SQLModel, col

from lib import db
from lib.domain.dates import today
from lib.domain.facts import ExclusionCount
from lib.domain.organisations import (
    ICB,
    PCN,
    ContractType,
    Practice,
    PracticeStatus,
    Region,
    SubICBLocation,
)
from lib.domain.roles import Permission
from lib.domain.scope import practice_seen_by, visible_to
from lib.domain.succession import successor
from lib.domain.uploads import Upload
from lib.domain.users import User
from lib.queries import disclosed, figures, memberships, office, truth

Named = TypeVar("Named", bound=SQLModel)


@dataclass(frozen=True)
class PracticeFacts:
    ods_code: str
    name: str
    former_names: list[str]
    postcode: str
    status: PracticeStatus | None
    opened_on: date | None
    closed_on: date | None
    supplier: str | None
    pcn: str | None
    sub_icb_code: str | None
    sub_icb: str | None
    icb_code: str | None
    icb: str | None
    region: str | None
    lmc_name: str | None
    contract_type: ContractType | None
    successor_code: str | None
    successor: str | None
    groups: list[str]
    version: int


def search_options(user: User, icb_code: str | None = None) -> pd.DataFrame:
    """ods_code and a label that holds name, former names, code and postcode."""
    wanted = sa.select(
        col(Practice.ods_code),
        col(Practice.name),
        col(Practice.former_names),
        col(Practice.postcode),
    ).where(visible_to(user))
    if icb_code:
        wanted = wanted.where(col(Practice.icb_code) == icb_code)
    with db.reading() as session:
        found = truth.frame(session, wanted.order_by(col(Practice.name)))
    former = "formerly " + found.former_names.str.replace("\n", ", ")
    former = former.where(found.former_names != "")
    parts = [found.name, former, found.ods_code, found.postcode]
    labels = [
        " · ".join(part for part in row if isinstance(part, str) and part)
        for row in zip(*parts, strict=True)
    ]
    return pd.DataFrame({"ods_code": found.ods_code, "label": labels})


def get(user: User, ods_code: str) -> PracticeFacts:
    with db.reading() as session:
        return _facts(session, user, practice_seen_by(user, session, ods_code))


def _facts(session: Session, user: User, practice: Practice) -> PracticeFacts:
    pcn = _named(session, PCN, practice.pcn_code)
    location = _named(session, SubICBLocation, practice.sub_icb_code)
    icb = _named(session, ICB, practice.icb_code)
    region = _named(session, Region, icb.region_code if icb else None)
    following = sa.select(successor()).where(
        col(Practice.ods_code) == practice.ods_code
    )
    follows = _named(session, Practice, session.execute(following).scalar())
    return PracticeFacts(
        ods_code=practice.ods_code,
        name=practice.name or practice.ods_code,
        former_names=practice.former_names.splitlines(),
        postcode=practice.postcode,
        status=practice.status,
        opened_on=practice.opened_on,
        closed_on=practice.closed_on,
        supplier=practice.supplier,
        pcn=pcn.name if pcn else None,
        sub_icb_code=practice.sub_icb_code,
        sub_icb=location.name if location else None,
        icb_code=practice.icb_code,
        icb=icb.name if icb else None,
        region=region.name if region else None,
        lmc_name=practice.lmc_name,
        contract_type=practice.contract_type,
        successor_code=follows.ods_code if follows else None,
        successor=follows.name if follows else None,
        groups=_groups(session, user, practice.ods_code),
        version=practice.version,
    )


def _named(session: Session, table: type[Named], code: str | None) -> Named | None:
    return session.get(table, code) if code else None


def _groups(session: Session, user: User, ods_code: str) -> list[str]:
    scope = sa.and_(col(Practice.ods_code) == ods_code, office.groups(user))
    found = memberships.memberships(session, scope)
    return sorted(set(memberships.at(found, today()).group_name))


def register(user: User, icb_code: str | None = None) -> pd.DataFrame:
    """What the newest files say of each practice: ods_code, name, status, closed_on,
    supplier, successor_code."""
    statement: Any = sa.select(
        *(col(getattr(Practice, name)) for name in _REGISTER),
        successor().label("successor_code"),
    ).where(visible_to(user))
    if icb_code:
        statement = statement.where(col(Practice.icb_code) == icb_code)
    with db.reading() as session:
        ordered = statement.order_by(col(Practice.ods_code))
        return truth.frame(session, ordered, ["closed_on"])


_REGISTER = ("ods_code", "name", "status", "closed_on", "supplier")


def history(user: User, ods_code: str) -> pd.DataFrame:
    """Every count given for the practice, those since replaced or withdrawn included.

    Columns: period, measure, value, suppressed, run_on, row, upload_id, file_name,
    counted, population, loaded_by, loaded_at, reason, current, withdrawn, hidden (from
    an observer, who sees shown numbers of the 104 alone). Newest month first; within a
    month and measure the newest word first, and only that is current.
    """
    columns: list[Any] = [
        *(getattr(ExclusionCount, c) for c in ("period", "measure", "value")),
        *(getattr(ExclusionCount, c) for c in ("suppressed", "run_on", "row")),
        col(Upload.id).label("upload_id"),
        *(getattr(Upload, c) for c in ("file_name", "counted", "population")),
        *(getattr(Upload, c) for c in ("loaded_by", "loaded_at", "reason")),
        col(Upload.withdrawn_sequence).is_not(None).label("withdrawn"),
    ]
    statement = (
        sa.select(*columns)
        .join(Upload, col(Upload.id) == col(ExclusionCount.upload_id))
        .where(col(ExclusionCount.practice_code) == ods_code)
        .order_by(
            col(ExclusionCount.period).desc(),
            col(ExclusionCount.measure),
            col(Upload.sequence).desc(),
        )
    )
    with db.reading() as session:
        practice_seen_by(user, session, ods_code)
        found = truth.frame(session, statement, ["period"])
    found = office.frame(user, _standing(found))
    if user.may(Permission.SEE_EXACT) or found.empty:
        return found
    months = sorted({period.date() for period in found.period})
    public = figures.within(user, col(Practice.ods_code) == ods_code, months)
    with db.reading() as session:
        return disclosed.history(session, found, public)


def _standing(found: pd.DataFrame) -> pd.DataFrame:
    """Which word counts, and which were withdrawn."""
    found["withdrawn"] = found.withdrawn.astype(bool)
    standing = found[~found.withdrawn]
    first = ~standing.duplicated(["period", "measure"])
    found["current"] = first.reindex(found.index, fill_value=False)
    found["hidden"] = False
    return found.astype({"value": "Int64", "row": "Int64", "suppressed": bool})


def places(user: User) -> pd.DataFrame:
    """ods_code, name, icb_code, sub_icb_code, pcn_code as the newest files have them."""
    columns = ("name", "icb_code", "sub_icb_code", "pcn_code")
    statement = sa.select(
        col(Practice.ods_code), *(col(getattr(Practice, name)) for name in columns)
    ).where(visible_to(user))
    with db.reading() as session:
        return truth.frame(session, statement)
