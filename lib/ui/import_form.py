"""The first step of an import: the month's files, and what they may not say."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from lib import actions, queries
from lib.analysis.words import capital, listing
from lib.domain.arrivals import Arrival
from lib.domain.dates import london, month_name, period_of, periods, today, uk
from lib.domain.errors import FileRefused
from lib.domain.files import BELONGS_TO_AN_ICB, Kind
from lib.domain.roles import Permission
from lib.domain.users import User
from lib.ui import caching, context, importing, memory, menu
from lib.ui.importing import File, Said, TurnedAway
from lib.ui.markup import esc
from lib.ui.words import KINDS

FILES = "files"
FIRST_MONTH = date(2022, 11, 1)  # the programme's first go-live
AS_SAID = "As the files say"
WHOLE = {
    None: "Judged by each file",
    True: "The whole ICB: practices not in it have no data",
    False: "A part: practices not in it stay unchanged",
}
MADE_BY_HAND = (
    *(Kind.COUNTS, Kind.LMC, Kind.GROUPS, Kind.CONTACTS, Kind.REPORTS),
    *(Kind.PEOPLE, Kind.NATIONAL_STEPS, Kind.SUCCESSION),
    *(Kind.ACCESS, Kind.DEPRIVATION, Kind.ROLLOUT),
)


def show(user: User) -> None:
    if not user.may(Permission.IMPORT_REFERENCE):
        st.markdown(
            "You may load **counts**, **online accounts**, **contacts**, **monthly"
            " reports**, **rollout dates** and **national steps** of your practices."
            " Registers, hierarchies and list sizes are loaded by an"
            " administrator."
        )
    st.markdown(
        "Choose all of the month's files at once: each is recognised by its content."
        " No figure changes until you confirm."
    )
    _kept(user)
    files = choose_files()
    said = _said(user)
    if st.button("Check files", type="primary", key="primary-check"):
        _check(user, files, said)


def _kept(user: User) -> None:
    """Files that were checked before this page was left."""
    for one in queries.staging.kept(user):
        on = london(one.staged_at)
        st.page_link(
            menu.IMPORT_DATA,
            label=f"Go on with {esc(listing(one.file_names))}, checked on"
            f" {uk(on.date())} at {on:%H:%M}",
            query_params={"batch": one.batch},
        )


def choose_files(key: str = FILES) -> Sequence[File]:
    return st.file_uploader(
        "Files (CSV, XLSX, or a ZIP with one CSV)",
        accept_multiple_files=True,
        key=key,
    )


def month(label: str, key: str, otherwise: str = AS_SAID) -> date | None:
    now = period_of(today())
    choices = reversed(periods(FIRST_MONTH, now))
    chosen: date | None = st.selectbox(
        label,
        [None, *choices],
        format_func=lambda period: month_name(period) if period else otherwise,
        index=0,
        key=key,
        persist_state="page",
        width=260,
    )
    return chosen


def _said(user: User) -> Said:
    with st.container(horizontal=True):
        icb_code = _icb(user)
        period = month("Month", "import-month")
        sender = who_sent(user, "import-sender")
    with st.expander("More about the counts"):
        whole = st.selectbox(
            "The counts are of",
            list(WHOLE),
            format_func=lambda choice: WHOLE[choice],
            key="import-whole",
            persist_state="page",
        )
        kind = st.selectbox(
            "A file that is not recognised is",
            [None, *MADE_BY_HAND],
            format_func=lambda one: capital(KINDS[one]) if one else "Not read",
            key="import-kind",
            persist_state="page",
        )
    return Said(icb_code, period, sender, whole, kind)


def _icb(user: User) -> str | None:
    """Asked only of those who have several."""
    found = context.named(caching.ask(queries.organisations.every_icb, user).items())
    if len(found) <= 1:
        return next(iter(found), None)
    seen = context.icb_code(user)
    chosen: str | None = st.selectbox(
        "ICB of the counts",
        list(found),
        index=list(found).index(seen) if seen in found else None,
        format_func=lambda code: found.get(code, code),
        placeholder="Needed for counts",
        key=f"import-icb-{seen}",  # once its practices are known it is the choice
        persist_state="page",
        width=320,
    )
    return chosen


def who_sent(user: User, key: str) -> str:
    known = caching.ask(queries.uploads.every, user).sender.unique()
    chosen = st.selectbox(
        "Sender (what you match is remembered for them)",
        sorted(name for name in known if name),
        index=None,
        accept_new_options=True,
        placeholder="A name or an organisation",
        key=key,
        persist_state="page",
        width=400,
    )
    return (chosen or "").strip()


def _check(user: User, files: Sequence[File], said: Said) -> None:
    if not files:
        st.error("Choose at least one file.")
        return
    arrivals, refused = _read_all(user, files, said)
    own = any(arrival.kind in BELONGS_TO_AN_ICB for arrival in arrivals)
    if own and said.icb_code is None:
        st.error("Say which ICB these files are for.")
        return
    batch = actions.staging.stage(arrivals, by=user)
    memory.keep(f"refused-{batch}", refused)
    st.query_params["batch"] = batch
    st.rerun()


def _read_all(
    user: User, files: Sequence[File], said: Said
) -> tuple[list[Arrival], list[TurnedAway]]:
    arrivals: list[Arrival] = []
    refused: list[TurnedAway] = []
    progress = st.progress(0.0, "Reading the files")
    for place, file in enumerate(files):
        progress.progress(place / len(files), f"Reading {esc(file.name)}")
        try:
            arrivals.append(importing.read(file, said, user))
        except FileRefused as refusal:
            refused.append(importing.turned_away(file, refusal, user))
    progress.empty()
    return arrivals, refused
