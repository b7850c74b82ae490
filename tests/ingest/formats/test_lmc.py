"""LMC areas: two columns that a person made."""

import pytest

from lib.ingest.formats import lmc
from tests.ingest.formats.reading import kinds, opened, read

MADE = """ODS Code,LMC name
X99001,Anyshire LMC
x99002 ,Anyshire   LMC
X99003,Otherton LMC
"""


@pytest.mark.parametrize("code", ["Practice code", "ODS", "GP_CODE", "org code"])
@pytest.mark.parametrize("name", ["LMC", "lmc_name", "Local Medical Committee"])
def test_headings_are_tolerant(code: str, name: str) -> None:
    text = MADE.replace("ODS Code", code).replace("LMC name", name)
    assert lmc.recognises(opened(text))
    parsed = read(lmc, text)
    assert [row[1:] for row in parsed.rows] == [
        ("X99001", "Anyshire LMC"),
        ("X99002", "Anyshire LMC"),
        ("X99003", "Otherton LMC"),
    ]
    assert (parsed.problems, parsed.described_on) == ([], None)


def test_other_columns_do_no_harm() -> None:
    text = "Notes,LMC,Practice name,ODS code\n-,Anyshire,COUNTY ROAD SURGERY,X99001\n"
    assert lmc.recognises(opened(text))
    assert len(read(lmc, text).rows) == 1


def test_counts_with_a_column_for_the_lmc_are_not_an_lmc_file() -> None:
    assert not lmc.recognises(opened("ODS code,LMC,104 count\nX99001,Anyshire,3\n"))


def test_a_practice_has_one_lmc_and_both_cells() -> None:
    parsed = read(lmc, MADE + "X99001,Otherton LMC\nX99004,\nZ1,Otherton LMC\n")
    assert kinds(parsed) == [
        ("duplicate-practice", 5),
        ("blank", 6),
        ("bad-ods-code", 7),
    ]
    assert [row.practice_code for row in parsed.rows] == ["X99002", "X99003"]
