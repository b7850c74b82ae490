"""One practice's report of one month, with all that it is read beside."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from lib import queries
from lib.analysis import report_checks
from lib.analysis.report_checks import Beside, Finding
from lib.casework import reports
from lib.domain.ask import Ask
from lib.domain.dates import shift
from lib.domain.monthly_report import (
    MonthlyReport,
    ReportDuty,
    ReportingPeriod,
    ReportQuery,
)
from lib.domain.report_figures import Figures
from lib.domain.users import User


@dataclass(frozen=True)
class OneReport:
    """`versions` of the month, the newest first. `duty`: what covers the month."""

    ods_code: str
    period: date
    versions: list[MonthlyReport]
    before: MonthlyReport | None
    beside: Beside
    known: dict[str, int]
    queries: list[ReportQuery]
    duty: tuple[ReportDuty, Ask] | None
    days: ReportingPeriod | None

    @property
    def newest(self) -> MonthlyReport | None:
        return self.versions[0] if self.versions else None

    @property
    def open_query(self) -> ReportQuery | None:
        return next((each for each in self.queries if each.is_open), None)

    @property
    def findings(self) -> list[Finding]:
        if self.newest is None:
            return []
        return report_checks.findings(self.newest.figures, self.beside)

    @property
    def unchanged(self) -> Figures | None:
        """The stock of the month before, and no flow; None where it is not known."""
        if self.before is None or self.versions:
            return None
        stock = self.before.figures
        return Figures(stock.coded_104, 0, 0, stock.coded_103, 0, 0, 0)


NIL = Figures(0, 0, 0, None, 0, 0, 0)


def of(user: User, figures: pd.DataFrame, ods_code: str, period: date) -> OneReport:
    """`figures`: the frame of the month, of the practice's ICB."""
    every = queries.monthly_reports.versions(user, ods_code)
    of_month = [each for each in every if each.period == period]
    before = [each for each in every if each.period == shift(period, -1)]
    asked = queries.report_duties.of_practice(user, ods_code)
    duty = next((each for each in asked if each[0].covers(period)), None)
    last = before[0] if before else None
    return OneReport(
        ods_code,
        period,
        of_month,
        last,
        reports.beside(user, figures, ods_code, period),
        reports.prefilled(user, ods_code, period, last.figures if last else None),
        [
            each
            for each in queries.report_queries.of_practice(user, ods_code)
            if each.period == period
        ],
        duty,
        queries.reporting_periods.get(user, duty[0].icb_code, period) if duty else None,
    )
