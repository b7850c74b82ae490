"""Safety checks: answered by a person, changed in the version seen; staff only."""

from dataclasses import replace

import pytest

from lib import actions, queries
from lib.actions.safety_checks import Answer
from lib.casework import safety
from lib.domain.dates import shift
from lib.domain.errors import NotAllowed, RuleBroken, Stale
from tests import factories
from tests.conftest import filled
from tests.factories import PERIOD, counts, officer

NEXT = shift(PERIOD, 1)
SAID = Answer(
    search_first=True,
    answer="Searched on 3 April",
    source="the manager",
    answered_on=NEXT,
)


@filled
def fallen():
    factories.over({"X99001": 6_000})
    factories.load(counts({"X99001": 0}, period=NEXT))


def figures():
    return queries.figures.panel(officer(), PERIOD, NEXT)


def test_a_fall_to_nothing_asks_until_somebody_answers(fallen):
    (check,) = safety.open_checks(figures(), officer(), NEXT, factories.ICB)
    assert (check.fall.ods_code, check.fall.period) == ("X99001", NEXT)
    actions.safety_checks.answer("X99001", NEXT, SAID, by=officer())
    assert safety.open_checks(figures(), officer(), NEXT, factories.ICB) == []
    (asked,) = safety.every(figures(), officer(), NEXT, factories.ICB)
    assert asked.answer.answer == "Searched on 3 April"


def test_an_answer_is_changed_in_the_version_that_was_seen(fallen):
    actions.safety_checks.answer("X99001", NEXT, SAID, by=officer())
    other = replace(SAID, search_first=False)
    with pytest.raises(Stale):
        actions.safety_checks.answer("X99001", NEXT, other, by=officer())
    actions.safety_checks.answer("X99001", NEXT, other, seen_version=1, by=officer())
    (answer,) = queries.safety_checks.every(officer())
    assert (answer.search_first, answer.version) == (False, 2)


def test_only_staff_see_them(fallen):
    with pytest.raises(NotAllowed):
        safety.every(figures(), factories.lead(), NEXT, None)
    with pytest.raises(NotAllowed):
        queries.safety_checks.every(factories.lead())


def test_an_answer_says_who_gave_it(fallen):
    with pytest.raises(RuleBroken, match="who said so"):
        actions.safety_checks.answer(
            "X99001", NEXT, replace(SAID, source=" "), by=officer()
        )
