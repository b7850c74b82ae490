"""The list over the threshold on the demonstration: filters, orders, downloads."""

import csv
import io
from datetime import date
from typing import Any

import pandas as pd
import pytest
import streamlit as st
from python_calamine import CalamineWorkbook
from streamlit.testing.v1 import AppTest

from lib import actions, queries
from lib.actions.adoptions import Decision
from lib.actions.episodes import Case
from lib.analysis import cases
from lib.demo import people
from lib.demo.places import NORTHMERE
from lib.domain.roles import Permission
from lib.ui import over
from tests import event_log
from tests.pages.screens import EACH_SORT, practices, press, seen, visited, words
from tests.repeated import repeated

PAGE = "oversight/over_threshold"
OVER = 17

pytestmark = pytest.mark.usefixtures("demonstration")


def visit(user=people.OFFICER, **asked: str) -> AppTest:
    return visited(user, PAGE, **asked)


def read(user=people.OFFICER, **asked: str) -> AppTest:
    return seen(user, PAGE, **asked)


def shown(screen: AppTest, place: int = 0) -> pd.DataFrame:
    return screen.table[place].value


@pytest.mark.parametrize("person", EACH_SORT, ids=lambda person: person.role)
def test_everybody_sees_the_17_and_only_some_may_save(person):
    screen = read(person)
    said = words(screen)
    assert "**17 of 58 practices have excluded more than 50% of their patients.**" in (
        said
    )
    assert "1 is new this month" in said
    assert len(shown(screen)) == OVER
    folds = [fold.label for fold in screen.expander]
    assert ("Save this view" in folds) == person.may(Permission.SAVE_VIEWS)
    for_many = "Set something for many practices" in folds
    assert for_many == person.may(Permission.DO_CASEWORK)


def test_the_next_action_comes_first_then_the_patients():
    table = shown(read())
    action = table["Next action"].tolist()
    assert action == sorted(action)  # "Confirm ..." stands before "Plan ..."
    patients = table["Patients with a 104"]
    for _, rows in patients.groupby(table["Next action"]):
        assert rows.is_monotonic_decreasing


def test_each_is_marked_with_what_its_being_over_depends_on():
    table = shown(read())
    depends = dict(zip(practices(table), table["Depends on"], strict=True))
    assert depends["X99001"] == "nothing"
    assert depends["X99008"] == "the basis"
    assert set(depends.values()) == {"nothing", "the basis"}


@pytest.mark.parametrize("order", ["Per cent", "Change"])
def test_a_small_list_comes_last_in_a_sort_by_per_cent(order):
    table = shown(read(sort=order))
    assert practices(table)[-1] == "X99012"
    assert "Small list" in table["Practice"].iloc[-1]
    assert table[order].iloc[:-1].is_monotonic_decreasing


@pytest.mark.parametrize(
    ("order", "first"),
    [("Patients", "X99013"), ("Months over", "X99001"), ("Name", "X99006")],
)
def test_the_other_orders_take_every_practice_alike(order, first):
    table = shown(read(sort=order))
    assert len(table) == OVER
    column = {"Patients": "Patients with a 104"}.get(order, order)
    if column in table:
        assert table[column].is_monotonic_decreasing
    assert first in practices(table)[:9]


def test_filters_come_from_the_address_and_are_told():
    screen = read(pcn="Northmere Coast PCN", supplier="TPP")
    assert practices(shown(screen)) == ["X99005"]
    assert "**1 practice.** 2 filters on." in words(screen)


def test_a_search_leaves_the_practice():
    assert practices(shown(read(search="yarrow"))) == ["X99012"]


def test_a_filter_does_not_change_a_practice_s_months():
    whole = shown(read()).set_index("Practice")
    part = shown(read(group="Sam's practices")).set_index("Practice")
    assert 0 < len(part) < OVER
    columns = ["Months over", "Change", "Next action"]
    pd.testing.assert_frame_equal(part[columns], whole.loc[part.index, columns])


def test_where_nothing_matches_one_button_takes_the_filters_away():
    screen = visit(search="no such name", pcn="Northmere Coast PCN", supplier="TPP")
    assert "No practice matches these filters" in words(screen)
    press(screen, "Clear filters")
    assert len(shown(screen)) == OVER


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (over.NEW, {"X99014"}),
        (over.UNDER, {"X99018", "X99019", "X99020"}),
        (over.NEAR, {"X99018", "X99019", "X99020", "X99021", "X99022"}),
    ],
)
def test_a_choice_shows_just_those(choice, expected):
    assert set(practices(shown(read(only=choice)))) == expected


def test_those_over_for_three_months_or_more():
    table = shown(read(only=over.LASTING))
    assert len(table) == 16
    assert (table["Months over"] >= 3).all()


def test_those_near_and_those_come_down_are_folded_under_the_list():
    screen = read()
    folds = [fold.label for fold in screen.expander]
    assert {"Nearly over: 5 practices", "Newly under: 3 practices"} <= set(folds)
    assert "Cannot be told: 3 practices" in folds
    assert set(screen.table[3].value["Why"]) == {"No data"}


def test_an_earlier_month_has_its_own_list_and_before_the_rule_nobody_is_over():
    screen = read(month="March 2023")
    assert "Data to 31 March 2023" in words(screen)
    assert len(shown(screen)) == 22
    screen = read(month="November 2022")
    assert "No threshold applies." in words(screen)
    assert "No practice is over the threshold" in words(screen)


@pytest.fixture
def files(monkeypatch) -> dict[str, Any]:
    """What each download button would hand out, by the button's key."""
    found: dict[str, Any] = {}

    def button(_label, build, *, key, **said):
        found[key] = (build, said["file_name"])

    monkeypatch.setattr(st, "download_button", button)
    return found


def test_a_what_if_changes_only_its_own_list_and_says_so_in_its_files_too(files):
    screen = visit()
    screen.number_input[0].set_value(45).run()
    assert not screen.exception
    said = words(screen)
    strip = screen.warning[0].value
    assert strip.startswith("What-if view: more than 45% of registered patients.")
    assert "17 of 58" in said
    assert "**22 practices.**" in said
    assert "Next action" not in shown(screen)
    build, name = files["what-if-registered-xlsx"]
    book = CalamineWorkbook.from_filelike(io.BytesIO(build()))
    notes = dict(book.get_sheet_by_name("Notes").to_python())
    assert notes["Table"] == "What-if view: more than 45% of registered patients"
    assert name.startswith("what-if-view-more-than-45")
    overview = visited(people.OFFICER, "oversight/overview")
    assert "**17 of 58" in words(overview)


def test_two_bases_are_two_lists_never_one():
    screen = read(people.LEAD)
    assert [each.value for each in screen.header] == [
        "By registered patients",
        "By registered patients aged 16 and over",
    ]
    first, second = set(practices(shown(screen))), set(practices(shown(screen, 1)))
    assert (len(first), second) == (OVER, {"X99102", "X99106"})
    said = words(screen)
    assert "never added together" in said
    assert "19" not in said.replace("2019", "")
    assert not screen.number_input  # no what-if over two rules


def test_the_reasons_why_it_cannot_be_told_are_words():
    screen = read(people.LEAD)
    why = screen.table[len(screen.table) - 1].value
    reasons = dict(zip(practices(why), why["Why"], strict=True))
    assert reasons == dict.fromkeys(["X99059", "X99060", "X99061"], "No data") | {
        "X99104": "Suppressed at source",
        "X99105": "The count does not fit the basis",
        "X99107": "More excluded than on the list",
        "X99109": "No data",
    }


def test_the_csv_holds_what_the_screen_shows_and_is_recorded(files):
    table = shown(visit(pcn="Northmere Coast PCN"))
    build, name = files["over-registered-csv"]
    rows = list(csv.DictReader(io.StringIO(build().decode("utf-8-sig"))))
    assert name.startswith("practices-over-the-threshold_2023-09_made-")
    assert [row["ODS code"] for row in rows] == practices(table)
    for column in ("Patients with a 104", "Months over"):
        assert [int(row[column]) for row in rows] == table[column].tolist()
    assert [float(row["Per cent (%)"]) for row in rows] == [
        round(rate * 100, 1) for rate in table["Per cent"]
    ]
    event = event_log.newest_first().iloc[0]
    assert (event.action, event.subject) == ("download", "Practices over the threshold")


def test_the_workbook_has_the_rows_as_codes_and_the_filters_on_its_notes(files):
    screen = visited(
        people.OFFICER, PAGE, {"over-registered-as": "Codes"}, supplier="TPP"
    )
    book = CalamineWorkbook.from_filelike(
        io.BytesIO(files["over-registered-xlsx"][0]())
    )
    rows = book.get_sheet_by_name("Table").to_python()
    assert rows[0][:2] == ["ods_code", "name"]
    assert [row[0] for row in rows[1:]] == practices(shown(screen))
    notes = dict(book.get_sheet_by_name("Notes").to_python())
    assert notes["Filter: Supplier"] == "TPP"
    assert notes["Basis"] == "registered patients"
    assert notes["Data month"] == "September 2023"
    assert "more than 50% of registered patients" in notes["Note"]


def test_a_saved_view_keeps_its_filters_and_icb_and_needs_a_name():
    screen = visit(pcn="Northmere Coast PCN", only=over.LASTING)
    press(screen, "Save view")
    assert "Give the view a name." in words(screen)
    assert queries.saved_views.visible(people.OFFICER) == []
    screen.text_input[1].set_value("Coast")
    press(screen, "Save view")
    saved = queries.saved_views.visible(people.OFFICER)[0]
    assert saved.query == "pcn=Northmere+Coast+PCN&only=Over+3+months+or+more"
    assert saved.icb_code == NORTHMERE
    assert "The view Coast is saved." in words(screen)


@pytest.fixture
def worked():
    _worked()


@repeated
def _worked():
    """The ICB acts on the rule; X99002 has an owner and a day, X99003 only an owner."""
    decision = Decision(NORTHMERE, date(2023, 2, 16), "minute 7", "The committee")
    actions.adoptions.record(decision, by=people.ADMINISTRATOR)
    first = date(2023, 2, 1)
    figures = queries.figures.panel(people.OFFICER, first, first)
    for code, on in (("X99002", date(2023, 10, 9)), ("X99003", None)):
        ground = cases.ground(figures, code, first)
        episode_id = actions.episodes.begin(ground, by=people.OFFICER)
        said = Case(people.APPROVER.email, next_action="call", next_action_on=on)
        actions.episodes.change(episode_id, said, seen_version=1, by=people.OFFICER)


def test_planned_actions_come_first_and_are_for_staff(worked):
    table = shown(read())
    assert practices(table)[0] == "X99002"
    assert table["Next action"].iloc[0] == "9 Oct, call"
    assert table["Owner"].iloc[0] == "Asha Verma"
    assert set(table["Action plan"]) == {":gray-badge[Required, not requested]"}
    for_the_region = shown(read(people.LEAD))
    assert "Owner" not in for_the_region
    assert not for_the_region["Next action"].str.contains("call").any()


def test_plan_and_owner_are_filters_in_the_address(worked):
    screen = read(owner="Asha Verma", plan="Required, not requested")
    assert set(practices(shown(screen))) == {"X99002", "X99003"}
    assert "2 filters on." in words(screen)


def test_a_saved_view_keeps_the_filter_on_the_owner(worked):
    screen = visit(owner="Asha Verma")
    screen.text_input[-1].set_value("Asha's")
    press(screen, "Save view")
    (view,) = queries.saved_views.visible(people.OFFICER)
    assert view.query == "owner=Asha+Verma"
    screen = visited(people.OFFICER, "oversight/overview")
    assert "Asha's" in [link.proto.label for link in screen.get("page_link")]
    assert "2 practices, no earlier month to compare with" in words(screen)


def test_an_owner_is_set_for_all_after_a_look(worked):
    screen = visit(owner="Asha Verma")
    screen.checkbox[0].check()
    screen.selectbox(key="many-owner").set_value(people.OFFICER.email)
    press(screen, "Look at what would change")
    assert "Say why, once for all of them." in words(screen)
    screen.text_input(key="many-reason").set_value("Asha is away")
    press(screen, "Look at what would change")
    assert "**Owner, for 2 practices.** Why: Asha is away" in words(screen)
    owners = queries.episodes.every(people.OFFICER).owner
    assert set(owners) == {people.APPROVER.email}
    press(screen, "Do it")
    assert "**2 practices of 2 done.**" in words(screen)
    owners = queries.episodes.every(people.OFFICER).owner
    assert set(owners) == {people.OFFICER.email}
