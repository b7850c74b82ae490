"""The form that corrects one figure of a practice."""

import pandas as pd
import streamlit as st

from lib import actions
from lib.actions.corrections import Correction
from lib.domain.codes import Measure
from lib.domain.dates import month_name
from lib.domain.files import Basis, Counted, Population
from lib.domain.roles import Permission
from lib.ui import forms, words
from lib.ui.practice import Chosen
from lib.ui.views import View

MEASURES = {
    Measure.CODED_104: "Active 104",
    Measure.CODED_106: "106",
    Measure.CODED_103: "103",
    Measure.ADDED: "104 added in the month",
    Measure.SUPERSEDED: "104 superseded by 106 in the month",
}
POPULATIONS = [Population.ALL, Population.AGED_16_PLUS, Population.UNKNOWN]


def form(view: View, practice: Chosen) -> None:
    if not view.user.may(Permission.CORRECT_FIGURES):
        return
    month = month_name(view.period)
    with (
        st.expander(f"Correct one figure of {month}"),
        st.form("correct", border=False),
    ):
        st.write(
            "The old figure stays on record, and the new one needs a reason and its"
            " source. Counts only: no patient details."
        )
        measure = st.selectbox(
            "Figure", list(MEASURES), format_func=MEASURES.__getitem__
        )
        value = st.number_input("Patients", min_value=0, value=None, step=1)
        population = st.selectbox(
            "Counted among patients of",
            POPULATIONS,
            index=POPULATIONS.index(_usual(practice)),
            format_func=words.POPULATIONS.__getitem__,
        )
        source = st.text_input("Who gave the right figure, and when", max_chars=120)
        reason = st.text_input("Why it is corrected", max_chars=300)
        if not st.form_submit_button("Save the figure"):
            return
        if value is None:
            st.error("Type the right number of patients.")
            return
        with forms.feedback(f"The figure for {month} is corrected."):
            correction = Correction(
                practice.facts.ods_code,
                view.period,
                measure,
                int(value),
                reason,
                source,
                Counted.LATEST,
                population,
            )
            actions.corrections.correct(correction, by=view.user)


def _usual(practice: Chosen) -> Population:
    """That of the figure on screen; else the one which the basis asks for."""
    row = practice.row
    if row is None:
        return Population.UNKNOWN
    if row["population"] in POPULATIONS and not pd.isna(row["excluded"]):
        return Population(row["population"])
    sixteen = row["basis"] == Basis.AGED_16_PLUS
    return Population.AGED_16_PLUS if sixteen else Population.ALL
