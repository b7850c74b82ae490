"""EMIS Enterprise count exports: the lines above the table, practices by name."""

from datetime import date

import pytest

from lib.domain.codes import Measure
from lib.domain.files import Counted, Population
from lib.ingest.formats import counts_emis
from tests.ingest.formats.counts_files import (
    AUGUST,
    EMIS,
    JULY,
    asked,
    read,
    recognised,
    values,
    wrong,
)

MATCHED = {"12345": "X99001", "Another Invented Practice": "X99002"}
HEADINGS = EMIS.splitlines()[5]


def test_an_emis_export_is_read_with_what_stands_above_it():
    parsed = read(EMIS, practices=MATCHED)
    assert recognised(EMIS)
    assert values(parsed) == {("X99001", "104"): 118, ("X99002", "104"): 16020}
    assert [row.list_size for row in parsed.rows] == [3021, 16388]
    assert {row.run_on for row in parsed.rows} == {date(2026, 8, 3)}
    assert (parsed.described_on, parsed.period) == (date(2026, 8, 1), JULY)
    assert (parsed.counted, parsed.population) == (
        Counted.LATEST,
        Population.AGED_16_PLUS,
    )
    assert (parsed.partial, parsed.rows_read, parsed.problems) == (True, 3, [])


def test_names_without_a_code_are_listed_to_be_matched_once():
    parsed = read(EMIS, practices={"12345": "X99001"})
    assert wrong(parsed) == {("unmatched-practice", 8)}
    assert parsed.unmatched_practices == ["ANOTHER INVENTED PRACTICE (CDB 12346)"]
    (label,) = parsed.unmatched_practices
    assert not wrong(read(EMIS, practices={"12345": "X99001", label: "X99002"}))


def test_a_practice_that_a_person_has_left_out_is_no_problem():
    parsed = read(EMIS, practices={"12345": "X99001", "12346": ""})
    assert values(parsed) == {("X99001", "104"): 118}
    assert not wrong(parsed)


@pytest.mark.parametrize("name", ["X99009", "X99009 - A SURGERY", "A SURGERY (x99009)"])
def test_a_code_in_the_organisation_cell_is_used(name):
    parsed = read(EMIS + f'"{name}","1","7","90","","","","","Complete"\n')
    assert values(parsed) == {("X99009", "104"): 7}


def test_a_total_is_left_out_with_notice():
    text = EMIS + '"Total","","16138","19409","","","","",""\n'
    parsed = read(text, practices=MATCHED)
    assert asked(parsed) == {"totals-row"}
    assert len(parsed.rows) == 2


def test_a_first_line_without_organisation_is_ignored():
    first = ',,"55","","","","","","Complete"'
    text = EMIS.replace(HEADINGS, f"{HEADINGS}\n{first}")
    parsed = read(text, practices=MATCHED)
    assert len(parsed.rows) == 2
    assert not parsed.problems


def test_a_blank_below_a_practice_belongs_to_it_and_is_then_twice():
    lines = EMIS.splitlines()
    lines.insert(7, ',,"55","","","","","","Complete"')
    assert wrong(read("\n".join(lines), practices=MATCHED)) == {
        ("duplicate-practice", 8)
    }


def test_without_the_lines_above_code_and_month_must_be_said():
    text = "\n".join(EMIS.splitlines()[5:])
    assert wrong(read(text, practices=MATCHED)) == {
        ("measure-unknown", 1),
        ("no-period", None),
    }
    parsed = read(
        text,
        practices=MATCHED,
        period=JULY,
        columns={"Population Count": "106"},
    )
    assert values(parsed) == {("X99001", "106"): 118, ("X99002", "106"): 16020}


def test_without_a_relative_date_the_last_run_decides_the_month():
    text = EMIS.replace('"Relative Date","01/08/2026"\n', "")
    assert read(text, practices=MATCHED).period == AUGUST


def test_a_relative_date_in_words_is_not_guessed_at():
    text = EMIS.replace('"01/08/2026"', '"Last month end"')
    assert wrong(read(text, practices=MATCHED)) == {("no-period", None)}


def test_a_clash_with_the_stated_month_is_refused():
    parsed = read(EMIS, practices=MATCHED, period=AUGUST)
    assert wrong(parsed) == {("wrong-month", None)}


def test_a_count_above_its_parent_population_is_refused():
    text = EMIS.replace('"118"', '"3022"')
    assert wrong(read(text, practices=MATCHED)) == {("above-list", 7)}


def test_the_parent_of_another_search_is_no_list_size():
    text = EMIS.replace("regular patients aged 16+", "patients with diabetes")
    parsed = read(text, practices=MATCHED)
    assert parsed.population is Population.SEARCH_PARENT
    assert [row.list_size for row in parsed.rows] == [None, None]


def test_a_damaged_id_as_search_name_is_refused():
    text = EMIS.replace("104 enhanced review - latest code is 104", "1364731000000100")
    assert ("excel-damaged-snomed", 6) in wrong(read(text, practices=MATCHED))


@pytest.mark.parametrize(
    ("search", "measure"),
    [
        ("104 enhanced review - latest code is 104", Measure.CODED_104),
        ("Latest of 104 and 106 is 106", Measure.CODED_106),
        ("Ever coded 104", Measure.CODED_104),
        ("106 enhanced review not indicated", Measure.CODED_106),
        ("Enhanced review indicated before granting access", Measure.CODED_104),
        ("Enhanced review not indicated", Measure.CODED_106),
        ("Online access declined by patient", Measure.CODED_103),
        ("SNOMED 1364731000000104", Measure.CODED_104),
        ("104 and 106", None),
        ("Patients without 104", None),
        ("Latest code is not 104", None),
        ("104 added in July", None),
        ("Diabetes register", None),
        ("", None),
    ],
)
def test_a_search_name_tells_the_code_only_where_it_leaves_no_doubt(search, measure):
    assert counts_emis.measure_of(search) is measure


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        ("latest code is 104", Counted.LATEST),
        ("ever 104", Counted.EVER),
        ("104", None),
        ("ever 104, latest", None),
    ],
)
def test_a_search_name_tells_what_was_counted(search, expected):
    assert counts_emis.counted(search) is expected


@pytest.mark.parametrize(
    ("parent", "expected"),
    [
        ("Currently registered regular patients aged 16+", Population.AGED_16_PLUS),
        ("All registered patients 16 and over", Population.AGED_16_PLUS),
        ("Currently registered regular patients", Population.ALL),
        ("Currently registered patients with online account", Population.SEARCH_PARENT),
        ("Patients aged 16+ with asthma", Population.SEARCH_PARENT),
        ("", None),
    ],
)
def test_the_parent_population_tells_of_whom_was_counted(parent, expected):
    assert counts_emis.population(parent) is expected
