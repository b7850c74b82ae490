"""What observers do in the demonstration, and what one practice agreed to show them."""

from lib import actions, queries
from lib.actions.agreements import Answer
from lib.actions.figure_queries import Raised
from lib.demo.asking import stored_id
from lib.demo.people import ADMINISTRATOR, LMC_OBSERVER, OBSERVERS, OFFICER, PEOPLE
from lib.demo.places import NORTHMERE
from lib.domain.agreement import Shown
from lib.domain.dates import parse_period, today
from lib.domain.settings import Name

ANSWERED_WITHIN = "10"  # working days, as this ICB chose


def promise() -> None:
    actions.settings.record(
        Name.QUERY_ANSWER,
        ANSWERED_WITHIN,
        icb_code=NORTHMERE,
        from_on=today(),
        source="Invented: letter to both LMCs, 15 February 2023",
        by=ADMINISTRATOR,
    )


def visit() -> None:
    """Everybody who has an account by then."""
    for person in (*PEOPLE[:-1], *OBSERVERS):
        actions.visits.note(by=person)


def raise_(code: str, until: str, words: str) -> None:
    asked = Raised(words, period=parse_period(until))
    actions.figure_queries.raise_(code, asked, by=LMC_OBSERVER)


def answer(code: str, _until: str, words: str) -> None:
    (query,) = queries.figure_queries.of_practice(OFFICER, code)
    actions.figure_queries.answer(
        stored_id(query), words, seen_version=query.version, by=OFFICER
    )


def agree(code: str, _until: str, words: str) -> None:
    said = Answer(Shown.PLAN, agreed=True, said_on=today(), source=words)
    actions.agreements.record(code, said, by=OFFICER)
