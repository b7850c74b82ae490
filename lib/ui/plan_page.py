"""One case's plan as a page shows it: what is known of it, its heading, its facts."""

from collections.abc import Mapping
from typing import NamedTuple

import streamlit as st

from lib import queries
from lib.analysis.frame import Row
from lib.analysis.words import capital
from lib.domain.action_plan import UNDER_WAY, ActionPlan, Status
from lib.domain.dates import uk
from lib.domain.episode import Episode
from lib.domain.errors import NotFound
from lib.domain.figure_query import About
from lib.domain.plan_content import Content, PlanVersion
from lib.domain.roles import Permission
from lib.domain.users import User
from lib.queries.practices import PracticeFacts
from lib.ui import markup, plan_rows, under_query
from lib.ui.markup import esc
from lib.ui.seen import Seen
from lib.ui.views import View

PLAN, REVIEW, CASE = PARTS = ("The plan", "Review", "Case and requests")


class Shown(NamedTuple):
    """A stored case with its plan, every version of it, and its row of the list."""

    view: View
    facts: PracticeFacts
    episode: Episode
    plan: ActionPlan
    versions: list[PlanVersion]
    row: Row

    @property
    def user(self) -> User:
        return self.view.user

    @property
    def plan_id(self) -> int:
        assert self.plan.id is not None  # noqa: S101 stored
        return self.plan.id

    @property
    def draft(self) -> PlanVersion | None:
        newest = self.versions[0] if self.versions else None
        return newest if newest is not None and newest.is_draft else None

    @property
    def received(self) -> list[PlanVersion]:
        """The newest first."""
        return [version for version in self.versions if not version.is_draft]

    @property
    def agreed(self) -> PlanVersion | None:
        return next((v for v in self.versions if v.agreed_on), None)

    def content(self, version: PlanVersion | None) -> Content:
        return queries.action_plans.content(self.user, version)

    @property
    def may_work(self) -> bool:
        return self.user.may(Permission.DO_CASEWORK)

    @property
    def seen(self) -> Seen:
        """What a form about the plan is filled in on the strength of."""
        return Seen(self.plan.version, _standing(self.plan))


def _standing(plan: ActionPlan) -> Mapping[str, str]:
    return {
        "Status": capital(plan.status),
        "Due": uk(plan.due_on) if plan.due_on else "no day set",
        "Last changed by": plan.last_editor,
    }


def find(view: View, facts: PracticeFacts, episode_id: str) -> Shown | None:
    """The case asked for, else the practice's newest; None where none is stored, or the
    practice is over the threshold again since that one was closed."""
    episodes = queries.episodes.of_practice(view.user, facts.ods_code)
    wanted = [e for e in episodes if episode_id in ("", str(e.id))]
    if episode_id and not wanted:
        raise NotFound(f"{facts.ods_code} has no such case.")
    rows = plan_rows.of(view)
    own = rows[rows["ods_code"] == facts.ods_code]
    begins_anew = not episode_id and own["episode_id"].isna().any()
    if not wanted or begins_anew:
        return None
    episode = wanted[0]
    assert episode.id is not None  # noqa: S101 stored
    plan = queries.action_plans.of_episode(view.user, episode.id)
    assert plan.id is not None  # noqa: S101 stored
    versions = queries.action_plans.versions(view.user, plan.id)
    row = own[own["episode_id"] == episode.id].to_dict("records")[0]
    return Shown(view, facts, episode, plan, versions, row)


def heading(shown: Shown) -> None:
    st.title(f"Action plan: {esc(shown.facts.name)}", anchor=False)
    parts = [shown.facts.ods_code, *_versions(shown), markup.tag(shown.row["shown"])]
    since = under_query.known(shown.user, About.PLAN).get((shown.facts.ods_code, None))
    if since:
        parts.append(markup.mark(under_query.words(since)))
    st.markdown(" · ".join(parts))


def _versions(shown: Shown) -> list[str]:
    """version 2, received 28 September 2023 · version 1 agreed 14 April 2023."""
    parts = []
    if shown.received:
        last = shown.received[0]
        assert last.received_on is not None  # noqa: S101 received
        parts.append(f"version {last.number}, received {uk(last.received_on)}")
    if shown.agreed and shown.agreed.agreed_on:
        parts.append(
            f"version {shown.agreed.number} agreed {uk(shown.agreed.agreed_on)}"
        )
    return parts or ["no plan received"]


def parts(shown: Shown) -> str:
    """The part of the page that is wanted, in its address."""
    chosen = st.segmented_control(
        "Part of the plan",
        PARTS,
        default=PLAN if shown.received or shown.draft or _is_asked(shown) else CASE,
        required=True,
        key="part",
        bind="query-params",
        label_visibility="collapsed",
    )
    return chosen or PLAN


def _is_asked(shown: Shown) -> bool:
    return shown.plan.status is not Status.REQUIRED


def is_edited(shown: Shown) -> bool:
    """Whether the form stands open: a plan under way is read until somebody revises it."""
    may = shown.may_work and shown.episode.is_open and shown.plan.takes_a_version
    under_way = shown.plan.status in UNDER_WAY or shown.plan.before in UNDER_WAY
    return may and (shown.draft is not None or not under_way)


def facts(shown: Shown) -> None:
    """What stands beside every case: contract, direction, and when to close."""
    plan, episode = shown.plan, shown.episode
    pairs = {
        "Case opened": f"{episode.opened_period:%B %Y}",
        "Contract": shown.facts.contract_type,
        "Owner": episode.owner,
        "Direction": episode.direction and capital(episode.direction),
        "Close when": episode.close_when,
        "Plan goes to": plan.recipient and capital(plan.recipient),
        "Asked for": plan.requested_on and uk(plan.requested_on),
        "Due": uk(plan.due_on) if plan.due_on else "No day is set",
        "Extension agreed by": plan.extension_agreed_by,
    }
    shown_pairs = {n: esc(v) if v else "Not recorded" for n, v in pairs.items()}
    if not plan.extension_agreed_by:
        del shown_pairs["Extension agreed by"]
    markup.summary_list("wide-case", shown_pairs, "The case")
