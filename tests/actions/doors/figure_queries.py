"""Figure queries: only observers raise and take back, only casework answers."""

from lib import actions
from lib.actions.figure_queries import Raised
from lib.domain.roles import Permission
from tests import factories
from tests.factories import PERIOD

ASKED = Raised("Which search was this?", period=PERIOD)


def prepare(made):
    return {
        "query": actions.figure_queries.raise_(
            "X99001", ASKED, by=factories.lmc_observer()
        )
    }


OF_AN_ICB = {
    "raise a query on a figure": (
        Permission.RAISE_QUERIES,
        lambda by, made: actions.figure_queries.raise_("X99001", ASKED, by=by),
    ),
    "answer a query on a figure": (
        Permission.DO_CASEWORK,
        lambda by, made: actions.figure_queries.answer(
            made.also["query"], "The one of the supplier", seen_version=1, by=by
        ),
    ),
    "take back a query on a figure": (
        Permission.RAISE_QUERIES,
        lambda by, made: actions.figure_queries.withdraw(
            made.also["query"], seen_version=1, by=by
        ),
    ),
}
