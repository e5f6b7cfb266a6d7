"""Where sources disagree, each value stands with who says it."""

import numpy as np

from geodata import conflicts


def test_rows_whose_sources_disagree_are_marked_and_counted(facts):
    marked = facts.pledges.index[conflicts.mask(facts.pledges)]
    assert "ots-turkic-investment-fund" in marked
    assert "jpn-kaz-gallium-offtake" not in marked
    counted = conflicts.counts(facts)
    assert counted["pledges"] == len(marked)
    assert counted["sites"] == facts.sites["conflict"].notna().sum()
    assert not conflicts.mask(facts.nodes).any()


def test_all_values_are_told_with_who_says_which(facts):
    value, nature = conflicts.disagreements(facts, "pledge", "jpn-ca-business-target-3tn")
    assert [claim.number for claim in value.claims] == [19e9, 20e9, 190e9]
    assert value.column == "amount_usd"
    assert value.claims[2].note == "An error of the source."
    assert nature.claims[0].number is None
    assert "AFP" in nature.claims[0].said_by


def test_every_disagreement_has_two_values_and_known_sources(facts):
    for record in facts.claims["record"].unique():
        kind, _, row_id = record.partition(":")
        assert conflicts.mask(getattr(facts, conflicts.TABLES[kind]).loc[[row_id]]).all()
        for found in conflicts.disagreements(facts, kind, row_id):
            assert len({claim.value for claim in found.claims}) >= 2
            assert {source for claim in found.claims for source in claim.source_ids} <= set(
                facts.sources.index
            )


def test_a_claim_on_the_value_of_the_row_itself_is_among_them(facts):
    for _, claim in facts.claims.dropna(subset=["column", "number"]).iterrows():
        table = conflicts.TABLES[claim["record"].split(":")[0]]
        rows = facts.claims[
            (facts.claims["record"] == claim["record"]) & (facts.claims["column"] == claim["column"])
        ]
        own = getattr(facts, table).loc[claim["record"].split(":")[1], claim["column"]]
        assert np.isclose(rows["number"].astype(float), own).any(), claim["record"]


def test_a_record_without_claims_has_none(facts):
    assert conflicts.disagreements(facts, "pledge", "jpn-kaz-gallium-offtake") == ()
