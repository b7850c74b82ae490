"""Drafts of a plan: kept as typed, never over somebody's newer words, free of patients."""

from datetime import date

import pytest

from lib import actions, queries
from lib.actions.plan_versions import NO_DRAFT, Receipt
from lib.domain.action_plan import Status
from lib.domain.errors import NotAllowed, RuleBroken, Stale
from lib.domain.plan_content import (
    Content,
    Method,
    Section,
    Step,
    changed_sections,
)
from tests import event_log, factories
from tests.conftest import BOTH_COPIES, filled
from tests.factories import approver, officer

SAID = Content(
    method=Method.ONE_BY_ONE,
    lead="Dr J. Invented",
    reviews_per_week=120,
    starts_on=date(2026, 5, 1),
    milestones=(Step("Search run", "Practice manager", date(2026, 5, 8)), Step("Done")),
)
OTHER = Content(method=Method.BULK_106, lead="Dr K. Invented")


@filled
def plan():
    return factories.requested()


def save(plan, content, seen: int, by=None) -> int:
    return actions.plan_versions.save(
        plan.id, content, seen_version=seen, by=by or officer()
    )


def stored(plan):
    newest = queries.action_plans.versions(officer(), plan.id)[0]
    return newest, queries.action_plans.content(officer(), newest)


def receive(plan, **said):
    now = queries.action_plans.of_episode(officer(), plan.episode_id)
    return actions.plan_versions.receive(
        plan.id,
        Receipt("The manager", "By e-mail", **said),
        seen_version=now.version,
        by=officer(),
    )


@BOTH_COPIES
def test_a_draft_keeps_every_answer(plan):
    save(plan, SAID, NO_DRAFT)
    draft, content = stored(plan)
    assert content == SAID
    assert draft.is_draft
    assert draft.edited_by == officer().email


def test_a_draft_is_saved_over_in_the_version_that_was_seen(plan):
    first = save(plan, SAID, NO_DRAFT)
    second = save(plan, OTHER, first, approver())
    for seen in (NO_DRAFT, first):
        with pytest.raises(Stale):
            save(plan, SAID, seen)
    draft, content = stored(plan)
    assert (content, draft.version) == (OTHER, second)


def test_saving_what_is_there_already_leaves_no_event(plan):
    version = save(plan, SAID, NO_DRAFT)
    before = len(event_log.newest_first())
    assert save(plan, SAID, version) == version
    assert len(event_log.newest_first()) == before


def test_a_draft_leaves_every_figure_as_it_was(plan):
    before = queries.events.versions().data
    save(plan, SAID, NO_DRAFT)
    assert queries.events.versions().data == before


@pytest.mark.parametrize(
    "content",
    [
        Content(safeguarding="943 476 5919"),
        Content(milestones=(Step("943 476 5919"),)),
        Content(milestones=(Step(" ", "Somebody"),)),
        Content(milestones=(Step("x"),) * 21),
        Content(lead="x" * 301),
    ],
)
def test_what_cannot_be_kept_is_refused_whole(plan, content):
    with pytest.raises(RuleBroken):
        save(plan, content, NO_DRAFT)
    assert queries.action_plans.versions(officer(), plan.id) == []


def test_what_was_received_stays_and_a_resubmission_is_a_new_version(plan):
    save(plan, SAID, NO_DRAFT)
    assert receive(plan, on=date(2026, 5, 2)) == 1
    with pytest.raises(RuleBroken, match="takes no new version"):
        save(plan, OTHER, NO_DRAFT)
    received, _ = stored(plan)
    assert (received.received_on, received.received_from) == (
        date(2026, 5, 2),
        "The manager",
    )


def test_a_plan_that_fits_no_form_is_received_too(plan):
    assert receive(plan) == 1
    assert stored(plan)[1] == Content()


def test_a_draft_is_received_only_as_it_was_seen(plan):
    seen = save(plan, SAID, NO_DRAFT)
    save(plan, OTHER, seen, approver())
    with pytest.raises(Stale):
        actions.plan_versions.receive(
            plan.id,
            Receipt("The manager", "Post"),
            seen_version=plan.version,
            seen_draft=seen,
            by=officer(),
        )
    now = queries.action_plans.of_episode(officer(), plan.episode_id)
    assert now.status is Status.REQUESTED


def test_a_milestone_is_reached_and_taken_back(plan):
    save(plan, SAID, NO_DRAFT)
    receive(plan)
    version, _ = stored(plan)
    first, _ = queries.action_plans.milestones(officer(), version)
    for day, seen in ((date(2026, 5, 9), 1), (None, 2)):
        actions.plan_versions.finish(first.id, day, seen_version=seen, by=officer())
        kept, _ = queries.action_plans.milestones(officer(), version)
        assert kept.done_on == day
    with pytest.raises(Stale):
        actions.plan_versions.finish(first.id, None, seen_version=1, by=officer())


def test_who_may_not_read_casework_reads_no_version(plan):
    with pytest.raises(NotAllowed):
        queries.action_plans.versions(factories.lead(), plan.id)


def test_what_changed_is_told_section_by_section():
    assert changed_sections(SAID, SAID) == []
    assert changed_sections(SAID, OTHER) == [
        Section.METHOD,
        Section.PACE,
        Section.MILESTONES,
    ]
