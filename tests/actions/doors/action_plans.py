"""Action plans: asking, moving, typing, reviewing and deciding."""

from datetime import date

from lib import actions, queries
from lib.actions.action_plans import Extension, Move
from lib.actions.plan_versions import Receipt
from lib.actions.section_reviews import Mark
from lib.domain.action_plan import Status
from lib.domain.plan_content import Content, Method, Section, Step
from lib.domain.roles import Permission
from tests import factories

BY = factories.approver()
UNTIL = date(2026, 6, 1)
CONTENT = Content(method=Method.ONE_BY_ONE, milestones=(Step("Search run"),))


def prepare(made):
    """A plan in review, another that has only been asked for, a third that has not."""
    factories.load(factories.counts({"X99003": 8_000}, partial=True))
    asked, unasked = (_plan(code) for code in ("X99002", "X99003"))
    actions.action_plans.request(asked, factories.asking(), seen_version=1, by=BY)
    plan = queries.action_plans.of_episode(BY, made.episode.id)
    actions.plan_versions.save(plan.id, CONTENT, seen_version=0, by=BY)
    (version,) = queries.action_plans.versions(BY, plan.id)
    actions.plan_versions.receive(
        plan.id, Receipt("The manager", "By e-mail"), seen_version=1, by=BY
    )
    actions.action_plans.move(
        plan.id, Move(Status.IN_REVIEW, "Read"), seen_version=2, by=BY
    )
    (step,) = queries.action_plans.milestones(BY, version)
    return {"asked": asked, "unasked": unasked, "plan": plan.id, "step": step.id}


def _plan(ods_code):
    episode_id = actions.episodes.begin(factories.ground(ods_code), by=BY)
    return queries.action_plans.of_episode(BY, episode_id).id


def moving(by, made):
    actions.action_plans.move(
        made.also["asked"],
        Move(Status.DECLINED, "Cites the BMA", from_whom="The manager"),
        seen_version=2,
        by=by,
    )


OF_AN_ICB = {
    "ask for a plan": (
        Permission.DO_CASEWORK,
        lambda by, made: actions.action_plans.request(
            made.also["unasked"], factories.asking(), seen_version=1, by=by
        ),
    ),
    "extend a plan": (
        Permission.DO_CASEWORK,
        lambda by, made: actions.action_plans.extend(
            made.also["asked"],
            Extension(UNTIL, "Half term", "Head of primary care"),
            seen_version=2,
            by=by,
        ),
    ),
    "move a plan": (Permission.DO_CASEWORK, moving),
    "set the due day of a plan": (
        Permission.DO_CASEWORK,
        lambda by, made: actions.action_plans.set_due(
            made.also["asked"], UNTIL, "Six weeks", seen_version=2, by=by
        ),
    ),
    "save a draft": (
        Permission.DO_CASEWORK,
        lambda by, made: actions.plan_versions.save(
            made.also["asked"], CONTENT, seen_version=0, by=by
        ),
    ),
    "receive a plan": (
        Permission.DO_CASEWORK,
        lambda by, made: actions.plan_versions.receive(
            made.also["asked"], Receipt("The manager", "Post"), seen_version=2, by=by
        ),
    ),
    "reach a milestone": (
        Permission.DO_CASEWORK,
        lambda by, made: actions.plan_versions.finish(
            made.also["step"], date(2026, 5, 1), seen_version=1, by=by
        ),
    ),
    "mark sections": (
        Permission.DO_CASEWORK,
        lambda by, made: actions.section_reviews.mark(
            made.also["plan"],
            {Section.METHOD: Mark(accepted=True)},
            seen_version=3,
            by=by,
        ),
    ),
    "agree a plan": (
        Permission.DECIDE,
        lambda by, made: actions.action_plans.move(
            made.also["plan"], Move(Status.AGREED, "Fits"), seen_version=3, by=by
        ),
    ),
}
