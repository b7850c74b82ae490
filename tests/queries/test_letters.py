"""Letters as stored, whom they go to, and what they are about: within scope, for staff."""

from datetime import date

import pytest

from lib import actions, db, queries
from lib.actions.letters import NewLetter
from lib.domain.action_plan import Status
from lib.domain.ask import AskKind
from lib.domain.dates import playing_on, shift
from lib.domain.errors import NotAllowed
from lib.domain.letter import Key, LetterKind
from lib.domain.monthly_report import ReportWaiver
from lib.domain.organisations import Practice
from lib.domain.plan_content import PlanVersion, Section, SectionReview
from tests import factories, lettering
from tests.conftest import BOTH_COPIES, filled
from tests.factories import ICB, NEXT_DAY, PERIOD, officer

KEY = Key("X99001", LetterKind.CLOSURE, "plan 1")
ELSEWHERE = officer("XB1")


@filled
def case():
    return factories.case()


@BOTH_COPIES
def test_each_letter_is_seen_by_its_own_icb(case):
    actions.letters.draft([NewLetter(KEY, "Subject", "Text")], by=officer())
    (row,) = queries.letters.every(officer(), ICB, "X99001").to_dict("records")
    assert (row["ods_code"], row["name"], row["state"]) == (
        "X99001",
        "Practice 01",
        "draft",
    )
    assert queries.letters.every(ELSEWHERE).empty
    assert queries.letters.some(ELSEWHERE, [row["id"]]) == []
    assert queries.letters.written(ELSEWHERE) == {}
    assert list(queries.letters.written(officer(), ICB)) == [KEY]
    assert queries.letters.written(officer(), "XB1") == {}


@BOTH_COPIES
def test_what_was_thrown_away_is_known(case):
    actions.letters.draft([NewLetter(KEY, "Subject", "Text")], by=officer())
    actions.letters.discard({1: 1}, "The practice called", by=officer())
    assert queries.letters.discarded(officer()) == {KEY}
    assert queries.letters.discarded(ELSEWHERE) == set()
    assert queries.letters.written(officer()) == {}


def test_letters_are_for_staff(database):
    for question in (
        queries.letters.every,
        queries.letters.written,
        queries.letters.discarded,
        queries.contacts.addressees,
        queries.standings.every,
        lambda user: queries.letters.some(user, [1]),
    ):
        with pytest.raises(NotAllowed):
            question(factories.lead())


@BOTH_COPIES
def test_a_letter_goes_to_todays_practice_manager(case):
    lettering.contact(role="Reception", email="desk@example.org")
    lettering.contact(email="old@example.org", until_on=date(2020, 1, 1))
    lettering.contact(email="new@example.org")
    lettering.contact(role="Partner", email="partner@example.org")
    later = {"name": "Another", "from_on": date(2099, 1, 1)}
    lettering.contact(email="later@example.org", **later)
    lettering.contact("X99002", email="")
    lettering.contact("X99003", email="left@example.org")
    lettering.contact("X99003", until_on=date(2020, 1, 1))
    found = queries.contacts.addressees(officer())
    assert {code: each.email for code, each in found.items()} == {
        "X99001": "new@example.org"
    }


@BOTH_COPIES
def test_a_plan_stands_with_its_newest_request(case):
    lettering.requested(case, authority="First letter")
    lettering.requested(case, authority="Second letter")
    (plan,) = queries.standings.every(officer(), ICB).plans
    assert plan.ask.authority == "Second letter"
    assert (plan.plan.status, plan.episode.id) == (Status.REQUESTED, case.id)
    assert queries.standings.every(ELSEWHERE).plans == []


@BOTH_COPIES
def test_changes_are_those_of_the_last_version_and_the_last_word(case):
    lettering.requested(case)
    lettering.stands(case, status=Status.CHANGES_REQUESTED)
    plan_id = lettering.plan_of(case).id
    with db.transaction() as session:
        for number in (1, 2):
            session.add(
                PlanVersion(
                    plan_id=plan_id,
                    number=number,
                    received_on=NEXT_DAY,
                    edited_by="o@example.org",
                )
            )
        session.flush()
        said = [(1, Section.SUPPORT, False), (2, Section.PACE, False)]
        said += [(2, Section.METHOD, False), (2, Section.METHOD, True)]
        for sequence, (version, section, accepted) in enumerate(said):
            session.add(
                SectionReview(
                    plan_version_id=version,
                    section=section,
                    accepted=accepted,
                    reason="say more",
                    sequence=sequence,
                    reviewed_by="o@example.org",
                )
            )
        actions.asks.store(
            session,
            session.get(Practice, "X99001"),
            AskKind.PLAN_CHANGES,
            lettering.asking(),
            by=officer(),
            episode_id=case.id,
        )
    (plan,) = queries.standings.every(officer()).plans
    assert (plan.number, plan.changes) == (2, [f"{Section.PACE}: say more"])
    assert plan.ask.kind is AskKind.PLAN_CHANGES


@BOTH_COPIES
def test_a_month_stands_with_its_due_day_and_what_came(case):
    lettering.owes_reports(episode_id=case.id)
    (report,) = queries.standings.every(officer(), ICB).reports
    assert (report.period, report.due_on) == (PERIOD, lettering.REPORT_DUE)
    assert report.received_on is None
    assert report.asked.plan_status is Status.REQUIRED
    lettering.report_came(on=date(2026, 5, 2))
    (report,) = queries.standings.every(officer()).reports
    assert report.received_on == date(2026, 5, 2)


@pytest.mark.parametrize("due_on", [None, date(2026, 6, 30)])
def test_a_waiver_frees_or_extends(case, due_on):
    lettering.owes_reports()
    with db.transaction() as session:
        session.add(
            ReportWaiver(
                practice_code="X99001",
                icb_code=ICB,
                period=PERIOD,
                due_on=due_on,
                reason="Illness",
                sequence=9,
                recorded_by="o@example.org",
            )
        )
    (report,) = queries.standings.every(officer()).reports
    assert (report.waived, report.extended) == (due_on is None, due_on is not None)
    assert report.due_on == (due_on or lettering.REPORT_DUE)


def test_months_before_the_duty_are_not_owed(case):
    lettering.owes_reports(until_period=shift(PERIOD, -1))
    assert queries.standings.every(officer()).reports == []


def test_a_contact_of_tomorrow_is_not_written_to_today(case):
    lettering.contact(from_on=date(2026, 5, 2))
    with playing_on(date(2026, 5, 1)):
        assert queries.contacts.addressees(officer()) == {}
    with playing_on(date(2026, 5, 2)):
        assert list(queries.contacts.addressees(officer())) == ["X99001"]
