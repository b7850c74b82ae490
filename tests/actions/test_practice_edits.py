"""The register corrected on screen: from a day on, undone like a file, overridden by one."""

from datetime import date

import pytest

from lib import actions, queries
from lib.analysis import groups
from lib.domain.dates import playing_on, shift
from lib.domain.errors import NotAllowed, NotFound, RuleBroken, Stale
from lib.domain.files import Kind
from lib.domain.parsed import Parsed
from lib.domain.practice_edits import Edit, What
from lib.domain.rows import GroupRow, PCNMembershipRow, RegisterRow
from tests import factories
from tests.conftest import BOTH_COPIES, filled
from tests.factories import PERIOD, hierarchy, practice

OURS, OTHER = "X99001", "X99002"
FROM = date(2026, 4, 10)  # the hierarchy is of 1 April
APRIL, MAY = shift(PERIOD, 1), shift(PERIOD, 2)
BY = factories.analyst("XA1")
PCNS = Parsed(
    Kind.PCN_MEMBERSHIP,
    [PCNMembershipRow(2, "X99003", "U99002", "South PCN", date(2026, 1, 1), None)],
    1,
)


@filled(autouse=True, on=date(2026, 6, 1))
def loaded():
    factories.load(hierarchy([*factories.PRACTICES, factories.NEIGHBOUR]))
    factories.load(PCNS)
    factories.load(factories.lmc_list([OTHER]))
    factories.load(factories.list_sizes(dict.fromkeys(factories.PRACTICES, 10_000)))
    for month, number in ((PERIOD, 6_000), (APRIL, 6_100), (MAY, 6_200)):
        counted = {OURS: number, OTHER: number - 2_000}
        factories.load(factories.counts(counted, period=month))


def snapshot(on):
    """As the first one, of another day."""
    moved = practice("X99003", postcode=f"ZZ{on.month} 1AA")
    factories.load(hierarchy([OURS, OTHER, moved, factories.NEIGHBOUR], on=on))


def facts(code=OURS):
    return queries.practices.get(BY, code)


def edit(what, to=None, *, code=OURS, from_on=FROM, by=BY, **said):
    said = {"reason": "Notice", "source": "letter of 1 May", **said}
    return actions.practice_edits.record(
        Edit(code, what, to, from_on, **said),
        seen_version=facts(code).version,
        by=by,
    )


def by_month(column):
    panel = queries.figures.panel(BY, PERIOD, MAY)
    own = panel[panel.ods_code == OURS]
    return own[column].tolist()


def test_a_move_to_another_pcn_holds_from_its_day_and_is_undone_by_withdrawal():
    upload = edit(What.PCN, "U99002")
    assert by_month("pcn_code") == ["U99001", "U99002", "U99002"]
    assert facts().pcn == "South PCN"
    others = queries.figures.panel(BY, PERIOD, MAY)
    assert set(others[others.ods_code == OTHER].pcn_code) == {"U99001"}
    assert others.expected.groupby(others.period).sum().tolist() == [3, 3, 3]
    actions.uploads.withdraw(upload, "A mistake", by=BY)
    assert by_month("pcn_code") == ["U99001", "U99001", "U99001"]
    assert facts().pcn == "North PCN"


def test_a_later_file_overrides_it_and_an_older_one_does_not():
    edit(What.SUPPLIER, "TPP")
    snapshot(date(2026, 2, 1))
    assert by_month("supplier") == ["EMIS", "TPP", "TPP"]
    snapshot(date(2026, 5, 1))
    assert by_month("supplier") == ["EMIS", "TPP", "EMIS"]
    assert facts().supplier == "EMIS"


def test_of_two_edits_neither_undoes_the_other():
    edit(What.PCN, "U99002")
    with pytest.raises(RuleBroken, match="is on record"):
        edit(What.SUPPLIER, "TPP", from_on=date(2026, 4, 2))
    edit(What.SUPPLIER, "TPP", from_on=date(2026, 5, 2))
    assert by_month("pcn_code") == ["U99001", "U99002", "U99002"]
    assert by_month("supplier") == ["EMIS", "EMIS", "TPP"]


def test_a_practice_may_leave_its_pcn():
    edit(What.PCN, None)
    assert facts().pcn is None


def test_what_is_known_on_a_day_does_not_know_later_edits():
    with playing_on(date(2026, 6, 3)):
        edit(What.PCN, "U99002")
    known = queries.figures.panel(BY, MAY, MAY, as_known_on=date(2026, 6, 2))
    assert known[known.ods_code == OURS].pcn_code.tolist() == ["U99001"]


@BOTH_COPIES
def test_history_of_a_merged_practice_stays_under_its_own_code():  # T30
    edit(What.CLOSE, OTHER, from_on=date(2026, 4, 30))
    assert (facts().successor_code, facts().closed_on) == (OTHER, date(2026, 4, 30))
    panel = queries.figures.panel(BY, PERIOD, MAY)
    expected = panel[panel.expected].groupby("period").ods_code.apply(sorted)
    assert expected.tolist() == [
        [OURS, OTHER, "X99003"],
        [OTHER, "X99003"],
        [OTHER, "X99003"],
    ]
    # Its counts are still its own: of March with its own list, and not added to anybody's.
    kept = panel[panel.ods_code == OURS]
    assert kept.excluded.tolist() == [6_000, 6_100, 6_200]
    successor = panel[panel.ods_code == OTHER]
    assert successor.excluded.tolist() == [4_000, 4_100, 4_200]
    assert successor.list_size.tolist() == [10_000] * 3
    rates = [
        groups.by(panel[panel.period == period], "icb_code")
        for period in sorted(panel.period.unique())
    ]
    # Both numbers of the rate are of the same practices, before the merger and after.
    assert [(int(r.patients[0]), int(r.list_size[0])) for r in rates] == [
        (10_000, 20_000),
        (4_100, 10_000),
        (4_200, 10_000),
    ]


def test_a_closure_is_undone_and_a_newer_register_goes_before_it():
    register = RegisterRow(
        *(2, OURS, "Practice 01", "ZZ99 1AA", "active", None, None, "X01", True)
    )
    dated = {"described_on": date(2026, 4, 20)}
    factories.load(Parsed(Kind.REGISTER, [register], 1, **dated))
    upload = edit(What.CLOSE)
    assert facts().closed_on == FROM
    with pytest.raises(RuleBroken, match="already"):
        edit(What.CLOSE)
    actions.uploads.withdraw(upload, "A mistake", by=BY)
    assert facts().closed_on is None
    edit(What.CLOSE)
    dated = {"described_on": date(2026, 5, 20)}
    factories.load(Parsed(Kind.REGISTER, [register._replace(name="P")], 1, **dated))
    assert facts().closed_on is None


def test_a_move_to_another_lmc_moves_what_its_observers_see():
    factories.signed_up(factories.lmc_observer())
    edit(What.LMC, factories.LMC)
    observer = queries.users.by_email(factories.lmc_observer().email)
    assert set(queries.practices.search_options(observer).ods_code) == {OURS, OTHER}


def test_a_move_to_another_group_ends_the_old_one_of_that_kind():
    rows = [
        GroupRow(2, OURS, "East", "federation", None, None),
        GroupRow(3, OURS, "Hill", "place", None, None),
        GroupRow(4, OTHER, "West", "federation", None, None),
    ]
    factories.load(Parsed(Kind.GROUPS, rows, 3))
    upload = edit(What.GROUP, "West")

    def held(month):
        found = queries.organisations.groups(BY, month)
        return sorted(found[found.ods_code == OURS].group_name)

    assert (held(PERIOD), held(APRIL)) == (["East", "Hill"], ["Hill", "West"])
    assert facts().groups == ["Hill", "West"]
    actions.uploads.withdraw(upload, "A mistake", by=BY)
    assert held(APRIL) == ["East", "Hill"]


@pytest.mark.parametrize(
    ("what", "to"),
    [
        (What.PCN, "U00000"),
        (What.LMC, "Nowhere LMC"),
        (What.LMC, None),
        (What.GROUP, "Nobody's"),
        (What.CLOSE, "X99004"),  # of another ICB
    ],
)
def test_what_is_not_known_is_not_found(what, to):
    with pytest.raises(NotFound):
        edit(what, to)
    assert facts().version == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"to": OURS},
        {"from_on": date(2026, 6, 2)},
        {"reason": " "},
        {"source": ""},
        {"reason": "for 943 476 5919"},
    ],
)
def test_what_the_rules_refuse_changes_nothing(wrong):
    with pytest.raises(RuleBroken):
        edit(What.CLOSE, **wrong)
    assert (facts().closed_on, facts().successor_code) == (None, None)


def test_a_practice_that_somebody_has_changed_is_stale():
    seen = facts().version
    edit(What.PCN, "U99002")
    with pytest.raises(Stale):
        actions.practice_edits.record(
            Edit(OURS, What.SUPPLIER, "TPP", date(2026, 5, 1), "Why", "who"),
            seen_version=seen,
            by=BY,
        )


def test_an_edit_is_withdrawn_within_its_icb_only():
    upload = edit(What.PCN, "U99002")
    with pytest.raises(NotAllowed):
        actions.uploads.withdraw(upload, "Not mine", by=factories.analyst("XB1"))
