"""People: the list, one account with its forms, the review, and a merger's proposals."""

import pytest
from streamlit.testing.v1 import AppTest

from lib import actions, queries
from lib.demo import people
from lib.demo.places import NEIGHBOUR, NORTHMERE
from lib.domain.roles import Permission, Role
from lib.domain.users import User
from tests.pages.screens import choose, press, visited, words

PAGE = "administration/people"
BOSS = people.ADMINISTRATOR

pytestmark = pytest.mark.usefixtures("demonstration")


def visit(user=BOSS, **asked: str) -> AppTest:
    return visited(user, PAGE, **asked)


def box(screen: AppTest, name: str):
    return screen.text_input(key=name)


@pytest.mark.parametrize("person", people.PEOPLE, ids=lambda person: person.role)
def test_only_who_looks_after_people_may_open_it(person):
    closed = "You may not open this page" in words(visit(person))
    assert closed is not person.may(Permission.MANAGE_PEOPLE)


def test_everybody_is_listed_by_role_with_their_scope_in_words():
    screen = visit()
    table = screen.table[0].value
    assert list(table.columns) == ["Name", "E-mail", "Role", "Scope", "State"]
    everybody = (*people.PEOPLE, *people.OBSERVERS)
    assert sorted(table["Name"]) == sorted(each.name for each in everybody)
    assert list(table["Role"]) == [
        str(role) for role in Role for each in everybody if each.role is role
    ]
    assert "Every ICB" in set(table["Scope"])
    choose(screen, "Role", Role.LEAD)
    assert list(screen.table[0].value["Name"]) == [people.LEAD.name]


def test_somebody_is_let_in_with_an_icb_and_a_last_day():
    screen = visit()
    box(screen, "person-new-email-0").set_value("New@Example.nhs.uk")
    box(screen, "person-new-name-0").set_value("Nora New")
    box(screen, "person-new-until-0").set_value("31/12/2023")
    screen.checkbox(key="person-new-every-0").set_value(False)
    screen.multiselect(key="person-new-icbs-0").set_value([NEIGHBOUR])
    press(screen, "Let them in")
    assert "Nora New may sign in." in words(screen)
    found = queries.users.by_email("new@example.nhs.uk")
    assert (found.role, found.icbs) == (Role.OFFICER, {NEIGHBOUR})


def test_what_is_missing_is_said_and_nothing_is_stored():
    screen = visit()
    box(screen, "person-new-email-0").set_value("new@example.nhs.uk")
    box(screen, "person-new-name-0").set_value("Nora New")
    press(screen, "Let them in")
    assert "Choose at least one ICB." in words(screen)
    assert queries.users.by_email("new@example.nhs.uk") is None


def test_an_account_is_changed_with_a_reason_and_tells_its_history():
    her = people.OFFICER.email
    screen = visit(account=her)
    screen.selectbox(key=f"person-{her}-role-0").set_value(Role.APPROVER).run()
    box(screen, f"person-{her}-reason-0").set_value("Letter of 1 May")
    press(screen, "Change the account")
    assert queries.users.by_email(her).role is Role.APPROVER
    said = words(screen)
    assert "role: ICB officer → ICB approver" in said.replace("\u2060", "").replace(
        "\\", ""
    )


def test_a_change_over_somebody_elses_is_refused():
    her = people.OFFICER.email
    screen = visit(account=her)
    box(screen, f"person-{her}-reason-0").set_value("Letter of 1 May")
    box(screen, f"person-{her}-name-0").set_value("Sam O")
    newer = User(her, "Samuel Okafor", Role.OFFICER, people.OFFICER.icbs)
    actions.users.change(newer, "Marriage", seen_version=1, by=BOSS)
    press(screen, "Change the account")
    assert "Somebody has saved a newer version meanwhile." in words(screen)
    assert queries.users.by_email(her).name == "Samuel Okafor"


def test_an_account_is_closed_and_opened_again():
    her = people.LEAD.email
    screen = visit(account=her)
    box(screen, f"closing-{her}-reason-0").set_value("Left in September")
    press(screen, "Deactivate this account")
    assert queries.users.by_email(her) is None
    box(screen, f"closing-{her}-reason-1").set_value("Came back")
    press(screen, "Let them in again")
    assert queries.users.by_email(her) == people.LEAD


def test_the_review_is_answered_for_many_at_once():
    actions.users.add(
        User("e@example.nhs.uk", "Edwin Empty", Role.LEAD, frozenset({"QRL"})), by=BOSS
    )
    screen = visit()
    table = screen.table[-1].value
    assert list(table["Name"]) == ["Edwin Empty"]
    press(screen, "Deactivate those chosen")
    assert "Choose at least one account." in words(screen)
    (only,) = screen.multiselect(key="review-whom-0").options
    assert only.startswith("Edwin Empty")
    screen.multiselect(key="review-whom-0").set_value([("e@example.nhs.uk", 1, 0)])
    box(screen, "review-reason-0").set_value("No practice there")
    press(screen, "Deactivate those chosen")
    assert queries.users.by_email("e@example.nhs.uk") is None
    assert "Nobody is to be looked at." in words(screen)


def test_a_merger_proposes_scopes_and_an_administrator_accepts_all(monkeypatch):
    closed = {NORTHMERE: {NEIGHBOUR}}
    monkeypatch.setattr(queries.access_reviews, "successors", lambda user: closed)
    screen = visit()
    assert "Sam Okafor covers closed ICB" in words(screen)
    assert queries.users.by_email(people.OFFICER.email).icbs == {NORTHMERE}
    screen.checkbox(key="mergers-all-0").set_value(True)
    box(screen, "mergers-reason-0").set_value("Merger of April")
    press(screen, "Widen these scopes")
    for each in (people.OFFICER, people.APPROVER):
        assert queries.users.by_email(each.email).icbs == {NORTHMERE, NEIGHBOUR}
    assert "covers closed ICB" not in words(screen)
