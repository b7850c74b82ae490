"""Letters, and the addresses of LMCs."""

from lib import actions
from lib.actions.letters import NewLetter, Sending
from lib.domain.dates import today
from lib.domain.letter import Key, LetterKind
from lib.domain.roles import Permission
from tests import factories, lettering

KEY = Key("X99001", LetterKind.CLOSURE, "plan 1")


def prepare(made):
    lettering.under_an_lmc("X99001")
    (sent,) = draft(factories.approver(), "plan 8")
    sending = Sending(today(), "e-mail")
    actions.letters.mark_sent({sent: 1}, sending, by=factories.approver())
    (drafted,) = draft(factories.approver(), "plan 9")
    return {"sent": sent, "draft": drafted}


def draft(by, about):
    new = NewLetter(KEY._replace(about=about), "Subject", "Text")
    return actions.letters.draft([new], by=by)


OF_AN_ICB = {
    "draft a letter": (
        Permission.DO_CASEWORK,
        lambda by, made: draft(by, "plan 1"),
    ),
    "mark a letter as sent": (
        Permission.DO_CASEWORK,
        lambda by, made: actions.letters.mark_sent(
            {made.also["draft"]: 1}, Sending(today(), "by post"), by=by
        ),
    ),
    "mark a letter as undelivered": (
        Permission.DO_CASEWORK,
        lambda by, made: actions.letters.undelivered(
            made.also["sent"], today(), seen_version=2, by=by
        ),
    ),
    "discard a letter": (
        Permission.DO_CASEWORK,
        lambda by, made: actions.letters.discard(
            {made.also["draft"]: 1}, "Spoke on the telephone", by=by
        ),
    ),
    "record the address of an LMC": (
        Permission.DO_CASEWORK,
        lambda by, made: actions.lmc_addresses.record(
            "Invented LMC", "1 High Street", "its website", by=by
        ),
    ),
}
