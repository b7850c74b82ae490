"""Before each commit: what the triggers wrote in it is sealed to the record of changes.

The row of the ledger is locked meanwhile. Whoever records an event holds that lock until
the commit anyway, so that it orders commits; an advisory lock would add nothing.
"""

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlmodel import col

from lib.domain import audit
from lib.domain.audit import TABLE, Head, Unsealed
from lib.domain.events import Ledger

# Put together once: to do so at each commit costs more than to carry them out.
_TRANSACTION = sa.select(sa.func.txid_current())
_NEWEST = sa.select(sa.func.coalesce(sa.func.max(TABLE.c.id), 0))
_LYING = TABLE.c.hash.is_(None)
_FIRST_LYING = sa.select(TABLE.c.id).where(_LYING).limit(1)
_LOCKED = sa.select(col(Ledger.id)).with_for_update()
_BEGUN = sa.bindparam("begun", type_=sa.BigInteger)
_UNSEALED = {
    dialect: sa.select(
        *(TABLE.c[name] for name in Unsealed._fields[:-1]),
        sa.func.coalesce(inside, sa.false()).label("inside"),
    )
    .where(_LYING)
    .order_by(TABLE.c.id)
    for dialect, inside in (
        ("sqlite", TABLE.c.id > _BEGUN),
        ("postgresql", TABLE.c.writer == _BEGUN),
    )
}
_SEAL = (
    sa.update(TABLE)
    .where(TABLE.c.id == sa.bindparam("of"))
    .values({name: sa.bindparam(name) for name in ("place", "event", "at", "hash")})
)
_HEAD = (
    sa.select(TABLE.c.place, TABLE.c.hash)
    .where(TABLE.c.place.is_not(None))
    .order_by(TABLE.c.place.desc())
    .limit(1)
)


def begin(connection: Connection) -> int:
    """What tells this transaction's entries from those of others that lie unsealed.

    SQLite has one writer at a time, so that whatever lies there now is not ours; on
    PostgreSQL others commit meanwhile, but each trigger notes its transaction.
    """
    postgresql = connection.dialect.name == "postgresql"
    mark = _TRANSACTION if postgresql else _NEWEST
    return int(connection.execute(mark).scalar_one())


def seal(connection: Connection, begun: int) -> None:
    """Seal what lies unsealed; what others left counts as written outside."""
    if connection.execute(_FIRST_LYING).first() is None:
        return
    connection.execute(_LOCKED)
    entries = _unsealed(connection, begun)
    if not entries:
        return
    changes = [
        {"of": of, "place": s.place, "event": s.event, "at": s.at, "hash": s.hash}
        for of, s in audit.sealed(entries, head(connection))
    ]
    connection.execute(_SEAL, changes)


def head(connection: Connection) -> Head:
    """Of what is sealed."""
    last = connection.execute(_HEAD).first()
    return Head(*last) if last else audit.NOTHING


def _unsealed(connection: Connection, begun: int) -> list[Unsealed]:
    asked = _UNSEALED[connection.dialect.name]
    found = connection.execute(asked, {"begun": begun})
    return [Unsealed._make(row) for row in found]
