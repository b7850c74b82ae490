"""`oversight rollout`: stages, crossing, calendar and suppliers, by scope."""

from datetime import date

import pytest

from lib.domain.dates import playing_on
from lib.domain.rollout import Word
from tests import factories
from tests.factories import word

OFFICER = factories.officer().email
TODAY, DUE = date(2026, 5, 4), date(2026, 5, 13)


@pytest.fixture(autouse=True)
def words(run):
    """X99001 is over and due in 9 days; X99002 is live."""
    factories.over({"X99001": 6_000, "X99002": 100})
    factories.load(factories.lmc_list(["X99001"]))
    for each in (
        factories.officer(),
        factories.lmc_observer(),
        factories.bma_observer(),
    ):
        factories.signed_up(each)
    with playing_on(TODAY):
        live = word("X99002", said=Word.ACTUAL, on=date(2026, 2, 1), row=3)
        factories.load(factories.rollout(word(on=DUE, said_on=TODAY), live))
        yield


def test_it_tells_what_the_page_tells(ask, run):
    told = ask("rollout", "--icb", "XA1", "--as", OFFICER)
    assert told["lead"].startswith("1 of 3 practices is live. 1 practice is due")
    stages = {row["stage"]: row["practices"] for row in told["stages"]}
    assert {k: v for k, v in stages.items() if v} == {
        "Not known": 1,
        "Scheduled": 1,
        "Live": 1,
    }
    (due,) = told["calendar"]
    assert due["words"] == "Over the threshold and due to go live in 9 days"
    assert (due["ods_code"], due["due_on"], due["notice"]) == (
        "X99001",
        "2026-05-13",
        9,
    )
    over = {row["stage"]: row["over"] for row in told["crossing"]}
    assert (over["Scheduled"], over["Live"]) == (1, 0)
    assert [row["supplier"] for row in told["suppliers"]] == ["EMIS"]
    assert "due to go live in 9 days" in run("rollout", "--as", OFFICER).stdout


def test_observers_read_of_whom_they_see_and_no_number_of_patients(ask):
    lmc = ask("rollout", "--as", factories.lmc_observer().email)
    assert [row["ods_code"] for row in lmc["practices"]] == ["X99001"]
    bma = ask("rollout", "--as", factories.bma_observer().email)
    assert (bma["practices"], bma["calendar"]) == ([], [])
    assert bma["lead"].startswith("1 of 3 practices is live.")
    assert not {"excluded", "list_size", "rate"} & set(lmc["practices"][0])
