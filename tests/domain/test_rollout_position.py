"""The position of a practice: levers apart, days apart, systems apart (T20 to T23, T31)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.domain.errors import RuleBroken
from lib.domain.rollout import WORDS, Lever, Word, check
from lib.domain.rollout_position import (
    CUT_OFFS,
    Saying,
    Stage,
    System,
    changes,
    cut_offs_of,
    is_in_time,
    position,
    system_on,
)

TODAY = date(2023, 10, 2)
DUE = date(2023, 10, 11)
NOVEMBER, TPP_WAVE = CUT_OFFS
COMBINED = [(lever, word) for lever in Lever for word in WORDS[lever]]

sayings = st.lists(
    st.builds(
        lambda pair, on, system, told: Saying(*pair, on, "", system, None, (told, 2)),
        st.sampled_from(COMBINED),
        st.dates(date(2022, 10, 1), TODAY),
        st.sampled_from(["EMIS", "TPP", "Vision", None]),
        st.integers(1, 6),
    ),
    max_size=12,
)


def said(word: Word, on: date | None = None, told: int = 1, **different) -> Saying:
    levers = [lever for lever, words in WORDS.items() if word in words]
    usual = {"lever": levers[0], "at": "", "system": "EMIS", "said_on": None}
    return Saying(word=word, on=on, told=(told, 2), **{**usual, **different})


def stage(*each: Saying, system: str | None = "EMIS") -> Stage:
    return position(each, system, TODAY).stage


def test_nothing_said_is_not_known_and_a_word_without_a_day_is_no_date():
    assert stage() is Stage.NOT_KNOWN
    assert stage(said(Word.INCORRECT)) is Stage.NO_DATE


@given(st.sampled_from([Word.PLANNED, Word.ANNOUNCED]), st.integers(-400, 400))
def test_intending_is_never_live_until_it_is_confirmed(word, days):
    """T22."""
    day = TODAY + timedelta(days)
    expected = Stage.PASSED if day < TODAY else Stage.SCHEDULED
    assert stage(said(word, day)) is expected
    assert stage(said(word, day), said(Word.ACTUAL, TODAY, 2)) is Stage.LIVE


def test_every_date_stays_apart_and_the_last_intention_counts():
    found = position(
        [
            said(Word.PLANNED, date(2023, 9, 1)),
            said(Word.ANNOUNCED, date(2023, 9, 20), 2),
            said(Word.WITHDRAWN, date(2023, 9, 15), 3, lever=Lever.SWITCH_ON),
            said(Word.PLANNED, DUE, 4),
        ],
        "EMIS",
        TODAY,
    )
    days = {word: found.day(Lever.SWITCH_ON, word) for word in WORDS[Lever.SWITCH_ON]}
    assert days == {
        Word.PLANNED: DUE,
        Word.ANNOUNCED: date(2023, 9, 20),
        Word.WITHDRAWN: date(2023, 9, 15),
        Word.ACTUAL: None,
    }
    assert (found.stage, found.due.on) == (Stage.SCHEDULED, DUE)


def test_a_withdrawn_day_is_no_day_and_a_withdrawn_switch_on_is_not_live():
    withdrawn = said(Word.WITHDRAWN, date(2023, 9, 15), 2, lever=Lever.SWITCH_ON)
    assert stage(said(Word.PLANNED, DUE), withdrawn) is Stage.NO_DATE
    assert stage(said(Word.ACTUAL, date(2023, 9, 1)), withdrawn) is Stage.NO_DATE
    # A plan was withdrawn first; that it went live after all is learned before that.
    assert stage(said(Word.ACTUAL, date(2023, 9, 16)), withdrawn) is Stage.LIVE


def test_a_pause_stands_until_it_is_withdrawn_by_day():
    withdrawn = said(Word.WITHDRAWN, date(2023, 1, 5), 2, lever=Lever.PAUSE)
    late = said(Word.ACKNOWLEDGED, date(2022, 11, 7), 3)
    assert stage(said(Word.SENT, date(2022, 11, 3))) is Stage.PAUSED
    assert stage(said(Word.SENT, date(2022, 11, 3)), withdrawn, late) is Stage.NO_DATE
    again = said(Word.SENT, date(2023, 3, 1), 4)
    assert stage(withdrawn, late, again) is Stage.PAUSED


def test_a_later_pause_that_was_answered_takes_the_day_away_but_a_letter_alone_not():
    plan = said(Word.PLANNED, DUE, 2)
    assert stage(plan, said(Word.SENT, TODAY, 3)) is Stage.SCHEDULED
    assert stage(plan, said(Word.EFFECTIVE, TODAY, 3)) is Stage.PAUSED
    assert stage(said(Word.EFFECTIVE, TODAY, 1), plan) is Stage.SCHEDULED


@given(st.permutations(COMBINED), st.integers(0, len(COMBINED)))
def test_the_levers_are_independent_and_any_combination_stands(order, many):
    """T20: a word on one lever never moves another."""
    chosen = order[:many]
    each = [
        Saying(lever, word, date(2023, 9, 1), "", "EMIS", None, (place, 2))
        for place, (lever, word) in enumerate(chosen)
    ]
    found = position(each, "EMIS", TODAY).stands
    assert set(found) == {lever for lever, _ in chosen}
    for lever in Lever:
        alone = [one for one in each if one.lever is lever]
        assert position(alone, "EMIS", TODAY).stands.get(lever) == found.get(lever)


@given(sayings, st.sampled_from(["EMIS", "TPP", "Vision", "Medicus"]))
def test_what_is_said_of_another_system_says_nothing_of_this_one(each, system):
    """T31, and T23: no system is folded into another."""
    own = [s for s in each if s.system == system or s.lever is Lever.MODEL]
    found, alone = position(each, system, TODAY), position(own, system, TODAY)
    assert (found.stage, found.stands) == (alone.stage, alone.stands)
    if found.stage is Stage.LIVE:
        assert found.newest[Lever.SWITCH_ON, Word.ACTUAL].system == system


@given(sayings, st.randoms())
def test_the_order_of_rows_does_not_matter(each, random):
    """Of one line and one word there is one saying."""
    unique = list({(s.lever, s.word, s.told): s for s in each}.values())
    shuffled = random.sample(unique, len(unique))
    assert position(unique, "EMIS", TODAY) == position(shuffled, "EMIS", TODAY)


@pytest.mark.parametrize(
    ("cut_off", "on", "at", "expected"),
    [
        (NOVEMBER, date(2022, 11, 4), "17:00", True),
        (NOVEMBER, date(2022, 11, 4), "17:01", False),
        (NOVEMBER, date(2022, 11, 4), "", None),
        (NOVEMBER, date(2022, 11, 3), "", True),
        (NOVEMBER, date(2022, 11, 5), "09:00", False),
        (TPP_WAVE, date(2023, 1, 27), "", True),
        (TPP_WAVE, date(2023, 1, 27), "23:59", True),
        (TPP_WAVE, date(2023, 1, 28), "", False),
    ],
)
def test_whether_a_request_was_in_time(cut_off, on, at, expected):
    """T21."""
    assert is_in_time(cut_off, on, at) is expected


def test_a_request_is_measured_by_the_cut_offs_of_its_system_and_time():
    late = said(Word.SENT, date(2022, 11, 4), at="17:01", system="TPP")
    assert cut_offs_of(late) == [(NOVEMBER, False), (TPP_WAVE, True)]
    assert cut_offs_of(late._replace(system="EMIS")) == [(NOVEMBER, False)]
    assert cut_offs_of(said(Word.SENT, date(2023, 9, 1))) == []


def test_a_change_of_supplier_splits_and_a_blank_is_no_change():
    july = date(2023, 7, 1)
    found = [
        System(july, "Medicus"),
        System(date(2023, 4, 1), None),
        System(date(2022, 10, 1), "EMIS"),
        System(date(2023, 1, 1), "EMIS"),
    ]
    assert [each.supplier for each in changes(found)] == ["EMIS", "Medicus"]
    days = (date(2022, 1, 1), date(2023, 6, 30), july)
    assert [system_on(found, day) for day in days] == ["EMIS", "EMIS", "Medicus"]
    assert system_on([], july) is None
    live = said(Word.ACTUAL, date(2023, 2, 1))
    assert stage(live, system="Medicus") is Stage.NOT_KNOWN


@pytest.mark.parametrize(
    ("lever", "word", "on", "at", "says"),
    [
        (Lever.PAUSE, Word.DONE, TODAY, "", "sent, acknowledged"),
        (Lever.SWITCH_ON, Word.PLANNED, None, "", "Say the day"),
        (Lever.SWITCH_ON, Word.ACTUAL, DUE, "", "has not come yet"),
        (Lever.PAUSE, Word.SENT, TODAY, "25:00", "17:00"),
    ],
)
def test_a_word_that_does_not_fit_is_refused(lever, word, on, at, says):
    with pytest.raises(RuleBroken, match=says):
        check(lever, word, on, at, TODAY)


def test_a_day_to_come_may_be_planned_and_a_setting_needs_no_day():
    check(Lever.SWITCH_ON, Word.PLANNED, DUE, "", TODAY)
    check(Lever.SETTINGS, Word.UNKNOWN, None, "", TODAY)
