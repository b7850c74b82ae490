"""Bulk moves: for staff, with its method and what a move may be; refused to others."""

import pytest

from lib.demo import people
from lib.domain.roles import Permission
from tests.pages.screens import choose, visited, words

CHECKS_CHARTS = True
PAGE = "oversight/bulk_moves"

pytestmark = pytest.mark.usefixtures("demonstration")


WHO = (people.AUDITOR, people.LEAD, *people.OBSERVERS)


@pytest.mark.parametrize("person", WHO, ids=lambda one: one.role)
def test_it_is_for_staff(person):
    said = words(visited(person, PAGE))
    staff = person.may(Permission.READ_CASEWORK)
    assert ("the count moved in bulk" in said) == staff
    assert ("You may not open this page" in said) != staff


def test_it_says_what_a_move_may_be_and_how_it_is_found():
    screen = visited(people.OFFICER, PAGE)
    said = words(screen)
    assert "may include new patients who arrived with the code" in said
    assert "Not for committee papers" in said
    assert "Tried on 2,000 invented series" in said
    assert "at least 10 points" in said
    moved = next(t.value for t in screen.table if "Patients before" in t.value)
    assert len(moved) > 3
    choose(screen, "Look by", "supplier")
    assert any("Of" in t.value for t in screen.table)
