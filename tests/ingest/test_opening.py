"""Any bytes become lines of text, or a plain refusal."""

import codecs
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.domain.errors import FileRefused
from lib.ingest import opening
from tests.ingest import made

TABLE = [["Practice code", "104 count"], ["X99001", "12"], ["X99002", "340"]]
AS_LINES = [(n, list(row)) for n, row in enumerate(TABLE, start=1)]

text_of_cells = st.text(
    st.characters(exclude_categories=["C", "Z"], exclude_characters='",;\t'), max_size=8
)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encoding_and_delimiter_are_found_by_content(
    delimiter: str, encoding: str
) -> None:
    content = made.csv_bytes(TABLE, delimiter=delimiter, encoding=encoding)
    assert made.lines(content) == AS_LINES


def test_utf_16_of_either_byte_order() -> None:
    text = "Code,Name\nX99001,Caffè\n"
    big = codecs.BOM_UTF16_BE + text.encode("utf-16-be")
    assert made.lines(big)[1] == (2, ["X99001", "Caffè"])


def test_letters_of_windows_1252_are_kept() -> None:
    content = "Code,Name\nX99001,Caffè £ Ørsted\n".encode("cp1252")
    assert made.lines(content)[1] == (2, ["X99001", "Caffè £ Ørsted"])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", ["", "end"])
def test_any_line_ending_and_no_last_one(end: str, last: str) -> None:
    text = end.join(",".join(row) for row in TABLE) + (end if last else "")
    assert made.lines(text.encode()) == AS_LINES


def test_blank_lines_are_left_out_but_counted() -> None:
    assert made.lines(b"Title,\n\n,,\nX99001,5\n") == [
        (1, ["Title", ""]),
        (4, ["X99001", "5"]),
    ]


def test_a_line_break_within_quotation_marks_is_one_line_of_a_spreadsheet() -> None:
    content = b'"Practice\ncode",Count\nX99001,5\n'
    assert made.lines(content) == [
        (1, ["Practice\ncode", "Count"]),
        (2, ["X99001", "5"]),
    ]


def test_semicolons_win_over_decimal_commas() -> None:
    content = b"Code;Count;Share\nX99001;5;3,9%\nX99002;6;4,1%\n"
    assert made.lines(content)[2] == (3, ["X99002", "6", "4,1%"])


def test_cells_are_stripped() -> None:
    assert made.lines("Code, Count \n X99001 ,\u00a05\n".encode())[1][1] == [
        "X99001",
        "5",
    ]


def test_the_head_is_the_first_forty_lines() -> None:
    sheet = made.only_sheet(made.csv_bytes([["X99001", n] for n in range(100)]))
    assert [row for row, _ in sheet.head] == list(range(1, 41))
    assert len(list(sheet.lines())) == 100
    assert len(list(sheet.lines())) == 100


def test_a_zip_with_one_csv_is_that_csv() -> None:
    packed = made.zipped(
        {"a/made.csv": made.csv_bytes(TABLE), "__MACOSX/a/._made.csv": b"\0\1"}
    )
    assert made.lines(packed) == AS_LINES


def test_a_workbook_gives_the_text_that_a_person_would_have_typed() -> None:
    day = datetime.datetime(2026, 8, 31)  # noqa: DTZ001 a cell has no time zone
    typed = [["X99001", 5.0, 0.5, 1364731000000100, True, " a "]]

    def more(book):
        sheet = book.worksheets()[0]
        form = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        sheet.write_datetime(3, 0, day, form)
        sheet.write_datetime(3, 1, day.replace(hour=9, minute=12), form)
        sheet.write_formula(3, 2, "=1/0", None, "#DIV/0!")

    assert made.lines(made.workbook(typed, more)) == [
        (1, ["X99001", "5", "0.5", "1364731000000100", "TRUE", "a"]),
        (4, ["2026-08-31", "2026-08-31 09:12:00", "#DIV/0!", "", "", ""]),
    ]


def test_a_table_that_starts_down_and_right_keeps_its_line_numbers() -> None:
    def more(book):
        book.worksheets()[0].write(4, 2, "X99001")

    assert made.lines(made.workbook([], more)) == [(5, ["", "", "X99001"])]


def test_hidden_and_empty_sheets_are_not_read() -> None:
    def more(book):
        book.add_worksheet("Empty")
        hidden = book.add_worksheet("Hidden")
        hidden.write(0, 0, "X99009")
        hidden.hide()

    document = opening.open_document(made.workbook(TABLE, more), "made.xlsx")
    assert [sheet.name for sheet in document.sheets] == ["Counts"]


def test_a_csv_and_the_workbook_of_it_are_the_same_lines() -> None:
    assert made.lines(made.workbook(TABLE)) == made.lines(made.csv_bytes(TABLE))


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "empty-file"),
        (b" \r\n\r\n", "empty-file"),
        (codecs.BOM_UTF8, "empty-file"),
        (codecs.BOM_UTF16_LE, "empty-file"),
        (b",,,\n,,,\n", "empty-file"),
        (made.zipped({"made.csv": b""}), "empty-file"),
        (made.workbook([]), "empty-file"),
        (OLE, "old-excel"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"%PDF-1.7\n", "pdf"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "image"),
        (b"\x1f\x8b\x08\0", "other-archive"),
        (b'{"rows": [1]}', "json"),
        (b'[\n {"code": "X99001"}]', "json"),
        (b"<!DOCTYPE html><table></table>", "html"),
        ("\n<html><body>".encode("utf-16"), "html"),
        (b"Code,Count\nX99001,\0\n", "not-text"),
        ("Code,Count\nX99001,5\n".encode("utf-16-le"), "not-text"),
        (b"Code,Count\nX99001,\x81\x8d\n", "encoding"),
        (codecs.BOM_UTF8 + b"Code\nX99001 \xff\n", "encoding"),
        (b'Code,Count\nX99001,"5\n' + b"X99002,6\n" * 20_000, "open-quote"),
    ],
)
def test_what_is_no_table_is_refused_by_name(content: bytes, problem: str) -> None:
    with pytest.raises(FileRefused) as refused:
        made.lines(content)
    assert refused.value.problem == problem


def test_a_web_page_saved_as_excel_is_called_a_web_page() -> None:
    with pytest.raises(
        FileRefused, match="web page or XML, though its name says Excel"
    ):
        opening.open_document(b"<table><tr><td>X99001", "report.XLS")


@pytest.mark.parametrize("content", [b"\x81\x8d\xff", b"\0\1\2"])
def test_a_damaged_workbook_is_not_called_a_text(content: bytes) -> None:
    with pytest.raises(FileRefused, match="no Excel workbook, though its name says so"):
        opening.open_document(content, "September.xlsx")


@given(
    st.lists(st.lists(text_of_cells, min_size=2, max_size=2), min_size=1, max_size=9)
)
def test_lines_come_back_as_they_were_written(table: list[list[str]]) -> None:
    heading = [["Practice code", "Count"]]
    expected = [(n, row) for n, row in enumerate(heading + table, start=1) if any(row)]
    assert made.lines(made.csv_bytes(heading + table)) == expected


@given(
    st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06", OLE[:8], b"\xff\xfe", b'"']),
    st.binary(max_size=400),
)
def test_random_bytes_are_read_or_refused(start: bytes, rest: bytes) -> None:
    try:
        document = opening.open_document(start + rest, "random")
        assert any(True for sheet in document.sheets for _ in sheet.lines())
    except FileRefused as refused:
        assert str(refused).endswith((".", "”"))


A_WORKBOOK = made.workbook(TABLE)
A_ZIP = made.zipped({"made.csv": made.csv_bytes(TABLE)})


@given(st.data())
def test_a_damaged_workbook_or_zip_is_read_or_refused(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from([A_WORKBOOK, A_ZIP]))
    places = st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255))
    damaged = bytearray(whole)
    for place, byte in data.draw(st.lists(places, min_size=1, max_size=8)):
        damaged[place] = byte
    try:
        opening.open_document(bytes(damaged), "damaged")
    except FileRefused as refused:
        assert refused.problem
