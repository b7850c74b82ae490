"""Builds the figures frame for tests, of invented practices."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from hypothesis import settings

from lib.domain.dates import shift
from lib.domain.files import Basis
from lib.domain.threshold import ThresholdRule, exceeds
from tests.conftest import LONG

COLUMNS = {
    "period": "datetime64[s]",
    "ods_code": "str",
    "name": "str",
    "icb_code": "str",
    "sub_icb_code": "str",
    "pcn_code": "str",
    "supplier": "str",
    "lmc_name": "str",
    "contract_type": "str",
    "expected": "bool",
    "excluded": "Int64",
    "registered": "Int64",
    "registered_on": "datetime64[s]",
    "aged_16_plus": "Int64",
    "aged_16_plus_on": "datetime64[s]",
    "list_size": "Int64",
    "list_on": "datetime64[s]",
    "list_source": "str",
    "basis": "str",
    "percent": "Int64",
    "rule_id": "Int64",
    "state": "str",
    "rate": "float64",
    "over": "boolean",
    "counted": "str",
    "population": "str",
    "upload_id": "Int64",
    "row": "Int64",
    "small": "bool",
    "hidden": "bool",
    "masked": "bool",
    "base": "Int64",
    "least_change": "int64",
}
SEPTEMBER = date(2023, 9, 1)

# Frames are slow to build.
a_few = settings(max_examples=100 if LONG else 12, deadline=None)


def rule(
    percent: int = 50, *, strict: bool = True, basis: Basis = Basis.REGISTERED
) -> ThresholdRule:
    return ThresholdRule(
        id=1,
        percent=percent,
        strict=strict,
        basis=basis,
        from_on=date(2023, 1, 1),
        source="test",
        sequence=1,
        recorded_by="test",
    )


def row(
    ods_code: str = "X99001",
    period: date = SEPTEMBER,
    excluded: int | None = 600,
    list_size: int | None = 1000,
    **other: Any,
) -> dict[str, Any]:
    """A reported row where both numbers are given; `other` overrides any column."""
    state = "no-denominator" if list_size is None else "reported"
    state = other.pop("state", "no-data" if excluded is None else state)
    reported = state == "reported"
    judged = other.pop("judged_by", rule())
    values: dict[str, Any] = {
        "period": pd.Timestamp(period),
        "ods_code": ods_code,
        "name": f"Practice {ods_code}",
        "icb_code": "QX1",
        "supplier": "EMIS",
        "expected": True,
        "excluded": excluded,
        "registered": list_size,
        "list_size": list_size,
        "list_on": pd.Timestamp(shift(period, 1)),
        "list_source": "published",
        "basis": judged.basis.value,
        "percent": judged.percent,
        "rule_id": judged.id,
        "state": state,
        "rate": excluded / list_size if reported else None,
        "over": exceeds(excluded, list_size, judged) if reported else None,
        "counted": "latest",
        "population": "all",
        "small": False,
        "hidden": False,
        "masked": False,
        "base": list_size,
        "least_change": 0,
    }
    return {**dict.fromkeys(COLUMNS), **values, **other}


def frame(rows: Iterable[dict[str, Any]]) -> pd.DataFrame:
    """Column by column: to guess the kind of each from its values takes five times as
    long, and most tests of this folder begin here."""
    lines = list(rows)
    return pd.DataFrame(
        {
            name: _column(kind, [each.get(name) for each in lines])
            for name, kind in COLUMNS.items()
        }
    )


def _column(kind: str, values: list[Any]) -> Any:
    if kind in ("Int64", "boolean", "str"):
        return pd.array(values, kind)
    return np.array([None if each is pd.NaT else each for each in values], kind)


def months(ods_code: str, counts: list[int | None], **other: Any) -> list[dict]:
    """Rows of months that end with September 2023, of a list of 1,000."""
    first = shift(SEPTEMBER, 1 - len(counts))
    return [
        row(ods_code, shift(first, n), excluded, **other)
        for n, excluded in enumerate(counts)
    ]
