"""The rollout of many practices: stages, crossing, calendar, suppliers, in sentences."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.analysis import rollout, rollout_words
from lib.analysis.rollout import Rollout
from lib.domain.rollout import Lever, Word
from lib.domain.rollout_position import Record, Saying, Stage, System
from tests.analysis.figures import a_few, frame, row

TODAY = date(2023, 10, 2)  # a Monday
PERIOD = date(2023, 9, 1)
EMIS = (System(date(2022, 10, 1), "EMIS"),)


def said(word: Word, days: int, lever=Lever.SWITCH_ON, notice: int | None = None):
    on = TODAY + timedelta(days)
    said_on = None if notice is None else on - timedelta(notice)
    return Saying(lever, word, on, "", "EMIS", said_on, (1, 2))


def made(**said_of: list[Saying]) -> Rollout:
    """Practices A (over), B (not over) and C (no data), and what is said of each."""
    counts = {"X99001": 60, "X99002": 40, "X99003": None}
    rows = frame(row(code, PERIOD, count, 100) for code, count in counts.items())
    codes = {"A": "X99001", "B": "X99002", "C": "X99003"}
    records = {codes[k]: Record(tuple(v), EMIS) for k, v in said_of.items()}
    return Rollout(rollout.table(rows, records, TODAY), TODAY)


def test_over_and_due_in_9_days():
    found = made(A=[said(Word.PLANNED, 9, notice=37)], B=[said(Word.ACTUAL, -30)])
    (due,) = found.calendar.to_dict("records")
    assert rollout_words.due(due) == "Over the threshold and due to go live in 9 days"
    assert (due["notice"], due["week"].date()) == (37, date(2023, 10, 9))
    said_first = "1 practice is due to go live within 14 days, 1 of them over"
    bold, rest = rollout_words.lead(found)
    assert (bold, rest) == (
        "1 of 3 practices is live.",
        f" {said_first} the threshold.",
    )
    (week,) = rollout.weeks(found)
    assert rollout_words.week(week) == (
        "9 October 2023 to 15 October 2023: 1 practice, 1 over the threshold"
    )
    assert "37 days" in rollout_words.calendar(found)


def test_the_awkward_cell_is_live_and_over():
    found = made(A=[said(Word.ACTUAL, -3)], C=[said(Word.SENT, -300, Lever.PAUSE)])
    cells = found.crossing.set_index("stage")
    assert cells.loc[Stage.LIVE, ["over", "not_over", "untold"]].tolist() == [1, 0, 0]
    assert cells.loc[Stage.PAUSED, "untold"] == 1
    assert cells.loc[Stage.NOT_KNOWN, "not_over"] == 1
    sentence = rollout_words.crossing(found.crossing)
    assert sentence.startswith("1 practice is live and over the threshold.")


@a_few
@given(
    st.lists(st.sampled_from(["live", "ahead", "past", "none"]), min_size=3, max_size=3)
)
def test_every_practice_stands_once_in_each_summary(courses):
    each = {
        "live": [said(Word.ACTUAL, -1)],
        "ahead": [said(Word.PLANNED, 20)],
        "past": [said(Word.ANNOUNCED, -1)],
        "none": [],
    }
    found = made(**dict(zip("ABC", map(each.__getitem__, courses), strict=True)))
    assert found.stages["practices"].sum() == found.crossing["practices"].sum() == 3
    assert found.suppliers["practices"].sum() == 3
    waits = courses.count("ahead") + courses.count("past")
    assert (
        len(found.calendar) == sum(w.practices for w in rollout.weeks(found)) == waits
    )


def test_a_change_of_supplier_is_told_and_no_system_is_folded():
    systems = (*EMIS, System(date(2023, 7, 1), "Medicus"))
    rows = frame(row(code, PERIOD, 1, 9) for code in ("X99001", "X99002"))
    record = Record((said(Word.ACTUAL, -200),), systems)
    table = rollout.table(rows, {"X99001": record}, TODAY)
    found = Rollout(table, TODAY)
    first = table.set_index("ods_code").loc["X99001"]
    assert (first.supplier, first.stage) == ("Medicus", Stage.NOT_KNOWN)
    assert rollout_words.change(first.to_dict()) == "from EMIS, seen on 1 July 2023"
    assert "Medicus from 1 July 2023" in rollout_words.systems(record)
    assert found.suppliers.set_index("supplier")["changed"]["Medicus"] == 1
    assert "1 practice has changed" in rollout_words.suppliers(found.suppliers)
    assert rollout_words.system("EMIS") == "EMIS (now Optum)"


def test_nobody_in_view_and_nobody_named():
    empty = made().narrowed(made().table.iloc[:0])
    assert empty.calendar.empty
    assert empty.crossing["practices"].sum() == 0
    assert rollout_words.calendar(empty).startswith("No switch-on day")
    nameless = Rollout(empty.table, TODAY, {Stage.LIVE: 4, Stage.NOT_KNOWN: 2})
    assert rollout_words.lead(nameless)[0] == "4 of 6 practices are live."
    assert nameless.narrowed(nameless.table).unnamed == nameless.unnamed


@pytest.mark.parametrize(
    ("saying", "words"),
    [
        (
            said(Word.PLANNED, 9, notice=37),
            "Planned for 11 October 2023 (37 days of notice)",
        ),
        (
            said(Word.PLANNED, -1, notice=-2),
            "Planned for 1 October 2023 (said after that day)",
        ),
        (said(Word.ACTUAL, -1), "Confirmed: live since 1 October 2023"),
        (said(Word.CORRECT, -1, Lever.SETTINGS), "Correct, as of 1 October 2023"),
        (
            said(Word.SENT, -1, Lever.PAUSE)._replace(at="17:00"),
            "Sent 1 October 2023, 17:00",
        ),
        (said(Word.NONE, 0, Lever.ENABLEMENT)._replace(on=None), "None"),
    ],
)
def test_a_word_in_a_sentence(saying, words):
    assert rollout_words.saying(saying) == words
    passed = saying.word is Word.PLANNED and saying.on < TODAY
    assert ("has passed" in rollout_words.standing(saying, TODAY)) == passed
    assert rollout_words.standing(None, TODAY) == "Nothing said"


def test_whether_a_request_to_pause_was_in_time():
    sent = said(Word.SENT, 0, Lever.PAUSE)._replace(
        on=date(2022, 11, 4), at="17:01", system="TPP"
    )
    november, wave = rollout_words.pause_in_time(sent)
    assert november == (
        "Not in time for the switch-on of November 2022 (last 17:00 on 4 November 2022)."
    )
    assert wave.startswith("In time for the TPP wave") and "time not stated" in wave
    (untold,) = rollout_words.pause_in_time(sent._replace(at="", system="EMIS"))
    assert untold.startswith("It cannot be told whether it was in time for")
