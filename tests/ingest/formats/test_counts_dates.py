"""Which month a counts file describes."""

from datetime import date

import pytest

from lib.domain.parsed import Hints
from lib.ingest.formats import counts
from lib.ingest.opening import open_document
from tests.ingest import made
from tests.ingest.formats.counts_files import AUGUST, JULY, read, wrong


@pytest.mark.parametrize(
    ("day", "period"),
    [
        ("31/07/2026", JULY),
        ("01/08/2026", JULY),
        ("02/08/2026", AUGUST),
        ("2026-08-31", AUGUST),
        ("03-Aug-2026", AUGUST),
        ("31/07/2026 09:12", JULY),
    ],
)
def test_the_first_belongs_to_the_month_before_any_other_day_to_its_own(day, period):
    parsed = read(f"ODS,104,Extract date\nX99001,5,{day}\n")
    assert (parsed.period, parsed.rows[0].period) == (period, period)


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        ("07/31/2026", "american-date"),
        ("46234", "not-a-date"),
        ("soon", "not-a-date"),
        ("31/02/2026", "not-a-date"),
    ],
)
def test_a_date_that_cannot_be_read_is_refused_by_name(day, kind):
    parsed = read(f"ODS,104,Extract date\nX99001,5,{day}\n", period=JULY)
    assert wrong(parsed) == {(kind, 2)}


def test_a_date_cell_of_a_workbook_is_a_date():
    table = [["ODS", "104", "Run date"], ["X99001", 5, date(2026, 7, 31)]]

    def dated(book):
        shown = book.add_format({"num_format": "dd/mm/yyyy"})
        book.worksheets()[0].write_datetime(1, 2, table[1][2], shown)

    content = made.workbook([table[0], table[1][:2]], dated)
    parsed = counts.read(open_document(content, "counts.xlsx"), Hints())
    assert parsed.described_on == date(2026, 7, 31)


def test_a_file_without_a_date_needs_the_month():
    assert wrong(read("ODS,104\nX99001,5\n")) == {("no-period", None)}
    assert read("ODS,104\nX99001,5\n", period=JULY).period == JULY


def test_a_line_without_a_date_takes_the_month_of_the_others():
    parsed = read("ODS,104,Run date\nX99001,5,31/07/2026\nX99002,5,\n")
    assert parsed.period == JULY
    assert [row.period for row in parsed.rows] == [JULY, None]


def test_a_file_of_another_month_than_stated_is_refused_naming_both():
    parsed = read("ODS,104,Run date\nX99001,5,31/07/2026\n", period=AUGUST)
    assert wrong(parsed) == {("wrong-month", None)}
    assert not parsed.rows
    text = next(each.text for each in parsed.problems if each.kind == "wrong-month")
    assert "July 2026" in text
    assert "August 2026" in text


def test_lines_of_another_month_than_stated_are_refused_each():
    text = "ODS,104,Run date\nX99001,5,31/07/2026\nX99002,5,31/08/2026\n"
    parsed = read(text, period=AUGUST)
    assert wrong(parsed) == {("wrong-month", 2)}
    assert [row.practice_code for row in parsed.rows] == ["X99002"]


def test_several_months_need_a_column_for_the_month():
    text = "ODS,104,{}\nX99001,5,30/06/2026\nX99001,6,31/07/2026\n"
    assert wrong(read(text.format("Run date"))) == {("wrong-month", None)}
    parsed = read(text.format("Month"))
    assert not wrong(parsed)
    assert parsed.period is None
    assert [row.period for row in parsed.rows] == [date(2026, 6, 1), JULY]


def test_among_several_months_a_line_without_one_is_refused():
    text = "ODS,104,Month\nX99001,5,2026-06\nX99001,6,2026-07\nX99002,6,\n"
    assert wrong(read(text)) == {("no-period", 4)}


@pytest.mark.parametrize(
    "month", ["2026-07", "July 2026", "Jul 2026", "Jul-26", "07/2026", "01/07/2026"]
)
def test_a_month_is_read_as_the_calendar_month_even_when_dated_the_first(month):
    assert read(f"ODS,104,Month\nX99001,5,{month}\n").period == JULY


def test_what_is_no_month_is_refused():
    assert ("not-a-month", 2) in wrong(read("ODS,104,Month\nX99001,5,summer\n"))


def test_a_run_date_outside_the_month_of_its_line_is_refused():
    text = "ODS,104,Month,Run date\nX99001,5,2026-07,{}\n"
    assert not wrong(read(text.format("01/08/2026")))
    assert wrong(read(text.format("02/08/2026"))) == {("wrong-month", 2)}
