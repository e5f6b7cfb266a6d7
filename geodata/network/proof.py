"""What a reader needs to check a route: kilometres in every country, how near Russia comes, the sources."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from geodata.network.build import Network
from geodata.network.route import Route

RUSSIA = "RUS"


def proof(network: Network, leg_ids: Iterable[str] | None = None) -> pd.DataFrame:
    """Return what a reader needs to check that legs keep out of Russia.

    Parameters
    ----------
    leg_ids : iterable of str, optional
        By default all legs.

    Returns
    -------
    DataFrame
        Index ``leg_id``, in the order asked for: ``from_node``, ``to_node``, ``corridor``, ``mode``,
        ``status``, ``length_km``, ``russia_km``, ``nearest_russia_km`` (geodesic), ``lon``, ``lat`` of that
        place on the leg, ``russia_lon`` and ``russia_lat`` of that in Russia, then ``km_<ISO3>`` for each
        country that any of them enters. All against the 10m borders, which hold Russia to 60 degrees north
        and 141 degrees east.

    Examples
    --------
    >>> import geodata
    >>> network = Network.build(geodata.load())
    >>> float(proof(network, ["f-aktau-alat"])["russia_km"].iloc[0])
    0.0
    """
    chosen = network.legs.index if leg_ids is None else pd.Index(list(leg_ids), name="leg_id")
    legs = network.legs.loc[chosen, ["from_node", "to_node", "corridor", "mode", "status", "length_km"]]
    inside = network.km_by_country.loc[chosen]
    near = network.nearest_russia.loc[chosen].rename(
        columns={"distance_km": "nearest_russia_km", "area_lon": "russia_lon", "area_lat": "russia_lat"}
    )
    russia = inside[RUSSIA] if RUSSIA in inside else pd.Series(float("nan"), index=chosen)
    shares = inside.loc[:, (inside > 0).any()].add_prefix("km_")
    return pd.DataFrame(pd.concat([legs.assign(russia_km=russia), near, shares], axis=1))


def sources_of(network: Network, route: Route) -> tuple[str, ...]:
    """Return the ids of all sources that the figures of a route rest on, each once, in the order of the legs.

    Those of published days and lengths, of the assumptions of legs and stops, and of the emission factors.
    """
    facts, legs = network.facts, route.legs
    rows = {
        "assumptions": [
            *(row for ids in legs["assumption_ids"] for row in ids),
            *route.stops["assumption_id"],
        ],
        "lengths": [*route.published_lengths.index],
        "emission_factors": [row for row in legs["factor_id"] if row],
    }
    cited = [source for ids in legs["days_source_ids"] for source in ids]
    for table, used in rows.items():
        by_row = getattr(facts, table)["source_ids"]
        cited += [source for row in dict.fromkeys(used) for source in by_row[row]]
    return tuple(dict.fromkeys(cited))
