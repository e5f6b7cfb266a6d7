"""Where sources disagree, each value stands with who says it."""

import dataclasses

import numpy as np
import pandas as pd
from hypothesis import example, given
from hypothesis import strategies as st

from geodata import conflicts


def test_rows_whose_sources_disagree_are_marked(facts):
    marked = facts.pledges.index[conflicts.mask(facts.pledges)]
    assert "ots-turkic-investment-fund" in marked
    assert "jpn-kaz-gallium-offtake" not in marked
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


def test_every_record_that_says_so_is_told_with_all_its_values(facts):
    found = conflicts.everywhere(facts)
    told = found[found["table"].isin(conflicts.TABLES.values())]
    assert told["dispute"].nunique() == sum(conflicts.mask(table).sum() for table in facts.tables().values())
    with_values = told[told["value"].notna()]
    assert len(with_values) == len(facts.claims)
    assert told.loc[told["value"].isna(), "sentence"].notna().all()


def test_rows_on_one_thing_that_differ_are_found_and_rounding_is_not(facts):
    found = conflicts.everywhere(facts)
    values = found.groupby("dispute")["number"].apply(list)
    assert values["statistics:kuryk-tonnes-2018"] == [1330000, 1610000]
    assert values["exports:kaz-oil-2025-cpc"] == [64.8, 63.8]
    assert "statistics:titr-freight-tonnes-2025" not in values, "4.119 and 4.12 are one figure"
    assert "statistics:aktau-port-tonnes-part-year-2023" not in values, "other months"


def test_a_second_figure_makes_a_dispute_and_the_same_one_none(facts):
    before = conflicts.everywhere(facts)["dispute"].nunique()
    row = facts.lengths.loc[["len-p-baku-supsa-829"]]
    first = row.assign(legs=[("r-altynkol-zhetygen", "r-zhetygen-almaty")], kind="sea-distance")
    for km, more in ((829.0, 0), (830.0, 0), (850.0, 1)):
        second = first.assign(length_km=km, legs=[("r-zhetygen-almaty", "r-altynkol-zhetygen")])
        lengths = pd.concat([facts.lengths, first.set_axis(["x-1"]), second.set_axis(["x-2"])])
        made = conflicts.everywhere(dataclasses.replace(facts, lengths=lengths))
        assert made["dispute"].nunique() == before + more, km


@example(6, 1)
@given(st.integers(1, 10**6), st.integers(0, 5))
def test_a_number_agrees_with_itself_rounded(number, digits):
    rounded = round(number, -digits)
    assert conflicts.agree(number, number)
    if rounded:
        assert conflicts.agree(number, rounded)
        assert conflicts.agree(rounded, number)


def test_numbers_that_differ_in_more_than_rounding_do_not_agree():
    assert not conflicts.agree(26.142, 26.3)
    assert not conflicts.agree(76, 79)
    assert not conflicts.agree(-29.35, -29.21)
