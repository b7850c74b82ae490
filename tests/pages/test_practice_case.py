"""A practice's case on its page: steps, the case form, closing, safety, escalation."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from lib import actions, queries
from lib.actions.adoptions import Decision
from lib.actions.corrections import Correction
from lib.actions.episodes import Case
from lib.analysis import cases
from lib.demo import people
from lib.demo.places import NORTHMERE
from lib.domain.codes import Measure
from lib.domain.dates import playing_on
from lib.domain.files import Population
from lib.domain.roles import Permission
from tests.pages.larkmere import larkmere
from tests.pages.screens import press, seen, visited, words
from tests.repeated import repeated

__all__ = ["larkmere"]

PAGE = "oversight/practice"
CODE, SEPTEMBER = "X99002", date(2023, 9, 1)
FELL_FAST = "X99024"


pytestmark = pytest.mark.usefixtures("larkmere")


@pytest.fixture
def adopted(larkmere):
    _adopted()


@repeated
def _adopted():
    actions.adoptions.record(
        Decision(NORTHMERE, date(2023, 2, 16), "minute 7", "The committee"),
        by=people.ADMINISTRATOR,
    )


@pytest.fixture
def case(adopted):
    return _begun()


@repeated
def _begun():
    figures = queries.figures.panel(people.OFFICER, date(2023, 2, 1), SEPTEMBER)
    ground = cases.ground(figures, CODE, date(2023, 2, 1))
    return actions.episodes.begin(ground, by=people.OFFICER)


def visit(user=people.OFFICER, ods_code: str = CODE) -> AppTest:
    return visited(user, PAGE, ods=ods_code)


def read(user=people.OFFICER, ods_code: str = CODE) -> AppTest:
    return seen(user, PAGE, ods=ods_code)


def calling(user) -> AppTest:
    """With all that stands there in any case, and the card for a call."""
    return seen(user, PAGE, ods=CODE, call="yes")


@repeated
def correct(value: int, month: date = SEPTEMBER):
    said = Correction(
        CODE,
        month,
        Measure.CODED_104,
        value,
        "Wrong",
        "E-mail",
        population=Population.ALL,
    )
    actions.corrections.correct(said, by=people.OFFICER)


def test_without_a_decision_no_case_begins_and_no_breach_can_be_chosen():
    screen = read()
    said = words(screen)
    assert "Over the threshold, plan not asked for." in said
    assert "Plan asked for" not in said
    step = screen.selectbox(key=f"escalate-{CODE}-step-0")
    assert [o for o in step.options if "emedial" in o or "reach" in o] == []


def test_a_practice_that_is_not_over_has_no_case(adopted):
    assert "The practice has no open case." in words(read(ods_code="X99018"))


@pytest.mark.parametrize("person", people.PEOPLE, ids=lambda person: person.role)
def test_everybody_reads_the_figures_and_only_some_may_correct_them(adopted, person):
    screen = calling(person)
    said = words(screen)
    assert [title.value for title in screen.title] == ["Larkmere Surgery"]
    assert "**62.4% of 9,310 patients have an active 104 code (5,809).**" in said
    assert "Over the threshold for 3 reported months; no data for" in said
    assert "Down 3.2 points since August: codes" in said
    folds = {fold.label for fold in screen.expander}
    form = "Correct one figure of September 2023" in folds
    assert form == person.may(Permission.CORRECT_FIGURES)
    form = "Correct the register: merge, close or move this practice" in folds
    assert form == person.may(Permission.EDIT_PRACTICES)


@pytest.mark.parametrize("person", people.PEOPLE, ids=lambda person: person.role)
def test_calls_papers_and_contacts_are_staff_s_and_so_it_says(adopted, person):
    screen = calling(person)
    headers = [each.value for each in screen.header]
    is_staff = person is not people.LEAD
    for header in ("Papers", "Contacts"):
        assert (header in headers) is is_staff
    assert ("Record something" in headers) is (
        person in (people.OFFICER, people.APPROVER, people.ADMINISTRATOR)
    )
    assert "seen by staff only" in words(screen).lower()
    assert any("Last contact" in t.value.index for t in screen.table) is is_staff


@pytest.mark.parametrize("person", people.PEOPLE, ids=lambda person: person.role)
def test_everybody_sees_the_steps_and_staff_who_has_the_case(adopted, person):
    screen = calling(person)
    said = words(screen)
    for step in ("Plan asked for", "Plan received", "Plan agreed", "Monthly reports"):
        assert f"**{step}**" in said
    assert "gray-badge[Not asked]" in said
    assert "Cannot start yet" in said
    staff = any("Owner" in t.value.index for t in screen.table)
    assert staff == person.may(Permission.READ_CASEWORK)
    folds = {fold.label for fold in screen.expander}
    may = person.may(Permission.DO_CASEWORK)
    assert ("Change owner, direction or next action" in folds) == may
    assert ("Change the contract type" in folds) == may


def test_saving_the_case_begins_it_and_says_what_it_rests_on(adopted):
    screen = visit()
    screen.text_input(key=f"case-{CODE}-on-0").set_value("soon")
    press(screen, "Save the case")
    assert "is not a date" in words(screen)
    assert queries.episodes.every(people.OFFICER).empty
    screen.selectbox(key=f"case-{CODE}-owner-0").set_value(people.APPROVER.email)
    screen.text_input(key=f"case-{CODE}-next-0").set_value("Call about the search")
    screen.text_input(key=f"case-{CODE}-on-0").set_value("09/10/2023")
    press(screen, "Save the case")
    said = words(screen)
    assert "The case is saved." in said
    shown = next(t.value for t in screen.table if "Owner" in t.value.index)
    assert shown.iloc[:, 0].to_dict()["Next action"].startswith("9 October 2023")
    ground = next(t.value for t in screen.table if "First month over" in t.value.index)
    told = ground.iloc[:, 0].to_dict()
    assert told["First month over"] == "February 2023"
    assert told["Worked out"].startswith("2 October 2023, by sam.okafor")
    assert "row 2" in told["Count from"]


def test_a_newer_version_is_shown_beside_what_was_typed(case):
    screen = visit()
    screen.text_input(key=f"case-{CODE}-next-0").set_value("Mine")
    theirs = Case(next_action="Theirs")
    actions.episodes.change(case, theirs, seen_version=1, by=people.APPROVER)
    press(screen, "Save the case")
    said = words(screen)
    assert "Somebody has saved a newer version meanwhile." in said
    assert screen.text_input(key=f"case-{CODE}-next-0").value == "Mine"
    newer = [
        t.value.iloc[:, 0].to_dict() for t in screen.table if t.value.shape[1] == 1
    ]
    assert any(shown.get("Next action") == "Theirs" for shown in newer)
    press(screen, "Begin again from theirs")
    assert screen.text_input(key=f"case-{CODE}-next-1").value == "Theirs"


def test_closing_is_proposed_on_a_figure_and_done_by_another_person(case):
    correct(4_000)
    screen = visit()
    assert "blue-badge[Closure proposed]" in words(screen)
    assert "Close the case" not in {fold.label for fold in screen.expander}
    screen = visit(people.APPROVER)
    screen.text_input(key=f"close-{CODE}-reason-0").set_value("At half for a month")
    press(screen, "Close the case")
    said = words(screen)
    assert "The case is closed." in said
    assert "The practice has no open case." in said
    assert "**February 2023 to September 2023**" in said


def test_a_case_whose_ground_is_gone_is_marked(case):
    correct(3_000, date(2023, 2, 1))
    said = words(visit())
    assert "orange-badge[Ground is gone]" in said
    assert "No letter rests on it." in said


def test_the_contract_type_is_saved_with_its_source():
    screen = visit()
    screen.selectbox(key=f"contract-{CODE}-type-0").set_value("PMS")
    screen.text_input(key=f"contract-{CODE}-source-0").set_value("Contract of 2019")
    press(screen, "Save the contract type")
    facts = next(t.value for t in screen.table if "Contract" in t.value.index)
    assert facts.iloc[:, 0].to_dict()["Contract"] == "PMS"


def test_a_fast_fall_asks_staff_whether_the_search_came_first():
    assert "Safety check" not in words(read(people.LEAD, FELL_FAST))
    screen = visit(people.OFFICER, FELL_FAST)
    assert "orange-badge[Safety check]" in words(screen)
    name = f"safety-{FELL_FAST}-2023-09"
    press(screen, "Save the answer")
    assert "Say whether the search came first." in words(screen)
    screen.radio(key=f"{name}-first-0").set_value("Yes, the search came first")
    screen.text_area(key=f"{name}-answer-0").set_value("Searched in August")
    screen.text_input(key=f"{name}-source-0").set_value("The manager")
    press(screen, "Save the answer")
    said = words(screen)
    assert "badge[Safety check]" not in said
    assert "Searched in August" in said


def test_from_the_contract_date_on_a_breach_can_be_chosen():
    with playing_on(date(2024, 3, 1)):
        step = read().selectbox(key=f"escalate-{CODE}-step-0")
    assert {"Remedial notice", "Breach notice"} <= set(step.options)


def test_a_step_is_recorded_and_ended():
    screen = visited(
        people.OFFICER, PAGE, {f"escalate-{CODE}-step-0": "support"}, ods=CODE
    )
    for field, typed in (
        ("given", "02/10/2023"),
        ("what", "A visit with the guide"),
        ("authority", "team meeting"),
    ):
        screen.text_input(key=f"escalate-{CODE}-{field}-0").set_value(typed)
    press(screen, "Record the step")
    assert "**Support**, given on 2 October 2023" in words(screen)
    (step,) = queries.escalations.of_practice(people.OFFICER, CODE)
    screen.text_input(key=f"end-step-{step.id}-outcome-0").set_value("Visited")
    screen.text_input(key=f"end-step-{step.id}-on-0").set_value("02/10/2023")
    press(screen, "Save how it ended")
    (step,) = queries.escalations.of_practice(people.OFFICER, CODE)
    assert (step.ended_on, step.outcome) == (date(2023, 10, 2), "Visited")
