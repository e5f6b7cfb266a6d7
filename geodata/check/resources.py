"""Rules about sites, what they give, who holds them, and how it leaves."""

from collections.abc import Iterator

from geodata.check.context import Context
from geodata.check.geometry import COUNTRY_TOLERANCE_KM, outside
from geodata.errors import FactError

# How far off the coast a field in the sea may lie: the borders do not draw the sea.
OFFSHORE_TOLERANCE_KM = 120.0
OFFSHORE = "offshore-field"
# Shares published to three digits may come to a little more than the whole.
FULL_PCT = 100.05


def every_figure_of_a_site_says_of_what_and_by_whom(facts: Context) -> Iterator[FactError]:
    """Check that output and reserves of a site name what they cover and their own sources."""
    sites = facts["sites"]
    for column in ("output", "reserves"):
        stated = sites[column].notna()
        scoped = sites[f"{column}_scope"].notna()
        sourced = sites[f"{column}_source_ids"].map(len) > 0
        for row in sites.index[(stated != scoped) | (stated != sourced)]:
            problem = f"one of {column}, {column}_scope and {column}_source_ids is empty"
            yield facts.fault("sites", row, column, problem, "give all three or none")


def every_share_says_of_what(facts: Context) -> Iterator[FactError]:
    """Check that a share of exports names its whole, and that shares in a site are at most the whole."""
    exports, holdings = facts["exports"], facts["holdings"]
    for row in exports.index[exports["share_pct"].notna() & exports["share_of"].isna()]:
        yield facts.fault("exports", row, "share_of", "the share has no whole", "write of what it is a share")
    together = holdings.groupby(["site_id", "state"], observed=True)["share_pct"].sum().reset_index()
    for site, share in together.loc[together["share_pct"] > FULL_PCT, ["site_id", "share_pct"]].to_numpy():
        row = holdings.index[holdings["site_id"] == site][-1]
        problem = f"the shares in {site} are {share:g} percent together"
        yield facts.fault("holdings", row, "share_pct", problem, "mend the shares or their states")


def every_holding_is_in_the_country_of_its_site(facts: Context) -> Iterator[FactError]:
    """Check that a holding names the country that its site lies in."""
    if not facts.can_read("sites"):
        return
    country = facts["sites"]["iso3"]
    for row, site, iso3 in facts["holdings"][["site_id", "iso3"]].itertuples():
        if site in country.index and country[site] != iso3:
            yield facts.fault(
                "holdings", row, "iso3", f"{site} lies in {country[site]}", "mend one of the two"
            )


def every_commodity_of_a_leg_is_in_a_pipeline(facts: Context) -> Iterator[FactError]:
    """Check that only a pipeline is bound to a commodity."""
    legs = facts["legs"]
    for row in legs.index[legs["commodity"].notna() & (legs["mode"] != "pipeline")]:
        yield facts.fault("legs", row, "commodity", "the leg is no pipeline", "leave the cell empty")


def no_site_names_its_commodity_twice(facts: Context) -> Iterator[FactError]:
    """Check that the main commodity of a site is not among its others."""
    for row, main, others in facts["sites"][["resource", "secondary_resources"]].itertuples():
        if main in others:
            problem = f"{main} is the main commodity of the site"
            yield facts.fault("sites", row, "secondary_resources", problem, f"take {main} out of the list")


def every_site_lies_in_its_country(facts: Context) -> Iterator[FactError]:
    """Check that a site is within 15 km of its country, an offshore field within 120 km."""
    sites = facts.shapes("sites")
    for at_sea, km in ((True, OFFSHORE_TOLERANCE_KM), (False, COUNTRY_TOLERANCE_KM)):
        for row, country in outside(facts, sites[(sites["kind"] == OFFSHORE) == at_sea], km):
            repair = f"mend lat and lon (not swapped?) or iso3; a field in the sea is an {OFFSHORE}"
            problem = f"the site is more than {km:g} km outside {country}, perhaps in the sea"
            yield facts.fault("sites", row, "lat", problem, repair)
