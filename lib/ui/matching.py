"""The second step of an import: what a person has to match or say, once."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

import streamlit as st

from lib import queries
from lib.domain.errors import FileRefused
from lib.domain.files import Counted, Kind, Population
from lib.domain.users import User
from lib.ingest import formats
from lib.ingest.formats.counts_headings import FIELDS, LEFT_OUT
from lib.ui import caching, forms, import_form, importing, memory
from lib.ui.importing import Answers, Checked, File
from lib.ui.markup import esc
from lib.ui.words import COUNTED, POPULATIONS

Choice = TypeVar("Choice", Counted, Population)

NOT_MATCHED = "Not matched"
ASKED = ("no-period", "counted-unknown", "population-unknown")


def is_asked(one: Checked) -> bool:
    """Whether a person could tell more of the file than it says."""
    if one.report.already_stored:
        return False
    unmatched = one.report.unmatched_headings or one.report.unmatched_practices
    return bool(unmatched) or any(one.asks(kind) for kind in ASKED)


def ask(user: User, batch: str, files: Sequence[Checked], key: str) -> None:
    """The questions, and the button that reads the files again with the answers."""
    asked = [one for one in files if is_asked(one)]
    st.header("Columns and practices to match", anchor=False)
    chosen = _contents(import_form.choose_files(key))
    gone = [one.report.file_name for one in asked if one.file_hash not in chosen]
    if gone:
        names = ", ".join(esc(name) for name in gone)
        st.markdown(
            f"A file's bytes are not kept. To answer, choose again: **{names}**."
        )
        return
    answers = {
        one.file_hash: (chosen[one.file_hash], _answers(user, one)) for one in asked
    }
    if st.button("Use these answers", key="use-answers"):
        _use(user, batch, answers)


def _contents(files: Sequence[File]) -> dict[str, bytes]:
    contents = [file.getvalue() for file in files]
    return {importing.digest(content): content for content in contents}


def _answers(user: User, one: Checked) -> Answers:
    report, place = one.report, one.file_hash[:12]
    whose = f"for {one.sender}" if one.sender else "for files without a sender"
    st.subheader(esc(report.file_name), anchor=False)
    if report.unmatched_headings or report.unmatched_practices:
        st.markdown(f"What you match is remembered {esc(whose)}.")
    return Answers(
        _headings(one.kind, report.unmatched_headings, place),
        _practices(user, report.unmatched_practices, place),
        import_form.month("Month", f"month-{place}", "Not said")
        if one.asks("no-period")
        else None,
        _say("What was counted as 104", COUNTED, f"counted-{place}")
        if one.asks("counted-unknown")
        else None,
        _say("Of whom", POPULATIONS, f"population-{place}")
        if one.asks("population-unknown")
        else None,
    )


def _headings(kind: Kind, headings: Sequence[str], place: str) -> dict[str, str]:
    fields = _fields(kind)
    chosen = {
        heading: st.selectbox(
            f"Heading “{esc(heading)}” is",
            [None, *fields],
            format_func=lambda field: NOT_MATCHED if field is None else fields[field],
            key=f"heading-{place}-{number}",
            width=forms.WIDE,
        )
        for number, heading in enumerate(headings)
    }
    return {heading: field for heading, field in chosen.items() if field is not None}


def _fields(kind: Kind) -> Mapping[str, str]:
    if kind is Kind.COUNTS:
        return FIELDS
    module = next(each for each in formats.ALL if kind == each.KIND)
    columns = {each.field: each.names[0] for each in getattr(module, "COLUMNS", ())}
    return {**columns, LEFT_OUT: FIELDS[LEFT_OUT]}


def _practices(user: User, texts: Sequence[str], place: str) -> dict[str, str]:
    found = caching.figures(queries.practices.search_options, user)
    labels = dict(zip(found.ods_code, found.label, strict=True))
    chosen = {
        text: st.selectbox(
            f"Practice “{esc(text)}” is",
            list(labels),
            index=None,
            format_func=lambda code: labels.get(code, code),
            placeholder=NOT_MATCHED,
            key=f"practice-{place}-{number}",
            width=forms.WIDE,
        )
        for number, text in enumerate(texts)
    }
    return {text: code for text, code in chosen.items() if code is not None}


def _say(label: str, words: Mapping[Choice, str], key: str) -> Choice | None:
    known = [each for each in words if each.value != Counted.UNKNOWN]
    chosen: Choice | None = st.selectbox(
        label,
        known,
        index=None,
        format_func=lambda each: words[each],
        placeholder="Not said",
        key=key,
        width=forms.WIDE,
    )
    return chosen


def _use(user: User, batch: str, answers: Mapping[str, tuple[bytes, Answers]]) -> None:
    try:
        with st.spinner("Reading the files again"):
            renewed = importing.read_again(user, batch, answers)
    except FileRefused as refusal:
        st.error(esc(refusal))
        return
    memory.keep(f"refused-{renewed}", memory.take(f"refused-{batch}"))
    st.query_params["batch"] = renewed
    st.rerun()
