"""Every table, imported once, so that metadata is whole."""

from lib.domain import (
    events,
    facts,
    organisations,
    saved_views,
    settings,
    threshold,
    uploads,
    users,
)
from lib.domain.base import Table

METADATA = Table.metadata

__all__ = [
    "METADATA",
    "events",
    "facts",
    "organisations",
    "saved_views",
    "settings",
    "threshold",
    "uploads",
    "users",
]
