"""The triggers of PostgreSQL, as text: two functions, called for each table."""

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.engine import Connection

NOW = (
    "to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
)
_FACTS = ("id", "writer", "table_name", "key", "operation", "old", "new")

# The arguments are the columns of the primary key. The time zone is said, so that a row
# reads the same in every session.
_WRITE = f"""
CREATE OR REPLACE FUNCTION audit_write() RETURNS trigger LANGUAGE plpgsql
SET timezone TO 'UTC' AS $$
DECLARE
    was jsonb := CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE to_jsonb(OLD) END;
    became jsonb := CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE to_jsonb(NEW) END;
    key text;
BEGIN
    SELECT string_agg(coalesce(became, was) ->> name, '/' ORDER BY place) INTO key
    FROM unnest(TG_ARGV) WITH ORDINALITY AS part (name, place);
    IF TG_OP = 'UPDATE' THEN
        SELECT jsonb_object_agg(name, was -> name), jsonb_object_agg(name, became -> name)
        INTO was, became FROM jsonb_object_keys(became) AS name
        WHERE was -> name IS DISTINCT FROM became -> name;
        IF became IS NULL THEN RETURN NULL; END IF;
    END IF;
    INSERT INTO audit_entry (writer, at, table_name, key, operation, old, new)
    VALUES (txid_current(), {NOW}, TG_TABLE_NAME, key, lower(TG_OP), was, became);
    RETURN NULL;
END $$
"""
_REFUSE = """
CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The record is only ever added to.';
END $$
"""


def record() -> Iterator[str]:
    """An entry may be sealed, once; nothing else may become of it."""
    yield _WRITE
    yield _REFUSE
    same = " AND ".join(f'OLD."{c}" IS NOT DISTINCT FROM NEW."{c}"' for c in _FACTS)
    sealed = "NEW.hash IS NOT NULL OR NEW.place IS NOT NULL OR NEW.event IS NOT NULL"
    yield _refusal("audit_entry", "INSERT", f"WHEN ({sealed})")
    yield _refusal(
        "audit_entry",
        "UPDATE",
        f"WHEN (NOT (OLD.hash IS NULL AND NEW.hash IS NOT NULL AND {same}))",
    )
    yield _refusal("audit_entry", "DELETE")
    yield _no_truncating("audit_entry")


def table(connection: Connection, name: str) -> Iterator[str]:
    primary = sa.inspect(connection).get_pk_constraint(name)["constrained_columns"]
    key = ", ".join(f"'{column}'" for column in primary)
    written = "INSERT" if name == "event" else "INSERT OR UPDATE OR DELETE"
    yield (
        f'CREATE TRIGGER audit_{name}_write AFTER {written} ON "{name}"'
        f" FOR EACH ROW EXECUTE FUNCTION audit_write({key})"
    )
    if name == "event":
        yield _refusal(name, "UPDATE")
        yield _refusal(name, "DELETE")
    yield _no_truncating(name)


def enter_events(connection: Connection) -> str:
    return (
        "INSERT INTO audit_entry (writer, at, table_name, key, operation, new)"
        f" SELECT txid_current(), {NOW}, 'event', sequence, 'insert',"
        f" {event_json(connection)} FROM event AS told ORDER BY sequence"
    )


def event_json(connection: Connection) -> str:
    """What the entry of a row `told` of the events says."""
    connection.exec_driver_sql("SET LOCAL timezone TO 'UTC'")
    return "to_jsonb(told)::text"


def _refusal(name: str, operation: str, when: str = "") -> str:
    return (
        f"CREATE TRIGGER audit_{name}_only_added_{operation.lower()}"
        f" BEFORE {operation} ON {name} FOR EACH ROW {when}"
        " EXECUTE FUNCTION audit_refuse()"
    )


def _no_truncating(name: str) -> str:
    """TRUNCATE calls no trigger of a row."""
    return (
        f'CREATE TRIGGER audit_{name}_no_truncating BEFORE TRUNCATE ON "{name}"'
        " FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()"
    )
