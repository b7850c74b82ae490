"""What became known since: by when it was learned, each within their own scope."""

from datetime import date

import pytest

from lib import actions, queries
from lib.actions.figure_queries import Raised
from lib.actions.statements import Said
from lib.actions.thresholds import Limit
from lib.casework import changes
from lib.domain.dates import playing_on, shift
from lib.domain.files import Basis
from lib.domain.settings import Name
from tests import factories
from tests.conftest import filled
from tests.factories import ICB, PERIOD

pytestmark = pytest.mark.parametrize("copy_of", ["sqlite"], indirect=True)
FIRST, LATER = date(2026, 4, 13), date(2026, 4, 20)
NEXT = shift(PERIOD, 1)


@filled(on=LATER)
def loaded():
    """X99001 is over in the first month; they all looked on that day."""
    with playing_on(FIRST):
        factories.over({"X99001": 6_000, "X99002": 1_000})
        factories.load(factories.lmc_list(["X99001", "X99002"]))
        for person in (factories.officer(), factories.lmc_observer()):
            actions.visits.note(by=factories.signed_up(person))


def told(user) -> dict[str, list]:
    since = changes.last_visit(user)
    assert since is not None
    return {
        part.title: [(line.ods_code, line.words) for line in part.lines]
        for part in changes.parts(user, None, since)
    }


def test_nothing_since_is_nothing(loaded):
    assert told(factories.officer()) == {}


def test_an_earlier_month_learned_late_is_a_change_too(loaded):
    earlier = shift(PERIOD, -3)
    factories.load(factories.counts({"X99001": 5_000}, period=earlier))
    assert told(factories.lmc_observer()) == {
        "Figures": [("", "counts of December 2025, Invented ICB loaded")]
    }


def test_who_crossed_the_threshold_and_in_which_direction(loaded):
    factories.load(factories.hierarchy(on=shift(NEXT, 1)))
    factories.load(factories.counts({"X99001": 4_000, "X99002": 7_000}, period=NEXT))
    found = told(factories.lmc_observer())
    assert found["Newly over the threshold"] == [("X99002", "")]
    assert found["No longer over the threshold"] == [("X99001", "")]


def test_what_was_withdrawn_is_told(loaded):
    upload = queries.uploads.every(factories.officer())
    counts = int(upload[upload["kind"] == "counts"]["id"].iloc[0])
    actions.uploads.withdraw(counts, "wrong file", by=factories.officer())
    found = told(factories.lmc_observer())
    assert found["Figures"] == [("", "counts of March 2026, Invented ICB withdrawn")]


def test_words_queries_and_settings_without_anybody_being_named(loaded):
    by = factories.officer()
    said = Said("We review each record.", "letter of 1 March 2026", PERIOD)
    actions.statements.record("X99001", said, by=by)
    actions.statements.record("X99003", said, by=by)  # of another LMC
    asked = Raised("Which search?", period=PERIOD)
    actions.figure_queries.raise_("X99002", asked, by=factories.lmc_observer())
    actions.settings.record(
        Name.QUERY_ANSWER,
        "5",
        icb_code=ICB,
        from_on=LATER,
        source="a minute of Olive Officer",
        by=factories.administrator(),
    )
    found = told(factories.lmc_observer())
    assert found["What practices say"] == [("X99001", "in its own words")]
    assert found["Queries of observers"] == [
        ("X99002", "query raised on the figure of March 2026")
    ]
    (setting,) = found["Rules and settings"]
    assert setting[1].endswith("query of an observer is answered: 5")
    assert "Olive" not in str(found)


def test_who_sees_no_names_is_told_of_files_alone(loaded):
    bma = factories.signed_up(factories.bma_observer())
    said = Said("We review each record.", "letter of 1 March 2026", PERIOD)
    actions.statements.record("X99001", said, by=factories.officer())
    since = changes.since_day(bma, LATER)
    assert changes.parts(bma, None, since) == []


def test_a_visit_is_noted_once_a_day_and_the_one_before_counts(loaded):
    by = factories.officer()
    for _ in range(2):
        actions.visits.note(by=by)
    assert changes.last_visit(by).on == FIRST
    with playing_on(date(2026, 4, 21)):
        assert changes.last_visit(by).on == LATER
    assert changes.last_visit(factories.administrator()) is None


def test_a_day_that_is_typed_begins_with_its_first_moment(loaded):
    by = factories.officer()
    assert changes.since_day(by, FIRST).sequence == 0
    assert changes.since_day(by, LATER).sequence > 0


def test_a_rule_is_told_with_its_icb_by_name(loaded):
    limit = Limit(60, Basis.REGISTERED, NEXT, "Letter of the committee")
    actions.thresholds.record(ICB, limit, by=factories.administrator())
    name = dict(queries.organisations.icbs(factories.lead()))[ICB]
    ((_, words),) = told(factories.officer())["Rules and settings"]
    assert words == (
        f"Threshold: more than 60% of registered patients, set by {name}"
        " from 1 April 2026"
    )
