"""Drafts and sent letters: download, mark as sent, undelivered, discard."""

from collections.abc import Iterable, Mapping

import pandas as pd
import streamlit as st

from lib import actions
from lib.actions.letters import Sending
from lib.analysis.words import capital, counted
from lib.casework import letters as casework
from lib.casework.letters import Desk
from lib.documents import letter_batch
from lib.documents.tables import Column, Kind, Notes
from lib.domain.dates import today, uk
from lib.domain.letter import LetterState
from lib.domain.roles import Permission
from lib.domain.users import User
from lib.ui import downloads, forms, seen, tables
from lib.ui.letters import keyed, typed_day

DRAFTS = (
    Column("ods_code", "Practice", Kind.PRACTICE),
    Column("letter", "Letter"),
    Column("due_on", "Due day", Kind.DAY, "not set"),
    Column("drafted_by", "Drafted by"),
    Column("status", "State", Kind.STATUS),
)
SENT = (
    Column("ods_code", "Practice", Kind.PRACTICE),
    Column("letter", "Letter"),
    Column("due_on", "Due day", Kind.DAY, "not set"),
    Column("sent_on", "Sent on", Kind.DAY),
    Column("sent_how", "How"),
    Column("sent_by", "Marked by"),
    Column("status", "State", Kind.STATUS),
)
NEEDLESS = "No longer needed"
TO_SEND = (LetterState.DRAFT, LetterState.UNDELIVERED)


def of_state(every: pd.DataFrame, *states: LetterState) -> pd.DataFrame:
    rows = every[every["state"].isin([state.value for state in states])]
    return rows.assign(
        letter=rows["kind"].map(capital), status=rows["state"].map(capital)
    )


def drafts(user: User, desk: Desk, every: pd.DataFrame) -> None:
    """What waits to be sent; those that did not arrive with it."""
    waiting = of_state(every, *TO_SEND)
    st.header("To be sent", anchor=False)
    if waiting.empty:
        st.write("No draft waits.")
        return
    needless = casework.needless(user, desk, waiting["id"])
    waiting = waiting.assign(
        status=waiting["status"].where(~waiting["id"].isin(needless), NEEDLESS)
    )
    notes = Notes("Letters to be sent", "Letters, no figures", None, user.email)
    tables.show("drafts", waiting, DRAFTS, notes, user)
    wanted = waiting[~waiting["id"].isin(needless)]
    if needless:
        st.write(
            f"{NEEDLESS}: it came in, was answered, its due day was moved, or a later"
            " step of the ladder has come. These are left out of the download; discard"
            " them."
        )
    _download(user, wanted, "drafts")
    if user.may(Permission.DO_CASEWORK):
        _mark_sent(user, waiting, list(wanted["id"]))
        _discard(user, of_state(waiting, LetterState.DRAFT), needless)


def _download(user: User, rows: pd.DataFrame, what: str) -> None:
    """Word and e-mail files of each, the mail merge and the calendar, as one zip."""
    if rows.empty or not user.may(Permission.EXPORT):
        return

    def built() -> bytes:
        return letter_batch.as_zip(casework.envelopes(user, rows["id"].tolist()))

    downloads.button(
        f"zip-{what}",
        f"Download {counted(len(rows), 'letter')} (Word, e-mail, mail merge, calendar)",
        downloads.recorded(built, user, f"letters: {what}", len(rows)),
        (f"letters-{what}-{today():%Y-%m-%d}.zip", "application/zip"),
    )


def _mark_sent(user: User, waiting: pd.DataFrame, usual: list[int]) -> None:
    with st.expander("Mark as sent"), st.form("mark-sent", border=False):
        st.write(
            "You send them, from your own mailbox or by post; here you say that you"
            " did. The practice's time runs from that day. A day left empty is today."
        )
        chosen = _choose("Letters that were sent", waiting, "sent-ids", usual)
        on = typed_day("Day of sending", "sent-on")
        how = st.text_input(
            "How", key="sent-how", placeholder="e-mail to the practice manager"
        )
        pressed = seen.button("Mark as sent", "mark-sent", _versions(waiting))
    if pressed is not None and on is not None:
        wanted = _of(pressed, chosen)
        with forms.feedback(f"{counted(len(wanted), 'letter')} marked as sent."):
            actions.letters.mark_sent(wanted, Sending(on, how), by=user)


def _discard(user: User, found: pd.DataFrame, needless: set[int]) -> None:
    if found.empty:
        return
    with st.expander("Discard drafts"), st.form("discard", border=False):
        chosen = _choose("Drafts to discard", found, "discard-ids", list(needless))
        reason = st.text_input("Why", key="discard-why")
        pressed = seen.button("Discard", "discard", _versions(found))
    if pressed is not None:
        wanted = _of(pressed, chosen)
        with forms.feedback(f"{counted(len(wanted), 'draft')} discarded."):
            actions.letters.discard(wanted, reason, by=user)


def sent(user: User, every: pd.DataFrame) -> None:
    went = of_state(every, LetterState.SENT)
    st.header("Sent", anchor=False)
    if went.empty:
        st.write("None is marked as sent yet.")
        return
    notes = Notes("Letters sent", "Letters, no figures", None, user.email)
    tables.show("sent", went, SENT, notes, user)
    days = sorted(went["sent_on"].unique(), reverse=True)
    day = st.selectbox("Files of the letters sent on", days, format_func=uk, width=260)
    _download(user, went[went["sent_on"] == day], "sent")
    if user.may(Permission.DO_CASEWORK):
        _came_back(user, went)


def _came_back(user: User, went: pd.DataFrame) -> None:
    with st.expander("A letter did not arrive"), st.form("returned", border=False):
        st.write(
            "No reminder rests on a request that did not arrive, and it can be sent"
            " again. A day left empty is today."
        )
        labels = _labels(went)
        chosen = st.selectbox(
            "Letter",
            list(labels),
            index=None,
            format_func=labels.__getitem__,
            key=keyed("returned-id", list(labels)),
        )
        on = typed_day("Known on", "returned-on")
        pressed = seen.button("Mark as undelivered", "returned", _versions(went))
    if pressed is not None and on is not None:
        with forms.feedback("It is marked as undelivered: it can be sent again."):
            for letter_id, version in _of(pressed, [chosen]).items():
                actions.letters.undelivered(
                    letter_id, on, seen_version=version, by=user
                )


def _labels(rows: pd.DataFrame) -> dict[int, str]:
    return {
        int(row["id"]): f"{row['name']}, {row['kind']} ({_about(row)})"
        for row in rows.to_dict("records")
    }


def _about(row: Mapping[object, object]) -> str:
    return f"step {row['rung']}" if row["rung"] else f"letter {row['id']}"


def _choose(label: str, rows: pd.DataFrame, key: str, default: list[int]) -> list[int]:
    labels = _labels(rows)
    chosen = [each for each in labels if each in default]
    return st.multiselect(
        label,
        list(labels),
        default=chosen,
        format_func=lambda letter_id: labels.get(letter_id, str(letter_id)),
        key=keyed(key, list(labels), chosen),
    )


def _versions(rows: pd.DataFrame) -> dict[int, int]:
    return dict(zip(rows["id"].map(int), rows["version"].map(int), strict=True))


def _of(versions: dict[int, int], chosen: Iterable[int | None]) -> dict[int, int]:
    """Those of the chosen letters, as they were seen."""
    return {each: versions[each] for each in chosen if each in versions}
