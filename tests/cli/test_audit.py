"""`oversight audit`: the record in the terminal, and the exit code where it is not whole."""

import pytest
import sqlalchemy as sa

from lib import db, queries
from lib.migrations import guards
from tests import event_log
from tests.conftest import BOTH
from tests.factories import auditor, hierarchy, load, officer, signed_up


@pytest.fixture
def loaded(run):
    load(hierarchy())
    return run


def tamper(statement: str) -> None:
    with db.engine().begin() as connection:
        guards.remove(connection)
        connection.execute(sa.text(statement))
        guards.make(connection)


@BOTH
def test_a_whole_record(ask, loaded):
    answer = ask("audit", "verify")
    assert (answer["whole"], answer["problems"]) == (True, [])
    assert ask("audit", "verify", "--anchor", answer["anchor"])["whole"]
    told = loaded("audit", "verify")
    assert "The record is whole" in told.stdout
    assert "What it proves" in told.stdout
    assert "can write a whole new record" in told.stdout


@BOTH
def test_an_edit_ends_in_exit_code_1_and_says_which(loaded):
    loaded("audit", "verify")  # connects
    tamper("UPDATE audit_entry SET new = '{}' WHERE place = 3")
    found = loaded("audit", "verify")
    assert found.exit_code == 1
    assert "Entry 3 is not as it was sealed" in found.stdout


def test_a_cut_tail_is_found_by_the_anchor(loaded):
    head = queries.audit.head(auditor())
    tamper(f"DELETE FROM audit_entry WHERE place = {head.number}")
    assert loaded("audit", "verify").exit_code == 0
    cut = loaded("audit", "verify", "--anchor", str(head))
    assert cut.exit_code == 1
    assert "cut off" in cut.stdout


def test_an_anchor_that_is_none_is_said(loaded):
    found = loaded("audit", "verify", "--anchor", "12")
    assert (found.exit_code, "as on the paper" in found.stderr) == (1, True)


@BOTH
def test_entries_are_listed_newest_first_and_filtered(ask, loaded):
    rows = ask("audit", "list", "--table", "practice", "--subject", "X99001")
    assert [row["operation"] for row in rows] == ["update", "insert"]
    assert "icb code: nothing → XA1" in rows[0]["change"]
    assert "Who" in loaded("audit", "list").stdout


def test_a_refusal_in_the_terminal_is_an_event(loaded):
    email = signed_up(officer()).email
    assert loaded("audit", "list", "--as", email).exit_code == 1
    event = event_log.newest_first().iloc[0]
    assert (event["by"], event["action"]) == (email, "refusal")
    assert event["subject"] == "audit.entries"
