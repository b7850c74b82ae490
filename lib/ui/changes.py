"""The page of what has changed since the last visit, or since a day that is typed."""

import streamlit as st

from lib import actions
from lib.analysis.words import capital
from lib.casework import changes
from lib.casework.changes import Line, Part, Since
from lib.domain.dates import today, uk
from lib.domain.errors import RuleBroken
from lib.domain.roles import Permission
from lib.domain.users import User
from lib.ui import caching, context, forms, markup, memory
from lib.ui.markup import esc

NO_VISIT = (
    "No earlier visit of yours is on record. Type a day to see what has changed since."
)


def note_visit(user: User) -> None:
    """At the first page of a session; who looks as somebody else leaves none."""
    key = f"visited-{user.email}-{today()}"
    if not memory.look(key):
        actions.visits.note(by=user)
        memory.keep(key, value=True)


def show(user: User, icb_code: str | None) -> None:
    since = _since(user)
    if since is None:
        markup.lead(NO_VISIT)
        return
    found: list[Part] = caching.ask(_parts, user, icb_code, since)
    markup.lead(
        f"Since {uk(since.on)}, by when it became known",
        "." if found else ": nothing has changed.",
    )
    for part in found:
        st.header(part.title, anchor=False)
        lines = [f"- {_line(line)}" for line in part.lines]
        if part.more:
            lines.append(f"- and {part.more} more")
        st.markdown("\n".join(lines))
    if not user.may(Permission.SEE_EXACT):
        st.caption("Numbers of patients are on the pages of the practices.")


def _parts(user: User, icb_code: str | None, since: Since) -> list[Part]:
    return changes.parts(user, icb_code, since)


def _since(user: User) -> Since | None:
    """The day in the address, else the last visit."""
    last = changes.last_visit(user)
    typed = st.text_input(
        "Show what has changed since",
        key="since",
        bind="query-params",
        placeholder=forms.typed(last.on) if last else "DD/MM/YYYY",
        width=240,
        help="Empty: since your last visit, on an earlier day than this.",
    )
    try:
        on = forms.read_day(typed)
    except RuleBroken as problem:
        st.error(esc(problem))
        return last
    return last if on is None else changes.since_day(user, on)


def _line(line: Line) -> str:
    if not line.ods_code:
        return esc(capital(line.words))
    address = context.practice_address(line.ods_code)
    named = f"[{esc(line.name)}]({address})"
    return f"{named}: {esc(line.words)}" if line.words else named
