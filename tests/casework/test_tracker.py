"""A tracker comes in, goes out as a workbook and comes back: only what changed is stored."""

from datetime import date

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib import actions, queries
from lib.casework import tracker
from lib.documents import tracker as documents
from lib.documents.tables import Notes
from lib.domain.action_plan import Status
from lib.domain.arrivals import Consent
from lib.domain.ask import Ask
from lib.domain.codes import tidy
from lib.domain.correspondence import Channel, LogEntry
from lib.domain.dates import playing_on
from lib.domain.errors import NotFound, RuleBroken, Stale
from lib.domain.events import Event
from lib.domain.files import Kind
from lib.domain.parsed import Hints
from lib.domain.problems import Severity
from lib.domain.recipients import Recipient
from lib.domain.tracker import Stated
from lib.domain.tracker_fields import HEADINGS, Field
from lib.domain.uploads import WordFor
from lib.ingest import child
from tests import factories
from tests.conftest import BOTH
from tests.factories import approver, officer, signed_up
from tests.repeated import repeated
from tests.spreadsheets import edited, grid, written

TODAY = date(2026, 5, 6)
STATED = Stated(TODAY, "letter of 1 May 2026", Recipient.ICB)
OLD = """ODS,Owner,Plan requested,Due date,Status,Last contact,Next action,Comments,Contract
X99001,Olive Officer,03/02/2026,03/03/2026,requested,10/03/2026,Call them,Manager on leave,GMS
X99002,olive.officer@example.org,,,,,,,
"""
ALL = Consent(all_warnings=True)


@pytest.fixture(autouse=True)
def in_may():
    with playing_on(TODAY):
        yield


@pytest.fixture
def placed(database):
    """Two practices over, the third not; two people with accounts."""
    two_over()


@repeated
def two_over() -> None:
    factories.over({"X99001": 6_000, "X99002": 7_000, "X99003": 10})
    factories.adopted()
    for person in (officer(), approver()):
        signed_up(person)


def arrived(content: bytes | str, *, sender: str = "", **hints):
    raw = content.encode() if isinstance(content, str) else content
    parsed = child.parse(raw, "tracker.csv", Hints(kind=Kind.TRACKER, **hints))
    return factories.arrival(parsed, icb_code=factories.ICB, sender=sender)


@repeated
def brought(content: bytes | str, *, by=None, **said):
    user = by or officer()
    report = tracker.check(user, arrived(content, **said), STATED)
    assert not tracker.waits(report, ALL), [p.text for p in report.problems]
    tracker.store(user, report, STATED)
    return report


def kinds(report) -> list[tuple[str, int | None]]:
    return [(each.kind, each.row) for each in report.problems]


def checked(content, *, by=None, stated=STATED, **said):
    return tracker.check(by or officer(), arrived(content, **said), stated)


def plan(code: str = "X99001") -> dict:
    rows = queries.episodes.every(officer()).to_dict("records")
    return next(row for row in rows if row["ods_code"] == code)


def standing(code: str = "X99001"):
    every = queries.tracker.standings(officer(), factories.ICB)
    return next(one for one in every if one.ods_code == code)


def test_an_old_tracker_begins_cases_and_says_what_it_changes(placed):
    report = brought(OLD)
    assert report.diff.words == "2 cases new, 0 changed, 0 unchanged."
    assert report.diff.changes[0].words.startswith(
        "X99001 case begins, owner olive.officer@example.org, plan requested on"
        " 3 February 2026, plan due on 3 March 2026, status requested"
    )
    values = standing().values
    assert values[Field.STATUS] == Status.REQUESTED
    assert values[Field.DUE] == date(2026, 3, 3)
    assert values[Field.CONTACT] == date(2026, 3, 10)
    assert (values[Field.NOTES], values[Field.CONTRACT]) == ("Manager on leave", "GMS")
    assert standing("X99002").values[Field.STATUS] == Status.REQUIRED


def stored(table, database):
    with database.connect() as connection:
        return connection.execute(sa.select(table.__table__)).mappings().all()


@BOTH
def test_the_request_is_an_ask_on_the_stated_authority(placed, database):
    brought(OLD)
    (ask,) = stored(Ask, database)
    assert (ask["authority"], ask["recipient"]) == (STATED.authority, Recipient.ICB)
    assert (ask["asked_on"], ask["due_on"]) == (date(2026, 2, 3), date(2026, 3, 3))
    assert ask["episode_id"] == standing().seen.episode_id
    brought(edited(out(), "X99001", "Plan requested on", date(2026, 2, 4)))
    (corrected,) = stored(Ask, database)
    assert (corrected["asked_on"], corrected["version"]) == (date(2026, 2, 4), 2)


@BOTH
def test_each_case_leaves_its_event_and_notes_are_stored_once(placed, database):
    brought(OLD)
    told = [e for e in stored(Event, database) if e["action"] == "bring tracker line"]
    assert [event["subject"] for event in told] == ["X99001", "X99002"]
    assert {event["reason"] for event in told} == {"tracker of 6 May 2026"}
    again = checked(OLD)
    assert again.diff.words == "0 cases new, 0 changed, 2 unchanged."
    log = stored(LogEntry, database)
    assert [(each["channel"], each["on"]) for each in log] == [
        (Channel.OTHER, date(2026, 3, 10)),
        (Channel.NOTE, TODAY),
    ]


def test_without_an_authority_a_request_is_not_brought(placed):
    report = checked(OLD, stated=Stated(TODAY))
    assert ("no-authority", None) in kinds(report)
    assert tracker.waits(report, ALL)


@BOTH
def test_nothing_is_half_stored(placed):
    report = checked(OLD)
    actions.episodes.begin(factories.ground("X99002"), by=approver())
    with pytest.raises(Stale):
        tracker.store(officer(), report, STATED)
    assert standing("X99001").seen.episode_id is None


def test_everything_wrong_is_told_at_once_by_row_and_column(placed):
    lines = [
        "X99001,Nobody Known,31/02/2026,,requested,,,,",
        "X99002,,03/02/2026,01/02/2026,chased twice,,,,",
        "X99009,,,,requested,,,,",
        "X99003,Olive Officer,,,,,,,ABC",
    ]
    report = checked("\n".join([OLD.splitlines()[0], *lines]))
    wrong = [(p.kind, p.row, p.column) for p in report.of(Severity.MUST_FIX)]
    assert wrong == [
        ("date", 2, "Plan requested"),
        ("unmatched-status", 3, "Status"),
        ("unknown-practice", 4, "ODS code"),
        ("contract-type", 5, "Contract type"),
    ]


@BOTH
def test_words_are_matched_once_for_a_sender(placed):
    text = "ODS,Owner,Status,Requested\nX99001,OO,Chased,03/02/2026\n"
    report = checked(text, sender="Primary care")
    assert report.unmatched == {WordFor.STATUS: ["Chased"], WordFor.OWNER: ["OO"]}
    for about, means in (
        (WordFor.STATUS, {"Chased": Status.REQUESTED.value}),
        (WordFor.OWNER, {"OO": officer().email}),
    ):
        actions.matches.remember_words("Primary care", about, means, by=officer())
    brought(text, sender="Primary care")
    assert plan()["owner"] == officer().email
    assert plan()["status"] == Status.REQUESTED


@pytest.mark.parametrize("about", WordFor)
def test_a_word_stands_for_what_there_is(placed, about):
    with pytest.raises(NotFound):
        actions.matches.remember_words("S", about, {"OO": "nothing"}, by=officer())


def test_a_word_may_stand_for_nothing(placed):
    actions.matches.remember_words("S", WordFor.OWNER, {"Left": ""}, by=officer())
    brought("ODS,Owner\nX99001,left\n", sender="S")
    assert standing().values[Field.OWNER] is None


def test_no_case_begins_before_the_icb_has_adopted_the_rule(database):
    factories.over()
    signed_up(officer())
    report = checked("ODS,Next action\nX99001,Call\n")
    assert kinds(report) == [("not-adopted", 2)]
    assert "Settings" in report.problems[0].remedy


def test_a_practice_that_is_not_over_keeps_its_notes_alone(placed):
    text = "ODS,Next action,Notes\nX99003,Call,Came down by itself\n"
    report = brought(text)
    assert kinds(report) == [("not-over", 2)]
    assert standing("X99003").seen.episode_id is None
    assert standing("X99003").values[Field.NOTES] == "Came down by itself"


def test_an_agreed_plan_of_old_is_brought_by_who_may_decide(placed):
    text = (
        "ODS,Requested,Received,Agreed,Status\n"
        "X99001,03/02/2026,01/03/2026,20/03/2026,in delivery\n"
    )
    assert kinds(checked(text)) == [("needs-approver", 2)]
    report = brought(text, by=approver())
    assert kinds(report) == [("agreed-before", 2)]
    values = standing().values
    assert values[Field.STATUS] == Status.IN_DELIVERY
    assert values[Field.RECEIVED] == date(2026, 3, 1)
    assert values[Field.AGREED] == date(2026, 3, 20)


def test_who_changed_a_plan_last_does_not_agree_it(placed):
    decider = approver()
    text = "ODS,Requested,Received,Agreed,Status\nX99001,03/02/2026,01/03/2026,{}\n"
    brought(text.format(",in review"), by=decider)
    agreed = text.format("20/03/2026,agreed")
    assert kinds(checked(agreed, by=decider)) == [("two-people", 2)]
    another = signed_up(factories.person(decider.role, "Bea Second"))
    brought(agreed, by=another)
    assert plan()["status"] == Status.AGREED


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (',,closed,""', "unmatched-status"),
        (',,"closed, below the threshold",', "status-order"),
        ('03/02/2026,,"required, not requested",', "day-before-status"),
        (",03/03/2026,,", "day-before-status"),
        (",,requested,", "no-requested-day"),
        ("07/05/2026,,requested,", "future-day"),
        ("03/02/2026,01/02/2026,requested,", "due-before-request"),
        ("03/02/2026,,extension agreed,", "no-extended-day"),
    ],
)
def test_what_cannot_be_is_refused(placed, line, kind):
    report = checked(f"ODS,Requested,Due,Status,Received\nX99001,{line}\n")
    assert kind in [p.kind for p in report.of(Severity.MUST_FIX)]
    assert report.diff.changes == []


def test_the_action_refuses_what_the_check_would_have(placed):
    report = checked(OLD)
    with pytest.raises(RuleBroken, match="to whom"):
        tracker.store(officer(), report, Stated(TODAY))
    with pytest.raises(RuleBroken, match="not come"):
        tracker.store(officer(), report, Stated(date(2026, 5, 7)))


# The workbook


def out() -> bytes:
    found = tracker.of(officer(), factories.ICB)
    notes = Notes("Tracker", "as each rule says", found.period, "Olive Officer")
    return documents.as_xlsx(found.lines, found.owners, notes)


def test_a_workbook_that_comes_back_unchanged_changes_nothing(placed):
    brought(OLD)
    content = out()
    assert [row[0] for row in grid(content)] == ["ODS code", "X99001", "X99002"]
    for same in (content, written(grid(content))):
        report = checked(same)
        assert report.problems == []
        assert report.diff.words == "0 cases new, 0 changed, 2 unchanged."


def test_a_practice_over_without_a_case_goes_out_and_begins_nothing(placed):
    assert [row[0] for row in grid(out())[1:]] == ["X99001", "X99002"]
    assert checked(out()).diff.changes == []
    brought(edited(out(), "X99002", "Owner", "Olive Officer"))
    assert plan("X99002")["owner"] == officer().email
    assert standing("X99001").seen.episode_id is None


def test_only_changed_cells_are_stored(placed):
    brought(OLD)
    content = edited(out(), "X99001", "Plan due on", date(2026, 3, 31))
    report = brought(content)
    assert report.diff.words == "0 cases new, 1 changed, 1 unchanged."
    assert report.diff.changes[0].words == (
        "X99001 plan due on 3 March 2026 to 31 March 2026"
    )
    assert plan()["version"] == 2  # the episode was not touched


def test_a_line_that_was_changed_meanwhile_is_told_and_left_alone(placed):
    brought(OLD)
    content = edited(out(), "X99001", "Plan due on", date(2026, 3, 31))
    content = edited(content, "X99002", "Next action", "Write to them")
    brought(edited(out(), "X99001", "Plan due on", date(2026, 4, 14)))
    report = checked(content)
    assert kinds(report) == [("changed-meanwhile", 2)]
    assert "yours “31 March 2026”, now “14 April 2026”" in report.problems[0].message
    assert tracker.waits(report, Consent())
    brought(content)
    assert standing().values[Field.DUE] == date(2026, 4, 14)
    assert standing("X99002").values[Field.ACTION] == "Write to them"


def test_what_others_changed_elsewhere_on_a_line_is_no_clash(placed):
    brought(OLD)
    content = edited(out(), "X99001", "Next action", "Write to them")
    brought(edited(out(), "X99001", "Plan due on", date(2026, 4, 14)))
    assert brought(content).problems == []
    assert standing().values[Field.DUE] == date(2026, 4, 14)
    assert standing().values[Field.ACTION] == "Write to them"


def test_an_emptied_cell_empties_what_may_be_empty(placed):
    brought(OLD)
    brought(edited(out(), "X99001", "Owner", ""))
    assert standing().values[Field.OWNER] is None
    report = checked(edited(out(), "X99001", "Plan requested on", ""))
    assert kinds(report) == [("emptied", 2)]


def test_what_is_written_above_a_note_is_a_note_of_its_own(placed):
    brought(OLD)
    text = "Spoke to the partner\nManager on leave"
    brought(edited(out(), "X99001", "Notes", text))
    assert standing().noted == {"Manager on leave", "Spoke to the partner"}


def test_a_line_copied_to_another_practice_is_told_apart(placed):
    rows = grid(out())
    rows[2][3:] = rows[1][3:]
    assert kinds(checked(written(rows))) == [("hidden-columns", 3)]


TEXT = st.characters(exclude_categories=["Cc", "Cs", "Nd", "Z"])
PEOPLE = {"": None, "Ada Approver": approver().email, "Olive Officer": officer().email}
ANSWERS = [Status.DECLINED, Status.DPIA_POSITION, Status.EXEMPT, Status.WITHDRAWN]
SOON = st.dates(TODAY, date(2027, 1, 1))
CELLS = {
    Field.ACTION: st.text(TEXT, max_size=40),
    Field.ACTION_ON: SOON,
    Field.DUE: SOON,
    Field.OWNER: st.sampled_from(list(PEOPLE)),
    Field.CONTRACT: st.sampled_from(["", "GMS", "PMS", "APMS"]),
    Field.STATUS: st.sampled_from(ANSWERS),
    Field.CONTACT: st.dates(date(2026, 3, 11), TODAY),
    Field.REQUESTED: st.dates(date(2026, 1, 1), date(2026, 2, 20)),
}
EDITS = st.sampled_from(list(CELLS)).flatmap(
    lambda one: st.tuples(st.just(one), CELLS[one])
)


def told(one: Field, cell, before):
    """What is on record once this stands in the cell."""
    if one is Field.OWNER:
        return PEOPLE[cell]
    if one is Field.CONTACT:
        return max(cell, before)
    return tidy(cell) or None if one is Field.ACTION else cell or None


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edit=EDITS)
def test_one_edited_cell_changes_exactly_that(placed, edit):
    if standing().seen.episode_id is None:
        brought(OLD)
    one, cell = edit
    before, beside = standing(), standing("X99002")
    report = brought(edited(out(), "X99001", HEADINGS[one], cell))
    assert report.problems == []
    wanted = told(one, cell, before.values[one])
    assert standing().values == {**before.values, one: wanted}
    assert standing("X99002") == beside
    assert checked(out()).diff.changes == []
