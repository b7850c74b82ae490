"""NHS England's steps on a practice's page: four small marks, each with its words."""

import pandas as pd
import streamlit as st

from lib import queries
from lib.analysis import national_steps
from lib.domain.users import User
from lib.queries.practices import PracticeFacts
from lib.ui import markup
from lib.ui.markup import esc


def show(user: User, facts: PracticeFacts) -> None:
    """Nothing where the ICB has loaded no list."""
    own = queries.national_steps.of_practice(user, facts.ods_code)
    last = queries.national_steps.last_list(user, facts.icb_code)
    if own.empty and last is None:
        return
    st.header("NHS England's steps", anchor=False)
    if not own.empty:
        marks = national_steps.marks(own)
        shown = {esc(step): esc(mark) for step, mark in marks.items()}
        markup.summary_list("steps", shown, f"Steps of {facts.name}")
    gone = national_steps.gone(own, last)
    st.caption(esc(" ".join(part for part in (gone, _source(own)) if part)))


def _source(own: pd.DataFrame) -> str:
    """The newest list; its file for those who may see files."""
    words = "About online accounts, not about 104 codes."
    if own.empty or pd.isna(own["file_name"].iloc[0]):
        return words
    first = own.iloc[0]
    return f"{words} From {first['file_name']} (upload {first['upload_id']})."
