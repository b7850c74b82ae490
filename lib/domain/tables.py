"""Every table, imported once, so that metadata is whole."""

from lib.domain import (
    action_plan,
    adoption,
    agreement,
    ask,
    correspondence,
    episode,
    escalation,
    events,
    facts,
    letter,
    letter_wording,
    monthly_report,
    monthly_return,
    organisations,
    plan_content,
    safety,
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
    "action_plan",
    "adoption",
    "agreement",
    "ask",
    "correspondence",
    "episode",
    "escalation",
    "events",
    "facts",
    "letter",
    "letter_wording",
    "monthly_report",
    "monthly_return",
    "organisations",
    "plan_content",
    "safety",
    "saved_views",
    "settings",
    "threshold",
    "uploads",
    "users",
]
