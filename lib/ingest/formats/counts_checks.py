"""What can be wrong between the lines of a counts file, and what it leaves unsaid."""

from collections.abc import Collection
from datetime import date

from lib.domain.codes import Measure
from lib.domain.files import Counted, Population
from lib.domain.problems import Problem, Severity
from lib.ingest.formats import counts_dates
from lib.ingest.formats.counts_lines import Entry
from lib.ingest.formats.counts_table import CountsTable

# The lists of a line that bound its counts, by whom the counts are of.
BOUNDS = {Population.AGED_16_PLUS: ("list_size_16", "list_size", "parent")}
EVERY_BOUND = ("list_size", "parent")

# The list that is of the same patients as the counts; of a search's own parent, none.
SAME_PATIENTS = {
    Population.AGED_16_PLUS: ("list_size_16", "parent"),
    Population.ALL: ("list_size", "parent"),
    Population.UNKNOWN: ("list_size",),
    Population.SEARCH_PARENT: (),
}

WORDS = {
    Counted.LATEST: "patients whose latest code is 104",
    Counted.EVER: "patients ever coded 104",
    Counted.UNKNOWN: "unknown",
    Population.ALL: "patients of all ages",
    Population.AGED_16_PLUS: "patients aged 16 and over",
    Population.SEARCH_PARENT: "the search's own parent population",
    Population.UNKNOWN: "unknown",
}


def list_size(entry: Entry, population: Population) -> int | None:
    given = (entry.lists[name] for name in SAME_PATIENTS[population])
    return next((size for size in given if size is not None), None)


def above_list(entries: list[Entry], population: Population) -> None:
    for entry in entries:
        coded = entry.counts.get(Measure.CODED_104)
        sizes = [entry.lists[name] for name in BOUNDS.get(population, EVERY_BOUND)]
        least = min((size for size in sizes if size is not None), default=None)
        if coded and coded.value is not None and least is not None:
            _compare(entry, coded.value, least)


def _compare(entry: Entry, coded: int, least: int) -> None:
    if coded > least:
        entry.line.blame(
            "above-list",
            "104" if "104" in entry.line.at else "count",
            f"{entry.practice} has {coded:,} patients with 104, more than its list "
            f"of {least:,}.",
            "Check whether entries were counted instead of patients.",
        )


def twice(table: CountsTable, entries: list[Entry], period: date | None) -> None:
    """Of two lines for one practice neither is kept: nobody knows which is right."""
    first: dict[object, Entry] = {}
    for entry in entries:
        for measure in list(entry.counts) if table.is_long else [None]:
            key = (entry.practice, entry.period or period, measure)
            other = first.setdefault(key, entry)
            if other is not entry:
                _blame_both(table, other, entry, measure)


def _blame_both(
    table: CountsTable, first: Entry, second: Entry, measure: Measure | None
) -> None:
    first.line.sound = False
    what = f"{second.practice} has {measure}" if measure else second.practice
    second.line.blame(
        "duplicate-practice",
        table.identifier,
        f"{what} twice: rows {first.line.row} and {second.line.row}."
        if measure
        else f"{what} is there twice: rows {first.line.row} and {second.line.row}.",
        "Keep the line that is right and remove the other.",
    )


def period(
    table: CountsTable,
    entries: list[Entry],
    file_month: date | None,
    stated: date | None,
) -> date | None:
    """The month of the file; None where each line has its own, or nothing says it."""
    months = {entry.period for entry in entries if entry.period}
    if file_month:
        months.add(file_month)
    if stated:
        _clashes(table, entries, months, stated)
        return stated
    if len(months) == 1:
        return months.pop()
    if months and "period" in table.at:
        _undated(entries)
    elif months:
        table.problems.append(counts_dates.several_months(months))
    else:
        table.problems.append(counts_dates.no_month())
    return None


def _clashes(
    table: CountsTable, entries: list[Entry], months: Collection[date], stated: date
) -> None:
    if len(months) == 1 and stated not in months:
        wrong = counts_dates.other_month(next(iter(months)), stated)
        table.problems.append(Problem(wrong.kind, wrong.message, wrong.remedy))
        return
    for entry in entries:
        if entry.period and entry.period != stated:
            wrong = counts_dates.other_month(entry.period, stated)
            column = "period" if entry.line.text("period") else "run_on"
            entry.line.blame(wrong.kind, column, wrong.message, wrong.remedy)


def _undated(entries: list[Entry]) -> None:
    for entry in entries:
        if not entry.period:
            message = f"Row {entry.line.row} does not say which month it describes."
            entry.line.blame("no-period", "period", message, "Write it as 2026-08.")


def counted(table: CountsTable, entries: list[Entry], hint: Counted | None) -> Counted:
    said = table.counted
    if said and hint and said != hint:
        table.problems.append(_clash("counted", WORDS[said], WORDS[hint]))
    has_104 = any(Measure.CODED_104 in entry.counts for entry in entries)
    if has_104 and not (said or hint):
        table.problems.append(
            _unsaid(
                "counted",
                "The file does not say whether its 104 counts are of patients whose "
                "latest code is 104, or of patients ever coded 104.",
            )
        )
    return hint or said or Counted.UNKNOWN


def population(
    table: CountsTable, said: set[Population], hint: Population | None
) -> Population:
    if len(said) > 1:
        table.problems.append(_mixed(said))
    for each in sorted(said):
        if hint and hint != each:
            table.problems.append(_clash("population", WORDS[each], WORDS[hint]))
    if not said and not hint:
        message = "The file does not say whether it counts all ages, or 16 and over."
        table.problems.append(_unsaid("population", message))
    return hint or (said.pop() if len(said) == 1 else Population.UNKNOWN)


def _mixed(said: set[Population]) -> Problem:
    return Problem(
        "mixed-population",
        f"The file counts {' and '.join(WORDS[each] for each in sorted(said))}.",
        "Load each from its own file.",
    )


def _clash(kind: str, said: str, hint: str) -> Problem:
    return Problem(
        f"{kind}-clash",
        f"The file says that it counts {said}; you said {hint}.",
        "What you said will be kept.",
        Severity.CONFIRM,
    )


def _unsaid(kind: str, message: str) -> Problem:
    remedy = "Say so in the form, else it is kept as unknown."
    return Problem(f"{kind}-unknown", message, remedy, Severity.CONFIRM)
