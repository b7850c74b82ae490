"""The parts of the overview: where each count stands, and what changed."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from lib.analysis import chart_words, sentences, what_changed
from lib.analysis.position import Measure, Position
from lib.analysis.words import capital, counted, number
from lib.domain.dates import month_name
from lib.domain.definitions import SECTIONS
from lib.domain.figure_query import About
from lib.ui import (
    captions,
    charts,
    context,
    markup,
    menu,
    over,
    under_query,
)
from lib.ui.markup import Stat
from lib.ui.views import View

NAMED = 5  # practices that a line of changes names
# Terms beside the cards whose labels do not say it all.
MEANS = {
    "patients": "Active 104",
    "newly-over": "Newly over, newly under",
    "near": "Near",
}
NOT_ACCESS = "This is not the number without access."
CHECK_SEARCH = "Check that the search for patients at risk came first."


def stats(position: Position, grid: Any) -> None:
    """Six cards, each with its change, a year in small, and the list behind it."""
    for key, label, measure, which in (
        ("over", "Practices over the threshold", position.over, over.EVERY),
        ("patients", "Patients with an active 104", position.patients, None),
        ("newly-over", over.NEW, position.newly_over, over.NEW),
        ("newly-under", over.UNDER, position.newly_under, over.UNDER),
        ("near", over.NEAR, position.nearly_over, over.NEAR),
        ("lasting", over.LASTING, position.lasting, over.LASTING),
    ):
        shown = Stat(
            label,
            _value(position, measure, is_patients=which is None),
            capital(sentences.change(measure)),
            _note(measure)
            if which
            else f"{NOT_ACCESS} {sentences.not_shown(position.hidden)}",
            menu.OVER,
            _link(measure, which),
            _asked(which),
            _meaning(MEANS.get(key)),
        )
        with grid.cell():
            markup.stat(f"{position.basis}-{key}", shown, _spark(measure, label))


def _meaning(term: str | None) -> str:
    """In the words of the page Definitions."""
    terms = (each for section in SECTIONS for each in section.terms)
    return next((each.words for each in terms if each.name == term), "")


def _value(position: Position, measure: Measure, *, is_patients: bool) -> str:
    if measure.now is None:
        return "Not shown" if is_patients and position.hidden else "No data"
    about = "About " if is_patients and position.in_shown_numbers else ""
    return f"{about}{number(measure.now)}"


def _link(measure: Measure, which: str | None) -> str:
    """What the link leads to."""
    if which is None:
        return "See those over, most patients first"
    if not measure.now:
        return "See the list"
    if measure.now == 1:
        return "See the practice"
    return f"See the {counted(measure.now, 'practice')}"


def _asked(which: str | None) -> dict[str, str]:
    if which is None:
        return {"sort": over.SORTS["excluded"]}
    return {} if which == over.EVERY else {"only": which}


def _note(measure: Measure) -> str:
    known = [point for point in measure.series if point.value is not None]
    if not known:
        return "No figures for the last twelve months."
    highest = max(known, key=lambda point: point.value or 0)
    first = known[0]
    return (
        f"{month_name(first.period)}: {number(first.value or 0)}."
        f" Highest: {number(highest.value or 0)}, in {month_name(highest.period)}."
    )


def _spark(measure: Measure, label: str) -> Callable[[], Any]:
    return partial(
        charts.show,
        chart_words.series_sentence(measure, label),
        charts.sparkline,
        measure,
    )


def changes(view: View) -> None:
    """A few lines on what is different since the month before, for each basis."""
    st.header("What changed", anchor=False)
    for position in view.positions:
        captions.basis_heading(view, position.basis)
        _changes(view, position)
    st.caption("Practice names open in a new tab.")


def _changes(view: View, position: Position) -> None:
    found = view.changes(position.basis)
    if not found:
        st.write("Nothing crossed the threshold, and nothing moved by 20 points.")
        return
    known = under_query.known(view.user, About.FIGURE)
    asked = {code: day for (code, month), day in known.items() if month == view.period}
    st.markdown("\n".join(_line(change, asked) for change in found))


def _line(change: what_changed.Change, asked: Mapping[str, date]) -> str:
    """`asked`: since when the figures of the month are under query."""
    named = ", ".join(
        f"[{markup.esc(name)}]({context.practice_address(code)})"
        + (f" ({under_query.words(asked[code])})" if code in asked else "")
        for code, name in change.practices[:NAMED]
    )
    more = max(len(change.practices) - NAMED, 0)
    others = f" and {number(more)} more" if more else ""
    if change.unnamed:
        others += f"{',' if named else ''} {number(change.unnamed)} without a name"
    fell = change.words.endswith(what_changed.FELL_FAST)
    advice = f". {CHECK_SEARCH}" if fell else ""
    return f"- **{change.words}:** {named}{others}{advice}"
