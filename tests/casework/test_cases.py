"""Cases put together: T9 to T11 of the domain, and what the register proposes."""

from datetime import date, timedelta

import pytest

from lib import actions, queries
from lib.analysis.case_list import plan_words
from lib.analysis.register_changes import Proposes
from lib.casework import acting, cases, register_changes
from lib.domain.action_plan import ActionPlan, Status
from lib.domain.dates import shift
from lib.domain.errors import RuleBroken
from lib.domain.files import Kind
from lib.domain.parsed import Parsed
from lib.domain.rows import RegisterRow
from tests import factories
from tests.conftest import BOTH
from tests.factories import ICB, PERIOD, counts, ground, officer

NEXT, THIRD = shift(PERIOD, 1), shift(PERIOD, 2)
BY = officer()


def figures(last: date = PERIOD):
    return queries.figures.panel(BY, PERIOD, last)


def table(last: date = PERIOD):
    rows = cases.table(figures(last), BY, last, ICB)
    return rows.to_dict("records")


def fall(excluded: int = 5_000):
    factories.load(counts({"X99001": excluded}, period=NEXT))


def test_t9_first_over_is_required_not_requested_and_nothing_is_overdue(database):
    factories.over()
    assert [row["status"] for row in table()] != [Status.REQUIRED]  # not adopted
    factories.adopted()
    (row,) = table()
    assert row["status"] == Status.REQUIRED
    episode_id, version = acting.begun(figures(), row, by=BY)
    (stored,) = table()
    assert (stored["episode_id"], version) == (episode_id, 1)
    assert stored["status"] == Status.REQUIRED


@pytest.mark.parametrize(
    ("due", "days", "overdue"), [(None, 0, False), (NEXT, 0, False), (NEXT, 1, True)]
)
def test_t9_overdue_only_once_a_due_day_has_passed(due, days, overdue):
    plan = ActionPlan(
        episode_id=1,
        practice_code="X99001",
        icb_code=ICB,
        status=Status.REQUESTED,
        due_on=due,
        moved_on=PERIOD,
        last_editor="a@b.org",
    )
    assert plan.is_overdue(NEXT + timedelta(days=days)) is overdue
    assert plan_words(plan.status, overdue=overdue).endswith("overdue") is overdue


@BOTH
def test_t10_a_fall_to_half_proposes_closure_and_closes_nothing(database):
    factories.case()
    fall()
    (row,) = table(NEXT)
    assert (row["proposes_closure"], row["status"]) == (True, Status.REQUIRED)
    assert queries.episodes.get(BY, row["episode_id"]).is_open


def test_t11_a_rise_after_the_closure_is_another_episode(database):
    case = factories.case()
    fall()
    decider = factories.signed_up(factories.approver())
    actions.episodes.close(
        case.id, ground(period=NEXT), "At half", seen_version=1, by=decider
    )
    assert [row["status"] for row in table(NEXT)] == [Status.CLOSED]
    factories.load(counts({"X99001": 7_000}, period=THIRD))
    (row,) = table(THIRD)
    assert (row["opened_period"].date(), row["status"]) == (THIRD, Status.REQUIRED)
    again, _ = acting.begun(figures(THIRD), row, by=BY)
    assert again != case.id


def test_nobody_acts_on_a_case_before_the_icb_has_decided(database):
    factories.over()
    (row,) = table()
    with pytest.raises(RuleBroken, match="on record"):
        acting.begun(figures(), row, by=BY)


def test_a_register_that_closes_the_practice_proposes_and_moves_nothing(database):
    factories.case()
    assert register_changes.proposals(figures(), BY, ICB) == []
    closed = RegisterRow(
        row=1,
        practice_code="X99001",
        name="Practice 01",
        postcode="ZZ99 1AA",
        status="closed",
        opened_on=None,
        closed_on=NEXT,
        sub_icb_code="X01",
        is_english=True,
    )
    factories.load(Parsed(Kind.REGISTER, [closed], 1, described_on=NEXT))
    (one,) = register_changes.proposals(figures(), BY, ICB)
    assert (one.ods_code, one.proposes) == ("X99001", Proposes.EXEMPT)
    assert table()[0]["status"] == Status.REQUIRED
