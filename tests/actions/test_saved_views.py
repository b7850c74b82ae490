"""A filtered page is kept under a name, and changed by its owner only."""

import pytest

from lib import actions, queries
from lib.actions.saved_views import Naming
from lib.domain.errors import NotAllowed, NotFound, RuleBroken, Stale
from tests import factories
from tests.conftest import filled

OFFICER = factories.officer()


@filled
def view() -> int:
    factories.load(factories.hierarchy())
    factories.signed_up(OFFICER)
    return save(Naming(" EMIS practices "))


def save(naming, icb="XA1") -> int:
    return actions.saved_views.save(
        naming, page="over", query="supplier=EMIS", icb_code=icb, by=OFFICER
    )


def test_it_is_kept_as_it_was(view):
    found = queries.saved_views.visible(OFFICER)[0]
    assert (found.id, found.name) == (view, "EMIS practices")
    assert (found.page, found.query) == ("over", "supplier=EMIS")
    assert (found.shared, found.pinned, found.version) == (False, False, 1)


def test_it_can_be_renamed_shared_and_pinned(view):
    change = Naming("Ours", shared=True, pinned=True)
    actions.saved_views.change(view, change, seen_version=1, by=OFFICER)
    found = queries.saved_views.visible(OFFICER)[0]
    assert (found.name, found.shared, found.pinned) == ("Ours", True, True)
    assert found.version == 2


def test_the_version_seen_must_be_the_newest(view):
    actions.saved_views.change(view, Naming("Ours"), seen_version=1, by=OFFICER)
    with pytest.raises(Stale):
        actions.saved_views.change(view, Naming("Mine"), seen_version=1, by=OFFICER)
    with pytest.raises(Stale):
        actions.saved_views.remove(view, seen_version=1, by=OFFICER)
    assert queries.saved_views.visible(OFFICER)[0].name == "Ours"


def test_it_can_be_taken_away(view):
    actions.saved_views.remove(view, seen_version=1, by=OFFICER)
    assert queries.saved_views.visible(OFFICER) == []
    with pytest.raises(NotFound):
        actions.saved_views.remove(view, seen_version=1, by=OFFICER)


def test_a_name_is_asked_for(view):
    with pytest.raises(RuleBroken):
        save(Naming("  "))
    with pytest.raises(RuleBroken):
        actions.saved_views.change(view, Naming(" "), seen_version=1, by=OFFICER)


def test_it_is_of_ones_own_icb(view):
    with pytest.raises(NotAllowed):
        save(Naming("Theirs"), icb="QE1")
