"""What the register proposes for the open cases of an ICB."""

import pandas as pd

from lib import queries
from lib.analysis import register_changes
from lib.analysis.register_changes import Proposal
from lib.domain.users import User


def proposals(
    figures: pd.DataFrame, user: User, icb_code: str | None
) -> list[Proposal]:
    """From the figures frame of the same user and ICB. Nothing moves by itself."""
    stored = queries.episodes.every(user, icb_code)
    going = stored[stored["closed_on"].isna()]
    if going.empty:
        return []
    register = queries.practices.register(user)
    return register_changes.proposals(going, register, figures)
