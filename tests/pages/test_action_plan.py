"""The page of one plan: typing, reviewing, asking and deciding, without a browser."""

from datetime import date

import pytest
import streamlit as st

from lib import actions, queries
from lib.actions.action_plans import Move
from lib.actions.plan_versions import NO_DRAFT
from lib.domain.action_plan import Status
from lib.domain.plan_content import Content, Method, Section, Step
from tests import factories
from tests.factories import approver, officer
from tests.pages.screens import opened, press, words
from tests.repeated import repeated

PAGE = "casework/action_plan"
SAID = Content(
    method=Method.ONE_BY_ONE,
    lead="Dr J. Invented",
    reviews_per_week=100,
    minutes_per_review=6,
    starts_on=date(2026, 4, 6),
    below_on=date(2026, 5, 4),
    milestones=(Step("Search run", "Manager", date(2026, 4, 20)),),
)

pytestmark = [
    pytest.mark.parametrize("database", ["sqlite"], indirect=True),
    pytest.mark.usefixtures("database"),
]


@pytest.fixture(autouse=True)
def nothing_remembered():
    st.cache_resource.clear()


@pytest.fixture
def visit(database, monkeypatch):
    def visiting(user=None, ods="X99001", **asked):
        address = database.url.render_as_string(hide_password=False)
        asked = {"ods": ods, **asked}
        return opened(monkeypatch, address, user or officer(), PAGE, **asked)

    return visiting


def now():
    (row,) = queries.episodes.every(officer()).to_dict("records")
    return queries.action_plans.of_episode(officer(), row["episode_id"])


def move(to: Status, by=None) -> None:
    said = Move(to, "As they wrote", from_whom="The manager")
    actions.action_plans.move(
        now().id, said, seen_version=now().version, by=by or officer()
    )


def box(screen, label: str):
    found = [*screen.text_input, *screen.text_area, *screen.number_input]
    return next(each for each in found if each.label == label)


def newest() -> Content:
    versions = queries.action_plans.versions(officer(), now().id)
    return queries.action_plans.content(officer(), versions[0] if versions else None)


def typed_by(by, content: Content, seen: int = NO_DRAFT) -> int:
    return actions.plan_versions.save(now().id, content, seen_version=seen, by=by)


def test_a_practice_without_a_case_is_begun_here(visit):
    factories.over()
    factories.adopted()
    screen = visit()
    assert "Over the threshold since March 2026." in words(screen)
    screen = press(screen, "Open the case")
    assert now().status is Status.REQUIRED
    assert "Required, not requested" in words(screen)


def test_a_practice_over_again_is_begun_anew_and_its_closed_plan_stays(visit):
    first = factories.case()
    for period, excluded in ((date(2026, 4, 1), 0), (date(2026, 5, 1), 6_000)):
        factories.over({"X99001": excluded}, period=period)
    below = factories.ground(period=date(2026, 4, 1))
    actions.episodes.close(first.id, below, "Below", seen_version=1, by=approver())
    assert "Over the threshold since May 2026." in words(visit())
    assert "Closed, below the threshold" in words(visit(episode=str(first.id)))


def test_a_practice_that_is_not_over_has_no_case(visit):
    factories.over()
    assert "no case is open" in words(visit(ods="X99002"))


def test_before_the_icb_acts_on_the_rule_no_plan_is_asked_for(visit):
    factories.over()
    assert "not on record that the ICB acts" in words(visit())


def test_a_plan_is_asked_for_with_its_authority(visit):
    factories.case()
    screen = visit()
    box(screen, "On what authority").set_value("letter of 1 June 2026")
    box(screen, "Due (empty: no day is set)").set_value("30/06/2099")
    screen = press(screen, "Record the request")
    assert (now().status, now().due_on) == (Status.REQUESTED, date(2099, 6, 30))
    assert "letter of 1 June 2026" in words(screen)


def test_what_is_typed_is_kept_as_it_is_typed(visit):
    factories.requested()
    screen = visit()
    box(screen, "Who leads").set_value("Dr J. Invented")
    box(screen, "Start date").set_value("06/04/2026").run()
    assert (newest().lead, newest().starts_on) == ("Dr J. Invented", date(2026, 4, 6))
    assert "Leaving this page loses nothing." in words(screen)


def test_the_arithmetic_follows_the_fields_and_what_cannot_be_kept_wipes_nothing(visit):
    factories.requested()
    typed_by(officer(), SAID)
    screen = visit()
    assert box(screen, "Start date").value == "06/04/2026"
    assert "At 100 reviews a week from 6 April 2026" in words(screen)
    assert "needs 250 a week, 150 more than planned." in words(screen)
    box(screen, "Start date").set_value("soon").run()
    assert newest() == SAID
    assert [each.value for each in screen.warning] == [
        "Not saved yet: a date cannot be read."
    ]
    box(screen, "Start date").set_value("06/04/2026")
    box(screen, "Staff training").set_value("943 476 5919").run()
    assert "valid NHS number" in words(screen)
    assert box(screen, "Staff training").value == "943 476 5919"
    assert newest() == SAID
    box(screen, "Staff training").set_value("")
    box(screen, "Reviews a week").set_value(250).run()
    assert "The target of 4 May 2026 is within this pace." in words(screen)


def test_a_bulk_plan_expects_a_sudden_fall_on_its_day(visit):
    factories.requested()
    typed_by(officer(), Content(method=Method.BULK_106, below_on=date(2026, 5, 4)))
    shown = {k: v for t in visit().table for k, v in t.value.iloc[:, 0].items()}
    assert shown["A sudden fall expected"] == "4 May 2026"


def test_somebody_elses_newer_draft_is_shown_beside_what_is_typed(visit):
    factories.requested()
    screen = visit()
    first = typed_by(approver(), Content(lead="Dr A."))
    screen.run()
    assert box(screen, "Who leads").value == "Dr A."  # where nothing was typed
    assert "saved a newer draft" in words(screen)
    typed_by(approver(), Content(lead="Dr Ada"), first)
    box(screen, "Who leads").set_value("Dr Olive").run()
    assert newest().lead == "Dr Ada"
    assert "Two people are editing this plan" in words(screen)
    shown = {k: v for t in screen.table for k, v in t.value.iloc[:, 0].items()}
    assert (shown["Yours"], shown["Theirs"]) == ("Dr Olive", "Dr Ada")
    assert box(screen, "Who leads").value == "Dr Olive"
    press(screen, "Save mine over theirs")
    assert newest().lead == "Dr Olive"


def test_theirs_may_be_taken_instead(visit):
    factories.requested()
    screen = visit()
    typed_by(approver(), Content(lead="Dr Ada"))
    box(screen, "Who leads").set_value("Dr Olive").run()
    screen = press(screen, "Take theirs")
    assert box(screen, "Who leads").value == newest().lead == "Dr Ada"


def test_a_plan_is_received_from_somebody_on_a_day(visit):
    factories.requested()
    typed_by(officer(), SAID)
    screen = visit()
    box(screen, "Received from").set_value("The manager")
    box(screen, "Received on").set_value("20/04/2026")
    box(screen, "How it came").set_value("By e-mail")
    screen = press(screen, "Record as received")
    assert now().status is Status.RECEIVED
    assert "version 1, received 20 April 2026" in words(screen)


def test_a_move_over_somebody_elses_shows_both_and_keeps_what_is_typed(visit):
    factories.requested()
    screen = visit(part="Case and requests")
    became(screen, Status.DECLINED)
    move(Status.DPIA_POSITION, approver())
    box(screen, "Why").set_value("Cites the BMA")
    box(screen, "Who at the practice answered, where it did").set_value("The manager")
    screen = press(screen, "Save the move")
    assert "newer version meanwhile" in words(screen)
    shown = {k: v for t in screen.table for k, v in t.value.iloc[:, 0].items()}
    assert shown["Status, as you saw it"] == "Requested"
    assert shown["Status, as it is now"] == "DPIA or opt-in position"
    assert box(screen, "Why").value == "Cites the BMA"


def became(screen, to: Status) -> None:
    """Chosen within its form, so without a run of its own."""
    box = next(b for b in screen.selectbox if b.label == "The plan is now")
    box.set_value(to)


@repeated
def in_review() -> None:
    typed_by(officer(), SAID)
    move(Status.RECEIVED)
    move(Status.IN_REVIEW)


def mark(screen, section: Section, value: str):
    key = f"{section}: your mark"
    next(g for g in screen.button_group if g.label == key).set_value(value).run()
    return screen


def test_changes_are_sent_section_by_section_and_told_on_the_next_version(visit):
    factories.requested()
    in_review()
    screen = mark(visit(approver(), part="Review"), Section.PACE, "Ask for a change")
    box(screen, f"What should change in “{Section.PACE}”").set_value("A later date")
    box(screen, "Reason, for the record").set_value("Read on 4 May")
    press(screen, "Send changes to the practice")
    assert now().status is Status.CHANGES_REQUESTED
    typed_by(officer(), Content(lead="Dr K. Invented"))
    move(Status.RECEIVED)
    screen = visit(approver(), part="Review")
    assert "badge[Changed]" in words(screen)
    folded = [each.label for each in screen.expander]
    assert folded.count("Earlier answer, version 1") == 3
    press(screen, "Start the review")
    assert now().status is Status.IN_REVIEW


def test_a_plan_is_agreed_by_another_person_than_its_editor(visit):
    factories.requested()
    in_review()
    editor = visit(officer(), part="Review")
    assert "Agreeing needs a second person" in words(editor)
    screen = visit(approver(), part="Review")
    box(screen, "Reason, for the record").set_value("Fits the pace")
    screen = press(screen, "Agree the plan")
    assert now().status is Status.AGREED
    assert "version 1 agreed" in words(screen)


def test_marks_may_wait(visit):
    factories.requested()
    in_review()
    screen = mark(visit(approver(), part="Review"), Section.METHOD, "Accept")
    screen = press(screen, "Save and finish later")
    assert "1 of 7 sections marked." in words(screen)


def test_a_plan_under_way_shows_planned_and_actual_and_its_milestones(visit):
    factories.requested()
    in_review()
    move(Status.AGREED, approver())
    factories.load(factories.counts({"X99001": 5_990}, period=date(2026, 4, 1)))
    screen = visit()
    assert "where 56.6% were planned, so 3.3 points above the plan" in words(screen)
    assert "Off track is more than 5 points above." in words(screen)
    screen = press(screen, "Reached")
    (version,) = queries.action_plans.versions(officer(), now().id)
    (reached,) = queries.action_plans.milestones(officer(), version)
    assert reached.done_on is not None
    press(screen, "Write a revised plan")
    assert newest().lead == SAID.lead
    assert len(queries.action_plans.versions(officer(), now().id)) == 2


def test_who_may_only_read_sees_no_form(visit):
    factories.requested()
    in_review()
    for part in ("The plan", "Review", "Case and requests"):
        screen = visit(factories.auditor(factories.ICB), part=part)
        assert [b.label for b in screen.button if not b.label.startswith("Down")] == []


def test_more_time_and_the_due_day_are_set_with_a_reason(visit):
    factories.requested(due_on=date(2026, 5, 1))
    screen = visit(part="Case and requests")
    screen = press(screen, "Save the extension")
    assert "Type the new day." in words(screen)
    box(screen, "New day").set_value("01/06/2026")
    box(screen, "Who agreed to it").set_value("Head of primary care")
    box(screen, "Why more time is given").set_value("Half term")
    screen = press(screen, "Save the extension")
    assert (now().status, now().due_on) == (Status.EXTENSION_AGREED, date(2026, 6, 1))
    box(screen, "Due (empty: no day)").set_value("08/06/2026")
    box(screen, "Why this day").set_value("A bank holiday")
    press(screen, "Save the due day")
    assert now().due_on == date(2026, 6, 8)
    box(screen, "Due (empty: no day)").set_value("soon")
    box(screen, "Why this day").set_value("Six weeks")
    press(screen, "Save the due day")
    assert now().due_on == date(2026, 6, 8)  # what cannot be read stores nothing


def test_a_practice_answers_that_it_declines(visit):
    factories.requested(due_on=date(2026, 5, 1))
    screen = visit(part="Case and requests")
    assert "Choose what the plan is now." in words(press(screen, "Save the move"))
    became(screen, Status.DECLINED)
    box(screen, "Who at the practice answered, where it did").set_value("The manager")
    box(screen, "Why").set_value("Cites the BMA")
    screen = press(screen, "Save the move")
    assert "Declined, citing BMA or LMC advice" in words(screen)
    assert "Overdue" not in words(screen)
