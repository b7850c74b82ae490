"""Successions: check and store them, and let places follow the files that count.

A location's ICBs are those of the shipped reference, with the newest word of the files
on each day in their place. So withdrawing a file leads back to what stood before.
"""

import csv
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple, cast

import sqlalchemy as sa
from sqlmodel import Session, col, delete, select

from lib.actions.loaders import bulk, known, placement
from lib.config import ROOT
from lib.domain.arrivals import Arrival
from lib.domain.codes import ods_code
from lib.domain.dates import today
from lib.domain.facts import HierarchyEntry, RegisterEntry, SuccessionEntry
from lib.domain.organisations import ICB, Practice, SubICBLocation, SubICBLocationICB
from lib.domain.problems import Problem, Severity
from lib.domain.rollout_rows import SuccessionRow
from lib.domain.rows import Row
from lib.domain.succession import Succession, successor
from lib.domain.uploads import Upload
from lib.domain.users import User

SHIPPED = ROOT / "data" / "reference" / "sub_icb_locations_2022-07_to_2026-04.csv"


class Link(NamedTuple):
    icb_code: str
    from_on: date
    until_on: date | None
    source: str


@dataclass(frozen=True)
class _Known:
    """What the rows of a file may name, and where each location belongs today."""

    practices: Mapping[str, known.Known]
    locations: Collection[str]
    icbs: Collection[str]
    today: Mapping[str, str | None]


def store(session: Session, rows: list[Row], upload: Upload) -> int:
    entries = cast(list[SuccessionRow], rows)
    facts = [{"upload_id": upload.id, **entry._asdict()} for entry in entries]
    bulk.insert(session, SuccessionEntry, facts)
    refresh(session, {entry.code for entry in entries})
    return len(rows)


def withdrawn(session: Session, upload: Upload) -> None:
    of_upload = SuccessionEntry.upload_id == upload.id
    refresh(session, set(session.exec(select(SuccessionEntry.code).where(of_upload))))


def refresh(session: Session, codes: Collection[str]) -> None:
    """The ICBs of these locations, and the practices that lie in them.

    Practices' own successors are asked for as they stand (`succession.successor`).
    """
    locations = sorted(code for code in codes if not ods_code(code))
    if not locations:
        return
    said = _said(session, locations)
    session.exec(
        delete(SubICBLocationICB).where(
            col(SubICBLocationICB.sub_icb_code).in_(locations)
        )
    )
    links = [
        {"sub_icb_code": code, **link._asdict()}
        for code in locations
        for link in follow(shipped().get(code, ()), said.get(code, ()))
    ]
    bulk.insert(session, SubICBLocationICB, links)
    session.expire_all()
    placement.refresh(session, _lying_in(session, locations))


def follow(before: Iterable[Link], said: Iterable[Link]) -> list[Link]:
    """Of both, one after the other: a word of the files replaces the reference's of the
    same day, and each link ends where the next begins."""
    words = {link.from_on: link for link in (*before, *said)}
    found: list[Link] = []
    for from_on in sorted(words):
        link = words[from_on]
        if found and found[-1].icb_code == link.icb_code and _joins(found[-1], link):
            found[-1] = found[-1]._replace(until_on=link.until_on)
            continue
        if found and (found[-1].until_on is None or found[-1].until_on >= from_on):
            found[-1] = found[-1]._replace(until_on=from_on - timedelta(days=1))
        found.append(link)
    return found


def _joins(first: Link, second: Link) -> bool:
    ends = first.until_on
    return ends is None or ends >= second.from_on - timedelta(days=1)


@cache
def shipped() -> dict[str, list[Link]]:
    found: dict[str, list[Link]] = {}
    with SHIPPED.open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            ends = line["until_on"]
            until = date.fromisoformat(ends) if ends else None
            began = date.fromisoformat(line["from_on"])
            link = Link(line["icb_code"], began, until, line["source"])
            found.setdefault(line["code"], []).append(link)
    return found


def _said(session: Session, codes: Collection[str]) -> dict[str, list[Link]]:
    """What the files that count say, the newest word last."""
    entries = session.execute(
        sa.select(sa.inspect(SuccessionEntry).local_table, col(Upload.file_name))
        .join(Upload, col(Upload.id) == col(SuccessionEntry.upload_id))
        .where(col(Upload.withdrawn_sequence).is_(None))
        .where(col(SuccessionEntry.code).in_(codes))
        .order_by(col(Upload.sequence), col(SuccessionEntry.id))
    )
    found: dict[str, list[Link]] = {}
    for entry in entries:
        source = entry.source or entry.file_name
        link = Link(entry.successor, entry.from_on, entry.until_on, source)
        found.setdefault(entry.code, []).append(link)
    return found


def _lying_in(session: Session, locations: Collection[str]) -> set[str]:
    found: set[str] = set()
    for table in (HierarchyEntry, RegisterEntry):
        inside = col(table.sub_icb_code).in_(locations)
        found |= set(session.exec(select(table.practice_code).where(inside)))
    return found


def problems(session: Session, arrival: Arrival, by: User) -> Iterator[Problem]:
    rows = cast(list[SuccessionRow], arrival.parsed.rows)
    there = _known(session, rows)
    of_practices = [row for row in rows if ods_code(row.code)]
    followed = _followed(session) | {row.code: row.successor for row in of_practices}
    for row in rows:
        yield from _unknown(row, there)
        yield from _of_others(row, there, by)
        if ods_code(row.code):
            yield from _circle(row, followed)


def _known(session: Session, rows: list[SuccessionRow]) -> _Known:
    codes = {code for row in rows for code in (row.code, row.successor)}
    links = Succession(session.exec(select(SubICBLocationICB)))
    locations = set(session.exec(select(SubICBLocation.code)))
    return _Known(
        known.practices(session, {code for code in codes if ods_code(code)}),
        locations,
        set(session.exec(select(ICB.code))),
        {code: links.icb(code, today()) for code in locations},
    )


def _followed(session: Session) -> dict[str, str]:
    """The successor of each practice, as it stands without the file."""
    follows: Any = successor()
    found: Any = session.execute(
        sa.select(col(Practice.ods_code), follows).where(follows.is_not(None))
    )
    return dict(found.all())


def _unknown(row: SuccessionRow, there: _Known) -> Iterator[Problem]:
    """Names are brought by the hierarchy and the register, not by this file."""
    of_practice = ods_code(row.code) is not None
    first: tuple[Collection[str], str] = (there.locations, "sub-ICB location")
    second: tuple[Collection[str], str] = (there.icbs, "ICB")
    if of_practice:
        first = second = (there.practices, "practice")
    for code, (among, what) in ((row.code, first), (row.successor, second)):
        if code not in among:
            yield Problem(
                f"unknown-{what.lower().replace(' ', '-')}",
                f"No {what} {code} is known.",
                "Check the code, or load the newest hierarchy file first.",
                row=row.row,
                value=code,
            )


def _of_others(row: SuccessionRow, there: _Known, by: User) -> Iterator[Problem]:
    """Moving a location says who sees its practices: its own ICB's people do it."""
    if by.icbs is None:
        return
    practice = there.practices.get(row.code)
    whose = practice.icb_codes if practice else {there.today.get(row.code)}
    if not by.icbs & whose:
        yield Problem(
            "another-icb",
            f"{row.code} is not of {' or '.join(sorted(by.icbs))}: left out.",
            severity=Severity.NOTICE,
            row=row.row,
            value=row.code,
        )


def _circle(row: SuccessionRow, followed: Mapping[str, str]) -> Iterator[Problem]:
    chain = [row.code]
    while chain[-1] in followed and followed[chain[-1]] not in chain:
        chain.append(followed[chain[-1]])
    if followed.get(chain[-1]) == row.code:
        yield Problem(
            "successors-in-a-circle",
            f"The successors lead back to {row.code}:"
            f" {', '.join([*chain[1:], row.code])}.",
            "One of these lines is the wrong way round.",
            row=row.row,
            value=row.code,
        )
