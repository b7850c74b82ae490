"""Online accounts with access: two counts of a practice in a month, or not known."""

from datetime import date

import pytest

from lib.documents import template
from lib.documents.access import BLANK
from lib.domain.errors import FileRefused
from lib.domain.files import Kind
from lib.domain.parsed import Hints
from lib.ingest import child
from lib.ingest.formats import ALL, access
from tests.ingest.formats.reading import kinds, opened, read

MADE = """ODS code,Practice,Total online accounts,Prospective access,Share,Run date
X99001,One,1000,900,90%,31/07/2024
X99002,Two,"1,200",*,,31/07/2024
X99003,Three,,,,31/07/2024
Total,,2200,900,,31/07/2024
"""
HEADINGS = "Practice code,Online accounts,Accounts with access,Month\n"


def test_a_line_is_a_practice_with_its_accounts() -> None:
    fitting = (each.KIND for each in ALL if each.recognises(opened(MADE)))
    assert next(fitting) is Kind.ACCESS
    parsed = read(access, MADE)
    assert kinds(parsed) == [("totals-row", 5)]
    day, july = date(2024, 7, 31), date(2024, 7, 1)
    assert parsed.rows == [
        (2, "X99001", july, 1000, 900, day),
        (3, "X99002", july, 1200, None, day),  # hidden by the sender
        (4, "X99003", july, None, None, day),  # blank is not known, not 0
    ]
    assert parsed.period == july


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("X99001,899,900,July 2024", "access-above-accounts"),
        ("X99001,90.5,80,July 2024", "not-a-count"),
        ("X99001,100,90%,July 2024", "percent-in-count"),
        ("X99001,100,90,soon", "not-a-month"),
        ("X9,100,90,July 2024", "bad-ods-code"),
    ],
)
def test_a_line_that_cannot_be_so_must_be_fixed(line: str, problem: str) -> None:
    parsed = read(access, f"{HEADINGS}{line}\n")
    assert (kinds(parsed), parsed.rows) == ([(problem, 2)], [])


def test_several_months_may_come_together_each_practice_once_in_each() -> None:
    lines = "X99001,10,9,June 2024\nX99001,11,9,July 2024\nX99001,12,9,2024-07\n"
    parsed = read(access, HEADINGS + lines)
    assert kinds(parsed) == [("duplicate-practice", 4)]
    assert [row.period for row in parsed.rows] == [date(2024, 6, 1)]
    undated = read(access, "Practice code,Online accounts,With access\nX99001,9,9\n")
    assert (undated.period, undated.rows[0].period) == (None, None)


def test_ten_digits_refuse_the_file() -> None:
    with pytest.raises(FileRefused):
        read(access, f"{HEADINGS}X99001,1234567890,9,July 2024\n")


def test_the_template_is_read_as_it_is_filled_in() -> None:
    parsed = child.parse(template.example_csv(BLANK), "access.csv", Hints())
    assert (parsed.kind, parsed.problems) == (Kind.ACCESS, [])
    assert [row[3:5] for row in parsed.rows] == [
        (5210, 4689),
        (8804, 8012),
        (4100, None),
    ]
    book = child.parse(template.as_xlsx(BLANK), "access.xlsx", Hints())
    assert (book.kind, kinds(book)) == (Kind.ACCESS, [("no-rows", None)])
