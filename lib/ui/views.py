"""What a page looks at: one month of the practices in view, and the months before."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from lib import queries
from lib.analysis import (
    case_list,
    frame,
    online_accounts,
    over_list,
    position,
    trend,
    what_changed,
)
from lib.analysis.position import Position
from lib.analysis.rollout import Rollout
from lib.analysis.what_changed import Change
from lib.analysis.worklist import Item
from lib.casework import cases, reports, rollout, worklist
from lib.documents.tables import Notes
from lib.domain.dates import shift, today
from lib.domain.files import Basis
from lib.domain.measures import Key
from lib.domain.roles import Permission
from lib.domain.threshold import BASIS_WORDS, ThresholdRule
from lib.domain.users import User
from lib.ui import caching, filters

# Two years before the month in view: enough for its trend and for months in a row.
MONTHS_BACK = cases.MONTHS_BACK


@dataclass(frozen=True)
class View:
    """The practices of one ICB, or (None) of all that the user may see."""

    user: User
    period: date
    icb_code: str | None

    @property
    def figures(self) -> pd.DataFrame:
        """The figures frame up to the month, asked for once per data version."""
        return _figures(self.user, self.period, self.icb_code)

    @cached_property
    def rules(self) -> dict[int, ThresholdRule]:
        return _rules(self.user)

    @cached_property
    def now(self) -> pd.DataFrame:
        return caching.derived(_now, self.user, self.period, self.icb_code)

    @cached_property
    def positions(self) -> list[Position]:
        return caching.derived(_positions, self.user, self.period, self.icb_code)

    @cached_property
    def listed(self) -> pd.DataFrame:
        """The practices of `over_list`, with those near and those that came down."""
        return self.listed_in(self.period)

    def listed_in(self, period: date) -> pd.DataFrame:
        """As they stood in this or an earlier month."""
        return caching.derived(_listed, self.user, self.period, self.icb_code, period)

    @property
    def cases(self) -> pd.DataFrame:
        """`casework.cases.table` as at the month."""
        return caching.ask(_cases, self.user, self.period, self.icb_code)

    @cached_property
    def worked(self) -> pd.DataFrame:
        """`listed`, with the cases beside."""
        return self.worked_in(self.period)

    def worked_in(self, period: date) -> pd.DataFrame:
        """`listed_in`, with the cases as they stand now."""
        return caching.ask(_worked, self.user, self.period, self.icb_code, period)

    @property
    def reports(self) -> pd.DataFrame:
        """`casework.reports.cells` of the twelve months up to the one in view."""
        first = shift(self.period, 1 - position.MONTHS)
        return caching.ask(
            reports.cells, self.user, self.icb_code, first, self.period, today()
        )

    @property
    def rollout(self) -> Rollout:
        """Where each practice stands in the rollout today."""
        return caching.figures(_rollout, self.user, self.period, self.icb_code, today())

    @property
    def worklist(self) -> list[Item]:
        """What waits in the casework; for staff."""
        self.user.require(Permission.READ_CASEWORK)
        return caching.ask(_worklist, self.user, self.period, self.icb_code, today())

    @property
    def monthly(self) -> pd.DataFrame:
        """`trend.monthly` of the last twelve months."""
        return caching.derived(_monthly, self.user, self.period, self.icb_code)

    def changes(self, basis: Basis) -> list[Change]:
        return caching.derived(_changes, self.user, self.period, self.icb_code, basis)

    @property
    def several_bases(self) -> bool:
        return len(self.positions) > 1

    def rules_in_view(self, basis: Basis | None = None) -> list[ThresholdRule]:
        """The rules that judge the expected practices of the month, on that basis."""
        asked = self.user, self.period, self.icb_code, basis
        return caching.derived(_rules_in_view, *asked)

    def worded(self, rule: ThresholdRule) -> str:
        """In words, with the ICB by its name."""
        return rule.worded(caching.figures(queries.organisations.names, self.user))

    def notes(self, title: str, basis: Basis | None = None) -> Notes:
        """What a reader of a download has to know."""
        return Notes(
            title=title,
            basis=BASIS_WORDS[basis] if basis else "as each rule says",
            period=self.period,
            by=self.user.name,
            filters=filters.in_force(),
            remarks=[
                f"Threshold: {self.worded(rule)}. {rule.source}"
                for rule in self.rules_in_view(basis)
            ],
            disclosure=self.disclosure,
        )

    @cached_property
    def measures(self) -> frozenset[Key]:
        """Those that the ICB, or (all) one of them, goes by in the month."""
        return caching.figures(
            queries.measures.on, self.user, self.icb_code, self.period
        )

    @property
    def accounts(self) -> pd.DataFrame:
        """`queries.access.panel` of the twelve months up to the one in view, of the
        practices whose ICB goes by it."""
        return caching.figures(_accounts, self.user, self.period, self.icb_code)

    @cached_property
    def disclosure(self) -> str:
        """By which rule numbers are shown; empty for who sees exact ones."""
        if self.user.may(Permission.SEE_EXACT):
            return ""
        return caching.figures(queries.settings.scheme, self.user, self.icb_code).words


def _figures(user: User, period: date, icb_code: str | None) -> pd.DataFrame:
    return caching.panel(user, shift(period, -MONTHS_BACK), period, icb_code=icb_code)


def _accounts(user: User, period: date, icb_code: str | None) -> pd.DataFrame:
    first = shift(period, 1 - position.MONTHS)
    rows = queries.access.panel(user, first, period, icb_code=icb_code)
    return online_accounts.going_by_it(rows, period)


def _rules(user: User) -> dict[int, ThresholdRule]:
    return caching.figures(queries.threshold.by_id, user)


def _worklist(
    user: User, period: date, icb_code: str | None, _today: date
) -> list[Item]:
    """Of one day: at midnight things become due."""
    return worklist.of(_figures(user, period, icb_code), user, period, icb_code)


def _rollout(user: User, period: date, icb_code: str | None, _today: date) -> Rollout:
    return rollout.of(_figures(user, period, icb_code), user, period, icb_code)


def _positions(user: User, period: date, icb_code: str | None) -> list[Position]:
    return position.positions(_figures(user, period, icb_code), period)


def _cases(user: User, period: date, icb_code: str | None) -> pd.DataFrame:
    return cases.table(_figures(user, period, icb_code), user, period, icb_code)


def _monthly(user: User, period: date, icb_code: str | None) -> pd.DataFrame:
    first = shift(period, 1 - position.MONTHS)
    return trend.monthly(_figures(user, period, icb_code), first, period)


def _changes(
    user: User, period: date, icb_code: str | None, basis: Basis
) -> list[Change]:
    return what_changed.since_before(_figures(user, period, icb_code), period, basis)


def _now(user: User, period: date, icb_code: str | None) -> pd.DataFrame:
    return frame.month(_figures(user, period, icb_code), period)


def _rules_in_view(
    user: User, period: date, icb_code: str | None, basis: Basis | None
) -> list[ThresholdRule]:
    view = View(user, period, icb_code)
    rows = frame.expected(view.now)
    judged = rows if basis is None else frame.on_basis(rows, basis)
    ids = sorted(judged["rule_id"].dropna().unique())
    return [view.rules[int(i)] for i in ids if int(i) in view.rules]


def _worked(
    user: User, period: date, icb_code: str | None, in_month: date
) -> pd.DataFrame:
    view = View(user, period, icb_code)
    is_theirs = not user.may(Permission.READ_CASEWORK)
    review = case_list.THEIR_REVIEW if is_theirs else case_list.OUR_REVIEW
    return case_list.with_cases(view.listed_in(in_month), view.cases, today(), review)


def _listed(
    user: User, period: date, icb_code: str | None, in_month: date
) -> pd.DataFrame:
    figures = _figures(user, period, icb_code)
    return over_list.practices(figures, in_month, _rules(user))
