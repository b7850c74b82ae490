"""`oversight worklist` and `oversight digest`, on a case whose plan is past its day."""

from email import message_from_bytes
from email.policy import default

import pytest

from lib import actions, queries
from lib.actions.episodes import Case
from lib.domain.dates import shift
from tests import factories
from tests.factories import PERIOD

ME = factories.officer().email
DUE = shift(PERIOD, 1).replace(day=20)


@pytest.fixture
def overdue(run):
    """The id of a case that nobody owns."""
    plan = factories.requested(due_on=DUE)
    factories.signed_up(factories.officer())
    return plan.episode_id


def test_what_waits_names_its_rule(overdue, ask, run):
    found = ask("worklist", "--icb", "XA1", "--as", ME)
    past = [item for item in found if item["rule"] == "Plan past due"]
    assert [(i["group"], i["ods_code"], i["due_on"]) for i in past] == [
        ("Today", "X99001", "2026-04-20")
    ]
    assert "Plan past due" in run("worklist", "--as", ME).stdout


def test_mine_is_what_i_own(overdue, ask):
    assert ask("worklist", "--mine", "--as", ME) == []
    own(overdue)
    assert [i["rule"] for i in ask("worklist", "--mine", "--as", ME)] == [
        "Plan past due"
    ]


def test_a_digest_is_written_for_whoever_has_something_to_do(overdue, ask, tmp_path):
    assert ask("digest", "--out", tmp_path, "--as", ME) == {"files": []}
    own(overdue)
    (name,) = ask("digest", "--out", tmp_path, "--as", ME)["files"]
    letter = message_from_bytes((tmp_path / name).read_bytes(), policy=default)
    assert letter["To"] == ME
    assert "Plan past due" in letter.get_content()


def own(episode_id: int) -> None:
    episode = queries.episodes.get(factories.officer(), episode_id)
    actions.episodes.change(
        episode_id,
        Case(owner=ME),
        seen_version=episode.version,
        by=factories.officer(),
    )
