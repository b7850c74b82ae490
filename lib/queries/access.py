"""Online accounts with access, per practice and month: the second measure's figures.

Of other people and in another sense than the 104: neither is worked out of the other.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd
import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, col, select

from lib import db
from lib.domain import dates
from lib.domain.facts import AccessCount
from lib.domain.files import Counted, Population
from lib.domain.measures import Key
from lib.domain.organisations import Practice
from lib.domain.reported import SwitchedOn, values_set
from lib.domain.roles import Permission
from lib.domain.scope import counted_for
from lib.domain.threshold import Figure, State, ThresholdRule, in_force, judge
from lib.domain.users import User
from lib.queries import disclosed, truth
from lib.queries.placements import PLACE, ever_of, placements, with_own_place

KEY = ["ods_code", "period"]
WHOLE = ["accounts", "with_access", "upload_id", "row"]


def panel(
    user: User,
    first: date,
    last: date,
    *,
    icb_code: str | None = None,
    as_known_on: date | None = None,
) -> pd.DataFrame:
    """One row per practice and month from first to last, sorted by both.

    Practices expected in the month, and any other with counts for it. Columns: period,
    ods_code, name and the other places of the figures frame, expected, accounts,
    with_access, share (a fraction), percent, rule_id, at_or_above, state (a State),
    run_on, upload_id, row, on (the ICB goes by the measure in that month). Unknown is
    NA, never 0; a month before any rule has no flag.

    Who may not see exact counts is answered in shown numbers, by the same rule as in
    `figures.panel`; accounts are public. As known on a day are then the accounts with
    access alone: of two numbers of accounts one count would show two numbers.
    """
    months = dates.periods(first, last)
    scope = sa.and_(counted_for(user), ever_of(user, icb_code))
    sees_exact = user.may(Permission.SEE_EXACT)
    with db.reading() as session:
        until = truth.cut_off(session, as_known_on)
        cut_offs = (until, until if sees_exact else None)
        rows = _panel(session, scope, months, cut_offs)
        rows = rows.assign(
            hidden=False, masked=False, small=False, base=rows.accounts, least_change=0
        )
        if not sees_exact:
            rows = disclosed.access_to_observer(session, user, rows)
    if icb_code:
        rows = rows[rows.icb_code == icb_code]
    return rows.sort_values(KEY, ignore_index=True)


def _panel(
    session: Session,
    scope: ColumnElement[bool],
    months: list[date],
    cut_offs: tuple[int | None, int | None],
) -> pd.DataFrame:
    """`cut_offs`: of the accounts with access, and of all that is public."""
    counts_until, until = cut_offs
    rows = placements(session, scope, months, until).assign(expected=True)
    counts = _counts(session, scope, months, counts_until)
    if counts_until != until:
        public = _counts(session, scope, months, until)[[*KEY, "accounts"]]
        counts = counts.drop(columns="accounts").merge(public, on=KEY, how="left")
    rows = rows.merge(counts, on=KEY, how="outer")
    rows["expected"] = rows.expected.astype("boolean").fillna(value=False).astype(bool)
    rows = with_own_place(session, scope, rows)
    rules = select(ThresholdRule).where(ThresholdRule.measure == Key.ACCESS)
    if until is not None:
        rules = rules.where(ThresholdRule.sequence <= until)
    switched = SwitchedOn(tuple(session.exec(values_set())))
    rows = _judged(rows, list(session.exec(rules)), switched)
    return rows.astype(dict.fromkeys([*PLACE, "ods_code", "state"], "str"))


def _counts(
    session: Session,
    scope: ColumnElement[bool],
    months: list[date],
    until: int | None,
) -> pd.DataFrame:
    """The newest word on each practice's accounts of each month."""
    said: Any = (
        sa.select(
            col(AccessCount.practice_code).label("ods_code"),
            *(
                getattr(AccessCount, name)
                for name in ("period", "accounts", "with_access", "run_on")
            ),
            col(AccessCount.upload_id),
            col(AccessCount.row),
        )
        .join(Practice, col(Practice.ods_code) == col(AccessCount.practice_code))
        .where(col(AccessCount.period).between(months[0], months[-1]), scope)
    )
    counting = truth.uploads(session, until)[["upload_id", "sequence"]]
    found = truth.newest(truth.frame(session, said), counting, KEY)
    found = found.drop(columns="sequence").astype(dict.fromkeys(WHOLE, "Int64"))
    return found.assign(
        period=truth.days(found.period), run_on=truth.days(found.run_on)
    )


def _judged(
    rows: pd.DataFrame, rules: list[ThresholdRule], switched: SwitchedOn
) -> pd.DataFrame:
    """Put the rule in force, the state, the flag and the share beside."""
    icbs = rows.icb_code.astype(object).where(rows.icb_code.notna(), None)
    keys = list(zip(icbs, rows.period.dt.date, strict=True))
    rule_of = {key: in_force(rules, *key, Key.ACCESS) for key in set(keys)}
    on = {key: Key.ACCESS in switched.of(*key) for key in set(keys)}
    each = [rule_of[key] for key in keys]
    judged = list(map(judge, _figures(rows), each))
    is_read = pd.Series([state is State.REPORTED for state, _ in judged], rows.index)
    share = rows.with_access.astype("float64") / rows.accounts.astype("float64")
    return rows.assign(
        percent=_whole(rule.percent if rule else None for rule in each),
        rule_id=_whole(rule.id if rule else None for rule in each),
        state=[state.value for state, _ in judged],
        at_or_above=pd.Series(
            [over for _, over in judged], rows.index, dtype="boolean"
        ),
        share=share.where(is_read),
        on=[on[key] for key in keys],
    )


def _figures(rows: pd.DataFrame) -> list[Figure]:
    pairs = rows[["with_access", "accounts"]].astype(object)
    plain = pairs.where(pairs.notna(), None).itertuples(index=False)
    counted, whom, suppressed = Counted.LATEST, Population.ALL, False
    return [Figure(part, suppressed, whole, counted, whom) for part, whole in plain]


def _whole(numbers: Iterable[int | None]) -> Any:
    return pd.array(list(numbers), dtype="Int64")
