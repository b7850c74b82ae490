"""What a practice says and sends, on its page and on the list; the card for a call."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from lib import actions, queries
from lib.actions.contacts import Person
from lib.actions.corrections import Correction
from lib.actions.statements import Said
from lib.demo import people
from lib.documents.tables import as_csv
from lib.domain.codes import Measure
from lib.domain.correspondence import DISCLOSABLE
from lib.domain.files import Population
from lib.ui import over, practice_voice
from lib.ui.cells import MINUS
from tests import event_log
from tests.pages.larkmere import larkmere
from tests.pages.screens import choose, press, visited, words
from tests.repeated import repeated

__all__ = ["larkmere"]

PAGE = "oversight/practice"
CODE = "X99002"
NHS_NUMBER = "943 476 5919"  # invented; passes modulus 11
SAID = Said("We review *each* record.", "letter of 12 July 2023", date(2023, 7, 12))

pytestmark = pytest.mark.usefixtures("larkmere")


@repeated
def said_by_it() -> None:
    actions.statements.record(CODE, SAID, by=people.OFFICER)


def visit(user=people.OFFICER, **asked: str) -> AppTest:
    return visited(user, PAGE, ods=CODE, **asked)


def recording(what: str, **chosen: object) -> AppTest:
    return visited(people.OFFICER, PAGE, {"record": what, **chosen}, ods=CODE)


def type_in(screen: AppTest, **texts: str) -> AppTest:
    boxes = {box.label: box for box in [*screen.text_input, *screen.text_area]}
    for label, text in texts.items():
        boxes[label.replace("_", " ")].set_value(text)
    return screen


def test_its_words_stand_verbatim_under_the_number_and_on_the_timeline_by_kind():
    said_by_it()
    screen = visit()
    for each in (screen, visit(people.LEAD)):
        said = words(each)
        assert "“We review \\*each\\* record.”" in said
        assert (
            "Letter of 12 July 2023; typed by Sam Okafor, not confirmed by it." in said
        )
    assert "September 2023 loaded" in words(screen)
    said = words(choose(screen, "Show", "what the practice said"))
    assert "**The practice said\\: “We review \\*each\\* record.”**" in said
    assert "September 2023 loaded" not in said


def test_a_statement_is_typed_on_the_page_and_then_confirmed():
    screen = recording("What the practice says")
    assert DISCLOSABLE in words(screen)
    type_in(
        screen,
        **{
            "What the practice says, word for word": "We have no search.",
            "Where it says so": "E-mail",
            "Date of the document": "12/07/2023",
            "Wording confirmed by it on": "someday",
        },
    )
    press(screen, "Save its words")
    assert queries.statements.current(people.OFFICER).empty  # the day cannot be read
    type_in(screen, **{"Wording confirmed by it on": ""})
    assert "“We have no search.”" in words(press(screen, "Save its words"))
    choose(
        screen,
        "What has happened",
        "That it has confirmed what it says, or that this is withdrawn",
    )
    type_in(screen, **{"Wording confirmed by it on": "14/07/2023"})
    assert "confirmed 14 July 2023" in words(press(screen, "Confirm"))


def test_the_list_and_its_export_carry_its_words():
    said_by_it()
    near = Said("We wait.", "a call", date(2023, 7, 12))
    actions.statements.record("X99018", near, by=people.OFFICER)
    screen = visited(people.OFFICER, "oversight/over_threshold")
    assert "**Larkmere Surgery**, 62.4%: “We review \\*each\\* record.”" in words(
        screen
    )
    assert "“We wait.”" in words(screen)
    table = screen.table[0].value
    assert "The practice says" not in table
    rows = table.assign(says=practice_voice.quoted(people.OFFICER)[CODE])
    written = as_csv(rows, [over.SAYS], codes=False).decode()
    assert "The practice says" in written
    assert "“We review *each* record.” Letter of 12 July 2023; typed by" in written


def test_the_search_leads_to_a_card_on_which_the_call_is_logged():
    actions.contacts.record(
        CODE, Person("Manager", "Pat", telephone="01632 960123"), by=people.OFFICER
    )
    screen = visit(call="yes")
    card = next(t.value for t in screen.table if "Last contact" in t.value.index)
    assert card.loc["Call"].iloc[0] == "01632 960123, Pat, Manager"
    assert card.loc["Last contact"].iloc[0] == "Nothing on record"
    assert DISCLOSABLE in words(screen)
    type_in(screen, With_whom="Pat", What_was_said=f"About {NHS_NUMBER}")
    press(screen, "Log the call")
    assert "valid NHS number" in words(screen)
    type_in(screen, With_whom="Pat", What_was_said="They will write")
    said = words(press(screen, "Log the call"))
    assert "The call is on the timeline." in said
    assert "**Call with Pat\\: They will write**" in said


def test_a_paper_is_filed_listed_and_withdrawn():
    screen = recording("A paper that came")
    assert DISCLOSABLE in words(screen)
    screen.file_uploader[0].upload("letter.txt", f"About {NHS_NUMBER}".encode())
    type_in(screen, In_a_few_words="Letter on opt-in", From_whom="Dr Lark")
    press(screen, "File the paper")
    assert "names a patient" in words(screen)
    assert queries.papers.of_practice(people.OFFICER, CODE).empty
    screen.file_uploader[0].set_value(("letter.txt", b"We apply opt-in.", "text/plain"))
    press(screen, "File the paper")
    assert "**Letter on opt-in**" in words(screen)
    acts = event_log.newest_first().action
    assert acts.tolist()[:2] == ["file paper", "refuse file"]
    choose(screen, "What has happened", "A paper filed by mistake")
    type_in(screen, Why_it_is_withdrawn="Of another practice")
    press(screen, "Withdraw the paper")
    assert "No paper is on file." in words(screen)


def test_two_people_change_one_contact_and_both_versions_are_shown():
    contact = actions.contacts.record(CODE, Person("Manager", "Pat"), by=people.OFFICER)
    screen = recording("Somebody who answers there", whom=contact)
    theirs = Person("Manager", "Pat Lark", email="pat@example.org")
    actions.contacts.change(contact, theirs, seen_version=1, by=people.APPROVER)
    type_in(screen, Name="Pat Larkin")
    press(screen, "Save the contact")
    assert "Somebody has saved a newer version meanwhile" in words(screen)
    both = next(t.value for t in screen.table if "Yours, not saved" in t.value)
    assert both.iloc[1].tolist() == ["Name", "Pat Lark", "Pat Larkin"]
    assert {box.label: box.value for box in screen.text_input}["Name"] == "Pat Larkin"
    press(screen, "Save the contact")
    assert queries.contacts.current(people.OFFICER, CODE).name.tolist() == [
        "Pat Larkin"
    ]


def test_what_was_corrected_since_a_figure_was_told_is_a_part_of_the_change():
    august = Correction(
        CODE,
        date(2023, 8, 1),
        Measure.CODED_104,
        6_000,
        "Had left",
        "E-mail",
        population=Population.ALL,
    )
    actions.corrections.correct(august, by=people.OFFICER)
    said = words(visit())
    assert "points since August: codes" in said
    assert f"correction {MINUS}1.1" in said
