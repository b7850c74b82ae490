"""A tracker between check and confirm: what it changes, what is wrong, storing it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from lib import actions, queries
from lib.analysis.words import counted
from lib.casework import tracker
from lib.casework.tracker import TrackerReport
from lib.documents.tables import Column, Kind, Notes
from lib.domain.arrivals import Arrival, Consent
from lib.domain.dates import today
from lib.domain.problems import Severity
from lib.domain.recipients import Recipient
from lib.domain.tracker import CaseChange, Stated, shown
from lib.domain.tracker_fields import HEADINGS
from lib.domain.users import User
from lib.ui import caching, confirming, forms, matching, memory, tables, tracker_words
from lib.ui import problems as faults
from lib.ui.importing import Checked
from lib.ui.markup import bullets, esc, lead
from lib.ui.tracker_form import FILES

SEEN = "tracker-seen"
COLUMNS = (
    Column("name", "Practice", Kind.PRACTICE),
    Column("what", "What"),
    Column("was", "Was", missing=""),
    Column("now", "Becomes", missing=""),
    Column("row", "Row", Kind.COUNT),
)


@dataclass(frozen=True)
class Review:
    """A kept tracker, what was said of it, and what it would change."""

    batch: str
    arrival: Arrival
    stated: Stated
    report: TrackerReport

    @property
    def checked(self) -> Checked:
        of = self.arrival
        return Checked(self.report, of.file_hash, of.sender, None, None)


def show(user: User, batch: str) -> None:
    kept = queries.staging.batch(user, batch)
    if not kept:
        st.markdown(
            "This tracker is not here any more: it was stored or taken away, or is"
            " older than a day."
        )
        _start_again(user, batch)
        return
    arrival = kept[0].arrival
    head = st.container()
    stated = _stated(user, batch)
    seen = Review(batch, arrival, stated, _check(user, batch, stated))
    with head:
        _store(user, seen)
        _say(seen)
    _match(user, seen)
    confirmed = _confirmed(seen)
    _changes(user, seen)
    _buttons(user, seen, confirmed=confirmed)


def _say(seen: Review) -> None:
    """What it is, and everything that is wrong with it, at once."""
    report = seen.report
    st.markdown(f"{esc(report.file_name)} · {counted(report.rows_read, 'line')} read")
    faults.summary([seen.checked], [])


def _match(user: User, seen: Review) -> None:
    """What a person can say of it, and then the same problems where they are."""
    report = seen.report
    if report.unmatched_headings:
        matching.ask(user, seen.batch, [seen.checked], FILES)
    tracker_words.ask(user, seen.arrival.icb_code or "", seen.arrival.sender, report)
    faults.by_row_and_column([seen.checked])
    faults.notices([seen.checked])


def _check(user: User, batch: str, stated: Stated) -> TrackerReport:
    return caching.ask(_checked, user, batch, user.email, stated)


def _checked(user: User, batch: str, _email: str, stated: Stated) -> TrackerReport:
    (kept,) = queries.staging.batch(user, batch)
    return tracker.check(user, kept.arrival, stated)


def _stated(user: User, batch: str) -> Stated:
    """Its day; and where it has plans that were asked for, on whose authority."""
    with st.container(key="stated"):
        day = forms.day("Tracker of (else today)", "tracker-of")
        on = day or today()
        if not _check(user, batch, Stated(on)).diff.asks:
            return Stated(on)
        return _asked(on)


def _asked(on: date) -> Stated:
    st.markdown(
        "This tracker has plans that were asked for. Say once, for all of them:"
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        authority = st.text_input(
            "On what authority", key="tracker-authority", max_chars=300, width=420
        )
        recipient: Recipient | None = st.selectbox(
            "The plans go to",
            list(Recipient),
            index=None,
            placeholder="Not said",
            key="tracker-recipient",
            width=260,
        )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        link = st.text_input(
            "Where it can be read (if anywhere)", key="tracker-link", width=420
        )
        authority_on = forms.day("Its date (if known)", "tracker-authority-on")
    return Stated(on, authority, recipient, link, authority_on)


def _confirmed(seen: Review) -> bool:
    """Whether each warning is ticked; where nothing changes they are only told."""
    if not seen.report.would_store:
        told = seen.report.of(Severity.CONFIRM)
        bullets(f"Row {each.row}: {each.message}" for each in told)
        return True
    ticked = confirming.ask([seen.checked])
    return not confirming.missing([seen.checked], ticked)


def _changes(user: User, seen: Review) -> None:
    st.header("What would be stored", anchor=False)
    if seen.report.of(Severity.MUST_FIX) and not seen.report.would_store:
        st.markdown("Nothing, until what is wrong is mended.")
        return
    bold, _, rest = seen.report.diff.words.partition(",")
    lead(bold, f",{rest}")
    frame = _frame(seen.report.diff.changes)
    if frame.empty:
        return
    notes = Notes(
        title="What the tracker changes",
        basis="cases, not figures",
        period=None,
        by=user.name,
        filters={"file": seen.report.file_name},
    )
    tables.show("tracker-diff", frame, COLUMNS, notes, user)


def _frame(changes: list[CaseChange]) -> pd.DataFrame:
    lines = []
    for one in changes:
        cells = [
            (HEADINGS[each.field], shown(each.was) if each.was else None, each.now)
            for each in one.changes
        ]
        begins = [("Case", None, "begins")] if one.ground else []
        lines += [
            (one.ods_code, one.name, what, was, shown(now), one.row)
            for what, was, now in (*begins, *cells)
        ]
    fields = ["ods_code", "name", "what", "was", "now", "row"]
    return pd.DataFrame(lines, columns=fields)


def _buttons(user: User, seen: Review, *, confirmed: bool) -> None:
    faulty = bool(seen.report.of(Severity.MUST_FIX))
    keep = _keep(seen, confirmed=confirmed)
    with st.container(horizontal=True, key="tracker-buttons"):
        if seen.report.would_store:
            if not faulty:
                st.button(
                    "Store these changes",
                    type="primary",
                    key="primary-store",
                    on_click=keep,
                )
            elif not tracker.waits(seen.report, _GOOD_LINES):
                st.button(
                    "Store the lines that are right", key="store-good", on_click=keep
                )
        _start_again(user, seen.batch)
        faults.download([seen.checked])


_GOOD_LINES = Consent(all_warnings=True, good_rows_only=True)


def _keep(seen: Review, *, confirmed: bool) -> Callable[[], None]:
    """What was on screen when the button was drawn is what is stored, or nothing."""
    return lambda: memory.keep(SEEN, (seen, confirmed))


def _store(user: User, seen: Review) -> None:
    drawn = memory.take(SEEN)
    if not isinstance(drawn, tuple):
        return
    shown_then, confirmed = drawn
    if shown_then.batch != seen.batch:
        return
    if not confirmed:
        st.error("Tick each line under Please confirm first, or start again.")
        return
    with forms.feedback(f"The tracker is stored: {shown_then.report.diff.words}"):
        tracker.store(user, shown_then.report, shown_then.stated)
        actions.staging.discard(seen.batch, by=user)
        del st.query_params["batch"]


def _start_again(user: User, batch: str) -> None:
    if st.button("Start again", key="tracker-again"):
        actions.staging.discard(batch, by=user)
        del st.query_params["batch"]
        st.rerun()
