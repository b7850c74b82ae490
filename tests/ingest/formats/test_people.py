"""People: who may sign in, one to a line; patients stay out."""

import pytest

from lib.documents import template
from lib.documents.people import BLANK
from lib.domain.errors import FileRefused
from lib.domain.files import Kind
from lib.domain.parsed import Hints
from lib.domain.roles import Role, role_named
from lib.ingest import child
from lib.ingest.formats import contacts, people
from tests.ingest.formats.reading import kinds, opened, read

HEADINGS = "E-mail,Name,Role,ICB,LMC,Until"
MADE = f"""{HEADINGS}
Pat@Example.org,Pat Officer,officer,XA1,,
lee@example.org,Lee Auditor,Auditor,All ICBs,,31/03/2027
kim@example.org,Kim Observer,lmc-observer,,North LMC,
"""


def test_a_file_of_people_is_read_into_one_form():
    parsed = read(people, MADE)
    assert parsed.problems == []
    assert [row[1:6] for row in parsed.rows] == [
        ("pat@example.org", "Pat Officer", "ICB officer", "XA1", ""),
        ("lee@example.org", "Lee Auditor", "Auditor", "all", ""),
        ("kim@example.org", "Kim Observer", "LMC observer", "", "North LMC"),
    ]
    assert [str(row.until or "") for row in parsed.rows] == ["", "2027-03-31", ""]


@pytest.mark.parametrize("codes", ["XA1 XB1", "xb1, xa1", "XA1;XB1", "XB1/XA1"])
def test_several_icbs_are_told_apart_however_they_are_listed(codes):
    line = f'a@example.org,A,officer,"{codes}",,'
    assert read(people, f"{HEADINGS}\n{line}\n").rows[0].icbs == "XA1 XB1"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("nobody,A,officer,XA1,,", "email"),
        (",A,officer,XA1,,", "blank"),
        ("a@example.org,,officer,XA1,,", "blank"),
        ("a@example.org,A,boss,XA1,,", "role"),
        ("a@example.org,A,officer,Northmere,,", "icb-code"),
        ("a@example.org,A,officer,XA1,,soon", "date"),
    ],
)
def test_what_cannot_be_read_is_said_of_its_line(line, kind):
    parsed = read(people, f"{HEADINGS}\n{line}\nb@example.org,B,officer,XA1,,\n")
    assert kinds(parsed) == [(kind, 2)]
    assert [row.email for row in parsed.rows] == ["b@example.org"]


def test_of_two_lines_for_one_person_neither_is_taken():
    twice = "a@example.org,A,officer,XA1,,\nA@example.org,A,auditor,XA1,,\n"
    parsed = read(people, f"{HEADINGS}\n{twice}c@example.org,C,lead,all,,\n")
    assert kinds(parsed) == [("duplicate-person", 3)]
    assert [row.email for row in parsed.rows] == ["c@example.org"]


def test_it_is_not_taken_for_contacts_nor_they_for_it():
    assert child.parse(MADE.encode(), "p.csv", Hints()).kind is Kind.PEOPLE
    of_practices = "ODS code,Role,Name,E-mail\nX99001,Manager,Pat,p@example.org\n"
    assert not people.recognises(opened(of_practices))
    assert contacts.recognises(opened(of_practices))


def test_a_list_of_patients_is_refused():
    for text in (
        f"{HEADINGS},NHS number\na@example.org,A,officer,XA1,,,1\n",
        f"{HEADINGS}\na@example.org,943 476 5919,officer,XA1,,\n",
    ):
        with pytest.raises(FileRefused) as refused:
            child.parse(text.encode(), "p.csv", Hints())
        assert refused.value.problem == "patient-data"


def test_every_role_is_known_by_its_words_and_by_one_word():
    for role in Role:
        assert role_named(role.value) is role
        assert role_named(role.name.replace("_", "-").lower()) is role
    assert role_named("") is None


def test_the_template_is_read_as_it_is_filled_in():
    parsed = child.parse(template.example_csv(BLANK), "people.csv", Hints())
    assert (parsed.kind, parsed.problems, len(parsed.rows)) == (Kind.PEOPLE, [], 3)
    assert child.parse(template.as_xlsx(BLANK), "p.xlsx", Hints()).kind is Kind.PEOPLE
