"""The one style element: it touches only keyed containers and plain elements there."""

from functools import cache
from string import Template

from lib.ui.ink import OF_CHARTS, OF_PAGES

_RULES = """
.st-key-page [class*="st-key-lead"] p {font-size: 1.1875rem; line-height: 1.5; max-width: 46rem}
.st-key-coverage {border-left: 4px solid $accent; padding-left: .75rem}
.st-key-coverage p {font-size: .9375rem}
.st-key-banner {border-bottom: 1px solid $line; padding-bottom: 1rem}
/* Streamlit begins with its narrow layout, and learns of the wide one after the first words. */
[data-testid=stMainBlockContainer] {max-width: none}
/* What is below the page is drawn before it, and would move down with each thing that comes. */
.st-key-page {min-height: calc(100vh + 7rem)}
.st-key-page > :has(> .st-key-below) {margin-top: auto}
:is(.st-key-banner, .st-key-context) [data-testid=stHorizontalBlock] {min-height: 4.25rem}
.st-key-page [class*="st-key-long-"] [data-testid=stSkeleton] {min-height: 30rem}
.st-key-footer {margin-top: 2rem}
.st-key-look_as {margin-top: 3rem}
.st-key-beside {min-width: min(19rem, 100%)}
.st-key-page table {font-variant-numeric: tabular-nums}
.st-key-page .st-key-wrap-uploads td:is(:nth-child(2), :nth-child(6)) *,
.st-key-page .st-key-wrap-upload td * {overflow-wrap: anywhere}
.st-key-page .st-key-wrap-uploads td:is(:nth-child(2), :nth-child(6)) {min-width: 7rem}
.st-key-page a {padding-left: 0; padding-right: 0}
.st-key-page :is(a, .st-key-sign-out button, [class*="st-key-choose-"] button) p {color: $accent; text-decoration: underline;
  text-underline-offset: .15em}
.st-key-page [data-testid=stPageLink] :is(a, a *) {white-space: normal; overflow: visible}
.st-key-page :is(.st-key-statuses, .st-key-decisions) a {background: none}
.st-key-page :is(.st-key-statuses, .st-key-decisions) a p {font-weight: 400}
.st-key-page [class*="st-key-sl-"] tr > :first-child {width: 42%}
.st-key-page [class*="st-key-sl-wide-"] tr > :first-child {width: 11rem}
.st-key-page [class*="st-key-row-"] {border-top: 1px solid $line;
  padding-top: .625rem}
.st-key-page [class*="st-key-tl-"] {border-left: 3px solid $line; padding-left: 1rem}
.st-key-page [class*="st-key-stat-"] {border: 1px solid $line;
  border-top: 4px solid $accent; padding: .75rem 1rem 1rem}
.st-key-page [class*="st-key-spark-"] button {display: none}
.st-key-page [class*="st-key-primary-"] button p {color: $on_accent; font-weight: 600}
.st-key-page [data-tag-index] * {color: $on_accent}
.st-key-errors {border: 4px solid $error; padding: .25rem 1.25rem 1rem}
.st-key-matrix td:first-of-type {padding-left: 1rem}
/* While it unfolds, Streamlit lets it scroll inside: a button moves from under the mouse. */
.st-key-page details {overflow: clip !important; overflow-clip-margin: 6px}
@media (max-width: 900px) {
  .st-key-page table :is(td, th) {font-size: .8125rem; padding-left: .3rem}
  .st-key-page table .stMarkdownBadge {white-space: normal}
}
a:focus-visible, button:focus-visible, summary:focus-visible,
[role="tab"]:focus-visible {outline: 3px solid $focus !important;
  outline-offset: 2px; box-shadow: none !important}
.st-key-page div:has(> :is(textarea, input:is([type=text], [type=number])):focus-visible)
  {outline: 3px solid $focus}
"""


# Of what Vega draws, an attribute says the ink: a rule of the style sheet goes first.
_CHART_RULES = """
.st-key-page svg.marks [fill="$day"] {fill: $on_screen}
.st-key-page svg.marks [stroke="$day"] {stroke: $on_screen}
"""


@cache
def element() -> str:
    pages = {name: one.on_screen for name, one in OF_PAGES.items()}
    charts = [
        Template(_CHART_RULES).substitute(day=one.day, on_screen=one.on_screen)
        for one in OF_CHARTS.values()
    ]
    rules = Template(_RULES).substitute(pages) + "".join(charts)
    return f"<style>{rules}</style>"
