"""Papers of a practice: file one as it came, get it back, take it away."""

from typing import Any

import pandas as pd
import streamlit as st

from lib import actions, ingest, queries
from lib.actions.papers import Filing
from lib.analysis.words import capital
from lib.domain.correspondence import DISCLOSABLE, PaperKind
from lib.domain.dates import today, uk
from lib.domain.errors import FileRefused
from lib.domain.papers import LIMIT, NAMES, SUFFIXES, Document, MediaType
from lib.domain.users import User
from lib.ui import downloads, forms, memory, seen
from lib.ui.importing import File
from lib.ui.markup import esc

KINDS = list(PaperKind)


def show(user: User, found: pd.DataFrame) -> None:
    """A row for each of `queries.papers.of_practice`, with its file."""
    if found.empty:
        st.write("No paper is on file.")
    for row in found.to_dict("records"):
        with st.container(key=f"row-paper-{row['paper_id']}"):
            left, right = st.columns([4, 1], vertical_alignment="center")
            with left, st.container(gap=None):
                st.markdown(f"**{esc(row['title'])}**")
                st.caption(_about(row))
            with right:
                _download(user, row)


def _about(row: dict[Any, Any]) -> str:
    kind = esc(capital(row["kind"]))
    evidence = " · evidence of its action plan" if row["plan_version_id"] else ""
    return (
        f"{kind} · received {uk(row['received_on'])} from {esc(row['received_from'])}"
        f" · filed by {esc(row['filed_by'])} · {NAMES[MediaType(row['media_type'])]}"
        f"{evidence}"
    )


def _download(user: User, row: dict[Any, Any]) -> None:
    paper_id = int(row["paper_id"])
    downloads.button(
        f"paper-{paper_id}",
        "Download",
        downloads.recorded(
            lambda: queries.papers.get(user, paper_id).content,
            user,
            f"paper {paper_id}",
            1,
        ),
        (row["file_name"], row["media_type"]),
        about=f"Download {row['title']}",
    )


def form(user: User, ods_code: str) -> None:
    """File one more."""
    filed = len(queries.papers.of_practice(user, ods_code))
    key = f"file-{ods_code}-{filed}"
    with st.form(key, border=False):
        st.caption(
            f"At most {LIMIT // 2**20} MB. Its words are looked through for NHS numbers;"
            f" a picture or a scan cannot be: look at it yourself. {DISCLOSABLE}"
        )
        file = st.file_uploader(
            "File", type=SUFFIXES, max_upload_size=LIMIT // 2**20, key=f"{key}-file"
        )
        kind = st.selectbox("What it is", KINDS, format_func=capital, key=f"{key}-kind")
        title = st.text_input("In a few words", max_chars=120, key=f"{key}-title")
        came_from = st.text_input("From whom", max_chars=120, key=f"{key}-from")
        memory.offer(f"{key}-on", forms.typed(today()))
        received_on = forms.day("Received on", f"{key}-on")
        if not st.form_submit_button("File the paper"):
            return
    if file is None or received_on is None:
        st.error("Choose a file, and type the day on which it came.")
        return
    filing = Filing(kind, title, received_on, came_from)
    with forms.feedback("The paper is filed."):
        document = _read(user, file)
        actions.papers.file(ods_code, filing, document, by=user)


def _read(user: User, file: File) -> Document:
    """A refused file leaves who, when and nothing of what was in it."""
    try:
        return ingest.read_paper(file.getvalue(), file.name)
    except FileRefused:
        actions.imports.refuse(None, 1, by=user)
        raise


def withdrawal(user: User, ods_code: str) -> None:
    found = queries.papers.of_practice(user, ods_code)
    if found.empty:
        st.write("No paper is on file.")
        return
    titles = dict(zip(found["paper_id"], found["title"], strict=True))
    versions = dict(zip(found["paper_id"], found["version"], strict=True))
    chosen = st.selectbox(
        "Paper", list(titles), format_func=titles.__getitem__, key="withdraw-paper"
    )
    key = f"withdraw-{chosen}"
    with st.form(key, border=False):
        reason = st.text_input("Why it is withdrawn", key=f"{key}-reason")
        erase = st.checkbox(
            "Erase the file too: it is about a patient", key=f"{key}-erase"
        )
        version = seen.button("Withdraw the paper", key, int(versions[chosen]))
    if version is not None:
        with forms.feedback("The paper is withdrawn."):
            actions.papers.withdraw(
                int(chosen), reason, erase=erase, seen_version=version, by=user
            )
