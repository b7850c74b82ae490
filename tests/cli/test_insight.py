"""`oversight bulk-moves`, `patient-months`, and the deprivation template and file."""

import pytest

from lib.domain.dates import shift
from tests import factories
from tests.factories import PERIOD, counts, hierarchy, list_sizes, load


@pytest.fixture
def loaded(run):
    """One practice jumps in the sixth of eight months; one has no figure."""
    load(hierarchy())
    load(list_sizes({"X99001": 1_000, "X99002": 1_000, "X99003": 500}))
    for n, count in enumerate([20, 21, 20, 22, 20, 700, 701, 700]):
        load(counts({"X99001": count, "X99002": 30}, period=shift(PERIOD, n - 7)))


@pytest.mark.usefixtures("loaded")
def test_bulk_moves_are_for_staff(ask, run):
    (move,) = ask("bulk-moves")
    assert (move["ods_code"], move["direction"]) == ("X99001", "jump")
    assert (move["from_period"], move["to_period"]) == ("2025-12", "2026-01")
    assert (move["patients"], move["points"], move["is_newest"]) == (680, 0.68, False)
    load(factories.lmc_list())
    observer = factories.signed_up(factories.lmc_observer())
    refused = run("bulk-moves", "--as", observer.email)
    assert (refused.exit_code, refused.stdout) == (1, "")
    summed = run("patient-months", "--as", observer.email, "--by", "practice")
    assert "X99001" in summed.stdout


@pytest.mark.usefixtures("loaded")
def test_patient_months_by_fifth_once_a_file_is_loaded(ask, run, file, tmp_path):
    (north,) = ask("patient-months", "--months", 3)
    assert (north["group"], north["patients"]) == ("X01", 2_101 + 90)
    assert (north["expected"], north["unknown"]) == (9, 3)
    run("template", tmp_path / "blank.csv", "--kind", "deprivation")
    heading = (tmp_path / "blank.csv").read_text(encoding="utf-8-sig").strip()
    tenths = heading.replace("Fifth", "Decile")
    made = file("made.csv", f"{tenths}\nX99001,2\nX99002,9\nX12345,1\n")
    first = run("import", made)
    assert (first.exit_code, "No practice X12345 is known" in first.stdout) == (1, True)
    ask("import", file("made.csv", f"{tenths}\nX99001,2\nX99002,9\n"))
    groups = ask("patient-months", "--by", "fifth", "--months", 3)
    assert [each["group"][0] for each in groups] == ["1", "5", "N"]
    assert [each["patients"] for each in groups] == [2_101, 90, None]


def test_before_anything_is_loaded_there_is_no_month(run):
    assert run("patient-months").exit_code == 2


def test_the_template_is_a_workbook_too(tmp_path, run):
    path = tmp_path / "blank.xlsx"
    assert run("template", path, "--kind", "deprivation").exit_code == 0
    assert path.read_bytes()[:2] == b"PK"
