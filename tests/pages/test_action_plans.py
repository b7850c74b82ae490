"""The list of plans: by status with counts, and what waits for somebody's decision."""

import pytest
import streamlit as st

from lib import actions, queries
from lib.actions.action_plans import Move
from lib.domain.action_plan import Status
from tests import factories
from tests.factories import approver, officer
from tests.pages.screens import choose, opened, practices, words

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
    screen = choose(choose(screen, "Late", "Any"), "Owner", "Nobody")
    assert len(practices(table(screen))) == 2


@pytest.mark.usefixtures("two")
def test_what_waits_for_a_decision_is_shown_to_whoever_may_decide(visit):
    assert "Waiting for my decision: 1" in words(visit(approver()))
    label = "Practice 02: agree the plan, or ask for changes"
    assert label in links(visit(approver()))
    assert "Waiting for my decision" not in words(visit(officer()))


def test_without_any_case_it_says_so(visit):
    factories.over({"X99001": 10})
    assert "**No case is open.**" in words(visit())
