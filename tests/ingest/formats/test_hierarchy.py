"""gp-reg-pat-prac-map, in both vintages."""

from datetime import date

import pytest

from lib.domain.parsed import Hints
from lib.domain.suppliers import supplier
from lib.ingest.formats import hierarchy
from tests.ingest.formats.reading import changed, columns_of, kinds, read, read_real

HEADINGS = (
    "PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,PRACTICE_POSTCODE,PCN_CODE,"
    "PCN_NAME,ONS_SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_NAME,"
    "ONS_ICB_CODE,ICB_CODE,ICB_NAME,ONS_COMM_REGION_CODE,COMM_REGION_CODE,"
    "COMM_REGION_NAME,SUPPLIER_NAME"
)
AREAS = "E38999999,99Z,Any Place,E54999999,QZZ,Any ICB,E40999999,Y99,Any Region"
MADE = f"""{HEADINGS}
GP_PRAC_PAT_LIST,01Aug2026,X99001,AN INVENTED SURGERY,zz1 1zz,U99001,ANY PCN,{AREAS},EMIS
GP_PRAC_PAT_LIST,01Aug2026,X99002,ANOTHER ONE,ZZ1 2ZZ,U,Unallocated,{AREAS},TPP
"""


def test_the_map_of_august_2026() -> None:
    parsed = read_real(hierarchy, "list_size/gp-reg-pat-prac-map_2026-08.csv")
    rows = parsed.rows
    assert (len(rows), parsed.rows_read, parsed.problems) == (6129, 6129, [])
    assert len(columns_of(rows, "icb_code")) == 36
    assert len(columns_of(rows, "sub_icb_code")) == 106
    assert len(columns_of(rows, "region_code")) == 7
    suppliers = [row.supplier for row in rows]
    counts = {name: suppliers.count(name) for name in set(suppliers)}
    assert counts == {"EMIS": 3581, "TPP": 2540, "Medicus": 8}
    assert sum(row.pcn_code is None for row in rows) == 52
    assert (parsed.described_on, parsed.period) == (date(2026, 8, 1), date(2026, 7, 1))


def test_the_map_of_january_2022_has_ccgs_stps_and_no_supplier() -> None:
    parsed = read_real(hierarchy, "list_size/gp-reg-pat-prac-map_2022-01.csv")
    rows = parsed.rows
    assert (len(rows), parsed.problems) == (6527, [])
    assert len(columns_of(rows, "icb_code")) == 42
    assert len(columns_of(rows, "sub_icb_code")) == 106
    assert columns_of(rows, "supplier") == {None}
    assert parsed.described_on == date(2022, 1, 1)


def test_the_pseudo_code_u_is_no_pcn() -> None:
    first, second = read(hierarchy, MADE).rows
    assert (first.pcn_code, first.pcn_name) == ("U99001", "ANY PCN")
    assert (second.pcn_code, second.pcn_name) == (None, None)


def test_codes_are_text_in_capitals_and_postcodes_have_one_space() -> None:
    text = MADE.replace("99Z,Any", "00z,Any").replace("X99001", "x99001")
    row = read(hierarchy, text).rows[0]
    assert (row.practice_code, row.sub_icb_code) == ("X99001", "00Z")
    assert row.postcode == "ZZ1 1ZZ"


def test_a_file_holds_one_date() -> None:
    parsed = read(hierarchy, changed(MADE, 3, "01Aug2026", "01Jul2026"))
    assert kinds(parsed) == [("two-dates", 3)]
    assert [row.practice_code for row in parsed.rows] == ["X99001"]


def test_a_practice_twice_names_both_rows_and_keeps_neither() -> None:
    parsed = read(hierarchy, changed(MADE, 3, "X99002", "X99001"))
    (problem,) = parsed.problems
    assert (problem.kind, problem.row, problem.value) == (
        "duplicate-practice",
        3,
        "X99001",
    )
    assert problem.column == "PRACTICE_CODE"
    assert "rows 2 and 3" in problem.message
    assert parsed.rows == []


@pytest.mark.parametrize(
    ("old", "new", "kind", "column"),
    [
        ("X99001", "", "blank", "PRACTICE_CODE"),
        ("X99001", "X9901", "bad-ods-code", "PRACTICE_CODE"),
        ("U99001", "U9900", "pcn-code", "PCN_CODE"),
        ("99Z,Any", "50,Any", "organisation-code", "SUB_ICB_LOCATION_CODE"),
        ("QZZ", "", "blank", "ICB_CODE"),
        ("01Aug2026", "31Feb2026", "date", "EXTRACT_DATE"),
        ("01Aug2026", "", "blank", "EXTRACT_DATE"),
    ],
)
def test_one_wrong_cell_makes_one_problem(
    old: str, new: str, kind: str, column: str
) -> None:
    parsed = read(hierarchy, changed(MADE, 2, old, new))
    (problem,) = parsed.problems
    assert (problem.kind, problem.row, problem.column) == (kind, 2, column)
    assert [row.row for row in parsed.rows] == [3]


def test_problems_come_in_the_order_of_the_rows_all_at_once() -> None:
    text = changed(changed(MADE, 3, "X99002", "W1"), 2, "U99001", "Z1")
    assert kinds(read(hierarchy, text)) == [("pcn-code", 2), ("bad-ods-code", 3)]


def test_another_month_than_the_one_stated_is_refused() -> None:
    parsed = read(hierarchy, MADE, Hints(period=date(2026, 8, 1)))
    (problem,) = parsed.problems
    assert (problem.kind, problem.row) == ("wrong-month", None)
    assert "1 August 2026" in problem.message
    assert "July 2026" in problem.remedy
    assert parsed.rows == []
    assert read(hierarchy, MADE, Hints(period=date(2026, 7, 1))).problems == []


@pytest.mark.parametrize(
    ("spelled", "name"),
    [
        ("EMIS", "EMIS"),
        ("EMIS Web", "EMIS"),
        ("EMIS (I)", "EMIS"),
        ("Optum", "EMIS"),
        ("TPP", "TPP"),
        ("SystmOne", "TPP"),
        ("MEDICUS", "Medicus"),
        ("VISION (I)", "VISION"),
        ("EMIS/EVERGREENLIFE", "EMIS/EVERGREENLIFE"),
        ("A New Supplier", "A New Supplier"),
        ("", None),
    ],
)
def test_known_suppliers_have_one_spelling_and_others_keep_theirs(
    spelled: str, name: str | None
) -> None:
    assert supplier(spelled) == name
