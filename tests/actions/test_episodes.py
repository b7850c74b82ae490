"""Episodes: they rest on a figure that is on record, and end on one or on a person."""

from datetime import date

import pandas as pd
import pytest

from lib import actions, queries
from lib.actions.episodes import Case
from lib.domain.action_plan import Status
from lib.domain.dates import shift
from lib.domain.episode import Direction
from lib.domain.errors import NotAllowed, NotFound, RuleBroken, Stale
from lib.domain.settings import Name
from tests import factories
from tests.conftest import filled
from tests.factories import PERIOD, counts, ground, officer

NEXT, THIRD = shift(PERIOD, 1), shift(PERIOD, 2)


@filled
def case():
    return factories.case()


@pytest.fixture
def decider(case):
    return factories.signed_up(factories.approver())


def fallen(period: date = NEXT, excluded: int = 5_000):
    factories.load(counts({"X99001": excluded}, period=period))
    return ground(period=period)


def close(case, decider, figure, *, version: int = 1):
    actions.episodes.close(
        case.id, figure, "At half of the list", seen_version=version, by=decider
    )


def test_the_first_act_stores_the_ground_and_a_required_plan(case):
    assert (case.opened_period, case.excluded, case.list_size) == (
        PERIOD,
        6_000,
        10_000,
    )
    (row,) = queries.episodes.every(officer()).to_dict("records")
    assert row["status"] == Status.REQUIRED
    assert pd.isna(row["due_on"])


def test_beginning_twice_is_as_good_as_once(case):
    assert actions.episodes.begin(ground(), by=officer()) == case.id
    assert len(queries.episodes.every(officer())) == 1


def test_nothing_begins_before_the_icb_has_adopted_the_rule(database):
    factories.over()
    with pytest.raises(RuleBroken, match="on record"):
        actions.episodes.begin(ground(), by=officer())
    factories.adopted(from_on=NEXT)
    with pytest.raises(RuleBroken, match="on record"):
        actions.episodes.begin(ground(), by=officer())


def test_a_figure_at_the_threshold_begins_nothing(database):
    factories.over({"X99001": 5_000})
    factories.adopted()
    with pytest.raises(RuleBroken, match="not over"):
        actions.episodes.begin(ground(), by=officer())


def test_a_figure_that_was_withdrawn_begins_nothing(database):
    loaded = factories.over()
    factories.adopted()
    seen = ground()
    actions.uploads.withdraw(loaded.upload_id, "wrong file", by=officer())
    with pytest.raises(RuleBroken, match="changed meanwhile"):
        actions.episodes.begin(seen, by=officer())


def test_a_case_is_changed_in_the_version_that_was_seen(case):
    factories.signed_up(officer())
    said = Case(officer().email, Direction.BETTER, "Two months below", "Call", NEXT)
    actions.episodes.change(case.id, said, seen_version=1, by=officer())
    changed = queries.episodes.get(officer(), case.id)
    assert (changed.owner, changed.direction) == (officer().email, Direction.BETTER)
    with pytest.raises(Stale):
        actions.episodes.change(case.id, Case(), seen_version=1, by=officer())


def test_an_owner_has_an_account(case):
    with pytest.raises(NotFound):
        actions.episodes.change(case.id, Case("x@y.org"), seen_version=1, by=officer())


def test_a_note_about_a_patient_is_refused_and_not_repeated(case):
    with pytest.raises(RuleBroken) as refusal:
        actions.episodes.change(
            case.id, Case(next_action="943 476 5919"), seen_version=1, by=officer()
        )
    assert "5919" not in str(refusal.value)


def test_a_case_is_closed_on_a_later_figure_at_or_below_the_threshold(case, decider):
    close(case, decider, fallen())
    closed = queries.episodes.get(officer(), case.id)
    assert (closed.closed_period, closed.closed_by) == (NEXT, decider.email)
    (row,) = queries.episodes.every(officer()).to_dict("records")
    assert row["status"] == Status.CLOSED
    with pytest.raises(RuleBroken, match="closed already"):
        close(case, decider, ground(period=NEXT), version=2)


@pytest.mark.parametrize(
    ("period", "excluded", "why"),
    [(NEXT, 5_001, "still over"), (shift(PERIOD, -1), 10, "older than the case")],
)
def test_no_other_figure_closes_it(case, decider, period, excluded, why):
    with pytest.raises(RuleBroken, match=why):
        close(case, decider, fallen(period, excluded))


def test_without_a_figure_a_case_stays_open(case, decider):
    with pytest.raises(RuleBroken, match="exempt"):
        close(case, decider, None)


def test_a_case_whose_ground_was_corrected_away_is_closed_on_that_correction(
    case, decider
):
    close(case, decider, fallen(PERIOD, 5_000))
    assert queries.episodes.get(officer(), case.id).closed_period == PERIOD


def test_who_opened_a_case_does_not_close_it(case):
    with pytest.raises(NotAllowed, match="another person"):
        close(case, factories.administrator(), fallen())


def test_an_administrator_may_let_one_person_do_both(case):
    actions.settings.record(
        Name.TWO_PEOPLE,
        "no",
        icb_code=factories.ICB,
        from_on=PERIOD,
        source="We are three people.",
        by=factories.administrator(),
    )
    close(case, factories.administrator(), fallen())
    assert not queries.episodes.get(officer(), case.id).is_open


def test_a_rise_after_the_closure_is_a_new_episode(case, decider):
    close(case, decider, fallen())
    with pytest.raises(RuleBroken, match="belongs to the case"):
        actions.episodes.begin(ground(period=NEXT), by=officer())
    again = fallen(THIRD, 7_000)
    second = actions.episodes.begin(again, by=officer())
    assert second != case.id
    assert [
        e.opened_period for e in queries.episodes.of_practice(officer(), "X99001")
    ] == [
        THIRD,
        PERIOD,
    ]


def test_a_second_case_waits_for_the_end_of_the_first(case):
    with pytest.raises(RuleBroken, match="open case"):
        actions.episodes.begin(fallen(NEXT, 7_000), by=officer())
