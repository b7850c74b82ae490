"""The templates that people fill in: what the example of each holds is what is read."""

import csv
import io

import pytest

from lib.documents import (
    access,
    counts,
    deprivation,
    national_steps,
    people,
    rollout,
    succession,
    template,
)
from lib.documents.template import Blank
from lib.domain.files import Counted, Kind, Population
from lib.domain.parsed import Hints
from lib.ingest import child
from lib.ingest.formats import counts as reading
from lib.ingest.opening import open_document

BLANKS = {
    Kind.COUNTS: counts.BLANK,
    Kind.NATIONAL_STEPS: national_steps.BLANK,
    Kind.SUCCESSION: succession.BLANK,
    Kind.PEOPLE: people.BLANK,
    Kind.ROLLOUT: rollout.BLANK,
    Kind.ACCESS: access.BLANK,
    Kind.DEPRIVATION: deprivation.BLANK,
}


@pytest.mark.parametrize("kind", BLANKS)
def test_the_example_is_read_and_the_workbook_is_specified(kind: Kind):
    made: Blank = BLANKS[kind]
    parsed = child.parse(template.example_csv(made), "example.csv", Hints())
    assert (parsed.kind, parsed.problems, bool(parsed.rows)) == (kind, [], True)
    assert parsed.unmatched_headings == []
    headings = [column.heading for column in made.columns]
    lines = list(csv.reader(io.StringIO(template.as_csv(made).decode())))
    assert lines == [headings]
    document = open_document(template.as_xlsx(made), "blank.xlsx")
    data, specification, example = document.sheets
    assert [line for line, _ in data.lines()] == [1]
    assert {cells[0] for _, cells in specification.lines()} >= {*headings}
    assert len(list(example.lines())) == 4


def test_every_column_of_the_example_of_counts_is_read():
    parsed = child.parse(template.example_csv(counts.BLANK), "counts.csv", Hints())
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


def test_only_the_sheet_to_fill_in_is_read():
    parsed = child.parse(template.as_xlsx(counts.BLANK), "template.xlsx", Hints())
    assert [problem.kind for problem in parsed.problems] == ["no-rows"]


def test_the_example_in_the_workbook_is_read_as_the_csv_is():
    workbook = open_document(template.as_xlsx(counts.BLANK), "template.xlsx")
    example = next(s for s in workbook.sheets if s.name == template.EXAMPLE_SHEET)
    text = io.StringIO()
    csv.writer(text).writerows(cells for _, cells in example.lines())
    typed = reading.read(open_document(text.getvalue().encode(), "a.csv"), Hints())
    plain = reading.read(
        open_document(template.example_csv(counts.BLANK), "b.csv"), Hints()
    )
    assert typed == plain
