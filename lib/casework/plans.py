"""The action plans of an ICB: where each stands, with what is worked out of it."""

from datetime import date
from typing import Any

import pandas as pd

from lib import queries
from lib.analysis import plan_progress
from lib.analysis.cases import Stage
from lib.analysis.frame import Row
from lib.analysis.plan_progress import Month, Rules
from lib.analysis.words import capital
from lib.casework import cases
from lib.domain.action_plan import UNDER_WAY, Status, is_overdue
from lib.domain.dates import shift, today
from lib.domain.plan_content import Content, PlanVersion
from lib.domain.roles import Permission
from lib.domain.settings import Name
from lib.domain.users import User

OVERDUE, OFF_TRACK = "overdue", "off track"
AGREE, CLOSE = "Agree the plan, or ask for changes", "Close the case"
_PLACE = ["ods_code", "name", "icb_code", "pcn_code", "contract_type", "small"]


def listed(
    figures: pd.DataFrame, user: User, period: date, icb_code: str | None
) -> pd.DataFrame:
    """A row for each case, stored or worked out, open or closed.

    ods_code, name, pcn_code, contract_type, small; episode_id, opened_period, owner,
    direction, close_when, next_action, next_action_on, plan_id, plan_version, status,
    before, recipient, requested_on, due_on, moved_on, last_editor as in
    `queries.episodes.every`; proposes_closure; overdue, off_track; shown, which is the
    status with its suffix (off_track is missing of a plan that the user is not shown,
    or that is not on record). `figures`: of the same user and ICB, up to the month.
    """
    stored = queries.episodes.every(user, icb_code)
    found = cases.of(figures, user, period, icb_code)
    proposed = {case.episode_id for case in found if case.proposes_closure}
    others = [
        {"ods_code": case.ods_code, "status": _worked_out(case.stage)}
        | {"opened_period": case.opened_period}
        for case in found
        if case.episode_id is None
    ]
    rows = pd.concat([stored, pd.DataFrame(others)]) if others else stored
    rows = rows.assign(
        episode_id=rows["episode_id"].astype("Int64"),
        opened_period=pd.to_datetime(rows["opened_period"]).astype("datetime64[s]"),
    )
    rows["proposes_closure"] = rows["episode_id"].isin(proposed - {None})
    return _suffixed(_placed(rows, figures), figures, user, icb_code)


def _worked_out(stage: Stage) -> str:
    return str(Status.REQUIRED if stage is Stage.REQUIRED else stage)


def _placed(rows: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    last = figures[_PLACE].drop_duplicates("ods_code", keep="last")
    placed = rows.merge(last, on="ods_code", how="left", suffixes=("", "_now"))
    return placed.assign(
        name=placed["name"].fillna(placed["ods_code"]),
        icb_code=placed["icb_code"].fillna(placed["icb_code_now"]),
    ).sort_values(["name", "ods_code", "opened_period"], ignore_index=True)


def _suffixed(
    rows: pd.DataFrame, figures: pd.DataFrame, user: User, icb_code: str | None
) -> pd.DataFrame:
    agreed = queries.action_plans.agreed(user, icb_code)
    rules = queries.threshold.by_id(user)
    tolerance = {
        icb: queries.settings.number(user, Name.OFF_TRACK, icb)
        for icb in rows["icb_code"].dropna().unique()
    }
    told = rows.to_dict("records")
    under_way = rows.loc[rows["status"].isin(UNDER_WAY), "ods_code"]
    figures = figures[figures["ods_code"].isin(under_way)]
    overdue = [_overdue(row) for row in told]
    off = [_off_track(row, figures, rules, agreed, tolerance) for row in told]
    shown = [
        _with_suffix(row["status"], late, behind)
        for row, late, behind in zip(told, overdue, off, strict=True)
    ]
    return rows.assign(
        overdue=pd.array(overdue, dtype=bool),
        off_track=pd.array(off, dtype="boolean"),
        shown=pd.array(shown, dtype="str"),
    )


def _overdue(row: Row) -> bool:
    """Of a row of `queries.episodes.every`; a case that is not stored owes nothing."""
    if pd.isna(row["due_on"]):
        return False
    before = None if pd.isna(row["before"]) else Status(row["before"])
    return is_overdue(Status(row["status"]), before, row["due_on"].date(), today())


def _off_track(
    row: Row,
    figures: pd.DataFrame,
    rules: Rules,
    agreed: dict[int, PlanVersion],
    tolerance: dict[Any, int | None],
) -> bool | None:
    """None: under way by a plan that this person is not shown."""
    if row["status"] not in UNDER_WAY:
        return False
    version = agreed.get(int(row["plan_id"]))
    if version is None:
        return None
    passed = progress(figures, rules, row["ods_code"], version.content(()))
    return plan_progress.is_off_track(passed, tolerance.get(row["icb_code"]))


def off_track_at(user: User, period: date, icb_code: str | None, tolerance: int) -> int:
    """How many plans would be off track, if that were the tolerance of all ICBs."""
    first = shift(period, -cases.MONTHS_BACK)
    figures = queries.figures.panel(user, first, period, icb_code=icb_code)
    rows = queries.episodes.every(user, icb_code).to_dict("records")
    agreed = queries.action_plans.agreed(user, icb_code)
    rules = queries.threshold.by_id(user)
    all_icbs: dict[Any, int | None] = {row["icb_code"]: tolerance for row in rows}
    off = [_off_track(row, figures, rules, agreed, all_icbs) for row in rows]
    return off.count(True)


def progress(
    figures: pd.DataFrame, rules: Rules, ods_code: str, content: Content
) -> list[Month]:
    """Planned against actual, month by month."""
    own = plan_progress.comparable(figures, ods_code)
    return plan_progress.progress(own, rules, content)


def _with_suffix(status: str, overdue: bool, off_track: bool | None) -> str:  # noqa: FBT001 both are of one row
    words = capital(status)
    if overdue:
        return f"{words}, {OVERDUE}"
    return f"{words}, {OFF_TRACK}" if off_track else words


def waiting(rows: pd.DataFrame, user: User) -> pd.DataFrame:
    """Of `listed`: what waits for this person's decision, the longest first.

    Adds `decision`. What somebody changed last themselves waits for another person.
    """
    may = user.may(Permission.DECIDE) or bool(queries.action_plans.decides_for(user))
    in_review = rows["status"] == Status.IN_REVIEW
    asked = rows[(in_review | rows["proposes_closure"]) & may]
    decision = asked["proposes_closure"].map({True: CLOSE, False: AGREE})
    another = [not _alone(user, row) for row in asked.to_dict("records")]
    kept = asked.assign(decision=decision)[pd.array(another, dtype=bool)]
    return kept.sort_values("moved_on", kind="stable", ignore_index=True)


def _alone(user: User, row: Row) -> bool:
    """Whether two people are needed and this one made the last change."""
    rule = queries.settings.value(user, Name.TWO_PEOPLE, row["icb_code"])
    return rule != "no" and bool(row["last_editor"] == user.email)
