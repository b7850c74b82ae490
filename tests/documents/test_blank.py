"""Blank files of the other kinds: their example is read, each under its own kind."""

import csv
import io

import pytest

from lib.documents import (
    access,
    blank,
    deprivation,
    national_steps,
    people,
    rollout,
    succession,
)
from lib.documents.blank import Blank
from lib.domain.files import Kind
from lib.domain.parsed import Hints
from lib.ingest import child
from lib.ingest.opening import open_document

BLANKS = {
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
    parsed = child.parse(blank.example_csv(made), "example.csv", Hints())
    assert (parsed.kind, parsed.problems, bool(parsed.rows)) == (kind, [], True)
    assert parsed.unmatched_headings == []
    headings = [column.heading for column in made.columns]
    assert next(csv.reader(io.StringIO(blank.as_csv(made).decode()))) == headings
    document = open_document(blank.as_xlsx(made), "blank.xlsx")
    specified = {cells[0] for _, cells in document.sheets[1].lines()}
    assert specified >= {*headings}
