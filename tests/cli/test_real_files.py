"""The real NHS files through the terminal, with the figures that they must give."""

import json

import pytest

from tests.conftest import BOTH
from tests.real_files import real

AUGUST_2026 = "list_size/gp-reg-pat-prac-map_2026-08.csv"


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("list_size/gp-reg-pat-prac-map_2022-01.csv", ("hierarchy", "2021-12", 6527)),
        ("ods/ePCN_2023-01.xlsx", ("pcn-membership", "2023-01", 7455)),
    ],
)
def test_a_national_file_loads_whole_on_an_empty_database(ask, path, told):
    whole(ask("import", real(path)), told)


def whole(answer, told):
    (found,) = answer
    assert (found["kind"], found["period"], found["rows_read"]) == told
    assert found["rows_stored"] == found["rows_read"]
    assert found["problems"] == []
    return found


def test_the_register_has_the_practices_of_every_status(ask):
    (found,) = ask("import", real("ods/epraccur_dse_2026-06.csv"))
    assert (found["kind"], found["rows_read"]) == ("register", 15559)
    assert found["rows_stored"] > 6579


def test_practices_of_the_latest_hierarchy_have_their_latest_list_loaded_once(ask):
    """The zip and its CSV are one import."""
    packed = ask("import", real("list_size/gp-reg-pat-prac-all_2025-04.zip"))
    packed = whole(packed, ("list-size", "2025-03", 6239))
    (plain,) = ask("import", real("list_size/gp-reg-pat-prac-all_2025-04.csv"))
    assert (plain["rows_stored"], plain["upload_id"]) == (0, packed["upload_id"])
    whole(ask("import", real(AUGUST_2026)), ("hierarchy", "2026-07", 6129))
    found = ask("practices")
    assert len(found) == 6129
    assert len({row["icb_code"] for row in found}) == 36
    assert len({row["sub_icb_code"] for row in found}) == 106
    assert {row["state"] for row in found} == {"no-data"}
    suppliers = [row["supplier"] for row in found]
    assert [suppliers.count(s) for s in ("EMIS", "TPP", "Medicus")] == [3581, 2540, 8]
    assert all(row["list_size"] is not None for row in found)


def test_half_a_year_of_online_access_is_one_fact_a_month(ask):
    """The slowest of these: 542,490 lines."""
    path = real("pomi/POMI_APR2018_to_SEP2018.zip")
    (stored,) = ask("import", path, "--accept", "enabled-above-list")
    assert (stored["kind"], stored["rows_read"]) == ("online-access", 542490)
    assert stored["rows_stored"] == 41730
    assert len(stored["problems"]) == 35


@BOTH
def test_online_access_waits_for_confirmation(run):
    path = real("pomi/POMI_AUG2018_SEP2018_subregion_Q72_slice.csv")
    waiting = run("import", path, "--json")
    (found,) = json.loads(waiting.stdout)
    assert (waiting.exit_code, found["upload_id"]) == (1, None)
    assert {problem["kind"] for problem in found["problems"]} == {"enabled-above-list"}


def test_the_regions_file_is_refused_by_name(run):
    path = real("list_size/gp-reg-pat-prac-sing-age-regions_2026-08.zip")
    result = run("import", path, "--json")
    (found,) = json.loads(result.stdout)
    assert (result.exit_code, found["upload_id"]) == (1, None)
    assert "gp-reg-pat-prac-sing-age-regions" in found["problems"][0]["message"]
