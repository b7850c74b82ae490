"""Upload history: what was loaded, by whom; withdrawing it, and forgetting matches."""

import pytest

from lib import actions, queries
from tests import factories
from tests.pages.screens import opened, press, words

PAGE = "administration/uploads"

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def upload(database):
    """The number of an upload of counts."""
    factories.load(factories.hierarchy())
    return factories.load(factories.counts({"X99001": 5})).upload_id


def facts(screen):
    shown = next(each.value for each in screen.table if "File" in each.value.index)
    return shown.iloc[:, 0].to_dict()


@pytest.mark.parametrize(
    "who", [factories.officer, factories.administrator, factories.auditor]
)
def test_everybody_reads_the_history(who, upload, monkeypatch, sqlite_url):
    screen = opened(monkeypatch, sqlite_url, who(), PAGE)
    assert screen.table[0].value["File"].tolist() == ["counts.csv", "hierarchy.csv"]


def test_a_reason_withdraws_an_upload(upload, monkeypatch, sqlite_url):
    user = factories.officer()
    screen = opened(monkeypatch, sqlite_url, user, PAGE, upload=str(upload))
    screen.text_area[0].set_value("The wrong month")
    press(screen, "Withdraw this upload")
    assert queries.uploads.get(user, upload).withdrawn_reason == "The wrong month"
    assert facts(screen)["Why withdrawn"] == "The wrong month"
    assert "Withdraw this upload" not in {each.label for each in screen.button}


def test_without_a_reason_nothing_is_withdrawn(upload, monkeypatch, sqlite_url):
    user = factories.officer()
    screen = opened(monkeypatch, sqlite_url, user, PAGE, upload=str(upload))
    press(screen, "Withdraw this upload")
    assert "Say why" in words(screen)
    assert queries.uploads.get(user, upload).withdrawn_at is None


def test_what_somebody_else_withdrew_meanwhile_is_said(upload, monkeypatch, sqlite_url):
    user = factories.officer()
    screen = opened(monkeypatch, sqlite_url, user, PAGE, upload=str(upload))
    actions.uploads.withdraw(upload, "First", by=factories.administrator())
    screen.text_area[0].set_value("Second")
    press(screen, "Withdraw this upload")
    assert queries.uploads.get(user, upload).withdrawn_reason == "First"
    assert facts(screen)["Why withdrawn"] == "First"


@pytest.mark.parametrize(
    ("who", "kind"), [(factories.auditor, "counts"), (factories.officer, "hierarchy")]
)
def test_who_may_not_load_it_may_not_withdraw_it(
    who, kind, upload, monkeypatch, sqlite_url
):
    every = queries.uploads.every(who())
    number = str(every.id[every.kind == kind].iloc[0])
    screen = opened(monkeypatch, sqlite_url, who(), PAGE, upload=number)
    assert facts(screen)["File"]
    assert len(screen.text_area) == 0


def test_an_upload_of_another_icb_is_not_shown(upload, monkeypatch, sqlite_url):
    other = factories.practice("X99091", icb_code="XA2", sub_icb_code="X91")
    factories.load(factories.hierarchy([*factories.PRACTICES, other]))
    stranger = factories.officer("XA2")
    screen = opened(monkeypatch, sqlite_url, stranger, PAGE, upload=str(upload))
    assert "counts" not in " ".join(screen.table[0].value["File"])
    assert len(screen.table) == 1


def test_a_match_is_forgotten(upload, monkeypatch, sqlite_url):
    user = factories.officer()
    actions.matches.remember("Northern CSU", {"Blocked": "104"}, {}, by=user)
    screen = opened(monkeypatch, sqlite_url, user, PAGE)
    screen.selectbox(key="match").set_value(("Northern CSU", "Blocked"))
    screen.run()
    press(screen, "Forget it")
    assert queries.matches.headings(user, "Northern CSU") == {}
    assert "Nothing is remembered yet" in words(screen)


def test_a_history_without_uploads_says_what_to_do(database, monkeypatch, sqlite_url):
    screen = opened(monkeypatch, sqlite_url, factories.administrator(), PAGE)
    assert "Nothing has been loaded yet" in words(screen)
