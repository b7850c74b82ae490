"""One cell of a counts file, and one heading: what each is read as."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.domain.codes import Measure
from lib.domain.files import Counted
from lib.domain.parsed import Hints
from lib.ingest.formats import counts
from lib.ingest.formats.counts_headings import meaning
from lib.ingest.opening import open_document
from tests.ingest import made
from tests.ingest.formats.counts_files import JULY, cell, read, values, wrong

HIDDEN, NONE = "hidden", "none"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0", 0),
        ("118", 118),
        ("16,388", 16388),
        ("1,234,567", 1234567),
        ("9999999", 9999999),
        ("<5", HIDDEN),
        ("< 8", HIDDEN),
        ("<=7", HIDDEN),
        ("\u22645", HIDDEN),
        ("*", HIDDEN),
        ("Suppressed", HIDDEN),
        ("fewer than 5", HIDDEN),
        ("", NONE),
        ("-", NONE),
        ("\u2013", NONE),
        ("n/a", NONE),
        ("N/A", NONE),
        ("#N/A", NONE),
        ("#DIV/0!", "spreadsheet-error"),
        ("#REF!", "spreadsheet-error"),
        ("#VALUE!", "spreadsheet-error"),
        ("3.9%", "percent-in-count"),
        ("-5", "not-a-count"),
        ("(5)", "not-a-count"),
        ("12.5", "not-a-count"),
        ("12.0", "not-a-count"),
        ("5.0E+3", "not-a-count"),
        ("5e3", "not-a-count"),
        ("inf", "not-a-count"),
        ("nan", "not-a-count"),
        ("lots", "not-a-count"),
        ("1_000", "not-a-count"),
        ("16 388", "not-a-count"),
        ("1,63", "not-a-count"),
        ("1-7", "not-a-count"),
        ("5+", "not-a-count"),
        ("<500", "not-a-count"),
        ("\u0661\u0662", "not-a-count"),
        ("\uff11\uff12", "not-a-count"),
        ("118\u00b9", "not-a-count"),
        ("10000000", "not-a-count"),
        ("10,000,000", "not-a-count"),
        ("1000000000000000000000", "not-a-count"),
    ],
)
def test_a_cell_is_a_count_or_hidden_or_no_data_or_refused_by_name(text, expected):
    parsed = cell(text)
    if isinstance(expected, int):
        assert values(parsed) == {("X99001", "104"): expected}
    elif expected == HIDDEN:
        assert [(row.value, row.suppressed) for row in parsed.rows] == [(None, True)]
    elif expected == NONE:
        assert wrong(parsed) == {("no-rows", None)}
    else:
        assert wrong(parsed) == {(expected, 2)}
        assert not parsed.rows


@given(st.integers(0, 9_999_999), st.booleans())
def test_every_count_of_up_to_seven_digits_is_read_as_written(number, with_commas):
    text = f"{number:,}" if with_commas else str(number)
    assert values(cell(text)) == {("X99001", "104"): number}


@given(st.text("0123456789,.-+eE%<>*_ ()\u0661\u00b9\uff11", max_size=9))
def test_nothing_but_digits_and_commas_is_taken_for_a_number(text):
    for row in cell(text).rows:
        digits = text.strip().replace(",", "")
        assert row.suppressed or (digits.isascii() and row.value == int(digits))


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("104", "104"),
        ("106", "106"),
        ("103", "103"),
        ("1364731000000104", "104"),
        ("1364751000000106", "106"),
        ("1290331000000103", "103"),
        ("1364731000000100", "excel-damaged-snomed"),
        ("1364751000000100", "excel-damaged-snomed"),
        ("1.36473E+15", "excel-damaged-snomed"),
        ("1.364731e15", "excel-damaged-snomed"),
        ("1364731000000105", "not-a-snomed-id"),
        ("04", "not-a-snomed-id"),
        ("Enhanced review indicated", "not-a-snomed-id"),
        ("1364731000014104", "other-code-ending-104"),
        ("999000041000000102", "other-code"),
    ],
)
def test_only_the_whole_snomed_id_or_the_short_code_names_a_count(code, expected):
    parsed = read(f"ODS,SNOMED code,Patients\nX99001,{code},5\n", period=JULY)
    if expected in set(Measure):
        assert values(parsed) == {("X99001", expected): 5}
    else:
        assert wrong(parsed) == {(expected, 2)}
        assert parsed.problems[-1].remedy


def test_a_list_by_code_may_leave_the_practice_blank_on_repeated_lines():
    text = "ODS,SCTID,Count\nX99001,104,5\n,106,7\nX99002,104,8\n,,20\n"
    assert values(read(text, period=JULY)) == {
        ("X99001", "104"): 5,
        ("X99001", "106"): 7,
        ("X99002", "104"): 8,
    }


def test_a_list_by_code_refuses_the_same_practice_and_code_twice():
    text = "ODS,SCTID,Count\nX99001,104,5\nX99001,106,5\nX99001,1364731000000104,5\n"
    assert wrong(read(text, period=JULY)) == {("duplicate-practice", 4)}


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("ODS", "practice"),
        ("ODS Code", "practice"),
        ("GP Code", "practice"),
        ("Practice ODS", "practice"),
        ("Org\nCode", "practice"),
        ("PRACTICE_CODE", "practice"),
        ("104", "104"),
        ("SNOMED 104", "104"),
        ("Enhanced review", "104"),
        ("Enhanced review indicated", "104"),
        ("Exclusion code count", "104"),
        ("No. with 104 code", "104"),
        ("Number of patients with 104", "104"),
        ("104 count", "104"),
        ("1364731000000104", "104"),
        ("Patients coded 1364731000000104", "104"),
        ("106 count", "106"),
        ("Enhanced review not indicated", "106"),
        ("103", "103"),
        ("Declined", "103"),
        ("104 added in month", "added"),
        ("104 superseded by 106", "superseded"),
        ("List size", "list_size"),
        ("Registered patients", "list_size"),
        ("List size 16+", "list_size_16"),
        ("List size (aged 16 and over)", "list_size_16"),
        ("Population\n16+", "list_size_16"),
        ("Extract date", "run_on"),
        ("Month", "period"),
        ("% 104", ""),
        ("104 rate", ""),
        ("Notes", ""),
        ("Supplier", ""),
        ("PCN name", ""),
        ("104 last month", None),
        ("No 104 code", None),
        ("Not 104", None),
        ("Without 104", None),
        ("104 codes applied", None),
        ("104 or 106", None),
        ("104 in month", None),
        ("Change in 104", None),
        ("PCN code count", None),
        ("Population", None),
    ],
)
def test_a_heading_is_read_as(heading, field):
    assert meaning(heading).field == field


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Patients with active 104", Counted.LATEST),
        ("Latest code 104", Counted.LATEST),
        ("Ever coded 104", Counted.EVER),
        ("104", None),
    ],
)
def test_a_heading_tells_what_was_counted(heading, expected):
    assert meaning(heading).counted is expected


def test_an_unknown_heading_is_asked_about_and_then_left_out_or_matched():
    text = "ODS,104,Mystery\nX99001,5,6\n"
    parsed = read(text, period=JULY)
    assert parsed.unmatched_headings == ["Mystery"]
    assert "unknown-heading" in {each.kind for each in parsed.problems}
    matched = read(text, period=JULY, columns={"MYSTERY ": "106"})
    assert values(matched) == {("X99001", "104"): 5, ("X99001", "106"): 6}
    assert not matched.unmatched_headings
    left_out = read(text, period=JULY, columns={"Mystery": ""})
    assert not left_out.unmatched_headings


def test_a_needed_heading_that_is_missing_is_named_and_can_be_matched():
    text = "Surgery ref,104\nX99001,5\n"
    parsed = read(text, period=JULY)
    assert wrong(parsed) == {("missing-heading", 1)}
    assert parsed.unmatched_headings == ["Surgery ref"]
    matched = read(text, period=JULY, columns={"Surgery ref": "practice"})
    assert values(matched) == {("X99001", "104"): 5}


def test_a_column_of_patients_beside_counts_of_codes_is_asked_about():
    parsed = read("ODS,104,Patients\nX99001,5,100\n", period=JULY)
    assert parsed.unmatched_headings == ["Patients"]
    assert values(parsed) == {("X99001", "104"): 5}


def test_a_file_without_a_known_heading_lists_its_headings_to_be_matched():
    text = "Ref,Figure\nX99001,5\n"
    parsed = read(text, period=JULY)
    assert [each.column for each in parsed.problems if each.kind == "missing-heading"]
    assert parsed.unmatched_headings == ["Ref", "Figure"]
    matched = read(text, period=JULY, columns={"Ref": "practice", "Figure": "104"})
    assert values(matched) == {("X99001", "104"): 5}


def test_of_whom_was_counted_has_to_be_one_of_two_answers():
    parsed = read("ODS,104,Counted of\nX99001,5,adults\n", period=JULY)
    assert wrong(parsed) == {("not-a-population", 2)}


def test_two_headings_for_one_field_are_refused_until_one_is_left_out():
    text = "ODS,104,104 count\nX99001,5,6\n"
    assert wrong(read(text, period=JULY)) == {("duplicate-heading", 1)}
    assert not read(text, period=JULY).rows
    mended = read(text, period=JULY, columns={"104": ""})
    assert values(mended) == {("X99001", "104"): 6}


@pytest.mark.parametrize("heading", ["1.36473E+15", "1364731000000100"])
def test_a_damaged_snomed_id_as_heading_is_refused_until_it_is_matched(heading):
    text = f"ODS,{heading}\nX99001,5\n"
    assert wrong(read(text, period=JULY)) == {("excel-damaged-snomed", 1)}
    matched = read(text, period=JULY, columns={heading: "104"})
    assert values(matched) == {("X99001", "104"): 5}


HEADINGS = ["Practice code", "104 count", "106 count", "List size", "Run date"]
LINES = [
    ["X99001", "118", "12", "3021", "31/07/2026"],
    ["X99002", "16,020", "<5", "16,388", "31/07/2026"],
]
TABLE = [HEADINGS, *LINES]


@given(st.permutations(range(len(HEADINGS))), st.randoms(use_true_random=False))
def test_neither_the_order_of_columns_nor_the_case_of_headings_matters(order, chance):
    headings = ["".join(_any_case(chance, each) for each in word) for word in HEADINGS]
    table = [[line[n] for n in order] for line in [headings, *LINES]]
    assert _rows(_quoted(table).encode()) == _rows(_quoted(TABLE).encode())


def _any_case(chance: random.Random, letter: str) -> str:
    return letter.upper() if chance.random() < 0.5 else letter.lower()


def _quoted(table: list[list[str]], delimiter: str = ",") -> str:
    lines = [delimiter.join(f'"{cell}"' for cell in line) for line in table]
    return "\r\n".join(lines)


def _rows(content: bytes) -> list[object]:
    rows = counts.read(open_document(content, "counts"), Hints()).rows
    return sorted(rows, key=lambda row: row[:4])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_encoding_and_delimiter_do_not_matter(encoding, delimiter):
    table = [[*HEADINGS, "Practice name"], *([*line, "Caf\u00e9"] for line in LINES)]
    content = _quoted(table, delimiter).encode(encoding)
    assert len(_rows(content)) == 4
    assert _rows(content) == _rows(_quoted(TABLE).encode())


def test_a_workbook_gives_the_same_rows():
    assert _rows(made.workbook(TABLE)) == _rows(_quoted(TABLE).encode())


def test_numbers_and_ids_of_a_workbook_are_read_from_number_cells():
    table = [
        ["ODS", "SNOMED code", "Count"],
        ["X99001", "1364731000000104", 5.0],
        ["X99002", 1364731000000100, 5],
    ]
    document = open_document(made.workbook(table), "counts.xlsx")
    parsed = counts.read(document, Hints(period=JULY))
    assert values(parsed) == {("X99001", "104"): 5}
    assert wrong(parsed) == {("excel-damaged-snomed", 3)}


def test_two_sheets_of_counts_are_refused():
    def copy(book):
        book.add_worksheet("Last month").write_row(0, 0, HEADINGS)

    document = open_document(made.workbook(TABLE, copy), "counts.xlsx")
    parsed = counts.read(document, Hints())
    assert wrong(parsed) == {("several-sheets", None)}
    assert not parsed.rows
