"""Settings: record a threshold rule, after a look at what it would change."""

from dataclasses import replace
from datetime import date

import streamlit as st

from lib import actions, queries
from lib.actions.thresholds import MOST_PERCENT, Limit
from lib.analysis import frame, rule_preview
from lib.analysis.words import be, capital, counted, listing, number
from lib.domain.dates import month_name, period_end, uk
from lib.domain.free_text import LINE
from lib.domain.measures import Key
from lib.domain.roles import Permission
from lib.domain.threshold import BASIS_WORDS, ThresholdRule
from lib.domain.users import User
from lib.ui import caching, context, editing, forms
from lib.ui.markup import esc
from lib.ui.settings_values import for_whom
from lib.ui.views import View

NAMED = 10  # practices that a line of the preview names


def show(user: User) -> None:
    st.header("Limits of the measures", anchor=False)
    names = context.icbs(user)
    for rule in [
        rule
        for key in Key
        for rule in caching.figures(queries.threshold.rules, user, key)
    ]:
        st.markdown(f"- {esc(capital(rule.worded(names)))}. {esc(rule.source)}")
    if not user.may(Permission.SET_RULES):
        return
    with st.expander("Record another rule"):
        st.write("Earlier months keep the rule of their time.")
        _form(user)


def _form(user: User) -> None:
    form = editing.edit("threshold", 0, "source")
    whose = for_whom(user, form.key("icb"))
    percent = st.number_input(
        "Limit, per cent (of patients more than it; of online accounts at or above)",
        min_value=1,
        max_value=MOST_PERCENT,
        value=50,
        key=form.key("percent"),
        width=forms.WIDE,
    )
    basis = st.selectbox(
        "Of",
        list(BASIS_WORDS),
        format_func=BASIS_WORDS.__getitem__,
        key=form.key("basis"),
        width=forms.WIDE,
    )
    typed = forms.day_box("From", form.key("from"))
    source = st.text_input(
        "Source: a minute, a letter, its date", max_chars=LINE, key=form.key("source")
    )
    limit = Limit(int(percent), basis, date.min, source)
    with forms.told():
        from_on = forms.read_day(typed)
        if from_on:
            _preview(user, whose, replace(limit, from_on=from_on))
    if st.button("Record the rule", key=form.key("record")):
        with editing.saving(form, "The rule is on record."):
            day = forms.needed_day(typed, "Say from which day")
            actions.thresholds.record(whose, replace(limit, from_on=day), by=user)


def _preview(user: User, icb_code: str | None, limit: Limit) -> None:
    """The newest month, as the rule would judge it."""
    months = caching.figures(queries.periods.months, user, icb_code)
    if not months:
        st.write("There are no figures yet that it would judge.")
        return
    month = months[0]
    if limit.measure is Key.ACCESS:
        st.write(
            "It sets the limit of online accounts with access, in the list of them."
        )
        return
    rule = ThresholdRule(
        icb_code=icb_code, sequence=0, recorded_by=user.email, **vars(limit)
    )
    rows = frame.expected(View(user, month, icb_code).now)
    if icb_code is None:
        rows = rows[~rows["icb_code"].isin(_with_their_own(user))]
    found = rule_preview.preview(rows, rule)
    when = "" if limit.from_on <= period_end(month) else ", if it held then"
    st.markdown(
        f"**What it would change in {month_name(month)}{when}:**"
        f" {counted(found.over_then, 'practice')} over instead of"
        f" {number(found.over_now)}. {_untold(found.untold_then)}"
        f" It holds from {uk(limit.from_on)}.\n"
        f"- Newly over: {_named(found.newly_over)}\n"
        f"- No longer over: {_named(found.no_longer_over)}"
    )


def _with_their_own(user: User) -> set[str]:
    """ICBs that a rule for all would leave as they are."""
    rules = caching.figures(queries.threshold.rules, user)
    return {rule.icb_code for rule in rules if rule.icb_code}


def _untold(count: int) -> str:
    if not count:
        return ""
    return f"Of {counted(count, 'practice')} it {be(1)} not to be told."


def _named(names: list[str]) -> str:
    if not names:
        return "none."
    more = len(names) - NAMED
    shown = [*names[:NAMED], *([f"{number(more)} more"] if more > 0 else [])]
    return f"{esc(listing(shown))}."
