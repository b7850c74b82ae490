"""The form of a plan: its fields as they are typed, and what they say together."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any

import streamlit as st

from lib.actions.plan_versions import MOST_MILESTONES
from lib.analysis.words import capital
from lib.domain.correspondence import DISCLOSABLE
from lib.domain.plan_content import (
    COLUMNS,
    DPIA,
    AccessModel,
    Content,
    Method,
    Step,
)
from lib.ui import forms, memory
from lib.ui.plan_words import LABELS, METHODS

NUMBERS = {"reviews_per_week": 99_999, "minutes_per_review": 999, "staff": 999}
DAYS = ("starts_on", "below_on", "finishes_on", "dpia_on")
SMALL, TALL = 80, 110  # pixels of a box for text


def is_drawn(prefix: str) -> bool:
    """Whether it stood on the page before: then what is typed in it counts."""
    return memory.look(f"{prefix}-lead") is not None


def fill(prefix: str, content: Content) -> None:
    """What the fields start with, before they are drawn for the first time."""
    for name in COLUMNS:
        value = getattr(content, name)
        shown = forms.typed(value) if name in DAYS else value
        memory.offer(f"{prefix}-{name}", shown)
    for place, step in enumerate(content.milestones):
        memory.offer(f"{prefix}-what-{place}", step.what)
        memory.offer(f"{prefix}-owner-{place}", step.owner)
        memory.offer(f"{prefix}-due-{place}", forms.typed(step.due_on))


def unread_days(prefix: str) -> bool:
    """Whether a date is typed that nobody can read yet: it must not wipe the old one."""
    places = range(MOST_MILESTONES)
    keys = [*DAYS, *(f"due-{place}" for place in places)]
    return forms.unreadable(*(f"{prefix}-{key}" for key in keys))


def draw(prefix: str, earlier: Content) -> Content:
    """The fields, live: every change runs the page again. `earlier`: for milestones
    that have been reached."""
    st.caption(DISCLOSABLE)
    said: dict[str, Any] = {}
    st.header("How the records will be reviewed", anchor=False)
    said["method"] = _choice(prefix, "method", Method, METHODS)
    said["lead"] = _line(prefix, "lead")
    said |= _pace(prefix)
    st.header("Safety and people", anchor=False)
    said["safeguarding"] = _text(prefix, "safeguarding", TALL)
    said["dpia"] = _choice(prefix, "dpia", DPIA)
    said["dpia_on"] = forms.day(LABELS["dpia_on"], f"{prefix}-dpia_on")
    said["access_model"] = _choice(prefix, "access_model", AccessModel)
    for name in ("new_registrations", "communications", "training", "support"):
        said[name] = _text(prefix, name, SMALL)
    st.header("Milestones", anchor=False)
    return Content(**said, milestones=_milestones(prefix, earlier.milestones))


def _pace(prefix: str) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for place, name in zip(st.columns(3), NUMBERS, strict=True):
        with place:
            said[name] = _number(prefix, name)
    for place, name in zip(st.columns(3), DAYS, strict=False):
        with place:
            said[name] = forms.day(LABELS[name], f"{prefix}-{name}")
    return said


def _choice(
    prefix: str,
    name: str,
    options: type[StrEnum],
    captions: dict[Any, str] | None = None,
) -> Any:
    return st.radio(
        LABELS[name],
        list(options),
        index=None,
        format_func=capital,
        captions=list(captions.values()) if captions else None,
        horizontal=captions is None,
        key=f"{prefix}-{name}",
    )


def _line(prefix: str, name: str) -> str:
    return st.text_input(LABELS[name], max_chars=300, key=f"{prefix}-{name}")


def _text(prefix: str, name: str, height: int) -> str:
    return st.text_area(
        LABELS[name], max_chars=20_000, height=height, key=f"{prefix}-{name}"
    )


def _number(prefix: str, name: str) -> int | None:
    typed = st.number_input(
        LABELS[name],
        min_value=0,
        max_value=NUMBERS[name],
        value=None,
        step=1,
        key=f"{prefix}-{name}",
    )
    return None if typed is None else int(typed)


def _milestones(prefix: str, earlier: Sequence[Step]) -> tuple[Step, ...]:
    """A row for each, and an empty one to go on with."""
    steps: list[Step] = []
    done = {step[:3]: step.done_on for step in earlier}
    for place in range(MOST_MILESTONES):
        step = _milestone(prefix, place)
        if not any(step):
            break
        steps.append(step._replace(done_on=done.get(step[:3])))
    return tuple(steps)


def _milestone(prefix: str, place: int) -> Step:
    what, owner, due = st.columns([4, 3, 3])
    number = place + 1
    return Step(
        what.text_input(
            f"Milestone {number}", max_chars=300, key=f"{prefix}-what-{place}"
        ),
        owner.text_input(
            f"Owner {number}",
            max_chars=300,
            key=f"{prefix}-owner-{place}",
        ),
        _due(due, prefix, place),
    )


def _due(column: Any, prefix: str, place: int) -> date | None:
    with column:
        return forms.day(f"Date {place + 1}", f"{prefix}-due-{place}")
