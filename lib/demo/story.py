"""What happened in Northmere from November 2022 to September 2023, file by file.

A start that was cut short goes on where it stopped: a file that is already stored is
not stored again.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from lib import actions
from lib.demo import casework, desk, monthly, online, people, reference, rollout
from lib.demo.cast import Practice, practices
from lib.demo.course import LATEST, MONTHS
from lib.demo.places import FEDERATION, NEIGHBOUR, NORTHMERE
from lib.domain.codes import Measure
from lib.domain.dates import period_text, periods, playing_on, shift
from lib.domain.files import Basis, Population
from lib.domain.users import User

BEGINS = date(2022, 11, 14)
TODAY = date(2023, 10, 2)  # the day on which the demonstration plays

FIRST_LIST = date(2022, 9, 1)
SNAPSHOTS = {date(2022, 10, 1), *(date(2023, month, 1) for month in (1, 4, 7, 10))}
AGES = {date(2023, month, 1) for month in (4, 7, 10)}
REGISTERS = (date(2022, 8, 26), date(2023, 8, 25))

NEIGHBOUR_BEGINS = date(2023, 6, 1)
NEIGHBOUR_RULE = actions.thresholds.Limit(
    percent=50,
    basis=Basis.AGED_16_PLUS,
    from_on=NEIGHBOUR_BEGINS,
    source="Invented: minute of its primary care committee, 16 May 2023.",
)

# Their searches for these months found a 104 anywhere in the record.
EVER_CODED = {("X99023", date(2023, 8, 1)), ("X99105", LATEST)}

CORRECTED, CORRECTED_ON = date(2023, 2, 1), date(2023, 3, 10)
CORRECTION = actions.corrections.Correction(
    ods_code="X99009",
    period=CORRECTED,
    measure=Measure.CODED_104,
    value=3641,
    reason="Patients who had left the list were counted too.",
    source="E-mail of the practice manager, 9 March 2023",
    population=Population.ALL,
)

REISSUED = date(2023, 4, 1)
WRONG_AT_FIRST = {"X99006": 708, "X99011": 510, "X99032": 14020}

SENT_TWICE = date(2023, 6, 1)  # a month early, with the figures of July
WHY_WITHDRAWN = "These are the figures of July, loaded as June."

CLOSURE = "Invented: notice of closure to the ICB."


def tell() -> None:
    for day, act in sorted(
        [*_acts(), *rollout.acts(), *casework.acts()], key=lambda each: each[0]
    ):
        with playing_on(day):
            act()
    # The last of the accounts says that the demonstration is filled.
    with playing_on(TODAY):
        _account(people.LAST)


def _acts() -> Iterator[tuple[date, Callable[[], object]]]:
    yield BEGINS, _begin
    for month in MONTHS:
        yield _loaded_on(month), partial(_month, month)


def _begin() -> None:
    _account(people.ADMINISTRATOR)
    _reference()
    for person in (*people.PEOPLE, *people.OBSERVERS):
        if person is not people.LAST:
            _account(person)


def _loaded_on(month: date) -> date:
    """Figures of a month are loaded on the 2nd of the next."""
    return shift(month, 1).replace(day=2)


def _month(month: date) -> None:
    _published(shift(month, 1))
    _northmere(month)
    if month >= NEIGHBOUR_BEGINS:
        _neighbour(month)
    if month == LATEST:
        _closures()
        desk.own(online.accounts(), "northmere-online-accounts.csv", "Suppliers")


def _account(person: User) -> None:
    actions.users.add(person, by=actions.users.SYSTEM)


def _reference() -> None:
    _register(REGISTERS[0])
    for day in periods(FIRST_LIST, MONTHS[0]):
        _published(day)
    desk.national(reference.lmc(), "lmc-areas.csv")
    desk.national(reference.groups(), "groups.csv")
    actions.thresholds.record(NEIGHBOUR, NEIGHBOUR_RULE, by=people.ADMINISTRATOR)


def _register(on: date) -> None:
    desk.national(reference.register(on), f"epraccur-{period_text(on)}.csv")


def _published(on: date) -> None:
    """What is published of the 1st of a month."""
    month = period_text(on)
    if on in SNAPSHOTS:
        desk.national(reference.hierarchy(on), f"gp-reg-pat-prac-map-{month}.csv")
    desk.national(reference.list_sizes(on), f"gp-reg-pat-prac-all-{month}.csv")
    if on in AGES:
        name = f"gp-reg-pat-prac-sing-age-{{}}-{month}.csv"
        desk.national(reference.women_aged_16_plus(on), name.format("female"))
        desk.national(reference.men_aged_16_plus(on), name.format("male"))


def _northmere(month: date) -> None:
    name = f"northmere-104-{period_text(month)}.csv"
    file = monthly.counts(_senders(NORTHMERE, month), month)
    if month == REISSUED:
        desk.own(monthly.with_wrong(file, WRONG_AT_FIRST), name)
        name = name.replace(".csv", "-reissued.csv")
    if month == SENT_TWICE:
        _withdrawn(name)
    desk.own(file, name)
    if month == CORRECTED:
        with playing_on(CORRECTED_ON):
            actions.corrections.correct(CORRECTION, by=people.OFFICER)
    ever = monthly.ever_coded(_ever_coded(NORTHMERE, month), month)
    if ever.rows:
        desk.own(ever, f"federation-104-{period_text(month)}.csv", FEDERATION)


def _withdrawn(name: str) -> None:
    later = shift(SENT_TWICE, 1)
    file = monthly.counts(_senders(NORTHMERE, later), later)
    upload_id = desk.own(replace(file, period=SENT_TWICE), name)
    actions.uploads.withdraw(upload_id, WHY_WITHDRAWN, by=people.OFFICER)


def _neighbour(month: date) -> None:
    name = f"ottermere-104-{period_text(month)}.csv"
    file = monthly.counts(_senders(NEIGHBOUR, month), month)
    desk.other(file, name, NEIGHBOUR)
    ever = monthly.ever_coded(_ever_coded(NEIGHBOUR, month), month)
    if ever.rows:
        desk.other(ever, name.replace("104", "ever-104"), NEIGHBOUR)


def _senders(icb_code: str, month: date) -> list[Practice]:
    """Those whose search asks for the latest code."""
    return [
        practice
        for practice in practices()
        if practice.icb_code == icb_code
        and (practice.ods_code, month) not in EVER_CODED
    ]


def _ever_coded(icb_code: str, month: date) -> list[Practice]:
    return [
        practice
        for practice in practices()
        if practice.icb_code == icb_code and (practice.ods_code, month) in EVER_CODED
    ]


def _closures() -> None:
    """They reach the register late, and who took the patients on is told by hand."""
    _register(REGISTERS[1])
    for practice in practices():
        if practice.successor_code:
            actions.practices.succeed(
                practice.ods_code, practice.successor_code, CLOSURE, by=people.ANALYST
            )
