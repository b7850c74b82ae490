"""What observers see and do on every page, and what of it is never there."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from lib import actions, queries
from lib.actions.agreements import Answer
from lib.actions.figure_queries import Raised
from lib.demo import casework, people
from lib.domain.agreement import Shown
from lib.domain.dates import playing_on
from lib.domain.figure_query import About
from lib.ui import menu
from tests.pages.larkmere import larkmere
from tests.pages.screens import press, seen, visited, words
from tests.repeated import repeated

__all__ = ["larkmere"]

CODE, LATEST = "X99002", date(2023, 9, 1)  # Larkmere Surgery, of Northmere LMC
PLAIN = "help/accessibility"  # what stands above every page stands there too
BESIDE = {"ods": CODE}
OBSERVED = [entry.path for entry in menu.OBSERVED]
REACHED = [
    *(*OBSERVED, "oversight/practice", "casework/action_plan"),
    "help/accessibility",
]
ASKED = Raised("Which search was this?", period=LATEST)

pytestmark = pytest.mark.usefixtures("larkmere")


def everything(screen: AppTest) -> str:
    """Each word of the page, those in tables, lists and forms too."""
    boxes = [*screen.selectbox, *screen.text_input, *screen.text_area, *screen.button]
    said = [words(screen), *(f"{box.label} {box.value}" for box in boxes)]
    said += [str(option) for box in screen.selectbox for option in box.options]
    said += [fold.label for fold in screen.expander]
    return "\n".join([*said, *(table.value.to_string() for table in screen.table)])


@pytest.fixture
def worked():
    _worked()


@repeated
def _worked():
    """A case, its plan and a figure, both under query."""
    with playing_on(date(2023, 2, 15)):
        casework._adopt()
    with playing_on(date(2023, 10, 1)):
        casework._figures.cache_clear()
        casework._ask_for_a_plan(CODE, "2023-10-20", "")
        casework._receive(CODE, "2023-12-01", "one by one")
        actions.figure_queries.raise_(CODE, ASKED, by=people.LMC_OBSERVER)
        plan = Raised("Is it agreed?", About.PLAN)
        actions.figure_queries.raise_(CODE, plan, by=people.LMC_OBSERVER)
    casework._figures.cache_clear()


@pytest.mark.parametrize("person", people.OBSERVERS, ids=lambda person: person.role)
def test_every_other_page_is_closed_and_not_on_the_menu(monkeypatch, person):
    monkeypatch.setattr(menu.st, "Page", lambda page, **said: {**said, "page": page})
    found = {entry.path: menu._page(entry, person) for entry in menu.entries(person)}
    assert {entry.path for entry in menu.MENU} <= found.keys()
    closed = {path for path, page in found.items() if callable(page["page"])}
    assert closed == found.keys() - set(REACHED)
    shown = {path for path, page in found.items() if page["visibility"] == "visible"}
    assert shown == set(OBSERVED)


def test_the_strip_says_whose_practices_and_what_is_hidden():
    lmc = words(seen(people.LMC_OBSERVER, PLAIN))
    assert "You see the practices of Northmere LMC. You do not see staff notes" in lmc
    bma = words(seen(people.BMA_OBSERVER, PLAIN))
    assert "figures of all practices; a practice is named only" in bma
    assert "Read-only" not in words(seen(people.LEAD, PLAIN))


def test_an_observer_raises_a_query_on_the_page_of_the_practice():
    screen = visited(people.LMC_OBSERVER, "oversight/practice", **BESIDE)
    screen.text_area(key=f"raise-{CODE}-text-0").set_value(ASKED.text)
    press(screen, "Raise it")
    assert "both sides see it" in words(screen)
    assert "Under query since 2 October 2023" in everything(screen)


def test_a_figure_under_query_says_so_everywhere(worked):
    mark = "Under query since 1 October 2023"
    for person in (people.LMC_OBSERVER, people.OFFICER):
        assert mark in everything(seen(person, "oversight/over_threshold"))
        assert mark in everything(seen(person, "oversight/practice", **BESIDE))
    said = words(seen(people.OFFICER, "oversight/overview"))
    assert "1 figure is under query since 1 October 2023." in said


def test_the_icb_answers_and_both_sides_read_it(worked):
    screen = visited(people.OFFICER, "oversight/practice", **BESIDE)
    query = queries.figure_queries.open_(people.OFFICER).query_id[0]
    screen.text_area(key=f"answer-{query}-text-0").set_value("The supplier's search")
    answers = [b for b in screen.button if b.label == "Give the answer"]
    answers[-1].click().run()
    assert not screen.exception
    theirs = visited(people.LMC_OBSERVER, "oversight/practice", **BESIDE)
    for each in (screen, theirs):
        said = words(each)
        assert "The ICB answered on 2 October 2023:** “The supplier's search”" in said
        assert "Mary Quill" not in said.replace(people.LMC_OBSERVER.email, "")


def test_a_query_waits_in_the_worklist_by_its_own_rule(worked):
    said = everything(seen(people.OFFICER, "casework/worklist"))
    assert "a query of Northmere LMC waits for an answer" in said
    assert "Query from an observer is due" in said


def test_what_a_plan_says_is_read_once_its_practice_agreed(worked):
    page = "casework/action_plan"
    said = everything(seen(people.LMC_OBSERVER, page, **BESIDE))
    assert "days allowed" in said
    assert "Under query since 1 October 2023" in said
    assert "shown to observers once" in said
    yes = Answer(Shown.PLAN, agreed=True, said_on=LATEST, source="their e-mail")
    actions.agreements.record(CODE, yes, by=people.OFFICER)
    said = everything(visited(people.LMC_OBSERVER, page, **BESIDE))
    assert "Redaction training" in said
    assert "Sam Okafor" not in said


def test_staff_record_what_a_practice_agreed_to():
    chosen = {"record": "What it lets observers see"}
    screen = visited(people.OFFICER, "oversight/practice", chosen, **BESIDE)
    screen.text_input(key=f"agreement-{CODE}-on-0").set_value("01/10/2023")
    screen.text_input(key=f"agreement-{CODE}-source-0").set_value("E-mail to Sam")
    press(screen, "Save what it agreed to")
    assert queries.agreements.shows(people.LMC_OBSERVER, CODE, Shown.PLAN)


def test_staff_look_as_an_observer_and_come_back():
    lmc = people.LMC_OBSERVER.lmc
    screen = visited(people.OFFICER, "oversight/practice", look_as=lmc, **BESIDE)
    said = everything(screen)
    assert f"You look at it as an observer of {lmc} does" in said
    assert "**Read-only.**" in said
    assert "Raise a query or comment" not in said
    assert "Record something" not in said
    press(screen, "Back to my own view")
    back = everything(screen)
    assert "Record something" in back
    assert "Read-only" not in back
