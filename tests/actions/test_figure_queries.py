"""Queries on figures: raised within scope, answered once, counted against a day."""

from datetime import date

import pytest

from lib import actions, queries
from lib.actions.figure_queries import Raised
from lib.domain.dates import shift
from lib.domain.errors import NotFound, RuleBroken, Stale
from lib.domain.figure_query import About, QueryKind
from lib.domain.roles import Role
from lib.domain.settings import Name
from tests import factories
from tests.conftest import filled
from tests.factories import ICB, PERIOD

MONDAY = date(2026, 4, 13)
ASKED = Raised("Which search was this?", period=PERIOD)


@filled(autouse=True, on=MONDAY)
def loaded():
    factories.load(factories.hierarchy())
    factories.load(factories.lmc_list(["X99001", "X99002"]))
    factories.load(factories.counts({"X99001": 6_000}))


def asked(said: Raised = ASKED, code: str = "X99001") -> int:
    return actions.figure_queries.raise_(code, said, by=factories.lmc_observer())


def of(user, code="X99001"):
    return queries.figure_queries.of_practice(user, code)


def test_both_sides_see_question_and_answer_and_neither_the_person():
    actions.figure_queries.answer(
        asked(), "The supplier's", seen_version=1, by=factories.officer()
    )
    for reader in (factories.lmc_observer(), factories.officer()):
        (query,) = of(reader)
        assert (query.body, query.text) == ("North LMC", ASKED.text)
        assert (query.answer, query.answered_on) == ("The supplier's", MONDAY)
        assert (query.raised_by, query.answered_by) == ("", "")
    (seen,) = of(factories.auditor())  # who may read who did what
    assert seen.raised_by == factories.lmc_observer().email


def test_it_is_open_until_it_is_answered_or_taken_back():
    first, second = asked(), asked(code="X99002")
    reader = factories.officer()
    assert queries.figure_queries.open_(reader).query_id.tolist() == [first, second]
    actions.figure_queries.answer(first, "Ours", seen_version=1, by=reader)
    actions.figure_queries.withdraw(second, seen_version=1, by=factories.lmc_observer())
    assert queries.figure_queries.open_(reader).empty
    assert of(reader, "X99002") == []


def test_a_comment_waits_for_nothing():
    actions.settings.record(
        Name.QUERY_ANSWER,
        "5",
        icb_code=ICB,
        from_on=MONDAY,
        source="a minute",
        by=factories.administrator(),
    )
    asked(Raised("They had a new system", period=PERIOD, kind=QueryKind.COMMENT))
    (comment,) = of(factories.officer())
    assert (comment.due_on, comment.is_open) == (None, False)
    assert queries.figure_queries.open_(factories.officer()).empty


@pytest.mark.parametrize(("days", "due"), [("1", 14), ("5", 20), (None, None)])
def test_the_day_of_the_answer_is_the_settings_in_working_days(days, due):
    if days:
        actions.settings.record(
            Name.QUERY_ANSWER,
            days,
            icb_code=ICB,
            from_on=MONDAY,
            source="a minute",
            by=factories.administrator(),
        )
    asked()
    (query,) = of(factories.officer())
    assert query.due_on == (due and date(2026, 4, due))


@pytest.mark.parametrize(
    "said",
    [
        Raised(" ", period=PERIOD),
        Raised("Which?"),  # of no month
        Raised("Which?", period=shift(PERIOD, 2)),  # of one to come
        Raised("Which?", About.PLAN, PERIOD),
        Raised("Patient 943 476 5919?", period=PERIOD),
    ],
)
def test_what_cannot_be_asked_is_not_stored(said):
    with pytest.raises(RuleBroken):
        asked(said)
    assert of(factories.officer()) == []


def test_only_of_practices_that_the_observer_sees_by_name():
    for observer, code in (
        (factories.lmc_observer(), "X99003"),  # of no LMC
        (factories.bma_observer(), "X99001"),  # not named to the BMA
    ):
        with pytest.raises(NotFound):
            actions.figure_queries.raise_(code, ASKED, by=observer)
    actions.figure_queries.raise_(
        "X99003", ASKED, by=factories.person(Role.BMA_OBSERVER, "Ben", None)
    )
    (query,) = of(factories.officer(), "X99003")
    assert query.body == "the BMA"


def test_nobody_takes_back_what_another_body_asked():
    query_id = asked()
    other = factories.person(Role.BMA_OBSERVER, "Ben", None)
    with pytest.raises(NotFound):
        actions.figure_queries.withdraw(query_id, seen_version=1, by=other)
    assert not queries.figure_queries.open_(other).empty


def test_an_answer_is_given_once_and_on_what_was_seen():
    query_id, by = asked(), factories.officer()
    with pytest.raises(Stale):
        actions.figure_queries.answer(query_id, "Ours", seen_version=2, by=by)
    actions.figure_queries.answer(query_id, "Ours", seen_version=1, by=by)
    with pytest.raises(RuleBroken):
        actions.figure_queries.answer(query_id, "Theirs", seen_version=2, by=by)
    with pytest.raises(RuleBroken):
        actions.figure_queries.withdraw(
            query_id, seen_version=2, by=factories.lmc_observer()
        )


def test_counts_of_queries_name_nobody_and_count_for_the_bma_too():
    asked()
    found = queries.figure_queries.nameless(factories.bma_observer())
    assert len(found) == 1
    assert {"ods_code", "name", "body", "text"}.isdisjoint(found)
    assert queries.figure_queries.open_(factories.bma_observer()).empty


@pytest.mark.parametrize("value", ["0", "61", "-1", "soon"])
def test_the_day_of_the_answer_is_not_set_out_of_reach(value):
    with pytest.raises(RuleBroken):
        actions.settings.record(
            Name.QUERY_ANSWER,
            value,
            icb_code=ICB,
            from_on=MONDAY,
            source="a minute",
            by=factories.administrator(),
        )
