"""Contacts: people at work come in, patients stay out."""

import pytest

from lib.domain.errors import FileRefused
from lib.domain.files import Kind
from lib.domain.parsed import Hints
from lib.ingest import child
from lib.ingest.formats import contacts, groups, lmc
from tests.ingest import made
from tests.ingest.formats.reading import kinds, opened, read

INVENTED = "9434765919"  # passes modulus 11
VALID_PHONE = "1632960028"  # a telephone number without its 0 that passes it too
HEADINGS = "ODS code,Role,Name,Work e-mail,Telephone,From,Until"
MADE = f"""{HEADINGS}
X99001,Practice manager,Pat Manager,Pat@Example.org,(01632) 960 123,01/02/2026,
x99001,Partner,Dr A Partner,,1632960123,,31/12/2026
X99002,Practice manager,,office@example.org,,,
"""


def problem(content: bytes) -> str | None:
    try:
        child.parse(content, "made", Hints())
    except FileRefused as refused:
        return refused.problem
    return None


def table(heading: str, cell: str = "") -> list[list[str]]:
    return [["ODS code", "Role", "Name", heading], ["X99001", "Manager", "Pat", cell]]


def packed(rows: list[list[str]]) -> list[bytes]:
    return [made.csv_bytes(rows), made.workbook(rows)]


def test_a_file_of_contacts_is_read_into_one_form():
    parsed = read(contacts, MADE)
    assert parsed.problems == []
    assert [row[1:6] for row in parsed.rows] == [
        (
            "X99001",
            "Practice manager",
            "Pat Manager",
            "pat@example.org",
            "01632 960123",
        ),
        ("X99001", "Partner", "Dr A Partner", "", "01632 960123"),
        ("X99002", "Practice manager", "", "office@example.org", ""),
    ]
    assert parsed.rows[0].from_on.isoformat() == "2026-02-01"


def test_it_is_known_by_its_headings_and_not_taken_for_another_kind():
    assert contacts.recognises(opened(MADE))
    assert child.parse(MADE.encode(), "made.csv", Hints()).kind is Kind.CONTACTS
    assert not contacts.recognises(opened("ODS code,Role,Patients\nX99001,Lead,3\n"))
    assert not contacts.recognises(opened("ODS code,LMC\nX99001,North\n"))
    assert not lmc.recognises(opened(MADE))
    assert not groups.recognises(opened(MADE))


def test_a_name_in_two_columns_is_one_name():
    text = "Practice code,Job title,First name,Surname\nX99001,Partner,Ann,Other\n"
    assert [row.name for row in read(contacts, text).rows] == ["Ann Other"]


def test_lines_that_cannot_be_kept_say_why():
    wrong = (
        "X99003,,Pat,,,,\nX99003,Manager,,,,,\nX99003,Partner,Pat,pat at work,,,\n"
        "X99003,Nurse,Pat,,12345,,\nX99003,Lead,Pat,,,01/03/2026,01/02/2026\n"
        "X99001,practice MANAGER,pat manager,,,,\nZ1,Manager,Pat,,,,\n"
    )
    assert kinds(read(contacts, MADE + wrong)) == [
        ("blank", 5),
        ("blank", 6),
        ("email", 7),
        ("telephone", 8),
        ("ends-before-start", 9),
        ("duplicate-practice", 10),
        ("bad-ods-code", 11),
    ]


@pytest.mark.parametrize("heading", ["Full name", "First name", "Surname", "Telephone"])
def test_headings_of_people_at_work_are_honest_here(heading):
    assert [problem(each) for each in packed(table(heading))] == [None, None]


@pytest.mark.parametrize(
    "heading",
    [
        *("NHS number", "Date of birth", "DOB", "Patient name", "Home address"),
        *("Home phone", "Postcode", "Patient's NHS number", "EMIS number"),
    ],
)
def test_headings_of_patients_are_not(heading):
    assert [problem(each) for each in packed(table(heading))] == ["patient-data"] * 2


@pytest.mark.parametrize("heading", ["Telephone", "Notes", "Work e-mail", "Role of"])
def test_an_nhs_number_refuses_the_file_in_any_column(heading):
    for number in (INVENTED, "943 476 5919"):
        found = [problem(each) for each in packed(table(heading, number))]
        assert found == ["patient-data"] * 2


def test_a_telephone_number_without_its_0_is_no_nhs_number_in_its_column_alone():
    assert [problem(each) for each in packed(table("Telephone", VALID_PHONE))] == [
        None,
        None,
    ]
    assert problem(made.csv_bytes(table("Notes", VALID_PHONE))) == "patient-data"
