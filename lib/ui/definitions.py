"""Terms and rules on screen, each with its sources; links open in a new tab."""

import re
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd
import streamlit as st

from lib.analysis.online_accounts import NOT_TURNED_ROUND, TWO_MEASURES
from lib.documents.tables import Column, Kind
from lib.domain.dates import period_of, today
from lib.domain.definitions import Section, Term
from lib.domain.measures import Key
from lib.domain.reported import ReportedMeasure
from lib.domain.sources import NOT_KNOWN, QUOTATION, QUOTED_FROM, Source
from lib.domain.threshold import ThresholdRule, in_force, limit_words
from lib.ui import markup, tables
from lib.ui.markup import esc

RULES = (
    Column("from_on", "From", Kind.DAY),
    Column("measure", "Measure"),
    Column("limit", "Limit"),
    Column("whose", "Whose"),
    Column("now", "In force now", Kind.YES_NO),
    Column("source", "Source"),
)


def reported_rule(sections: Sequence[Section]) -> None:
    """The rule, after the way to each section below."""
    markup.lead(
        "The 50% rule is shown as reported.",
        " The document has not been seen; two trade papers quoted it in February 2023.",
    )
    links = " · ".join(f"[{esc(one.heading)}](#{_place(one)})" for one in sections)
    st.markdown(f"On this page: {links}.")
    st.header("The 50% rule", anchor=False)
    st.markdown(f"> {esc(QUOTATION)}")
    st.markdown(_sources(QUOTED_FROM))
    st.markdown(
        "The papers report more than 50%, so exactly half is not over. What is **not"
        " known**:\n" + "".join(f"- {esc(each)}\n" for each in NOT_KNOWN)
    )
    st.markdown(
        "A count of patients with a 104 is **not the number without access**: the"
        " reasons stand under What is counted."
    )


def measures(found: Sequence[ReportedMeasure]) -> None:
    """What each counts, in its source's words, and how the two differ."""
    st.header("Measures, as reported", anchor=False)
    st.markdown(
        "Which of them an ICB goes by, and from when, is set under Settings. On either"
        " side of a limit is a fact about a count; no side is good or bad."
    )
    for each in found:
        source = Source(each.source, each.source_dated, each.source_address)
        with st.container(gap="xxsmall"):
            st.subheader(esc(each.title), anchor=False)
            st.markdown(
                f"{esc(each.numerator.capitalize())}, of {esc(each.denominator)}."
                f" **{esc(each.label.capitalize())}:** {esc(each.wording)}"
            )
            st.markdown(_sources([source]))
    st.markdown(f"**How they differ.** {esc(TWO_MEASURES)} {esc(NOT_TURNED_ROUND)}")


def rules(found: Sequence[ThresholdRule], titles: Mapping[str, str]) -> None:
    """Those in force now and those before, newest first; `titles` of the measures."""
    st.header("Limits in force, and before", anchor=False)
    pairs = {(rule.icb_code, Key(rule.measure)) for rule in found}
    now = {
        rule.id
        for whose, key in pairs
        if (rule := in_force(found, whose, period_of(today()), key))
    }
    listed = list(reversed(found))
    frame = pd.DataFrame(
        {
            "from_on": [rule.from_on for rule in listed],
            "measure": [titles[rule.measure] for rule in listed],
            "limit": [limit_words(rule) for rule in listed],
            "whose": [rule.icb_code or "National default" for rule in listed],
            "now": [rule.id in now for rule in listed],
            "source": [rule.source for rule in listed],
        }
    )
    tables.plain(frame, RULES, "Limits of the measures")
    st.markdown("An ICB's own rule goes before the default. Old months keep theirs.")


def section(one: Section) -> None:
    st.header(one.heading, anchor=_place(one))
    for term in one.terms:
        _term(term)


def _place(one: Section) -> str:
    """What the address calls it."""
    return re.sub(r"[^a-z0-9]+", "-", one.heading.lower()).strip("-")


def _term(term: Term) -> None:
    with st.container(gap="xxsmall"):
        st.subheader(esc(term.name), anchor=False)
        st.markdown(esc(term.words))
        is_linked = any(source.address for source in term.sources)
        # Captions are too pale for links.
        write = st.markdown if is_linked else st.caption
        write(_sources(term.sources))


def _sources(sources: Iterable[Source]) -> str:
    return f"Source: {'; '.join(markup.source(each) for each in sources)}."
