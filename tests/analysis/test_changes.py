"""Entries of the record in words."""

import pandas as pd

from lib.analysis import changes

ROW = {
    "place": 1,
    "by": "ada@example.org",
    "role": "ICB officer",
    "action": "plan agreed",
    "table_name": "action_plan",
    "key": "4",
    "operation": "update",
    "old": '{"status":"draft","owner":null,"version":1}',
    "new": '{"status":"agreed","owner":"Ada","version":2}',
    "reason": "",
}


def told(**other) -> dict:
    return changes.told(pd.DataFrame([{**ROW, **other}])).iloc[0].to_dict()


def test_a_change_is_told_from_what_to_what():
    entry = told()
    assert entry["who"] == "ada@example.org, ICB officer"
    assert entry["what"] == "action plan 4 changed"
    assert entry["change"] == "status: draft → agreed; owner: nothing → Ada"


def test_what_was_added_is_told_without_what_is_empty():
    entry = told(operation="insert", old=None, new='{"next_action":"Call","note":""}')
    assert (entry["what"], entry["change"]) == (
        "action plan 4 added",
        "next action: Call",
    )


def test_nobody_is_named_for_what_was_written_outside():
    assert told(by=None, role=None)["who"] == changes.OUTSIDE
    assert told(by=None, operation="upgrade")["who"] == changes.UPGRADE


def test_control_characters_and_length_do_no_harm():
    entry = told(
        operation="delete", new=None, old='{"note":"a\u0001' + "b" * 200 + '"}'
    )
    assert len(entry["change"]) < 140


def test_only_the_names_of_fields_are_put_into_words():
    assert changes.change(None, '{"file_name":"a_b.csv"}') == "file name: a_b.csv"


def test_of_an_event_is_told_what_no_column_says():
    event = '{"sequence":4,"by":"ada","subject":"over.csv","reason":"","detail":"{}"}'
    entry = told(table_name="event", operation="insert", old=None, new=event)
    assert entry["change"] == "over.csv; {}"
