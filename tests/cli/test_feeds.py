"""`oversight feeds` in the terminal."""

from lib import queries
from tests.conftest import BOTH


@BOTH
def test_a_key_is_made_listed_and_revoked(ask, run):
    key = ask("feeds", "add", "The workbook", "--until", "2027-01-31")["key"]
    assert queries.feed_keys.holder(key) is not None
    (listed,) = ask("feeds", "list")
    assert listed["name"] == "The workbook"
    assert key not in str(listed)
    ask("feeds", "revoke", listed["id"])
    assert queries.feed_keys.holder(key) is None
    assert run("feeds", "revoke", listed["id"]).exit_code != 0
