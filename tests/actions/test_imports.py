"""Loading files: all or nothing, once, and as the check said beforehand."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib import actions, db, queries
from lib.actions.loaders import counts as counts_loader
from lib.actions.loaders import national
from lib.domain.arrivals import Consent
from lib.domain.codes import Measure
from lib.domain.dates import shift
from lib.domain.errors import RuleBroken
from lib.domain.files import Kind
from lib.domain.parsed import Parsed
from lib.domain.problems import Problem, Severity
from lib.domain.rows import LMCRow
from lib.domain.tables import METADATA
from tests import event_log, factories
from tests.conftest import BOTH, BOTH_COPIES, filled
from tests.factories import PERIOD, arrival, counts, hierarchy, list_sizes, practice

BEFORE = shift(PERIOD, -1)
AGREED = Consent(all_warnings=True)
GOOD_ROWS = Consent(all_warnings=True, good_rows_only=True)


def load(parsed, consent=AGREED, **said):
    by = factories.administrator()
    return actions.imports.load(arrival(parsed, **said), by=by, consent=consent)


def check(parsed, consent=None, **said):
    by = factories.administrator()
    return actions.imports.check([arrival(parsed, **said)], by=by, consent=consent)[0]


def stored() -> dict[str, int]:
    with db.engine().connect() as connection:
        return {
            name: connection.execute(
                sa.select(sa.func.count()).select_from(table)
            ).scalar_one()
            for name, table in METADATA.tables.items()
        }


def kinds(report) -> list[str]:
    return [problem.kind for problem in report.problems]


@filled
def placed():
    factories.load(
        hierarchy([*factories.PRACTICES, factories.NEIGHBOUR], on=date(2025, 1, 1))
    )


@BOTH_COPIES
def test_the_same_content_is_one_import(placed):  # decisions 2
    first = load(counts({"X99001": 5}))
    before = stored()
    again = load(counts({"X99001": 5}), file_name="copy.csv", file_hash="other")
    assert (again.upload_id, again.rows_stored) == (first.upload_id, 0)
    assert again.already_stored
    assert stored() == before


def test_two_equal_months_are_two(placed):  # decisions 2
    first = load(counts({"X99001": 5}, period=BEFORE))
    second = load(counts({"X99001": 5}))
    assert second.upload_id not in (None, first.upload_id)


def test_what_was_withdrawn_can_be_loaded_again(placed):  # decisions 2
    first = load(counts({"X99001": 5}))
    by = factories.administrator()
    actions.uploads.withdraw(first.upload_id, "a slip", by=by)
    again = load(counts({"X99001": 5}))
    assert again.upload_id not in (None, first.upload_id)
    assert not again.already_stored


@BOTH_COPIES
@pytest.mark.parametrize(
    "parsed", [counts({"X99001": 5}), list_sizes({"X99005": 900}), hierarchy()]
)
def test_several_at_once_store_it_once(placed, parsed):  # decisions 2
    with ThreadPoolExecutor(6) as threads:
        found = list(threads.map(lambda _: load(parsed), range(6)))
    assert len({report.upload_id for report in found}) == 1
    assert [report.already_stored for report in found].count(False) == 1


@BOTH_COPIES
def test_several_files_at_once_take_different_places(placed):  # decisions 3
    files = [counts({"X99001": n}) for n in range(6)]
    with ThreadPoolExecutor(6) as threads:
        found = list(threads.map(load, files))
    assert len({report.upload_id for report in found}) == len(files)
    placed_at = event_log.newest_first()
    assert sorted(placed_at.sequence) == list(range(1, 8))


@BOTH_COPIES
@pytest.mark.parametrize("loader", [counts_loader, national])
def test_a_failure_in_the_middle_stores_nothing(placed, monkeypatch, loader):
    genuine = loader.store

    def fail_at_the_end(*given):
        genuine(*given)
        raise OSError("the disk is full")

    before = stored()
    monkeypatch.setattr(loader, "store", fail_at_the_end)
    parsed = counts({"X99001": 5}) if loader is counts_loader else hierarchy()
    with pytest.raises(OSError, match="disk"):
        load(parsed)
    assert stored() == before
    monkeypatch.undo()
    assert load(parsed).upload_id  # and nothing stands in the way afterwards


@BOTH_COPIES
def test_checking_stores_nothing(placed):
    before = stored()
    assert check(counts({"X99001": 5})).rows_stored == 1
    assert stored() == before


@BOTH
def test_each_file_is_checked_as_if_those_before_it_were_loaded(database):  # 17
    files = [hierarchy(), list_sizes({"X99001": 900}), counts({"X99001": 5})]
    before = stored()
    by = factories.administrator()
    found = actions.imports.check([arrival(each) for each in files], by=by)
    assert [report.rows_stored for report in found] == [3, 1, 1]
    assert stored() == before


def test_all_or_nothing_unless_the_good_rows_are_asked_for(placed):  # decisions 5
    parsed = counts({"X99001": 5, "X99099": 6})
    before = stored()
    refused = load(parsed)
    assert (refused.upload_id, kinds(refused)) == (None, ["unknown-practice"])
    after = stored()
    changed = {name: after[name] - before[name] for name in after}
    assert {name for name, more in changed.items() if more} == {"audit_entry", "event"}
    taken = load(parsed, GOOD_ROWS)
    assert taken.rows_stored == 1
    assert taken.of(Severity.MUST_FIX)[0].row == 3


def test_another_icbs_practice_is_left_out_with_notice(placed):  # decisions 5
    report = load(counts({"X99001": 5, "X99004": 6}), Consent())
    assert report.rows_stored == 1
    notice = report.of(Severity.NOTICE)[0]
    assert (notice.kind, notice.value) == ("another-icb", "X99004")
    assert "XB1" in notice.message


def test_a_totals_row_is_left_out_with_notice(placed):  # decisions 5
    total = Problem("totals", "A total.", severity=Severity.NOTICE, row=3)
    parsed = replace(counts({"X99001": 5}), problems=[total], rows_read=2)
    assert load(parsed, Consent()).rows_stored == 1


@pytest.mark.parametrize("consent", [AGREED, GOOD_ROWS])
@pytest.mark.parametrize("rows", [{}, {"X99004": 6}])
def test_a_file_of_which_nothing_is_left_is_refused(placed, consent, rows):  # 5
    refused = load(counts(rows), consent)
    assert refused.upload_id is None
    assert "nothing-to-load" in kinds(refused)


def test_a_fault_of_the_whole_file_stops_even_its_good_rows(placed):
    broken = Problem("wrong-month", "Another month.")
    assert load(replace(counts({"X99001": 5}), problems=[broken]), GOOD_ROWS) == load(
        replace(counts({"X99001": 5}), problems=[broken]), AGREED
    )


def test_a_warning_waits_until_that_kind_is_agreed_to(placed):
    load(list_sizes({"X99001": 1000}, on=date(2026, 4, 1)))
    load(counts({"X99001": 100}, period=BEFORE))
    moved = counts({"X99001": 301})
    assert kinds(load(moved, Consent())) == ["count-moved"]
    assert load(moved, Consent(frozenset({"other"}))).upload_id is None
    taken = load(moved, Consent(frozenset({"count-moved"})))
    upload = queries.uploads.get(factories.lead(), taken.upload_id)
    assert upload.confirmed == "count-moved"


@pytest.mark.parametrize(("now", "asked"), [(300, False), (301, True)])
def test_a_move_of_more_than_20_points_is_asked_about(placed, now, asked):
    load(list_sizes({"X99001": 1000}, on=date(2026, 4, 1)))
    load(counts({"X99001": 100}, period=BEFORE))
    assert ("count-moved" in kinds(check(counts({"X99001": now})))) is asked


@pytest.mark.parametrize(("patients", "asked"), [(1100, False), (1101, True)])
def test_a_list_that_moves_by_more_than_a_tenth_is_asked_about(placed, patients, asked):
    load(list_sizes({"X99001": 1000}, on=date(2026, 3, 1)))
    found = check(list_sizes({"X99001": patients}, on=date(2026, 4, 1)))
    assert (kinds(found) == ["list-size-moved"]) is asked


def test_a_practice_that_was_there_last_month_is_missed(placed):
    load(counts({"X99001": 5, "X99002": 6}, period=BEFORE))
    whole = counts({"X99001": 5})
    assert kinds(check(whole)) == ["practice-missing"]
    assert kinds(check(replace(whole, partial=True))) == []
    assert check(whole).difference.absent == ("X99002", "X99003")


def test_a_practice_is_missed_across_a_merger_of_icbs(database):
    """07H went from QM7 to another ICB on 1 April 2026."""
    factories.load(hierarchy([practice(sub_icb_code="07H", icb_code="QM7")]))
    load(counts({"X99001": 5}), icb_code="QM7")
    new = queries.practices.get(factories.lead(), "X99001").icb_code
    stays = practice("X99002", sub_icb_code="07H", icb_code="QM7")
    factories.load(hierarchy([practice(sub_icb_code="07H", icb_code="QM7"), stays]))
    found = check(counts({"X99002": 5}, period=date(2026, 4, 1)), icb_code=new)
    assert kinds(found) == ["practice-missing"]


def test_the_difference_counts_practices(placed):
    load(counts({"X99001": 5, "X99002": 6}))
    found = check(counts({"X99001": 5, "X99002": 7, "X99003": None}))
    change = found.difference
    assert (change.new, change.updated, change.unchanged) == (1, 1, 1)


def test_counts_need_an_icb_and_a_national_file_has_none(placed):  # decisions 6
    with pytest.raises(RuleBroken, match="which ICB"):
        load(counts({"X99001": 5}), icb_code=None)
    first = load(list_sizes({"X99001": 900}), icb_code="XA1")
    assert queries.uploads.get(factories.lead(), first.upload_id).icb_code is None
    assert load(list_sizes({"X99001": 900})).already_stored


def test_unknown_practices_are_refused_in_counts_and_lmc_files_only(database):  # 17
    lmc = Parsed(Kind.LMC, [LMCRow(2, "X99001", "Invented LMC")], 1)
    assert kinds(load(lmc)) == ["unknown-practice"]
    assert load(list_sizes({"X99001": 900})).rows_stored == 1


def test_a_file_without_a_month_is_refused(placed):  # decisions 13
    undated = replace(counts({"X99001": 5}), period=None)
    assert kinds(load(undated)) == ["no-period"]
    assert load(undated, period=PERIOD).period == PERIOD


@pytest.mark.parametrize(
    ("day", "month"),
    [(date(2026, 4, 1), PERIOD), (date(2026, 4, 2), shift(PERIOD, 1))],
)
def test_stock_of_the_1st_belongs_to_the_month_before(placed, day, month):  # 13
    parsed = replace(counts({"X99001": 5}), period=None, described_on=day)
    assert load(parsed).period == month


def test_a_refused_attempt_leaves_nothing_of_the_content(placed):  # decisions 4
    load(counts({"X99099": 4321}), file_name="Mrs Smith.csv")
    with db.engine().connect() as connection:
        event = connection.execute(
            sa.text("SELECT * FROM event ORDER BY sequence DESC LIMIT 1")
        ).one()
    assert event.action == "refuse file"
    assert event.subject == "counts"
    for secret in ("Smith", "X99099", "4321"):
        assert secret not in repr(tuple(event))


CODES = st.sampled_from([*factories.PRACTICES, "X99004", "X99099"])
VALUES = st.none() | st.integers(0, 1200)
MONTHS = st.fixed_dictionaries(
    {
        "excluded": st.dictionaries(CODES, VALUES, max_size=4),
        "period": st.sampled_from([BEFORE, PERIOD]),
        "measure": st.sampled_from([Measure.CODED_104, Measure.CODED_106]),
        "partial": st.booleans(),
    }
)
CONSENTS = st.builds(
    Consent,
    kinds=st.just(frozenset({"count-moved"})),
    all_warnings=st.booleans(),
    good_rows_only=st.booleans(),
)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(month=MONTHS, consent=CONSENTS)
def test_loading_does_what_the_check_said(placed, month, consent):
    load(list_sizes({"X99001": 1000, "X99002": 1100}))
    before = stored()
    said = check(counts(**month), consent)
    assert stored() == before
    done = load(counts(**month), consent)
    assert (said.upload_id is None) is (done.upload_id is None)
    assert replace(said, upload_id=None) == replace(done, upload_id=None)
    assert (stored()["upload"] > before["upload"]) is bool(done.rows_stored)
