"""Routes: by which statuses a plan comes to the one that a tracker names for it."""

from collections import deque

from lib.domain.action_plan import ASIDE, ENDED, Status, may_follow

Route = tuple[Status, ...]
# A tracker names where a plan stands, never that it was put off or declined on the way.
_NO_WAY_THROUGH = {*ASIDE, *ENDED}


def route(
    start: Status, goal: Status, before: Status | None = None, *, asked: bool = True
) -> Route | None:
    """The fewest moves from start to goal, in order; None where there is no way.

    `before`: the status that an extension came upon. `asked`: a plan that was not
    asked for before is asked for on the way, as far as the goal allows.
    """
    if start is Status.REQUIRED and asked and goal not in (start, Status.REQUESTED):
        onward = _shortest(Status.REQUESTED, goal, None)
        return None if onward is None else (Status.REQUESTED, *onward)
    return _shortest(start, goal, before)


def _shortest(start: Status, goal: Status, before: Status | None) -> Route | None:
    if start is goal:
        return ()
    waiting: deque[tuple[Status, Route]] = deque([(start, ())])
    seen = {start}
    while waiting:
        status, moves = waiting.popleft()
        for onward in may_follow(status, before if not moves else None):
            if onward is goal:
                return (*moves, goal)
            if onward not in seen | _NO_WAY_THROUGH:
                seen.add(onward)
                waiting.append((onward, (*moves, onward)))
    return None
