"""Who is signed in, and ending it, from the terminal."""

from lib import actions, queries
from tests import factories
from tests.conftest import BOTH


@BOTH
def test_an_administrator_signs_somebody_out_everywhere(run, ask):
    ask("users", "list")  # opens the database
    factories.load(factories.hierarchy())
    olive = factories.signed_up(factories.officer())
    for key in ("a", "b"):
        actions.sign_ins.begin(key * 64, by=olive)
    found = ask("sign-ins", "list")
    assert [each["email"] for each in found] == [olive.email] * 2
    assert set(found[0]) == {"email", "begun_at", "seen_at"}
    ended = ask("sign-ins", "end", olive.email.upper(), "--reason", "lost laptop")
    assert ended == {"ended": 2}
    assert ask("sign-ins", "list") == []
    assert queries.sign_ins.standing("a" * 64).user is None
    assert run("sign-ins", "end", "nobody@x.example", "--reason", "x").exit_code == 1
