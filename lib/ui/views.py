"""What a page looks at: one month of the practices in view, and the months before."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from lib import queries
from lib.analysis import frame, position, sentences
from lib.analysis.position import Position
from lib.documents.tables import Notes
from lib.domain.dates import shift
from lib.domain.files import Basis
from lib.domain.threshold import BASIS_WORDS, ThresholdRule
from lib.domain.users import User
from lib.ui import caching, context, filters

# Two years before the month in view: enough for its trend and for months in a row.
MONTHS_BACK = 23


@dataclass(frozen=True)
class View:
    """`figures`: the figures frame of the practices in view, up to the month."""

    user: User
    period: date
    figures: pd.DataFrame
    rules: dict[int, ThresholdRule]

    @property
    def now(self) -> pd.DataFrame:
        return frame.month(self.figures, self.period)

    @property
    def positions(self) -> list[Position]:
        return position.positions(self.figures, self.period)

    def rules_in_view(self, basis: Basis | None = None) -> list[ThresholdRule]:
        """The rules that judge the expected practices of the month, on that basis."""
        rows = frame.expected(self.now)
        judged = rows if basis is None else frame.on_basis(rows, basis)
        ids = sorted(judged["rule_id"].dropna().unique())
        return [self.rules[int(i)] for i in ids if int(i) in self.rules]

    def notes(self, title: str, basis: Basis | None = None) -> Notes:
        """What a reader of a download has to know."""
        return Notes(
            title=title,
            basis=BASIS_WORDS[basis] if basis else "as each rule says",
            period=self.period,
            by=self.user.name,
            filters=filters.in_force(),
            remarks=[
                f"Threshold: {rule.words}. {rule.source}"
                for rule in self.rules_in_view(basis)
            ],
        )

    def of(self, figures: pd.DataFrame) -> "View":
        """The same month, of fewer practices."""
        return View(self.user, self.period, figures, self.rules)


def load(user: User, period: date) -> View:
    """The practices of the ICB in view; they are asked for once per data version."""
    figures = caching.panel(
        user,
        shift(period, -MONTHS_BACK),
        period,
        icb_code=context.icb_code(user),
    )
    rules = {rule.id: rule for rule in caching.ask(queries.threshold.rules, user)}
    return View(user, period, figures, {i: r for i, r in rules.items() if i})


def coverage(view: View, *, left_out: bool = True) -> None:
    """The line above all figures, and what makes them less than whole."""
    rules = [rule.words for rule in view.rules_in_view()]
    positions = view.positions
    if not positions:
        st.info("No practice is expected in this month: no hierarchy has been loaded.")
        return
    with st.container(key="coverage"):
        st.markdown(sentences.coverage(positions, rules))
    if left_out:
        for words in (sentences.unread(positions), sentences.mixed_bases(positions)):
            st.markdown(words)
