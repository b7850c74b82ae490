"""Where counts moved in bulk: for staff, who know what practices said of it."""

from typing import NamedTuple

import pandas as pd

from lib.analysis import bulk_moves
from lib.analysis.bulk_moves import Looked
from lib.domain.roles import Permission
from lib.domain.users import User


class Found(NamedTuple):
    moves: pd.DataFrame
    looked: Looked


def of(figures: pd.DataFrame, user: User) -> Found:
    """From the figures frame of the same user, of many months."""
    user.require(Permission.SEE_EXACT)
    user.require(Permission.READ_CASEWORK)
    return Found(bulk_moves.find(figures), bulk_moves.looked_at(figures))
