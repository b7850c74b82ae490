"""The deprivation fifth of each practice, where a file of them has been loaded."""

from typing import Any

import pandas as pd
import sqlalchemy as sa
from sqlmodel import col

from lib import db
from lib.domain.facts import DeprivationEntry
from lib.domain.organisations import Practice
from lib.domain.scope import visible_to
from lib.domain.users import User
from lib.queries import truth


def fifths(user: User) -> pd.DataFrame:
    """ods_code, fifth (1 is the most deprived): the newest word on each practice that
    the user sees by name."""
    said: Any = (
        sa.select(
            col(DeprivationEntry.practice_code).label("ods_code"),
            col(DeprivationEntry.fifth),
            col(DeprivationEntry.upload_id),
            col(DeprivationEntry.row),
        )
        .join(Practice, col(Practice.ods_code) == col(DeprivationEntry.practice_code))
        .where(visible_to(user))
    )
    with db.reading() as session:
        facts = truth.frame(session, said)
        found = truth.newest(facts, truth.uploads(session, None), ["ods_code"])
    return found[["ods_code", "fifth"]].reset_index(drop=True)
