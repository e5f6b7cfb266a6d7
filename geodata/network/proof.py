"""What a reader needs to check a route: kilometres in every country, and how near Russia comes."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from geodata.network.build import Network

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
