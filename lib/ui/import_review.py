"""The later steps of an import: what the files hold, what is wrong, and confirming."""

from collections.abc import Sequence
from typing import Literal, NamedTuple, cast

import streamlit as st

from lib import actions, queries
from lib.analysis.words import counted, number
from lib.domain.dates import month_name
from lib.domain.files import Kind
from lib.domain.problems import Severity
from lib.domain.users import User
from lib.ui import caching, confirming, import_form, importing, matching, memory
from lib.ui import problems as shown
from lib.ui.importing import Checked, TurnedAway
from lib.ui.markup import bullets, esc, tag
from lib.ui.words import COUNTED, KINDS, POPULATIONS

STEPS = ("1 Month and files", "2 Columns", "3 Rows", "4 Confirm")
NOT_YET = "Cannot start yet"
LOADING = "Loading the files. This goes on if you leave the page; Upload history then has them"
LEAVE = (
    "You may leave this page: what was checked is kept for a day, for you alone, and"
    " Import data leads back to it."
)


class Review(NamedTuple):
    batch: str
    files: Sequence[Checked]
    refused: Sequence[TurnedAway]

    @property
    def loadable(self) -> list[Checked]:
        return [one for one in self.files if one.is_loadable]

    @property
    def is_faulty(self) -> bool:
        return any(one.report.of(Severity.MUST_FIX) for one in self.files)

    @property
    def key_of_files(self) -> str:
        """Another uploader, so that the bytes of a file about patients are let go."""
        nameless = any(not one.file_name for one in self.refused)
        return "files-again" if nameless else import_form.FILES


def steps(review: Review | None) -> None:
    """The task list: only what is to be done now has a colour."""
    with st.container(horizontal=True, gap="large", key="steps"):
        for step, state in zip(STEPS, _states(review), strict=True):
            with st.container(gap=None, width="content"):
                st.markdown(f"**{step}**")
                st.markdown(tag(state))


def _states(review: Review | None) -> list[str]:
    if review is None or not review.files:
        return ["Now", NOT_YET, NOT_YET, NOT_YET]
    asked = any(matching.is_asked(one) for one in review.files)
    if review.is_faulty:
        return ["Done", "Now" if asked else "Done", "Now", NOT_YET]
    last = "Now" if review.loadable else "Nothing to load"
    return ["Done", "Now" if asked else "Done", "Done", last]


def review(user: User, batch: str) -> Review:
    refused = memory.look(f"refused-{batch}") or []
    files = importing.checked(user, batch)
    return Review(batch, files, cast(list[TurnedAway], refused))


def show(user: User, seen: Review) -> None:
    if not seen.files and not seen.refused:
        st.markdown(
            "These files are not here any more: they were loaded or taken away, or are"
            " older than a day."
        )
        _start_again(seen, user, is_primary=True)
        return
    _files(seen.files)
    if seen.files:
        st.caption(LEAVE)
    shown.summary(seen.files, seen.refused)
    if any(matching.is_asked(one) for one in seen.files):
        matching.ask(user, seen.batch, seen.files, seen.key_of_files)
    shown.by_row_and_column(seen.files)
    shown.notices(seen.files)
    ticked = confirming.ask(seen.files)
    _stored(user, seen)
    _buttons(user, seen, ticked)


def _files(files: Sequence[Checked]) -> None:
    lines = [_about(one) for one in files]
    mark = "- " if len(lines) > 1 else ""
    st.markdown("\n".join(f"{mark}{line}" for line in lines))


def _about(one: Checked) -> str:
    report = one.report
    month = f" for **{month_name(report.period)}**" if report.period else ""
    parts = [
        esc(report.file_name),
        f"{KINDS[one.kind]}{month}",
        f"{counted(report.rows_read, 'row')} read",
    ]
    if one.kind is Kind.COUNTS and one.counted and one.population:
        of = f"{COUNTED[one.counted]}, {POPULATIONS[one.population]}"
        parts.append(f"counted: {of}")
    return " · ".join(parts)


def _stored(user: User, seen: Review) -> None:
    if not seen.files:
        return
    st.header("What would be stored", anchor=False)
    several = len(seen.files) > 1
    for one in seen.files:
        before = f"**{esc(one.report.file_name)}**: " if several else ""
        st.markdown(f"{before}{_difference(one)}")
        _absent(user, one)


def _difference(one: Checked) -> str:
    report = one.report
    if report.already_stored:
        return f"Loaded already, as upload {report.upload_id}. Nothing changes."
    if not one.is_loadable:
        return "Nothing, until what is wrong is mended."
    wrong = len({problem.row for problem in report.of(Severity.MUST_FIX)})
    without = f"Without the {counted(wrong, 'row')} above: " if wrong else ""
    if one.kind is Kind.PEOPLE:
        return f"{without}people: {_tally(one)}. Others stay as they are."
    if one.kind is not Kind.COUNTS:
        return f"{without}{counted(report.rows_stored, 'row')}."
    absent = len(report.difference.absent)
    said = f"{without}{counted(report.rows_stored, 'practice')}: {_tally(one)}"
    if not absent:
        return f"{said}."
    others = counted(absent, "other practice")
    return f"{said}; {others} of the ICB will show as **no data**, not zero."


def _tally(one: Checked) -> str:
    change = one.report.difference
    named = {
        "updated": change.updated,
        "new": change.new,
        "unchanged": change.unchanged,
    }
    return ", ".join(f"{number(many)} {name}" for name, many in named.items() if many)


NO_DATA = "Will show as no data"


def _absent(user: User, one: Checked) -> None:
    codes = one.report.difference.absent
    if not codes:
        return
    labels, what = {}, "Stay as they are"
    if one.kind is Kind.COUNTS:
        found = caching.figures(queries.practices.search_options, user)
        labels, what = dict(zip(found.ods_code, found.label, strict=True)), NO_DATA
    with st.expander(f"{what} ({number(len(codes))})"):
        bullets(labels.get(code, code) for code in codes)


def _buttons(user: User, seen: Review, ticked: Sequence[frozenset[str]]) -> None:
    """One of them is primary: to load, or where that cannot be, to choose again."""
    is_sound = bool(seen.loadable) and not seen.is_faulty
    good_rows = sound = False
    with st.container(horizontal=True, key="import-buttons"):
        if is_sound:
            files = counted(len(seen.loadable), "file")
            sound = st.button(f"Load {files}", type="primary", key="primary-load")
        _start_again(seen, user, is_primary=not is_sound)
        if seen.loadable and seen.is_faulty:
            good_rows = st.button(_good_rows(seen), key="load-good")
        shown.download(seen.files)
    if sound or good_rows:
        _load(user, seen, ticked, good_rows_only=good_rows)


def _good_rows(seen: Review) -> str:
    if len(seen.files) > 1:
        return "Load the good rows, list the rest"
    rows = number(seen.files[0].report.rows_stored)
    return f"Load the {rows} good rows, list the rest"


def _start_again(seen: Review, user: User, *, is_primary: bool) -> None:
    label = "Start again"
    if seen.is_faulty or seen.refused:
        several = len(seen.files) + len(seen.refused) > 1
        label = "Choose corrected files" if several else "Choose a corrected file"
    kind: Literal["primary", "secondary"] = "primary" if is_primary else "secondary"
    if st.button(label, type=kind, key=f"{kind}-again"):
        actions.staging.discard(seen.batch, by=user)
        memory.take(f"refused-{seen.batch}")
        del st.query_params["batch"]
        st.rerun()


def _load(
    user: User,
    seen: Review,
    ticked: Sequence[frozenset[str]],
    *,
    good_rows_only: bool,
) -> None:
    if confirming.missing(seen.files, ticked):
        st.error("Tick each line under Please confirm first, or start again.")
        return
    consents = confirming.consents(seen.files, ticked, good_rows_only=good_rows_only)
    with st.spinner(LOADING, show_time=True):
        reports = importing.load(user, seen.batch, consents)
    if any(report.upload_id is None for _, report in reports):
        st.error("Something has changed since the files were checked. Look again.")
        return
    memory.keep("left-out", [one for one in seen.files if one.report.problems])
    del st.query_params["batch"]
    st.query_params["loaded"] = ",".join(str(r.upload_id) for _, r in reports)
    st.rerun()
