"""States of reports and returns: what the table allows happens, and nothing else."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.domain import monthly_report, monthly_return
from lib.domain.errors import RuleBroken
from lib.domain.monthly_report import MonthlyReport, State
from lib.domain.monthly_return import MonthlyReturn, ReturnState, Scope
from lib.domain.recipients import Recipient
from lib.domain.report_figures import Content

DAY = date(2026, 4, 1)


def report(state: State) -> MonthlyReport:
    return MonthlyReport(
        practice_code="X99001",
        icb_code="XA1",
        period=date(2026, 3, 1),
        number=1,
        content=Content.FIGURES,
        state=state,
        recipient=Recipient.BOTH,
        coded_104=1,
        received_on=DAY,
        received_from="the practice",
        recorded_by="a@example.org",
    )


def drawn(state: ReturnState) -> MonthlyReturn:
    return MonthlyReturn(
        icb_code="XA1",
        period=date(2026, 3, 1),
        number=1,
        state=state,
        recipient=Recipient.NHS_ENGLAND,
        basis="registered patients",
        scope=Scope.ASKED,
        rows="[]",
        cover="[]",
        cut_off=1,
        made_by="a@example.org",
    )


MADE = {State: (report, monthly_report.NEXT), ReturnState: (drawn, monthly_return.NEXT)}
moves = st.sampled_from([State, ReturnState]).flatmap(
    lambda states: st.tuples(st.sampled_from(states), st.sampled_from(states))
)


@given(moves)
def test_a_move_happens_if_and_only_if_the_table_has_it(move):
    before, after = move
    make, following = MADE[type(before)]
    row = make(before)
    if after in following[before]:
        row.move_to(after)
        assert row.state is after
    else:
        with pytest.raises(RuleBroken, match="cannot become"):
            row.move_to(after)
        assert row.state is before


@pytest.mark.parametrize("states", MADE, ids=lambda each: each.__name__)
def test_every_state_has_its_line_in_the_table(states):
    _, following = MADE[states]
    assert set(following) == set(states)
