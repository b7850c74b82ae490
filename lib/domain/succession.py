"""Succession: which ICB a sub-ICB location belonged to, which practice followed which."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import col

from lib.domain.dates import today
from lib.domain.facts import SuccessionEntry
from lib.domain.organisations import Practice, SubICBLocationICB
from lib.domain.uploads import Upload


def successor() -> sa.ColumnElement[str | None]:
    """Of a Practice in a statement: the one that a person recorded, else the newest
    word of the files that count, as it holds today."""
    day = today()
    ended = col(SuccessionEntry.until_on) < day
    holds: Any = sa.case((ended, sa.null()), else_=col(SuccessionEntry.successor))
    of_files = (
        sa.select(holds)
        .join(Upload, col(Upload.id) == col(SuccessionEntry.upload_id))
        .where(col(Upload.withdrawn_sequence).is_(None))
        .where(col(SuccessionEntry.code) == col(Practice.ods_code))
        .where(col(SuccessionEntry.from_on) <= day)
        .order_by(col(SuccessionEntry.from_on).desc(), col(Upload.sequence).desc())
        .limit(1)
        .correlate(Practice)
        .scalar_subquery()
    )
    return sa.func.coalesce(col(Practice.successor_code), of_files)


class Succession:
    def __init__(self, links: Iterable[SubICBLocationICB]) -> None:
        self._links: dict[str, list[SubICBLocationICB]] = defaultdict(list)
        for link in links:
            self._links[link.sub_icb_code].append(link)

    def icb(self, sub_icb_code: str, on: date) -> str | None:
        """None where the day is not on record, or the location had ended by then."""
        for link in self._links.get(sub_icb_code, ()):
            if link.from_on <= on <= (link.until_on or date.max):
                return link.icb_code
        return None

    def has_ended(self, sub_icb_code: str, on: date) -> bool:
        links = self._links.get(sub_icb_code)
        return bool(links) and all((k.until_on or date.max) < on for k in links or ())

    def successors(self, closed: Collection[str], on: date) -> dict[str, set[str]]:
        """By each of these ICBs those that its locations belong to on that day."""
        found: dict[str, set[str]] = {code: set() for code in closed}
        for location, links in self._links.items():
            now = self.icb(location, on)
            for former in {link.icb_code for link in links} & found.keys():
                if now and now != former:
                    found[former].add(now)
        return found
