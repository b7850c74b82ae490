"""Hostile zips and workbooks are refused before they can do harm."""

import io
import struct
import zipfile

import pytest

from lib.domain.errors import FileRefused
from lib.ingest import archive
from tests.ingest import made

TABLE = [["Practice code", "104 count"], ["X99001", "12"]]
BOOK = made.workbook(TABLE)
SHEET = "xl/worksheets/sheet1.xml"
ENTITIES = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>'
CELL = '<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row>'


def refusal(content: bytes) -> str:
    with pytest.raises(FileRefused) as refused:
        made.lines(content)
    return refused.value.problem


def with_sheet(rows: str, before: str = "") -> bytes:
    return made.changed(BOOK, {SHEET: made.worksheet(rows, before)})


def stating(content: bytes, name: str, size: int) -> bytes:
    """The zip with another unpacked size for this part in both of its headers."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        info = packed.getinfo(name)
    changed = bytearray(content)
    changed[info.header_offset + 22 : info.header_offset + 26] = struct.pack("<L", size)
    entry = content.rindex(name.encode()) - 46
    changed[entry + 24 : entry + 28] = struct.pack("<L", size)
    return bytes(changed)


def encrypted(content: bytes) -> bytes:
    changed = bytearray(content)
    changed[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(changed)


def test_one_cell_in_the_far_corner_is_refused() -> None:
    corner = '<row r="1"><c r="A1"><v>1</v></c></row>'
    corner += '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert refusal(with_sheet(corner)) == "too-many-cells"


def test_a_far_corner_is_found_by_row_numbers_alone() -> None:
    first = '<row r="1"><c r="XFD1"><v>1</v></c></row>'
    assert refusal(with_sheet(first + '<row r="1048576"><c><v>1</v></c></row>')) == (
        "too-many-cells"
    )


def test_formatted_cells_far_down_are_no_reason_to_refuse() -> None:
    rows = '<row r="1"><c r="A1"><v>7</v></c></row>'
    rows += '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert made.lines(with_sheet(rows)) == [(1, ["7"])]


@pytest.mark.parametrize("before", [ENTITIES, OUTSIDE, "<!DOCTYPE a>"])
def test_entities_and_doctypes_are_refused_in_any_part(before: str) -> None:
    assert refusal(with_sheet(CELL, before)) == "doctype"
    elsewhere = f"<?xml version='1.0'?>{before}<a/>".encode()
    assert refusal(made.changed(BOOK, {"customXml/item1.xml": elsewhere})) == "doctype"


def test_a_doctype_in_utf_16_is_refused() -> None:
    sheet = made.worksheet(CELL, ENTITIES).decode().replace("UTF-8", "UTF-16")
    book = made.changed(BOOK, {SHEET: sheet.encode("utf-16")})
    assert refusal(book) == "doctype"


def test_a_workbook_that_unpacks_to_too_much_is_refused() -> None:
    huge = b" " * (archive.WORKBOOK_LIMIT + 1)
    bomb = made.changed(BOOK, {"xl/media/blank.xml": huge})
    assert len(bomb) < 100_000
    assert refusal(bomb) == "too-large"


def test_many_parts_are_counted_together() -> None:
    parts = {f"xl/media/{n}.bin": bytes(2**23) for n in range(9)}
    assert refusal(made.changed(BOOK, dict(parts))) == "too-large"


def test_a_csv_that_unpacks_to_too_much_is_refused() -> None:
    assert (
        refusal(made.zipped({"made.csv": bytes(archive.CSV_LIMIT + 1)})) == "too-large"
    )


@pytest.mark.parametrize("name", [SHEET, "xl/workbook.xml"])
@pytest.mark.parametrize("size", [1, 100, 10_000_000])
def test_a_workbook_that_lies_about_a_size_is_refused(name: str, size: int) -> None:
    assert refusal(stating(BOOK, name, size)) == "damaged"


@pytest.mark.parametrize("size", [1, 100, 10_000_000])
def test_a_zip_that_lies_about_a_size_is_refused(size: int) -> None:
    packed = made.zipped({"made.csv": made.csv_bytes([["X99001", "5"]] * 1000)})
    assert refusal(stating(packed, "made.csv", size)) == "damaged"


def test_a_workbook_of_very_many_parts_is_refused() -> None:
    parts: dict[str, bytes | None] = {f"xl/media/{n}.xml": b"<a/>" for n in range(300)}
    assert refusal(made.changed(BOOK, parts)) == "unsafe-archive"


@pytest.mark.parametrize(
    "name",
    ["../a.xml", "xl/../../a.xml", "/etc/a.xml", "C:/a.xml", "xl\\..\\..\\a.xml"],
)
def test_a_part_that_points_outside_is_refused(name: str) -> None:
    assert refusal(made.changed(BOOK, {name: b"<a/>"})) == "unsafe-archive"
    assert refusal(made.zipped({name: b"A,B\n1,2\n"})) == "unsafe-archive"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused() -> None:
    packed = io.BytesIO(BOOK)
    with zipfile.ZipFile(packed, "a") as book:
        book.writestr(SHEET, made.worksheet(""))
    assert refusal(packed.getvalue()) == "unsafe-archive"


def test_an_unusual_compression_is_refused() -> None:
    packed = made.zipped({"made.csv": b"A,B\n"}, zipfile.ZIP_LZMA)
    assert refusal(packed) == "unsafe-archive"


@pytest.mark.parametrize(
    ("part", "problem"),
    [
        ("xl/vbaProject.bin", "macros"),
        ("xl/macrosheets/sheet1.xml", "macros"),
        ("xl/workbook.bin", "binary-workbook"),
        ("xl/embeddings/oleObject1.bin", "embedded-file"),
    ],
)
def test_unwanted_workbooks_are_refused_by_name(part: str, problem: str) -> None:
    assert refusal(made.changed(BOOK, {part: b"<a/>"})) == problem


def test_a_workbook_inside_a_workbook_is_refused() -> None:
    assert refusal(made.changed(BOOK, {"xl/media/image1.png": BOOK})) == "embedded-file"


def test_a_workbook_with_broken_xml_is_refused() -> None:
    assert refusal(made.changed(BOOK, {SHEET: b"<worksheet>"})) == "damaged"


def test_half_a_million_nested_elements_do_no_harm() -> None:
    deep = b"<a>" * 500_000 + b"</a>" * 500_000
    book = made.changed(BOOK, {"customXml/item1.xml": deep, SHEET: deep})
    assert refusal(book) == "empty-file"


def test_encrypted_parts_are_refused() -> None:
    assert refusal(encrypted(BOOK)) == "encrypted"
    assert refusal(encrypted(made.zipped({"made.csv": b"A,B\n"}))) == "encrypted"


@pytest.mark.parametrize(
    ("parts", "problem"),
    [
        ({}, "several-files"),
        ({"a.csv": b"A,B\n", "b.csv": b"A,B\n"}, "several-files"),
        ({"a.zip": made.zipped({"a.csv": b"A,B\n"})}, "nested-archive"),
        ({"a.xlsx": BOOK}, "nested-archive"),
        ({"a.pdf": b"%PDF-1.7"}, "pdf"),
        ({"a.json": b'{"a": 1}'}, "json"),
    ],
)
def test_a_zip_holds_one_csv_or_is_refused(
    parts: dict[str, bytes], problem: str
) -> None:
    assert refusal(made.zipped(parts)) == problem


def test_half_a_download_is_refused() -> None:
    assert refusal(BOOK[: len(BOOK) // 2]) == "damaged"
