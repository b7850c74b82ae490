"""The list of plans: by status with counts, and what waits for somebody's decision."""

import pytest
import streamlit as st

from lib import actions, db, queries
from lib.actions.action_plans import Move
from lib.domain import dates
from lib.domain.action_plan import Status
from lib.domain.users import Deputy
from tests import factories
from tests.factories import approver, officer
from tests.pages.screens import choose, opened, pick, practices, words
from tests.repeated import repeated

PAGE = "casework/action_plans"

pytestmark = [
    pytest.mark.parametrize("database", ["sqlite"], indirect=True),
    pytest.mark.usefixtures("database"),
]


@pytest.fixture
def visit(database, monkeypatch):
    st.cache_resource.clear()

    def visiting(user=None, **asked):
        address = database.url.render_as_string(hide_password=False)
        return opened(monkeypatch, address, user or officer(), PAGE, **asked)

    return visiting


@pytest.fixture
def two(database):
    _two()


@repeated
def _two():
    """One asked for and overdue, and one in review."""
    factories.over({"X99001": 6_000, "X99002": 7_000})
    factories.adopted()
    for code, due_on in (
        ("X99001", factories.shift(factories.PERIOD, 2)),
        ("X99002", None),
    ):
        episode = actions.episodes.begin(factories.ground(code), by=officer())
        plan = queries.action_plans.of_episode(officer(), episode)
        actions.action_plans.request(
            plan.id, factories.asking(due_on=due_on), seen_version=1, by=officer()
        )
    for version, to in ((2, Status.RECEIVED), (3, Status.IN_REVIEW)):
        said = Move(to, "By e-mail", from_whom="The manager")
        actions.action_plans.move(plan.id, said, seen_version=version, by=officer())


def table(screen):
    return next(t.value for t in screen.table if "Status" in t.value)


def links(screen) -> list[str]:
    return [each.proto.label for each in screen.get("page_link")]


@pytest.mark.usefixtures("two")
def test_every_case_is_listed_with_its_status_and_suffix(visit):
    screen = visit()
    assert "**2 cases are open.** 1 is overdue, 0 are off track." in words(screen)
    assert practices(table(screen)) == ["X99001", "X99002"]
    assert "badge[Overdue]" in table(screen)["Status"].iloc[0]
    assert {"Requested (1)", "In review (1)"} <= set(links(screen))


@pytest.mark.usefixtures("two")
def test_a_status_is_a_filter(visit):
    assert practices(table(visit(status="requested"))) == ["X99001"]
    assert "No plan stands there." in words(visit(status="agreed"))


@pytest.mark.usefixtures("two")
def test_the_list_is_narrowed_by_lateness_owner_and_pcn(visit):
    screen = choose(visit(), "Late", "Overdue")
    assert practices(table(screen)) == ["X99001"]
    screen = choose(screen, "Late", "Off track")
    assert "No plan matches these filters" in words(screen)
    pick(screen, "Late", "Any")
    screen = choose(screen, "Owner", "Nobody")
    assert len(practices(table(screen))) == 2


@pytest.mark.usefixtures("two")
def test_what_waits_for_a_decision_is_shown_to_whoever_may_decide(visit):
    screen = visit(approver())
    assert "Waiting for my decision: 1" in words(screen)
    label = "Practice 02: agree the plan, or ask for changes"
    assert label in links(screen)
    assert "Waiting for my decision" not in words(visit(officer()))


def test_without_any_case_it_says_so(visit):
    factories.over({"X99001": 10})
    assert "**No case is open.**" in words(visit())


@pytest.fixture
def three(two):
    _three()


@repeated
def _three():
    """As `two`, and a third in review."""
    factories.load(factories.counts({"X99003": 8_000}, partial=True))
    episode = actions.episodes.begin(factories.ground("X99003"), by=officer())
    plan = queries.action_plans.of_episode(officer(), episode)
    for version, to in ((1, Status.RECEIVED), (2, Status.IN_REVIEW)):
        said = Move(to, "By e-mail", from_whom="The manager")
        actions.action_plans.move(plan.id, said, seen_version=version, by=officer())


@pytest.mark.usefixtures("three")
def test_from_one_decision_to_the_next_and_back(database, monkeypatch):
    st.cache_resource.clear()
    address = database.url.render_as_string(hide_password=False)

    def page(ods: str):
        return opened(
            monkeypatch,
            address,
            approver(),
            "casework/action_plan",
            ods=ods,
            part="Review",
        )

    first = page("X99002")
    assert "Decision 1 of 2 waiting for you" in words(first)
    assert "Next: Practice 03" in links(first)
    assert "Previous: Practice 02" in links(page("X99003"))
    assert "Decision" not in words(page("X99001"))


@pytest.mark.usefixtures("two")
def test_a_proposed_closure_leads_to_the_practices_page(visit, database, monkeypatch):
    april = factories.shift(factories.PERIOD, 1)
    factories.load(factories.counts({"X99001": 4_000}, period=april))
    assert "Practice 01: close the case" in links(visit(approver()))
    address = database.url.render_as_string(hide_password=False)
    screen = opened(
        monkeypatch, address, approver(), "casework/action_plan", ods="X99001"
    )
    assert "Close the case on the practice's page" in links(screen)


@pytest.mark.usefixtures("two")
def test_a_deputy_is_told_for_whom_they_decide(visit):
    for each in (approver(), officer()):
        factories.signed_up(each)
    with db.transaction() as session:
        session.add(
            Deputy(
                email=approver().email,
                deputy=officer().email,
                from_on=factories.PERIOD,
                until_on=dates.today(),
            )
        )
    assert "You decide for Ada Approver, who is away." in words(visit(officer()))
