"""All that is known of one country or one commodity, as frames of rows with their ids."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from geodata.model import Facts
from geodata.supply.commodities import by_resource, outputs
from geodata.supply.exports import exports
from geodata.supply.gaps import gaps, of_resource
from geodata.supply.lists import lists
from geodata.supply.production import production, reserves
from geodata.supply.stakes import stakes

REGION = "REGION"


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """One country or one commodity; every frame keeps the ids of its rows.

    Attributes
    ----------
    kind, code : str
        ``country`` and its alpha-3 code, or ``resource`` and its code.
    fact : Series or None
        Row of ``participants`` (None for a country that took no part), or of ``resources``.
    lists : DataFrame
        Of a commodity as ``lists`` gives it; of a country the newest lists' word on each commodity of its
        sites and output: index ``resource``, ``list_japan``, ``list_eu``, ``eu_level``, ``list_us``.
    sites : DataFrame
        Rows of ``sites``; of a commodity those that have it as main one or by-product.
    ways : DataFrame
        Rows of ``ways_out`` of these sites.
    by_resource, outputs : DataFrame
        As the functions of the same name give them, of these sites.
    production, reserves, exports, stakes, gaps : DataFrame
        As the functions of the same name give them.
    pledges, regional_pledges : DataFrame
        Rows of ``pledges`` that name the country or commodity, those for the region as a whole apart: of a
        country all of these, of a commodity those that name it; as ``selection`` counts them.
    unnamed_pledges : DataFrame
        Of a commodity: those for critical minerals in the region that name no commodity. Add all of them up
        with ``sums`` alone.
    """

    kind: str
    code: str
    fact: pd.Series[Any] | None
    lists: pd.DataFrame
    sites: pd.DataFrame
    ways: pd.DataFrame
    by_resource: pd.DataFrame
    outputs: pd.DataFrame
    production: pd.DataFrame
    reserves: pd.DataFrame
    exports: pd.DataFrame
    stakes: pd.DataFrame
    pledges: pd.DataFrame
    regional_pledges: pd.DataFrame
    unnamed_pledges: pd.DataFrame
    gaps: pd.DataFrame


def country_profile(facts: Facts, iso3: str, ways: pd.DataFrame) -> Profile:
    """Return the profile of a country.

    Parameters
    ----------
    ways : DataFrame
        As ``ways_out`` gives it for an end; empty frames follow from an empty one.

    Raises
    ------
    KeyError
        If the country is not on the map.

    Examples
    --------
    >>> import geodata
    >>> from geodata.network import Network, Request
    >>> from geodata.supply import ways_out
    >>> facts = geodata.load()
    >>> ways = ways_out(Network.build(facts), Request(None, "rotterdam"))
    >>> country_profile(facts, "TJK", ways).by_resource.loc["antimony", "sites"] > 0
    np.True_
    """
    facts.countries.loc[iso3]
    sites = facts.sites[facts.sites["iso3"] == iso3]
    made = production(facts, iso3=iso3)
    held = stakes(facts)
    named = facts.pledges["beneficiaries"]
    chosen = {*sites["resource"], *made["resource"]}.union(*sites["secondary_resources"])
    listed = facts.resources[facts.resources.index.isin(chosen)]
    return Profile(
        kind="country",
        code=iso3,
        fact=facts.participants.loc[[iso3]].iloc[0] if iso3 in facts.participants.index else None,
        lists=listed[["list_japan", "list_eu", "eu_level", "list_us"]],
        sites=pd.DataFrame(sites),
        **_of_sites(facts, sites, ways),
        production=made,
        reserves=reserves(facts, iso3=iso3),
        exports=exports(facts, iso3=iso3),
        stakes=_kept(held, [iso3 in str(codes).split(";") for codes in held["iso3"]]),
        pledges=_kept(facts.pledges, [iso3 in codes for codes in named]),
        regional_pledges=_kept(facts.pledges, [REGION in codes for codes in named]),
        unnamed_pledges=facts.pledges.iloc[:0],
        gaps=gaps(facts, iso3=iso3),
    )


def resource_profile(facts: Facts, resource: str, ways: pd.DataFrame) -> Profile:
    """Return the profile of a commodity; as ``country_profile``.

    Raises
    ------
    KeyError
        If the commodity is not known.
    """
    fact = facts.resources.loc[[resource]].iloc[0]
    sites = facts.sites[of_resource(facts.sites, resource)]
    held = stakes(facts)
    named = _kept(facts.pledges, [resource in codes for codes in facts.pledges["resources"]])
    regional = [REGION in codes for codes in facts.pledges["beneficiaries"]]
    unnamed = [
        whole and not codes and theme == "critical-minerals"
        for whole, codes, theme in zip(
            regional, facts.pledges["resources"], facts.pledges["theme"], strict=True
        )
    ]
    return Profile(
        kind="resource",
        code=resource,
        fact=fact,
        lists=lists(facts, resource),
        sites=pd.DataFrame(sites),
        **_of_sites(facts, sites, ways),
        production=production(facts, resource),
        reserves=reserves(facts, resource),
        exports=exports(facts, resource),
        stakes=held[held["resource"] == resource],
        pledges=_kept(named, [REGION not in codes for codes in named["beneficiaries"]]),
        regional_pledges=_kept(named, [REGION in codes for codes in named["beneficiaries"]]),
        unnamed_pledges=_kept(facts.pledges, unnamed),
        gaps=gaps(facts, resource),
    )


def _of_sites(facts: Facts, sites: pd.DataFrame, ways: pd.DataFrame) -> dict[str, pd.DataFrame]:
    own = ways[ways.index.isin(sites.index)]
    return {"ways": own, "by_resource": by_resource(own, facts), "outputs": outputs(own, facts)}


def _kept(frame: pd.DataFrame, mask: list[bool]) -> pd.DataFrame:
    return pd.DataFrame(frame[pd.Series(mask, index=frame.index, dtype=bool)])
