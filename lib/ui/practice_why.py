"""Why a practice is on the list: what its flag rests on, and what would flip it."""

import pandas as pd
import streamlit as st

from lib import queries
from lib.analysis import flips, frame
from lib.analysis.flips import Flip, ListOn
from lib.analysis.words import number
from lib.domain.dates import london, shift, uk
from lib.domain.files import Basis
from lib.domain.threshold import State, limit_words
from lib.ui import markup
from lib.ui.markup import esc
from lib.ui.practice import Chosen
from lib.ui.views import View


def show(view: View, practice: Chosen) -> None:
    """Value, basis, rule and its from-date, upload and row: what the flag rests on."""
    row = practice.row
    st.header("Why is this practice here?", anchor=False)
    if row is None or row["state"] != State.REPORTED or row["percent"] is pd.NA:
        st.write("No flag can be told for this month, and none is shown.")
        return
    rule = view.rules[int(row["rule_id"])]
    excluded, patients = int(row["excluded"]), int(row["list_size"])
    is_not = "is" if bool(row["over"]) else "is not"
    st.write(f"{number(excluded)} of {number(patients)} {is_not} {limit_words(rule)}.")
    upload = queries.uploads.get(view.user, int(row["upload_id"]))
    pairs = {
        "Rule": rule.words,
        "Rule from": rule.source,
        "List size": f"{row['list_source']}, {uk(frame.day(row['list_on']))}"
        if row["list_on"] is not pd.NaT
        else str(row["list_source"]),
        "Count from": f"upload {upload.id}, {upload.file_name}, row {row['row']}",
        "Loaded": f"{uk(london(upload.loaded_at).date())}, by {upload.loaded_by}",
        "Counted": f"{upload.counted}; of {upload.population}",
    }
    shown = {name: esc(value) for name, value in pairs.items()}
    markup.summary_list("why", shown, "What the flag rests on")
    flip = flips.flips(
        pd.DataFrame([row]), view.rules, {practice.facts.ods_code: _lists(practice)}
    )[practice.facts.ods_code]
    _flip(flip)


def _flip(flip: Flip) -> None:
    st.markdown(f"**{esc(flip.flips.value.capitalize())}.**")
    if flip.why:
        st.markdown("\n".join(f"- {esc(line)}" for line in flip.why))


def _lists(practice: Chosen) -> list[ListOn]:
    """The lists of the months around, on the basis of the rule in force."""
    row = practice.row
    if row is None:
        return []
    months = [pd.Timestamp(shift(frame.day(row["period"]), n)) for n in (-1, 1)]
    near = practice.own[practice.own["period"].isin(months)]
    column = "registered" if row["basis"] == Basis.REGISTERED else "aged_16_plus"
    found = near[[f"{column}_on", column]].dropna()
    return [
        ListOn(frame.day(on), int(patients))
        for on, patients in zip(found[f"{column}_on"], found[column], strict=True)
        if on != row["list_on"]
    ]
