"""The figures worked out slowly from the stored rows, by the words of the rules alone."""

from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from lib.domain.tables import METADATA

Rows = list[Any]
Figure = dict[str, Any]


def next_month(month: date) -> date:
    return (month + timedelta(days=32)).replace(day=1)


def figures(engine: Engine, month: date) -> dict[str, Figure]:
    """By practice: those expected in that month, and those counted."""
    with engine.connect() as connection:
        uploads = {
            u.id: u for u in _rows(connection, "upload") if u.withdrawn_at is None
        }
        placed = _placed(connection, uploads, month)
        counted = _newest(connection, "exclusion_count", uploads)
        lists = _newest(connection, "list_size", uploads)
        rules = [
            rule
            for rule in _rows(connection, "threshold_rule")
            if rule.measure == "104"
        ]
        own = {p.ods_code: p.icb_code for p in _rows(connection, "practice")}
    counts = {
        r.practice_code: r for r in counted if (r.period, r.measure) == (month, "104")
    }
    found = {}
    for code in {*placed, *counts}:
        rule = _rule(rules, placed.get(code, own[code]), month)
        known = _list(lists, code, rule.basis, month)
        found[code] = _figure(counts.get(code), known, rule, uploads)
        found[code]["expected"] = code in placed
    return found


def _rows(connection: Connection, table: str) -> Rows:
    return list(connection.execute(sa.select(METADATA.tables[table])))


def _newest(connection: Connection, table: str, uploads: dict[int, Any]) -> Rows:
    """Those that count, the newest word last."""
    rows = [r for r in _rows(connection, table) if r.upload_id in uploads]
    return sorted(rows, key=lambda r: uploads[r.upload_id].sequence)


def _placed(
    connection: Connection, uploads: dict[int, Any], month: date
) -> dict[str, str]:
    """Practice to ICB in the snapshot that serves, less those closed."""
    ends = next_month(month) - timedelta(days=1)
    snapshots = [u for u in uploads.values() if u.kind == "hierarchy"]
    days = sorted({u.described_on for u in snapshots})
    if not days:
        return {}
    day = max((d for d in days if d <= ends), default=days[0])
    last = max((u.sequence, u.id) for u in snapshots if u.described_on == day)[1]
    entries = _rows(connection, "hierarchy_entry")
    closed = {
        p.ods_code
        for p in _rows(connection, "practice")
        if p.closed_on and p.closed_on <= ends
    }
    return {
        e.practice_code: e.icb_code
        for e in entries
        if e.upload_id == last and e.practice_code not in closed
    }


def _list(lists: Rows, code: str, basis: str, month: date) -> tuple[int, date] | None:
    days: dict[date, dict[str, int]] = {}
    for row in lists:
        if (row.practice_code, row.basis) == (code, basis):
            days.setdefault(row.on, {})[row.sex] = row.patients
    known = {
        day: sexes.get("all", sum(sexes.values()))
        for day, sexes in days.items()
        if "all" in sexes or len(sexes) == 2
    }
    first = next_month(month)
    earlier = [day for day in known if day <= first]
    later = [day for day in known if day > first]
    day = max(earlier) if earlier else min(later, default=None)
    return None if day is None else (known[day], day)


def _rule(rules: Rows, icb: str, month: date) -> Any:
    begun = [r for r in rules if r.from_on < next_month(month)]
    own = [r for r in begun if r.icb_code == icb]
    every = [r for r in begun if r.icb_code is None]
    return max(own or every, key=lambda r: (r.from_on, r.sequence))


def _figure(
    count: Any, known: tuple[int, date] | None, rule: Any, uploads: dict[int, Any]
) -> Figure:
    upload = uploads[count.upload_id] if count else None
    adults = rule.basis == "aged-16-plus"
    size, on = known or (None, None)
    if known is None and count and (upload.population == "aged-16-plus") == adults:
        size = count.list_size
    state = _state(count, upload, size, adults=adults)
    over = count.value * 100 > rule.percent * size if state == "reported" else None
    return {
        "excluded": count.value if count else None,
        "upload_id": count.upload_id if count else None,
        "list_size": size,
        "list_on": on,
        "state": state,
        "over": over,
    }


def _state(count: Any, upload: Any, size: int | None, *, adults: bool) -> str:
    if count is None:
        return "no-data"
    if count.suppressed:
        return "suppressed"
    if upload.counted == "ever" or (adults and upload.population != "aged-16-plus"):
        return "incompatible"
    if not size:
        return "no-denominator"
    return "data-error" if count.value > size else "reported"
