"""Whatever is done to a sealed record shows, or needs the hash of a paper to show."""

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.domain import audit
from lib.domain.audit import NOTHING, Sealed, Unsealed, anchor
from lib.domain.audit_check import Kind, verify
from lib.domain.errors import RuleBroken

texts = st.text(max_size=6)
json_or_none = st.none() | texts
unsealed = st.builds(
    Unsealed,
    id=st.integers(1, 10**6),
    at=texts,
    table_name=st.sampled_from(["practice", "contact"]),
    key=texts,
    operation=st.sampled_from(["insert", "update", "delete", "upgrade"]),
    old=json_or_none,
    new=json_or_none,
    inside=st.booleans(),
)
records = st.lists(unsealed, min_size=2, max_size=8).map(
    lambda entries: [entry for _, entry in audit.sealed(entries, NOTHING)]
)
places = st.integers(0, 7)


def kinds(record: list[Sealed], paper=None) -> set[Kind]:
    return {problem.kind for problem in verify(record, paper).problems}


@given(records)
def test_a_record_as_sealed_is_whole(record):
    checked = verify(record)
    assert checked.whole
    assert checked.head.number == len(record)
    assert verify(record, anchor(str(checked.head))).whole


@given(records, places, st.sampled_from(Sealed._fields[1:8]), texts)
def test_any_edit_is_noticed(record, place, name, other):
    place %= len(record)
    edited = record[place]._replace(**{name: other})
    if edited == record[place]:
        return
    changed = [*record[:place], edited, *record[place + 1 :]]
    assert Kind.EDITED in kinds(changed)


@given(records, places)
def test_one_taken_out_is_noticed_unless_it_is_the_last(record, place):
    place %= len(record) - 1
    assert kinds([*record[:place], *record[place + 1 :]]) == {Kind.MISSING}


@given(records, places, places)
def test_two_exchanged_are_noticed(record, first, second):
    first, second = first % len(record), second % len(record)
    if record[first][1:8] == record[second][1:8]:
        return
    swapped = list(record)
    swapped[first] = record[second]._replace(place=first + 1)
    swapped[second] = record[first]._replace(place=second + 1)
    assert Kind.EDITED in kinds(swapped)


@given(records, places)
def test_a_cut_tail_needs_the_paper(record, left):
    paper = anchor(str(verify(record).head))
    cut = record[: left % len(record)]
    assert kinds(cut) == (set() if cut else {Kind.EMPTIED})
    assert Kind.CUT in kinds(cut, paper)


@given(records, texts)
def test_a_record_made_anew_needs_the_paper(record, other):
    paper = anchor(str(verify(record).head))
    entries = [Unsealed(e.place, *e[2:8], inside=False) for e in record]
    entries[0] = entries[0]._replace(key=f"{entries[0].key}{other}!")
    anew = [entry for _, entry in audit.sealed(entries, NOTHING)]
    assert kinds(anew) == set()
    assert kinds(anew, paper) == {Kind.REBUILT}


def test_the_same_entry_twice_is_noticed():
    record = [
        entry for _, entry in audit.sealed([entry_of("a"), entry_of("b")], NOTHING)
    ]
    assert Kind.REPEATED in kinds([record[0], record[0], record[1]])


def entry_of(key: str, **other) -> Unsealed:
    said = {"at": "2026-08-31T10:00:00.000000Z", "old": None, "new": "{}", **other}
    return Unsealed(
        id=1, table_name="practice", key=key, operation="insert", inside=True, **said
    )


def test_an_entry_belongs_to_the_event_of_its_transaction():
    event = entry_of(
        "41", new=json.dumps({"sequence": 41, "at": "2026-09-01 09:30:00.5"})
    )._replace(table_name="event")
    before, after = entry_of("X1"), entry_of("X2")
    outside = entry_of("X3")._replace(inside=False)
    found = [e for _, e in audit.sealed([outside, before, event, after], NOTHING)]
    assert [entry.event for entry in found] == [None, 41, 41, 41]
    assert [entry.at for entry in found[1:]] == ["2026-09-01T09:30:00.500000Z"] * 3


def test_anybody_can_compute_the_hash_without_us():
    [(_, entry)] = audit.sealed([entry_of("é\n", old='{"a":1}')], NOTHING)
    told = json.dumps(["", *entry[:-1]], ensure_ascii=False, separators=(",", ":"))
    assert entry.hash == hashlib.sha256(told.encode()).hexdigest()


@pytest.mark.parametrize(
    "typed",
    [
        "1204:3f9a-77c1-0b2d-99e0",
        " 1,204 : 3F9A 77C1 0B2D 99E0",
        "1204:3f9a77c10b2d99e0",
    ],
)
def test_what_a_paper_says_is_read_however_typed(typed):
    assert str(anchor(typed)) == "1204:3f9a-77c1-0b2d-99e0"


@pytest.mark.parametrize("typed", ["", "1204", "1204:3f9a", "x:3f9a77c10b2d99e0", ":"])
def test_what_is_no_hash_is_said(typed):
    with pytest.raises(RuleBroken, match="as on the paper"):
        anchor(typed)
