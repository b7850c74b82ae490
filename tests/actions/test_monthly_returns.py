"""Returns: versions that stay, final by a person who decides, sent by a person."""

import json

import pytest

from lib import actions, queries
from lib.actions.monthly_returns import Drawn
from lib.domain.dates import shift
from lib.domain.errors import NotAllowed, NotFound, RuleBroken, Stale
from lib.domain.monthly_return import ReturnState, Scope
from lib.domain.recipients import Recipient
from tests import factories
from tests.conftest import filled
from tests.factories import ICB, PERIOD, approver, officer

NEXT = shift(PERIOD, 1)


@filled
def practices():
    factories.over()


def drawn(stock: int = 6_000, rows: int = 1) -> Drawn:
    each = {"ods_code": "X99001", "stock": stock}
    return Drawn(
        ICB,
        PERIOD,
        Recipient.NHS_ENGLAND,
        "registered patients",
        Scope.ASKED,
        [each] * rows,
        [("ICB", "Invented ICB")],
    )


def draft(stock: int = 6_000) -> int:
    return actions.monthly_returns.draft(drawn(stock), by=officer())


def call_final(return_id: int, version: int = 1, by=None) -> None:
    actions.monthly_returns.call_final(
        return_id, seen_version=version, by=by or approver()
    )


def send(return_id: int, version: int = 2) -> None:
    actions.monthly_returns.send(
        return_id, NEXT, "e-mail to the region", seen_version=version, by=officer()
    )


def state(return_id: int) -> ReturnState:
    return queries.monthly_returns.get(officer(), return_id).state


def test_what_was_sent_is_kept_beside_later_versions(practices):
    first = draft()
    call_final(first)
    send(first)
    second = draft(5_900)
    sent = queries.monthly_returns.get(officer(), first)
    assert (sent.number, sent.state, sent.sent_how) == (
        1,
        ReturnState.SENT,
        "e-mail to the region",
    )
    assert json.loads(sent.rows) == [{"ods_code": "X99001", "stock": 6_000}]
    assert state(second) is ReturnState.DRAFT
    numbers = queries.monthly_returns.every(officer(), ICB, PERIOD)["number"]
    assert numbers.tolist() == [2, 1]


def test_only_somebody_who_decides_calls_it_final(practices):
    first = draft()
    with pytest.raises(NotAllowed):
        call_final(first, by=officer())
    assert state(first) is ReturnState.DRAFT


def test_only_the_newest_draft_becomes_final(practices):
    first = draft()
    draft(5_900)
    with pytest.raises(RuleBroken, match="newer version"):
        call_final(first)


def test_a_draft_is_not_sent_and_nothing_is_sent_twice(practices):
    first = draft()
    with pytest.raises(RuleBroken, match="cannot become"):
        send(first, version=1)
    call_final(first)
    send(first)
    with pytest.raises(RuleBroken, match="cannot become"):
        send(first, version=3)


def test_a_return_without_a_row_is_none(practices):
    with pytest.raises(RuleBroken, match="no row"):
        actions.monthly_returns.draft(drawn(rows=0), by=officer())


def test_a_return_seen_in_an_older_version_is_refused(practices):
    with pytest.raises(Stale):
        call_final(draft(), version=7)


def test_another_icb_finds_none(practices):
    first = draft()
    with pytest.raises(NotFound):
        queries.monthly_returns.get(officer("XB1"), first)
    assert queries.monthly_returns.every(officer("XB1")).empty
