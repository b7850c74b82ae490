"""The guided list: each step by what is in the database, on screen and in the terminal."""

from lib.analysis.getting_started import State, next_task, summary
from lib.casework import getting_started
from lib.domain.getting_started import Step
from tests import factories
from tests.cli.conftest import oversight
from tests.factories import ICB


def states(user=None, icb_code=ICB, *, signs_in=True):
    who = user or factories.administrator()
    found = getting_started.of(who, icb_code, signs_in=signs_in)
    return {task.step: task for task in found}


def test_on_an_empty_database_the_practices_come_first(database):
    found = states(icb_code=None, signs_in=False)
    waiting = {step for step, task in found.items() if task.state is State.CANNOT}
    assert waiting == {
        *(Step.COUNTS, Step.ADOPTION, Step.LMC, Step.CONTACTS, Step.ROLLOUT),
        Step.ACCESS,
    }
    assert found[Step.THRESHOLD].found.startswith("In force: more than 50%")
    assert found[Step.PEOPLE].state is State.NOT_NEEDED
    assert next_task(list(found.values())).step is Step.HIERARCHY


def test_what_is_loaded_in_part_says_what_is_missing(database):
    factories.load(factories.hierarchy())
    started = states()
    assert started[Step.HIERARCHY].state is State.DONE
    assert started[Step.COUNTS].state is State.TO_DO
    assert started[Step.PEOPLE].state is State.TO_DO
    factories.load(factories.list_sizes({"X99001": 10_000, "X99002": 10_000}))
    factories.load(factories.counts({"X99001": 6_000}), whole=True)
    found = states()
    assert "March 2026: 1 of 3 practices of Invented ICB." in found[Step.COUNTS].found
    assert "never 0" in found[Step.COUNTS].found
    assert found[Step.LISTS].state is State.PART
    assert "1 of 3 practices have none" in found[Step.LISTS].found
    assert found[Step.ADOPTION].state is State.TO_DO
    assert states(icb_code="XA2")[Step.COUNTS].state is not State.DONE


def test_all_that_is_needed_and_the_same_in_the_terminal(database, monkeypatch):
    factories.over()
    factories.adopted()
    factories.load(factories.lmc_list(["X99001"]))
    for somebody in (factories.officer(), factories.approver()):
        factories.signed_up(somebody)
    done = states()
    assert summary(list(done.values())) == ("All that is needed is here.", "")
    assert done[Step.LMC].state is State.DONE
    assert done[Step.DEPRIVATION].state is State.NOT_LOADED

    address = database.url.render_as_string(hide_password=False)
    monkeypatch.setenv("DATABASE_URL", address)
    told = oversight("status", "--as", factories.officer().email)
    assert told.exit_code == 0, told.output
    assert "Not needed here" in told.stdout
    assert "All that is needed is here." in told.stdout
