"""Action plans: asked for on authority, moved with a reason, decided by two people."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from lib import actions, db, queries
from lib.actions.action_plans import Extension, Move
from lib.actions.plan_versions import Receipt
from lib.actions.section_reviews import Mark
from lib.domain.action_plan import Status, may_follow
from lib.domain.ask import Ask, AskKind
from lib.domain.dates import today
from lib.domain.errors import NotAllowed, Refused, RuleBroken, Stale
from lib.domain.plan_content import Section
from lib.domain.recipients import Recipient
from lib.domain.roles import Role
from lib.domain.settings import Name
from lib.domain.users import Deputy
from tests import event_log, factories
from tests.conftest import filled
from tests.factories import administrator, approver, officer

DUE, LATER = date(2026, 5, 1), date(2026, 6, 1)


def plan():
    (row,) = queries.episodes.every(officer()).to_dict("records")
    return queries.action_plans.of_episode(officer(), row["episode_id"])


def move(to: Status, *, by=None, **said) -> None:
    now = plan()
    usual = {"reason": "As agreed by telephone", "from_whom": "The manager"}
    actions.action_plans.move(
        now.id,
        Move(to, **{**usual, **said}),
        seen_version=now.version,
        by=by or officer(),
    )


def mark(*, accepted: bool, section: Section = Section.PACE, by=None) -> None:
    now = plan()
    actions.section_reviews.mark(
        now.id,
        {section: Mark(accepted, "" if accepted else "Say who")},
        seen_version=now.version,
        by=by or officer(),
    )


def asks() -> list[Ask]:
    with db.reading() as session:
        found = session.exec(select(Ask).order_by(Ask.id)).all()
        session.expunge_all()
        return list(found)


@filled
def requested():
    return factories.requested(due_on=DUE, recipient=Recipient.BOTH)


@pytest.fixture
def in_review(requested):
    move(Status.RECEIVED)
    move(Status.IN_REVIEW)


def test_a_request_states_what_every_request_states(requested):
    assert (requested.status, requested.due_on) == (Status.REQUESTED, DUE)
    assert requested.recipient is Recipient.BOTH
    (ask,) = asks()
    assert (ask.kind, ask.episode_id) == (AskKind.PLAN, requested.episode_id)
    assert ask.days_allowed == (DUE - ask.asked_on).days


def test_without_a_due_day_nothing_is_ever_overdue(database):
    asked = factories.requested()
    assert asked.due_on is None
    assert not asked.is_overdue(date(2099, 1, 1))


def test_every_move_has_a_reason_and_an_event(requested):
    with pytest.raises(RuleBroken, match="Say why"):
        move(Status.DECLINED, reason=" ")
    move(Status.DECLINED, reason="Cites the BMA", on=DUE)
    event = event_log.newest_first().iloc[0]
    assert (event.action, event.reason) == ("move action plan", "Cites the BMA")
    assert (plan().status, plan().moved_on) == (Status.DECLINED, DUE)


@pytest.mark.parametrize("to", [Status.RECEIVED, Status.DECLINED, Status.DPIA_POSITION])
def test_who_at_the_practice_answered_is_on_record(requested, to):
    with pytest.raises(RuleBroken, match="Say who"):
        move(to, from_whom="")


@pytest.mark.parametrize(
    "to", [Status.REQUESTED, Status.EXTENSION_AGREED, Status.CLOSED]
)
def test_what_needs_more_than_a_reason_has_its_own_way(requested, to):
    with pytest.raises(RuleBroken):
        move(to)


def test_nothing_happens_on_a_day_to_come(requested):
    with pytest.raises(RuleBroken, match="not come"):
        move(Status.DECLINED, on=date(2099, 1, 1))


def test_a_move_over_somebody_elses_is_refused(requested):
    seen = plan()
    move(Status.DPIA_POSITION, by=approver())
    with pytest.raises(Stale):
        actions.action_plans.move(
            seen.id,
            Move(Status.EXEMPT, "Merged"),
            seen_version=seen.version,
            by=officer(),
        )


def test_a_withdrawn_request_leaves_the_ledger_too(requested):
    move(Status.WITHDRAWN, reason="Asked by mistake")
    (ask,) = asks()
    assert (ask.withdrawn_on, ask.withdrawn_reason) == (today(), "Asked by mistake")


def test_an_extension_names_a_later_day_and_who_agreed(requested):
    def extend(until: date, agreed_by: str = "Head of primary care") -> None:
        now = plan()
        actions.action_plans.extend(
            now.id,
            Extension(until, "Half term", agreed_by),
            seen_version=now.version,
            by=officer(),
        )

    for until, agreed_by in ((DUE, "Head"), (LATER, " ")):
        with pytest.raises(RuleBroken):
            extend(until, agreed_by)
    extend(LATER)
    after = plan()
    assert (after.status, after.before) == (Status.EXTENSION_AGREED, Status.REQUESTED)
    assert (after.due_on, after.extension_agreed_by) == (LATER, "Head of primary care")
    assert not after.is_overdue(LATER)
    assert after.is_overdue(date(2026, 6, 2))


def test_a_due_day_is_set_by_a_person_with_a_reason(database):
    asked = factories.requested()

    def set_due(due_on: date | None, reason: str = "Six weeks") -> None:
        actions.action_plans.set_due(
            asked.id, due_on, reason, seen_version=plan().version, by=officer()
        )

    for due_on, reason in ((DUE, ""), (date(2020, 1, 1), "Six weeks")):
        with pytest.raises(RuleBroken):
            set_due(due_on, reason)
    set_due(DUE)
    assert plan().due_on == DUE
    move(Status.DECLINED)
    with pytest.raises(RuleBroken, match="Nothing is due"):
        set_due(LATER)


def test_changes_are_asked_for_once_a_section_says_which(in_review):
    with pytest.raises(RuleBroken, match="Mark first"):
        move(Status.CHANGES_REQUESTED)
    mark(accepted=False)
    move(Status.CHANGES_REQUESTED)
    assert plan().due_on is None  # the old day was for the plan itself
    changes = asks()[-1]
    assert (changes.kind, changes.authority) == (
        AskKind.PLAN_CHANGES,
        "letter of 1 April 2026",
    )


def test_a_plan_with_an_open_change_is_not_agreed(in_review):
    mark(accepted=False)
    with pytest.raises(RuleBroken, match="Who, how many and by when"):
        move(Status.AGREED, by=approver())
    mark(accepted=True)
    move(Status.AGREED, by=approver())
    (version,) = queries.action_plans.versions(officer(), plan().id)
    assert version.agreed_on == plan().agreed_on == today()
    assert queries.action_plans.agreed(officer()) == {plan().id: version}


def test_who_received_a_plan_does_not_agree_it(requested):
    move(Status.RECEIVED, by=approver())
    move(Status.IN_REVIEW)
    with pytest.raises(NotAllowed, match="another person"):
        move(Status.AGREED, by=approver())
    move(Status.AGREED, by=administrator())


def test_who_typed_a_plan_does_not_agree_it(requested):
    said = queries.action_plans.content(officer(), None)
    actions.plan_versions.save(requested.id, said, seen_version=0, by=approver())
    move(Status.RECEIVED)
    move(Status.IN_REVIEW)
    with pytest.raises(NotAllowed, match="another person"):
        move(Status.AGREED, by=approver())


def test_who_read_a_plan_may_agree_it(requested):
    move(Status.RECEIVED)
    move(Status.IN_REVIEW, by=approver())
    mark(accepted=True, by=approver())
    move(Status.AGREED, by=approver())


def test_one_person_may_do_both_where_an_administrator_said_so(requested):
    actions.settings.record(
        Name.TWO_PEOPLE,
        "no",
        icb_code=factories.ICB,
        from_on=factories.PERIOD,
        source="We are two people.",
        by=administrator(),
    )
    for to in (Status.RECEIVED, Status.IN_REVIEW, Status.AGREED):
        move(to, by=approver())


@pytest.mark.parametrize(
    ("until", "absent", "may"),
    [
        (date(2099, 1, 1), approver(), True),
        (date(2020, 1, 2), approver(), False),
        (date(2099, 1, 1), approver("XB1"), False),
        (date(2099, 1, 1), factories.person(Role.OFFICER, "Otto"), False),
    ],
)
def test_a_deputy_decides_for_somebody_away(database, until, absent, may):
    neighbour = factories.practice("X99004", sub_icb_code="X02", icb_code="XB1")
    factories.load(factories.hierarchy(["X99001", neighbour], on=date(2020, 1, 1)))
    factories.requested()
    deputy = factories.person(Role.OFFICER, "Dora Deputy")
    for each in (absent, deputy):
        factories.signed_up(each)
    with db.transaction() as session:
        session.add(
            Deputy(
                email=absent.email,
                deputy=deputy.email,
                from_on=date(2020, 1, 1),
                until_on=until,
            )
        )
    move(Status.RECEIVED)
    move(Status.IN_REVIEW)
    if may:
        move(Status.AGREED, by=deputy)
        assert queries.action_plans.decides_for(deputy) == [absent.name]
    else:
        with pytest.raises(NotAllowed):
            move(Status.AGREED, by=deputy)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@settings(
    max_examples=5,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.sampled_from(Status), max_size=8))
def test_the_actions_keep_to_the_table_of_states(database, moves):
    """Whatever is tried: a plan moves only where the table says, else nothing does."""
    if queries.episodes.every(officer()).empty:
        factories.requested()
    for to in moves:
        before = plan()
        try:
            move(to, by=approver())
        except Refused:
            assert plan() == before
        else:
            assert to in may_follow(before.status, before.before)
            assert plan().status is to


def test_receiving_a_second_time_keeps_the_first_answer(requested):
    said = queries.action_plans.content(officer(), None)
    actions.plan_versions.save(requested.id, said, seen_version=0, by=officer())
    for _ in range(2):
        now = plan()
        actions.plan_versions.receive(
            now.id,
            Receipt("The manager", "Post"),
            seen_version=now.version,
            by=officer(),
        )
        if now.status is Status.REQUESTED:
            move(Status.IN_REVIEW)
            mark(accepted=False)
            move(Status.CHANGES_REQUESTED)
    numbers = [v.number for v in queries.action_plans.versions(officer(), plan().id)]
    assert numbers == [2, 1]
