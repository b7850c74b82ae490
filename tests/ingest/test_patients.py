"""A file that numbers or names one patient is refused whole, wherever it hides them."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.gb import nhs

from lib.domain.errors import FileRefused
from lib.domain.parsed import Hints
from lib.ingest import child, patients
from tests.ingest import made

INVENTED = "9434765919"  # passes modulus 11; the example of the NHS Data Dictionary
TABLE = [["Practice code", "LMC"], ["X99001", "North"], ["X99002", "South"]]


def with_check_digit(nine: str) -> str | None:
    return next((nine + d for d in "0123456789" if nhs.is_valid(nine + d)), None)


nine_digits = st.from_regex(r"[0-9]{9}", fullmatch=True)
valid = nine_digits.map(with_check_digit).filter(bool)
invalid = st.from_regex(r"[0-9]{10}", fullmatch=True).filter(
    lambda n: not nhs.is_valid(n)
)
other_lengths = st.from_regex(r"[0-9]{9}|[0-9]{11,18}", fullmatch=True)
words = st.sampled_from(["", "Smith ", "NHS no: ", "aged 71, ", "1. ", "(", "104/106 "])


def spelled(number: str) -> list[str]:
    first, second, third = number[:3], number[3:6], number[6:]
    wide = "".join(chr(ord(d) + 0xFEE0) for d in number)
    arabic = "".join(chr(ord(d) + 0x630) for d in number)
    parts = (" ", "-", "\u00a0", "\u2011", "\u2009", "\u200b", " - ")
    joined = [part.join((first, second, third)) for part in parts]
    return [number, *joined, wide, arabic, " ".join(number)]


spellings = valid.flatmap(lambda number: st.sampled_from(spelled(number)))


def problem(content: bytes, name: str = "made") -> str | None:
    try:
        child.parse(content, name, Hints())
    except FileRefused as refused:
        return refused.problem
    return None


def as_csv(table: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(table)
    return text.getvalue().encode()


def planted(cell: str, row: int, column: int) -> list[list[str]]:
    table = [[*line, ""] for line in TABLE]
    table[row][column] = cell
    return table


places = st.tuples(st.integers(0, 2), st.integers(0, 2))


@given(spellings, words, places)
def test_a_valid_nhs_number_in_any_cell_of_a_csv_is_refused(
    number: str, before: str, place: tuple[int, int]
) -> None:
    assert problem(as_csv(planted(before + number, *place))) == "patient-data"


@given(spellings, words, places)
def test_a_valid_nhs_number_in_any_cell_of_a_workbook_is_refused(
    number: str, before: str, place: tuple[int, int]
) -> None:
    assert problem(made.workbook(planted(before + number, *place))) == "patient-data"


@given(st.one_of(invalid, other_lengths), places)
def test_other_numbers_are_no_patients(number: str, place: tuple[int, int]) -> None:
    table = planted(number, *place)
    assert problem(as_csv(table)) != "patient-data"
    assert problem(made.workbook(table)) != "patient-data"


@pytest.mark.parametrize(
    "harmless",
    [
        "1364731000000104",
        f"0.{INVENTED}",
        f"12.{INVENTED}",
        "9434765919.5",
        "2026-08-31 09:12",
        "31-08-2026 12:00",
        "0113 243 4123",
        "943476591",
        "94347659190",
    ],
)
def test_ids_shares_dates_and_telephones_are_no_patients(harmless: str) -> None:
    patients.check_text(harmless)


@pytest.mark.parametrize(
    "hour", [f"{day}-08-2026 {hour:02}" for day in (10, 31) for hour in range(24)]
)
def test_no_hour_of_a_day_makes_a_date_a_patient(hour: str) -> None:
    patients.check_text(f"{hour}:12")


def test_a_number_beside_other_numbers_is_found() -> None:
    for text in (
        f"12 {INVENTED}",
        "12 943 476 5919 01/02/1950",
        "943 476 5919 1950-02-01",
        "1364731000000104 943-476-5919",
        "104/106 9 4 3 4 7 6 5 9 1 9",
        f"{INVENTED}.0",
        f"See {INVENTED}.",
    ):
        with pytest.raises(FileRefused):
            patients.check_text(text)


def test_numbers_of_neighbouring_cells_and_lines_are_not_joined() -> None:
    assert problem(b"Practice code,LMC\nX99001,94347\n65919,x\n") != "patient-data"
    assert problem(b"a,b\n94347,65919\n") != "patient-data"
    assert problem(b"a\tb\n94347\t65919\n") != "patient-data"


def test_a_number_in_utf_16_is_found() -> None:
    assert problem(f"a\tb\nx\t{INVENTED}\n".encode("utf-16")) == "patient-data"


def test_a_number_far_down_a_long_file_is_found() -> None:
    table = [["X99001", "North"]] * 60_000
    assert problem(as_csv([*table, ["X99002", INVENTED], *table])) == "patient-data"


def test_a_file_named_after_a_patient_is_refused() -> None:
    assert problem(as_csv(TABLE), f"counts {INVENTED}.csv") == "patient-data"


def comment(book):
    book.worksheets()[0].write_comment("A1", "about 943 476 5919")


def hidden_sheet(book):
    sheet = book.add_worksheet("Source")
    sheet.write(5, 5, INVENTED)
    sheet.hide()


def hidden_column(book):
    book.worksheets()[0].write(0, 9, int(INVENTED))
    book.worksheets()[0].set_column(9, 9, None, None, {"hidden": True})


def very_hidden_sheet(book):
    sheet = book.add_worksheet("Source")
    sheet.write(5, 5, int(INVENTED))
    sheet.very_hidden()


def sheet_name(book):
    book.add_worksheet(f"Patient {INVENTED}")


def defined_name(book):
    book.define_name(f"patient_{INVENTED}", "=Counts!$A$1")


def constant(book):
    book.define_name("patient", f'="{INVENTED}"')


def properties(book):
    book.set_properties({"title": "Counts", "comments": f"from {INVENTED}"})


def own_property(book):
    book.set_custom_property("Case", INVENTED)


def footer(book):
    book.worksheets()[0].set_footer(f"&LFor 943 476 5919, {INVENTED}")


def two_fonts(book):
    bold = book.add_format({"bold": True})
    book.worksheets()[0].write_rich_string(7, 0, "943", bold, "476", "5919")


def formula(book):
    book.worksheets()[0].write_formula(7, 0, f'="{INVENTED[:5]}"&"x"', None, INVENTED)


def text_box(book):
    book.worksheets()[0].insert_textbox(9, 0, f"See {INVENTED}")


def prompt(book):
    book.worksheets()[0].data_validation(
        "A1", {"validate": "any", "input_title": "Note", "input_message": INVENTED}
    )


def link(book):
    book.worksheets()[0].write_url(7, 0, f"mailto:a@b.uk?subject={INVENTED}", None, "x")


def chart_title(book):
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=Counts!$A$1:$A$3"})
    chart.set_title({"name": f"Patient {INVENTED}"})
    book.worksheets()[0].insert_chart("D2", chart)


@pytest.mark.parametrize(
    "place",
    [
        *(comment, hidden_sheet, very_hidden_sheet, hidden_column, sheet_name),
        *(defined_name, constant, properties, own_property, footer, two_fonts),
        *(formula, text_box, prompt, link, chart_title),
    ],
)
def test_no_place_in_a_workbook_hides_a_patient(place) -> None:
    book = made.workbook(TABLE, place)
    with pytest.raises(FileRefused) as refused:
        child.parse(book, "made.xlsx", Hints())
    assert refused.value.problem == "patient-data"


def test_what_a_pivot_table_remembers_is_looked_at() -> None:
    cache = f'<pivotCacheRecords><r><n v="{INVENTED}"/></r></pivotCacheRecords>'
    part = {"xl/pivotCache/pivotCacheRecords1.xml": cache.encode()}
    assert problem(made.changed(made.workbook(TABLE), part)) == "patient-data"


def test_a_part_under_an_unusual_name_is_looked_at() -> None:
    part = {"xl/other.dat": f"<a>{INVENTED}</a>".encode()}
    assert problem(made.changed(made.workbook(TABLE), part)) == "patient-data"


def test_ids_of_charts_are_no_patients() -> None:
    drawing = {"xl/charts/chart9.xml": f'<c><axId val="{INVENTED}"/></c>'.encode()}
    assert problem(made.changed(made.workbook(TABLE), drawing)) is None


def test_the_refusal_says_why_and_what_to_send_and_repeats_nothing() -> None:
    with pytest.raises(FileRefused) as refused:
        child.parse(as_csv(planted(INVENTED, 1, 1)), "Smith counts.csv", Hints())
    message = str(refused.value)
    assert "valid NHS number" in message
    assert "Nothing of it was stored" in message
    assert "counts per practice" in message
    assert INVENTED[:4] not in message
    assert "Smith" not in message


@pytest.mark.parametrize(
    "heading",
    [
        *("NHS Number", "NHS No.", "nhs_number", "Patient's NHS number", "NHSNumber"),
        *("Date of Birth", "DOB", "D.O.B.", "Surname", "First name", "FORENAMES"),
        *("Patient Name", "Full name", "Postcode", "Post code", "Patient ID"),
        *("Home address", "EMIS Number", "Date of\nbirth"),
    ],
)
def test_headings_of_a_list_of_people_are_refused(heading: str) -> None:
    table = [["Practice code", "LMC", heading], ["X99001", "North", ""]]
    assert problem(as_csv(table)) == "patient-data"
    assert problem(as_csv([["Anything", heading]])) == "patient-data"
    assert problem(made.workbook(table)) == "patient-data"


@pytest.mark.parametrize(
    "heading",
    [
        *("Practice Postcode", "Practice name", "Name", "Patients", "Patient count"),
        *(
            "NHS Norfolk and Waveney ICB",
            "NHS region",
            "No. of patients",
            "Surgery name",
        ),
    ],
)
def test_headings_of_a_practice_are_not(heading: str) -> None:
    patients.check_headings([heading])


def list_sizes(postcode: str = "ZZ99 9ZZ") -> list[list[str]]:
    headings = "PUBLICATION,EXTRACT_DATE,TYPE,SUB_ICB_LOCATION_CODE,"
    headings += "ONS_SUB_ICB_LOCATION_CODE,CODE,POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS"
    line = f"GP_PRAC_PAT_LIST,2026-09-01,GP,00X,E38999999,X99001,{postcode},ALL,ALL,900"
    return [headings.split(","), line.split(",")]


def test_a_national_file_may_have_a_heading_postcode() -> None:
    assert problem(as_csv(list_sizes())) is None


def test_a_national_file_is_looked_through_too() -> None:
    assert problem(as_csv(list_sizes(postcode=INVENTED))) == "patient-data"


def register_line(telephone: str = "", street: str = "") -> list[str]:
    line = [""] * 27
    line[:5] = ["X99001", "AN INVENTED SURGERY", "Y99", "QZZ", street]
    line[9:13] = ["ZZ99 9ZZ", "19740401", "", "ACTIVE"]
    line[13:15] = ["B", "00X"]
    line[17], line[21], line[23], line[25] = telephone, "1", "00X", "RO76"
    return line


@pytest.mark.parametrize("packing", [as_csv, made.workbook])
def test_telephones_of_the_register_are_not_looked_at(packing) -> None:
    assert problem(packing([register_line(telephone=INVENTED)])) is None
    assert problem(packing([register_line(street=INVENTED)])) == "patient-data"
