"""EMIS Enterprise count exports: what stands above the table, and practices by name.

No public example of such an export was found. The words are those that EMIS users
quote, so whatever cannot be understood is asked of a person, never guessed.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from lib.domain.codes import Measure, tidy
from lib.domain.dates import parse_day
from lib.domain.files import Counted, Population
from lib.domain.problems import Problem
from lib.ingest.formats.counts_table import UNREADABLE, CountsTable
from lib.ingest.formats.counts_values import AGED_16_PLUS, Wrong, snomed

LINES = ("search name", "parent population", "relative date", "last run")

NOT_A_STOCK = re.compile(
    r"\b(not|no|without|never|neither|nor|excluding|except|added|new|applied|since|"
    r"superseded|overridden|removed|month)\b"
)
PHRASES = {
    "enhanced review not indicated": Measure.CODED_106,
    "enhanced review indicated": Measure.CODED_104,
    "declined by patient": Measure.CODED_103,
}
EVERYONE = {
    "all",
    "the",
    "currently",
    "current",
    "registered",
    "regular",
    "active",
    "gms",
    "patients",
    "of",
    "practice",
    "list",
    "population",
}
FINISHED = {"", "complete", "completed", "finished", "successful", "ok"}


class Preamble(NamedTuple):
    """`describes`: the day that decides the month, None where it cannot be told."""

    search: str = ""
    describes: date | None = None
    run_on: date | None = None
    population: Population | None = None
    counted: Counted | None = None


def preamble(table: CountsTable) -> Preamble:
    said = _lines_above(table)
    if not said:
        return Preamble()
    run_on = _day(said.get("last run", ""))
    relative = said.get("relative date", "")
    search = said.get("search name", "")
    return Preamble(
        search,
        _day(relative) if relative else run_on,
        run_on,
        population(said.get("parent population", "")),
        counted(search),
    )


def _lines_above(table: CountsTable) -> dict[str, str]:
    said: dict[str, str] = {}
    for row, cells in table.sheet.head if table.sheet and table.is_emis else ():
        first = tidy(cells[0]).casefold()
        name = next((name for name in LINES if first.startswith(name)), None)
        if name and row < table.row:
            said[name] = next((tidy(cell) for cell in cells[1:] if cell), "")
    return said


def _day(text: str) -> date | None:
    try:
        return parse_day(text)
    except ValueError:
        return None


def counted(search: str) -> Counted | None:
    plain = tidy(search).casefold()
    ever = bool(re.search(r"\bever\b", plain))
    latest = bool(re.search(r"\b(latest|active)\b", plain))
    if ever == latest:
        return None
    return Counted.EVER if ever else Counted.LATEST


def population(parent: str) -> Population | None:
    plain = tidy(parent).casefold()
    words = set(re.findall(r"\w+", AGED_16_PLUS.sub(" ", plain)))
    if not plain:
        return None
    if not words <= EVERYONE or not words & {"all", "registered"}:
        return Population.SEARCH_PARENT
    return Population.AGED_16_PLUS if AGED_16_PLUS.search(plain) else Population.ALL


def name_the_count(table: CountsTable, search: str) -> None:
    """Settle which code an export with a single column of counts has counted."""
    if "count" not in table.at or table.is_long:
        return
    position = table.at.pop("count")
    heading = table.headings[position]
    try:
        measure = measure_of(search)
    except Wrong as wrong:
        table.problems.append(wrong.at(table.row, heading, search))
        measure = None
    else:
        if measure is None:
            table.problems.append(_not_named(table.row, heading, search))
    table.at[measure.value if measure else UNREADABLE] = position


def measure_of(search: str) -> Measure | None:
    """The code that a search of this name counts, where the name leaves no doubt."""
    plain = tidy(search).casefold()
    ids = re.search(r"\b[0-9]{12,18}\b", plain)
    if ids:
        return snomed(ids[0])
    if NOT_A_STOCK.search(plain.replace("review not indicated", "")):
        return None
    said = re.findall(r"\bis (10[346])\b", plain) or re.findall(r"\b10[346]\b", plain)
    if said:
        return Measure(said[0]) if len(set(said)) == 1 else None
    return next((PHRASES[phrase] for phrase in PHRASES if phrase in plain), None)


def _not_named(row: int, heading: str, search: str) -> Problem:
    said = f"The search name {search!r} does not say" if search else "It does not say"
    return Problem(
        "measure-unknown",
        f"{said} which code {heading!r} has counted.",
        f"Say whether {heading!r} is patients with 104, 106 or 103.",
        row=row,
        column=heading,
    )


def label(name: str, cdb: str) -> str:
    """What a person matches: names are not unique, the CDB number is EMIS's own."""
    return f"{name} (CDB {cdb})" if cdb else name


def matched(name: str, cdb: str, practices: Mapping[str, str]) -> str | None:
    """The practice code; "" where a person has left it out, None where not matched."""
    written = set(re.findall(r"\b[A-Z][0-9]{5}\b", tidy(name).upper()))
    if len(written) == 1:
        return str(written.pop())
    known: dict[str, str] = {
        tidy(key).casefold(): code for key, code in practices.items()
    }
    for key in (label(name, cdb), cdb, name):
        code: str | None = known.get(key.casefold())
        if code is not None:
            return code
    return None
