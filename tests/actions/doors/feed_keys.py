"""Keys to the data feeds: one's own."""

from datetime import timedelta

from lib import actions, queries
from lib.domain.dates import today
from lib.domain.roles import Permission
from tests import factories


def prepare(made):
    until = today() + timedelta(days=30)
    owner = factories.signed_up(factories.administrator("XA1"))
    actions.feed_keys.make("A workbook", until, None, by=owner)
    return {"key_id": queries.feed_keys.mine(owner)[0].id}


OF_AN_ICB = {
    "make a feed key": (
        Permission.EXPORT,
        lambda by, made: actions.feed_keys.make(
            "A workbook", today() + timedelta(days=30), "XA1", by=by
        ),
    ),
}
OF_ALL = {
    "revoke a feed key": (
        Permission.EXPORT,
        lambda by, made: actions.feed_keys.revoke(
            made.also["key_id"], seen_version=1, by=by
        ),
    ),
    "fetch a feed": (
        Permission.EXPORT,
        lambda by, made: actions.feed_keys.use(
            made.also["key_id"], "figures", 3, by=by
        ),
    ),
}
