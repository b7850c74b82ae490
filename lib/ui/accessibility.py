"""The accessibility statement: what was checked and how, what falls short, the way round."""

from typing import NamedTuple

import streamlit as st

from lib.ui import markup
from lib.ui.markup import esc


class Shortcoming(NamedTuple):
    what: str
    criterion: str
    way_round: str


CHECKED = """\
- **By a program:** the pages of the menu, by the rules of axe for WCAG 2.0, 2.1 and 2.2,
  A and AA, in light and dark, 1280 and 820 pixels wide, with fold-outs open; headings in
  order; words and a table with each chart. One finding stops a release.
- **By keyboard alone:** from the link that skips the menu through the filters of a list
  to a practice; every stop has a visible outline.
- **At 400%:** at 320 pixels wide a page scrolls down only. Wide tables scroll within
  themselves.
- **By eye:** text within charts, which a program cannot judge.

**Not yet tried** with people who use screen readers, speech or magnifiers, and not
audited from outside."""
SHORTCOMINGS = (
    Shortcoming(
        "Long tables are a grid drawn on a canvas: a screen reader does not read it cell"
        " by cell, and its column menus need a mouse.",
        "1.3.1, 2.1.1, 4.1.2",
        "“Plain table” above the grid turns it into a real table. CSV and Excel files"
        " hold the same rows.",
    ),
    Shortcoming(
        "The letters r and c, pressed outside a field, run the page again or offer to"
        " clear its memory, and cannot be switched off.",
        "2.1.4",
        "Nothing that is saved is lost: press Escape. In a field they are letters.",
    ),
    Shortcoming(
        "After a choice the page is drawn anew. That is not announced.",
        "4.1.3",
        "The page keeps its order: what came of it follows the heading of level 1."
        " Errors and what was saved are announced.",
    ),
    Shortcoming(
        "Links within tables and sentences open a new tab, which is said once beside"
        " them and not at each link.",
        "none at AA",
        "“Find a practice” above opens a practice in the same tab.",
    ),
    Shortcoming(
        "The points of a chart cannot be reached one by one.",
        "none: it has a text",
        "“Show these figures as a table” under each chart.",
    ),
)
CONTACT = """\
Tell your ICB's contact for accessibility, or whoever gave you your account: which page,
what you wanted to do, and what you use. Ask there too for anything in another form. If
you are not content with the answer, contact the
[Equality Advisory and Support Service](https://www.equalityadvisoryservice.com/). The
Equality and Human Rights Commission enforces the regulations."""


def statement() -> None:
    markup.lead(
        "Partly compliant with WCAG 2.2, level AA.",
        " What falls short is named below, each with a way round.",
    )
    st.markdown(
        "This is the statement of Records access oversight under the Public Sector Bodies"
        " (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018. Your"
        " ICB runs the application and answers for it."
    )


def falls_short() -> None:
    st.header("What falls short, and the way round", anchor=False)
    rows = [
        {
            "What falls short": esc(one.what),
            "WCAG 2.2": esc(one.criterion),
            "The way round": esc(one.way_round),
        }
        for one in SHORTCOMINGS
    ]
    markup.table(rows, "What falls short of WCAG 2.2, and the way round")
    st.markdown(
        "The grid and the letters are parts of Streamlit, which draws the pages."
    )


def checked() -> None:
    st.header("What was checked, and how", anchor=False)
    st.markdown(CHECKED)


def contact() -> None:
    st.header("Say what is in your way", anchor=False)
    st.markdown(CONTACT)
    st.markdown("Written in November 2026 with the tests of this version.")
