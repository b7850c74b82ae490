"""The tracker's template: what its example holds is what is read."""

from lib.documents import template, tracker
from lib.domain.files import Kind
from lib.domain.parsed import Hints
from lib.domain.tracker_fields import HEADINGS
from lib.ingest import child
from lib.ingest.opening import open_document

ANNOUNCED = Hints(kind=Kind.TRACKER)


def test_every_column_of_the_example_is_read_without_a_problem():
    parsed = child.parse(tracker.example_csv(), "tracker.csv", ANNOUNCED)
    assert parsed.problems == []
    assert parsed.unmatched_headings == []
    assert [row.practice_code for row in parsed.rows] == ["X99001", "X99002", "X99003"]
    assert parsed.rows[0].agreed_on is not None


def test_the_workbook_has_a_sheet_to_fill_in_a_specification_and_an_example():
    document = open_document(tracker.blank_xlsx(), "tracker.xlsx")
    data, specification, example = document.sheets
    assert [cells for _, cells in data.lines()] == [["ODS code", *HEADINGS.values()]]
    specified = {cells[0] for _, cells in specification.lines()}
    assert specified >= {column.heading for column in tracker.COLUMNS}
    assert example.name == template.EXAMPLE_SHEET
    parsed = child.parse(tracker.blank_xlsx(), "tracker.xlsx", ANNOUNCED)
    assert [problem.kind for problem in parsed.problems] == ["no-rows"]
