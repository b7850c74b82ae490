"""The reference files of the demonstration, as the readers would hand them on."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from lib.demo.cast import FIRST_LINE, Practice, practices
from lib.demo.places import GROUPS, ICBS, LOCATIONS, PCNS, REGION
from lib.domain.files import Basis, Kind
from lib.domain.parsed import Parsed
from lib.domain.rows import (
    GroupRow,
    HierarchyRow,
    ListSizeRow,
    LMCRow,
    RegisterRow,
    Row,
)

OPENED = date(1974, 4, 1)
RENAMED = date(2023, 4, 1)  # from here on practices have the names of today
MOVED = date(2023, 7, 1)  # from here on they have the system and the PCN of today
EARLIER_SUPPLIER = {"X99034": "EMIS"}
EARLIER_PCN = {"X99041": "XP008"}
WOMEN = 0.503


def hierarchy(on: date) -> Parsed:
    return _file(Kind.HIERARCHY, [_place(n, p, on) for n, p in _open(on)], on)


def _place(number: int, practice: Practice, on: date) -> HierarchyRow:
    location = LOCATIONS[practice.sub_icb_code]
    pcn_code = _earlier(EARLIER_PCN, practice, on) or practice.pcn_code
    return HierarchyRow(
        row=number,
        practice_code=practice.ods_code,
        name=_name(practice, on),
        postcode=practice.postcode,
        pcn_code=pcn_code,
        pcn_name=PCNS[pcn_code] if pcn_code else None,
        sub_icb_code=practice.sub_icb_code,
        sub_icb_name=location.name(practice.sub_icb_code),
        sub_icb_ons_code="",
        icb_code=location.icb_code,
        icb_name=ICBS[location.icb_code],
        icb_ons_code="",
        region_code=REGION[0],
        region_name=REGION[1],
        region_ons_code="",
        supplier=_earlier(EARLIER_SUPPLIER, practice, on) or practice.supplier,
    )


def _earlier(before: dict[str, str], practice: Practice, on: date) -> str | None:
    return before.get(practice.ods_code) if on < MOVED else None


def _name(practice: Practice, on: date) -> str:
    return practice.name if on >= RENAMED else practice.former_name


def register(on: date) -> Parsed:
    rows = [_entry(number, p, on) for number, p in _lines(practices())]
    return _file(Kind.REGISTER, rows, on)


def _entry(number: int, practice: Practice, on: date) -> RegisterRow:
    is_open = practice.is_open(on)
    return RegisterRow(
        row=number,
        practice_code=practice.ods_code,
        name=_name(practice, on),
        postcode=practice.postcode,
        status="active" if is_open else "closed",
        opened_on=OPENED,
        closed_on=None if is_open else practice.closed_on,
        sub_icb_code=practice.sub_icb_code,
        is_english=True,
    )


def lmc() -> Parsed:
    rows = [
        LMCRow(number, p.ods_code, LOCATIONS[p.sub_icb_code].lmc_name)
        for number, p in _lines(practices())
    ]
    return _file(Kind.LMC, rows)


def groups() -> Parsed:
    members = [(g, p) for g in GROUPS for p in practices() if p.pcn_code in g.pcn_codes]
    rows = [
        GroupRow(number, p.ods_code, g.name, g.kind, g.from_on, p.closed_on)
        for number, (g, p) in enumerate(members, FIRST_LINE)
        if p.is_open(g.from_on)
    ]
    return _file(Kind.GROUPS, rows)


def list_sizes(on: date) -> Parsed:
    return _sizes(Kind.LIST_SIZE, on, "all", lambda practice: practice.list_size(on))


def women_aged_16_plus(on: date) -> Parsed:
    return _sizes(Kind.SINGLE_AGE, on, "female", lambda practice: _women(practice, on))


def men_aged_16_plus(on: date) -> Parsed:
    def men(practice: Practice) -> int:
        return practice.aged_16_plus(on) - _women(practice, on)

    return _sizes(Kind.SINGLE_AGE, on, "male", men)


def _women(practice: Practice, on: date) -> int:
    return round(practice.aged_16_plus(on) * WOMEN)


def _sizes(
    kind: Kind, on: date, sex: str, patients: Callable[[Practice], int]
) -> Parsed:
    basis = Basis.REGISTERED if kind is Kind.LIST_SIZE else Basis.AGED_16_PLUS
    rows = [
        ListSizeRow(number, practice.ods_code, on, basis, sex, patients(practice))
        for number, practice in _open(on)
    ]
    return _file(kind, rows, on)


def _open(on: date) -> Iterator[tuple[int, Practice]]:
    return _lines(p for p in practices() if p.is_open(on))


def _lines(each: Iterable[Practice]) -> Iterator[tuple[int, Practice]]:
    return enumerate(each, FIRST_LINE)


def _file(kind: Kind, rows: Sequence[Row], on: date | None = None) -> Parsed:
    return Parsed(kind=kind, rows=list(rows), rows_read=len(rows), described_on=on)
