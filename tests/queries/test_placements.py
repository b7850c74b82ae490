"""Which practices a month has, and where each of them stood in it."""

from datetime import date

from lib import actions, queries
from lib.domain.dates import shift
from lib.domain.files import Kind
from lib.domain.parsed import Parsed
from lib.domain.rows import LMCRow, PCNMembershipRow, RegisterRow
from tests import factories
from tests.conftest import BOTH
from tests.factories import PERIOD, practice
from tests.queries.reading import expected, figure

BEFORE, LATER = shift(PERIOD, -1), shift(PERIOD, 1)
MERGER = date(2026, 4, 1)  # QJM and others: as the shipped succession has it


def register(*closures: tuple[str, date | None], on: date = LATER) -> Parsed:
    rows = [
        RegisterRow(
            n,
            code,
            f"Practice {code[-2:]}",
            "ZZ99 1AA",
            "closed" if closed_on else "active",
            date(2000, 1, 1),
            closed_on,
            "X01",
            is_english=True,
        )
        for n, (code, closed_on) in enumerate(closures, 2)
    ]
    return Parsed(Kind.REGISTER, rows, len(rows), described_on=on)


def frimley(code: str = "X99001"):
    return practice(code, sub_icb_code="D4U1Y", icb_code="QNQ", icb_name="Frimley")


def test_without_a_hierarchy_no_practice_is_expected(database):  # decisions 12
    assert expected() == []
    assert queries.figures.panel(factories.lead(), BEFORE, PERIOD).empty


def test_the_nearest_earlier_snapshot_serves(database):  # decisions 14
    factories.load(factories.hierarchy(["X99001"], on=date(2026, 1, 1)))
    factories.load(factories.hierarchy(["X99002"], on=date(2026, 3, 31)))
    factories.load(factories.hierarchy(["X99003"], on=date(2026, 4, 2)))
    assert expected() == ["X99002"]
    assert expected(BEFORE) == ["X99001"]


def test_else_the_nearest_later_snapshot(database):  # decisions 14
    factories.load(factories.hierarchy(["X99002"], on=date(2026, 9, 1)))
    factories.load(factories.hierarchy(["X99001"], on=date(2026, 6, 1)))
    assert expected() == ["X99001"]


def test_the_order_of_loading_snapshots_makes_no_difference(database):
    factories.load(factories.hierarchy(["X99002"], on=date(2026, 3, 1)))
    factories.load(factories.hierarchy(["X99001"], on=date(2026, 1, 1)))
    assert expected() == ["X99002"]


def test_a_snapshot_that_is_issued_again_replaces_the_first(database):  # T32
    factories.load(factories.hierarchy(["X99001", "X99002"]))
    again = factories.load(factories.hierarchy(["X99001"]))
    assert expected() == ["X99001"]
    uploads = queries.uploads.every(factories.lead())
    assert len(uploads) == 2  # both are kept
    actions.uploads.withdraw(
        again.upload_id, "the first was right", by=factories.administrator()
    )
    assert expected() == ["X99001", "X99002"]


def test_a_closed_practice_is_not_expected_after_its_closure(database):  # T30
    factories.load(factories.hierarchy(on=BEFORE))
    closures = ("X99001", date(2026, 3, 31)), ("X99002", date(2026, 4, 1))
    factories.load(register(*closures))
    assert expected() == ["X99002", "X99003"]
    assert expected(BEFORE) == ["X99001", "X99002", "X99003"]


@BOTH
def test_history_of_a_closed_practice_stays_under_its_code(database):  # T30
    factories.load(factories.hierarchy(on=BEFORE))
    factories.load(factories.counts({"X99001": 90}, period=BEFORE))
    factories.load(register(("X99001", date(2026, 2, 28)), ("X99002", None)))
    actions.practices.succeed(
        "X99001", "X99002", "letter of 1 March", by=factories.administrator()
    )
    assert figure(period=BEFORE)["excluded"] == 90
    assert figure("X99002", BEFORE)["excluded"] is None
    facts = queries.practices.get(factories.officer(), "X99001")
    assert (facts.successor_code, facts.successor) == ("X99002", "Practice 02")
    refused = actions.imports.load(
        factories.arrival(factories.counts({"X99001": 90})), by=factories.officer()
    )
    assert "closed-practice" in [p.kind for p in refused.problems]
    assert "X99002" in refused.problems[0].remedy


def test_a_location_is_under_the_icb_of_that_month(database):  # decisions 14
    """07H, West Essex, went from QM7 to Essex on 1 April 2026."""
    old, new = "QM7", queries_icb_of("07H")
    factories.load(
        factories.hierarchy([practice(sub_icb_code="07H", icb_code=old)], on=BEFORE)
    )
    assert figure(period=date(2026, 3, 1))["icb_code"] == old
    assert figure(period=date(2026, 4, 1))["icb_code"] == new


@BOTH
def test_a_practice_that_was_not_expected_stands_where_its_location_stood(database):
    """Counted, then closed, then gone from the snapshots: still under the old ICB."""
    old = "QM7"
    gone = practice(sub_icb_code="07H", icb_code=old)
    early = factories.load(factories.hierarchy([gone], on=date(2025, 1, 1)))
    factories.load(factories.counts({"X99001": 5}), icb_code=old)
    factories.load(factories.hierarchy(["X99002"], on=date(2025, 2, 1)))
    row = figure()
    assert (row["expected"], row["icb_code"]) == (False, old)
    assert early.upload_id


def queries_icb_of(location: str) -> str:
    factories.load(
        factories.hierarchy(
            [practice("X99009", sub_icb_code=location, icb_code="QM7")],
            on=date(2024, 1, 1),
        )
    )
    return figure("X99009", date(2026, 6, 1))["icb_code"]


@BOTH
def test_frimley_is_divided_practice_by_practice(database):  # decisions 14
    factories.load(factories.hierarchy([frimley(), frimley("X99002")], on=BEFORE))
    moved = practice("X99001", sub_icb_code="92A", icb_code="QXU")
    factories.load(factories.hierarchy([moved], on=date(2026, 8, 1)))
    march, april = figure(period=PERIOD), figure(period=MERGER)
    assert (march["sub_icb_code"], march["icb_code"]) == ("D4U1Y", "QNQ")
    assert april["sub_icb_code"] == "92A"
    assert april["icb_code"] != "QNQ"
    assert figure("X99002", MERGER)["icb_code"] == "QNQ"  # no later word on it


def test_an_unknown_or_third_supplier_is_shown(database):  # T23
    has = {"X99001": None, "X99002": "Medicus", "X99003": "A new one"}
    placed = [practice(code, supplier=supplier) for code, supplier in has.items()]
    factories.load(factories.hierarchy(placed))
    rows = queries.figures.panel(factories.lead(), PERIOD, PERIOD)
    shown = rows.supplier.astype(object).where(rows.supplier.notna(), None)
    assert dict(zip(rows.ods_code, shown, strict=True)) == has
    assert rows.expected.all()
    for code, supplier in has.items():
        assert queries.practices.get(factories.lead(), code).supplier == supplier


def test_supplier_and_pcn_are_those_of_the_month(database):
    was = practice(supplier="TPP", pcn_code=None, pcn_name=None)
    factories.load(factories.hierarchy([was], on=BEFORE))
    factories.load(factories.hierarchy([practice()], on=LATER))
    march, april = figure(period=PERIOD), figure(period=LATER)
    assert (march["supplier"], march["pcn_code"]) == ("TPP", None)
    assert (april["supplier"], april["pcn_code"]) == ("EMIS", "U99001")


@BOTH
def test_national_files_load_in_any_order_on_an_empty_database(database):  # 17
    factories.load(factories.list_sizes({"X99001": 1000}))
    network = PCNMembershipRow(
        2, "X99001", "U99007", "West PCN", date(2020, 1, 1), None
    )
    factories.load(Parsed(Kind.PCN_MEMBERSHIP, [network], 1, described_on=BEFORE))
    assert practice_now().pcn == "West PCN"
    factories.load(register(("X99001", None)))
    factories.load(factories.hierarchy(["X99001"]))
    assert figure()["registered"] == 1000
    assert practice_now().name == "Practice 01"


def practice_now():
    return queries.practices.get(factories.lead(), "X99001")


def test_an_ended_membership_is_stored_and_is_no_place(database):  # decisions 17
    ended = PCNMembershipRow(
        2, "X99001", "U99007", "West PCN", date(2020, 1, 1), date(2021, 1, 1)
    )
    stored = factories.load(Parsed(Kind.PCN_MEMBERSHIP, [ended], 1))
    assert stored.rows_stored == 1
    assert practice_now().pcn is None


def test_a_withdrawn_lmc_file_leaves_nothing_behind(database):
    factories.load(factories.list_sizes({"X99001": 1000}))
    lmc = factories.load(Parsed(Kind.LMC, [LMCRow(2, "X99001", "Invented LMC")], 1))
    assert practice_now().lmc_name == "Invented LMC"
    actions.uploads.withdraw(
        lmc.upload_id, "the wrong list", by=factories.administrator()
    )
    assert practice_now().lmc_name is None


@BOTH
def test_a_closure_learned_later_is_not_known_before(database, on_days):  # decisions 3
    with on_days(date(2026, 5, 1)):
        factories.load(factories.hierarchy(on=BEFORE))
    with on_days(date(2026, 5, 9)):
        factories.load(register(("X99001", date(2026, 2, 1))))
    assert "X99001" not in expected()
    assert "X99001" in expected(as_known_on=date(2026, 5, 8))
    assert "X99001" not in expected(as_known_on=date(2026, 5, 9))
