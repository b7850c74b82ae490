"""Warnings that a person confirms: one tick each, or one for many of a kind."""

from collections import defaultdict
from collections.abc import Sequence

import streamlit as st

from lib.analysis.words import counted
from lib.domain.arrivals import Consent
from lib.domain.problems import Problem, Severity
from lib.ui import markup, words
from lib.ui.importing import Checked
from lib.ui.markup import esc

ONE_BY_ONE = 5
LISTED = 100
CHECKED = "I have checked this."


def ask(files: Sequence[Checked]) -> list[frozenset[str]]:
    """For each file the kinds of warning of which every tick is set."""
    warnings = [_by_kind(one) for one in files]
    total = sum(len(found) for kinds in warnings for found in kinds.values())
    if total:
        st.header(f"Please confirm ({total:,})", anchor=False)
    several = len(files) > 1
    return [
        frozenset(
            kind
            for kind, found in kinds.items()
            if _ticked(one.report.file_name if several else "", one, found)
        )
        for one, kinds in zip(files, warnings, strict=True)
    ]


def missing(files: Sequence[Checked], ticked: Sequence[frozenset[str]]) -> bool:
    return any(
        _by_kind(one).keys() - kinds for one, kinds in zip(files, ticked, strict=True)
    )


def consents(
    files: Sequence[Checked], ticked: Sequence[frozenset[str]], *, good_rows_only: bool
) -> list[Consent | None]:
    return [
        Consent(kinds=kinds, good_rows_only=good_rows_only) if one.is_loadable else None
        for one, kinds in zip(files, ticked, strict=True)
    ]


def _by_kind(one: Checked) -> dict[str, list[Problem]]:
    kinds: dict[str, list[Problem]] = defaultdict(list)
    for problem in one.report.of(Severity.CONFIRM) if one.is_loadable else []:
        kinds[problem.kind].append(problem)
    return kinds


def _ticked(file_name: str, one: Checked, found: Sequence[Problem]) -> bool:
    key = f"tick-{one.file_hash[:12]}-{found[0].kind}"
    before = f"{file_name}, " if file_name else ""
    if len(found) <= ONE_BY_ONE:
        ticks = [
            st.checkbox(esc(f"{before}{_said(problem)} {CHECKED}"), key=f"{key}-{n}")
            for n, problem in enumerate(found)
        ]
        return all(ticks)
    what = f"{before}{counted(len(found), 'row')}: {words.problem(found[0].kind)}."
    ticked = st.checkbox(esc(f"{what} I have checked these."), key=key)
    with st.expander(f"The {len(found):,} rows"):
        markup.bullets(_said(each) for each in found[:LISTED])
        if len(found) > LISTED:
            st.markdown(
                f"The first {LISTED} are shown; all are in the list to download."
            )
    return ticked


def _said(problem: Problem) -> str:
    where = f"Row {problem.row}: " if problem.row else ""
    return f"{where}{problem.message}"
