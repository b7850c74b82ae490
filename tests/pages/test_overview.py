"""The overview on the demonstration: counts, changes, charts and their tables."""

import pytest
from streamlit.testing.v1 import AppTest

from lib import actions, queries
from lib.actions.saved_views import Naming
from lib.demo import people
from lib.demo.places import ICBS, NEIGHBOUR, NORTHMERE
from lib.domain.roles import Permission
from tests import factories
from tests.pages.screens import EACH_SORT, opened, press, seen, visited, words

PAGE = "oversight/overview"
CARDS = {
    "Practices over the threshold": "17",
    "Patients with an active 104": "142,068",
    "Newly over": "1",
    "Newly under": "3",
    "Nearly over": "5",
    "Over 3 months or more": "16",
}
OF_CASEWORK = {"Plans past due": "0", "Reports missing": "0"}  # nobody has asked yet


def visit(user=people.OFFICER, **asked: str) -> AppTest:
    return visited(user, PAGE, **asked)


def read(user=people.OFFICER, icb=ICBS[NORTHMERE], **asked: str) -> AppTest:
    return seen(user, PAGE, icb=icb, **asked)


def cards(screen: AppTest) -> dict[str, str]:
    return {card.label: card.value for card in screen.metric}


def saved(by=people.OFFICER, **different) -> int:
    said = {"page": "over_threshold", "query": "", "icb_code": NORTHMERE}
    naming = Naming(
        different.pop("name", "Mine"),
        shared=different.pop("shared", False),
        pinned=different.pop("pinned", True),
    )
    return actions.saved_views.save(naming, **{**said, **different}, by=by)


@pytest.mark.parametrize("person", EACH_SORT, ids=lambda person: person.role)
@pytest.mark.usefixtures("demonstration")
def test_everybody_of_the_icb_reads_the_same_figures(person):
    screen = read(person)
    said = words(screen)
    assert "**Data to 30 September 2023.** 58 of 61 expected practices reported." in (
        said
    )
    assert "more than 50% of registered patients, national default from" in said
    assert "3 practices with no data are left out." in said
    assert "**17 of 58 practices are over the threshold**, 2 fewer than in" in said
    is_staff = person.may(Permission.READ_CASEWORK)
    assert cards(screen) == CARDS | (OF_CASEWORK if is_staff else {})


@pytest.mark.usefixtures("demonstration")
def test_the_page_says_what_the_figures_are_not_and_who_is_exactly_at_half():
    screen = read()
    said = words(screen)
    assert "This is not the number without access." in said
    terms = [card.proto.help for card in screen.metric if card.proto.help]
    assert len(terms) == 3 and "the latest code" in terms[0]
    assert "one is at exactly 50.0%, which is not over." in said


@pytest.mark.usefixtures("demonstration")
def test_changes_name_the_practices():
    said = words(read())
    assert "**1 practice newly over:** [Dapplewood Surgery]" in said
    came_down = said.partition("newly under:**")[2].partition("\n")[0]
    for name in ("Harrowmere Surgery", "Inglewick Health Centre", "Juniper Fell"):
        assert name in came_down
    assert "Nabdale Health Centre" in said.partition("fell by 20 points or more")[2]


@pytest.mark.usefixtures("demonstration")
def test_each_card_leads_to_just_the_practices_that_it_counts():
    links = [
        (link.proto.label, link.proto.query_string)
        for link in read().get("page_link")
        if link.proto.label.startswith("See")
    ]
    assert links == [
        ("See the 17 practices", ""),
        ("See those over, most patients first", "sort=Patients"),
        ("See the practice", "only=Newly+over"),
        ("See the 3 practices", "only=Newly+under"),
        ("See the 5 practices", "only=Nearly+over"),
        ("See the 16 practices", "only=Over+3+months+or+more"),
        ("See the plans", ""),
        ("See the reports", ""),
    ]


@pytest.mark.usefixtures("demonstration")
def test_an_earlier_month_has_its_own_figures_and_before_the_rule_no_threshold():
    screen = read(month="March 2023")
    assert "Data to 31 March 2023" in words(screen)
    assert cards(screen)["Practices over the threshold"] == "22"
    said = words(read(month="November 2022"))
    assert "No threshold applies" in said
    assert "No threshold applies in this month." in said


@pytest.mark.usefixtures("demonstration")
def test_every_chart_has_a_sentence_and_a_table_of_the_same_numbers():
    screen = read()
    bands, months, areas = (table.value for table in screen.table)
    assert bands["Practices"].sum() == 58
    assert bands.loc[bands["Over the threshold"] == "yes", "Practices"].sum() == 17
    assert months["Patients with a 104"].iloc[-1] == 142_068
    assert months["Over"].iloc[-1] == 17
    assert areas["Over"].sum() == 17
    assert areas["Patients with a 104"].sum() == 142_068
    said = words(screen)
    for chart in screen.get("vega_lite_chart"):
        assert chart.proto.alt
    assert "Patients with an active 104: from 13,710 in November 2022" in said


@pytest.mark.usefixtures("demonstration")
def test_the_practices_are_grouped_as_asked():
    screen = read(by="PCN")
    table = screen.table[2].value
    assert "PCN" in table
    assert table["PCN"].iloc[-1] == "Not known"
    assert table["Over"].sum() == 17
    assert "Our own group" in read(by="Our own group").table[2].value


@pytest.mark.usefixtures("demonstration")
def test_two_bases_are_shown_apart_and_never_added():
    screen = seen(people.LEAD, PAGE, by="ICB")
    assert [card.value for card in screen.metric][:7:6] == ["17", "2"]
    assert [card.value for card in screen.metric][1:8:6] == ["142,068", "13,205"]
    said = words(screen)
    assert "**2 of 5 practices are over the threshold**" in said
    assert "never added together" in said
    assert "155,273" not in said  # the sum


@pytest.mark.usefixtures("demonstration")
def test_another_icb_has_its_own_rule():
    said = words(read(people.LEAD, icb=ICBS[NEIGHBOUR]))
    assert (
        "aged 16 and over, set by Ottermere and Fen Edge ICB from 1 June 2023" in said
    )
    assert "5 of 9 expected practices reported" in said
    assert "national default" not in said


@pytest.mark.usefixtures("demonstration")
def test_views_stand_pinned_or_folded_and_a_colleague_sees_what_is_shared():
    saved(query="pcn=Northmere+Coast+PCN")
    saved(name="New ones", query="only=Newly+over", shared=True)
    saved(name="Aside", pinned=False)
    screen = visit()
    said = words(screen)
    assert "3 practices, the same number as in August · only you see it" in said
    assert "1 practice, 1 more than in August · shared with the team" in said
    assert "Not pinned: 1 view" in [fold.label for fold in screen.expander]
    screen = visit(people.APPROVER)
    assert words(screen).count("shared with the team") == 1
    assert "only you see it" not in words(screen)
    assert "Remove this view" not in {each.label for each in screen.button}


@pytest.mark.usefixtures("demonstration")
def test_a_view_of_another_icb_is_counted_there():
    saved(by=people.LEAD, icb_code=NEIGHBOUR)
    said = words(visit(people.LEAD))
    assert "2 practices, 1 fewer than in August · only you see it" in said


@pytest.mark.usefixtures("demonstration")
def test_a_view_is_renamed_and_removed_but_never_over_what_was_changed_meanwhile():
    view = saved()
    screen = visit()
    for seen_version, label, left in (
        (1, "Save", ["Ours"]),
        (3, "Remove this view", []),
    ):
        theirs = Naming(f"Theirs {seen_version}", pinned=True)
        actions.saved_views.change(
            view, theirs, seen_version=seen_version, by=people.OFFICER
        )
        press(screen, label)
        assert "a newer version meanwhile" in words(screen)
        assert queries.saved_views.visible(people.OFFICER)[0].name == theirs.name
        next(b for b in screen.text_input if b.label == "Name").set_value("Ours")
        press(screen, label)  # now it has been seen
        assert [one.name for one in queries.saved_views.visible(people.OFFICER)] == left


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("who", factories.EVERY_ROLE)
def test_an_empty_database_says_what_to_do(who, database, monkeypatch, sqlite_url):
    factories.load(factories.hierarchy())
    factories.load(factories.lmc_list())
    screen = opened(monkeypatch, sqlite_url, who(), PAGE)
    assert "No counts yet" in words(screen)
    imports = [link.proto.label for link in screen.get("page_link")]
    assert ("Import data" in imports) == who().may(Permission.IMPORT_COUNTS)
