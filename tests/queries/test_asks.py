"""Asks: by name for staff of the ICB, without names for whoever sees figures."""

import pytest

from lib import actions, queries
from lib.actions.asks import Asking
from lib.casework import burden
from lib.domain.ask import AskKind
from lib.domain.errors import NotAllowed
from lib.domain.recipients import Recipient
from tests import factories
from tests.conftest import BOTH_COPIES, filled
from tests.factories import PERIOD, officer

NAMING = {"ods_code", "name", "what", "asked_by", "ask_id"}


@filled
def asked():
    factories.load(factories.hierarchy())
    for code in ("X99001", "X99001", "X99002"):
        actions.asks.ask(
            code,
            AskKind.INFORMATION,
            Asking("letter of 1 March", Recipient.ICB, PERIOD),
            what="A date",
            by=officer(),
        )


@BOTH_COPIES
def test_staff_read_every_ask_of_their_own_practices(asked):
    found = queries.asks.every(officer())
    assert found.ods_code.tolist() == ["X99002", "X99001", "X99001"]
    assert queries.asks.every(officer("XB1")).empty
    assert queries.asks.every(officer(), "XB1").empty


@BOTH_COPIES
def test_others_learn_how_often_and_not_whom(asked):
    with pytest.raises(NotAllowed):
        queries.asks.every(factories.lead())
    found = queries.asks.nameless(factories.lead())
    assert not NAMING & set(found.columns)
    assert found.practice.value_counts().tolist() == [2, 1]
    assert queries.asks.nameless(factories.lead("XB1")).empty


@BOTH_COPIES
def test_no_extension_was_given(asked):
    given = queries.asks.extensions_given(officer(), factories.ICB)
    assert set(given.values()) == {0}


@BOTH_COPIES
def test_one_more_ask_would_be_over_the_shipped_cap(asked):
    first = burden.standing(officer(), "X99001", factories.ICB, PERIOD)
    assert (first.load.asks, first.cap, first.is_full) == (2, 2, True)
    assert not burden.standing(officer(), "X99002", factories.ICB, PERIOD).is_full
