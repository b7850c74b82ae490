"""Questions: a user and what is asked in, rows out. They change nothing."""

from lib.queries import (
    adoptions,
    episodes,
    events,
    facts,
    figures,
    matches,
    organisations,
    periods,
    practices,
    saved_views,
    settings,
    staging,
    threshold,
    tracker,
    uploads,
    users,
)

__all__ = [
    "adoptions",
    "episodes",
    "events",
    "facts",
    "figures",
    "matches",
    "organisations",
    "periods",
    "practices",
    "saved_views",
    "settings",
    "staging",
    "threshold",
    "tracker",
    "uploads",
    "users",
]
