"""What every table shares: naming, checked values, UTC times, choices, whole numbers."""

from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import registry
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel

# Every constraint has a name that can be worked out, so that a migration can find it.
NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Table(
    SQLModel, registry=registry(metadata=sa.MetaData(naming_convention=NAMING))
):
    """A SQLModel that checks its values and survives a reload.

    A registry of its own: Streamlit re-imports lib/ after an edit, and on the shared
    registry each table would then be defined twice, which raises. Tables are not
    validated unless asked.
    """

    model_config = {"validate_assignment": True}


class UTCDateTime(TypeDecorator[datetime]):
    """An instant, stored in UTC on both databases and always returned with its zone."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        if value is None:
            return None
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002 the signature is SQLAlchemy's
    ) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def choice(
    options: type[StrEnum], name: str, length: int = 32, *, check: bool = True
) -> Any:
    """A text column that takes one of these values, by a CHECK of that name.

    Without it where the table takes only some of them: `one_of` is its CHECK.
    """
    return sa.Enum(
        options,
        name=name,
        native_enum=False,
        create_constraint=check,
        length=length,
        values_callable=lambda values: [v.value for v in values],
    )


def one_of(options: Iterable[StrEnum], column: str) -> sa.CheckConstraint:
    listed = ", ".join(f"'{option.value}'" for option in options)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=column)


MOST_PATIENTS = 9_999_999  # that a count may say


def whole_number(column: str, most: int = MOST_PATIENTS) -> sa.CheckConstraint:
    """A count: whole, not negative, and not text where SQLite would store any."""
    return sa.CheckConstraint(
        f"{column} IS NULL OR ({column} = CAST({column} AS INTEGER)"
        f" AND {column} BETWEEN 0 AND {most})",
        name=f"{column}_whole",
    )
