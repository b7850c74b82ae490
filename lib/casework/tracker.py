"""The tracker of an ICB: what a file would change, storing it, and the lines that go out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, cast

import pandas as pd

from lib import actions, queries
from lib.actions import within
from lib.analysis import cases as analysis
from lib.analysis import frame, tracker_diff, under_query
from lib.analysis.cases import Stage
from lib.analysis.tracker_cells import Dictionary
from lib.analysis.tracker_diff import Diff, Known
from lib.analysis.tracker_rules import Who
from lib.casework import cases, measures
from lib.documents import tracker as documents
from lib.documents.tables import Notes
from lib.documents.tracker import Line
from lib.domain.arrivals import Arrival, Consent, Report
from lib.domain.audit import on_paper
from lib.domain.dates import shift, today
from lib.domain.episode import Ground
from lib.domain.errors import RuleBroken
from lib.domain.figure_query import About
from lib.domain.problems import Severity
from lib.domain.roles import Permission
from lib.domain.rows import TrackerRow
from lib.domain.settings import Name
from lib.domain.tracker import Stated
from lib.domain.uploads import WordFor
from lib.domain.users import User

MUST_FIX = Severity.MUST_FIX


@dataclass(frozen=True)
class TrackerReport(Report):
    """What a tracker changes. `unmatched`: words of which nobody has said the meaning."""

    diff: Diff = field(default_factory=Diff)
    unmatched: Mapping[WordFor, list[str]] = field(default_factory=dict)

    @property
    def would_store(self) -> bool:
        return bool(self.diff.changes)


def check(user: User, arrival: Arrival, stated: Stated) -> TrackerReport:
    """What the file would change, and all that is wrong with it. Nothing is stored."""
    user.require(Permission.DO_CASEWORK)
    known = _known(user, _icb(user, arrival), arrival.sender)
    rows = cast(list[TrackerRow], arrival.parsed.rows)
    found = tracker_diff.diff(rows, known, stated)
    problems = [*arrival.parsed.problems, *found.problems]
    return TrackerReport(
        arrival.file_name,
        arrival.kind,
        None,
        rows_read=arrival.parsed.rows_read,
        rows_stored=len(found.changes),
        problems=sorted(problems, key=lambda each: each.row or 0),
        unmatched_headings=arrival.parsed.unmatched_headings,
        diff=found,
        unmatched=known.words.unmatched,
    )


def store(user: User, report: TrackerReport, stated: Stated) -> None:
    """Exactly what the report lists, in the versions that it was made of."""
    actions.tracker.bring(
        report.diff.changes, stated, file_name=report.file_name, by=user
    )


def waits(report: Report, consent: Consent) -> bool:
    """Whether something must be fixed or agreed to before anything is stored."""
    wrong = report.of(MUST_FIX)
    if any(each.row is None or not consent.good_rows_only for each in wrong):
        return True
    return not all(consent.covers(each) for each in report.of(Severity.CONFIRM))


def _icb(user: User, arrival: Arrival) -> str:
    if arrival.icb_code is None:
        raise RuleBroken("Say which ICB the tracker is of.")
    within.icb(arrival.icb_code, by=user)
    return arrival.icb_code


def _known(user: User, icb_code: str, sender: str) -> Known:
    standings = {one.ods_code: one for one in queries.tracker.standings(user, icb_code)}
    grounds, waiting = _grounds(user, icb_code)
    everybody = set(queries.practices.search_options(user).ods_code)
    needs_another = queries.settings.value(user, Name.TWO_PEOPLE, icb_code) != "no"
    words = Dictionary(
        queries.users.colleagues(user, icb_code),
        {about: queries.matches.words(user, sender, about) for about in WordFor},
    )
    return Known(
        icb_code,
        standings,
        grounds,
        words,
        Who(user.email, user.may(Permission.DECIDE), needs_another),
        today(),
        waiting,
        frozenset(everybody - standings.keys()),
    )


def _grounds(user: User, icb_code: str) -> tuple[dict[str, Ground], frozenset[str]]:
    """On what a case would begin, and who is over where nobody adopted the rule."""
    period, figures = _figures(user, icb_code)
    if period is None:
        return {}, frozenset()
    found = cases.of(figures, user, period, icb_code)
    grounds = {
        one.ods_code: analysis.ground(figures, one.ods_code, one.opened_period)
        for one in found
        if one.stage is Stage.REQUIRED and one.opened_period
    }
    waiting = {one.ods_code for one in found if one.stage is Stage.NOT_ADOPTED}
    return {code: one for code, one in grounds.items() if one}, frozenset(waiting)


def _figures(user: User, icb_code: str) -> tuple[date | None, pd.DataFrame]:
    period = queries.periods.default(user, icb_code)
    if period is None:
        return None, pd.DataFrame()
    first = shift(period, -cases.MONTHS_BACK)
    return period, queries.figures.panel(user, first, period, icb_code=icb_code)


class Tracker(NamedTuple):
    icb_code: str
    period: date | None
    lines: list[Line]
    owners: Mapping[str, str]


def of(user: User, icb_code: str) -> Tracker:
    """One line for each practice that is over the threshold or has a case."""
    user.require(Permission.READ_CASEWORK)
    period, figures = _figures(user, icb_code)
    owners = queries.users.colleagues(user, icb_code)
    if period is None:
        return Tracker(icb_code, None, [], owners)
    listed = {one.ods_code for one in cases.of(figures, user, period, icb_code)}
    now = frame.month(figures, period).set_index("ods_code")["rate"].dropna()
    since = under_query.since(queries.figure_queries.open_(user), About.FIGURE)
    asked = {key: under_query.words(day) for key, day in since.items()}
    lines = [
        Line(
            one,
            float(now[one.ods_code]) if one.ods_code in now else None,
            asked.get((one.ods_code, period), ""),
        )
        for one in queries.tracker.standings(user, icb_code)
        if one.ods_code in listed or one.seen.episode_id is not None
    ]
    return Tracker(icb_code, period, lines, owners)


def workbook(user: User, icb_code: str) -> tuple[bytes, int]:
    """The tracker as a file, and how many lines it has; taking it out is recorded."""
    found = of(user, icb_code)
    month = found.period or today().replace(day=1)
    actions.downloads.record("tracker of cases", len(found.lines), by=user)
    notes = Notes(
        title=f"Tracker of cases, {queries.organisations.names(user)[icb_code]}",
        basis="as the rule of each practice says",
        period=found.period,
        by=user.name,
        filters={"practices": "over the threshold, or with a case"},
        remarks=[f"Measures: {measures.words(user, month, icb_code)}"],
        record=[on_paper(queries.audit.head(user))],
    )
    return documents.as_xlsx(found.lines, found.owners, notes), len(found.lines)
