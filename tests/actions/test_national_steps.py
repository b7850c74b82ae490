"""NHS England's list from the file to the question: who may load it, and what counts."""

from datetime import date

import pytest

from lib import actions, queries
from lib.domain.arrivals import Consent
from lib.domain.errors import NotAllowed
from lib.domain.files import Kind
from lib.domain.parsed import Parsed
from lib.domain.rollout_rows import NationalStepRow
from tests import factories
from tests.conftest import filled

JULY, AUGUST = date(2024, 7, 1), date(2024, 8, 1)
BY = factories.officer()


def listed(*said, period: date | None = JULY) -> Parsed:
    """(practice, step, word, met) each."""
    rows = [
        NationalStepRow(n, code, None, step, word, met)
        for n, (code, step, word, met) in enumerate(said, factories.FIRST_LINE)
    ]
    return Parsed(Kind.NATIONAL_STEPS, rows, len(rows), period=period)


def load(parsed: Parsed, by=BY):
    return factories.load(parsed, by=by, icb_code=factories.ICB)


def told(user=BY) -> list[tuple[object, ...]]:
    found = queries.national_steps.every(user)
    fields = ("ods_code", "period", "step", "word")
    return [
        (row["ods_code"], row["period"].date(), row["step"], row["word"])
        for row in found[list(fields)].to_dict("records")
    ]


@filled(autouse=True)
def practices():
    factories.load(factories.hierarchy([*factories.PRACTICES, factories.NEIGHBOUR]))
    factories.load(factories.lmc_list(["X99001"]))


def test_the_newest_word_of_each_month_and_step_counts_until_it_is_withdrawn():
    load(listed(("X99001", "3", "Not met", False), ("X99002", "3", "Amber", None)))
    newer = load(listed(("X99001", "3", "Met", True), ("X99004", "3", "No", False)))
    later = load(listed(("X99001", "3", "No", False), period=AUGUST))
    assert [p.kind for p in newer.problems] == ["another-icb"]
    own = queries.national_steps.of_practice(BY, "X99001")
    assert own["met"].tolist() == [False, True]
    assert told() == [
        ("X99001", AUGUST, "3", "No"),
        ("X99001", JULY, "3", "Met"),
        ("X99002", JULY, "3", "Amber"),
    ]
    assert told(factories.officer("XB1")) == told(factories.bma_observer()) == []
    observed = queries.national_steps.every(factories.lmc_observer())
    assert set(observed["ods_code"]) == {"X99001"}
    assert observed["file_name"].isna().all()
    for upload in (newer, later):
        actions.uploads.withdraw(upload.upload_id, "The wrong list", by=BY)
    assert told()[0] == ("X99001", JULY, "3", "Not met")
    assert queries.national_steps.last_list(BY, factories.ICB) == JULY


def test_a_list_without_a_month_waits_and_an_auditor_loads_none():
    undated = actions.imports.load(
        factories.arrival(
            listed(("X99001", "3", "No", False), period=None), icb_code="XA1"
        ),
        by=BY,
        consent=Consent(all_warnings=True),
    )
    assert [problem.kind for problem in undated.problems] == ["no-period"]
    with pytest.raises(NotAllowed):
        load(listed(("X99001", "3", "No", False)), by=factories.auditor())
