"""One practice, from over the threshold to a new case, by an officer and an approver.

Each works on a server of their own, on one database. What the months bring, files and
the days on which reports are due, comes by the actions; what people do, on screen.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Locator, Page, expect

from lib import actions, db
from lib.analysis.words import capital
from lib.domain.action_plan import Status
from lib.domain.dates import month_name, period_of, shift, today, uk
from lib.domain.monthly_report import Timeliness
from lib.ui.forms import typed
from tests import event_log, factories
from tests.browser.screen import PATIENCE, arrived, axe, choose, settled, unfolded

CODE, NAME = "X99001", "Practice 01"
OLIVE, ADA = "Olive Officer", "Ada Approver"
MANAGER = "the practice manager"
WORDS = "Our DPIA is not finished, and until it is we give access on request."
# The months of the story; the last of them ended last.
OVER, LATE, NIL, AGAIN = (shift(period_of(today()), n) for n in range(-4, 0))


@pytest.fixture
def windows(places, installation, sqlite_url) -> Iterator[list[Page]]:
    """Of the officer and of the approver. The practice has been over for two months."""
    db.connect(sqlite_url)
    for month, excluded in ((OVER, 6_000), (LATE, 5_500)):
        factories.over({CODE: excluded}, period=month)
    factories.adopted()
    for month in (LATE, NIL):
        reports_are_due_on_the_tenth(after=month)
    people = [
        factories.signed_up(each)
        for each in (factories.officer(), factories.approver())
    ]
    olive, ada = (
        {"DATABASE_URL": sqlite_url, "OVERSIGHT_USER": each.email} for each in people
    )
    with (
        places[0].serving(installation, **olive) as first,
        places[1].serving(installation, **ada) as second,
    ):
        yield [first, second]
    db.disconnect()


def reports_are_due_on_the_tenth(*, after: date) -> None:
    opens = shift(after, 1)
    actions.reporting_periods.set_(
        factories.ICB,
        after,
        opens,
        opens.replace(day=10),
        None,
        seen_version=actions.reporting_periods.NOT_YET_SET,
        by=factories.officer(),
    )


# What a person does with any page


def go(page: Page, name: str, **asked: str) -> Page:
    return unfolded(arrived(page, f"/{name}?{urlencode(asked)}"))


def fill(page: Page, label: str, text: str) -> None:
    page.get_by_label(label, exact=True).fill(text)


def press(page: Page, label: str, *, then: str) -> None:
    page.get_by_role("button", name=label, exact=True).click()
    expect(page.get_by_text(then, exact=True)).to_be_visible(timeout=PATIENCE)
    settled(page)


def plan(page: Page, part: str = "The plan") -> Page:
    return go(page, "action_plan", ods=CODE, part=part)


def turn_to(page: Page, part: str, shows: str) -> Page:
    """Of the plan that is on screen."""
    page.get_by_role("radio", name=part, exact=True).click()
    expect(page.get_by_text(shows, exact=True).first).to_be_attached(timeout=PATIENCE)
    return unfolded(settled(page))


# The jobs, in the order of the story


def open_the_case(olive: Page, since: date) -> None:
    go(olive, "action_plan", ods=CODE)
    told = f"Over the threshold since {month_name(since)}."
    expect(olive.get_by_text(told)).to_be_visible(timeout=PATIENCE)
    press(olive, "Open the case", then="The case is open.")
    unfolded(olive)


def ask_for_a_plan(olive: Page) -> None:
    fill(olive, "On what authority", "Letter of the committee")
    fill(olive, "Asked on (empty: today)", typed(LATE.replace(day=3)))
    fill(olive, "Due (empty: no day is set)", typed(LATE.replace(day=24)))
    press(olive, "Record the request", then="The request is recorded.")


def write_down(olive: Page, **answers: str) -> None:
    """Into the live form: each answer is saved as it is typed."""
    for label, text in answers.items():
        box = olive.get_by_label(label.replace("_", " "), exact=True)
        box.fill(text)
        box.press("Tab")
        settled(olive)
    expect(olive.get_by_text("Leaving this page loses nothing.")).to_be_visible(
        timeout=PATIENCE
    )


def neither_loses_what_they_typed(olive: Page, ada: Page) -> None:
    """Into one field of one draft, each without having seen the other's words."""
    go(ada, "action_plan", ods=CODE)
    type_lead(olive, "Dr Olive")
    expect(olive.get_by_text("Leaving this page loses nothing.")).to_be_visible()
    type_lead(ada, "Dr Ada")
    both = ada.locator(".st-key-errors")
    expect(both.get_by_role("cell", name="Dr Olive")).to_be_visible()
    expect(both.get_by_role("cell", name="Dr Ada")).to_be_visible()
    expect(lead(ada)).to_have_value("Dr Ada")
    assert axe(ada) == []
    ada.get_by_role("button", name="Save mine over theirs").click()
    expect(both).to_have_count(0)
    expect(lead(settled(ada))).to_have_value("Dr Ada")
    olive.get_by_role("button", name="Save draft").click()
    expect(lead(settled(olive))).to_have_value("Dr Ada")


def lead(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Who leads")


def type_lead(page: Page, name: str) -> None:
    lead(page).fill(name)
    lead(page).press("Tab")
    settled(page)


def receive_the_plan(olive: Page, on: date, how: str) -> None:
    fill(olive, "Received from", MANAGER)
    fill(olive, "Received on", typed(on))
    fill(olive, "How it came", how)
    press(olive, "Record as received", then="The plan is recorded as received.")


def mark(page: Page, section: str, word: str) -> None:
    row = page.locator(f".st-key-row-{section}")
    row.get_by_role("radio", name=word, exact=True).click()
    settled(page)


def begin_the_review(ada: Page) -> None:
    plan(ada, "Review")
    press(ada, "Start the review", then="The review has begun.")


def ask_for_changes(ada: Page) -> None:
    begin_the_review(ada)
    mark(ada, "pace", "Accept")
    mark(ada, "safeguarding", "Ask for a change")
    fill(
        ada,
        "What should change in “How people at risk are found first”",
        "Say which search finds them.",
    )
    fill(ada, "Reason, for the record", "People at risk come first")
    press(ada, "Send changes to the practice", then="The changes are asked for.")


def agree_the_plan(ada: Page) -> None:
    begin_the_review(ada)
    expect(
        ada.locator(".st-key-row-safeguarding").get_by_text("Changed")
    ).to_be_visible(timeout=PATIENCE)
    mark(ada, "safeguarding", "Accept")
    fill(ada, "Reason, for the record", "The search is named")
    press(ada, "Agree the plan", then="The plan is agreed.")


def move_on(olive: Page, to: Status, why: str, whom: str = "") -> None:
    choose(olive, "The plan is now", capital(to))
    fill(olive, "Who at the practice answered, where it did", whom)
    fill(olive, "Why", why)
    press(olive, "Save the move", then=f"The plan is now: {to}.")


def record_a_report(olive: Page, month: date, came: int, found: Timeliness) -> None:
    """`came`: the day of the month after. The nil report has a button of its own."""
    name = month_name(month)
    go(olive, "monthly_report", ods=CODE, report_month=name)
    fill(olive, "Received on", typed(shift(month, 1).replace(day=came)))
    fill(olive, "Received from", MANAGER)
    if month != NIL:
        fill(olive, "Patients reviewed", "500")
    button = "Nil: no patient has a 104" if month == NIL else "Save the report"
    press(olive, button, then=f"The report of {name} is recorded.")
    expect(olive.get_by_text(f"{name}: {found}")).to_be_visible(timeout=PATIENCE)
    press(olive, "Accept the report", then=f"The report of {name} is accepted.")


def send_the_return(olive: Page, ada: Page, month: date) -> None:
    see_the_return(olive, month)
    press(olive, "Draw up version 1", then="Version 1 is drawn up.")
    see_the_return(ada, month)
    ada.get_by_text("I have checked this version").click()
    press(ada, "Call version 1 final", then="Version 1 is final.")
    see_the_return(olive, month)
    fill(olive, "How, and to which address", "By e-mail to the regional team")
    press(olive, "Record it as sent", then="Version 1 is on record as sent.")


def see_the_return(page: Page, month: date) -> None:
    page.goto("about:blank")  # what a widget keeps in the address counts at first
    go(page, "monthly_return", report_month=month_name(month))


def record_the_dispute(olive: Page) -> None:
    """An answer, in the practice's own words; no plan is missing for it."""
    plan(olive, "Case and requests")
    move_on(olive, Status.DPIA_POSITION, "The DPIA comes first", MANAGER)
    go(olive, "practice", ods=CODE)
    choose(olive, "What has happened", "What the practice says")
    fill(olive, "What the practice says, word for word", WORDS)
    fill(olive, "Where it says so", "E-mail of the practice manager")
    fill(olive, "Date of the document", typed(today()))
    press(olive, "Save its words", then="What the practice says is recorded.")


def close_the_case(ada: Page) -> None:
    go(ada, "practice", ods=CODE)
    expect(
        ada.get_by_text("is not over the threshold. A person decides.")
    ).to_be_visible(timeout=PATIENCE)
    fill(ada, "Why it is closed", "No patient has an active 104")
    press(ada, "Close the case", then="The case is closed.")


# What is told of it


class Act(NamedTuple):
    """An event on record, by whom, and what the practice's timeline says of it."""

    event: str
    by: str
    told: tuple[str, ...]


def story() -> list[Act]:
    due = f"due {uk(LATE.replace(day=24))}"
    asked = f"each month from {month_name(LATE)}, no due day"
    return [
        Act("open episode", OLIVE, (f"Open episode: {month_name(OVER)}",)),
        move(
            OLIVE,
            f"Asked for action plan, {due}",
            moved("required, not requested", "requested", due),
        ),
        move(OLIVE, "Version 1 of the plan received"),
        move(ADA, moved("received", "in review")),
        move(
            ADA,
            "Asked for changes to the action plan, no due day",
            moved("in review", "changes requested"),
        ),
        move(OLIVE, "Version 2 of the plan received"),
        move(ADA, moved("received", "in review")),
        move(ADA, moved("in review", "agreed")),
        move(OLIVE, moved("agreed", "in delivery")),
        Act("ask for monthly reports", OLIVE, (f"Asked for monthly report: {asked}",)),
        *reported(LATE, "figures"),
        *reported(NIL, "nil"),
        Act("draw up return", OLIVE, ()),  # the ICB's, so not on a practice's timeline
        Act("call return final", ADA, ()),
        Act("send return", OLIVE, ()),
        move(OLIVE, moved("in delivery", "DPIA or opt-in position")),
        Act("record statement", OLIVE, (f"The practice said: “{WORDS}”",)),
        Act("close episode", ADA, (f"Close episode: {month_name(NIL)}",)),
        Act("open episode", OLIVE, (f"Open episode: {month_name(AGAIN)}",)),
    ]


def move(by: str, *told: str) -> Act:
    return Act("move action plan", by, told)


def moved(was: str, now: str, due: str = "") -> str:
    return "; ".join(filter(None, (f"Move action plan: {was} → {now}", due)))


def reported(month: date, content: str) -> list[Act]:
    came = f"Report for {month_name(month)} received: {content}"
    return [
        Act("receive report", OLIVE, (came,)),
        Act("accept report", OLIVE, (f"Accept report: {month_name(month)}",)),
    ]


def timeline(page: Page) -> list[tuple[str, str]]:
    """What it says and who of the two did it; figures that came are told of as well."""
    go(page, "practice", ods=CODE)
    moments = page.locator("[class*=st-key-tl-first-], [class*=st-key-tl-earlier-]")
    found = [each for each in moments.all_inner_texts() if " loaded: " not in each]
    return [(each.split("\n")[0], OLIVE if OLIVE in each else ADA) for each in found]


def audit() -> list[tuple[str, str]]:
    """The events of the practice and of its ICB's return, without the drafts."""
    found = event_log.newest_first().iloc[::-1]
    own = (found["subject"] == CODE) | found["action"].str.contains("return")
    own &= found["action"] != "save plan draft"
    return list(zip(found.loc[own, "action"], found.loc[own, "by"], strict=True))


def come_to_a_plan(olive: Page, ada: Page) -> None:
    open_the_case(olive, since=OVER)
    ask_for_a_plan(olive)
    turn_to(olive, "The plan", shows="Who leads")
    neither_loses_what_they_typed(olive, ada)
    write_down(olive, Who_leads="Dr Lead", Reviews_a_week="250")
    receive_the_plan(olive, LATE.replace(day=20), "By e-mail")
    ask_for_changes(ada)
    plan(olive)
    write_down(olive, How_people_at_risk_are_found_first="By the risk search.")
    receive_the_plan(olive, today(), "By e-mail, again")
    agree_the_plan(ada)
    turn_to(olive, "Case and requests", shows="Move the plan on")
    move_on(olive, Status.IN_DELIVERY, "The reviews have begun")


def report_two_months(olive: Page) -> None:
    factories.asked_for_reports(CODE, period=LATE, by=factories.officer())
    record_a_report(olive, LATE, 15, Timeliness.LATE)
    factories.over({CODE: 0}, period=NIL)
    record_a_report(olive, NIL, 9, Timeliness.ON_TIME)


def test_one_practice_from_over_the_threshold_to_a_new_case(windows: list[Page]):
    olive, ada = windows
    come_to_a_plan(olive, ada)
    report_two_months(olive)
    send_the_return(olive, ada, NIL)
    record_the_dispute(olive)
    close_the_case(ada)
    factories.over({CODE: 5_600}, period=AGAIN)
    open_the_case(olive, since=AGAIN)

    emails = {OLIVE: factories.officer().email, ADA: factories.approver().email}
    acts = story()
    assert audit() == [(act.event, emails[act.by]) for act in acts]
    told = [(words, act.by) for act in acts for words in act.told]
    assert sorted(timeline(ada)) == sorted(told)
