"""Refusals: who tried what they may not. What they typed is not kept."""

import traceback

from lib import db
from lib.actions import events
from lib.domain.errors import NotAllowed, NotFound, Refused
from lib.domain.users import User

WHY = {NotAllowed: "Not allowed", NotFound: "Not among theirs"}


def record(refusal: Refused, tried: str = "", *, by: User) -> None:
    """One event, in a transaction of its own, where somebody reached beyond what is
    theirs: a question or action not allowed, or an action on what they may not see."""
    reason = WHY.get(type(refusal))
    action, question = (_called(refusal, layer) for layer in ("actions", "queries"))
    if reason is None or (type(refusal) is NotFound and not action):
        return
    with db.transaction() as session:
        subject = tried or action or question
        events.record(session, by, "refusal", subject=subject, reason=reason)


def _called(refusal: Refused, layer: str) -> str:
    """The action or question that refused, from where it was raised: its message may
    hold what was typed."""
    for frame, _ in traceback.walk_tb(refusal.__traceback__):
        module = frame.f_globals.get("__name__", "")
        if module.startswith(f"lib.{layer}."):
            return f"{module.rpartition('.')[2]}.{frame.f_code.co_name}"
    return ""
