"""Why a practice is on the list: what its flag rests on, and what would flip it."""

import pandas as pd
import streamlit as st

from lib import queries
from lib.analysis import flips, frame
from lib.analysis.flips import Flip, Flips
from lib.analysis.frame import Row
from lib.analysis.words import capital, number
from lib.domain.dates import london, month_name, uk
from lib.domain.files import Counted, Population
from lib.domain.roles import Permission
from lib.domain.threshold import BASIS_WORDS, State, limit_words
from lib.ui import markup
from lib.ui.markup import esc
from lib.ui.practice import Chosen
from lib.ui.views import View
from lib.ui.words import COUNTED, POPULATIONS

UNTOLD = {
    State.REPORTED: "No threshold applied in {month}.",
    State.NO_DATA: "No count came for {month}.",
    State.SUPPRESSED: "The count for {month} was hidden by its sender.",
    State.NO_DENOMINATOR: "No list size is known for {month}.",
    State.DATA_ERROR: "More patients are counted than are on the list of {month}.",
    State.INCOMPATIBLE: "What was counted for {month} does not fit the basis.",
}


def show(view: View, practice: Chosen, case: Row | None = None) -> None:
    """Value, basis, rule and its from-date, upload and row: what the flag rests on."""
    _flag(view, practice)
    if case is not None and not pd.isna(case["episode_id"]):
        _case(view, int(case["episode_id"]))


def _case(view: View, episode_id: int) -> None:
    """What the case rests on, as it was when somebody first acted."""
    if not view.user.may(Permission.SEE_EXACT):
        return
    episode = queries.episodes.get(view.user, episode_id)
    rule = view.rules.get(episode.rule_id)
    upload = queries.uploads.get(view.user, episode.upload_id)
    of = f"{number(episode.excluded)} of {number(episode.list_size)}"
    pairs = {
        "First month over": month_name(episode.opened_period),
        "Value then": f"{of} {BASIS_WORDS[episode.basis]}",
        "Rule": view.worded(rule) if rule else "a rule of another ICB",
        "Count from": f"upload {upload.id}, {upload.file_name}, row {episode.row}",
        "Worked out": f"{uk(episode.worked_out_on)}, by {episode.opened_by}",
    }
    shown = {name: esc(capital(value)) for name, value in pairs.items()}
    st.markdown("**The case rests on**")
    markup.summary_list("wide-case-ground", shown, "What the case rests on")


def _flag(view: View, practice: Chosen) -> None:
    st.header("Why is this practice here?", anchor=False)
    row = practice.row
    if row is None:
        st.write("It is not: nothing is known of it in this month.")
        return
    st.write(_answer(view, row))
    pairs = {**_rule(view, row), **_list(row), **_count(view, row)}
    shown = {name: esc(capital(value)) for name, value in pairs.items()}
    markup.summary_list("wide-why", shown, "What the flag rests on")
    lists = flips.lists_near(practice.own, view.period)
    _flip(flips.flips(pd.DataFrame([row]), view.rules, lists)[practice.facts.ods_code])


def _answer(view: View, row: Row) -> str:
    if pd.isna(row["over"]):
        reason = UNTOLD[State(row["state"])].format(month=month_name(view.period))
        return f"{reason} So it cannot be told whether the practice is over."
    is_not = "is" if bool(row["over"]) else "is not"
    limit = limit_words(view.rules[int(row["rule_id"])])
    of = f"{number(int(row['list_size']))}"
    if row["hidden"]:
        return f"The count, which is not shown, {is_not} {limit} ({of})."
    if row["least_change"]:
        about = f"About {number(int(row['excluded']))} of {of}"
        return f"{about}: the exact count {is_not} {limit}."
    return f"{number(int(row['excluded']))} of {of} {is_not} {limit}."


def _rule(view: View, row: Row) -> dict[str, str]:
    if pd.isna(row["rule_id"]):
        return {"Rule": "none"}
    rule = view.rules[int(row["rule_id"])]
    return {"Rule": view.worded(rule), "Source of the rule": rule.source}


def _list(row: Row) -> dict[str, str]:
    if pd.isna(row["list_size"]):
        return {"List size": "not known"}
    on = "" if pd.isna(row["list_on"]) else f", {uk(frame.day(row['list_on']))}"
    return {"List size": f"{number(int(row['list_size']))}, {row['list_source']}{on}"}


def _count(view: View, row: Row) -> dict[str, str]:
    counted = COUNTED[Counted(row["counted"])]
    if row["least_change"]:
        return {"Counted": f"{counted}; {POPULATIONS[Population(row['population'])]}"}
    if pd.isna(row["upload_id"]):
        return {"Count from": "no file"}
    upload = queries.uploads.get(view.user, int(row["upload_id"]))
    return {
        "Count from": f"upload {upload.id}, {upload.file_name}, row {row['row']}",
        "Loaded": f"{uk(london(upload.loaded_at).date())}, by {upload.loaded_by}",
        "Counted": f"{counted}; {POPULATIONS[Population(row['population'])]}",
    }


def _flip(flip: Flip) -> None:
    if flip.flips == Flips.UNTOLD:
        return
    st.markdown(f"**{esc(flip.flips.value.capitalize())}.**")
    markup.bullets(capital(line) for line in flip.why)
