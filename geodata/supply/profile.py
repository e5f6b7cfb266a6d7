"""All that is known of one country or one commodity, as frames of rows with their ids."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from geodata.model import REGION, Facts
from geodata.supply.commodities import by_resource, outputs
from geodata.supply.gaps import gaps
from geodata.supply.published import CRITICAL, exports, lists, production, reserves, stakes


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
    sites, held, pledges = facts.sites[facts.sites["iso3"] == iso3], stakes(facts), facts.pledges
    own = _of(facts, sites, ways, iso3=iso3)
    chosen = {*sites["resource"], *own["production"]["resource"]}.union(*sites["secondary_resources"])
    listed = facts.resources[facts.resources.index.isin(chosen)]
    return Profile(
        kind="country",
        code=iso3,
        fact=facts.participants.loc[[iso3]].iloc[0] if iso3 in facts.participants.index else None,
        lists=listed[["list_japan", "list_eu", "eu_level", "list_us"]],
        stakes=held[_names(held["iso3"].str.split(";"), iso3)],
        pledges=pd.DataFrame(pledges[_names(pledges["beneficiaries"], iso3)]),
        regional_pledges=pd.DataFrame(pledges[_names(pledges["beneficiaries"], REGION)]),
        unnamed_pledges=pledges.iloc[:0],
        **own,
    )


def resource_profile(facts: Facts, resource: str, ways: pd.DataFrame) -> Profile:
    """Return the profile of a commodity; as ``country_profile``.

    Raises
    ------
    KeyError
        If the commodity is not known.
    """
    fact, held, pledges = facts.resources.loc[[resource]].iloc[0], stakes(facts), facts.pledges
    named, regional = _names(pledges["resources"], resource), _names(pledges["beneficiaries"], REGION)
    unnamed = regional & (pledges["resources"].map(len) == 0) & (pledges["theme"] == CRITICAL)
    return Profile(
        kind="resource",
        code=resource,
        fact=fact,
        lists=lists(facts, resource),
        stakes=held[held["resource"] == resource],
        pledges=pd.DataFrame(pledges[named & ~regional]),
        regional_pledges=pd.DataFrame(pledges[named & regional]),
        unnamed_pledges=pd.DataFrame(pledges[unnamed]),
        **_of(facts, _holding(facts.sites, resource), ways, resource=resource),
    )


def _of(facts: Facts, sites: pd.DataFrame, ways: pd.DataFrame, **code: str) -> dict[str, pd.DataFrame]:
    """Return the frames that a country and a commodity have alike."""
    own = ways[ways.index.isin(sites.index)]
    return {
        "sites": pd.DataFrame(sites),
        "ways": own,
        "by_resource": by_resource(own, facts),
        "outputs": outputs(own, facts),
        "production": production(facts, **code),
        "reserves": reserves(facts, **code),
        "exports": exports(facts, **code),
        "gaps": gaps(facts, **code),
    }


def _holding(sites: pd.DataFrame, resource: str) -> pd.DataFrame:
    """Return the sites that have a commodity, as main one or by-product."""
    return sites[(sites["resource"] == resource) | _names(sites["secondary_resources"], resource)]


def _names(cells: pd.Series[Any], code: str) -> pd.Series[bool]:
    return pd.Series([code in cell for cell in cells], index=cells.index, dtype=bool)
