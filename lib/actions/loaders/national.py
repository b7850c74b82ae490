"""Store what national and local reference files say; they create what they name."""

from collections.abc import Callable
from typing import cast

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, select

from lib.actions.loaders import bulk, organisations, placement, successions
from lib.domain.facts import (
    AccessCount,
    DeprivationEntry,
    GroupMembership,
    HierarchyEntry,
    ListSize,
    LMCMembership,
    NationalStep,
    OnlineAccess,
    PCNMembership,
    RegisterEntry,
)
from lib.domain.files import Kind
from lib.domain.organisations import Group
from lib.domain.parsed import Parsed
from lib.domain.rollout_entry import RolloutEntry
from lib.domain.rollout_rows import AccessRow, NationalStepRow
from lib.domain.rows import (
    GroupRow,
    HierarchyRow,
    ListSizeRow,
    LMCRow,
    OnlineAccessRow,
    PCNMembershipRow,
    RegisterRow,
    Row,
)
from lib.domain.uploads import Upload


def store(session: Session, parsed: Parsed, upload: Upload) -> int:
    """Add the facts of this file and return how many."""
    return _STORES[parsed.kind](session, parsed.rows, upload)


def _hierarchy(session: Session, rows: list[Row], upload: Upload) -> int:
    entries = cast(list[HierarchyRow], rows)
    newest = organisations.is_newest(session, upload)
    organisations.areas(session, entries, rename=newest)
    organisations.practices(session, {r.practice_code: r.name for r in entries})
    _add(session, HierarchyEntry, upload, rows)
    placement.refresh(session, (r.practice_code for r in entries))
    return len(rows)


def _register(session: Session, rows: list[Row], upload: Upload) -> int:
    entries = cast(list[RegisterRow], rows)
    organisations.practices(session, {r.practice_code: r.name for r in entries})
    _add(session, RegisterEntry, upload, rows)
    placement.refresh(session, (r.practice_code for r in entries))
    return len(rows)


def _pcn_membership(session: Session, rows: list[Row], upload: Upload) -> int:
    entries = cast(list[PCNMembershipRow], rows)
    organisations.pcns(session, {r.pcn_code: r.pcn_name for r in entries})
    organisations.practices(session, {r.practice_code: "" for r in entries})
    _add(session, PCNMembership, upload, rows)
    placement.refresh(session, (r.practice_code for r in entries))
    return len(rows)


def _lmc(session: Session, rows: list[Row], upload: Upload) -> int:
    entries = cast(list[LMCRow], rows)
    organisations.lmcs(session, (r.lmc_name for r in entries))
    _add(session, LMCMembership, upload, rows)
    placement.refresh(session, (r.practice_code for r in entries))
    return len(rows)


def _groups(session: Session, rows: list[Row], upload: Upload) -> int:
    entries = cast(list[GroupRow], rows)
    known = set(session.exec(select(Group.name)))
    kinds = {r.group_name: r.group_kind for r in entries if r.group_name not in known}
    bulk.insert(session, Group, [{"name": n, "kind": k} for n, k in kinds.items()])
    _add(session, GroupMembership, upload, rows)
    return len(rows)


def _list_sizes(session: Session, rows: list[Row], upload: Upload) -> int:
    entries = cast(list[ListSizeRow], rows)
    organisations.practices(session, {r.practice_code: "" for r in entries})
    _add(session, ListSize, upload, rows)
    return len(rows)


def _online_access(session: Session, rows: list[Row], upload: Upload) -> int:
    entries = cast(list[OnlineAccessRow], rows)
    organisations.practices(session, {r.practice_code: "" for r in entries})
    _add(session, OnlineAccess, upload, rows)
    return len(rows)


def _national_steps(session: Session, rows: list[Row], upload: Upload) -> int:
    """As many practices as the list names; each may have several steps."""
    entries = cast(list[NationalStepRow], rows)
    dated = [r._replace(period=r.period or upload.period) for r in entries]
    _add(session, NationalStep, upload, list(dated))
    return len({r.practice_code for r in entries})


def _deprivation(session: Session, rows: list[Row], upload: Upload) -> int:
    _add(session, DeprivationEntry, upload, rows)
    return len(rows)


def _access(session: Session, rows: list[Row], upload: Upload) -> int:
    entries = cast(list[AccessRow], rows)
    dated = [row._replace(period=row.period or upload.period) for row in entries]
    _add(session, AccessCount, upload, list(dated))
    return len(rows)


def _rollout(session: Session, rows: list[Row], upload: Upload) -> int:
    _add(session, RolloutEntry, upload, rows)
    return len(rows)


_STORES: dict[Kind, Callable[[Session, list[Row], Upload], int]] = {
    Kind.HIERARCHY: _hierarchy,
    Kind.REGISTER: _register,
    Kind.PCN_MEMBERSHIP: _pcn_membership,
    Kind.LMC: _lmc,
    Kind.GROUPS: _groups,
    Kind.LIST_SIZE: _list_sizes,
    Kind.SINGLE_AGE: _list_sizes,
    Kind.ONLINE_ACCESS: _online_access,
    Kind.NATIONAL_STEPS: _national_steps,
    Kind.SUCCESSION: successions.store,
    Kind.DEPRIVATION: _deprivation,
    Kind.ACCESS: _access,
    Kind.ROLLOUT: _rollout,
}


def _add(
    session: Session, table: type[SQLModel], upload: Upload, rows: list[Row]
) -> None:
    """Insert those fields of the rows that the table has a column for."""
    columns = sa.inspect(table).columns.keys()
    taken = [(at, name) for at, name in enumerate(rows[0]._fields) if name in columns]
    facts = [
        {"upload_id": upload.id, **{name: row[at] for at, name in taken}}
        for row in rows
    ]
    bulk.insert(session, table, facts)
