"""Readings of the figures frame: a month of it, the practices that count, its bases."""

from collections.abc import Hashable
from datetime import date
from typing import Any

import pandas as pd

from lib.domain.files import Basis
from lib.domain.threshold import State

Row = dict[Hashable, Any]  # one row of the figures frame


def month(figures: pd.DataFrame, period: date) -> pd.DataFrame:
    return figures[figures["period"] == pd.Timestamp(period)]


def expected(figures: pd.DataFrame) -> pd.DataFrame:
    """Only the practices expected in their month: what every total is about."""
    return figures[figures["expected"]]


def reported(figures: pd.DataFrame) -> pd.DataFrame:
    """The expected practices whose figure can be read."""
    return figures[figures["expected"] & (figures["state"] == State.REPORTED)]


def readable(figures: pd.DataFrame) -> pd.DataFrame:
    """Of any month those whose figure, and what it is a share of, can be worked with."""
    known = figures["excluded"].notna() & figures["list_size"].notna()
    return figures[(figures["state"] == State.REPORTED) & known]


def summed(figures: pd.DataFrame) -> "pd.Series[bool]":
    """Whose figure counts in sums: it can be read, and is not hidden."""
    return (figures["state"] == State.REPORTED) & figures["excluded"].notna()


def bases(figures: pd.DataFrame) -> list[Basis]:
    return [basis for basis in Basis if (figures["basis"] == basis).any()]


def on_basis(figures: pd.DataFrame, basis: Basis) -> pd.DataFrame:
    return figures[figures["basis"] == basis]


def one_basis(figures: pd.DataFrame) -> pd.DataFrame:
    """The same frame; raises ValueError where it would mix two bases."""
    if len(bases(figures)) > 1:
        raise ValueError("Figures on different bases are never put together.")
    return figures


def day(stamp: pd.Timestamp) -> date:
    return stamp.date()
