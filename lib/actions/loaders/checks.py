"""What only the database can tell of a file: unknown practices, sudden moves, gaps."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import cast

from sqlmodel import Session, select

from lib.actions.loaders import known, rollout, successions
from lib.actions.loaders.known import Known
from lib.domain.arrivals import Arrival
from lib.domain.codes import Measure
from lib.domain.dates import period_end, shift, uk
from lib.domain.facts import ExclusionCount
from lib.domain.files import Basis, Kind, Population
from lib.domain.problems import Problem, Severity
from lib.domain.rollout_rows import AccessRow, NationalStepRow
from lib.domain.rows import CountRow, ListSizeRow, LMCRow
from lib.domain.threshold import BASIS_WORDS, ThresholdRule, in_force
from lib.domain.users import User

LIST_MOVED_PERCENT = 10
COUNT_MOVED_POINTS = 20
NAMED = 10  # how many practices a message names
# A list size is compared with one of the last quarter; older ones may well differ.
COMPARED_DAYS = 100
# Files about practices that have to be known, of ICBs that the person may speak for.
PLACED = {
    *(Kind.COUNTS, Kind.LMC, Kind.GROUPS, Kind.CONTACTS, Kind.REPORTS),
    *(Kind.NATIONAL_STEPS, Kind.ACCESS, Kind.DEPRIVATION, Kind.ROLLOUT),
}
# Files of which each line is of a month.
DATED = {Kind.COUNTS, Kind.NATIONAL_STEPS, Kind.ACCESS}


def problems(session: Session, arrival: Arrival, *, by: User) -> list[Problem]:
    """In the order of the file's rows, those of the file as a whole first."""
    found: list[Problem] = []
    if arrival.kind in PLACED:
        found += _placed(session, arrival, _whose(arrival, by))
    if arrival.kind in DATED:
        found += _undated(arrival)
    for check in _CHECKS.get(arrival.kind, ()):
        found += check(session, arrival)
    if arrival.kind is Kind.SUCCESSION:
        found += successions.problems(session, arrival, by)
    return sorted(found, key=lambda p: p.row or 0)


def _undated(arrival: Arrival) -> Iterator[Problem]:
    rows = cast(list[CountRow | AccessRow | NationalStepRow], arrival.parsed.rows)
    said = any(problem.kind == "no-period" for problem in arrival.parsed.problems)
    if arrival.month is None and not said and any(row.period is None for row in rows):
        yield Problem(
            "no-period",
            "Nothing says which month the file describes.",
            "Say the month when loading the file.",
        )


def _whose(arrival: Arrival, by: User) -> frozenset[str] | None:
    """The ICBs whose practices the file may speak of; None is all. LMCs and groups of
    another ICB's practices would show these to people who may not see them."""
    return frozenset({arrival.icb_code}) if arrival.icb_code else by.icbs


def _placed(
    session: Session, arrival: Arrival, icbs: frozenset[str] | None
) -> Iterator[Problem]:
    rows = cast(list[LMCRow | CountRow], arrival.parsed.rows)
    practices = known.practices(session, {row.practice_code for row in rows})
    said: set[int] = set()
    for row in rows:
        practice = practices.get(row.practice_code)
        month = getattr(row, "period", None) or arrival.month
        problem = _place(row.practice_code, practice, icbs, month)
        if problem and row.row not in said:
            said.add(row.row)
            kind, message, remedy, severity = problem
            yield Problem(
                kind,
                message,
                remedy,
                severity,
                row.row,
                "practice code",
                row.practice_code,
            )


def _place(
    code: str, practice: Known | None, icbs: frozenset[str] | None, month: date | None
) -> tuple[str, str, str, Severity] | None:
    if practice is None:
        return (
            "unknown-practice",
            f"No practice {code} is known.",
            "Check the code, or load the newest hierarchy or register file first.",
            Severity.MUST_FIX,
        )
    named = f"{code} {practice.name}".strip()
    if practice.closed_on and month and practice.closed_on < month:
        successor = practice.successor_code
        return (
            "closed-practice",
            f"{named} closed on {uk(practice.closed_on)}.",
            f"Send its figures under {successor}."
            if successor
            else "Take the row out.",
            Severity.MUST_FIX,
        )
    if icbs is not None and not icbs & practice.icb_codes:
        whose = ", ".join(sorted(practice.icb_codes)) or "no ICB that is known"
        return (
            "another-icb",
            f"{named} belongs to {whose}, not to {' or '.join(sorted(icbs))}: left out.",
            "",
            Severity.NOTICE,
        )
    return None


def _moved_counts(session: Session, arrival: Arrival) -> Iterator[Problem]:
    if arrival.month is None:
        return
    before = known.counts(session, shift(arrival.month, -1), arrival.icb_code)
    lists = _lists(session, arrival)
    rows = [
        r
        for r in cast(list[CountRow], arrival.parsed.rows)
        if r.measure == Measure.CODED_104
    ]
    for row in rows:
        earlier = before.get((row.practice_code, Measure.CODED_104))
        of = lists.get(row.practice_code) or row.list_size
        if earlier is None or earlier.value is None or row.value is None or not of:
            continue
        points = 100 * (row.value - earlier.value) / of
        if abs(points) > COUNT_MOVED_POINTS:
            way = "up" if points > 0 else "down"
            yield _confirm(
                "count-moved",
                f"{row.practice_code}: the 104 count is {way} {abs(points):.0f} points of"
                f" the list since the month before ({earlier.value:,} to {row.value:,}).",
                row,
            )
    if arrival.whole:
        closed = known.closed_before(session, arrival.month)
        yield from _missing(arrival, {code for code, _ in before} - closed)
    yield from _moved_own_lists(before, rows)


def _lists(session: Session, arrival: Arrival) -> dict[str, int]:
    assert arrival.month is not None  # noqa: S101 the caller has looked
    day = shift(arrival.month, 1)
    since = day - timedelta(days=COMPARED_DAYS)
    codes = {row.practice_code for row in cast(list[CountRow], arrival.parsed.rows)}
    found = known.lists_before(session, codes, since, day + timedelta(days=1))
    return {code: patients for code, (patients, _) in found.items()}


def _missing(arrival: Arrival, before: set[str]) -> Iterator[Problem]:
    there = {row.practice_code for row in cast(list[CountRow], arrival.parsed.rows)}
    missing = sorted(before - there)
    if missing:
        more = " and more" if missing[NAMED:] else ""
        listed = ", ".join(missing[:NAMED]) + more
        yield Problem(
            "practice-missing",
            f"Practices with figures of the month before that are not in this file"
            f" ({len(missing)}): {listed}.",
            "They will show as no data, not as zero.",
            Severity.CONFIRM,
        )


def _moved_own_lists(
    before: Mapping[tuple[str, Measure], ExclusionCount], rows: list[CountRow]
) -> Iterator[Problem]:
    for row in rows:
        earlier = before.get((row.practice_code, Measure.CODED_104))
        if earlier and earlier.list_size and row.list_size:
            yield from _moved_list(row, row.list_size, earlier.list_size, "last month")


def _moved_lists(session: Session, arrival: Arrival) -> Iterator[Problem]:
    rows = cast(list[ListSizeRow], arrival.parsed.rows)
    if not rows:
        return
    day = min(row.on for row in rows)
    codes = {row.practice_code for row in rows}
    since = day - timedelta(days=COMPARED_DAYS)
    lists = known.lists_before(session, codes, since, day)
    for row in rows:
        patients, on = lists.get(row.practice_code, (0, day))
        if patients:
            yield from _moved_list(row, row.patients, patients, uk(on))


def _moved_list(
    row: CountRow | ListSizeRow, patients: int, earlier: int, since: str
) -> Iterator[Problem]:
    if abs(patients - earlier) * 100 > LIST_MOVED_PERCENT * earlier:
        moved = 100 * (patients - earlier) / earlier
        yield _confirm(
            "list-size-moved",
            f"{row.practice_code}: the list size moved by {moved:+.0f}% since {since}"
            f" ({earlier:,} to {patients:,}).",
            row,
        )


def _unlike_basis(session: Session, arrival: Arrival) -> Iterator[Problem]:
    population = arrival.parsed.population
    if arrival.month is None or population in (None, Population.UNKNOWN):
        return
    rules = session.exec(select(ThresholdRule)).all()
    rule = in_force(rules, arrival.icb_code, arrival.month)
    of_adults = population == Population.AGED_16_PLUS
    if rule and of_adults != (rule.basis == Basis.AGED_16_PLUS):
        yield Problem(
            "population-unlike-basis",
            f"The file counts {_POPULATION_WORDS[Population(population)]}; the rule for"
            f" {period_end(arrival.month):%B %Y} is a share of {BASIS_WORDS[rule.basis]}.",
            "Confirm that the file is right, or ask for a count on the rule's basis.",
            Severity.CONFIRM,
        )


_POPULATION_WORDS = {
    Population.ALL: "patients of all ages",
    Population.AGED_16_PLUS: "patients aged 16 and over",
    Population.SEARCH_PARENT: "the parent population of a search",
}


def _confirm(kind: str, message: str, row: CountRow | ListSizeRow) -> Problem:
    remedy = "Confirm it once you have checked it with the sender."
    return Problem(kind, message, remedy, Severity.CONFIRM, row.row)


_CHECKS: dict[Kind, tuple[Callable[[Session, Arrival], Iterator[Problem]], ...]] = {
    Kind.COUNTS: (_moved_counts, _unlike_basis),
    Kind.LIST_SIZE: (_moved_lists,),
    Kind.ROLLOUT: (rollout.problems,),
}
