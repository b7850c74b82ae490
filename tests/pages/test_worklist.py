"""The worklist on screen: what waits, by group, for the team or for one person."""

import pytest

from lib.demo import people
from lib.demo.places import ICBS, NORTHMERE
from lib.domain.roles import Permission
from tests.pages.screens import seen, words

PAGE, OVERVIEW = "casework/worklist", "oversight/overview"

pytestmark = pytest.mark.usefixtures("demonstration")


def links(screen) -> list[str]:
    return [each.proto.label for each in screen.get("page_link")]


def test_what_waits_is_shown_with_its_rule_and_a_place_to_act():
    screen = seen(people.OFFICER, PAGE)
    assert "Today (6)" in words(screen)
    assert "Rule: Safety check." in words(screen)
    assert any(each.startswith("Nabdale Health Centre: ") for each in links(screen))


def test_one_rule_alone_can_be_looked_at():
    screen = seen(people.OFFICER, PAGE, rule="No data for two months")
    assert "Safety check." not in words(screen)
    assert "This week (2)" in words(screen)


def test_of_what_nobody_owns_nothing_is_mine():
    screen = seen(people.OFFICER, PAGE, whose="Mine")
    assert "Nothing waits" in words(screen)


def test_it_is_for_staff():
    assert not people.LEAD.may(Permission.READ_CASEWORK)
    screen = seen(people.LEAD, PAGE)
    assert "You may not open this page" in words(screen)


def test_the_overview_begins_with_what_needs_doing_for_staff_alone():
    assert "What needs doing" in words(
        seen(people.OFFICER, OVERVIEW, icb=ICBS[NORTHMERE])
    )
    assert "What needs doing" not in words(
        seen(people.LEAD, OVERVIEW, icb=ICBS[NORTHMERE])
    )
