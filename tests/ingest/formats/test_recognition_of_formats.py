"""Each real file is recognised by its content as one kind and no other."""

import pytest

from lib.domain.files import Kind
from lib.ingest.formats import ALL, refused
from tests.ingest.formats.reading import opened
from tests.real_files import real

REAL = {
    "list_size/gp-reg-pat-prac-map_2026-08.csv": Kind.HIERARCHY,
    "list_size/gp-reg-pat-prac-map_2022-01.csv": Kind.HIERARCHY,
    "list_size/gp-reg-pat-prac-all_2025-04.csv": Kind.LIST_SIZE,
    "list_size/gp-reg-pat-prac-all_2025-04.zip": Kind.LIST_SIZE,
    "ods/epraccur_dse_2026-06.csv": Kind.REGISTER,
    "ods/epraccur_2023-12.csv": Kind.REGISTER,
    "ods/epraccur_2019-10.csv": Kind.REGISTER,
    "ods/ePCN_2023-01.xlsx": Kind.PCN_MEMBERSHIP,
    "ods/sub_icb_to_icb_succession_2022-07_to_2026-08_derived.csv": Kind.SUCCESSION,
    "pomi/POMI_APR2018_to_SEP2018.zip": Kind.ONLINE_ACCESS,
}
OTHERS = [
    "ods/subicb_to_icb_lookup_2022-07.xlsx",
    "suppliers/gpad_gp_suppliers_2025-12.csv",
    "geo/practice_points_and_lists_2026-04_derived.csv",
]


@pytest.mark.parametrize("path", REAL)
def test_a_real_file_is_of_one_kind(path: str) -> None:
    document = opened(real(path).read_bytes())
    assert refused(document) is None
    assert [each.KIND for each in ALL if each.recognises(document)] == [REAL[path]]


@pytest.mark.parametrize("path", OTHERS)
def test_a_file_of_no_kind_is_of_none(path: str) -> None:
    document = opened(real(path).read_bytes())
    assert not any(each.recognises(document) for each in ALL)


def test_every_kind_has_one_format_and_counts_are_asked_last() -> None:
    kinds = [each.KIND for each in ALL]
    assert sorted(kinds) == sorted(Kind)
    assert kinds[-1] == Kind.COUNTS
