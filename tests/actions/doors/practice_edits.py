"""The register corrected on screen."""

from datetime import date

from lib import actions
from lib.domain.practice_edits import Edit, What
from lib.domain.roles import Permission

CLOSED_ON = date(2026, 4, 30)

OF_AN_ICB = {
    "close a practice": (
        Permission.EDIT_PRACTICES,
        lambda by, made: actions.practice_edits.record(
            Edit("X99003", What.CLOSE, "X99002", CLOSED_ON, "Merger", "its notice"),
            seen_version=1,
            by=by,
        ),
    ),
}


def prepare(made):
    return {}
