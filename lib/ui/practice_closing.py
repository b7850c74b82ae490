"""How a case may end: what proposes it, closing it, and the cases that ended before."""

from datetime import date

import pandas as pd
import streamlit as st

from lib import actions, queries
from lib.analysis import cases
from lib.analysis.frame import Row, day
from lib.analysis.register_changes import Proposal
from lib.analysis.words import capital, number
from lib.casework import register_changes
from lib.documents.tables import Column, Kind
from lib.domain.action_plan import Status
from lib.domain.dates import month_name, today, uk
from lib.domain.episode import Episode, Ground
from lib.domain.free_text import LINE
from lib.domain.roles import Permission
from lib.domain.users import User
from lib.ui import caching, editing, markup, menu, tables
from lib.ui.markup import esc
from lib.ui.practice import Chosen
from lib.ui.views import View

# Such a case ends without a figure at or below the threshold.
_ENDS_ANYHOW = {Status.EXEMPT, Status.WITHDRAWN}
LETTERS = [
    Column("kind", "Letter"),
    Column("state", "State", Kind.STATUS),
    Column("sent_on", "Sent", Kind.DAY, "not sent"),
]


def show(view: View, practice: Chosen, case: Row | None) -> None:
    if case is not None and not pd.isna(case["episode_id"]):
        _register(view, practice)
        if case["ground_gone"]:
            _ground_gone(view, case)
        _closing(view, practice, case)
    _earlier(view, practice)


def _register(view: View, practice: Chosen) -> None:
    """What the register proposes; a person moves the plan, or leaves it."""
    found = caching.ask(_proposals, view.user, view.period, view.icb_code)
    for one in found:
        if one.ods_code == practice.facts.ods_code:
            st.info(
                f"**Proposed: {one.proposes}.** {esc(one.why)} Nothing moves by itself."
            )


def _proposals(user: User, period: date, icb_code: str | None) -> list[Proposal]:
    figures = View(user, period, icb_code).figures
    return register_changes.proposals(figures, user, icb_code)


def _ground_gone(view: View, case: Row) -> None:
    """A correction took it away: the letters that rested on it, for a person to read."""
    month = month_name(day(case["opened_period"]))
    st.markdown(markup.tag("Ground is gone"))
    st.write(
        f"The figure of {month}, on which this case rests, has been corrected and is no"
        " longer over the threshold. Closing the case is proposed."
    )
    if not view.user.may(Permission.READ_CASEWORK):
        return
    found = queries.episodes.letters(view.user, int(case["episode_id"]))
    if found.empty:
        st.write("No letter rests on it.")
        return
    table = found.assign(
        kind=found["kind"].map(capital), state=found["state"].map(capital)
    )
    st.write("These letters rested on it:")
    tables.show(
        "rested", table, LETTERS, view.notes("Letters that rested on it"), view.user
    )


def _closing(view: View, practice: Chosen, case: Row) -> None:
    figure = _figure(view, practice, case)
    anyhow = isinstance(case["status"], str) and case["status"] in _ENDS_ANYHOW
    if figure is None and not anyhow:
        return
    st.markdown(f"{markup.tag('Closure proposed')} {_why(figure, case)}")
    if not view.user.may(Permission.DECIDE):
        return
    form = editing.edit(f"close-{case['ods_code']}", int(case["version"]), "reason")
    with st.expander("Close the case"):
        st.write("Another person than the one who last changed the plan closes it.")
        editing.theirs(form, {"Next action": case["next_action"]})
        with st.form(form.key("form"), border=False):
            reason = st.text_input(
                "Why it is closed", max_chars=LINE, key=form.key("reason")
            )
            if not st.form_submit_button("Close the case"):
                return
        with editing.saving(form, "The case is closed."):
            actions.episodes.close(
                int(case["episode_id"]),
                figure,
                reason,
                seen_version=form.seen,
                by=view.user,
            )


def _figure(view: View, practice: Chosen, case: Row) -> Ground | None:
    """The figure that a closure would rest on."""
    code = practice.facts.ods_code
    if case["over"] is False and not pd.isna(case["latest"]):
        return cases.ground(view.figures, code, day(case["latest"]))
    if case["ground_gone"]:
        return cases.ground(view.figures, code, day(case["opened_period"]))
    return None


def _why(figure: Ground | None, case: Row) -> str:
    if figure is None:
        return esc(capital(str(case["status"])) + ".")
    return (
        f"{number(figure.excluded)} of {number(figure.list_size)} in"
        f" {month_name(figure.period)} is not over the threshold. A person decides."
    )


def _earlier(view: View, practice: Chosen) -> None:
    if not view.user.may(Permission.SEE_EXACT):
        return
    found = caching.ask(
        queries.episodes.of_practice, view.user, practice.facts.ods_code
    )
    ended = [each for each in found if not each.is_open]
    if not ended:
        return
    with st.expander(f"Earlier cases: {len(ended)}"):
        for each in ended:
            st.markdown(f"**{_span(each)}**")
            closed = f"Closed on {uk(each.closed_on or today())}"
            by = each.closed_by or ""
            st.markdown(esc(f"{closed}, by {by}: {each.closed_reason}"))
            st.page_link(
                menu.ACTION_PLAN,
                label=f"Plan of {_span(each)}",
                query_params={
                    "ods": practice.facts.ods_code,
                    "episode": str(each.id),
                },
            )


def _span(episode: Episode) -> str:
    first = month_name(episode.opened_period)
    return f"{first} to {month_name(episode.closed_period or episode.opened_period)}"
