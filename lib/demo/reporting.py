"""The monthly reports of the demonstration: asked for, received, returned, declined."""

from datetime import date

import pandas as pd

from lib import actions, queries
from lib.actions.monthly_reports import ReportIn
from lib.demo.asking import MANAGER, asking, stored_id
from lib.demo.cast import practices
from lib.demo.people import OFFICER
from lib.demo.places import NORTHMERE
from lib.domain.dates import parse_period, period_end, shift, today
from lib.domain.report_figures import Figures
from lib.domain.working_days import working_day_after

FIRST_PERIOD = date(2023, 5, 1)
DUE_AFTER = 7  # working days, as this ICB chose


def open_period(period: date) -> None:
    due_on = working_day_after(period_end(period), DUE_AFTER)
    actions.reporting_periods.set_(
        NORTHMERE, period, today(), due_on, None, seen_version=0, by=OFFICER
    )
    _accept(shift(period, -2))


def _accept(period: date) -> None:
    """Whatever came for that month and raised no question."""
    queried = queries.report_queries.open_ones(OFFICER, NORTHMERE)["ods_code"]
    every = queries.monthly_reports.every(OFFICER, NORTHMERE)
    came = every[
        (every["period"] == pd.Timestamp(period)) & (every["state"] == "received")
    ]
    for row in came[~came["ods_code"].isin(queried)].to_dict("records"):
        actions.monthly_reports.accept(
            int(row["report_id"]), seen_version=int(row["version"]), by=OFFICER
        )


def ask(code: str, until: str, _words: str) -> None:
    actions.report_duties.ask(code, asking(""), parse_period(until), by=OFFICER)


def decline(code: str, _until: str, words: str) -> None:
    ((duty, _),) = queries.report_duties.of_practice(OFFICER, code)
    actions.report_duties.decline(
        stored_id(duty), words, today(), seen_version=duty.version, by=OFFICER
    )


def waive(code: str, until: str, words: str) -> None:
    actions.report_duties.waive(code, parse_period(until), words, by=OFFICER)


def receive(code: str, until: str, words: str) -> None:
    """What the extract says, another number, or the month before once more."""
    period = parse_period(until)
    month = shift(period, -1) if words == "no change" else period
    counted = next(p for p in practices() if p.ods_code == code).coded(month)
    value = int(words) if words.isdigit() else (counted.value if counted else None)
    assert value is not None, (code, until)  # noqa: S101 the extract has a number
    quiet = words == "no change"
    figures = Figures(value, added=0 if quiet else 12, superseded=0 if quiet else 140)
    report = ReportIn(code, period, figures, today(), MANAGER)
    actions.monthly_reports.receive(report, by=OFFICER)


def return_(code: str, until: str, words: str) -> None:
    period = parse_period(until)
    versions = queries.monthly_reports.versions(OFFICER, code)
    report = next(each for each in versions if each.period == period)
    actions.monthly_reports.return_(
        stored_id(report), words, seen_version=report.version, by=OFFICER
    )


def send_the_query(code: str, until: str, _words: str) -> None:
    queried = queries.report_queries.of_practice(OFFICER, code)
    query = next(each for each in queried if each.period == parse_period(until))
    actions.report_queries.send(
        stored_id(query), query.text, today(), seen_version=query.version, by=OFFICER
    )
