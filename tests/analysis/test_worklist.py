"""The worklist: each rule puts its item in the right group, and nothing else does."""

from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.analysis.cases import Case, Stage
from lib.analysis.worklist import (
    Desk,
    Group,
    Item,
    Notice,
    Question,
    Rule,
    items,
    mine_of,
)
from lib.domain import dates
from lib.domain.action_plan import ANSWERED, AWAITED, Status
from lib.domain.monthly_report import Timeliness
from tests.analysis.figures import frame, months

TODAY = date(2023, 10, 2)  # a Monday
SEPTEMBER = date(2023, 9, 1)
PLAN = {
    "ods_code": "X99001",
    "plan_id": 7,
    "status": Status.REQUESTED,
    "before": None,
    "requested_on": pd.Timestamp("2023-09-01"),
    "due_on": pd.NaT,
    "moved_on": pd.Timestamp("2023-09-28"),
    "last_editor": "a@b.org",
    "owner": None,
    "next_action": "",
    "next_action_on": pd.NaT,
}
ITEM = Item(Rule.CLOSURE, Group.WEEK, "X99001", "Hill Road", "what", "note")
REPORT = {
    "ods_code": "X99001",
    "period": pd.Timestamp(SEPTEMBER),
    "timeliness": Timeliness.DUE,
    "due_on": pd.NaT,
    "state": None,
    "query_open": False,
    "gap": pd.NA,
    "beyond": False,
}


@pytest.fixture(autouse=True)
def playing():
    with dates.playing_on(TODAY):
        yield


def desk(*, plan=None, report=None, **said) -> Desk:
    plans = pd.DataFrame([PLAN | plan] if plan is not None else [], columns=list(PLAN))
    reports = pd.DataFrame(
        [REPORT | report] if report is not None else [], columns=list(REPORT)
    )
    usual = {"names": {"X99001": "Hill Road"}, "cases": [], "figures": frame([])}
    return Desk(
        TODAY, plans=plans, reports=reports, period=SEPTEMBER, **{**usual, **said}
    )


def found(**said) -> list[tuple[Rule, Group]]:
    return [(item.rule, item.group) for item in items(desk(**said))]


def on(days: int) -> pd.Timestamp:
    return pd.Timestamp(TODAY + timedelta(days=days))


@pytest.mark.parametrize(
    ("due_on", "rule", "group"),
    [
        (pd.NaT, Rule.PLAN_AWAITED, Group.WAITING),
        (on(-1), Rule.PLAN_PAST_DUE, Group.TODAY),
        (on(0), Rule.PLAN_DUE_SOON, Group.WEEK),
        (on(7), Rule.PLAN_DUE_SOON, Group.WEEK),  # five working days on
        (on(8), Rule.PLAN_AWAITED, Group.WAITING),
    ],
)
@pytest.mark.parametrize("status", sorted(AWAITED))
def test_a_plan_that_is_awaited(status, due_on, rule, group):
    assert found(plan={"status": status, "due_on": due_on}) == [(rule, group)]


@given(st.sampled_from(Status), st.integers(-400, 400))
def test_only_an_awaited_plan_is_past_due(status, days):
    with dates.playing_on(TODAY):
        rules = [rule for rule, _ in found(plan={"status": status, "due_on": on(days)})]
    assert (Rule.PLAN_PAST_DUE in rules) is (status in AWAITED and days < 0)


@pytest.mark.parametrize("status", sorted(ANSWERED))
def test_an_answer_is_not_chased(status):
    assert found(plan={"status": status, "due_on": on(-30)}) == []


def test_a_plan_waits_for_review_and_then_for_a_decision():
    assert found(plan={"status": Status.RECEIVED}) == [(Rule.TO_REVIEW, Group.TODAY)]
    (item,) = items(desk(plan={"status": Status.IN_REVIEW}))
    assert (item.rule, item.to_decide) == (Rule.TO_SIGN_OFF, True)
    assert item.last_editor == "a@b.org"


@pytest.mark.parametrize(
    ("days", "rule", "group"),
    [
        (14, Rule.SWITCH_ON, Group.WEEK),
        (0, Rule.SWITCH_ON, Group.WEEK),
        (-1, Rule.NOT_CONFIRMED, Group.TODAY),
    ],
)
def test_a_switch_on_that_is_due_and_one_that_is_not_confirmed(days, rule, group):
    row = {"ods_code": "X99001", "due_on": on(days), "days": days}
    row |= {"threshold": "over", "stage": "Scheduled"}
    status = {"status": Status.IN_DELIVERY}
    assert found(plan=status, switch_ons=[row]) == [(rule, group)]
    (item,) = items(desk(plan=status, switch_ons=[row]))
    assert item.note.startswith("Over the threshold and ")


def test_the_next_action_shows_in_its_week_and_then_until_it_is_done():
    closed = {"status": Status.COMPLETE, "next_action": "Call the manager"}
    assert found(plan=closed | {"next_action_on": on(9)}) == []
    assert found(plan=closed | {"next_action_on": on(3)}) == [
        (Rule.NEXT_ACTION, Group.WEEK)
    ]
    assert found(plan=closed | {"next_action_on": on(-90)}) == [
        (Rule.NEXT_ACTION, Group.TODAY)
    ]


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        ({"timeliness": Timeliness.NOT_ASKED}, []),
        ({"timeliness": Timeliness.DECLINED}, []),
        ({"timeliness": Timeliness.WAIVED}, []),
        ({"timeliness": Timeliness.ON_TIME, "state": "accepted"}, []),
        (
            {"timeliness": Timeliness.NOT_YET_DUE},
            [(Rule.REPORT_AWAITED, Group.WAITING)],
        ),
        ({"due_on": on(2)}, [(Rule.REPORT_DUE_SOON, Group.WEEK)]),
        ({"due_on": on(20)}, [(Rule.REPORT_AWAITED, Group.WAITING)]),
        (
            {"timeliness": Timeliness.MISSING, "due_on": on(-3)},
            [(Rule.REPORT_PAST_DUE, Group.TODAY)],
        ),
        (
            {"timeliness": Timeliness.LATE, "state": "received"},
            [(Rule.REPORT_TO_ACCEPT, Group.WEEK)],
        ),
        (
            {"timeliness": Timeliness.ON_TIME, "state": "received", "query_open": True},
            [(Rule.QUERY_UNANSWERED, Group.WAITING)],
        ),
        (
            {"timeliness": Timeliness.ON_TIME, "gap": -709, "beyond": True},
            [(Rule.GAP, Group.WEEK)],
        ),
    ],
)
def test_a_report(report, expected):
    assert found(report=report) == expected


def test_a_case_that_may_close_and_one_that_nobody_has_begun():
    over = Case(
        "X99001", Stage.REQUIRED, None, SEPTEMBER, SEPTEMBER, over=True, months=1
    )
    assert found(cases=[over]) == [(Rule.NEWLY_OVER, Group.WEEK)]
    fallen = Case(
        "X99001",
        Stage.STORED,
        1,
        SEPTEMBER,
        SEPTEMBER,
        over=False,
        months=1,
        proposes_closure=True,
    )
    assert found(cases=[fallen]) == [(Rule.CLOSURE, Group.WEEK)]
    not_adopted = over._replace(stage=Stage.NOT_ADOPTED)
    assert found(cases=[not_adopted]) == []


def test_two_silent_months_ask_and_one_does_not():
    assert found(figures=frame(months("X99001", [600, None]))) == []
    silent = frame(months("X99001", [600, None, None]))
    assert found(figures=silent) == [(Rule.NO_DATA, Group.WEEK)]


def test_notices_are_shown_as_they_come():
    assert found(
        safety=[Notice("X99001", "Fell by 40 points.")],
        register=[Notice("X99001", "Closed on 1 October 2023.")],
    ) == [(Rule.SAFETY, Group.TODAY), (Rule.REGISTER, Group.WEEK)]


def test_an_item_has_the_owner_of_the_case_and_a_place_to_act():
    (item,) = items(desk(plan={"owner": "sam@b.org", "due_on": on(-1)}))
    assert (item.owner, item.name) == ("sam@b.org", "Hill Road")
    assert (item.page, item.asked) == ("casework/action_plan", {"ods": "X99001"})


def test_mine_is_what_i_own_cover_or_may_decide():
    mine = replace(ITEM, owner="me@b.org")
    covered = replace(ITEM, owner="away@b.org")
    decide = replace(ITEM, to_decide=True, last_editor="x@b.org")
    edited_by_me = replace(decide, last_editor="me@b.org")
    every = [mine, covered, decide, edited_by_me, ITEM]
    away = frozenset({"away@b.org"})
    assert mine_of(every, "me@b.org") == [mine]
    assert mine_of(every, "me@b.org", covers=away) == [mine, covered]
    assert mine_of(every, "me@b.org", decides=True) == [mine, decide]


def test_a_report_opens_at_its_month():
    (item,) = items(desk(report={"due_on": on(2)}))
    assert item.page == "casework/monthly_report"
    assert item.asked == {"ods": "X99001", "report_month": "September 2023"}


@pytest.mark.parametrize(
    ("due_on", "group", "status"),
    [
        (date(2023, 9, 29), Group.TODAY, "Overdue"),
        (TODAY, Group.TODAY, ""),
        (date(2023, 11, 1), Group.WEEK, ""),  # others wait: it is never put off
        (None, Group.WEEK, ""),
    ],
)
def test_a_query_of_an_observer_waits_for_the_team(due_on, group, status):
    asked = Question("X99001", "North LMC", date(2023, 9, 20), due_on)
    (item,) = items(desk(questions=[asked]))
    assert (item.rule, item.group, item.status) == (Rule.OBSERVER, group, status)
    assert item.what == "a query of North LMC waits for an answer"
    assert item.asked == {"ods": "X99001"}
