"""Counts by practice: the layouts, and what is asked or refused of each."""

import pytest

from lib.domain.errors import FileRefused
from lib.domain.files import Counted, Kind, Population
from lib.domain.parsed import Hints
from lib.ingest import child
from tests.ingest.formats.counts_files import (
    AUGUST,
    JULY,
    asked,
    read,
    recognised,
    values,
    wrong,
)

BY_HAND = """Practice Code,Practice Name,System,List size 16+,104 count,106 count,% 104,Extract date,Notes
X99001,An Invented Surgery,SystmOne,3021,118,12,3.9%,31/07/2026,
X99002,Another Invented Practice,EMIS,"16,388","16,020",0,97.8%,31/07/2026,Bulk coded
X99003,A Third Invented Practice,EMIS,9800,<5,*,0.0%,31/07/2026,
"""


def test_a_table_made_by_hand_gives_a_row_for_each_practice_and_code():
    parsed = read(BY_HAND)
    assert recognised(BY_HAND)
    assert values(parsed) == {
        ("X99001", "104"): 118,
        ("X99001", "106"): 12,
        ("X99002", "104"): 16020,
        ("X99002", "106"): 0,
        ("X99003", "104"): None,
        ("X99003", "106"): None,
    }
    assert [row.suppressed for row in parsed.rows] == [False] * 4 + [True] * 2
    assert [row.list_size for row in parsed.rows][::2] == [3021, 16388, 9800]
    assert (parsed.rows_read, parsed.period, parsed.partial) == (3, JULY, False)
    assert parsed.population is Population.AGED_16_PLUS
    assert not wrong(parsed)


def test_other_tables_are_not_taken_for_counts():
    assert not recognised("CODE,NUMBER_OF_PATIENTS\nX99001,5\n")
    assert not recognised("Practice code,LMC\nX99001,Invented LMC\n")
    assert not recognised("Practice code,Practice name\nX99001,Invented\n")


def test_what_the_file_leaves_unsaid_is_asked_and_kept_as_unknown():
    parsed = read("ODS,104\nX99001,5\n", period=JULY)
    assert asked(parsed) == {"counted-unknown", "population-unknown"}
    assert parsed.counted is Counted.UNKNOWN
    assert parsed.population is Population.UNKNOWN


def test_what_a_person_says_wins_and_a_clash_is_to_be_confirmed():
    parsed = read(
        "ODS,Active 104 (16+)\nX99001,5\n",
        period=JULY,
        counted=Counted.EVER,
        population=Population.ALL,
    )
    assert parsed.counted is Counted.EVER
    assert parsed.population is Population.ALL
    assert asked(parsed) == {"counted-clash", "population-clash"}


def test_nothing_is_asked_where_a_person_has_said_it():
    said = {"counted": Counted.LATEST, "population": Population.ALL, "period": JULY}
    assert not read("ODS,104\nX99001,5\n", **said).problems


def test_lines_of_two_populations_are_not_mixed():
    text = "ODS,104,Counted of\nX99001,5,all\nX99002,5,16 and over\n"
    assert wrong(read(text, period=JULY)) == {("mixed-population", None)}
    assert not read(text, period=JULY).rows


def test_only_a_list_of_the_same_patients_is_kept_with_the_counts():
    text = "ODS,104,List size,List size 16+,Counted of\nX99001,5,100,80,{}\n"
    sizes = [
        read(text.format(said), period=JULY).rows[0].list_size
        for said in ("all", "16 and over", "")
    ]
    assert sizes == [100, 80, 100]
    plain = read(
        "ODS,104,List size\nX99001,5,100\n",
        period=JULY,
        population=Population.AGED_16_PLUS,
    )
    assert plain.rows[0].list_size is None


def test_more_coded_patients_than_the_list_must_be_fixed():
    parsed = read("ODS,104,106,List size\nX99001,101,5,100\nX99002,100,5,100\n")
    assert ("above-list", 2) in wrong(parsed)
    assert ("above-list", 3) not in wrong(parsed)


def test_all_ages_may_be_more_than_the_list_of_those_aged_16_and_over():
    text = "ODS,104,List size,List size 16+,Counted of\nX99001,90,100,80,all\n"
    assert not wrong(read(text, period=JULY))


def test_the_other_counts_are_not_held_against_the_list():
    assert not wrong(read("ODS,106,List size\nX99001,101,100\n", period=JULY))


def test_the_same_practice_twice_is_refused_naming_both_rows():
    parsed = read("ODS,104\nX99001,5\nX99002,6\nx99001 ,7\n", period=JULY)
    assert wrong(parsed) == {("duplicate-practice", 4)}
    assert "rows 2 and 4" in parsed.problems[-1].message
    assert values(parsed) == {("X99002", "104"): 6}


def test_a_wrong_line_leaves_the_good_ones_and_names_all_that_is_wrong_in_it():
    text = "ODS,104,106,Run date\nX990O1,1.5,-3,31/31/2026\nX99002,6,7,31/07/2026\n"
    parsed = read(text)
    kinds = [kind for kind, row in wrong(parsed) if row == 2]
    assert sorted(kinds) == ["bad-ods-code", "not-a-count", "not-a-date"]
    assert len([each for each in parsed.problems if each.row == 2]) == 4
    assert values(parsed) == {("X99002", "104"): 6, ("X99002", "106"): 7}


@pytest.mark.parametrize(
    ("code", "likely"),
    [
        ("X990O1", "X99001"),
        ("x99o2l", "X99021"),
        ("\u042599001", "X99001"),
        ("X 99001", "X99001"),
    ],
)
def test_a_mistyped_practice_code_is_named_with_the_likely_one(code, likely):
    parsed = read(f"ODS,104\n{code},5\n", period=JULY)
    assert ("bad-ods-code", 2) in wrong(parsed)
    assert likely in parsed.problems[-1].remedy


@pytest.mark.parametrize("code", ["QHM", "X9900", "X990011", "X99001\u00b9"])
def test_what_is_no_practice_code_is_refused_without_a_guess(code):
    parsed = read(f"ODS,104\n{code},5\n", period=JULY)
    assert ("bad-ods-code", 2) in wrong(parsed)
    assert "Did you mean" not in parsed.problems[-1].remedy


def test_a_named_practice_without_its_code_is_not_dropped_as_a_total():
    parsed = read("ODS,Practice name,104\n,An Invented Surgery,5\n", period=JULY)
    assert wrong(parsed) == {("bad-ods-code", 2)}


@pytest.mark.parametrize(
    "line", ["Total,,11", "Grand total,,11", ",ICB total,11", ",,11"]
)
def test_a_total_is_left_out_with_notice(line):
    parsed = read(f"ODS,Practice name,104\nX99001,A,5\n{line}\n", period=JULY)
    assert "totals-row" in asked(parsed)
    assert not wrong(parsed)
    assert values(parsed) == {("X99001", "104"): 5}
    assert parsed.rows_read == 2


def test_a_practice_whose_name_begins_with_total_is_kept():
    parsed = read("ODS,Practice name,104\nX99001,Total,5\n", period=JULY)
    assert values(parsed) == {("X99001", "104"): 5}


def test_a_remark_under_the_table_is_left_out_with_notice():
    parsed = read("ODS,104\nX99001,5\nSource: invented for a test,\n", period=JULY)
    assert "note-row" in asked(parsed)
    assert not wrong(parsed)


def test_a_line_that_a_thousands_comma_has_shifted_is_refused():
    parsed = read("ODS,104,106\nX99001,16,020,3\n", period=JULY)
    assert ("extra-cells", 2) in wrong(parsed)


def test_ten_digits_in_a_column_of_counts_refuse_the_file():
    for value in ("1234567890", "123 456 7890", "123-456-7890", "1,234,567,890"):
        for heading in ("104", "List size", "1.36473E+15"):
            with pytest.raises(FileRefused) as refused:
                read(f'ODS,106,{heading}\nbad,5,"{value}"\n')
            assert refused.value.problem == "patient-data"
            assert value not in str(refused.value)


def test_ten_digits_in_a_column_that_is_left_out_are_not_for_this_check():
    assert not wrong(read("ODS,104,Notes\nX99001,5,0123456789\n", period=JULY))


def test_a_table_without_lines_has_one_problem():
    assert [each.kind for each in read("ODS,104\n").problems] == ["no-rows"]


def test_a_file_without_any_figure_is_refused():
    parsed = read("ODS,104\nX99001,-\nX99002,\n", period=JULY)
    assert wrong(parsed) == {("no-rows", None)}


def test_blanks_are_no_data_and_zero_is_a_number():
    parsed = read("ODS,104,106\nX99001,,0\n", period=JULY)
    assert values(parsed) == {("X99001", "106"): 0}


def test_a_systmone_breakdown_is_partial_and_needs_code_and_month():
    text = "Organisation Name,Organisation ID,Patient Count\nInvented,X99001,12\n"
    assert recognised(text)
    assert wrong(read(text)) == {("measure-unknown", 1), ("no-period", None)}
    parsed = read(text, period=AUGUST, columns={"Patient Count": "104"})
    assert values(parsed) == {("X99001", "104"): 12}
    assert (parsed.partial, parsed.period) == (True, AUGUST)


@pytest.mark.parametrize("heading", ["NHS number", "Date of birth", "Surname"])
def test_headings_of_a_list_of_patients_refuse_the_file(heading):
    text = f"ODS,104,{heading}\nX99001,5,\n"
    with pytest.raises(FileRefused) as refused:
        child.parse(text.encode(), "counts.csv", Hints())
    assert refused.value.problem == "patient-data"


def test_counts_are_recognised_among_all_kinds():
    parsed = child.parse(BY_HAND.encode(), "anything.csv", Hints())
    assert (parsed.kind, len(parsed.rows)) == (Kind.COUNTS, 6)
