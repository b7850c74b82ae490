"""The events that actions left, whoever may see them."""

import pandas as pd
import sqlalchemy as sa

from lib import db
from lib.domain.events import Event


def newest_first() -> pd.DataFrame:
    """sequence, at, by, role, action, subject, reason."""
    names = ("sequence", "at", "by", "role", "action", "subject", "reason")
    told = (getattr(Event, name) for name in names)
    with db.reading() as session:
        rows = session.connection().execute(sa.select(*told))
        found = pd.DataFrame.from_records(list(map(tuple, rows)), columns=list(names))
    return found.sort_values("sequence", ascending=False, ignore_index=True)
