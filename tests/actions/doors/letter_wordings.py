"""The wording of letters."""

from datetime import date

from lib import actions
from lib.actions.letter_wordings import Wording
from lib.domain.letter import LetterKind
from lib.domain.letter_wording import begun
from lib.domain.roles import Permission
from tests import factories

KIND = LetterKind.CLOSURE

OF_AN_ICB = {
    "set the wording of a letter": (
        Permission.SET_RULES,
        lambda by, made: actions.letter_wordings.record(
            Wording(KIND, *begun(KIND)),
            icb_code=factories.ICB,
            from_on=date(2026, 1, 1),
            source="minute of 1 May",
            by=by,
        ),
    ),
}


def prepare(made):
    return {}
