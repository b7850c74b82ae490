"""`oversight letters`: the drafts of a month, stored once, written as often as asked."""

from datetime import timedelta

import pytest

from lib import actions, queries
from lib.domain.dates import playing_on
from lib.domain.letter import LetterKind
from tests import factories, lettering
from tests.factories import PERIOD, officer

MONTH = ["letters", "--period", f"{PERIOD:%Y-%m}"]


@pytest.fixture
def missing(run):
    """Two practices were asked for March's report; that of one has not come."""
    with playing_on(lettering.REPORT_DUE + timedelta(days=1)):
        factories.over({"X99001": 6_000})
        lettering.owes_reports("X99001")
        lettering.owes_reports("X99002")
        lettering.report_came("X99002")
        yield


@pytest.fixture
def asked(missing, ask, tmp_path):
    """The requests are written and sent, so that reminders may follow."""
    ask("letters", "--period", "2026-04", "--out", tmp_path / "requests")
    lettering.sent()


def test_what_is_missing_is_reminded_of(asked, ask, tmp_path):
    out = tmp_path / "march"
    reminders = [r for r in ask(*MONTH, "--out", out) if "reminder" in r["letter"]]
    assert [(r["ods_code"], r["rung"], r["outcome"]) for r in reminders] == [
        ("X99001", "+1", "drafted")
    ]
    assert {path.name for path in out.iterdir()} == {
        *reminders[0]["files"],
        "mail-merge.csv",
        "due-days.ics",
    }
    assert "DRAFT" in (out / reminders[0]["files"][1]).read_text()


def test_again_stores_nothing_and_writes_the_same(asked, ask, run, tmp_path):
    ask(*MONTH, "--out", tmp_path / "one")
    before = queries.letters.every(officer())
    said = run(*MONTH, "--out", tmp_path / "two")
    assert "1 draft written" in said.stdout
    assert "0 new" in said.stdout
    assert "Without a contact: X99001." in said.stdout
    assert queries.letters.every(officer()).equals(before)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_what_was_sent_is_not_written_again(asked, ask, tmp_path):
    ask(*MONTH, "--out", tmp_path / "one")
    lettering.sent(lettering.REPORT_DUE + timedelta(days=1))
    again = ask(*MONTH, "--out", tmp_path / "two")
    assert [row["outcome"] for row in again if row["rung"]] == ["sent"]
    assert not (tmp_path / "two").exists()


def test_what_was_discarded_stays_so(asked, ask, tmp_path):
    (draft,) = [r for r in ask(*MONTH, "--out", tmp_path) if r["rung"]]
    actions.letters.discard({draft["id"]: 1}, "They called", by=officer())
    (again,) = [r for r in ask(*MONTH, "--out", tmp_path) if r["rung"]]
    assert (again["outcome"], again["files"]) == ("discarded before", [])


def test_a_draft_with_another_due_day_is_not_written(missing, ask, tmp_path):
    factories.adopted()
    case_id = actions.episodes.begin(factories.ground(), by=officer())
    case = queries.episodes.get(officer(), case_id)
    lettering.requested(case)
    april = ["letters", "--period", "2026-04", "--out", tmp_path]
    ask(*april)
    lettering.stands(case, due_on=lettering.DUE_ON + timedelta(days=7))
    (found,) = [r for r in ask(*april) if r["letter"] == LetterKind.PLAN_REQUEST]
    assert "another due day" in found["outcome"]
    assert found["files"] == []


def test_a_flag_that_depends_on_the_basis_waits_for_a_person(missing, ask, tmp_path):
    factories.load(factories.counts({"X99001": 5_100}), by=officer())
    sizes = factories.list_sizes({"X99001": 9_000}, basis=factories.Basis.AGED_16_PLUS)
    factories.load(sizes)
    found = ask("letters", "--period", "2026-04", "--out", tmp_path)
    assert {row["ods_code"]: row["id"] for row in found}["X99001"] is None
    assert "depends on the basis" in found[0]["outcome"]


def test_a_month_without_letters_says_so(run, tmp_path):
    said = run(*MONTH, "--out", tmp_path / "none")
    assert "Nothing was written" in said.stdout
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("wrong", [["--period", "soon"], ["--icb", "NOPE"]])
def test_wrong_usage_is_exit_2(missing, run, wrong, tmp_path):
    assert run(*MONTH, "--out", tmp_path, *wrong).exit_code == 2
