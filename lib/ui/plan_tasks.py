"""Under way: milestones reached, and the decision that this plan waits for."""

import streamlit as st

from lib import actions, queries
from lib.analysis.frame import Row
from lib.casework import plans
from lib.domain.dates import today, uk
from lib.domain.plan_content import Milestone
from lib.domain.users import User
from lib.ui import forms, menu, plan_rows
from lib.ui.markup import esc
from lib.ui.plan_page import Shown
from lib.ui.views import View


def milestones(shown: Shown) -> None:
    """Of the version agreed last, or else received last."""
    version = shown.agreed or next(iter(shown.received), None)
    if version is None:
        return
    found = queries.action_plans.milestones(shown.user, version)
    if not found:
        return
    st.header("Milestones", anchor=False)
    for one in found:
        with st.container(key=f"row-milestone-{one.id}"):
            left, right = st.columns([4, 1], vertical_alignment="center")
            with left, st.container(gap=None):
                st.markdown(f"**{esc(one.what)}**")
                st.caption(esc(_told(one)))
            if shown.may_work:
                with right:
                    _reach(shown.user, one)


def _told(one: Milestone) -> str:
    due = f"by {uk(one.due_on)}" if one.due_on else "no date"
    done = f"reached {uk(one.done_on)}" if one.done_on else "not reached yet"
    return ", ".join(part for part in (one.owner, due, done) if part)


def _reach(user: User, one: Milestone) -> None:
    label = "Not reached" if one.done_on else "Reached"
    pressed = st.button(label, key=f"reach-{one.id}-{one.version}", help=one.what)
    if not pressed or one.id is None:
        return
    with forms.feedback("The milestone is saved."):
        actions.plan_versions.finish(
            one.id,
            None if one.done_on else today(),
            seen_version=one.version,
            by=user,
        )


def decisions(view: View) -> None:
    """On the list: what waits for this person, and for whom they stand in."""
    found = plans.waiting(plan_rows.of(view), view.user)
    absent = queries.action_plans.decides_for(view.user)
    if found.empty and not absent:
        return
    st.header(f"Waiting for my decision: {len(found)}", anchor=False)
    if absent:
        st.caption(f"You decide for {esc(', '.join(absent))}, who is away.")
    for row in found.to_dict("records"):
        with st.container(key=f"row-decision-{row['plan_id']}", gap=None):
            st.page_link(
                menu.ACTION_PLAN,
                label=f"{row['name']}: {row['decision'].lower()}",
                query_params=address(row),
            )
            st.caption(esc(f"{row['shown']} since {uk(row['moved_on'].date())}"))


def address(row: Row) -> dict[str, str]:
    """Of a row of `plans.listed`; a case in review opens on its review."""
    asked = {"ods": row["ods_code"], "episode": str(row["episode_id"])}
    return {**asked, "part": "Review"} if row.get("decision") else asked


def next_and_previous(shown: Shown) -> None:
    """On the page of a plan that waits for this person: on to the others."""
    rows = plans.waiting(plan_rows.of(shown.view), shown.user).to_dict("records")
    places = [n for n, row in enumerate(rows) if row["plan_id"] == shown.plan_id]
    if not places:
        return
    place = places[0]
    with st.container(horizontal=True, key="decisions", vertical_alignment="center"):
        st.markdown(
            f"Decision {place + 1} of {len(rows)} waiting for you:"
            f" {rows[place]['decision'].lower()}."
        )
        for word, other in (("Previous", place - 1), ("Next", place + 1)):
            if 0 <= other < len(rows):
                st.page_link(
                    menu.ACTION_PLAN,
                    label=f"{word}: {rows[other]['name']}",
                    query_params=address(rows[other]),
                )
    if rows[place]["decision"] == plans.CLOSE:
        st.page_link(
            menu.PRACTICE,
            label="Close the case on the practice's page",
            query_params={"ods": shown.facts.ods_code},
        )
