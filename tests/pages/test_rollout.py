"""The rollout on screen: the same figures as in the terminal, narrowed by what is chosen."""

import pandas as pd
import pytest

from lib import queries
from lib.cli import rollout as terminal
from lib.demo import people
from lib.demo.course import LATEST
from lib.demo.places import NORTHMERE
from lib.domain.roles import Permission
from lib.domain.rollout_position import Stage
from lib.ui.views import View
from tests.pages.screens import pick, practices, press, seen, visited, words

PAGE, PRACTICE, WORKLIST = (
    "rollout/switch_on",
    "oversight/practice",
    "casework/worklist",
)
DUE = "Over the threshold and due to go live in 9 days"

pytestmark = pytest.mark.usefixtures("demonstration")


def table(screen, heading: str) -> pd.DataFrame:
    return next(t.value for t in screen.table if heading in t.value)


def test_the_page_shows_what_the_terminal_says():
    screen = seen(people.OFFICER, PAGE)
    told = terminal.as_record(View(people.OFFICER, LATEST, NORTHMERE).rollout, LATEST)
    said = words(screen)
    assert told["lead"] in said.replace("**", "")
    assert told["lead"].startswith("35 of 61 practices are live. 2 practices are due")
    labels = [b.label for b in screen.button] + said.split("\n")
    for row in told["stages"]:
        assert f"{row['stage']} ({row['practices']})" in labels
    crossed = table(screen, "Cannot be told").set_index("Stage")
    for row in told["crossing"]:
        assert crossed.loc[row["stage"]].tolist()[:3] == [
            row[each] for each in ("over", "not_over", "untold")
        ]
    due = table(screen, "What is due")
    assert practices(due) == [row["ods_code"] for row in told["calendar"]]
    assert due["What is due"].tolist() == [row["words"] for row in told["calendar"]]
    assert due["What is due"].tolist()[1] == DUE
    systems = table(screen, "Came from another")
    assert systems["Practices"].tolist() == [
        row["practices"] for row in told["suppliers"]
    ]
    assert systems["System"].tolist()[0].startswith("EMIS")
    listed = table(screen, "Settings")
    assert sorted(practices(listed)) == sorted(
        row["ods_code"] for row in told["practices"]
    )


def test_stages_and_the_awkward_cell_lead_to_their_practices():
    screen = press(visited(people.OFFICER, PAGE), "Show who is live and over")
    assert "7 practices" in words(screen)
    assert "2 filters on" in words(screen)
    assert set(table(screen, "Settings")["Stage"]) == {"Live"}
    assert screen.query_params["stage"] == "Live"
    screen = press(screen, "Scheduled (5)")
    assert set(table(screen, "Settings")["Threshold"]) == {"Over"}
    screen = seen(people.OFFICER, PAGE, supplier="Medicus")
    assert set(practices(table(screen, "Settings"))) == {"X99034", "X99047"}
    assert "from EMIS, seen on 1 July 2023" in "".join(
        table(screen, "Changed")["Changed"]
    )


@pytest.mark.parametrize("person", [people.AUDITOR, people.LMC_OBSERVER])
def test_others_read_it_and_write_nothing(person):
    screen = seen(person, PAGE)
    theirs = set(queries.practices.register(person)["ods_code"])
    assert set(practices(table(screen, "Settings"))) <= theirs
    screen = seen(person, PRACTICE, ods="X99011")
    assert "Day has passed, not confirmed" in words(screen)
    assert "Planned for 26 September 2023 (33 days of notice)" in words(screen)
    assert "Record the word" not in [button.label for button in screen.button]
    assert ("Sam Okafor" in words(screen)) == person.may(Permission.READ_CASEWORK)


def test_whoever_sees_no_name_sees_how_many_stand_where():
    screen = seen(people.BMA_OBSERVER, PAGE)
    assert "35 of 70 practices are live." in words(screen)
    assert "70 practices may not be named" in words(screen)
    assert "ods=" not in "".join(each.value.to_string() for each in screen.table)


def test_a_word_is_recorded_moved_and_its_history_stays():
    stands = View(people.OFFICER, LATEST, NORTHMERE).rollout.table
    code = stands.loc[stands["stage"] == Stage.NO_DATE, "ods_code"].iloc[0]
    screen = visited(people.OFFICER, PRACTICE, ods=code)
    key = f"rollout-{code}"
    for field, text in (
        ("on", "20/10/2023"),
        ("said", "02/10/2023"),
        ("reason", "booked by telephone"),
        ("source", "the practice manager"),
    ):
        screen.text_input(key=f"{key}-{field}-0").set_value(text)
    screen = press(screen, "Record the word")
    assert "On record: switch-on, planned." in words(screen)
    assert "**Scheduled.** Clinical system: EMIS" in words(screen)
    assert "Planned for 20 October 2023 (18 days of notice)" in words(screen)
    pick(screen, "Which lever", "supplier pause")
    screen = press(screen, "Record the word")
    assert "supplier pause, sent." in words(screen)


def test_the_worklist_has_what_is_due_and_what_is_not_confirmed():
    screen = visited(people.OFFICER, WORKLIST, rule="Switch-on within 14 days")
    assert DUE in words(screen)
    screen = visited(
        people.OFFICER, WORKLIST, rule="Switch-on day passed, not confirmed"
    )
    assert "day passed 6 days ago and is not confirmed" in words(screen)
    waits = View(people.OFFICER, LATEST, NORTHMERE).rollout.stages
    assert waits.set_index("stage")["practices"][Stage.PASSED] == 1
