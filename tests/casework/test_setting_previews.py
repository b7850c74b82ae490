"""What another value of a setting would change, for every setting."""

from dataclasses import replace
from datetime import date

import pytest

from lib import actions, queries
from lib.casework import setting_previews
from lib.casework.setting_previews import NOT_READ, PREVIEWS
from lib.domain.dates import playing_on
from lib.domain.errors import NotAllowed
from lib.domain.settings import Name, Setting
from tests import factories

BOSS = factories.administrator()
YES_NO = (Name.TWO_PEOPLE, Name.LMC_NAMES, Name.BMA_NAMES)


@pytest.fixture(autouse=True)
def figures(database):
    factories.load(factories.hierarchy())
    lists = dict(zip(factories.PRACTICES, (900, 1_500, 10_000), strict=True))
    factories.load(factories.list_sizes(lists))
    factories.load(factories.counts({"X99001": 600, "X99002": 10}))
    factories.load(factories.lmc_list(["X99001", "X99002"]))
    with playing_on(date(2026, 4, 20)):
        yield


def preview(name, value, icb=None):
    return setting_previews.preview(BOSS, name, value, icb)


def test_every_setting_has_one():
    assert set(PREVIEWS) == set(Name)


def test_what_cannot_be_read_is_said_and_nothing_is_asked_of_nothing():
    for name in Name:
        assert preview(name, "perhaps") == [NOT_READ]
        assert preview(name, " ") in ([], ["No reminder would be due."])


def test_a_small_list_names_who_gets_the_mark_and_who_loses_it():
    assert preview(Name.SMALL_LIST, "2000") == [
        "In March 2026 2 practices would carry the mark, instead of 1.",
        "Newly marked: Practice 02.",
        "No longer marked: none.",
    ]
    assert preview(Name.SMALL_LIST, "0")[-1] == "No longer marked: Practice 01."


def test_another_scheme_tells_how_many_counts_it_would_hide():
    said = preview(Name.DISCLOSURE, "10 5")
    assert said == [
        (
            "In March 2026 1 count would be hidden from observers; by the shipped rule it"
            " is 0."
        )
    ]
    assert preview(Name.DISCLOSURE, "1 5") == [NOT_READ]  # it would protect nobody


def test_measures_tell_what_each_would_show():
    factories.load(factories.access({"X99001": (100, 90), "X99002": (100, 89)}))
    patients, accounts = preview(Name.MEASURES, "access", factories.ICB)
    assert patients.startswith("Excluded of patients: not shown, unlike now.")
    assert patients.endswith("March 2026: 1 over, 1 not over and 1 not known.")
    assert accounts.startswith("Online accounts with access: shown, unlike now.")
    assert accounts.endswith("March 2026: 1 at or above, 1 below and 1 not known.")


def test_a_time_for_answers_names_the_day():
    (said,) = preview(Name.QUERY_ANSWER, "10")
    assert said == "A query that an observer raises today would be due by 5 May 2026."


def test_masking_tells_how_many_names_each_observer_would_see():
    lmc, bma = factories.lmc_observer(), factories.bma_observer()
    for each in (lmc, bma):
        factories.signed_up(each)
    assert preview(Name.LMC_NAMES, "no") == [
        f"{lmc.name}, LMC observer: 0 practices by name, instead of 2."
    ]
    assert preview(Name.BMA_NAMES, "yes", factories.ICB) == [
        f"{bma.name}, BMA observer: 3 practices by name, instead of 0."
    ]
    # And so it is, once it is recorded.
    said = {"icb_code": factories.ICB, "from_on": date(2026, 4, 1), "source": "minute"}
    actions.settings.record(Name.BMA_NAMES, "yes", by=BOSS, **said)
    observer = queries.users.by_email(bma.email)
    assert len(queries.practices.search_options(observer)) == 3
    assert preview(Name.BMA_NAMES, "no", None)[0].endswith(
        "3 practices by name, instead of 3."
    )  # the ICB's own value goes before the one for all


def test_only_who_sets_rules_asks_what_observers_would_see():
    said = Setting(
        name=Name.LMC_NAMES,
        value="no",
        from_on=date(2026, 4, 1),
        source="",
        sequence=1,
        recorded_by="",
    )
    with pytest.raises(NotAllowed):
        queries.users.observers_if(replace(factories.officer()), said)


OTHERS = [
    (Name.RECONCILE, "5", "Of 1 report for March 2026 that can be compared, 1 would"),
    (Name.RECONCILE, "50", "that can be compared, 0 would differ by more"),
    (Name.OFF_TRACK, "3", "0 plans would be off track as at 31 March 2026."),
    (Name.ASKS_A_MONTH, "0", "In April 2026 1 practice is asked more often"),
    (Name.ASKS_A_MONTH, "1", "In April 2026 0 practices are asked more often"),
    (Name.TWO_PEOPLE, "no", "One person could make the last change"),
    (Name.PLAN_LADDER, "-5 1", "5 days before it and 1 days after it."),
    (Name.REPORT_DUE, "5", "For March 2026 9 April 2026 would be offered."),
]


def test_the_others_say_what_they_come_to():
    factories.asked_for_reports()
    factories.reported(coded_104=500)
    factories.asked_for_reports("X99002", period=date(2026, 4, 1))
    for name, value, words in OTHERS:
        (line,) = preview(name, value)
        assert words in line
