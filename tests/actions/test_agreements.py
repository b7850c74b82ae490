"""What a practice agreed to show is seen by observers, and nothing else is."""

from datetime import date

import pytest

from lib import actions, queries
from lib.actions.action_plans import Move
from lib.actions.agreements import Answer
from lib.actions.papers import Filing
from lib.actions.plan_versions import NO_DRAFT, Receipt
from lib.actions.section_reviews import Mark
from lib.domain.action_plan import Status
from lib.domain.agreement import Shown
from lib.domain.correspondence import PaperKind
from lib.domain.dates import playing_on
from lib.domain.errors import NotAllowed, NotFound, RuleBroken
from lib.domain.plan_content import Content, Section
from tests import factories
from tests.conftest import filled

DAY = date(2026, 4, 13)
CONTENT = Content(lead="Dr Lead", training="Six staff in May")


@pytest.fixture(autouse=True)
def playing():
    with playing_on(DAY):
        yield


def said(about=Shown.PLAN, *, agreed: bool = True, on: date = DAY) -> None:
    answer = Answer(about, agreed, on, "their e-mail")
    actions.agreements.record("X99001", answer, by=factories.officer())


@filled
def plan():
    """Of X99001, received; a draft of a newer version lies beside it."""
    found = factories.requested()
    factories.load(factories.lmc_list())
    by, save = factories.officer(), actions.plan_versions.save
    save(found.id, CONTENT, seen_version=NO_DRAFT, by=by)
    actions.plan_versions.receive(
        found.id, Receipt("The manager", "By e-mail"), seen_version=found.version, by=by
    )
    for to, marks in (
        (Status.IN_REVIEW, {}),
        (
            Status.CHANGES_REQUESTED,
            {Section.PACE: Mark(accepted=False, reason="When?")},
        ),
    ):
        now = queries.action_plans.of_episode(by, found.episode_id)
        move = Move(to, "Looked at", marks=marks)
        actions.action_plans.move(
            found.id, move, seen_version=now.version, by=factories.approver()
        )
    save(found.id, Content(lead="In draft"), seen_version=NO_DRAFT, by=by)
    return found


def test_the_last_word_counts_and_the_first_is_no(database):
    factories.load(factories.hierarchy())
    factories.load(factories.lmc_list())
    seen = []
    for word in (None, True, False, True):
        if word is not None:
            said(agreed=word)
        seen.append(
            queries.agreements.shows(factories.lmc_observer(), "X99001", Shown.PLAN)
        )
    assert seen == [False, True, False, True]
    assert [
        a.agreed for a in queries.agreements.of_practice(factories.officer(), "X99001")
    ] == [True, False, True]


def test_a_yes_to_the_plan_is_none_to_the_name(database):
    factories.load(factories.hierarchy())
    observer = factories.bma_observer()
    said(Shown.PLAN)
    assert not queries.agreements.shows(observer, "X99001", Shown.PLAN)
    said(Shown.NAME)
    assert queries.agreements.shows(observer, "X99001", Shown.PLAN)
    assert queries.practices.get(observer, "X99001").ods_code == "X99001"


def test_a_plan_is_read_only_where_its_practice_agreed_and_never_its_draft(plan):
    observer = factories.lmc_observer()
    with pytest.raises(NotFound):
        queries.agreements.plan(observer, plan.id)
    said()
    version, content = queries.agreements.plan(observer, plan.id)
    assert (version.number, content.lead) == (1, "Dr Lead")
    with pytest.raises(NotAllowed):
        queries.action_plans.versions(observer, plan.id)


def test_papers_of_the_plan_alone_are_shown_and_only_by_agreement(plan):
    by, observer = factories.officer(), factories.lmc_observer()
    ids = {
        kind: actions.papers.file(
            "X99001",
            Filing(kind, kind, DAY, "The manager"),
            factories.document(kind.encode()),
            by=by,
        )
        for kind in (PaperKind.EVIDENCE, PaperKind.COMPLAINT)
    }
    assert queries.agreements.papers(observer, "X99001").empty
    with pytest.raises(NotFound):
        queries.agreements.paper(observer, ids[PaperKind.EVIDENCE])
    said()
    listed = queries.agreements.papers(observer, "X99001")
    assert listed.paper_id.tolist() == [ids[PaperKind.EVIDENCE]]
    assert queries.agreements.paper(observer, ids[PaperKind.EVIDENCE]) == b"evidence"
    with pytest.raises(NotFound):
        queries.agreements.paper(observer, ids[PaperKind.COMPLAINT])


def test_nothing_is_agreed_in_the_future(database):
    factories.load(factories.hierarchy())
    with pytest.raises(RuleBroken):
        said(on=date(2026, 4, 14))
