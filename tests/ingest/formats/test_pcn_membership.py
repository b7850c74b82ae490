"""ePCN: memberships of practices in PCNs, ended ones too."""

from datetime import date

import pytest

from lib.domain.parsed import Hints
from lib.ingest.formats import pcn_membership
from tests.ingest.formats.reading import changed, kinds, opened, read, read_real
from tests.ingest.made import workbook

HEADINGS = [
    "Partner\nOrganisation\nCode",
    "Partner\nName",
    "Practice\nParent\nCCG Code",
    "PCN Code",
    "PCN Name",
    "Practice to PCN\nRelationship\nStart Date",
    "Practice to PCN\nRelationship\nEnd Date",
]
MADE = """Partner Organisation Code,PCN Code,PCN Name,Practice to PCN Relationship Start Date,Practice to PCN Relationship End Date
X99001,U99001,ANY PCN,20191001,20220331
X99001,U99002,ANOTHER PCN,20220401,
X99002,U99001,ANY PCN,20191001,
"""


def test_the_file_of_january_2023() -> None:
    parsed = read_real(pcn_membership, "ods/ePCN_2023-01.xlsx")
    assert (len(parsed.rows), parsed.rows_read, parsed.problems) == (7455, 7455, [])
    assert sum(row.until_on is None for row in parsed.rows) == 6391
    assert parsed.described_on == date(2023, 1, 9)


def test_headings_with_line_breaks_in_a_workbook_of_the_ccg_vintage() -> None:
    line = ["X99001", "A SURGERY", "99Z", "U99001", "ANY PCN", "20191001", ""]
    book = workbook([HEADINGS, line])
    assert pcn_membership.recognises(opened(book))
    assert read(pcn_membership, book).rows == [
        (2, "X99001", "U99001", "ANY PCN", date(2019, 10, 1), None)
    ]


def test_ended_memberships_are_kept() -> None:
    parsed = read(pcn_membership, MADE)
    assert parsed.problems == []
    assert [row.until_on for row in parsed.rows] == [date(2022, 3, 31), None, None]
    assert parsed.described_on == date(2022, 4, 1)


def test_a_month_that_was_said_goes_before_the_latest_date_in_the_file() -> None:
    parsed = read(pcn_membership, MADE, Hints(period=date(2023, 1, 1)))
    assert parsed.described_on == date(2023, 1, 31)


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("U99002", "U", "pcn-code"),
        ("20220401", "", "blank"),
        ("20220401", "2022", "date"),
        ("ANOTHER PCN", "", "blank"),
        ("20220401,", "20220401,20210101", "ends-before-start"),
    ],
)
def test_one_wrong_cell_makes_one_problem(old: str, new: str, kind: str) -> None:
    parsed = read(pcn_membership, changed(MADE, 3, old, new))
    assert kinds(parsed) == [(kind, 3)]
    assert [row.row for row in parsed.rows] == [2, 4]


def test_the_same_membership_twice_names_both_rows() -> None:
    text = MADE + "X99002,U99001,ANY PCN,20191001,20230101\n"
    parsed = read(pcn_membership, text)
    assert kinds(parsed) == [("duplicate-practice", 5)]
    assert "X99002 in U99001" in parsed.problems[0].message


def test_two_pcns_without_an_end_are_asked_about() -> None:
    parsed = read(pcn_membership, changed(MADE, 2, "20220331", ""))
    assert kinds(parsed) == [("two-current-pcns", 3)]
    assert len(parsed.rows) == 3
