"""Exports, stakes, production, lists, gaps, pipelines and profiles: only what rows say."""

from dataclasses import replace

import pandas as pd
import pytest

from geodata import supply
from geodata.network import Request


def test_a_field_is_joined_only_to_pipelines_of_its_commodity(network, facts):
    legs = facts.legs
    for site in facts.sites.index[facts.sites["kind"].isin(["field", "offshore-field"])]:
        carried = {facts.sites.loc[site, "resource"], *facts.sites.loc[site, "secondary_resources"]}
        for way in supply.pipe_ways(network, site):
            assert set(legs.loc[list(way.leg_ids), "commodity"]) == {way.commodity} <= carried
            assert set(legs.loc[list(way.leg_ids), "mode"]) == {"pipeline"}
            assert way.access_km <= supply.FAR_KM


def test_oil_of_tengiz_goes_through_russia_to_novorossiysk(network):
    ways = {way.end: way for way in supply.pipe_ways(network, "tengiz")}
    assert ways["novorossiysk"].status == "russia"
    assert ways["novorossiysk"].km_in_russia > 500
    assert ways["alashankou"].status == "open"
    assert ways["alashankou"].km_in_russia == 0


def test_gas_of_galkynysh_goes_to_china_and_line_d_is_planned(network):
    ways = {way.end: way.status for way in supply.pipe_ways(network, "galkynysh")}
    assert ways == {"khorgos-cn": "open", "kashgar": "planned"}


@pytest.mark.parametrize("site", ["inkai", "atyrau-refinery", "nowhere"])
def test_what_is_no_field_has_no_pipeline(network, site):
    assert supply.pipe_ways(network, site) == ()


@pytest.mark.parametrize("asked", [Request(avoid=("KAZ",)), Request(closed=("p-cpc", "p-kcop", "samara"))])
def test_a_closed_pipeline_or_country_is_no_way(network, asked):
    assert supply.pipe_ways(network, "tengiz", asked) == ()


def test_every_pipeline_says_with_a_source_what_it_carries(facts):
    pipelines = facts.legs[facts.legs["mode"] == "pipeline"]
    assert pipelines["commodity"].isin(["oil", "natural-gas"]).all()
    assert pipelines["commodity_source_ids"].map(len).min() > 0


def test_exports_keep_both_figures_where_sources_disagree(facts):
    oil = supply.exports(facts, "oil", "KAZ")
    oil = oil[oil["year"].eq(2025)]
    pipeline = oil[["p-cpc" in legs for legs in oil["leg_ids"]]]
    assert sorted(pipeline["value"]) == [63.8, 64.8]
    assert set(pipeline["through_russia"]) == {"yes"}
    assert pipeline["source_ids"].map(len).min() > 0


def test_a_way_that_no_source_states_is_unknown(facts):
    copper = supply.exports(facts, "copper")
    assert copper["through_russia"].isna().all()
    assert copper["way"].isna().all()


def test_statistics_of_a_commodity_stand_beside_its_exports(facts):
    oil = supply.exports(facts, "oil")
    assert "statistic:cpc-oil-tonnes-2025" in oil.index
    assert oil.index.is_unique
    assert oil["year"].is_monotonic_decreasing


def test_japan_stands_first_and_its_shares_are_as_published(facts):
    made = supply.stakes(facts)
    japanese = made["is_japanese"].fillna(value=False)
    assert japanese.iloc[: japanese.sum()].all()
    appak = made[made["site_id"] == "mynkuduk-west"].set_index("holder")["share_pct"]
    assert appak[["Sumitomo", "Kansai Electric Power", "Kazatomprom"]].tolist() == [25, 10, 65]
    # Nobody looked at them again, which is no evidence that they ended.
    assert set(made.loc[made["site_id"] == "mynkuduk-west", "state"]) == {"unchecked"}
    assert made.loc[made["site_id"] == "mynkuduk-west", "note"].str.contains("not checked").all()
    itochu = made[(made["site_id"] == "south-djengeldi") & (made["holder"] == "Itochu")].iloc[0]
    assert (itochu["share_pct"], itochu["kind"]) == (10, "equity")


def test_inpex_stands_beside_the_other_owners_of_kashagan(facts):
    made = supply.stakes(facts)
    owners = made[(made["site_id"] == "kashagan") & (made["kind"] == "equity")].set_index("holder")
    assert owners["share_pct"].sum() == pytest.approx(100, abs=0.01)
    assert owners.index[owners["is_japanese"].fillna(value=False)].tolist() == ["INPEX"]
    unknown = made[made["holder"] == "Uranium One"]
    assert unknown["is_japanese"].isna().all()


def test_a_share_a_purchase_and_a_survey_are_told_from_what_is_no_stake(facts):
    made = supply.stakes(facts)
    kinds = made.groupby("record")["kind"].agg(set)
    assert kinds["pledge:jpn-kaz-gallium-offtake"] == {"offtake"}
    assert kinds["holding:jpn-uzb-jogmec-lolabulak"] == {"study"}
    assert "pledge:jpn-uzb-jogmec-lolabulak" not in kinds.index, "one survey, one row"
    assert kinds["pledge:usa-kaz-tungsten-cove"] == {"equity"}
    for plant in ("jpn-tkm-mhi-urea-kiyanly", "jpn-tkm-sumitomo-ccgt", "jpn-uzb-syrdarya2-jbic"):
        assert kinds[f"pledge:{plant}"] == {"other"}
    assert set(made["kind"]) == set(supply.KINDS)
    assert made.loc[made["kind"] == "other", "instrument"].notna().all()


def test_every_stake_is_a_row_with_sources(facts):
    made = supply.stakes(facts)
    for record in made["record"]:
        kind, _, row = record.partition(":")
        assert row in {"holding": facts.holdings, "pledge": facts.pledges}[kind].index
    assert made["source_ids"].map(len).min() > 0


def test_a_pledge_is_at_a_site_only_where_its_column_says_so(facts):
    made = supply.stakes(facts)
    at_sites = made[made["record"].str.startswith("pledge:") & made["site_id"].notna()]
    gallium = at_sites[at_sites["record"] == "pledge:jpn-kaz-gallium-offtake"]
    assert gallium[["resource", "site_id"]].to_numpy().tolist() == [["gallium", "pavlodar-alumina-gallium"]]
    tungsten = at_sites[at_sites["record"] == "pledge:usa-kaz-tungsten-cove"]
    assert set(tungsten["site_id"]) == {"north-katpar", "upper-kairakty"}
    for record, site in zip(at_sites["record"], at_sites["site_id"], strict=True):
        assert f"site:{site}" in facts.pledges.loc[record.removeprefix("pledge:"), "places"]


def test_without_a_named_place_no_pledge_is_at_a_site(facts):
    nowhere = pd.Series([()] * len(facts.pledges), index=facts.pledges.index, dtype=object)
    made = supply.stakes(replace(facts, pledges=facts.pledges.assign(places=nowhere)))
    pledges = made[made["record"].str.startswith("pledge:")]
    assert len(pledges) > 0
    assert pledges["site_id"].isna().all()


def test_production_and_reserves_stay_rows_of_their_own(facts):
    uranium = supply.production(facts, "uranium", "KAZ")
    assert uranium.loc["kaz-uranium-2024", ["value", "unit", "world_rank", "newest"]].tolist() == [
        *(23270.0, "t U", 1, True)
    ]
    assert uranium["newest"].sum() == 1
    assert len(supply.production(facts)) == len(facts.production)
    almalyk = supply.reserves(facts, "copper", "UZB").loc["site:kalmakyr"]
    assert almalyk["source_ids"] == ("dx-doi-org-sir20105090z-f11f",)
    assert (almalyk["covers"], "Almalyk group" in almalyk["note"]) == ("group", True)
    stated = facts.production["reserves"].notna().sum() + facts.sites["reserves"].notna().sum()
    assert len(supply.reserves(facts)) == stated


def test_lists_tell_no_from_not_known(facts):
    assert supply.lists(facts, "tungsten")["named"].tolist() == ["yes"] * 4
    assert supply.lists(facts, "uranium").loc[["eu", "us-2022", "us-2025"], "named"].tolist() == [
        *("no", "no", "yes")
    ]
    open_outcome = supply.lists(facts, "phosphate")
    assert pd.isna(open_outcome.loc["japan", "named"])
    assert open_outcome.loc["eu", "date"] == "2024"
    # Japan's own dates: the rare metals of the strategy, the minerals supported since.
    dates = {name: supply.lists(facts, name).loc["japan", "date"] for name in ("tungsten", "uranium")}
    assert dates == {"tungsten": "2020-03", "uranium": "2025-01-23"}
    with pytest.raises(KeyError):
        supply.lists(facts, "unobtainium")


def test_gaps_are_empty_cells_and_what_is_not_mapped(facts):
    every = supply.gaps(facts)
    assert (every["gap"] == "no-output").sum() == facts.sites["output"].isna().sum()
    assert (every["gap"] == "unmapped").sum() == len(facts.unmapped)
    uranium = supply.gaps(facts, "uranium", "KAZ")
    assert "unmapped:zarechnoye" in set(uranium["record"])
    assert "unmapped:garlyk" not in set(uranium["record"])
    assert "unmapped:next-summit-date" not in set(uranium["record"])
    assert "production:uzb-tungsten" in set(supply.gaps(facts, iso3="UZB")["record"])
    assert uranium.loc[uranium["gap"] == "unmapped", "settled_by"].notna().all()


def test_notes_name_row_and_repair(network, facts):
    made = supply.notes(network)
    assert made["repair"].notna().all()
    far = made[made["note"].str.contains("straight line")]
    assert "site:aqarkhar" in set(far["record"])
    assert not {"site:aktogay", "site:kachar"} & set(far["record"])
    assert (made["note"] == "no output is known").sum() == facts.sites["output"].isna().sum()


@pytest.mark.parametrize("iso3", ["KAZ", "UZB", "KGZ", "TJK", "TKM", "JPN"])
def test_a_country_profile_holds_its_rows_and_no_others(facts, to_rotterdam, iso3):
    made = supply.country_profile(facts, iso3, to_rotterdam)
    for name in ("sites", "production", "ways", "reserves"):
        assert set(getattr(made, name)["iso3"]) <= {iso3}, name
    assert len(made.sites) == (facts.sites["iso3"] == iso3).sum() == len(made.ways)
    assert all(iso3 in codes for codes in made.pledges["beneficiaries"])
    assert all("REGION" in codes for codes in made.regional_pledges["beneficiaries"])
    assert made.fact["leader"]
    assert made.by_resource["main"].sum() == len(made.sites)


@pytest.mark.parametrize("resource", ["uranium", "tungsten", "gallium", "phosphate", "lithium"])
def test_a_commodity_profile_holds_its_rows(facts, to_rotterdam, resource):
    made = supply.resource_profile(facts, resource, to_rotterdam)
    for _, site in made.sites.iterrows():
        assert resource in (site["resource"], *site["secondary_resources"])
    assert set(made.stakes["resource"]) <= {resource}
    assert set(made.production["resource"]) <= {resource}
    assert all(resource in codes for codes in made.pledges["resources"])
    assert list(made.lists.index) == ["japan", "eu", "us-2022", "us-2025"]
    assert made.fact["name_en"]


def test_every_commodity_and_country_has_a_profile(facts, to_rotterdam):
    for resource in facts.resources.index:
        assert supply.resource_profile(facts, resource, to_rotterdam).code == resource
    assert supply.country_profile(facts, "GEO", to_rotterdam).fact is None


def test_an_unknown_code_is_no_profile(facts, to_rotterdam):
    with pytest.raises(KeyError):
        supply.country_profile(facts, "XXX", to_rotterdam)
    with pytest.raises(KeyError):
        supply.resource_profile(facts, "unobtainium", to_rotterdam)


def test_a_profile_for_a_wrong_end_still_holds_the_facts(network, facts):
    nothing = supply.ways_out(network, Request(None, "nowhere"))
    made = supply.resource_profile(facts, "uranium", nothing)
    assert len(made.sites) > 0
    assert made.ways.empty
    assert made.by_resource.empty
