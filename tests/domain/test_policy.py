"""Events and published counts: dated, sourced, and never worked out from each other."""

from lib.analysis.words import share_words
from lib.domain import policy

EVERY = [*policy.events(), *policy.published_counts()]


def test_every_line_has_a_day_and_a_source_with_an_address():
    assert EVERY
    for each in EVERY:
        assert each.source.title
        assert each.source.dated
        assert each.source.address.startswith("https://")
    assert list(policy.events()) == sorted(policy.events())


def test_few_events_are_on_charts_with_short_names_and_no_two_in_a_month():
    drawn = [each for each in policy.events() if each.on_charts]
    assert 3 <= len(drawn) <= 5
    assert all(len(each.short) <= 20 for each in drawn)
    assert len({each.on.replace(day=1) for each in drawn}) == len(drawn)


def test_a_published_count_is_quoted_with_its_base_and_no_per_cent_is_derived():
    """T33: 946 is an intention, 81.1% and 4,500 have no base that was stated."""
    for each in policy.published_counts():
        assert each.said
        assert each.base
        assert each.number or each.per_cent
        assert isinstance(each.number, str)
        assert isinstance(each.per_cent, str)
    said = " ".join(f"{each}" for each in policy.published_counts())
    for part, whole in ((4_500, 6_322), (1_400, 6_322), (1_546, 6_322), (946, 1_400)):
        assert share_words(part, whole) not in said
    assert "do not add up" in policy.NEVER_RECOMPUTED


def test_events_by_month():
    (first, *_) = policy.events()
    assert first.short in policy.in_month(first.on.replace(day=1))
    assert policy.in_month(first.on.replace(year=1999, day=1)) == ""
