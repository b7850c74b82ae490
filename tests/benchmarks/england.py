"""An invented England, as large as the real one: its files, one after the other."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date
from random import Random

from lib.domain.arrivals import Arrival
from lib.domain.codes import Measure
from lib.domain.dates import period_end, period_text, periods, shift
from lib.domain.files import Basis, Counted, Kind, Population
from lib.domain.parsed import Parsed
from lib.domain.rows import CountRow, HierarchyRow, ListSizeRow, Row

LATEST = date(2026, 3, 1)
FIRST_LINE = 2  # below the headings
LOCATIONS_OF_AN_ICB = 3
PCN_SIZE = 5
SUPPLIERS = ("EMIS", "TPP", "EMIS", "TPP", "EMIS", "Medicus")

Members = dict[str, list[int]]  # ICB code to numbers of practices


def england(
    practices: int = 6129, icbs: int = 36, months: int = 36
) -> Iterator[Arrival]:
    """A hierarchy each year, then month by month the list sizes and each ICB's counts.

    Codes begin with X or Z, which ODS codes of practices and ICBs do not. Nothing is
    made before it is asked for.
    """
    chance = Random(104)  # noqa: S311 invented figures
    sizes = [chance.randrange(1500, 22000) for _ in range(practices)]
    shares = [chance.betavariate(0.5, 1.2) for _ in range(practices)]
    members = _members(practices, icbs)
    every_month = periods(shift(LATEST, 1 - months), LATEST)
    for number, month in enumerate(every_month):
        on = shift(month, 1)
        if number % 12 == 0:
            yield _arrival(_hierarchy(members, month))
        yield _arrival(_list_sizes(_moved(sizes, chance), on))
        for icb_code, numbers in members.items():
            counts = {n: round(sizes[n] * shares[n] * chance.random()) for n in numbers}
            yield _arrival(_counts(counts, month), icb_code)


def _members(practices: int, icbs: int) -> Members:
    return {
        f"Z{icb:02d}": [n for n in range(practices) if n * icbs // practices == icb]
        for icb in range(icbs)
    }


def _code(number: int) -> str:
    return f"X{number:05d}"


def _moved(sizes: list[int], chance: Random) -> list[int]:
    """Lists move by less than the tenth that has to be confirmed."""
    sizes[:] = [round(size * chance.uniform(0.995, 1.006)) for size in sizes]
    return sizes


def _hierarchy(members: Members, on: date) -> Parsed:
    rows = [_place(n, icb) for icb, numbers in members.items() for n in numbers]
    return _file(Kind.HIERARCHY, rows, on)


def _place(number: int, icb_code: str) -> HierarchyRow:
    location = int(icb_code[1:]) * LOCATIONS_OF_AN_ICB + number % LOCATIONS_OF_AN_ICB
    network = f"XP{number // PCN_SIZE:04d}"
    return HierarchyRow(
        row=number + FIRST_LINE,
        practice_code=_code(number),
        name=f"Practice {number}",
        postcode="ZZ9 9ZZ",
        pcn_code=network,
        pcn_name=f"PCN {network}",
        sub_icb_code=f"X{location:02X}",
        sub_icb_name=f"Location {location}",
        sub_icb_ons_code="",
        icb_code=icb_code,
        icb_name=f"ICB {icb_code}",
        icb_ons_code="",
        region_code=f"XR{int(icb_code[1:]) % 7}",
        region_name=f"Region {int(icb_code[1:]) % 7}",
        region_ons_code="",
        supplier=SUPPLIERS[number % len(SUPPLIERS)],
    )


def _list_sizes(sizes: Sequence[int], on: date) -> Parsed:
    rows = [
        ListSizeRow(n + FIRST_LINE, _code(n), on, Basis.REGISTERED, "all", patients)
        for n, patients in enumerate(sizes)
    ]
    return _file(Kind.LIST_SIZE, rows, on)


def _counts(excluded: dict[int, int], month: date) -> Parsed:
    rows = [
        CountRow(
            row=line,
            practice_code=_code(n),
            period=None,
            measure=Measure.CODED_104,
            value=value,
            suppressed=False,
            list_size=None,
            run_on=period_end(month),
        )
        for line, (n, value) in enumerate(excluded.items(), FIRST_LINE)
    ]
    return Parsed(
        kind=Kind.COUNTS,
        rows=list(rows),
        rows_read=len(rows),
        period=month,
        counted=Counted.LATEST,
        population=Population.ALL,
        partial=False,
    )


def _file(kind: Kind, rows: Sequence[Row], on: date) -> Parsed:
    return Parsed(kind=kind, rows=list(rows), rows_read=len(rows), described_on=on)


def _arrival(parsed: Parsed, icb_code: str | None = None) -> Arrival:
    """Hashed by what it is, not by its rows: each file comes but once."""
    day = parsed.period or parsed.described_on or LATEST
    name = f"{parsed.kind}-{icb_code or 'england'}-{period_text(day)}.csv"
    digest = hashlib.sha256(name.encode()).hexdigest()
    return Arrival(parsed, name, digest, digest, icb_code, sender="benchmark")
