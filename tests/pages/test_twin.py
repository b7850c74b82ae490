"""`oversight page --text`: what each page says, in plain text, to whoever asks."""

import json
import re
from collections import Counter
from functools import cache

import pytest
import sqlalchemy as sa

from lib import db
from lib.demo import people
from lib.domain.disclosure import HIDDEN
from lib.domain.tables import METADATA
from lib.ui.menu import MENU, OBSERVED
from tests.cli.conftest import oversight

pytestmark = pytest.mark.usefixtures("demonstration")

ICB = "X0N"
OF_A_PRACTICE = ("practice", "action_plan", "monthly_report")
NOISE = re.compile(r"\*\*|\]\(|-badge|:material|</|\\[*_\[#]|[\u2060\ue000-\ue0ff]")
CLOSED = "You may not open this page"


@cache
def told(user, page, *more):
    """The first of its tests sees to it that this writes nothing: once is enough."""
    asked = ("--as", user.email, "--icb", ICB, *more)
    result = oversight("page", page, "--text", *asked)
    assert result.exit_code == 0, result.output
    return result.stdout


def rows_stored():
    with db.reading() as session:
        asked = {
            t: sa.select(sa.func.count()).select_from(t) for t in METADATA.sorted_tables
        }
        return Counter({t.name: session.scalar(each) for t, each in asked.items()})


def by_code(user):
    answer = oversight("practices", "--json", "--as", user.email, "--icb", ICB)
    return {row["ods_code"]: row for row in json.loads(answer.stdout)}


def line_of(code, text):
    return next(line for line in text.splitlines() if re.search(rf"\b{code}\b", line))


@pytest.mark.parametrize(
    ("user", "menu"),
    [(people.ADMINISTRATOR, MENU), (people.LMC_OBSERVER, OBSERVED)],
    ids=["administrator", "observer"],
)
def test_every_page_of_the_menu_has_a_twin_and_it_writes_nothing(user, menu):
    told.cache_clear()
    before = rows_stored()
    for entry in menu:
        more = ("--ods", "X99001") if entry.address in OF_A_PRACTICE else ()
        text = told(user, entry.address.replace("_", "-"), *more)
        assert len(text.splitlines()) >= 5, entry
        assert entry.section is None or entry.title in text.splitlines(), entry
        assert NOISE.findall(text) == [], entry
    assert rows_stored() == before


@pytest.mark.parametrize(
    "user",
    [people.ADMINISTRATOR, people.LMC_OBSERVER],
    ids=["administrator", "observer"],
)
def test_its_numbers_are_those_of_the_practices(user):
    rows = by_code(user)
    over = {code: row for code, row in rows.items() if row["over_threshold"]}
    assert f"\nPractices over the threshold: {len(over)}\n" in told(user, "overview")
    listed = told(user, "over-threshold")
    for code, row in over.items():
        if code is not None:  # what an observer may not name has no line
            shown = HIDDEN if row["excluded"] is None else f"{row['excluded']:,}"
            assert f" {shown} " in line_of(code, listed)
    code, row = next(iter(over.items()))
    own = told(user, "practice", "--ods", code)
    assert f" {row['list_size']:,} patients" in own
    assert f"{row['excluded']:,}" in own


def test_a_month_is_compared_line_by_line_with_the_one_before():
    user = people.ADMINISTRATOR
    now, before = (
        told(user, "over-threshold"),
        told(user, "over-threshold", "--query", "month=August 2023"),
    )
    assert now == told(user, "over-threshold", "--period", "2023-09")
    assert "Month: September 2023" in now
    assert "Month: August 2023" in before
    assert line_of("X99001", now) != line_of("X99001", before)


def test_a_closed_page_says_so_and_the_refusal_is_on_record():
    before = rows_stored()
    refused = oversight("page", "letters", "--text", "--as", people.LMC_OBSERVER.email)
    assert refused.exit_code == 1
    assert CLOSED in refused.stdout
    assert "Quillstone" not in refused.stdout
    assert rows_stored() - before == Counter(event=1, audit_entry=1)


def test_without_text_it_is_the_address_and_without_a_name_the_pages():
    asked = ("--period", "2023-08", "--icb", ICB, "--query", "only=Newly over")
    address = oversight("page", "Over the threshold", *asked).stdout
    assert address.startswith("over_threshold?only=Newly+over")
    assert address.endswith("month=August+2023\n")
    listed = oversight("page", "--as", people.LMC_OBSERVER.email).stdout
    assert "over_threshold" in listed
    assert "letters" not in listed


@pytest.mark.parametrize(
    ("wrong", "code"),
    [(["nowhere"], 2), (["overview", "--text", "--period", "2019-01"], 1)],
)
def test_what_is_not_there_is_said(wrong, code):
    result = oversight("page", *wrong)
    assert (result.exit_code, result.stdout) == (code, "")
    assert "no page nowhere" in result.stderr or "no choice" in result.stderr
