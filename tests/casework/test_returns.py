"""The return as drawn from what is stored: stock, flow, plan, report, basis, sources."""

from datetime import date

import pytest

from lib import actions, queries
from lib.analysis.return_checks import checks
from lib.casework import returns
from lib.casework.returns import Choice
from lib.domain.audit import anchor
from lib.domain.dates import shift
from lib.domain.monthly_return import Scope
from tests import factories
from tests.conftest import BOTH
from tests.factories import ICB, PERIOD, asked_for_reports, officer, reported

NEXT = shift(PERIOD, 1)
TODAY = date(2026, 5, 20)


@pytest.fixture
def case(database):
    found = factories.case()
    asked_for_reports()
    reported(coded_104=5_900, added=10, superseded=110)
    return found


def drawn(scope: Scope = Scope.ASKED, **said):
    return returns.drawn(officer(), Choice(ICB, PERIOD, scope, **said), TODAY)


@BOTH
def test_a_row_says_stock_flow_plan_report_basis_and_where_from(case):
    (row,) = drawn().rows
    assert (row["coded_104"], row["added"], row["superseded"]) == (5_900, 10, 110)
    assert (row["kept"], row["extract"], row["list_size"]) == (None, 6_000, 10_000)
    assert row["plan_status"] == "required, not requested"
    assert row["report_status"] == "On time, received"
    assert row["basis"] == "registered patients"
    assert row["recipient"] == "NHS England and the ICB"
    assert row["sources"] == (
        f"report version 1 of 1 April 2026; extract (upload {case.upload_id}, row 2)"
    )


def changed(made) -> int:
    now = returns.rows(officer(), Choice(ICB, PERIOD, made.scope), TODAY)
    return returns.changed(made, now.table)


@pytest.mark.parametrize(
    ("scope", "codes"),
    [
        (Scope.ASKED, ["X99001"]),
        (Scope.OVER, ["X99001"]),
        (Scope.EVERY, ["X99001", "X99002", "X99003"]),
    ],
)
def test_the_scope_is_a_choice(case, scope, codes):
    assert [row["ods_code"] for row in drawn(scope).rows] == codes


def test_columns_are_a_choice_but_for_those_that_carry_the_row(case):
    (row,) = drawn(columns=["coded_104"]).rows
    assert list(row) == [
        *("ods_code", "name", "basis", "coded_104", "under_query"),
        *("report_status", "sources"),
    ]


def test_the_cover_names_icb_month_basis_and_that_no_template_is_known(case):
    cover = dict(drawn().cover)
    assert cover["ICB"] == "Invented ICB (XA1)"
    assert (cover["Month"], cover["Basis"]) == ("March 2026", "registered patients")
    assert "No national template" in cover["Template"]


@BOTH
def test_what_changed_since_it_was_drawn_up_is_counted(case):
    made_id = actions.monthly_returns.draft(drawn(), by=officer())
    made = queries.monthly_returns.get(officer(), made_id)
    assert changed(made) == 0
    asked_for_reports("X99002")
    reported(coded_104=5_800, reason="Counted again")
    assert changed(made) == 2


def test_a_version_that_is_kept_tells_how_it_stands(case):
    factories.signed_up(factories.approver())
    made_id = actions.monthly_returns.draft(drawn(), by=officer())
    actions.monthly_returns.call_final(made_id, seen_version=1, by=factories.approver())
    (made,) = returns.newest(officer(), PERIOD)
    standing = dict(returns.as_document(made).standing)
    assert (standing["State"], standing["Version"]) == ("FINAL", "1")
    assert standing["Called final by"] == factories.approver().email
    assert returns.newest(officer("XB1"), PERIOD) == []


def test_the_checks_tell_what_is_open(case):
    found = returns.rows(officer(), Choice(ICB, PERIOD, Scope.EVERY), TODAY)
    told = {check.words: check.is_open for check in checks(found.table, found.cells)}
    assert told["1 report is received and not accepted"] is True
    assert told["0 reports are missing"] is False
    assert told["2 practices have no extract"] is True
    assert told["All rows are on one basis"] is False


def test_the_cover_carries_the_head_of_the_record(case):
    head = queries.audit.head(officer())
    line = dict(drawn().cover)["Record of changes"]
    assert queries.audit.verify(officer(), anchor(line.partition(" (")[0])).whole
    assert line.startswith(str(head))
