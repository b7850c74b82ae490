"""Definitions: what is known and what is not, for everybody."""

import pytest

from lib.domain import definitions_of_work, policy
from lib.domain.definitions import SECTIONS
from tests import factories
from tests.pages.screens import opened, words

PAGE = "help/definitions"

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.mark.parametrize(
    "who", [factories.officer, factories.administrator, factories.auditor]
)
def test_everybody_reads_the_terms_and_that_the_rule_is_only_reported(
    who, database, monkeypatch, sqlite_url
):
    factories.load(factories.hierarchy())
    said = words(opened(monkeypatch, sqlite_url, who(), PAGE))
    assert "shown as reported" in said
    assert "has excluded more than 50% of their patients" in said
    assert "not the number without access" in said
    assert "1364731000000104" in said
    for measure in ("Excluded of patients", "Online accounts with access"):
        assert measure in said
    assert said.count("**As reported:**") == 2 and "How they differ" in said
    assert "https://www.necsu.nhs.uk/?p=11058" in said


def test_every_term_stands_on_the_page_with_a_dated_source(
    database, monkeypatch, sqlite_url
):
    said = words(opened(monkeypatch, sqlite_url, factories.administrator(), PAGE))
    for section in (*SECTIONS, *definitions_of_work.EVERY):
        assert f"[{section.heading}](#" in said
        for term in section.terms:
            assert term.name in said
            assert all(source.dated for source in term.sources)
    assert said.count("Source: ") >= sum(len(each.terms) for each in SECTIONS)


def test_published_counts_stand_with_their_base_and_events_with_their_source(
    database, monkeypatch, sqlite_url
):
    screen = opened(monkeypatch, sqlite_url, factories.auditor(), PAGE)
    assert "Published counts do not add up" in words(screen)
    events, counts = screen.table[-2].value, screen.table[-1].value
    assert len(events) == len(policy.events())
    assert counts["Of what"].str.len().gt(0).all()
    assert counts["Source"].str.contains("https://").all()


def test_the_rule_in_force_is_named_with_its_source(database, monkeypatch, sqlite_url):
    screen = opened(monkeypatch, sqlite_url, factories.administrator(), PAGE)
    rules = screen.table[0].value
    assert rules["In force now"].tolist() == ["yes", "yes"]
    assert "at or above 90% of online accounts" in rules.iloc[0].to_string()
    assert "more than 50% of registered patients" in rules.iloc[1].to_string()
