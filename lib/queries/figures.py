"""The figures: per practice and month, what was counted, of how many, and the flag.

Every screen, export and sentence takes its numbers from here.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, col, select

from lib import db
from lib.domain import dates
from lib.domain.codes import Measure
from lib.domain.facts import ExclusionCount
from lib.domain.files import Basis, Counted, Population
from lib.domain.organisations import Practice
from lib.domain.roles import Permission
from lib.domain.scope import counted_for
from lib.domain.settings import Name
from lib.domain.settings import in_force as in_force_setting
from lib.domain.threshold import Figure, State, ThresholdRule, in_force, judge
from lib.domain.users import User
from lib.queries import disclosed, truth
from lib.queries.denominators import denominators
from lib.queries.placements import PLACE, ever_of, placements, with_own_place

_TEXT = [*PLACE, "ods_code", "list_source", "basis", "state"]
_TEXT += ["counted", "population"]


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
    ods_code, name, icb_code, sub_icb_code, pcn_code, supplier, lmc_name, contract_type,
    expected, excluded (patients with an active 104), registered, registered_on,
    aged_16_plus, aged_16_plus_on, list_size (the denominator used), list_on,
    list_source, basis, percent, rule_id, state (a State), rate (a fraction), over,
    counted, population, upload_id, row, small. Unknown is NA, never 0.

    Who may not see exact counts is answered in shown numbers: `hidden` marks a count
    that is not shown, `least_change` is the least change that is, `masked` a row without
    a name, whose list counts in totals alone (`base`). As known on a day are then the
    counts alone: on two lists or rules one count would show two numbers.
    """
    months = dates.periods(first, last)
    rows = within(user, ever_of(user, icb_code), months, as_known_on)
    return rows[rows.icb_code == icb_code].reset_index(drop=True) if icb_code else rows


def of_practices(
    user: User, ods_codes: Collection[str], first: date, last: date
) -> pd.DataFrame:
    """As `panel`, of these alone."""
    wanted = col(Practice.ods_code).in_(ods_codes)
    return within(user, wanted, dates.periods(first, last))


def within(
    user: User,
    practices: ColumnElement[bool],
    months: list[date],
    as_known_on: date | None = None,
) -> pd.DataFrame:
    """As `panel`, of the practices for which that is true, within the user's scope."""
    sees_exact = user.may(Permission.SEE_EXACT)
    scope = sa.and_(counted_for(user), practices)
    with db.reading() as session:
        until = truth.cut_off(session, as_known_on)
        rows = _panel(session, scope, months, (until, until if sees_exact else None))
        if sees_exact:
            rows = disclosed.exact(rows)
        else:
            rows = disclosed.to_observer(session, user, rows)
    return rows.sort_values(["ods_code", "period"], ignore_index=True)


def _panel(
    session: Session,
    scope: ColumnElement[bool],
    months: list[date],
    cut_offs: tuple[int | None, int | None],
) -> pd.DataFrame:
    """`cut_offs`: of the counts, and of all that they are held against."""
    counts_until, until = cut_offs
    rows = placements(session, scope, months, until).assign(expected=True)
    uploads = truth.uploads(session, until)
    counts = _counts(session, scope, months, truth.uploads(session, counts_until))
    rows = rows.merge(counts, on=["ods_code", "period"], how="outer")
    rows["expected"] = rows.expected.astype("boolean").fillna(value=False).astype(bool)
    rows = with_own_place(session, scope, rows)
    lists = denominators(session, scope, rows, uploads)
    rows = pd.concat([rows, lists], axis=1)
    rows = _judged(rows, _rules(session, until))
    rows["small"] = rows.list_size.lt(_small_list(session)).fillna(value=False)
    texts = [name for name in _TEXT if rows[name].dtype != "str"]
    return rows.astype({"small": bool, **dict.fromkeys(texts, "str")})


def _counts(
    session: Session,
    scope: ColumnElement[bool],
    months: list[date],
    uploads: pd.DataFrame,
) -> pd.DataFrame:
    """The newest word on each practice's 104 count of each month."""
    said: Any = (
        sa.select(
            col(ExclusionCount.practice_code).label("ods_code"),
            col(ExclusionCount.period),
            col(ExclusionCount.value).label("excluded"),
            col(ExclusionCount.suppressed),
            col(ExclusionCount.list_size).label("own_list"),
            col(ExclusionCount.run_on),
            col(ExclusionCount.upload_id),
            col(ExclusionCount.row),
        )
        .join(Practice, col(Practice.ods_code) == col(ExclusionCount.practice_code))
        .where(col(ExclusionCount.measure) == Measure.CODED_104)
        .where(col(ExclusionCount.period).between(months[0], months[-1]))
        .where(scope)
    )
    facts = truth.frame(session, said)
    found = truth.newest(facts, uploads, ["ods_code", "period"])
    whole = dict.fromkeys(["excluded", "own_list", "upload_id", "row"], "Int64")
    found = found.drop(columns="sequence").astype({**whole, "suppressed": "boolean"})
    return found.assign(
        period=truth.days(found.period), run_on=truth.days(found.run_on)
    )


def _rules(session: Session, until: int | None) -> list[ThresholdRule]:
    rules = select(ThresholdRule).where(ThresholdRule.measure == Measure.CODED_104)
    if until is not None:
        rules = rules.where(ThresholdRule.sequence <= until)
    found = list(session.exec(rules))
    session.expunge_all()
    return found


def _small_list(session: Session) -> int:
    newest = in_force_setting(Name.SMALL_LIST, None, dates.today())
    return int(session.exec(newest).first() or 0)


def _judged(rows: pd.DataFrame, rules: list[ThresholdRule]) -> pd.DataFrame:
    """Put the rule in force, the denominator under it, the state and the flag beside."""
    number, each = _in_force(rows[["icb_code", "period"]], rules)
    basis = [(r.basis if r else Basis.REGISTERED).value for r in each]
    rows = _with_list(
        rows.assign(
            basis=np.array(basis, dtype=object)[number],
            percent=_whole(r.percent if r else None for r in each)[number],
            rule_id=_whole(r.id if r else None for r in each)[number],
            counted=rows.counted.fillna(Counted.UNKNOWN.value),
            population=rows.population.fillna(Population.UNKNOWN.value),
        )
    )
    judged = list(map(judge, _figures(rows), [each[n] for n in number]))
    state = np.array([state.value for state, _ in judged], dtype=object)
    rate = rows.excluded.astype("float64") / rows.list_size.astype("float64")
    return rows.assign(
        state=state,
        over=pd.array([over for _, over in judged], dtype="boolean"),
        rate=rate.where(state == State.REPORTED.value),
    ).drop(columns=["suppressed", "own_list"])


def _in_force(
    rows: pd.DataFrame, rules: list[ThresholdRule]
) -> tuple[list[int], list[ThresholdRule | None]]:
    """Which rule each row has, and the rules: one for each ICB and month."""
    pairs, number = truth.distinct(rows.icb_code, rows.period)
    return number.tolist(), [in_force(rules, icb, month.date()) for icb, month in pairs]


def _whole(numbers: Iterable[int | None]) -> Any:
    return pd.array(list(numbers), dtype="Int64")


def _with_list(rows: pd.DataFrame) -> pd.DataFrame:
    """The published list on the rule's basis; the file's own where none is published."""
    adults = rows.basis == Basis.AGED_16_PLUS.value
    published = rows.aged_16_plus.where(adults, rows.registered)
    of_adults = rows.population == Population.AGED_16_PLUS.value
    own = rows.own_list.where(of_adults == adults)
    source = np.where(published.notna(), "published", "counts file")
    size = published.fillna(own)
    on = rows.aged_16_plus_on.where(adults, rows.registered_on)
    return rows.assign(
        list_size=size,
        list_on=on.where(published.notna(), rows.run_on),
        list_source=pd.Series(source, index=rows.index).where(size.notna()),
    )


def _figures(rows: pd.DataFrame) -> Iterator[Figure]:
    def plain(column: str) -> Any:
        return rows[column].to_numpy(object, na_value=None)  # type: ignore[call-overload]

    hidden = map(bool, plain("suppressed"))
    of, how, whom = map(plain, ("list_size", "counted", "population"))
    return map(Figure, plain("excluded"), hidden, of, how, whom)
