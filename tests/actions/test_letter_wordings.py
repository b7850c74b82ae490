"""The wording of letters: recorded from a day on, and what a letter then says."""

from datetime import date

import pytest

from lib import actions, queries
from lib.actions.letter_wordings import Wording
from lib.casework import letters
from lib.domain.dates import playing_on
from lib.domain.errors import NotAllowed, RuleBroken
from lib.domain.letter import LetterKind
from lib.domain.letter_wording import begun
from tests import factories

BOSS, KIND = factories.administrator(), LetterKind.PLAN_REQUEST
FROM = date(2026, 4, 10)


def record(body, by=BOSS, icb=factories.ICB, subject="Your plan"):
    actions.letter_wordings.record(
        Wording(KIND, subject, body),
        icb_code=icb,
        from_on=FROM,
        source="minute of 1 May",
        by=by,
    )


def letter(on):
    """The request that is due, as it would be written on that day."""
    with playing_on(on):
        desk = letters.of(factories.officer(), factories.ICB, {})
    (due,) = (each for each in desk.proposed if each.due.kind is KIND)
    return due.text()


def test_a_letter_is_in_the_wording_of_its_day(database):
    factories.requested()
    body = begun(KIND)[1].replace("Dear colleague,", "Dear practice of ours,")
    record(body)
    assert letter(date(2026, 4, 9)).body.startswith("Dear colleague,")
    text = letter(FROM)
    assert text.body.startswith("Dear practice of ours,")
    assert text.subject.startswith("Your plan: Practice 01")
    record("")
    assert letter(FROM).body.startswith("Dear colleague,")
    assert len(queries.letter_wordings.every(BOSS)) == 2
    assert queries.letter_wordings.every(factories.officer("XB1")) == []


@pytest.mark.parametrize(
    "body", ["Send us a plan.", f"{begun(KIND)[1]}\n\nOr else: sanctions."]
)
def test_what_may_not_stand_in_a_letter_is_refused(database, body):
    factories.load(factories.hierarchy())
    with pytest.raises(RuleBroken):
        record(body)
    assert queries.letter_wordings.every(BOSS) == []


def test_it_is_set_for_ones_own_icbs(database):
    factories.load(factories.hierarchy())
    with pytest.raises(NotAllowed):
        record(begun(KIND)[1], by=factories.administrator("XA1"), icb=None)
