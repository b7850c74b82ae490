"""Many reports from one file: each by the rules of one, the file all or nothing."""

from datetime import date

import pytest

from lib import actions, queries
from lib.domain.arrivals import Consent
from lib.domain.dates import shift
from lib.domain.errors import NotAllowed, RuleBroken
from lib.domain.files import Kind
from lib.domain.parsed import Parsed
from lib.domain.rows import ReportRow
from tests import factories
from tests.conftest import BOTH_COPIES, filled
from tests.factories import ICB, PERIOD, asked_for_reports, officer

NEXT = shift(PERIOD, 1)


@filled
def asked():
    neighbour = factories.practice("X99004", sub_icb_code="X02", icb_code="XB1")
    factories.over({"X99001": 6_000, "X99002": 7_000})
    factories.load(factories.hierarchy([*factories.PRACTICES, neighbour]))
    asked_for_reports("X99001")
    asked_for_reports("X99002")


def row(line: int, code: str, stock: int, **different) -> ReportRow:
    usual = ReportRow(
        *(line, code, stock, 1, None, None, None, None, None),
        *(NEXT, "practice manager", ""),
    )
    return usual._replace(**different)


def file(*rows: ReportRow, period: date | None = PERIOD, sender: str = ""):
    parsed = Parsed(Kind.REPORTS, list(rows), len(rows), period=period)
    return factories.arrival(parsed, icb_code=ICB, sender=sender)


def load(*rows: ReportRow, by=None, consent: Consent | None = None, **said):
    return actions.imports.load(
        file(*rows, **said), by=by or officer(), consent=consent
    )


def reports():
    return queries.monthly_reports.every(officer())


@BOTH_COPIES
def test_each_line_is_a_report_with_its_place_in_the_file(asked):
    told = load(row(2, "X99001", 6_000), row(3, "X99002", 9_000))
    assert (told.rows_stored, told.problems) == (2, [])
    found = reports()
    assert found["coded_104"].tolist() == [6_000, 9_000]
    assert found["upload_id"].tolist() == [told.upload_id] * 2
    assert found["row"].tolist() == [2, 3]
    query = queries.report_queries.open_ones(officer())
    assert query["ods_code"].tolist() == ["X99002"]


def test_one_line_that_cannot_be_taken_stops_the_file(asked):
    told = load(row(2, "X99001", 6_000), row(3, "X99003", 5))
    assert [(p.kind, p.row) for p in told.problems] == [("report-not-taken", 3)]
    assert "has not been asked" in told.problems[0].message
    assert told.upload_id is None
    assert reports().empty


def test_the_good_lines_may_be_taken_alone(asked):
    told = load(
        row(2, "X99001", 6_000),
        row(3, "X99003", 5),
        consent=Consent(good_rows_only=True),
    )
    assert told.rows_stored == 1
    assert reports()["ods_code"].tolist() == ["X99001"]


def test_a_practice_of_another_icb_is_left_out_with_notice(asked):
    told = load(row(2, "X99001", 6_000), row(3, "X99004", 5))
    assert [(p.kind, p.row) for p in told.problems] == [("another-icb", 3)]
    assert told.rows_stored == 1


def test_what_is_on_record_is_not_stored_again_and_a_change_is_a_version(asked):
    load(row(2, "X99001", 6_000), row(3, "X99002", 7_000))
    again = load(row(2, "X99001", 6_000), row(3, "X99002", 7_000))
    assert again.already_stored
    told = load(row(2, "X99001", 6_000), row(3, "X99002", 6_900))
    assert told.rows_stored == 1
    newest = reports().set_index("ods_code").loc["X99002"].iloc[-1]
    assert (newest["number"], newest["coded_104"]) == (2, 6_900)


def test_a_file_without_a_month_waits_for_one(asked):
    told = load(row(2, "X99001", 6_000), period=None)
    assert [p.kind for p in told.problems] == ["no-period"]
    assert told.upload_id is None


def test_who_sent_it_is_said_by_the_line_or_when_loading(asked):
    nobody = row(2, "X99001", 6_000, received_from="")
    assert "from whom" in load(nobody).problems[0].message
    told = load(nobody, sender="Practices of the north")
    assert told.rows_stored == 1
    (version,) = queries.monthly_reports.versions(officer(), "X99001")
    assert version.received_from == "Practices of the north"


def test_a_closed_month_takes_no_file(asked):
    days = actions.reporting_periods
    days.set_(ICB, PERIOD, NEXT, None, None, seen_version=0, by=officer())
    days.close(ICB, PERIOD, "Sent", seen_version=1, by=officer())
    told = load(row(2, "X99001", 6_000))
    assert "closed for reports" in told.problems[0].message
    assert reports().empty


def test_reports_are_casework_and_stay_when_a_file_is_regretted(asked):
    with pytest.raises(NotAllowed):
        load(row(2, "X99001", 6_000), by=factories.analyst(ICB))
    with pytest.raises(NotAllowed):
        load(row(2, "X99001", 6_000), by=officer("XB1"))
    told = load(row(2, "X99001", 6_000))
    with pytest.raises(RuleBroken, match="correct or return each"):
        actions.uploads.withdraw(told.upload_id, "wrong", by=officer())


def test_checking_a_file_stores_nothing(asked):
    (told,) = actions.imports.check([file(row(2, "X99001", 6_000))], by=officer())
    assert (told.rows_stored, told.problems) == (1, [])
    assert reports().empty
