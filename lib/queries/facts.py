"""Every fact in scope, table by table, for those who want to work with them elsewhere."""

import pandas as pd
import sqlalchemy as sa
from sqlmodel import col

from lib import db
from lib.domain.facts import (
    AccessCount,
    DeprivationEntry,
    ExclusionCount,
    Fact,
    GroupMembership,
    HierarchyEntry,
    ListSize,
    LMCMembership,
    OnlineAccess,
    PCNMembership,
    RegisterEntry,
)
from lib.domain.roles import Permission
from lib.domain.rollout_entry import RolloutEntry
from lib.domain.scope import practices_visible_to
from lib.domain.uploads import Upload
from lib.domain.users import User
from lib.queries import statements, truth, uploads

TABLES: tuple[type[Fact], ...] = (
    RegisterEntry,
    HierarchyEntry,
    PCNMembership,
    LMCMembership,
    GroupMembership,
    ListSize,
    ExclusionCount,
    OnlineAccess,
    DeprivationEntry,
    AccessCount,
    RolloutEntry,
)


def tables(user: User) -> dict[str, pd.DataFrame]:
    """Facts that count now by table name, the uploads that they came from, and what
    the practices say of them; exact, so for staff."""
    user.require(Permission.EXPORT)
    user.require(Permission.SEE_EXACT)
    found = {"upload": uploads.every(user)}
    with db.reading() as session:
        for table in TABLES:
            statement = (
                sa.select(*sa.inspect(table).columns)
                .join(Upload, col(Upload.id) == col(table.upload_id))
                .where(truth.counts_now(None))
                .where(col(table.practice_code).in_(practices_visible_to(user)))
                .order_by(col(table.id))
            )
            name = sa.inspect(table).local_table.description
            found[name] = truth.frame(session, statement)
    says = statements.current(user).rename(columns={"ods_code": "practice_code"})
    return {**found, "statement": says}
