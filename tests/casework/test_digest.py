"""The digest: what waits and what changed, to each person their own."""

import email
from datetime import date
from email.policy import default

from lib.casework import digest
from lib.documents.digest import Digest, Line
from tests import factories

ON = date(2023, 10, 5)
OLIVE = Digest(
    factories.officer(),
    changed=[Line("Hill Road\nSurgery sent its plan")],
    waits=[Line("Plan of Café Road is past its day", "past due", "https://x.org/p")],
)


def message(one):
    (content,) = digest.files([one], ON).values()
    return email.message_from_bytes(content, policy=default)


def test_each_line_names_its_rule_and_its_place():
    told = message(OLIVE)
    body = told.get_content()
    assert told["To"] == "olive.officer@example.org"
    assert told["Subject"].endswith("5 October 2023: 1 waiting, 1 changed")
    assert "- Plan of Café Road is past its day (past due)\n  https://x.org/p" in (
        body.replace("\r\n", "\n")
    )
    assert "- Hill Road Surgery sent its plan\n" in body.replace("\r\n", "\n")
    assert body.index("What waits") < body.index("What changed")


def test_an_empty_group_says_so():
    only = Digest(factories.officer(), waits=OLIVE.waits)
    assert "What changed: nothing" in message(only).get_content()


def test_who_has_nothing_gets_nothing():
    found = digest.files([OLIVE, Digest(factories.approver())], ON)
    assert list(found) == ["digest_2023-10-05_olive-officer-example-org.eml"]
    assert found == digest.files([OLIVE], ON)
