"""Changes: each checks permission, scope and rule, writes its event, and commits."""

from lib.actions import (
    adoptions,
    asks,
    corrections,
    downloads,
    episodes,
    events,
    imports,
    matches,
    practices,
    saved_views,
    settings,
    staging,
    thresholds,
    tracker,
    uploads,
    users,
)

__all__ = [
    "adoptions",
    "asks",
    "corrections",
    "downloads",
    "episodes",
    "events",
    "imports",
    "matches",
    "practices",
    "saved_views",
    "settings",
    "staging",
    "thresholds",
    "tracker",
    "uploads",
    "users",
]
