"""The cache: by scope and by the version of the data, never by who asked first."""

import gc
from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest
import streamlit as st

from lib import queries
from lib.domain.roles import Role
from lib.domain.users import User
from lib.queries.events import Versions
from lib.ui import caching

NORTH = User("n@x.example", "N", Role.OFFICER, icbs=frozenset({"XN1"}))
SOUTH = User("s@x.example", "S", Role.OFFICER, icbs=frozenset({"XS1"}))
SetVersion = Callable[[int], None]


@pytest.fixture(autouse=True)
def set_version(monkeypatch: pytest.MonkeyPatch) -> SetVersion:
    def use(version: int) -> None:
        stands = Versions(data=version, figures=1)
        monkeypatch.setattr(queries.events, "versions", lambda: stands)

    st.cache_resource.clear()
    use(1)
    return use


def _codes(user: User) -> list[str]:
    asked.append(user.email)
    return sorted(user.icbs or ())


asked: list[str] = []


def _frame(user: User) -> pd.DataFrame:
    return pd.DataFrame({"excluded": [1, 2]})


def test_two_scopes_never_share_an_answer() -> None:
    assert caching.ask(_codes, NORTH) == ["XN1"]
    assert caching.ask(_codes, SOUTH) == ["XS1"]


def test_an_answer_is_asked_for_once_until_the_data_change(
    set_version: SetVersion,
) -> None:
    asked.clear()
    caching.ask(_codes, NORTH)
    caching.ask(_codes, NORTH)
    assert len(asked) == 1
    set_version(2)
    caching.ask(_codes, NORTH)
    assert len(asked) == 2


def test_answers_of_figures_outlast_casework(set_version: SetVersion) -> None:
    asked.clear()
    caching.figures(_codes, NORTH)
    set_version(2)
    caching.figures(_codes, NORTH)
    assert caching.figures(_codes, SOUTH) == ["XS1"]
    assert asked == ["n@x.example", "s@x.example"]


def test_what_comes_of_figures_is_shared_by_all_who_are_shown_the_same() -> None:
    auditor = replace(NORTH, email="a@x.example", role=Role.AUDITOR)
    observer = replace(NORTH, email="o@x.example", role=Role.BMA_OBSERVER)
    asked.clear()
    for user in (NORTH, auditor, observer, SOUTH):
        caching.derived(_codes, user)
    assert asked == ["n@x.example", "o@x.example", "s@x.example"]


def test_a_run_asks_once_what_stands_until_this_process_writes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written = [0]
    monkeypatch.setattr(queries.events, "written", lambda: written[0])
    asked.clear()

    def stands() -> int:
        asked.append("")
        return len(asked)

    with caching.one_run():
        assert [caching.once(stands), caching.once(stands)] == [1, 1]
        written[0] += 1
        assert [caching.once(stands), caching.once(stands)] == [2, 2]
    with caching.one_run():
        assert caching.once(stands) == 3
    assert [caching.once(stands), caching.once(stands)] == [4, 5]  # outside of any


def test_a_drawing_is_of_all_that_it_was_given() -> None:
    """A frame of many rows too, of which Streamlit would look at some."""
    many = pd.DataFrame({"n": range(100_000)})
    other = many.copy()
    other.loc[50_000, "n"] = 0
    assert caching.drawn(_sum, many) == caching.drawn(_sum, many.copy())
    assert caching.drawn(_sum, many) - caching.drawn(_sum, other) == 50_000


def _sum(frame: pd.DataFrame) -> int:
    return int(frame["n"].sum())


def test_writing_on_an_answer_changes_nobody_elses() -> None:
    caching.ask(_codes, NORTH).append("XS1")
    mine = caching.ask(_frame, NORTH)
    mine["excluded"] = 0
    assert caching.ask(_codes, NORTH) == ["XN1"]
    assert caching.ask(_frame, NORTH).excluded.tolist() == [1, 2]


@pytest.mark.parametrize(("much", "lie"), [(0, True), (10**9, False)])
def test_what_is_remembered_is_put_away_once_it_is_much(
    monkeypatch: pytest.MonkeyPatch, much: int, *, lie: bool
) -> None:
    monkeypatch.setattr(caching, "LONG", -1.0)
    monkeypatch.setattr(caching, "MUCH", much)
    gc.unfreeze()
    with caching.one_run():
        caching.ask(_codes, NORTH)
    assert (gc.get_freeze_count() > 0) == lie
    gc.unfreeze()
