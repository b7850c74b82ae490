"""Single years of age by practice: only these tell who is 16 or over."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from lib.domain.files import Basis
from lib.ingest.formats import list_size, single_age
from tests.ingest.formats.reading import changed, columns_of, kinds, opened, read

HEADINGS = (
    "EXTRACT_DATE,SUB_ICB_LOCATION_CODE,ONS_SUB_ICB_LOCATION_CODE,ORG_CODE,POSTCODE,SEX,"
    "AGE,NUMBER_OF_PATIENTS"
)
ALL_AGES = [*map(str, range(95)), "95+"]


def made(ages: dict[str, int], code: str = "X99001", sex: str = "FEMALE") -> list[str]:
    return [
        f"2026-08-01,99Z,E38999999,{code},ZZ1 1ZZ,{sex},{age},{patients}"
        for age, patients in ages.items()
    ]


def file(*lines: str) -> str:
    return "\n".join([HEADINGS, *lines])


FEW = {"ALL": 10, "15": 4, "16": 3, "40": 2, "95+": 1}


@given(st.dictionaries(st.sampled_from(ALL_AGES), st.integers(0, 999)))
def test_absent_ages_count_as_nought_and_16_and_over_is_the_sum(
    ages: dict[str, int],
) -> None:
    everyone = {"ALL": sum(ages.values())} | ages
    (row,) = read(single_age, file(*made(everyone))).rows
    older = sum(n for age, n in ages.items() if int(age.rstrip("+")) >= 16)
    assert row == (2, "X99001", date(2026, 8, 1), Basis.AGED_16_PLUS, "female", older)


def test_practices_may_be_interleaved_and_the_file_without_publication() -> None:
    one, other = made(FEW), made(FEW, "X99002", "MALE")
    mixed = [line for pair in zip(one, other, strict=True) for line in pair]
    parsed = read(single_age, file(*mixed))
    assert [(row.practice_code, row.sex, row.patients) for row in parsed.rows] == [
        ("X99001", "female", 6),
        ("X99002", "male", 6),
    ]
    assert (parsed.rows_read, parsed.problems) == (10, [])
    assert parsed.period == date(2026, 7, 1)


def test_the_ccg_vintage_is_read_too() -> None:
    text = file(*made(FEW)).replace("SUB_ICB_LOCATION_CODE", "CCG_CODE")
    assert len(read(single_age, text).rows) == 1
    assert single_age.recognises(opened(text))
    assert not list_size.recognises(opened(text))


def test_ages_that_do_not_add_up_to_all_are_refused() -> None:
    parsed = read(single_age, file(*made({**FEW, "ALL": 11})))
    (problem,) = parsed.problems
    assert (problem.kind, problem.row, problem.value) == ("ages-not-total", 2, "11")
    assert "add to 10" in problem.message
    assert parsed.rows == []


def test_ages_without_the_line_all_are_refused() -> None:
    lines = made(FEW)[1:]
    assert kinds(read(single_age, file(*lines))) == [("ages-not-total", 2)]


def test_an_age_twice_names_both_rows() -> None:
    lines = made(FEW)
    parsed = read(single_age, file(*lines, lines[2]))
    (problem,) = parsed.problems
    assert (problem.kind, problem.row) == ("duplicate-practice", 7)
    assert "X99001 female has 16 twice: rows 4 and 7" in problem.message
    assert parsed.rows == []


def test_an_unknown_age_and_a_broken_number_leave_only_that_practice_out() -> None:
    text = file(*made({"ALL": 1, "16_20": 1, "17": -1}), *made(FEW, "X99002"))
    parsed = read(single_age, text)
    assert kinds(parsed) == [("unknown-age", 3), ("number", 4)]
    assert [row.practice_code for row in parsed.rows] == ["X99002"]


def test_a_line_of_both_sexes_is_no_row() -> None:
    text = file(*made({"ALL": 20}, sex="ALL"), *made(FEW))
    parsed = read(single_age, text)
    assert parsed.problems == []
    assert columns_of(parsed.rows, "sex") == {"female"}


def test_an_unknown_sex_is_refused() -> None:
    assert kinds(read(single_age, file(*made(FEW), *made({"ALL": 1}, sex="X")))) == [
        ("sex", 7)
    ]


def test_a_file_holds_one_date() -> None:
    text = changed(file(*made(FEW)), 4, "2026-08-01", "2026-07-01")
    assert ("two-dates", 4) in kinds(read(single_age, text))
