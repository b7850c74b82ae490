"""The states of an action plan: which may follow which, for every way there is."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.domain.action_plan import (
    ANSWERED,
    ASIDE,
    AWAITED,
    ENDED,
    NEXT,
    UNDER_WAY,
    ActionPlan,
    Status,
    may_follow,
)
from lib.domain.errors import RuleBroken

DUE = date(2026, 3, 29)  # the night on which the clocks change
MOVES = st.lists(st.sampled_from(Status), max_size=12)


def plan(status: Status = Status.REQUIRED, **said) -> ActionPlan:
    return ActionPlan(
        episode_id=1,
        practice_code="X99001",
        icb_code="XA1",
        status=status,
        moved_on=DUE,
        last_editor="a@b.org",
        **said,
    )


@given(MOVES)
def test_a_plan_goes_only_where_the_table_says(moves):
    one = plan()
    for status in moves:
        before = one.status, one.before
        if status in may_follow(*before):
            one.move_to(status)
            assert one.status is status
        else:
            with pytest.raises(RuleBroken):
                one.move_to(status)
            assert (one.status, one.before) == before


@given(MOVES)
def test_what_an_extension_came_upon_is_kept_while_it_lasts(moves):
    one = plan()
    for status in moves:
        if status in may_follow(one.status, one.before):
            one.move_to(status)
    assert (one.before is not None) is (one.status is Status.EXTENSION_AGREED)
    assert one.before is not Status.EXTENSION_AGREED


@pytest.mark.parametrize("status", Status)
def test_the_table_names_every_status(status):
    assert status in NEXT
    assert len(set(may_follow(status))) == len(may_follow(status))


@pytest.mark.parametrize("status", [s for s in Status if s not in ENDED])
def test_from_any_open_status_a_practice_may_answer_and_a_case_may_end(status):
    onward = may_follow(status, Status.REQUESTED)
    assert (ANSWERED | {Status.EXEMPT, Status.CLOSED}) - {status} <= set(onward)


def test_nothing_follows_a_closed_case():
    assert may_follow(Status.CLOSED) == []


def test_before_a_request_there_is_nothing_to_put_off_or_withdraw():
    assert {Status.EXTENSION_AGREED, Status.WITHDRAWN}.isdisjoint(
        may_follow(Status.REQUIRED)
    )


def test_received_is_not_agreed():
    assert Status.AGREED not in may_follow(Status.RECEIVED)


def test_an_extension_leads_on_as_the_status_before_it_did():
    one = plan(Status.IN_DELIVERY)
    one.move_to(Status.EXTENSION_AGREED)
    assert Status.COMPLETE in may_follow(one.status, one.before)
    assert Status.IN_REVIEW not in may_follow(one.status, one.before)


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("due_on", [None, DUE])
@pytest.mark.parametrize("days", [-1, 0, 1, 400])
def test_overdue_is_after_the_due_day_of_something_awaited(status, due_on, days):
    one = plan(status, due_on=due_on)
    expected = status in AWAITED and due_on is not None and days > 0
    assert one.is_overdue(DUE + timedelta(days=days)) is expected


@pytest.mark.parametrize("before", sorted(UNDER_WAY))
def test_a_longer_delivery_is_no_overdue_plan(before):
    one = plan(Status.EXTENSION_AGREED, before=before, due_on=DUE)
    assert not one.is_overdue(DUE + timedelta(days=9))


def test_every_side_step_is_in_the_table():
    assert set(ASIDE) <= NEXT.keys()
