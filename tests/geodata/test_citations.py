"""Which rows cite which sources."""

import pytest

from geodata import citations


def test_sources_come_once_in_the_order_named(facts):
    first, second = facts.sources.index[0], facts.sources.index[-1]
    found = citations.cited(facts, [second, first, second])
    assert found.index.tolist() == [second, first]
    assert found.loc[first, "url"] == facts.sources.loc[first, "url"]


def test_an_unknown_source_is_an_error(facts):
    with pytest.raises(KeyError):
        citations.cited(facts, ["no-such-source"])


def test_nothing_cited_is_an_empty_table(facts):
    assert citations.cited(facts, []).empty


def test_use_is_what_the_rows_say(facts):
    found = citations.used(facts.tables(), facts.dictionary)
    assert set(found) == set(facts.sources.index)
    site = facts.sites.index[0]
    for source in facts.sites.loc[site, "source_ids"]:
        assert ("sites", site) in found[source]
    assert all(len(set(rows)) == len(rows) for rows in found.values())
