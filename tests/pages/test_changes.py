"""Changes since the last visit, and looking through an observer's eyes."""

from datetime import date

import pytest

from lib import actions, db, queries
from lib.demo import people
from lib.domain.dates import playing_on
from lib.domain.errors import NotAllowed, NotFound
from lib.domain.roles import PERMISSIONS, Permission, Role
from lib.domain.visit import Visit
from lib.ui import look_as
from tests.pages.screens import visited, words
from tests.pages.test_observers import PLAIN

PAGE = "help/changes"
SEPTEMBER = "01/09/2023"

pytestmark = pytest.mark.usefixtures("demonstration")


@pytest.mark.parametrize("person", [people.OFFICER, *people.OBSERVERS])
def test_without_an_earlier_visit_it_asks_for_a_day(person):
    assert "No earlier visit of yours" in words(visited(person, PAGE))


@pytest.mark.parametrize("person", [people.OFFICER, people.LMC_OBSERVER])
def test_since_a_day_that_is_typed(person):
    said = words(visited(person, PAGE, since=SEPTEMBER))
    assert "Since 1 September 2023, by when it became known" in said
    assert "Counts of September 2023" in said
    assert "o longer over the threshold" in said
    assert "X99" not in said.replace("ods=X99", "")  # practices have names


def test_since_the_last_visit_and_nothing_has_changed_is_said():
    with playing_on(date(2023, 10, 1)):
        actions.visits.note(by=people.OFFICER)
    assert "Since 1 October 2023" in words(visited(people.OFFICER, PAGE))


def test_what_is_no_day_is_said():
    said = words(visited(people.OFFICER, PAGE, since="soon"))
    assert "is not a date" in said


@pytest.mark.usefixtures("not_yet_here")
def test_a_session_leaves_one_visit():
    screen = visited(people.OFFICER, PLAIN)
    screen.run()
    visited(people.OFFICER, PAGE)
    with db.reading() as session:
        own = session.get(Visit, (people.OFFICER.email, date(2023, 10, 2)))
    assert own is not None


@pytest.mark.parametrize("whose", ["Northmere LMC", look_as.BMA])
def test_it_shows_what_the_observer_sees(whose):
    observer = next(
        one for one in people.OBSERVERS if (one.lmc or look_as.BMA) == whose
    )
    seen = queries.users.as_observer(people.OFFICER, observer.lmc)
    real = queries.users.by_email(observer.email)
    of_own_icb = queries.practices.places(seen)
    assert set(of_own_icb.ods_code) <= set(queries.practices.places(real).ods_code)
    assert seen.named_icbs == real.named_icbs


@pytest.mark.parametrize("person", people.PEOPLE, ids=lambda person: person.role)
def test_it_never_lets_anybody_do_more(person):
    if not person.may(Permission.VIEW_AS_OBSERVER):
        with pytest.raises(NotAllowed):
            queries.users.as_observer(person)
        return
    for seen in (
        queries.users.as_observer(person),
        queries.users.as_observer(person, people.LMC_OBSERVER.lmc),
    ):
        both = set(PERMISSIONS[person.role]) & set(PERMISSIONS[seen.role])
        assert {each for each in Permission if seen.may(each)} == both
        assert not seen.may(Permission.RAISE_QUERIES)
        assert seen.title == f"{person.role}, as {seen.role}"


def test_nobody_looks_for_an_lmc_of_other_peoples_practices():
    with pytest.raises(NotFound):
        queries.users.as_observer(people.OFFICER, "Elsewhere LMC")
    said = words(visited(people.OFFICER, PLAIN, look_as="Elsewhere LMC"))
    assert "You look at it as" not in said


def test_an_observer_has_no_other_eyes():
    observer = people.LMC_OBSERVER
    assert observer.role is Role.LMC_OBSERVER
    with pytest.raises(NotAllowed):
        queries.users.as_observer(observer)
    said = words(visited(observer, PLAIN, look_as=look_as.BMA))
    assert "the practices of Northmere LMC" in said
