"""One act on many practices: each by itself, with one reason and a result for each."""

from datetime import date
from types import SimpleNamespace

import pytest

from lib import actions, queries
from lib.actions.asks import Asking
from lib.actions.episodes import Case
from lib.casework import cases
from lib.casework.many import ACTS, Said, apply
from lib.domain.errors import NotAllowed, RuleBroken
from lib.domain.recipients import Recipient
from tests import event_log, factories
from tests.conftest import BOTH
from tests.factories import ICB, PERIOD, officer

BY = officer()
DAY = date(2026, 5, 1)
PLAN_ACTS = {"request", "due", "extend"}


@pytest.fixture
def seen(database):
    """X99001 has a stored case, X99002 one that is only worked out."""
    factories.over({"X99001": 6_000, "X99002": 7_000})
    factories.adopted()
    for each in (BY, factories.approver()):
        factories.signed_up(each)
    actions.episodes.begin(factories.ground(), by=BY)
    figures = queries.figures.panel(BY, PERIOD, PERIOD)
    return figures, cases.table(figures, BY, PERIOD, ICB).to_dict("records")


def stored():
    return queries.episodes.every(BY).set_index("ods_code")


@BOTH
def test_an_owner_is_set_for_all_and_the_rest_of_each_case_stays(seen):
    figures, rows = seen
    actions.episodes.change(
        rows[0]["episode_id"], Case(close_when="Two months"), seen_version=1, by=BY
    )
    rows = cases.table(figures, BY, PERIOD, ICB).to_dict("records")
    said = Said("New team", owner=factories.approver().email)
    came = apply(ACTS["owner"], rows, said, figures, by=BY)
    assert [each.done for each in came] == [True, True]
    assert set(stored().owner) == {factories.approver().email}
    assert stored().close_when["X99001"] == "Two months"
    assert event_log.newest_first().reason[0] == "New team"


def test_one_refusal_leaves_the_others_done(seen):
    figures, rows = seen
    actions.episodes.change(
        rows[0]["episode_id"], Case(next_action="Theirs"), seen_version=1, by=BY
    )
    said = Said("Before the summer", next_action="Call", on=DAY)
    first, second = apply(ACTS["next"], rows, said, figures, by=BY)
    assert (first.done, second.done) == (False, True)
    assert "newer version" in first.words
    assert stored().next_action.to_dict() == {"X99001": "Theirs", "X99002": "Call"}


def test_nothing_is_done_without_a_reason_or_by_who_may_not(seen):
    figures, rows = seen
    with pytest.raises(RuleBroken, match="once for all"):
        apply(ACTS["owner"], rows, Said(" "), figures, by=BY)
    came = apply(ACTS["owner"], rows, Said("x"), figures, by=factories.auditor())
    assert not any(each.done for each in came)
    with pytest.raises(NotAllowed):
        actions.episodes.change(1, Case(), seen_version=1, by=factories.auditor())


@pytest.fixture
def parts(monkeypatch):
    """The actions on plans and reports, which note how they were called."""
    called = []

    def noting(name):
        return lambda *args, **named: called.append((name, args, named))

    plans = SimpleNamespace(
        Extension=lambda *said: said,
        **{name: noting(name) for name in ("request", "set_due", "extend")},
    )
    reports = SimpleNamespace(ask=noting("ask"), waive=noting("waive"))
    monkeypatch.setattr(actions, "action_plans", plans)
    monkeypatch.setattr(actions, "report_duties", reports)
    return called


SAID = Said(
    "Letter of 1 May",
    recipient=Recipient.ICB,
    asked_on=DAY,
    due_on=DAY,
    agreed_by="Ada",
    month=PERIOD,
)
ASKING = Asking("Letter of 1 May", Recipient.ICB, DAY, DAY)


@pytest.mark.parametrize(
    ("act", "name", "args"),
    [
        ("request", "request", (ASKING,)),
        ("due", "set_due", (DAY, "Letter of 1 May")),
        ("extend", "extend", ((DAY, "Letter of 1 May", "Ada"),)),
        ("reports", "ask", (ASKING, PERIOD)),
        ("waive", "waive", (PERIOD, "Letter of 1 May")),
    ],
)
def test_each_act_calls_the_action_of_its_part(seen, parts, act, name, args):
    figures, rows = seen
    came = apply(ACTS[act], rows, SAID, figures, by=BY)
    assert all(each.done for each in came)
    plan_ids = stored().plan_id
    firsts = [int(n) for n in plan_ids] if act in PLAN_ACTS else ["X99001", "X99002"]
    assert [(n, a) for n, a, _ in parts] == [(name, (each, *args)) for each in firsts]
    expected = {"seen_version": 1} if act in PLAN_ACTS else {}
    expected |= {"due_on": DAY} if act == "waive" else {}
    assert all(named == {**expected, "by": BY} for _, _, named in parts)


def test_what_an_act_lacks_is_said_for_each(seen, parts):
    figures, rows = seen
    for act in ("request", "due", "waive"):
        came = apply(ACTS[act], rows, Said("x"), figures, by=BY)
        assert not any(each.done for each in came)
    assert parts == []
