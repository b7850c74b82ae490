"""The map's page: which areas, shaded by what, the map and the table that says the same."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import streamlit as st

from lib import queries
from lib.analysis import areas, frame
from lib.analysis.areas import NAMES, Shade
from lib.analysis.position import Position
from lib.documents.tables import Column, Kind
from lib.domain.roles import Permission
from lib.domain.users import User
from lib.ingest import boundaries
from lib.ingest.boundaries import Boundaries, Found, Level
from lib.ui import caching, captions, context, filters, map_chart, tables
from lib.ui.markup import esc
from lib.ui.views import View

OF = {Level.ICB: "icb_code", Level.SUB_ICB: "sub_icb_code"}
WHERE = {
    Level.ICB: "Integrated Care Boards, with the property ICB26CD or like it",
    Level.SUB_ICB: "Sub Integrated Care Board Locations, with SICBL23CD or like it",
}
COLUMNS = [
    Column("practices", "Practices", Kind.COUNT),
    Column("reported", "Reported", Kind.COUNT),
    Column("over", "Over", Kind.COUNT),
    Column("share_over", "Per cent over", Kind.RATE),
    Column("patients", "Patients with a 104", Kind.COUNT, hidden_by="all_hidden"),
    Column("list_size", "Of", Kind.COUNT, hidden_by="all_hidden"),
    Column("rate", "Per cent of patients", Kind.RATE, hidden_by="all_hidden"),
]
LEVELS: list[Level] = list(Level)
SHADES: list[Shade] = list(Shade)
MAP_WIDTH, TABLE_WIDTH = 400, 660


@dataclass(frozen=True)
class Chosen:
    level: Level
    shade: Shade


def choose() -> Chosen:
    """Within the row of filters."""
    level = st.selectbox(
        "Areas", LEVELS, key="areas", bind="query-params", width=filters.WIDTH
    )
    shade = st.selectbox(
        "Shaded by",
        SHADES,
        format_func=NAMES.__getitem__,
        key="shaded",
        bind="query-params",
        width=420,
    )
    return Chosen(level, shade)


def show(view: View, chosen: Chosen) -> None:
    found = _found(view.user, boundaries.FOLDER)
    may_mend = view.user.may(Permission.IMPORT_REFERENCE)
    for refused in found.refused if may_mend else ():
        st.warning(f"A file of boundaries was left out. {esc(refused)}")
    for position in view.positions:
        captions.basis_heading(view, position.basis, st.header)
        _areas(view, chosen, position, found)
    st.caption(
        "Shades are shares, not a ranking: areas differ in size and in practices."
    )
    captions.rule_line(view)


def _areas(view: View, chosen: Chosen, position: Position, found: Found) -> None:
    table = _table(view, chosen, position)
    if table.empty:
        st.write("No practice is expected in this month.")
        return
    words = areas.sentence(table, chosen.shade)
    st.write(esc(words))
    fitting = found.best(chosen.level, set(table["ons_code"].dropna()))
    with st.container(horizontal=True, gap="medium"):
        with st.container(width=MAP_WIDTH):
            _map(table, chosen, fitting, words)
        with st.container(width=TABLE_WIDTH):
            notes = view.notes(f"Areas: {chosen.level}", position.basis)
            columns = [Column("group", chosen.level, Kind.LINK), *COLUMNS]
            key = f"areas-{position.basis}"
            tables.show(key, table, columns, notes, view.user)


def _table(view: View, chosen: Chosen, position: Position) -> pd.DataFrame:
    """With names, ONS codes, and the list of practices that each leads to."""
    rows = frame.on_basis(view.now, position.basis)
    column = OF[chosen.level]
    table = areas.by(rows, column)
    names = caching.figures(queries.organisations.names, view.user)
    shown = filters.shown(table["code"], names)
    ons = caching.figures(queries.organisations.ons_codes, view.user)
    asked = "icb" if chosen.level is Level.ICB else filters.SUB_ICB.key
    addresses = {
        code: context.address("over_threshold", **{asked: name})
        for code, name in shown.items()
    }
    named = table.assign(
        group=[shown.get(code, code) for code in table["group"]],
        ons_code=table["code"].map(ons),
        address=table["code"].map(addresses).fillna(""),
        last=table["code"].isna(),
    )
    return named.sort_values(["last", "group"], ignore_index=True)


def _map(
    table: pd.DataFrame, chosen: Chosen, fitting: Boundaries | None, words: str
) -> None:
    if fitting is None:
        _where_to_put(chosen.level)
        return
    is_drawn = table["ons_code"].isin(fitting.shapes.keys())
    if is_drawn.any():
        chart = map_chart.choropleth(table, fitting.shapes, chosen.shade)
        st.altair_chart(chart, theme=None, alt=words)
        if table.loc[is_drawn, chosen.shade].isna().any():
            st.caption("Grey with a dashed edge: no data to show.")
    missing = areas.without_outline(table, set(table.loc[is_drawn, "code"]))
    st.caption(esc(f"Boundaries: {fitting.file_name}. {missing}".strip()))


def _where_to_put(level: Level) -> None:
    st.info(
        f"No boundaries of this kind are here, so there is the table alone. Whoever runs"
        f" the server puts a GeoJSON file into `data/local/boundaries`: that of the"
        f" Office for National Statistics, {WHERE[level]}, super-generalised (BSC), in"
        " longitude and latitude. Its name does not matter; it is known by its ONS codes."
    )


def _found(user: User, folder: Path) -> Found:
    """Read anew once a file comes, goes or changes."""
    stamps = tuple(
        (path.name, each.st_mtime_ns, each.st_size)
        for path in boundaries.paths(folder)
        if (each := path.stat())
    )
    return caching.ask(_read, user, str(folder), stamps)


def _read(_user: User, folder: str, _stamps: object) -> Found:
    return boundaries.read_folder(Path(folder))
