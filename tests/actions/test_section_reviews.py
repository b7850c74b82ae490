"""Reviews by section: of a plan that is in review, with a reason for every change."""

import pytest

from lib import actions, queries
from lib.actions.action_plans import Move
from lib.actions.section_reviews import Mark
from lib.domain.action_plan import Status
from lib.domain.errors import RuleBroken, Stale
from lib.domain.plan_content import Section
from tests import factories
from tests.conftest import filled
from tests.factories import officer

GOOD, CHANGE = Mark(accepted=True), Mark(accepted=False, reason="Say who leads")


@filled
def plan():
    asked = factories.requested()
    for version, to in ((2, Status.RECEIVED), (3, Status.IN_REVIEW)):
        said = Move(to, "By e-mail", from_whom="The manager")
        actions.action_plans.move(asked.id, said, seen_version=version, by=officer())
    return queries.action_plans.of_episode(officer(), asked.episode_id)


def mark(plan, marks, version: int) -> None:
    actions.section_reviews.mark(plan.id, marks, seen_version=version, by=officer())


def last(plan):
    (version,) = queries.action_plans.versions(officer(), plan.id)
    found = queries.action_plans.reviews(officer(), version)
    return {section: one.accepted for section, one in found.items()}


def test_the_last_word_on_a_section_counts(plan):
    mark(plan, {Section.PACE: CHANGE, Section.METHOD: GOOD}, plan.version)
    mark(plan, {Section.PACE: GOOD}, plan.version + 1)
    assert last(plan) == {Section.PACE: True, Section.METHOD: True}


def test_two_reviewers_never_overwrite_each_other_unseen(plan):
    mark(plan, {Section.PACE: GOOD}, plan.version)
    with pytest.raises(Stale):
        mark(plan, {Section.PACE: CHANGE}, plan.version)


@pytest.mark.parametrize("marks", [{}, {Section.PACE: Mark(accepted=False)}])
def test_a_change_has_a_reason_and_a_review_a_mark(plan, marks):
    with pytest.raises(RuleBroken):
        mark(plan, marks, plan.version)


def test_only_a_plan_in_review_is_marked(plan):
    move = Move(Status.DPIA_POSITION, "Their DPIA", from_whom="The manager")
    actions.action_plans.move(plan.id, move, seen_version=plan.version, by=officer())
    with pytest.raises(RuleBroken, match="not in review"):
        mark(plan, {Section.PACE: GOOD}, plan.version + 1)
