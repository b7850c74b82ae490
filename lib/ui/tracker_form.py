"""The tracker's page: the workbook to take out, and a file to bring in."""

import secrets

import streamlit as st

from lib import actions
from lib.casework import tracker
from lib.documents import tracker as documents
from lib.documents import tracker_columns
from lib.domain.dates import today
from lib.domain.errors import FileRefused
from lib.domain.files import Kind
from lib.domain.users import User
from lib.ui import (
    context,
    downloads,
    import_form,
    import_templates,
    importing,
    markup,
    menu,
)
from lib.ui.importing import Said
from lib.ui.markup import error_summary

FILES = "tracker-files"


def which_icb(user: User) -> None:
    """Where none is chosen, or there is none to choose."""
    if context.icbs(user):
        st.markdown("A tracker is of one ICB. Choose one at the top of the page.")
        return
    advice = "A tracker is of one ICB's practices. Load the practices first."
    with markup.empty_state("No ICB yet", advice):
        st.page_link(menu.GETTING_STARTED, label="Getting started: what is missing")


def take_out(user: User, icb_code: str) -> None:
    st.header("Take the cases out", anchor=False)
    st.markdown(
        "A workbook with one line for each practice that is over the threshold or has a"
        " case, with drop-downs for status and owner. Work in it and bring it back: only"
        " the cells that you changed are stored."
    )
    downloads.button(
        "tracker-out",
        "Download the tracker",
        lambda: tracker.workbook(user, icb_code)[0],
        (f"tracker_{icb_code}_{today()}_{secrets.token_hex(3)}.xlsx", downloads.XLSX),
    )


def bring_in(user: User, icb_code: str) -> None:
    st.header("Bring a tracker in", anchor=False)
    st.markdown(
        "The workbook from here, or the team's own spreadsheet with any headings. What"
        " would change is listed first. Nothing is stored until you confirm."
    )
    files = import_form.choose_files(FILES)
    sender = import_form.who_sent(user, "tracker-sender")
    if not st.button("Check the tracker", type="primary", key="primary-check"):
        return
    if len(files) != 1:
        st.error("Choose one file: a tracker is checked by itself.")
        return
    said = Said(icb_code, sender=sender, kind=Kind.TRACKER)
    try:
        with st.spinner("Reading the file"):
            arrival = importing.read(files[0], said, user)
    except FileRefused as refusal:
        told = importing.turned_away(files[0], refusal, user)
        where = f"{told.file_name}: " if told.file_name else ""
        error_summary("The file cannot be read.", [f"{where}{told.message}"])
        return
    st.query_params["batch"] = actions.staging.stage([arrival], by=user)
    st.rerun()


def template() -> None:
    with st.expander("Template and specification of a tracker"):
        st.markdown(
            "One line for each case. A spreadsheet of your own will do as well: its"
            " headings are matched once for each sender."
        )
        import_templates.specified(
            tracker_columns.COLUMNS,
            tracker_columns.BLANK_RULES,
            "Specification of the tracker",
        )
        import_templates.files(
            "tracker",
            documents.blank_xlsx(),
            documents.blank_csv(),
            documents.example_csv(),
        )
