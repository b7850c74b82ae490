"""The worklist on screen: what waits, by group, for the team or for one person."""

import pytest

from lib.demo import people
from lib.domain.roles import Permission
from tests.pages.screens import choose, visited, words

PAGE = "casework/worklist"

pytestmark = pytest.mark.usefixtures("demonstration")


def links(screen) -> list[str]:
    return [each.proto.label for each in screen.get("page_link")]


def test_what_waits_is_shown_with_its_rule_and_a_place_to_act():
    screen = visited(people.OFFICER, PAGE)
    assert "Today (6)" in words(screen)
    assert "Rule: Safety check." in words(screen)
    assert any(each.startswith("Nabdale Health Centre: ") for each in links(screen))


def test_one_rule_alone_can_be_looked_at():
    screen = choose(visited(people.OFFICER, PAGE), "Rule", "No data for two months")
    assert "Safety check." not in words(screen)
    assert "This week (2)" in words(screen)


def test_of_what_nobody_owns_nothing_is_mine():
    screen = choose(visited(people.OFFICER, PAGE), "Whose", "Mine")
    assert "Nothing waits" in words(screen)


def test_it_is_for_staff():
    assert not people.LEAD.may(Permission.READ_CASEWORK)
    screen = visited(people.LEAD, PAGE)
    assert "You may not open this page" in words(screen)


def test_the_overview_begins_with_what_needs_doing_for_staff_alone():
    assert "What needs doing" in words(visited(people.OFFICER, "oversight/overview"))
    assert "What needs doing" not in words(visited(people.LEAD, "oversight/overview"))
