"""A line of a tracker: which versions it stood for, and what its changes are called."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.domain.tracker import Change, Seen, labels
from lib.domain.tracker_fields import Field

NUMBER = st.integers(1, 10**6)
CASES = st.one_of(
    st.just((None, 0, None, 0)), st.tuples(NUMBER, NUMBER, NUMBER, NUMBER)
)


@given(case=CASES, practice=NUMBER)
def test_versions_come_back_from_their_hidden_cell(case, practice):
    seen = Seen(*case, practice)
    assert Seen.read(seen.words) == seen


@pytest.mark.parametrize("text", ["", "1.1 2.2", "- 1.1 1", "a.b c.d 1", "- - x"])
def test_other_words_are_not_versions(text):
    assert Seen.read(text) is None


SEEN = Seen(1, 1, 2, 1, 1)


@pytest.mark.parametrize(
    ("now", "touched"),
    [
        (Seen(1, 2, 2, 1, 1), {Field.OWNER, Field.ACTION, Field.ACTION_ON}),
        (Seen(1, 1, 2, 1, 2), {Field.CONTRACT}),
        (Seen(1, 1, 2, 2, 1), {Field.STATUS, Field.REQUESTED, Field.DUE}),
    ],
)
def test_a_line_is_touched_where_what_it_belongs_to_was_saved(now, touched):
    for one in Field:
        expected = one in touched or (
            Field.STATUS in touched and one in (Field.RECEIVED, Field.AGREED)
        )
        assert SEEN.touched(now, {one}) is expected


def test_a_change_is_told_in_words():
    due = Change(Field.DUE, date(2026, 3, 3), date(2026, 3, 31))
    assert due.words == "plan due on 3 March 2026 to 31 March 2026"
    assert Change(Field.OWNER, "a@b.org", None).words == "owner a@b.org to empty"


def test_of_two_people_with_one_name_the_address_is_the_label():
    owners = {"a@x.org": "Ann Lee", "b@x.org": "Ann Lee", "c@x.org": "Cy Poe"}
    assert labels(owners) == {
        "a@x.org": "a@x.org",
        "b@x.org": "b@x.org",
        "c@x.org": "Cy Poe",
    }
