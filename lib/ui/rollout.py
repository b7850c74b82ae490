"""The parts of the page on the rollout: stages, list, calendar, crossing, suppliers."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from lib.analysis import frame, rollout, rollout_words
from lib.analysis.rollout import NOT_OVER, OVER, UNTOLD, Rollout
from lib.analysis.words import counted, number
from lib.documents.tables import Column, Kind
from lib.domain.files import Basis
from lib.domain.rollout_position import Stage
from lib.domain.threshold import BASIS_WORDS
from lib.ui import filters, folds, markup, memory, tables
from lib.ui.filters import FLAG, STAGE
from lib.ui.markup import esc
from lib.ui.views import View

FLAGS = {OVER: "Over", NOT_OVER: "Not over", UNTOLD: "Cannot be told"}
PLACE = (filters.SUB_ICB, filters.PCN, filters.SUPPLIER, filters.LMC)
NONE = "not said"
SYSTEM = Column("supplier", "System")
LISTED = [
    Column("ods_code", "Practice", Kind.PRACTICE),
    SYSTEM,
    Column("stage", "Stage"),
    Column("flag", "Threshold"),
    Column("switch_on", "Switch-on", Kind.DAY, "no day"),
    Column("pause", "Supplier pause", missing=NONE),
    Column("settings", "Settings", missing=NONE),
    Column("enablement", "Enablement", missing=NONE),
    Column("model", "Access model", missing=NONE),
]
DATES = [
    Column("ods_code", "Practice", Kind.PRACTICE),
    Column("planned_on", "Planned", Kind.DAY, NONE),
    Column("announced_on", "Announced", Kind.DAY, NONE),
    Column("actual_on", "Confirmed", Kind.DAY, NONE),
    Column("withdrawn_on", "Withdrawn", Kind.DAY, NONE),
    Column("visible_from", "Entries visible from", Kind.DAY, NONE),
    Column("pause_on", "Pause, its day", Kind.DAY, NONE),
    Column("settings_on", "Settings as of", Kind.DAY, NONE),
    Column("enablement_on", "Enablement, its day", Kind.DAY, NONE),
]
DUE = [
    Column("due_on", "Day", Kind.DAY),
    Column("ods_code", "Practice", Kind.PRACTICE),
    SYSTEM,
    Column("words", "What is due"),
    Column("notice", "Days of notice", Kind.COUNT, "not told"),
    Column("pause", "Supplier pause", missing=NONE),
]
CROSSED = [
    Column("stage", "Stage"),
    *(Column(name, words, Kind.COUNT) for name, words in FLAGS.items()),
    Column("practices", "Practices", Kind.COUNT),
]
SUPPLIERS = [
    Column("system", "System"),
    *(Column(s.name.lower(), str(s), Kind.COUNT) for s in Stage),
    Column("practices", "Practices", Kind.COUNT),
    Column("changed", "Came from another", Kind.COUNT),
]
CHANGED = [
    Column("ods_code", "Practice", Kind.PRACTICE),
    SYSTEM,
    Column("words", "Changed"),
    Column("stage", "Stage on this system"),
]


def narrowed(view: View) -> Rollout:
    """Within the row of filters: what the choices of place leave."""
    found = view.rollout
    table = found.table.assign(masked=False)
    return found.narrowed(filters.narrow(view.user, table, PLACE))


def lead(found: Rollout) -> None:
    markup.lead(*rollout_words.lead(found))
    st.caption(rollout_words.INTENDING)
    if found.unnamed:
        many = counted(sum(found.unnamed.values()), "practice")
        st.write(
            f"{many} may not be named: they count in the stages and are in no list."
        )


def chosen(found: Rollout) -> pd.DataFrame:
    """Of these the rows of one stage, and on one side of the threshold."""
    rows = found.table
    for one, every in ((STAGE, list(Stage)), (FLAG, list(FLAGS))):
        code = filters.choose(one, pd.Series(list(map(str, every))), FLAGS)
        rows = rows if code is None else rows[rows[one.field] == code]
    return rows


def is_chosen() -> bool:
    """Whether a stage or a side of the threshold is asked for: its list comes first."""
    return any(one.key in st.query_params for one in filters.OF_ROLLOUT)


def by_stage(found: Rollout) -> None:
    """Each stage with its count, which leads to its practices."""
    wanted = st.query_params.get(STAGE.key, "")
    with st.container(horizontal=True, key="statuses", vertical_alignment="center"):
        total = int(found.stages["practices"].sum())
        _choice("All", total, filters.ANY, chosen=not wanted)
        for stage, count in found.stages.itertuples(index=False):
            _choice(stage, count, stage, chosen=stage == wanted)


def _choice(label: str, count: int, stage: str, *, chosen: bool) -> None:
    words = f"{label} ({number(count)})"
    if chosen:
        st.markdown(f"**{esc(words)}**", width="content")
    elif count:
        _button(words, {STAGE.key: stage})
    else:
        st.markdown(esc(words), width="content")


def _button(words: str, chosen: Mapping[str, str]) -> None:
    """Choices in the URL are changed by what they are bound to, not by a link."""
    st.button(
        words,
        key=f"choose-{'-'.join(map(str, chosen.values()))}",
        type="tertiary",
        on_click=memory.putting_back({key: str(one) for key, one in chosen.items()}),
    )


def nobody(found: Rollout) -> None:
    if found.table.empty and found.unnamed:
        st.write("No practice may be named to you here.")
    else:
        filters.no_match()


def practices(view: View, found: Rollout, listed: pd.DataFrame) -> None:
    """The switch-on is the day on which it went live, or else the one that stands."""
    st.header("Practices", anchor=False)
    filters.count_line([len(listed)])
    if listed.empty:
        nobody(found)
        return
    live = listed["actual_on"].where(listed["stage"] == Stage.LIVE)
    rows = _worded(listed).assign(switch_on=live.fillna(listed["due_on"]))
    _show(view, "rollout", rows, LISTED, "Rollout by practice")
    if fold := folds.opened("Every date of these practices", "rollout-every"):
        with fold:
            _show(view, "rollout-dates", rows, DATES, "Rollout, every date")


def calendar(view: View, found: Rollout) -> None:
    st.header("Calendar", anchor=False)
    st.write(rollout_words.calendar(found))
    dated = found.calendar
    if dated.empty:
        return
    lines = "".join(f"\n- {rollout_words.week(each)}" for each in rollout.weeks(found))
    st.markdown(f"By week, from Monday to Sunday:{lines}")
    words = [rollout_words.due(row) for row in dated.to_dict("records")]
    rows = _worded(dated).assign(words=words)
    _show(view, "calendar", rows, DUE, "Switch-on days, not confirmed")


def crossing(view: View, found: Rollout) -> None:
    st.header("Stage and threshold", anchor=False)
    every = found.crossing
    for basis in frame.bases(every):
        rows = frame.on_basis(every, basis)
        if view.several_bases:
            st.subheader(f"By {BASIS_WORDS[basis]}", anchor=False)
        st.write(rollout_words.crossing(rows))
        _crossed(view, basis, rows)
    if (found.table["stage"].eq(Stage.LIVE) & found.table["threshold"].eq(OVER)).any():
        _button("Show who is live and over", {STAGE.key: Stage.LIVE, FLAG.key: OVER})


def _crossed(view: View, basis: Basis, rows: pd.DataFrame) -> None:
    notes = view.notes("Stage and threshold", basis)
    tables.show(f"crossing-{basis}", rows, CROSSED, notes, view.user)


def suppliers(view: View, found: Rollout) -> None:
    st.header("By clinical system", anchor=False)
    rows = found.suppliers
    if rows.empty:
        st.write("The system of none is told.")
        return
    st.write(rollout_words.suppliers(rows))
    shown = rows.assign(system=rows["supplier"].map(rollout_words.system))
    _show(view, "suppliers", shown, SUPPLIERS, "Stages by clinical system")
    changed = found.table[found.table["changed_on"].notna()]
    if len(changed):
        words = [rollout_words.change(row) for row in changed.to_dict("records")]
        with st.expander(f"Changed the system: {counted(len(changed), 'practice')}"):
            shown = _worded(changed).assign(words=words)
            _show(view, "changed", shown, CHANGED, "Changes of the clinical system")


def _worded(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(flag=rows["threshold"].map(FLAGS))


def _show(
    view: View, key: str, rows: pd.DataFrame, columns: list[Column], title: str
) -> None:
    tables.show(key, rows, columns, view.notes(title), view.user)
