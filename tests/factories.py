"""Invented people, practices and files, with defaults: a test names what it is about.

Practices X99001.. lie in the invented ICB XA1. Only actions change data, in tests too:
`signed_up` and `load` go through them.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from lib import actions, queries
from lib.actions.adoptions import Decision
from lib.actions.asks import Asking
from lib.actions.monthly_reports import ReportIn
from lib.analysis import cases
from lib.domain.action_plan import ActionPlan
from lib.domain.arrivals import Arrival, Consent, Report
from lib.domain.codes import Measure
from lib.domain.dates import shift
from lib.domain.episode import Episode, Ground
from lib.domain.files import Basis, Counted, Kind, Population
from lib.domain.papers import Document, MediaType
from lib.domain.parsed import Parsed
from lib.domain.recipients import Recipient
from lib.domain.report_figures import Figures
from lib.domain.roles import Role
from lib.domain.rollout import Lever, Word
from lib.domain.rollout_rows import AccessRow, RolloutRow
from lib.domain.rows import CountRow, HierarchyRow, ListSizeRow, LMCRow, Row
from lib.domain.settings import Name
from lib.domain.users import User
from tests.repeated import repeated

ICB = "XA1"
PERIOD = date(2026, 3, 1)
NEXT_DAY = shift(PERIOD, 1)  # files dated the 1st describe the month before
PRACTICES = ("X99001", "X99002", "X99003")
FIRST_LINE = 2  # below the headings
OF_THE_ICB = {Kind.COUNTS, Kind.ACCESS, Kind.ROLLOUT}


def person(role: Role, name: str, icb: str | None = ICB) -> User:
    """Somebody of one ICB, or (icb None) of all."""
    email = f"{name.lower().replace(' ', '.')}@example.org"
    return User(email, name, role, None if icb is None else frozenset({icb}))


def officer(icb: str | None = ICB) -> User:
    return person(Role.OFFICER, "Olive Officer", icb)


def approver(icb: str | None = ICB) -> User:
    return person(Role.APPROVER, "Ada Approver", icb)


def administrator(icb: str | None = None) -> User:
    return person(Role.ADMINISTRATOR, "Alan Administrator", icb)


def analyst(icb: str | None = None) -> User:
    return person(Role.ANALYST, "Anna Analyst", icb)


def auditor(icb: str | None = None) -> User:
    return person(Role.AUDITOR, "Arun Auditor", icb)


def lead(icb: str | None = None) -> User:
    return person(Role.LEAD, "Leah Lead", icb)


LMC = "North LMC"


def lmc_observer(icb: str | None = ICB) -> User:
    """Sees the practices of `LMC`, by name. `lmc_list` places practices there."""
    return replace(person(Role.LMC_OBSERVER, "Lena Listens", icb), lmc=LMC)


def bma_observer(icb: str | None = None) -> User:
    """Sees figures without names."""
    observer = person(Role.BMA_OBSERVER, "Bill Beholder", icb)
    return replace(observer, named_icbs=frozenset())


STAFF = (officer, approver, administrator, analyst, auditor, lead)
OBSERVERS = (lmc_observer, bma_observer)
EVERY_ROLE = (*STAFF, *OBSERVERS)


@repeated
def signed_up(user: User) -> User:
    """The same person, with an account. Their ICBs or LMC must be in the database."""
    actions.users.add(user, by=actions.users.SYSTEM)
    return user


def lmc_list(codes: Iterable[str] = PRACTICES) -> Parsed:
    """Places these practices in `LMC`."""
    rows = [LMCRow(FIRST_LINE + n, code, LMC) for n, code in enumerate(codes)]
    return Parsed(Kind.LMC, rows, FIRST_LINE)


def practice(ods_code: str = "X99001", **different: Any) -> HierarchyRow:
    """One line of a hierarchy file."""
    line = HierarchyRow(
        row=FIRST_LINE,
        practice_code=ods_code,
        name=f"Practice {ods_code[-2:]}",
        postcode="ZZ99 1AA",
        pcn_code="U99001",
        pcn_name="North PCN",
        sub_icb_code="X01",
        sub_icb_name="North",
        sub_icb_ons_code="E38999001",
        icb_code=ICB,
        icb_name="Invented ICB",
        icb_ons_code="E54999001",
        region_code="XR1",
        region_name="Invented region",
        region_ons_code="E40999001",
        supplier="EMIS",
    )
    return line._replace(**different)


NEIGHBOUR = practice("X99004", sub_icb_code="X02", icb_code="XB1", icb_name="B")


def hierarchy(
    practices: Iterable[str | HierarchyRow] = PRACTICES,
    *,
    on: date = NEXT_DAY,
) -> Parsed:
    """A whole hierarchy file; a code alone stands for `practice(code)`."""
    lines = [practice(each) if isinstance(each, str) else each for each in practices]
    return _file(
        Kind.HIERARCHY,
        [line._replace(row=n) for n, line in enumerate(lines, FIRST_LINE)],
        described_on=on,
    )


def list_sizes(
    patients: Mapping[str, int],
    *,
    on: date = NEXT_DAY,
    basis: Basis = Basis.REGISTERED,
) -> Parsed:
    """Published list sizes. Those aged 16 and over come as one file of both sexes."""
    lines = [
        ListSizeRow(n, code, on, basis, "all", number)
        for n, (code, number) in enumerate(patients.items(), FIRST_LINE)
    ]
    return _file(Kind.LIST_SIZE, lines, described_on=on)


def counts(
    excluded: Mapping[str, int | None],
    *,
    period: date = PERIOD,
    measure: Measure = Measure.CODED_104,
    lists: Mapping[str, int] | None = None,
    **said: Any,
) -> Parsed:
    """Counts of a month; None is a number that the sender hid.

    `said` differs from the latest code, all patients: `counted=`, `population=`,
    `partial=`.
    """
    lines = [
        CountRow(
            row=n,
            practice_code=code,
            period=None,
            measure=measure,
            value=number,
            suppressed=number is None,
            list_size=(lists or {}).get(code),
            run_on=None,
        )
        for n, (code, number) in enumerate(excluded.items(), FIRST_LINE)
    ]
    usual = {"counted": Counted.LATEST, "population": Population.ALL}
    return _file(Kind.COUNTS, lines, period=period, **{**usual, **said})


def access(
    accounts: Mapping[str, tuple[int | None, int | None]], *, period: date = PERIOD
) -> Parsed:
    """Online accounts of a month, and of these with access; None is not known."""
    lines = [
        AccessRow(n, code, None, number, having, None)
        for n, (code, (number, having)) in enumerate(accounts.items(), FIRST_LINE)
    ]
    return _file(Kind.ACCESS, lines, period=period)


def word(
    ods_code: str = "X99001",
    lever: Lever = Lever.SWITCH_ON,
    said: Word = Word.PLANNED,
    on: date | None = NEXT_DAY,
    **different: Any,
) -> RolloutRow:
    """One word of a rollout file, of the system that the practice has."""
    usual = {"row": FIRST_LINE, "at": "", "supplier": None, "said_on": None}
    return RolloutRow(
        practice_code=ods_code, lever=lever, word=said, on=on, **{**usual, **different}
    )


def rollout(*words: RolloutRow) -> Parsed:
    return _file(Kind.ROLLOUT, words)


def arrival(parsed: Parsed, **said: Any) -> Arrival:
    """The file as it waits to be loaded; counts are for the invented ICB."""
    digest = hashlib.sha256(repr(parsed.rows).encode()).hexdigest()
    usual = {
        "file_name": f"{parsed.kind}.csv",
        "file_hash": digest,
        "content_hash": digest,
        "icb_code": ICB if parsed.kind in OF_THE_ICB else None,
        "whole": not parsed.partial,
    }
    return Arrival(parsed, **{**usual, **said})


@repeated
def load(parsed: Parsed, *, by: User | None = None, **said: Any) -> Report:
    """Load the file with every warning agreed to; it must be accepted."""
    report = actions.imports.load(
        arrival(parsed, **said),
        by=by or administrator(),
        consent=Consent(all_warnings=True),
    )
    assert report.upload_id is not None, [each.text for each in report.problems]
    return report


@repeated
def adopted(icb: str = ICB, *, from_on: date = date(2023, 1, 1)) -> None:
    """The ICB acts on the rule; its practices must have been loaded."""
    actions.adoptions.record(
        Decision(icb, from_on, "minute 7 of 16 February 2023", "The committee"),
        by=administrator(),
    )


@repeated
def measured_by(
    value: str = "104 access", *, icb: str | None = ICB, from_on: date = PERIOD
) -> None:
    """Which measures the ICB goes by, from the day on."""
    actions.settings.record(
        Name.MEASURES,
        value,
        icb_code=icb,
        from_on=from_on,
        source="minute 9 of 1 May 2026",
        by=administrator(),
    )


@repeated
def over(
    excluded: Mapping[str, int | None] | None = None, *, period: date = PERIOD
) -> Report:
    """Practices of 10,000 patients each, and so many with an active 104 that month."""
    load(hierarchy(on=shift(period, 1)))
    load(list_sizes(dict.fromkeys(PRACTICES, 10_000), on=shift(period, 1)))
    return load(counts(excluded or {"X99001": 6_000}, period=period))


@repeated  # it only asks, but for a fifth of a second
def ground(ods_code: str = "X99001", *, period: date = PERIOD) -> Ground:
    figures = queries.figures.panel(administrator(), period, period)
    found = cases.ground(figures, ods_code, period)
    assert found is not None, f"{ods_code} has no readable figure"
    return found


@repeated
def case(ods_code: str = "X99001", *, period: date = PERIOD) -> Episode:
    """An open case, its plan “required, not requested”: `over` and `adopted` in one."""
    over({ods_code: 6_000}, period=period)
    adopted()
    episode_id = actions.episodes.begin(
        ground(ods_code, period=period), by=administrator()
    )
    return queries.episodes.get(administrator(), episode_id)


def asking(**different: Any) -> Asking:
    """What every request states: by letter of the month, to the ICB, with no due day."""
    usual = {"authority": "letter of 1 April 2026", "recipient": Recipient.ICB}
    return Asking(**{**usual, "asked_on": NEXT_DAY, **different})


@repeated
def requested(ods_code: str = "X99001", **different: Any) -> ActionPlan:
    """A case whose plan has been asked for."""
    episode = case(ods_code)
    plan = queries.action_plans.of_episode(administrator(), episode.id)
    actions.action_plans.request(
        plan.id, asking(**different), seen_version=plan.version, by=administrator()
    )
    return queries.action_plans.of_episode(administrator(), episode.id)


def document(content: bytes = b"We review each record.") -> Document:
    """A file that has been looked at."""
    return Document(content, "letter.txt", MediaType.TEXT, has_text=True)


@repeated
def asked_for_reports(
    ods_code: str = "X99001", *, period: date = PERIOD, by: User | None = None
) -> int:
    """The practice owes reports from that month on; it must have been loaded."""
    asking = Asking("letter of 1 May 2026", Recipient.BOTH, period)
    return actions.report_duties.ask(ods_code, asking, period, by=by or administrator())


def report(
    ods_code: str = "X99001",
    coded_104: int = 6_000,
    *,
    period: date = PERIOD,
    **different: Any,
) -> ReportIn:
    """As it came on the first day after its month; figures by name, as the rest."""
    names = set(Figures._fields) & different.keys()
    flow = {name: different.pop(name) for name in names}
    usual = {"received_on": shift(period, 1), "received_from": "the practice manager"}
    figures = Figures(coded_104, **flow)
    return ReportIn(ods_code, period, figures, **{**usual, **different})


@repeated
def reported(*said: Any, by: User | None = None, **different: Any) -> int:
    """The id of a report that was received: see `report`."""
    taken = report(*said, **different)
    return actions.monthly_reports.receive(taken, by=by or administrator())


def _file(kind: Kind, rows: Iterable[Row], **said: Any) -> Parsed:
    lines = list(rows)
    return Parsed(kind=kind, rows=lines, rows_read=len(lines), **said)
