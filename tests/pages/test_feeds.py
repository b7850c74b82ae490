"""Data feeds: a key is shown once, listed, and revoked."""

import pytest

from lib import queries
from lib.demo import people
from tests.pages.screens import press, visited, words

PAGE = "administration/feeds"

pytestmark = pytest.mark.usefixtures("demonstration")


def made():
    screen = visited(people.OFFICER, PAGE)
    assert "There is no key yet." in words(screen)
    fields = {each.label: each for each in screen.text_input}
    fields["What it is for"].set_value("The team's workbook")
    fields["Last day (a year ahead at most)"].set_value("31/12/2023")
    return press(screen, "Make the key")


def test_a_key_is_shown_once():
    screen = made()
    (code,) = screen.code
    assert queries.feed_keys.holder(code.value)[1] == people.OFFICER
    screen.run()
    assert not screen.code
    assert screen.table[0].value["For"].tolist() == ["The team's workbook"]


def test_a_revoked_key_is_answered_no_more():
    screen = made()
    key = screen.code[0].value
    press(screen, "Revoke it")
    assert queries.feed_keys.holder(key) is None
    assert "Revoked" in str(screen.table[0].value)


def test_a_key_needs_a_purpose_and_a_last_day_within_a_year():
    screen = visited(people.OFFICER, PAGE)
    press(screen, "Make the key")
    assert "Say the key's last day" in words(screen)
    assert queries.feed_keys.mine(people.OFFICER) == []
