"""The matrix from what is stored: whoever asks sees the same, within their scope."""

from datetime import date

import pytest

from lib import actions, queries
from lib.analysis.report_checks import Beside
from lib.casework import one_report, reports
from lib.domain.codes import Measure
from lib.domain.dates import shift
from lib.domain.report_figures import Figures
from tests import factories
from tests.conftest import BOTH
from tests.factories import ICB, PERIOD, asked_for_reports, officer, reported

NEXT = shift(PERIOD, 1)
DUE_ON, LATER = date(2026, 4, 14), date(2026, 5, 20)


@pytest.fixture
def asked(database):
    factories.over()
    actions.reporting_periods.set_(
        ICB, PERIOD, NEXT, DUE_ON, None, seen_version=0, by=officer()
    )
    for code in ("X99001", "X99002"):
        asked_for_reports(code)


def cells(by=None) -> dict[str, dict]:
    found = reports.cells(by or officer(), ICB, PERIOD, PERIOD, LATER)
    return {row["ods_code"]: row for row in found.to_dict("records")}


@BOTH
def test_each_asked_practice_has_its_cell_and_place(asked):
    reported(coded_104=6_301, received_on=date(2026, 4, 18))
    found = cells()
    assert set(found) == {"X99001", "X99002"}
    first = found["X99001"]
    assert (first["timeliness"], first["days_late"]) == ("Late", 4)
    assert (first["content"], first["query_open"]) == ("figures", True)
    assert (first["gap"], first["beyond"]) == (301, True)
    assert (first["name"], first["pcn_code"]) == ("Practice 01", "U99001")
    second = found["X99002"]
    assert (second["timeliness"], second["beyond"]) == ("Missing", False)
    assert second["due_on"].date() == DUE_ON


def test_nobody_sees_beyond_their_scope_and_a_lead_sees_the_same(asked):
    assert cells(officer("XB1")) == {}
    assert set(cells(factories.lead())) == {"X99001", "X99002"}


def test_before_anybody_is_asked_there_is_no_cell(database):
    factories.over()
    assert reports.first_month(officer(), ICB) is None
    assert reports.cells(officer(), ICB, PERIOD, PERIOD, LATER).empty


def of(period=PERIOD):
    figures = queries.figures.panel(officer(), period, period)
    return one_report.of(officer(), figures, "X99001", period)


def test_a_form_starts_with_what_is_known(asked):
    factories.load(
        factories.counts({"X99001": 12}, measure=Measure.ADDED, partial=True)
    )
    assert of().known == {"coded_104": 6_000, "added": 12}
    reported()
    following = of(NEXT)
    assert following.known == {"coded_104": 6_000}
    assert following.unchanged == Figures(6_000, 0, 0, None, 0, 0, 0)
    assert of().unchanged is None


def test_a_report_is_held_against_months_list_and_extract(asked):
    reported(coded_104=6_100)
    shown = of()
    assert shown.beside == Beside((None, None), 10_000, 6_000, 5)
    assert [each.kind for each in shown.findings] == []
    assert shown.open_query is None
    assert shown.duty[0].recipient == "NHS England and the ICB"
