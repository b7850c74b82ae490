"""The template that people fill in: what it holds is what is read."""

import csv
import io

from lib.documents import template
from lib.domain.files import Counted, Population
from lib.domain.parsed import Hints
from lib.ingest import child
from lib.ingest.formats import counts
from lib.ingest.opening import open_document


def test_every_column_of_the_example_is_read_without_a_problem():
    parsed = child.parse(template.example_csv(), "counts.csv", Hints())
    assert parsed.problems == []
    assert {row.measure.value for row in parsed.rows} == {
        "104",
        "106",
        "103",
        "added",
        "superseded",
    }
    assert {row.practice_code for row in parsed.rows} == {"X99001", "X99002", "X99003"}
    assert (parsed.counted, parsed.population) == (
        Counted.LATEST,
        Population.AGED_16_PLUS,
    )


def test_the_csv_template_holds_the_headings_alone():
    lines = list(csv.reader(io.StringIO(template.as_csv().decode())))
    assert lines == [[column.heading for column in template.COLUMNS]]


def test_the_workbook_has_a_sheet_to_fill_in_a_specification_and_an_example():
    document = open_document(template.as_xlsx(), "template.xlsx")
    data, specification, example = document.sheets
    assert [line for line, _ in data.lines()] == [1]
    specified = {cells[0] for _, cells in specification.lines()}
    assert specified >= {column.heading for column in template.COLUMNS}
    assert len(list(example.lines())) == 4


def test_only_the_sheet_to_fill_in_is_read():
    parsed = child.parse(template.as_xlsx(), "template.xlsx", Hints())
    assert [problem.kind for problem in parsed.problems] == ["no-rows"]


def test_the_example_typed_into_the_workbook_is_read_as_the_csv_is():
    workbook = open_document(template.as_xlsx(), "template.xlsx")
    example = next(s for s in workbook.sheets if s.name == template.EXAMPLE_SHEET)
    text = io.StringIO()
    csv.writer(text).writerows(cells for _, cells in example.lines())
    typed = counts.read(open_document(text.getvalue().encode(), "a.csv"), Hints())
    plain = counts.read(open_document(template.example_csv(), "b.csv"), Hints())
    assert typed == plain
