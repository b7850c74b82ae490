"""The parts that pages are made of: tags, lines, lists, cards, in words and spacing."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import streamlit as st

from lib.analysis.words import capital
from lib.domain.sources import Source

TAGS = {
    "overdue": "red",
    "Missing": "red",
    "Must fix": "red",
    "Overdue": "red",
    "off track": "orange",
    "Late": "orange",
    "No longer needed": "orange",
    "Over the cap": "orange",
    "Changes requested": "orange",
    "Safety check": "orange",
    "Ground is gone": "orange",
    "Please confirm": "orange",
    "Undelivered": "orange",
    "query open": "orange",
    "returned": "orange",
    "Closure proposed": "blue",
    "Requested": "blue",
    "Received": "blue",
    "In review": "blue",
    "Now": "blue",
    "Part done": "blue",
    "To do": "blue",
    "Over the threshold": "blue",
    "Changed": "blue",
    "Not asked": "gray",
    "Plan not asked for": "gray",
    "Required, not requested": "gray",
    "Small list": "gray",
    "Withdrawn": "gray",
}

READ = 716  # pixels of a line that is read

_SPECIAL = re.compile(r"([\\`*_\[\]<>#:$~|&!])")
# A backslash does not stop bare addresses, e-mails and :icons:; a word joiner does.
_JOIN = re.compile(r"(:|@|www)(?=\S)", re.IGNORECASE)


def esc(text: object) -> str:
    """For every name and free text that goes into Markdown."""
    joined = _JOIN.sub("\\1\u2060", " ".join(str(text).split()))
    return _SPECIAL.sub(r"\\\1", joined)


def tag(status: str) -> str:
    """Only work to do has a colour. "Agreed, off track": plain word, orange tag."""
    head, _, suffix = status.partition(", ")
    if suffix in TAGS:
        return f"{tag(head)} :{TAGS[suffix]}-badge[{esc(suffix.capitalize())}]"
    colour = TAGS.get(status, TAGS.get(head))
    words = esc(capital(status))
    return f":{colour}-badge[{words}]" if colour else esc(status)


def mark(words: str) -> str:
    """On a figure: that it is under query, and since when."""
    return f":orange-badge[{esc(capital(words))}]"


def lead(bold: str, rest: str = "") -> None:
    """One bold fact, then what waits; `rest` begins with its own space or comma."""
    with st.container(key="lead"):
        gap = " " if rest[:1].isspace() else ""
        st.markdown(f"**{esc(bold)}**{gap}{esc(rest)}")


def lead_markdown(words: str, key: str = "") -> None:
    """A lead that the analysis has written, its bold part marked."""
    with st.container(key=f"lead-{key}"):
        st.markdown(words)


def summary_list(key: str, pairs: Mapping[str, str], alt: str) -> None:
    """Name and value in two columns; the values are Markdown. A key that begins with
    "wide-" has a narrow first column."""
    with st.container(key=f"sl-{key}"):
        st.table(dict(pairs), border="horizontal", alt=alt)


def bullets(lines: Iterable[str]) -> None:
    """Nothing where there is none."""
    listed = "".join(f"- {esc(line)}\n" for line in lines)
    if listed:
        st.markdown(listed)


def table(rows: Sequence[Mapping[str, str]], alt: str) -> None:
    """By their headings; the cells are Markdown."""
    st.table(list(rows), border="horizontal", hide_index=True, alt=alt)


def source(of: Source) -> str:
    """Its title, which leads to it, and its date."""
    linked = f"[{esc(of.title)}]({of.address})" if of.address else esc(of.title)
    return f"{linked}, {esc(of.dated)}"


class Stat(NamedTuple):
    """A figure, its change in words, what to know about it, and where it leads; `means`
    is what its label says, where that is a term."""

    label: str
    value: str
    change: str
    note: str
    page: str | Path
    link: str
    asked: Mapping[str, str] = {}
    means: str = ""


def stat(key: str, shown: Stat, draw: Callable[[], Any] | None = None) -> None:
    """One card of `st.grid(4, min_column_width=260)`; `draw` makes its small chart."""
    with st.container(height="stretch", gap="xxsmall", key=f"stat-{key}"):
        st.metric(shown.label, shown.value, help=esc(shown.means) or None)
        st.markdown(esc(shown.change))
        if draw:
            with st.container(key=f"spark-{key}"):
                draw()
        st.caption(esc(shown.note))
        st.page_link(shown.page, label=shown.link, query_params=dict(shown.asked))


def empty_state(heading: str, advice: str) -> Any:
    """What is true and what to do; add the one button: `with empty_state(...):`."""
    box = st.container(border=True)
    box.header(heading, anchor=False)
    box.write(esc(advice))
    return box


def error_summary(bold: str, problems: Sequence[str]) -> None:
    """Above all else, on a file; each problem is said again where it is."""
    with st.container(key="errors"):
        st.header("There is a problem", anchor=False)
        items = "".join(f"\n- {esc(problem)}" for problem in problems)
        st.markdown(f"**{esc(bold)}** Nothing has been stored.{items}")


class Step(NamedTuple):
    what: str
    when: str
    who: str = ""
    reason: str = ""


def timeline(key: str, steps: Iterable[Step]) -> None:
    for place, step in enumerate(steps):
        with st.container(key=f"tl-{key}-{place}", gap=None):
            st.markdown(f"**{esc(step.what)}**")
            st.caption(" · ".join(esc(part) for part in step[1:3] if part))
            if step.reason:
                with st.expander("Reason"):
                    st.text(step.reason)


def task(key: str, title: str, note: str, status: str) -> None:
    """A row of a task list: what on the left, its state on the right."""
    with st.container(key=f"row-{key}"):
        left, right = st.columns([4, 1], vertical_alignment="center")
        with left, st.container(gap=None):
            st.markdown(f"**{esc(title)}**")
            st.caption(esc(note))
        right.markdown(tag(status))
