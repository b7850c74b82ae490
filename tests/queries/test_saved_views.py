"""One's own views, and those shared with one's ICB."""

from lib import actions, queries
from lib.actions.saved_views import Naming
from tests import factories
from tests.conftest import BOTH
from tests.factories import hierarchy

OFFICER, COLLEAGUE = factories.officer(), factories.approver()
NEIGHBOUR = factories.analyst("XB1")


def save(name, **naming):
    naming = Naming(name, **naming)
    actions.saved_views.save(naming, page="over", query="", icb_code="XA1", by=OFFICER)


def names(user):
    return [view.name for view in queries.saved_views.visible(user)]


@BOTH
def test_shared_views_are_seen_within_the_icb(database):
    factories.load(hierarchy(["X99001", factories.NEIGHBOUR]))
    for user in (OFFICER, COLLEAGUE, NEIGHBOUR):
        factories.signed_up(user)
    save("c own")
    save("b shared", shared=True)
    save("d pinned", shared=True, pinned=True)
    assert names(OFFICER) == ["d pinned", "b shared", "c own"]
    assert names(COLLEAGUE) == ["d pinned", "b shared"]
    assert names(factories.lead()) == ["d pinned", "b shared"]
    assert names(NEIGHBOUR) == []
