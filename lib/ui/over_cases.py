"""The cases on the list over the threshold: their filters and columns."""

from collections.abc import Sequence

import pandas as pd

from lib import queries
from lib.documents.tables import Column
from lib.domain.roles import Permission
from lib.domain.users import User
from lib.ui import caching, filters
from lib.ui.views import View

# What people have planned is for staff: the query leaves it out, and others read what
# follows from the plan and the figures.
OTHERS = [Column("next_action", "Next action")]
STAFF = [Column("owner_name", "Owner", missing="None"), *OTHERS]


def columns(user: User, before: Sequence[Column]) -> list[Column]:
    return [*before, *(STAFF if user.may(Permission.READ_CASEWORK) else OTHERS)]


def narrow(view: View, listed: pd.DataFrame) -> pd.DataFrame:
    """Filters on the plan's status and, for staff, on who has the case."""
    staff = view.user.may(Permission.READ_CASEWORK)
    for one in filters.OF_CASES if staff else (filters.PLAN,):
        chosen = filters.choose(one, listed[one.field], people(view.user))
        if chosen is not None:
            listed = listed[listed[one.field] == chosen]
    return listed


def people(user: User) -> dict[str, str]:
    """Names of those who may have a case; none for who may not read casework."""
    if not user.may(Permission.READ_CASEWORK):
        return {}
    return caching.ask(queries.users.colleagues, user)
