"""What if: plainly marked, for everybody, by the numbers that each may see."""

import pytest

from lib import queries
from lib.demo import people
from lib.demo.places import ICBS, NORTHMERE
from tests.pages.screens import visited, words

CHECKS_CHARTS = True
PAGE = "oversight/what_if"

pytestmark = pytest.mark.usefixtures("demonstration")


@pytest.mark.parametrize(
    "person", (people.OFFICER, *people.OBSERVERS), ids=lambda one: one.role
)
def test_it_is_plainly_marked_and_begins_as_the_rule_in_force(person):
    screen = visited(person, PAGE, icb=ICBS[NORTHMERE])
    (strip,) = screen.warning
    assert strip.value.startswith(
        "What-if: more than 50% of registered patients; no due"
    )
    assert "Not used in reports" in strip.value
    assert "would be over in September 2023**, " in words(screen)


def test_another_limit_basis_and_due_rule_change_the_page_and_nothing_else():
    before = queries.events.versions().data
    screen = visited(people.OFFICER, PAGE)
    assert "17 practices would be over" in words(screen)
    screen.number_input(key="if-percent").set_value(40)
    screen.number_input(key="if-plan").set_value(20).run()
    assert "more than 40%" in screen.warning[0].value
    assert "a plan due 20 working days after its request" in screen.warning[0].value
    assert "**22 practices would be over" in words(screen)
    screen.selectbox(key="if-basis").select_index(1).run()
    assert not screen.exception
    assert queries.events.versions().data == before
