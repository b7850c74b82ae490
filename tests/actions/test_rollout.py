"""The rollout by file and on screen: what counts, its history, and taking it back."""

from dataclasses import replace
from datetime import date

import pytest

from lib import actions, queries
from lib.domain.arrivals import Consent
from lib.domain.errors import NotFound, RuleBroken, Stale
from lib.domain.rollout import Lever, Told, Word
from lib.domain.rollout_position import Stage
from tests import factories
from tests.conftest import BOTH_COPIES, filled
from tests.factories import rollout, word

BY, OBSERVER = factories.officer(), factories.lmc_observer()
TODAY, DUE, MOVED = date(2026, 5, 1), date(2026, 5, 11), date(2026, 6, 1)
SWITCHED = date(2026, 4, 20)  # X99002 from EMIS to TPP
LIVE = date(2026, 2, 1)
BOOKED = Told(
    "X99001", Lever.SWITCH_ON, Word.PLANNED, DUE, "booked", "a call of 30 April"
)


@filled(autouse=True, on=TODAY)
def practices():
    changed = factories.practice("X99002", supplier="TPP")
    factories.load(factories.hierarchy([*factories.PRACTICES, factories.NEIGHBOUR]))
    factories.load(
        factories.hierarchy(
            ["X99001", changed, "X99003", factories.NEIGHBOUR], on=SWITCHED
        )
    )
    factories.load(factories.lmc_list())


def load(*words, **said):
    return factories.load(rollout(*words), by=BY, **said)


def position(code: str = "X99001", user=BY):
    return queries.rollout.record(user, code).position(TODAY)


def newest() -> int:
    return queries.rollout.history(BY, "X99001")[0].sequence


@BOTH_COPIES
def test_a_file_an_edit_and_taking_it_back():
    """Booked by file, moved on screen, paused; each taken back under Upload history."""
    load(word(on=DUE, said_on=date(2026, 4, 1)), word("X99003", row=3, on=DUE))
    assert (position().stage, position().due.on) == (Stage.SCHEDULED, DUE)
    moved = replace(BOOKED, on=MOVED, reason="staff are away")
    edit_id = actions.rollout.say(moved, seen=newest(), by=BY)
    assert position().due.on == MOVED
    assert position("X99003").due.on == DUE
    pause = replace(moved, lever=Lever.PAUSE, word=Word.EFFECTIVE, on=TODAY)
    pause_id = actions.rollout.say(pause, seen=newest(), by=BY)
    assert position().stage is Stage.PAUSED

    entries = queries.rollout.history(BY, "X99001")
    assert [each.saying.on for each in entries] == [TODAY, MOVED, DUE]
    assert (entries[1].reason, entries[1].sender) == (
        "staff are away",
        "a call of 30 April",
    )
    for upload_id in (pause_id, edit_id):
        actions.uploads.withdraw(upload_id, "a mistake", by=BY)
    assert (position().stage, position().due.on) == (Stage.SCHEDULED, DUE)
    entries = queries.rollout.history(BY, "X99001")
    assert [each.withdrawn for each in entries] == [True, True, False]


def test_a_change_of_supplier_splits_what_was_said():
    """T31: live on EMIS is not live on TPP; what names a system is of that one."""
    actual = word("X99002", said=Word.ACTUAL, on=LIVE)
    model = word("X99002", Lever.MODEL, Word.OPT_IN, None)
    load(actual, word(said=Word.ACTUAL, on=LIVE, row=3), model)
    assert position().stage is Stage.LIVE
    split = position("X99002")
    assert (split.system, split.stage) == ("TPP", Stage.NO_DATE)
    assert (split.other_systems, set(split.stands)) == (("EMIS",), {Lever.MODEL})
    # A plan made before the change, for a day after it, was made for the earlier one.
    load(word("X99002", on=DUE, said_on=date(2026, 4, 1)))
    assert position("X99002").due is None
    report = load(word("X99002", on=DUE, supplier="TPP"), word(supplier="TPP", row=3))
    assert [(p.kind, p.row) for p in report.problems] == [("other-system", 3)]
    assert position("X99002").stage is Stage.SCHEDULED
    assert position().stage is Stage.LIVE


def test_what_does_not_fit_is_left_out_or_refused():
    elsewhere = word("X99004", row=3)
    report = load(word(), elsewhere)
    assert [(p.kind, p.row) for p in report.problems] == [("another-icb", 3)]
    for wrong, kind in (
        (word("X99999"), "unknown-practice"),
        (word(said=Word.ACTUAL, on=DUE), "rollout-day"),
    ):
        refused = actions.imports.load(
            factories.arrival(rollout(wrong)), by=BY, consent=Consent(all_warnings=True)
        )
        assert (refused.upload_id, refused.problems[0].kind) == (None, kind)
    for told, refusal in (
        (replace(BOOKED, word=Word.ACTUAL), RuleBroken),
        (replace(BOOKED, said_on=DUE), RuleBroken),
        (replace(BOOKED, reason=" "), RuleBroken),
        (replace(BOOKED, source=""), RuleBroken),
        (replace(BOOKED, ods_code="X99004"), NotFound),
    ):
        with pytest.raises(refusal):
            actions.rollout.say(told, seen=newest(), by=BY)
    with pytest.raises(Stale):
        actions.rollout.say(BOOKED, seen=0, by=BY)


def test_observers_read_the_words_and_not_the_people():
    upload_id = actions.rollout.say(BOOKED, seen=0, by=BY)
    (entry,) = queries.rollout.history(OBSERVER, "X99001")
    assert entry.saying.on == DUE
    assert {entry.loaded_by, entry.reason, entry.sender, entry.file_name} == {""}
    assert queries.rollout.nameless(OBSERVER) == []
    bma = factories.bma_observer()
    assert queries.rollout.every(bma) == {}
    stages = [r.position(TODAY).stage for r in queries.rollout.nameless(bma)]
    assert stages.count(Stage.SCHEDULED) == 1
    assert len(stages) == 4
    with pytest.raises(NotFound):
        queries.rollout.history(bma, "X99001")
    assert set(queries.rollout.every(BY)) == set(factories.PRACTICES)
    actions.uploads.withdraw(upload_id, "a mistake", by=BY)
    assert queries.rollout.history(OBSERVER, "X99001") == []
