"""Questions: a user and what is asked in, rows out. They change nothing."""

from lib.queries import (
    action_plans,
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
    uploads,
    users,
)

__all__ = [
    "action_plans",
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
    "uploads",
    "users",
]
