"""The history of uploads, one of them with its withdrawal, and remembered matches."""

from datetime import datetime
from typing import cast

import pandas as pd
import streamlit as st

from lib import actions, queries
from lib.analysis.words import capital, number
from lib.documents.tables import Column, Kind, Notes
from lib.domain.dates import london, month_name, uk
from lib.domain.files import Kind as FileKind
from lib.domain.roles import Permission
from lib.domain.uploads import Upload
from lib.domain.users import LOADING, User
from lib.ingest.formats.counts_headings import FIELDS
from lib.ui import caching, forms, markup, menu, seen, tables, words
from lib.ui.markup import esc

COLUMNS = (
    Column("upload", "Upload"),
    Column("file_name", "File"),
    Column("what", "Kind"),
    Column("period", "Month", Kind.MONTH, missing=""),
    Column("rows_stored", "Stored", Kind.COUNT),
    Column("loaded_by", "Loaded by"),
    Column("loaded", "When"),
    Column("confirmations", "Warnings confirmed", Kind.COUNT),
    Column("state", "State", Kind.STATUS),
)
MATCHES = (
    Column("text", "In the file"),
    Column("said", "Means"),
    Column("sender", "Sender", missing="none named"),
    Column("matched_by", "Matched by"),
)


def say_there_are_none(user: User) -> None:
    advice = "What is loaded, and by whom, will stand here."
    with markup.empty_state("Nothing has been loaded yet", advice):
        if user.may(Permission.IMPORT_COUNTS):
            st.page_link(menu.IMPORT_DATA, label="Import data")


def history(user: User, every: pd.DataFrame) -> None:
    shown = caching.drawn(_worded, every)
    notes = Notes("Uploads", "Files as loaded, newest first", None, user.email)
    with st.container(key="wrap-uploads"):
        tables.show("uploads", shown, COLUMNS, notes, user)


def _worded(every: pd.DataFrame) -> pd.DataFrame:
    return every.assign(
        upload=every.id.map(str),
        what=[capital(words.KINDS[FileKind(kind)]) for kind in every.kind],
        loaded=every.loaded_at.map(_moment),
        confirmations=[len(kinds.split()) for kinds in every.confirmed],
        state=["Loaded" if pd.isna(at) else "Withdrawn" for at in every.withdrawn_at],
    )


def one(user: User, every: pd.DataFrame) -> None:
    """The upload that the address names, or that is chosen here."""
    st.header("One upload", anchor=False)
    chosen = _chosen(every)
    if chosen is None:
        return
    upload = queries.uploads.get(user, chosen)
    with st.container(key="wrap-upload"):
        markup.summary_list("wide-upload", _facts(upload), f"Upload {chosen}")
    if upload.withdrawn_at is None and _may_withdraw(user, upload):
        _withdraw(user, upload)


def _chosen(every: pd.DataFrame) -> int | None:
    names = dict(zip(every.id, every.file_name, strict=True))
    asked = st.query_params.get("upload", "")
    known = int(asked) if asked.isdecimal() and int(asked) in names else None
    listed = list(names)
    chosen: int | None = st.selectbox(
        "Show upload",
        listed,
        index=None if known is None else listed.index(known),
        format_func=lambda upload: f"{upload} · {names.get(upload, '')}",
        placeholder="Number or file",
        key=f"upload-{asked}",
        width=forms.WIDE,
    )
    if chosen is not None and chosen != known:
        st.query_params["upload"] = str(chosen)
    return chosen


def _facts(upload: Upload) -> dict[str, str]:
    facts = {
        "File": esc(upload.file_name),
        "Kind": capital(words.KINDS[upload.kind]),
        "ICB": upload.icb_code or "National",
        "Month": month_name(upload.period) if upload.period else "",
        "Describes": uk(upload.described_on) if upload.described_on else "",
        "Sender": esc(upload.sender),
        "Rows read": number(upload.rows_read),
        "Stored": number(upload.rows_stored),
        "Confirmed": esc(_confirmed(upload.confirmed)),
        "Reason": esc(upload.reason),
        "Loaded": esc(f"{_moment(upload.loaded_at)}, by {upload.loaded_by}"),
        "File's SHA-256": upload.file_hash,
        **(_meaning(upload) if upload.kind is FileKind.COUNTS else {}),
        **(_withdrawal(upload) if upload.withdrawn_at else {}),
    }
    return {name: value for name, value in facts.items() if value}


def _meaning(upload: Upload) -> dict[str, str]:
    extent = "The whole ICB" if upload.whole else "A part: others stay unchanged"
    return {
        "Counted as 104": capital(words.COUNTED[upload.counted]),
        "Of whom": capital(words.POPULATIONS[upload.population]),
        "Extent": extent,
    }


def _withdrawal(upload: Upload) -> dict[str, str]:
    when = _moment(cast(datetime, upload.withdrawn_at))
    return {
        "Withdrawn": esc(f"{when}, by {upload.withdrawn_by}"),
        "Why withdrawn": esc(upload.withdrawn_reason),
    }


def _may_withdraw(user: User, upload: Upload) -> bool:
    if upload.kind in actions.uploads.STAY:
        return False
    return user.may(LOADING.get(upload.kind, Permission.IMPORT_REFERENCE))


def _withdraw(user: User, upload: Upload) -> None:
    st.subheader("Withdraw this upload", anchor=False)
    st.markdown(
        "Its figures stay on record and count no more; those before it count again."
        " The same file can be loaded once more."
    )
    with st.form(f"withdraw-{upload.id}"):
        reason = st.text_area("Why is it withdrawn?", key=f"reason-{upload.id}")
        pressed = seen.button(
            "Withdraw this upload",
            f"withdraw-{upload.id}",
            upload.version,
            primary=True,
        )
    if pressed is not None and upload.id is not None:
        with forms.feedback(f"Upload {upload.id} is withdrawn."):
            actions.uploads.withdraw(upload.id, reason, by=user, seen_version=pressed)


def matches(user: User) -> None:
    """What people matched once for a sender, and forgetting it."""
    st.header("Remembered matches", anchor=False)
    found = caching.ask(queries.matches.every, user)
    if found.empty:
        st.markdown("Nothing is remembered yet.")
        return
    means = [FIELDS.get(text, text) for text in found.means]
    shown = found.assign(said=means, sender=found.sender.replace("", None))
    tables.plain(shown, MATCHES, "Remembered matches")
    if user.may(Permission.IMPORT_COUNTS):
        _forget(user, found)


def _forget(user: User, found: pd.DataFrame) -> None:
    pairs = list(zip(found.sender, found.text, strict=True))
    chosen = st.selectbox(
        "Match to forget",
        pairs,
        index=None,
        format_func=lambda pair: " · ".join(part for part in reversed(pair) if part),
        placeholder="Choose one",
        key="match",
        width=forms.WIDE,
    )
    if st.button("Forget it", key="forget") and chosen is not None:
        sender, text = chosen
        with forms.feedback("The match is forgotten."):
            actions.matches.forget(sender, text, by=user)


def _confirmed(kinds: str) -> str:
    return capital("; ".join(words.problem(kind) for kind in kinds.split()))


def _moment(at: datetime) -> str:
    there = london(at)
    return f"{there.day} {there:%b %Y, %H:%M}"
