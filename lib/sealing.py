"""Before each commit: what the triggers wrote in it is sealed to the record of changes.

The row of the ledger is locked meanwhile. Whoever records an event holds that lock until
the commit anyway, so that it orders commits; an advisory lock would add nothing.
"""

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlmodel import col, select

from lib.domain import audit
from lib.domain.audit import TABLE, Entry, Head, Unsealed
from lib.domain.events import Ledger


def begin(connection: Connection) -> int:
    """What tells this transaction's entries from those of others that lie unsealed.

    SQLite has one writer at a time, so that whatever lies there now is not ours; on
    PostgreSQL others commit meanwhile, but each trigger notes its transaction.
    """
    if connection.dialect.name == "postgresql":
        mark = sa.select(sa.func.txid_current())
    else:
        mark = sa.select(sa.func.coalesce(sa.func.max(col(Entry.id)), 0))
    return int(connection.execute(mark).scalar_one())


def seal(connection: Connection, begun: int) -> None:
    """Seal what lies unsealed; what others left counts as written outside."""
    lying = sa.select(col(Entry.id)).where(col(Entry.hash).is_(None))
    if connection.execute(lying.limit(1)).first() is None:
        return
    connection.execute(sa.select(col(Ledger.id)).with_for_update())
    entries = _unsealed(connection, begun)
    if not entries:
        return
    changes = [
        {"of": of, "place": s.place, "event": s.event, "at": s.at, "hash": s.hash}
        for of, s in audit.sealed(entries, head(connection))
    ]
    connection.execute(_SEAL, changes)


_SEAL = (
    sa.update(TABLE)
    .where(TABLE.c.id == sa.bindparam("of"))
    .values({name: sa.bindparam(name) for name in ("place", "event", "at", "hash")})
)


def head(connection: Connection) -> Head:
    """Of what is sealed."""
    sealed = select(Entry.place, Entry.hash).where(col(Entry.place).is_not(None))
    last = connection.execute(sealed.order_by(col(Entry.place).desc()).limit(1)).first()
    return Head(*last) if last else audit.NOTHING


def _unsealed(connection: Connection, begun: int) -> list[Unsealed]:
    told = (getattr(Entry, name) for name in Unsealed._fields[:-1])
    inside = col(Entry.id) > begun
    if connection.dialect.name == "postgresql":
        inside = col(Entry.writer) == begun
    found = sa.select(*told, sa.func.coalesce(inside, sa.false()).label("inside"))
    lying = found.where(col(Entry.hash).is_(None)).order_by(col(Entry.id))
    return [Unsealed(**row) for row in connection.execute(lying).mappings()]
