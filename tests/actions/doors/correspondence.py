"""Correspondence: statements, papers, contacts and the log."""

from lib import actions
from lib.actions.contacts import Person
from lib.actions.log import Entry
from lib.actions.papers import Filing
from lib.actions.statements import Said
from lib.domain.correspondence import Channel, PaperKind
from lib.domain.roles import Permission
from tests import factories
from tests.factories import PERIOD

WORK = Permission.DO_CASEWORK
SAID = Said("We review each record.", "letter of 1 March 2026", PERIOD)
MANAGER = Person("practice manager", "Pat Manager", telephone="01632 960123")


def filing() -> Filing:
    return Filing(PaperKind.DPIA, "DPIA", PERIOD, "The practice manager")


def prepare(made):
    by = factories.approver()
    return {
        "statement": actions.statements.record("X99001", SAID, by=by),
        "contact": actions.contacts.record("X99001", MANAGER, by=by),
        "paper": actions.papers.file(
            "X99001", filing(), factories.document(b"Ours."), by=by
        ),
    }


OF_AN_ICB = {
    "record what a practice says": (
        WORK,
        lambda by, made: actions.statements.record("X99001", SAID, by=by),
    ),
    "confirm a statement": (
        WORK,
        lambda by, made: actions.statements.confirm(
            made.also["statement"], PERIOD, seen_version=1, by=by
        ),
    ),
    "withdraw a statement": (
        WORK,
        lambda by, made: actions.statements.withdraw(
            made.also["statement"], "Not theirs", seen_version=1, by=by
        ),
    ),
    "log a call": (
        WORK,
        lambda by, made: actions.log.record(
            "X99001", Entry(Channel.CALL, PERIOD, "They will write"), by=by
        ),
    ),
    "add a contact": (
        WORK,
        lambda by, made: actions.contacts.record("X99001", MANAGER, by=by),
    ),
    "change a contact": (
        WORK,
        lambda by, made: actions.contacts.change(
            made.also["contact"], Person("partner", "Pat"), seen_version=1, by=by
        ),
    ),
    "remove a contact": (
        WORK,
        lambda by, made: actions.contacts.remove(
            made.also["contact"], "Has asked for it", seen_version=1, by=by
        ),
    ),
    "file a paper": (
        WORK,
        lambda by, made: actions.papers.file(
            "X99001", filing(), factories.document(), by=by
        ),
    ),
    "withdraw a paper": (
        WORK,
        lambda by, made: actions.papers.withdraw(
            made.also["paper"], "Of another practice", seen_version=1, by=by
        ),
    ),
}
