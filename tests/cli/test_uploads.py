"""`oversight uploads`, `withdraw` and `template`."""

import pytest

from lib.documents import template
from lib.documents.counts import BLANK
from tests.conftest import BOTH
from tests.factories import auditor, counts, hierarchy, load, signed_up


@pytest.fixture
def uploads(run):
    return [load(hierarchy()).upload_id, load(counts({"X99001": 500})).upload_id]


def test_uploads_are_told_newest_first(ask, uploads):
    newest, oldest = ask("uploads")
    assert [newest["id"], oldest["id"]] == uploads[::-1]
    assert (newest["kind"], newest["icb_code"]) == ("counts", "XA1")
    assert (newest["period"], oldest["period"]) == ("2026-03", None)
    assert oldest["described_on"] == "2026-04-01"


@BOTH
def test_a_withdrawn_upload_is_told_only_where_asked_for(ask, uploads):
    answer = ask("withdraw", uploads[1], "--reason", "The wrong month")
    assert answer["upload_id"] == uploads[1]
    assert [each["id"] for each in ask("uploads")] == uploads[:1]
    withdrawn, _ = ask("uploads", "--all")
    assert withdrawn["withdrawn_reason"] == "The wrong month"
    assert withdrawn["withdrawn_at"]


def test_withdrawing_needs_a_reason(run, uploads):
    assert run("withdraw", uploads[1]).exit_code == 2
    blank = run("withdraw", uploads[1], "--reason", " ")
    assert (blank.exit_code, blank.stderr) == (1, "Say why the upload is withdrawn.\n")


def test_an_upload_that_is_not_there_is_refused_in_a_sentence(run):
    result = run("withdraw", 999, "--reason", "Wrong")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "999" in result.stderr


def test_an_auditor_withdraws_nothing(run, uploads):
    email = signed_up(auditor()).email
    result = run("withdraw", uploads[1], "--reason", "Wrong", "--as", email)
    assert result.exit_code == 1
    assert "Auditor" in result.stderr


def test_uploads_as_text(run, uploads):
    assert "counts.csv" in run("uploads").stdout
    assert "withdrawn" in run("withdraw", uploads[1], "--reason", "Wrong").stdout


@pytest.mark.parametrize("arguments", [["counts.xlsx"], ["--xlsx", "counts"]])
def test_a_template_is_a_workbook_by_option_or_by_name(
    run, tmp_path, monkeypatch, arguments
):
    monkeypatch.chdir(tmp_path)
    assert run("template", *arguments).exit_code == 0
    assert (tmp_path / arguments[-1]).read_bytes().startswith(b"PK")


def test_a_template_is_a_csv_otherwise(run, tmp_path):
    path = tmp_path / "counts.csv"
    run("template", path)
    assert path.read_bytes() == template.as_csv(BLANK)


def test_a_template_never_replaces_a_file(run, tmp_path):
    path = tmp_path / "counts.csv"
    path.write_text("filled in")
    result = run("template", path)
    assert (result.exit_code, path.read_text()) == (1, "filled in")
    assert "exists" in result.stderr
