"""A case's plan for whoever may not read casework: where it stands, and what was asked.

What the plan says, and its papers, only where the practice agreed to show them.
"""

from functools import partial
from typing import NamedTuple

import streamlit as st

from lib import queries
from lib.analysis.frame import Row
from lib.analysis.words import capital
from lib.domain.action_plan import ActionPlan
from lib.domain.agreement import Shown as Agreed
from lib.domain.dates import month_name, uk
from lib.domain.errors import NotFound
from lib.domain.figure_query import About
from lib.domain.plan_content import Section
from lib.queries.practices import PracticeFacts
from lib.ui import (
    downloads,
    markup,
    plan_read,
    plan_rows,
    plan_steps,
    plan_words,
    under_query,
)
from lib.ui.markup import esc
from lib.ui.views import View

NOT_AGREED = (
    "What the plan says, and the papers that came with it, are shown to observers once"
    " the practice has agreed to it. It has not, or has not been asked."
)


class Observed(NamedTuple):
    view: View
    facts: PracticeFacts
    plan: ActionPlan
    row: Row


def show(view: View, facts: PracticeFacts, episode_id: str) -> None:
    found = _find(view, facts, episode_id)
    if found is None:
        st.title(f"Action plan: {esc(facts.name)}", anchor=False)
        st.write("The practice has no case, so no plan was asked for.")
        return
    _heading(found)
    _facts(found)
    plan_steps.asked(queries.action_plans.asks(view.user, found.plan.episode_id))
    _says(found)


def _find(view: View, facts: PracticeFacts, episode_id: str) -> Observed | None:
    """The case asked for, else the newest."""
    rows = plan_rows.of(view)
    own = rows[(rows["ods_code"] == facts.ods_code) & rows["episode_id"].notna()]
    own = own.sort_values("opened_period", ascending=False)
    wanted = own[own["episode_id"].astype("str") == episode_id] if episode_id else own
    if wanted.empty:
        if episode_id:
            raise NotFound(f"{facts.ods_code} has no such case.")
        return None
    row = wanted.iloc[0].to_dict()
    plan = queries.action_plans.of_episode(view.user, int(row["episode_id"]))
    return Observed(view, facts, plan, row)


def _heading(found: Observed) -> None:
    st.title(f"Action plan: {esc(found.facts.name)}", anchor=False)
    known = under_query.known(found.view.user, About.PLAN)
    since = known.get((found.facts.ods_code, None))
    parts = [found.facts.ods_code, markup.tag(found.row["shown"])]
    if since:
        parts.append(markup.mark(under_query.words(since)))
    st.markdown(" · ".join(parts))


def _facts(found: Observed) -> None:
    plan, opened = found.plan, found.row["opened_period"]
    pairs = {
        "Case opened": month_name(opened),
        "Asked for": uk(plan.requested_on) if plan.requested_on else "Not asked for",
        "Plan goes to": capital(plan.recipient) if plan.recipient else "Not recorded",
        "Due": uk(plan.due_on) if plan.due_on else "No day is set",
        "Extension": "Agreed by the ICB" if plan.extension_agreed_by else "None agreed",
        "In this state since": uk(plan.moved_on),
    }
    shown = {name: esc(value) for name, value in pairs.items()}
    markup.summary_list("wide-observed", shown, "Where the plan stands")


def _says(found: Observed) -> None:
    user, code = found.view.user, found.facts.ods_code
    st.header("What the plan says", anchor=False)
    if not queries.agreements.shows(user, code, Agreed.PLAN):
        st.write(NOT_AGREED)
        return
    assert found.plan.id is not None  # noqa: S101 stored
    version, content = queries.agreements.plan(user, found.plan.id)
    if version is None or version.received_on is None:
        st.write("No plan has been received.")
        return
    st.caption(
        f"Version {version.number}, received on {uk(version.received_on)}. The practice"
        " agreed that observers read it."
    )
    for section in Section:
        answers = plan_words.answers(content, section)
        if answers:
            st.subheader(section, anchor=False)
            plan_read.section_of(content, section, answers)
    _papers(found)


def _papers(found: Observed) -> None:
    st.header("Its papers", anchor=False)
    rows = queries.agreements.papers(found.view.user, found.facts.ods_code)
    if rows.empty:
        st.write("None is on file.")
    for row in rows.to_dict("records"):
        title, came = esc(row["title"]), uk(row["received_on"].date())
        st.markdown(f"**{title}**, {esc(row['kind'])}, received on {came}")
        user, paper_id = found.view.user, int(row["paper_id"])
        build = partial(queries.agreements.paper, user, paper_id)
        downloads.button(
            f"paper-{paper_id}",
            f"Download {row['title']}",
            downloads.recorded(build, user, f"paper {paper_id}", 1),
            (row["file_name"], row["media_type"]),
        )
