"""What practices say and send, who answers there, and what was said on the telephone."""

from datetime import timedelta

import pytest

from lib import actions, db, queries
from lib.actions.contacts import Person
from lib.actions.log import Entry
from lib.actions.papers import Filing
from lib.actions.statements import Said
from lib.domain.correspondence import Channel, PaperKind
from lib.domain.dates import today
from lib.domain.errors import NotAllowed, NotFound, RuleBroken, Stale
from lib.domain.papers import LIMIT
from lib.domain.users import User
from tests import factories
from tests.conftest import BOTH_COPIES, filled
from tests.factories import PERIOD, document

BY = factories.officer()
LATER = PERIOD + timedelta(days=9)
NHS_NUMBER = "943 476 5919"  # invented; passes modulus 11
MANAGER = Person("practice manager", "Pat Manager", "pat@example.org", "1632960123")


@filled(autouse=True)
def practices():
    factories.load(factories.hierarchy())


def say(text="We review each record.", on=PERIOD, **more) -> int:
    said = Said(text, "letter of 1 March 2026", on, **more)
    return actions.statements.record("X99001", said, by=BY)


def says(by: User = BY) -> list[str]:
    return queries.statements.current(by).text.tolist()


def file(content: bytes = b"We review.", **different) -> int:
    usual = {
        "kind": PaperKind.DPIA,
        "title": "DPIA",
        "received_on": PERIOD,
        "received_from": "The practice manager",
    }
    return actions.papers.file(
        "X99001", Filing(**{**usual, **different}), document(content), by=BY
    )


def people(code: str | None = None) -> list[tuple[str, str]]:
    found = queries.contacts.current(BY, code)
    return list(zip(found.name, found.telephone, strict=True))


def test_the_newest_statement_stands_verbatim():
    say("First words.", on=LATER)
    say("“Later”\nwords, *as typed*.", on=LATER)
    say("Older words, typed last.")
    assert says() == ["“Later”\nwords, *as typed*."]
    assert len(queries.statements.of_practice(BY, "X99001")) == 3


def test_a_statement_withdrawn_gives_way_to_the_one_before():
    say("First words.")
    wrong = say("Of another practice.", on=LATER)
    actions.statements.withdraw(wrong, "Wrong practice", seen_version=1, by=BY)
    assert says() == ["First words."]
    with pytest.raises(RuleBroken, match="has been withdrawn"):
        actions.statements.confirm(wrong, LATER, seen_version=2, by=BY)


def test_a_practice_confirms_after_it_has_said_it():
    statement = say(on=LATER)
    with pytest.raises(RuleBroken):
        actions.statements.confirm(statement, PERIOD, seen_version=1, by=BY)
    actions.statements.confirm(statement, LATER, seen_version=1, by=BY)
    assert queries.statements.current(BY).confirmed_on.dt.date.tolist() == [LATER]
    with pytest.raises(Stale):
        actions.statements.withdraw(statement, "Theirs", seen_version=1, by=BY)


def test_everybody_reads_what_a_practice_of_theirs_says():
    factories.signed_up(BY)
    say()
    found = queries.statements.current(factories.lead())
    assert found.typed_by.tolist() == [BY.name]
    assert says(factories.lead("XB1")) == []


def test_a_statement_rests_on_a_paper_of_that_practice():
    assert say(paper_id=file()) > 0
    with pytest.raises(NotFound):
        say(paper_id=99)


@pytest.mark.parametrize(
    "act",
    [
        lambda: say(f"Ask {NHS_NUMBER} about it"),
        lambda: say(" "),
        lambda: say(on=today() + timedelta(days=1)),
        lambda: file(title=f"Complaint of {NHS_NUMBER}"),
        lambda: file(received_on=today() + timedelta(days=1)),
        lambda: file(b""),
        lambda: file(b"x" * (LIMIT + 1)),
        lambda: file(received_from=""),
        lambda: actions.contacts.record("X99001", Person("manager"), by=BY),
        lambda: actions.contacts.record("X99001", Person("", "Pat"), by=BY),
        lambda: actions.contacts.record(
            "X99001", Person("manager", "Pat", telephone=NHS_NUMBER), by=BY
        ),
        lambda: actions.contacts.record(
            "X99001", Person("m", "Pat", from_on=LATER, until_on=PERIOD), by=BY
        ),
        lambda: actions.log.record(
            "X99001", Entry(Channel.NOTE, PERIOD, f"Spoke of {NHS_NUMBER}"), by=BY
        ),
        lambda: actions.log.record(
            "X99001", Entry(Channel.CALL, today() + timedelta(days=1), "Hm"), by=BY
        ),
    ],
)
def test_what_may_not_be_stored_leaves_nothing(act):
    before = queries.events.versions().data
    with pytest.raises(RuleBroken) as refusal:
        act()
    assert queries.events.versions().data == before
    assert NHS_NUMBER not in str(refusal.value)


@BOTH_COPIES
def test_a_paper_comes_back_as_it_was():
    paper = file(b"\x00\xff as it came")
    found = queries.papers.get(BY, paper)
    assert (found.content, found.title, found.size) == (
        b"\x00\xff as it came",
        "DPIA",
        13,
    )
    assert queries.papers.of_practice(BY, "X99001").received_on.dt.date.tolist() == [
        PERIOD
    ]


def test_a_file_is_filed_once_until_it_is_withdrawn():
    paper = file()
    with pytest.raises(RuleBroken, match="filed already, as “DPIA”"):
        file(title="Again")
    actions.papers.withdraw(paper, "Wrong practice", seen_version=1, by=BY)
    assert file() != paper
    with pytest.raises(NotFound):
        queries.papers.get(BY, paper)


@BOTH_COPIES
def test_a_file_about_a_patient_can_be_erased():
    paper = file(b"a scan with a name on it")
    actions.papers.withdraw(paper, "A patient", erase=True, seen_version=1, by=BY)
    with db.engine().connect() as connection:
        kept = connection.exec_driver_sql("SELECT content, sha256 FROM paper").one()
    assert (bytes(kept[0]), len(kept[1])) == (b"", 64)


def test_evidence_is_of_a_plan_of_that_practice():
    with pytest.raises(NotFound):
        file(plan_version_id=1)


def test_a_contact_is_changed_in_the_version_that_was_seen():
    contact = actions.contacts.record("X99001", MANAGER, by=BY)
    assert people() == [("Pat Manager", "01632 960123")]
    moved = Person("practice manager", "Pat Manager", until_on=PERIOD)
    actions.contacts.change(contact, moved, seen_version=1, by=BY)
    assert people() == []  # has left
    with pytest.raises(Stale):
        actions.contacts.change(contact, MANAGER, seen_version=1, by=BY)


def test_a_contact_removed_is_gone_with_older_words_on_them():
    actions.contacts.record("X99001", MANAGER, by=BY)
    newest = actions.contacts.record("X99001", MANAGER, by=BY)
    assert people("X99001") == [("Pat Manager", "01632 960123")]
    actions.contacts.remove(newest, "Asked for it", seen_version=1, by=BY)
    assert people() == []


def test_the_record_of_events_names_no_contact():
    actions.contacts.record("X99001", MANAGER, by=BY)
    with db.engine().connect() as connection:
        rows = connection.exec_driver_sql("SELECT reason, detail FROM event").all()
    assert "Pat" not in str(rows)
    assert "960123" not in str(rows)


def test_the_log_is_read_by_staff_the_last_contact_first():
    for day, text in ((LATER, "They will write"), (PERIOD, "Rang, no answer")):
        actions.log.record("X99001", Entry(Channel.CALL, day, text), by=BY)
    found = queries.log.of_practice(BY, "X99001")
    assert [entry.text for entry in found] == ["They will write", "Rang, no answer"]


@pytest.mark.parametrize(
    "ask",
    [
        lambda user: queries.log.of_practice(user, "X99001"),
        lambda user: queries.contacts.current(user),
        lambda user: queries.papers.of_practice(user, "X99001"),
        lambda user: queries.papers.get(user, 1),
    ],
)
def test_observers_read_no_notes_contacts_and_papers(ask):
    with pytest.raises(NotAllowed):
        ask(factories.lead())


def test_people_of_another_icb_read_none_of_it():
    say()
    file()
    actions.contacts.record("X99001", MANAGER, by=BY)
    actions.log.record("X99001", Entry(Channel.NOTE, PERIOD, "A note"), by=BY)
    other = factories.officer("XB1")
    assert says(other) == []
    assert queries.statements.of_practice(other, "X99001") == []
    assert queries.contacts.current(other).empty
    assert queries.papers.of_practice(other, "X99001").empty
    assert queries.log.of_practice(other, "X99001") == []
    with pytest.raises(NotFound):
        queries.papers.get(other, 1)
