"""Settings: the ICB's decision, dated values, a rule with its preview, deputies."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from lib import queries
from lib.demo import people
from lib.demo.places import NORTHMERE
from lib.domain.adoption import in_force
from lib.domain.dates import playing_on
from lib.domain.letter import LetterKind
from lib.domain.letter_wording import begun
from lib.domain.roles import Permission
from lib.domain.settings import MEANING, Name
from lib.ui.markup import esc
from tests.pages.screens import NOTHING, press, visited, words

PAGE = "administration/settings"
FORMS = {"Record a decision", "Record another rule", "Set a value"}

pytestmark = pytest.mark.usefixtures("demonstration")


def visit(user=people.ADMINISTRATOR, chosen=NOTHING) -> AppTest:
    return visited(user, PAGE, chosen)


def box(screen: AppTest, key: str):
    return screen.text_input(key=key)


STAFF = [each for each in people.PEOPLE if each.may(Permission.READ_CASEWORK)]


@pytest.mark.parametrize("person", STAFF, ids=lambda person: person.role)
def test_staff_read_it_and_only_who_sets_rules_may_change_it(person):
    screen = visit(person)
    folds = {fold.label for fold in screen.expander}
    assert (folds >= FORMS) == person.may(Permission.SET_RULES)
    assert "Name a deputy" in folds
    values = next(t.value for t in screen.table if "Value" in t.value)
    assert set(values["What it means"]) == set(map(esc, MEANING.values()))


def test_a_decision_is_recorded_with_authority_and_ended_again():
    screen = visit()
    assert "17 practices over in September 2023" in words(screen)
    box(screen, "adoption-from-0").set_value("16/02/2023")
    box(screen, "adoption-authority-0").set_value("Minute 7 of 16 February 2023")
    box(screen, "adoption-by-0").set_value("The committee")
    screen.selectbox(key="adoption-icb-0").set_value(NORTHMERE)
    press(screen, "Record the decision")
    assert "acts on the rule from 16 February 2023" in words(screen)
    assert box(screen, "adoption-authority-1").value == ""
    box(screen, "adoption-from-1").set_value("01/03/2023")
    box(screen, "adoption-authority-1").set_value("Minute 2")
    box(screen, "adoption-by-1").set_value("The committee")
    screen.selectbox(key="adoption-icb-1").set_value(NORTHMERE)
    screen.radio(key="adoption-what-1").set_value("The ICB no longer acts on it")
    press(screen, "Record the decision")
    found = queries.adoptions.every(people.ADMINISTRATOR)
    assert in_force(found, NORTHMERE, date(2023, 2, 28)) is not None
    assert in_force(found, NORTHMERE, date(2023, 3, 1)) is None


def test_what_is_missing_is_said_and_what_was_typed_stays():
    screen = visit()
    box(screen, "adoption-authority-0").set_value("Minute 7")
    press(screen, "Record the decision")
    assert "Say from which day." in words(screen)
    assert box(screen, "adoption-authority-0").value == "Minute 7"


def test_a_value_is_set_from_a_day_with_its_source():
    screen = visit(chosen={"setting-name-0": Name.ASKS_A_MONTH})
    box(screen, "setting-value-0").set_value("3").run()
    assert "In October 2023 0 practices are asked more often" in words(screen)
    box(screen, "setting-from-0").set_value("01/01/2023")
    box(screen, "setting-source-0").set_value("Minute of 3 January")
    press(screen, "Set the value")
    assert queries.settings.number(people.OFFICER, Name.ASKS_A_MONTH) == 3


def test_a_rule_is_looked_at_before_it_is_recorded():
    screen = visit()
    screen.number_input(key="threshold-percent-0").set_value(60)
    screen.selectbox(key="threshold-icb-0").set_value(NORTHMERE)
    box(screen, "threshold-from-0").set_value("01/09/2023").run()
    said = words(screen)
    assert "10 practices over instead of 17." in said
    assert "Newly over: none." in said
    assert "Osierholt Practice" in said.partition("No longer over:")[2]
    before = len(queries.threshold.rules(people.ADMINISTRATOR))
    box(screen, "threshold-source-0").set_value("Minute of 3 September")
    press(screen, "Record the rule")
    rules = queries.threshold.rules(people.ADMINISTRATOR)
    assert (len(rules), rules[-1].percent) == (before + 1, 60)


def test_an_officer_names_a_deputy_for_themselves():
    with playing_on(date(2023, 10, 5)):
        screen = visit(people.APPROVER)
        screen.selectbox(key="deputy-deputy-0").set_value(people.ADMINISTRATOR.email)
        box(screen, "deputy-from-0").set_value("09/10/2023")
        box(screen, "deputy-until-0").set_value("13/10/2023")
        press(screen, "Name the deputy")
        assert "9 October 2023 to 13 October 2023" in words(screen)
    deputy = queries.deputies.standing_in_for(people.ADMINISTRATOR, date(2023, 10, 9))
    assert deputy == [people.APPROVER.email]


def test_a_letter_is_worded_anew_after_a_look_at_it():
    screen = visit(chosen={"wording-icb-0": NORTHMERE})
    key = f"PLAN_REQUEST-{NORTHMERE}"
    body = screen.text_area(key=f"wording-body-{key}-0")
    assert "[authority]" in body.value
    body.set_value("Send us a plan.").run()
    assert "The letter has to hold" in words(screen)
    greeted = begun(LetterKind.PLAN_REQUEST)[1].replace("colleague", "neighbour")
    screen.text_area(key=f"wording-body-{key}-0").set_value(greeted).run()
    assert any("Dear neighbour," in each.value for each in screen.text)
    box(screen, "wording-from-0").set_value("01/10/2023")
    box(screen, "wording-source-0").set_value("Minute of 3 September")
    press(screen, "Set the wording")
    (stored,) = queries.letter_wordings.every(people.OFFICER)
    assert (stored.kind, stored.icb_code) == (LetterKind.PLAN_REQUEST, NORTHMERE)
