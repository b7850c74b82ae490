"""Routes: only moves that are allowed, and nothing on the way that was not said."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from lib.domain.action_plan import ASIDE, ActionPlan, Status
from lib.domain.plan_route import route


def plan(status: Status, before: Status | None = None) -> ActionPlan:
    made = ActionPlan(
        episode_id=1,
        practice_code="X99001",
        icb_code="XA1",
        moved_on=date(2026, 5, 1),
        last_editor="olive@example.org",
    )
    made.status, made.before = status, before
    return made


@given(
    start=st.sampled_from(Status),
    goal=st.sampled_from(Status),
    before=st.sampled_from([None, *Status]),
    asked=st.booleans(),
)
def test_a_route_is_made_of_moves_that_are_allowed(start, goal, before, asked):
    if start is not Status.EXTENSION_AGREED:
        before = None
    found = route(start, goal, before, asked=asked)
    if found is None:
        return
    moved = plan(start, before)
    for status in found:
        moved.move_to(status)
    assert moved.status is goal
    assert not set(found[:-1]) & {*ASIDE, Status.CLOSED}


def test_a_plan_that_was_asked_for_passes_through_its_request():
    received = (Status.REQUESTED, Status.RECEIVED)
    assert route(Status.REQUIRED, Status.RECEIVED) == received
    assert route(Status.REQUIRED, Status.RECEIVED, asked=False) == received[1:]
    agreed = (*received, Status.IN_REVIEW, Status.AGREED)
    assert route(Status.REQUIRED, Status.AGREED) == agreed
    assert route(Status.REQUIRED, Status.REQUIRED) == ()


def test_nothing_follows_what_has_ended():
    assert route(Status.CLOSED, Status.REQUESTED) is None
    assert route(Status.AGREED, Status.REQUIRED, asked=False) is None
