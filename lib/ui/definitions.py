"""Terms and rules on screen, each with its sources; links open in a new tab."""

from collections.abc import Iterable, Sequence

import pandas as pd
import streamlit as st

from lib.documents.tables import Column, Kind
from lib.domain.dates import period_of, today
from lib.domain.definitions import Section, Term
from lib.domain.sources import NOT_KNOWN, QUOTATION, QUOTED_FROM, Source
from lib.domain.threshold import ThresholdRule, in_force, limit_words
from lib.ui import markup, tables
from lib.ui.markup import esc

RULES = (
    Column("from_on", "From", Kind.DAY),
    Column("limit", "Over the threshold is"),
    Column("whose", "Whose"),
    Column("now", "In force now", Kind.YES_NO),
    Column("source", "Source"),
)


def reported_rule() -> None:
    markup.lead(
        "The 50% rule is shown as reported.",
        " The document has not been seen; two trade papers quoted it in February 2023.",
    )
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


def rules(found: Sequence[ThresholdRule]) -> None:
    """Those in force now and those before, newest first."""
    st.header("Thresholds in force, and before", anchor=False)
    now = {
        rule.id
        for whose in {rule.icb_code for rule in found}
        if (rule := in_force(found, whose, period_of(today())))
    }
    listed = list(reversed(found))
    frame = pd.DataFrame(
        {
            "from_on": [rule.from_on for rule in listed],
            "limit": [limit_words(rule) for rule in listed],
            "whose": [rule.icb_code or "National default" for rule in listed],
            "now": [rule.id in now for rule in listed],
            "source": [rule.source for rule in listed],
        }
    )
    tables.plain(frame, RULES, "Threshold rules")
    st.markdown("An ICB's own rule goes before the default. Old months keep theirs.")


def section(one: Section) -> None:
    st.header(one.heading, anchor=False)
    for term in one.terms:
        _term(term)


def _term(term: Term) -> None:
    with st.container(gap="xxsmall"):
        st.subheader(esc(term.name), anchor=False)
        st.markdown(esc(term.words))
        is_linked = any(source.address for source in term.sources)
        # Captions are too pale for links.
        write = st.markdown if is_linked else st.caption
        write(_sources(term.sources))


def _sources(sources: Iterable[Source]) -> str:
    named = "; ".join(_source(each) for each in sources)
    return f"Source: {named}."


def _source(source: Source) -> str:
    title = esc(source.title)
    linked = f"[{title}]({source.address})" if source.address else title
    return f"{linked}, {source.dated}"
