"""What the overview says of the casework, for staff: what is late, and what is next."""

from collections import Counter
from typing import Any

import streamlit as st

from lib.analysis.words import counted, number
from lib.analysis.worklist import Group, Rule
from lib.domain.roles import Permission
from lib.ui import markup, menu, worklist
from lib.ui.markup import Stat
from lib.ui.views import View

TASKS = 3  # of each group
ASKED = (Rule.PLAN_PAST_DUE, Rule.PLAN_DUE_SOON, Rule.PLAN_AWAITED)


def cards(view: View) -> Any:
    """A grid that the cards of the figures and, for staff, those of the casework fill."""
    columns = 4 if view.user.may(Permission.READ_CASEWORK) else 3
    return st.grid(columns, min_column_width=260)


def late(view: View, grid: Any) -> None:
    """Two cards, each with the list behind it, for staff."""
    if not view.user.may(Permission.READ_CASEWORK):
        return
    counts = Counter(item.rule for item in view.worklist)
    missing = [i for i in view.worklist if i.rule is Rule.REPORT_PAST_DUE]
    asked = sum(counts[rule] for rule in ASKED)
    plans, reports = (
        Stat(
            "Plans past due",
            number(counts[Rule.PLAN_PAST_DUE]),
            f"Of {number(asked)} asked for and not received",
            "A practice that answered otherwise is not among them.",
            menu.ACTION_PLANS,
            "See the plans",
            {"late": "Overdue"} if counts[Rule.PLAN_PAST_DUE] else {},
        ),
        Stat(
            "Reports missing",
            number(len(missing)),
            f"From {counted(len({i.ods_code for i in missing}), 'practice')}",
            "Every month that is past its due day.",
            menu.MONTHLY_REPORTS,
            "See the reports",
        ),
    )
    with grid.cell():
        markup.stat("late-plans", plans)
    with grid.cell():
        markup.stat("late-reports", reports)


def beside(view: View) -> Any:
    """The room for what changed: next to what needs doing, for staff."""
    if not view.user.may(Permission.READ_CASEWORK):
        return st.container()
    grid = st.grid(3, min_column_width=310, gap=("small", "large"))
    with grid.cell(column_span=2):
        _needs_doing(view)
    return grid.cell()


def _needs_doing(view: View) -> None:
    """The first of what waits in the casework."""
    waits = [item for item in view.worklist if item.group is not Group.WAITING]
    st.header("What needs doing", anchor=False)
    if not waits:
        st.write("Nothing waits for the team.")
        return
    worklist.groups(waits, st.subheader, most=TASKS)
    st.page_link(menu.WORKLIST, label=f"All {number(len(waits))} in the worklist")
