"""The plans of an ICB: each case once, with what is worked out of its status."""

from dataclasses import replace
from datetime import date

import pytest

from lib import actions, queries
from lib.actions.action_plans import Move
from lib.actions.agreements import Answer
from lib.analysis.cases import Stage
from lib.casework import plans
from lib.domain.action_plan import Status
from lib.domain.agreement import Shown
from lib.domain.dates import playing_on, shift
from lib.domain.plan_content import Content, Method
from lib.domain.settings import Name
from tests import factories
from tests.conftest import BOTH
from tests.factories import PERIOD, administrator, approver, officer

DUE = date(2026, 4, 20)
SAID = Content(
    method=Method.ONE_BY_ONE, reviews_per_week=100, starts_on=date(2026, 4, 1)
)
LAST = shift(PERIOD, 2)


def listed(period: date = PERIOD, user=None):
    user = user or officer()
    figures = queries.figures.panel(user, shift(period, -12), period)
    return plans.listed(figures, user, period, factories.ICB)


def shown(**said) -> dict[str, str]:
    rows = listed(**said)
    return dict(zip(rows["ods_code"], rows["shown"], strict=True))


def move(to: Status, by=None) -> None:
    (row,) = queries.episodes.every(officer()).to_dict("records")
    actions.action_plans.move(
        row["plan_id"],
        Move(to, "As they wrote", from_whom="The manager"),
        seen_version=row["plan_version"],
        by=by or officer(),
    )


@pytest.fixture
def under_way(database):
    asked = factories.requested()
    actions.plan_versions.save(asked.id, SAID, seen_version=0, by=officer())
    move(Status.RECEIVED)
    move(Status.IN_REVIEW)
    move(Status.AGREED, by=approver())
    return asked


def test_a_case_that_nobody_has_acted_on_is_listed_as_what_it_is(database):
    factories.over()
    assert shown() == {"X99001": "Over the threshold, plan not asked for"}
    factories.adopted()
    assert shown() == {"X99001": "Required, not requested"}
    (row,) = listed().to_dict("records")
    assert not row["overdue"]
    assert row["status"] != Stage.NOT_ADOPTED


def test_overdue_is_worked_out_on_the_day(database):
    factories.requested(due_on=DUE)
    with playing_on(DUE):
        assert shown() == {"X99001": "Requested"}
    with playing_on(date(2026, 4, 21)):
        assert shown() == {"X99001": "Requested, overdue"}
        assert listed()["overdue"].tolist() == [True]


def test_an_answer_stays_an_answer_after_the_due_day(database):
    factories.requested(due_on=DUE)
    move(Status.DECLINED)
    with playing_on(date(2026, 6, 1)):
        assert shown() == {"X99001": "Declined, citing BMA or LMC advice"}


@BOTH
def test_off_track_is_beyond_the_icbs_own_tolerance(under_way):
    factories.load(factories.counts({"X99001": 6_000}, period=LAST))
    assert shown(period=LAST) == {"X99001": "Agreed, off track"}  # planned 51.4%
    actions.settings.record(
        Name.OFF_TRACK,
        "10",
        icb_code=factories.ICB,
        from_on=PERIOD,
        source="Minute of 1 May",
        by=administrator(),
    )
    assert shown(period=LAST) == {"X99001": "Agreed"}


def test_what_is_in_review_waits_for_another_persons_decision(database):
    factories.requested()
    move(Status.RECEIVED, by=approver())
    move(Status.IN_REVIEW)
    for user, waits in ((approver(), 0), (administrator(), 1), (officer(), 0)):
        assert len(plans.waiting(listed(), user)) == waits
    (row,) = plans.waiting(listed(), administrator()).to_dict("records")
    assert (row["ods_code"], row["decision"]) == ("X99001", plans.AGREE)


def test_a_figure_at_the_threshold_proposes_closure_to_whoever_decides(under_way):
    factories.load(factories.counts({"X99001": 5_000}, period=LAST))
    (row,) = plans.waiting(listed(LAST), approver()).to_dict("records")
    assert row["decision"] == plans.CLOSE
    assert listed(LAST)["status"].tolist() == [Status.AGREED]  # nothing moved by itself


def test_a_closed_case_stays_on_the_list(under_way):
    factories.load(factories.counts({"X99001": 5_000}, period=LAST))
    (row,) = queries.episodes.every(officer()).to_dict("records")
    actions.episodes.close(
        row["episode_id"],
        factories.ground(period=LAST),
        "At half of the list",
        seen_version=row["version"],
        by=approver(),
    )
    assert shown(period=LAST) == {"X99001": "Closed, below the threshold"}


def test_people_of_another_icb_see_none(under_way):
    other = replace(officer("XB1"), email="else@example.org")
    assert listed(user=other).empty


@BOTH
def test_observers_are_told_what_a_plan_says_once_its_practice_agreed(under_way):
    factories.load(factories.lmc_list())
    factories.load(factories.counts({"X99001": 6_000}, period=LAST))
    observer = factories.lmc_observer()

    def told() -> tuple[object, ...]:
        (row,) = listed(LAST, observer).to_dict("records")
        (received,) = queries.plans_received.every(observer).to_dict("records")
        agreed = queries.action_plans.agreed(observer)
        return row["shown"], row["off_track"], received["method"], len(agreed)

    assert shown(period=LAST) == {"X99001": "Agreed, off track"}
    assert told() == ("Agreed", None, None, 0)
    answer = Answer(Shown.PLAN, agreed=True, said_on=DUE, source="their e-mail")
    with playing_on(DUE):
        actions.agreements.record("X99001", answer, by=officer())
    assert told() == ("Agreed, off track", True, Method.ONE_BY_ONE, 1)
