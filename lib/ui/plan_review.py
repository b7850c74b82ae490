"""Review of a plan: each section with its answers on the left and a mark on the right."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from lib import actions, queries
from lib.actions.action_plans import Move
from lib.actions.section_reviews import Mark
from lib.analysis.words import counted
from lib.domain.action_plan import Status, may_follow
from lib.domain.correspondence import DISCLOSABLE
from lib.domain.plan_content import (
    Content,
    PlanVersion,
    Section,
    SectionReview,
    changed_sections,
)
from lib.ui import forms, markup, memory, plan_words, seen
from lib.ui.markup import esc
from lib.ui.plan_page import Shown
from lib.ui.seen import Seen

ACCEPT, CHANGE = "Accept", "Ask for a change"
LATER = "Save and finish later"
DUE = "changes-due"


def show(shown: Shown) -> None:
    if not shown.received:
        st.write("Nothing has been received yet, so there is nothing to review.")
        return
    version = shown.received[0]
    given = queries.action_plans.reviews(shown.user, version)
    in_review = Status.IN_REVIEW in (shown.plan.status, shown.plan.before)
    _lead(shown, version, given)
    if in_review and shown.may_work:
        st.caption(DISCLOSABLE)
        _decide(shown, _sections(shown, given, _mark), given)
        return
    _sections(shown, given, _given)
    if shown.may_work and Status.IN_REVIEW in may_follow(shown.plan.status):
        _start(shown)


Marking = Callable[[PlanVersion, Section, SectionReview | None], Mark | None]


def _sections(
    shown: Shown, given: dict[Section, SectionReview], marking: Marking
) -> dict[Section, Mark]:
    """Each section with its answers and, on the right, its mark."""
    version, *before = shown.received
    now = shown.content(version)
    earlier = shown.content(before[0]) if before else now
    changed = changed_sections(earlier, now)
    marks: dict[Section, Mark] = {}
    for section in Section:
        with st.container(key=f"row-{section.name.lower()}"):
            left, right = st.columns([5, 3], gap="large")
            with left:
                _answers(now, section, "Changed" if section in changed else "")
                if section in changed:
                    _folded(earlier, section, before[0].number)
            with right:
                mark = marking(version, section, given.get(section))
        if mark is not None:
            marks[section] = mark
    return marks


def _lead(
    shown: Shown, version: PlanVersion, given: dict[Section, SectionReview]
) -> None:
    changes = sum(not one.accepted for one in given.values())
    marked = f"{len(given)} of {len(Section)} sections marked."
    asked = f"{counted(changes, 'change')} asked for." if changes else ""
    second = ""
    if shown.user.email in (shown.plan.last_editor, version.edited_by):
        second = "Agreeing needs a second person: you made the last change."
    st.markdown(f"**{marked}** {asked} {second}")


def _answers(content: Content, section: Section, tag: str) -> None:
    st.markdown(f"**{section}** {markup.tag(tag)}".strip())
    st.markdown("  \n".join(plan_words.lines(content, section)))


def _folded(earlier: Content, section: Section, number: int) -> None:
    with st.expander(f"Earlier answer, version {number}"):
        st.markdown("  \n".join(plan_words.lines(earlier, section)))


def _mark(
    version: PlanVersion,
    section: Section,
    given: SectionReview | None,
) -> Mark | None:
    """The mark as it stands or is set; None while there is none."""
    key = f"mark-{version.id}-{section.name}"
    if given is not None:
        memory.offer(key, ACCEPT if given.accepted else CHANGE)
        memory.offer(f"{key}-reason", given.reason)
    chosen = st.segmented_control(
        f"{section}: your mark", [ACCEPT, CHANGE], key=key, label_visibility="collapsed"
    )
    reason = ""
    if chosen == CHANGE:
        reason = st.text_area(
            f"What should change in “{section}”", key=f"{key}-reason", height=110
        )
    return None if chosen is None else Mark(chosen == ACCEPT, reason)


def _given(
    version: PlanVersion,  # noqa: ARG001 as `_mark`
    section: Section,  # noqa: ARG001 as `_mark`
    given: SectionReview | None,
) -> None:
    """The mark where nobody may set one now."""
    if given is None:
        st.caption("Not marked")
    elif given.accepted:
        st.markdown("Accepted")
    else:
        st.markdown(markup.tag("Change asked for"))
        st.markdown(esc(given.reason))


def _decide(
    shown: Shown, marks: dict[Section, Mark], given: dict[Section, SectionReview]
) -> None:
    """Keep the marks; or with them agree, or send the changes, as the marks say."""
    changes = any(not one.accepted for one in marks.values())
    with st.form("decide", border=False):
        reason = st.text_input("Reason, for the record", max_chars=300)
        due_on = _changes_due() if changes else None
        with st.container(horizontal=True):
            label = "Send changes to the practice" if changes else "Agree the plan"
            sent = seen.button(label, "decide", shown.seen, primary=True, name="decide")
            kept = seen.button(LATER, "decide", shown.seen)
    if forms.unreadable(DUE):
        return
    new = {s: m for s, m in marks.items() if s not in given or m != _as_mark(given[s])}
    if kept is not None:
        _save(shown, kept, new)
    if sent is not None:
        to = Status.CHANGES_REQUESTED if changes else Status.AGREED
        _move(shown, sent, Move(to, reason, due_on=due_on, marks=new))


def _changes_due() -> date | None:
    wanted = forms.day("Changes wanted by", DUE)
    st.caption("Left empty, no day is set, and nothing can be overdue.")
    return wanted


def _as_mark(given: SectionReview) -> Mark:
    return Mark(given.accepted, given.reason)


def _save(shown: Shown, before: Seen, marks: dict[Section, Mark]) -> None:
    with (
        forms.feedback("The marks are saved."),
        seen.both_versions(before, shown.seen),
    ):
        actions.section_reviews.mark(
            shown.plan_id, marks, seen_version=before.version, by=shown.user
        )


DONE = {
    Status.IN_REVIEW: "The review has begun.",
    Status.CHANGES_REQUESTED: "The changes are asked for.",
    Status.AGREED: "The plan is agreed.",
}


def _move(shown: Shown, before: Seen, move: Move) -> None:
    with forms.feedback(DONE[move.to]), seen.both_versions(before, shown.seen):
        actions.action_plans.move(
            shown.plan_id, move, seen_version=before.version, by=shown.user
        )


def _start(shown: Shown) -> None:
    with st.form("start-review", border=False):
        reason = st.text_input(
            "Reason, for the record", "Taken into review", max_chars=300
        )
        before = seen.button(
            "Start the review", "start-review", shown.seen, primary=True
        )
    if before is not None:
        _move(shown, before, Move(Status.IN_REVIEW, reason))
