"""Reports in one table: told from counts, blank is not zero, one month a file."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.domain.files import Kind
from lib.domain.parsed import Hints
from lib.domain.report_figures import Figures
from lib.domain.rows import ReportRow
from lib.ingest import recognition
from lib.ingest.formats import reports
from tests.ingest.formats.reading import changed, kinds, opened, read

MARCH = date(2026, 3, 1)
MADE = """Practice code,Month,Active 104 at month end,104 added in month,Patients reviewed,Received on,Received from,Comment
X99001,2026-03,"6,301",12,,01/04/2026,practice manager,Two searches
X99002,March 2026,0,,0,,,
"""


def test_what_a_line_says_and_does_not_say():
    parsed = read(reports, MADE)
    assert parsed.problems == []
    assert parsed.period == MARCH
    first, second = parsed.rows
    assert first == ReportRow(
        *(2, "X99001", 6_301, 12, None, None, None, None, None),
        *(date(2026, 4, 1), "practice manager", "Two searches"),
    )
    assert (second.coded_104, second.added, second.reviewed) == (0, None, 0)
    assert (second.received_on, second.received_from) == (None, "")


@pytest.mark.parametrize("heading", ["Patients reviewed", "Kept", "Received from"])
def test_a_report_is_told_from_counts_by_what_only_it_has(heading):
    text = f"ODS code,104,{heading}\nX99001,5,\n"
    assert recognition.recognise(opened(text), Hints()).KIND is Kind.REPORTS


def test_counts_stay_counts():
    text = "ODS code,Patients with active 104,104 added in month\nX99001,5,1\n"
    assert recognition.recognise(opened(text), Hints()).KIND is Kind.COUNTS


@pytest.mark.parametrize(
    ("row", "old", "new", "problem"),
    [
        (2, '"6,301"', "many", "number"),
        (2, '"6,301"', "", "blank"),
        (2, ",12,", ",-1,", "number"),
        (2, "2026-03", "spring", "not-a-month"),
        (3, "March 2026", "2026-04", "several-months"),
        (2, "X99001", "99001", "bad-ods-code"),
        (3, "X99002", "X99001", "duplicate-practice"),
        (2, "01/04/2026", "soon", "date"),
    ],
)
def test_what_is_wrong_is_named_with_its_row(row, old, new, problem):
    assert kinds(read(reports, changed(MADE, row, old, new))) == [(problem, row)]


def test_a_month_that_a_person_states_must_be_that_of_the_file():
    stated = Hints(period=date(2026, 4, 1))
    assert kinds(read(reports, MADE, stated)) == [("wrong-month", None)]
    without = MADE.replace("2026-03", "").replace("March 2026", "")
    assert read(reports, without, stated).period == date(2026, 4, 1)
    assert read(reports, without).period is None


counts = st.none() | st.integers(0, 9_999_999)


@given(st.integers(0, 9_999_999), st.lists(counts, min_size=6, max_size=6))
def test_whatever_is_counted_comes_back(stock, flow):
    figures = Figures(stock, *flow)
    names = {
        each.field: f'"{each.names[0]}"'
        for each in reports.COLUMNS
        if each.field in Figures._fields
    }
    head = ",".join(["ODS code", "Received from", *names.values()])
    said = figures._asdict()
    cells = ["" if said[name] is None else str(said[name]) for name in names]
    (row,) = read(reports, f"{head}\nX99001,A,{','.join(cells)}\n").rows
    assert Figures(*(getattr(row, name) for name in Figures._fields)) == figures
