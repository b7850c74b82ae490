"""Changes: each checks permission, scope and rule, writes its event, and commits."""

from lib.actions import (
    corrections,
    downloads,
    events,
    imports,
    matches,
    practices,
    saved_views,
    staging,
    thresholds,
    uploads,
    users,
)

__all__ = [
    "corrections",
    "downloads",
    "events",
    "imports",
    "matches",
    "practices",
    "saved_views",
    "staging",
    "thresholds",
    "uploads",
    "users",
]
