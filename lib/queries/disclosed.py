"""The figures frame as an observer may see it: shown numbers, and rows without names."""

import secrets
from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd
from sqlmodel import Session, select

from lib.domain import disclosure
from lib.domain.codes import Measure
from lib.domain.dates import today
from lib.domain.disclosure import Known, Scheme
from lib.domain.files import Population
from lib.domain.organisations import Practice
from lib.domain.scope import visible_to
from lib.domain.settings import Name, Setting, newest
from lib.domain.threshold import State, ThresholdRule, limit_of
from lib.domain.users import User

NAMELESS = "Name not shown"
# What would tell which practice a nameless row is of.
_TELLING = (
    *("sub_icb_code", "pcn_code", "supplier", "lmc_name", "contract_type"),
    *("registered", "registered_on", "aged_16_plus", "aged_16_plus_on"),
    *("list_size", "list_on", "list_source", "rate", "accounts", "share"),
)


def exact(rows: pd.DataFrame) -> pd.DataFrame:
    """The frame as it is, with the columns that say so."""
    return rows.assign(hidden=False, masked=False, base=rows.list_size, least_change=0)


def to_observer(session: Session, user: User, rows: pd.DataFrame) -> pd.DataFrame:
    """Shown numbers in place of exact ones, from each row alone; see lib.domain.disclosure.

    No row of a file: where a file is sorted by its counts, its place would tell.
    """
    shown, told, least = _shown(rows, _rules(session), schemes(session))
    disclosed = exact(rows).assign(
        excluded=shown,
        hidden=rows.excluded.notna() & shown.isna(),
        over=rows.over.where(told),
        rate=shown.astype("float64") / rows.list_size.astype("float64"),
        least_change=least,
        upload_id=pd.array([None] * len(rows), dtype="Int64"),
        row=pd.array([None] * len(rows), dtype="Int64"),
    )
    return _without_names(session, user, disclosed)


def access_to_observer(
    session: Session, user: User, rows: pd.DataFrame
) -> pd.DataFrame:
    """As `to_observer`, of accounts with access. How many accounts there are is public:
    POMI publishes for each practice and month the patients enabled for online services.
    """
    public = rows.rename(columns={"with_access": "excluded", "accounts": "list_size"})
    public = public.assign(population=Population.ALL.value, aged_16_plus=None)
    shown, told, least = _shown(public, _rules(session), schemes(session))
    none = pd.array([None] * len(rows), dtype="Int64")
    disclosed = rows.assign(
        with_access=shown,
        hidden=rows.with_access.notna() & shown.isna(),
        at_or_above=rows.at_or_above.where(told),
        share=shown.astype("float64") / rows.accounts.astype("float64"),
        least_change=least,
        upload_id=none,
        row=none,
    )
    return _without_names(session, user, disclosed)


def schemes(session: Session) -> dict[str | None, Scheme]:
    """By ICB code; under None that of all others."""
    set_ones = session.exec(select(Setting).where(Setting.name == Name.DISCLOSURE))
    found = newest(set_ones, today())
    return {code: disclosure.scheme(found.get(code)) for code in {None, *found}}


def _rules(session: Session) -> dict[int | None, ThresholdRule]:
    return {rule.id: rule for rule in session.exec(select(ThresholdRule))}


def _shown(
    rows: pd.DataFrame,
    rules: Mapping[int | None, ThresholdRule],
    by_icb: Mapping[str | None, Scheme],
) -> tuple[Any, Any, Any]:
    """Of each row the number shown, whether its flag is, and the least change shown."""
    used = [by_icb.get(icb, by_icb[None]) for icb in rows.icb_code]
    seen = [
        (None, False)
        if known is None
        else (disclosure.shown(count, known, scheme), known.tells_over)
        for count, known, scheme in zip(
            rows.excluded, known_of(rows, rules), used, strict=True
        )
    ]
    numbers = pd.array([number for number, _ in seen], dtype="Int64")
    flags = pd.Series([told for _, told in seen], index=rows.index, dtype=bool)
    least = [scheme.least_change for scheme in used]
    return pd.Series(numbers, index=rows.index), flags, least


def history(session: Session, told: pd.DataFrame, public: pd.DataFrame) -> pd.DataFrame:
    """Every word on a practice's count as an observer may see it: by the same rule as
    the figure of its month, whose row in the frame `public` says what is known of it.

    Of the excluded alone: with those added and released since, sums would tell more. No
    file and no reason: people write numbers into them.
    """
    own = told[told.measure == Measure.CODED_104]
    rows = own[["period", "value", "population"]].rename(columns={"value": "excluded"})
    columns = ["period", *_OF_THE_MONTH]
    rows = rows.merge(public[columns], on="period", how="left").set_index(own.index)
    shown, _, _ = _shown(rows, _rules(session), schemes(session))
    return own.assign(
        value=shown,
        hidden=own.value.notna() & shown.isna(),
        **dict.fromkeys(("file_name", "loaded_by", "reason"), ""),
        **dict.fromkeys(("row", "upload_id"), None),
    ).astype({"row": "Int64", "upload_id": "Int64"})


_OF_THE_MONTH = ("icb_code", "state", "rule_id", "list_size", "aged_16_plus")


class _Public(NamedTuple):
    """What everybody may know of one row."""

    state: str
    rule_id: int | None
    list_size: int | None
    population: str
    aged_16_plus: int | None


def known_of(
    rows: pd.DataFrame, rules: Mapping[int | None, ThresholdRule]
) -> list[Known | None]:
    """What is public of each count; None where its figure cannot be read at all."""
    plain = (rows[name].to_numpy(object, na_value=None) for name in _Public._fields)  # type: ignore[call-overload]
    return [_known(_Public(*row), rules) for row in zip(*plain, strict=True)]


def _known(row: _Public, rules: Mapping[int | None, ThresholdRule]) -> Known | None:
    if row.state != State.REPORTED or row.list_size is None:
        return None
    rule = rules.get(row.rule_id)
    limit = limit_of(rule.percent, row.list_size, strict=rule.strict) if rule else None
    if row.population == Population.AGED_16_PLUS and row.aged_16_plus is not None:
        return Known(min(row.list_size, row.aged_16_plus), limit)
    return Known(row.list_size, limit)


def _without_names(session: Session, user: User, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of practices that this person may not see by name keep their ICB, state, flag
    and shown count. Their key tells rows of one answer together and is never shown.
    """
    if user.named_icbs is None:
        return rows
    named = set(session.exec(select(Practice.ods_code).where(visible_to(user))))
    masked = ~rows.ods_code.isin(named)
    codes = rows.ods_code[masked].unique()
    keys = dict(zip(codes, (secrets.token_hex(8) for _ in codes), strict=True))
    blank = {name: rows[name].mask(masked) for name in _TELLING if name in rows}
    return rows.assign(
        **blank,
        masked=masked,
        ods_code=rows.ods_code.where(~masked, rows.ods_code.map(keys)),
        name=rows.name.where(~masked, NAMELESS),
        small=rows.small & ~masked,
    )
