"""What a person matched once for a sender is remembered, listed and undone."""

import pytest

from lib import actions, queries
from lib.domain.errors import NotFound
from tests import factories
from tests.conftest import filled

OFFICER = factories.officer()
OTHER = factories.officer("XB1")


@filled
def placed():
    factories.load(factories.hierarchy([*factories.PRACTICES, factories.NEIGHBOUR]))
    actions.matches.remember(
        "EMIS of North", {"Pts": "104"}, {"The Surgery": "X99001"}, by=OFFICER
    )


def test_it_is_remembered_for_that_sender(placed):
    assert queries.matches.headings(OFFICER, "EMIS of North") == {"Pts": "104"}
    practices = queries.matches.practices(OFFICER, "EMIS of North")
    assert practices == {"The Surgery": "X99001"}
    assert queries.matches.headings(OFFICER, "somebody else") == {}
    assert set(queries.matches.every(OFFICER).text) == {"Pts", "The Surgery"}


def test_matching_again_replaces_it(placed):
    actions.matches.remember(
        "EMIS of North", {"Pts": ""}, {"The Surgery": "X99002"}, by=OFFICER
    )
    assert queries.matches.headings(OFFICER, "EMIS of North") == {"Pts": ""}
    practices = queries.matches.practices(OFFICER, "EMIS of North")
    assert practices == {"The Surgery": "X99002"}


def test_it_can_be_undone(placed):
    for text in ("Pts", "The Surgery"):
        actions.matches.forget("EMIS of North", text, by=OFFICER)
    assert queries.matches.every(OFFICER).empty
    with pytest.raises(NotFound):
        actions.matches.forget("EMIS of North", "Pts", by=OFFICER)


def test_a_practice_must_be_among_ones_own(placed):
    with pytest.raises(NotFound, match="X99004"):
        actions.matches.remember("s", {"A": ""}, {"B": "X99004"}, by=OFFICER)
    assert queries.matches.headings(OFFICER, "s") == {}


def test_another_icbs_practices_are_neither_seen_nor_undone(placed):
    assert queries.matches.practices(OTHER, "EMIS of North") == {}
    assert set(queries.matches.every(OTHER).text) == {"Pts"}
    with pytest.raises(NotFound):
        actions.matches.forget("EMIS of North", "The Surgery", by=OTHER)
    with pytest.raises(NotFound):
        actions.matches.remember(
            "EMIS of North", {}, {"The Surgery": "X99004"}, by=OTHER
        )
    practices = queries.matches.practices(OFFICER, "EMIS of North")
    assert practices == {"The Surgery": "X99001"}
