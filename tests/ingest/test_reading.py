"""Reading a file in a process of its own, and what comes back from it."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib import config, ingest
from lib.domain.errors import FileRefused
from lib.domain.files import Basis, Kind
from lib.domain.parsed import Hints, Parsed
from lib.domain.rows import ListSizeRow, LMCRow
from tests.ingest import made
from tests.real_files import real

HEADINGS = [
    *("PUBLICATION", "EXTRACT_DATE", "TYPE", "SUB_ICB_LOCATION_CODE"),
    *("ONS_SUB_ICB_LOCATION_CODE", "CODE", "POSTCODE", "SEX", "AGE"),
    "NUMBER_OF_PATIENTS",
]


def list_line(code: str, patients: int) -> list[object]:
    at = ["ZZ99 9ZZ", "ALL", "ALL"]
    return [
        "GP_PRAC_PAT_LIST",
        "2026-09-01",
        "GP",
        "00X",
        "E38999999",
        code,
        *at,
        patients,
    ]


TABLE = [HEADINGS, list_line("X99001", 4000), list_line("X99002", 1)]
CONTENT = made.csv_bytes(TABLE)


def refusal(content: bytes, hints: Hints = ingest.NOTHING_SAID) -> FileRefused:
    with pytest.raises(FileRefused) as refused:
        ingest.read(content, "made.csv", hints)
    return refused.value


def test_typed_rows_come_back() -> None:
    parsed = ingest.read(CONTENT, "made.csv")
    on = date(2026, 9, 1)
    assert parsed.kind is Kind.LIST_SIZE
    assert parsed.described_on == on
    assert parsed.rows_read == 2
    assert parsed.rows == [
        ListSizeRow(2, "X99001", on, Basis.REGISTERED, "all", 4000),
        ListSizeRow(3, "X99002", on, Basis.REGISTERED, "all", 1),
    ]


def test_problems_come_back_with_row_and_column() -> None:
    parsed = ingest.read(made.csv_bytes([*TABLE, list_line("X99003", -5)]), "made.csv")
    (problem,) = parsed.problems
    assert (problem.row, problem.column) == (4, "NUMBER_OF_PATIENTS")


def test_refusals_of_the_child_come_back_with_their_reason() -> None:
    refused = refusal(b"%PDF-1.7")
    assert refused.problem == "pdf"
    assert str(refused).startswith("This file is a PDF.")


def test_hints_reach_the_format() -> None:
    hints = Hints(kind=Kind.LIST_SIZE, period=date(2026, 7, 1))
    assert ingest.read(CONTENT, "made.csv", hints).problems
    assert not ingest.read(CONTENT, "made.csv", replace(hints, period=None)).problems


def test_another_kind_than_announced_is_refused_and_named() -> None:
    refused = refusal(CONTENT, Hints(kind=Kind.ONLINE_ACCESS))
    assert refused.problem == "wrong-kind"
    assert "announced as online access (POMI)" in str(refused)
    assert "looks like list sizes (gp-reg-pat-prac-all)" in str(refused)


def test_an_unknown_file_is_told_what_is_read_here() -> None:
    refused = refusal(b"Colour,Size\nred,5\n")
    assert refused.problem == "unknown-kind"
    assert "counts of 103, 104 and 106" in str(refused)
    assert "oversight template" in str(refused)


def test_a_path_reads_as_its_bytes_do(tmp_path: Path) -> None:
    path = tmp_path / "made.csv"
    path.write_bytes(CONTENT)
    assert ingest.read_path(path) == ingest.read(CONTENT, "made.csv")


def test_a_missing_path_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match=r"absent\.csv cannot be read: no such file"):
        ingest.read_path(tmp_path / "absent.csv")


def test_more_than_the_limit_is_not_even_handed_over(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(ingest, "CSV_LIMIT", 100)
    path = tmp_path / "made.csv"
    path.write_bytes(CONTENT)
    assert refusal(CONTENT).problem == "too-large"
    with pytest.raises(FileRefused, match="larger than"):
        ingest.read_path(path)


def test_a_child_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest, "SECONDS", 0.01)
    assert refusal(CONTENT).problem == "timeout"


@pytest.mark.parametrize(
    ("deed", "problem"),
    [
        ("b'x' * 2**31", "memory"),
        ("os.abort()", "memory"),
        ("os.kill(os.getpid(), 9)", "memory"),
        ("os.kill(os.getpid(), signal.SIGXCPU)", "timeout"),
        ("os._exit(3)", "unreadable"),
        ("1 / 0", "unreadable"),
        ("say('gibberish')", "unreadable"),
        ("say('{}')", "unreadable"),
        ("os._exit(0)", "unreadable"),
    ],
)
def test_a_child_that_dies_is_a_plain_refusal(
    deed: str, problem: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(monkeypatch, deed)
    refused = refusal(CONTENT)
    assert refused.problem == problem
    assert "Nothing of it was stored." in str(refused)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_the_child_can_write_no_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "leak"
    stand_in(monkeypatch, f"pathlib.Path({str(path)!r}).write_text('x' * 99)")
    assert "OSError" in str(refusal(CONTENT))
    assert path.stat().st_size <= 1


def test_a_fault_is_placed_without_quoting_the_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stand_in(monkeypatch, "int(content.decode())")
    message = str(refusal(CONTENT))
    assert "ValueError" in message
    assert "X99001" not in message


def stand_in(monkeypatch: pytest.MonkeyPatch, deed: str) -> None:
    """A child that does this in place of parsing."""
    code = (
        "import os, pathlib, signal, sys\nfrom lib.ingest import child\n"
        "def say(text): print(text, flush=True); os._exit(0)\n"
        f"def parse(content, name, hints): {deed}\n"
        "child.parse = parse\nchild.main()\n"
    )
    start = subprocess.Popen

    def popen(command: list[str], **options):
        return start([command[0], "-c", code], **options)

    monkeypatch.setattr(subprocess, "Popen", popen)


def test_the_child_loads_no_pydantic_and_no_secrets() -> None:
    code = "import sys, lib.ingest.child; print(*sys.modules)"
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=config.ROOT, capture_output=True, check=True
    )
    loaded = {name.split(".")[0] for name in told.stdout.decode().split()}
    assert not loaded & {"pydantic", "pandas", "sqlmodel", "sqlalchemy", "streamlit"}


def test_the_environment_stays_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://secret")
    stand_in(monkeypatch, "1 / ('DATABASE_URL' in os.environ)")
    assert "ZeroDivisionError" in str(refusal(CONTENT))


def test_the_same_content_has_one_hash_however_packed_and_ordered() -> None:
    packings = [
        made.workbook(TABLE),
        made.zipped({"other.csv": CONTENT}),
        made.csv_bytes(TABLE, delimiter=";", encoding="utf-16"),
        made.csv_bytes([["A title"], [], HEADINGS, *TABLE[:0:-1]]),
    ]
    expected = ingest.content_hash(ingest.read(CONTENT, "made.csv"))
    for content in packings:
        assert ingest.content_hash(ingest.read(content, "again")) == expected


lmc_rows = st.lists(
    st.builds(
        LMCRow, st.integers(1, 99), st.sampled_from(["X99001", "X99002"]), st.text()
    )
)


@given(lmc_rows, lmc_rows)
def test_two_hashes_are_equal_where_the_facts_are(
    first: list[LMCRow], second: list[LMCRow]
) -> None:
    same = sorted(row[1:] for row in first) == sorted(row[1:] for row in second)
    hashes = {
        ingest.content_hash(Parsed(Kind.LMC, rows, 0)) for rows in (first, second)
    }
    assert (len(hashes) == 1) is same


def test_two_months_with_equal_counts_are_two() -> None:
    august = Parsed(Kind.COUNTS, [], 0, period=date(2026, 8, 1))
    september = replace(august, period=date(2026, 9, 1))
    assert ingest.content_hash(august) != ingest.content_hash(september)


@pytest.mark.parametrize(
    ("path", "rows_read"),
    [
        ("pomi/POMI_AUG2018_SEP2018_subregion_Q72_slice.csv", 17_875),
        ("list_size/gp-reg-pat-prac-map_2026-08.csv", 6_129),
        ("ods/epraccur_dse_2026-06.csv", 15_559),
        ("ods/ePCN_2023-01.xlsx", 7_455),
    ],
)
def test_real_files_pass_the_limits_and_the_guard(path: str, rows_read: int) -> None:
    assert ingest.read_path(real(path)).rows_read == rows_read


def test_the_zip_and_its_csv_are_one_import() -> None:
    packed = ingest.read_path(real("list_size/gp-reg-pat-prac-all_2025-04.zip"))
    plain = ingest.read_path(real("list_size/gp-reg-pat-prac-all_2025-04.csv"))
    assert ingest.content_hash(packed) == ingest.content_hash(plain)
    assert json.dumps(packed.rows, default=str) == json.dumps(plain.rows, default=str)
