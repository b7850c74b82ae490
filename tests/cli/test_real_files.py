"""The real NHS files through the terminal, with the figures that they must give."""

import json

import pytest

from tests.conftest import BOTH, LONG
from tests.real_files import real

AUGUST_2026 = "list_size/gp-reg-pat-prac-map_2026-08.csv"


def test_memberships_and_the_register_load_whole_on_an_empty_database(ask):
    names = ("ods/ePCN_2023-01.xlsx", "ods/epraccur_dse_2026-06.csv")
    members, register = ask("import", *map(real, names))
    whole(members, ("pcn-membership", "2023-01", 7455))
    # The register has the practices of every status.
    assert (register["kind"], register["rows_read"]) == ("register", 15559)
    assert register["rows_stored"] > 6579


def whole(found, told):
    assert (found["kind"], found["period"], found["rows_read"]) == told
    assert found["rows_stored"] == found["rows_read"]
    assert found["problems"] == []
    return found


def test_practices_of_the_latest_hierarchy_have_their_latest_list_loaded_once(ask):
    """The zip and its CSV are one import."""
    (packed,) = ask("import", real("list_size/gp-reg-pat-prac-all_2025-04.zip"))
    whole(packed, ("list-size", "2025-03", 6239))
    (plain,) = ask("import", real("list_size/gp-reg-pat-prac-all_2025-04.csv"))
    assert (plain["rows_stored"], plain["upload_id"]) == (0, packed["upload_id"])
    (placed,) = ask("import", real(AUGUST_2026))
    whole(placed, ("hierarchy", "2026-07", 6129))
    found = ask("practices")
    assert len(found) == 6129
    assert len({row["icb_code"] for row in found}) == 36
    assert len({row["sub_icb_code"] for row in found}) == 106
    assert {row["state"] for row in found} == {"no-data"}
    suppliers = [row["supplier"] for row in found]
    assert [suppliers.count(s) for s in ("EMIS", "TPP", "Medicus")] == [3581, 2540, 8]
    assert all(row["list_size"] is not None for row in found)


@pytest.mark.skipif(not LONG, reason="LONG_TESTS is not set.")
def test_half_a_year_of_online_access_is_one_fact_a_month(ask):
    """By hand: 542,490 lines, read as the slice is, whose two months are below."""
    path = real("pomi/POMI_APR2018_to_SEP2018.zip")
    (stored,) = ask("import", path, "--accept", "enabled-above-list")
    assert (stored["kind"], stored["rows_read"]) == ("online-access", 542490)
    assert stored["rows_stored"] == 41730
    assert len(stored["problems"]) == 35


@BOTH
def test_online_access_waits_for_confirmation(run, ask):
    path = real("pomi/POMI_AUG2018_SEP2018_subregion_Q72_slice.csv")
    waiting = run("import", path, "--json")
    (found,) = json.loads(waiting.stdout)
    assert (waiting.exit_code, found["upload_id"]) == (1, None)
    assert {problem["kind"] for problem in found["problems"]} == {"enabled-above-list"}
    (stored,) = ask("import", path, "--accept", "enabled-above-list")
    assert stored["rows_stored"] == 1375  # one fact of each practice and month


def test_the_regions_file_is_refused_by_name(run):
    path = real("list_size/gp-reg-pat-prac-sing-age-regions_2026-08.zip")
    result = run("import", path, "--json")
    (found,) = json.loads(result.stdout)
    assert (result.exit_code, found["upload_id"]) == (1, None)
    assert "gp-reg-pat-prac-sing-age-regions" in found["problems"][0]["message"]
