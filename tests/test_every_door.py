"""Every question and every part of the casework, and what of figures it tells whom.

One that nobody has put in a class fails here; what is for staff refuses each observer.
"""

import ast
import importlib
import inspect
from collections.abc import Iterator

import pytest

from lib.domain.errors import NotAllowed
from tests import factories
from tests.test_architecture import LIB, PARTS_OF_QUESTIONS, text

# Counts of patients, in shown numbers for observers (lib.queries.disclosed).
DISCLOSED = {
    *("casework.feeds.table", "casework.changes.parts"),
    *("casework.plans.off_track_at", "queries.access.panel"),
    "casework.measures.month",
    *("queries.figures.panel", "queries.figures.within", "queries.practices.history"),
    "queries.figures.of_practices",
    *("queries.monthly_reports.every", "queries.timeline.parts"),
    *("casework.reports.cells", "casework.timeline.of", "casework.cases.of"),
    *("casework.cases.table", "casework.plans.listed", "casework.plans.progress"),
}
# Names, places, states, days and numbers of practices or asks: no count of patients.
NO_COUNT = {
    *("queries.action_plans.nameless", "queries.agreements.shows"),
    *("queries.changes.of_practices", "queries.changes.uploads"),
    *("queries.changes.figures_moved", "queries.changes.latest_period"),
    *("queries.escalations.nameless", "queries.figure_queries.get"),
    *("queries.figure_queries.nameless", "queries.figure_queries.of_practice"),
    *("queries.figure_queries.open_", "queries.practice_edits.snapshot"),
    "queries.action_plans.of_episode",
    *("queries.action_plans.asks", "queries.adoptions.every", "queries.asks.nameless"),
    *("queries.asks.extensions_given", "queries.episodes.every"),
    *("queries.national_steps.every", "queries.national_steps.of_practice"),
    "queries.national_steps.last_list",
    "queries.deprivation.fifths",
    *("queries.monthly_returns.every", "queries.organisations.icbs"),
    *("queries.organisations.every_icb", "queries.organisations.names"),
    "queries.organisations.ons_codes",
    *("queries.organisations.groups", "queries.periods.months"),
    *("queries.rollout.every", "queries.rollout.nameless"),
    *("queries.rollout.history", "queries.rollout.record"),
    *("queries.periods.default", "queries.practices.search_options"),
    *("queries.practices.get", "queries.practices.register"),
    *("queries.practices.places", "queries.report_duties.every"),
    *("queries.report_duties.of_practice", "queries.report_duties.waivers"),
    *("queries.report_queries.open_ones", "queries.reporting_periods.every"),
    *("queries.reporting_periods.get", "queries.saved_views.visible"),
    *("casework.burden.standing", "casework.burden.known"),
    "casework.plan_versions.received",
    *("casework.reports.first_month", "casework.plans.waiting"),
    *("casework.rollout.of",),
    *("casework.register_changes.proposals", "casework.worklist.mine"),
}
# What practices wrote themselves, which they may show.
OWN_WORDS = {
    *("queries.agreements.plan", "queries.agreements.papers"),
    *("queries.agreements.paper",),
    *("queries.statements.current", "queries.statements.of_practice"),
    *("queries.action_plans.agreed", "queries.plans_received.every"),
    "queries.action_plans.content",
}
# Settings, rules, addresses, accounts, words of files: nothing about any practice.
GENERAL = {
    *("casework.measures.words",),
    *("queries.measures.every", "queries.measures.switched_on"),
    *("queries.measures.on", "queries.measures.stances"),
    *("queries.audit.head", "queries.audit.verify"),
    *("queries.changes.settings", "queries.events.near"),
    *("queries.feed_keys.holder", "queries.feed_keys.mine"),
    *("queries.sign_ins.standing", "queries.visits.before"),
    *("queries.visits.sequence_on", "casework.changes.last_visit"),
    *("casework.changes.since_day",),
    "queries.action_plans.decides_for",
    *("queries.events.versions", "queries.events.written"),
    *("queries.lmc_addresses.every", "queries.matches.headings"),
    *("queries.matches.practices", "queries.matches.every"),
    *("queries.settings.value", "queries.settings.number", "queries.settings.scheme"),
    "queries.settings.every",
    *("queries.threshold.rules", "queries.threshold.in_force"),
    "queries.threshold.by_id",
    *("queries.users.by_email", "queries.users.demonstration"),
    *("casework.burden.cap", "casework.reports.tolerance"),
}
# Parts of others, which are given what they put into words.
PARTS = {
    *("casework.digest.files", "casework.event_words.moments"),
    *("casework.letter_words.lmc_address", "casework.letter_words.label"),
    "casework.moments.who",
    *("casework.returns.as_document", "casework.returns.changed"),
    "casework.tracker.waits",
}
# They change data: the actions within refuse (tests/actions/test_refusals.py).
ACTS = {"casework.acting.begun", "casework.many.apply", "casework.tracker.store"}
# Exact figures, notes, contacts, letters, drafts: an observer is refused.
STAFF = {
    *("casework.access_review.of", "casework.setting_previews.preview"),
    *("casework.bulk_moves.of",),
    "casework.measures.preview",
    *("queries.access_reviews.practices", "queries.access_reviews.successors"),
    *("queries.agreements.of_practice", "queries.audit.entries"),
    *("queries.audit.table_names", "queries.letter_wordings.every"),
    *("queries.practice_edits.of_practice", "queries.practice_edits.observers"),
    *("queries.sign_ins.last", "queries.sign_ins.open_"),
    *("queries.users.as_observer", "queries.users.confirmed"),
    *("queries.users.every", "queries.users.history"),
    *("queries.users.observers_if", "queries.users.one"),
    *("queries.action_plans.versions", "queries.action_plans.milestones"),
    *("queries.action_plans.reviews", "queries.asks.every", "queries.contacts.current"),
    *("queries.deputies.every", "queries.deputies.standing_in_for"),
    *("queries.episodes.get", "queries.episodes.of_practice"),
    *("queries.episodes.letters", "queries.escalations.of_practice"),
    *("queries.facts.tables", "queries.letters.every"),
    *("queries.letters.some", "queries.letters.written", "queries.letters.discarded"),
    *("queries.contacts.addressees", "queries.log.of_practice"),
    "queries.matches.words",
    *("queries.monthly_reports.versions", "queries.monthly_returns.get"),
    "queries.papers.of_practice",
    *("queries.papers.get", "queries.report_queries.of_practice"),
    *("queries.safety_checks.every", "queries.staging.batch"),
    "queries.staging.kept",
    *("queries.standings.every", "queries.timeline.staff_parts"),
    *("queries.tracker.standings", "queries.uploads.every", "queries.uploads.get"),
    *("queries.users.colleagues", "casework.calls.card", "casework.digest.every"),
    *("casework.digest.of", "casework.letters.of", "casework.letters.unsettled"),
    "casework.getting_started.of",
    *("casework.letters.envelopes", "casework.letters.needless"),
    *("casework.one_report.of", "casework.reports.to_fill_in"),
    "casework.reports.beside",
    *("casework.reports.prefilled", "casework.returns.rows", "casework.returns.drawn"),
    *("casework.returns.newest", "casework.safety.every"),
    *("casework.safety.open_checks", "casework.tracker.check", "casework.tracker.of"),
    *("casework.tracker.workbook", "casework.worklist.of"),
}
CLASSES = [DISCLOSED, NO_COUNT, OWN_WORDS, GENERAL, PARTS, ACTS, STAFF]


def doors() -> Iterator[str]:
    for path in LIB:
        layer = path.parts[1]
        if layer not in ("queries", "casework") or path.stem in PARTS_OF_QUESTIONS:
            continue
        for node in ast.parse(text(path)).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yield f"{layer}.{path.stem}.{node.name}"


def test_every_door_is_in_one_class():
    classed = [name for each in CLASSES for name in each]
    assert sorted(classed) == sorted(doors())


@pytest.mark.parametrize("name", sorted(STAFF))
@pytest.mark.parametrize("observer", factories.OBSERVERS, ids=lambda who: who.__name__)
def test_what_is_for_staff_refuses_observers(name, observer):
    """Before it reads anything: there is no database here, and nothing else is given."""
    module, _, function = name.rpartition(".")
    door = getattr(importlib.import_module(f"lib.{module}"), function)
    asked = dict.fromkeys(inspect.signature(door).parameters)
    whose = "person" if "person" in asked else "user"
    with pytest.raises(NotAllowed):
        door(**{**asked, whose: observer()})
