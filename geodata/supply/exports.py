"""How commodities leave today, as published."""

from __future__ import annotations

import pandas as pd

from geodata.model import Facts
from geodata.supply.production import narrowed

# Metrics of ``statistics`` that are about one commodity, and that commodity.
METRICS = {
    "btc-kazakh-oil-tonnes": "oil",
    "btc-kazakh-oil-tonnes-part-year": "oil",
    "btc-oil-tonnes": "oil",
    "cpc-oil-tonnes": "oil",
}
_COLUMNS = [
    *("resource", "iso3", "year", "period", "kind", "way", "destination", "leg_ids", "through_russia"),
    *("value", "unit", "share_pct", "share_of", "source_ids", "note"),
]


def exports(facts: Facts, resource: str | None = None, iso3: str | None = None) -> pd.DataFrame:
    """Return what is published of how commodities leave: rows of ``exports``, and of ``statistics`` beside.

    Parameters
    ----------
    resource, iso3 : str, optional
        Only this commodity, only this country. Rows of ``statistics`` name no country.

    Returns
    -------
    DataFrame
        Index ``record`` (``export:...`` or ``statistic:...``): the columns of ``exports``. Newest year first.
        Rows overlap (sources disagree, parts of years stand beside years), so they must not be added up.
    """
    own = facts.exports.set_axis([f"export:{row}" for row in facts.exports.index])[_COLUMNS]
    figures = facts.statistics[facts.statistics["metric"].isin(list(METRICS))]
    other = pd.DataFrame(
        {
            "resource": figures["metric"].astype("str").map(METRICS),
            "year": figures["year"],
            "value": figures["value"],
            "unit": figures["unit"].astype("str"),
            "way": figures["note"],
            "source_ids": figures["source_ids"],
        }
    ).set_axis([f"statistic:{row}" for row in figures.index])
    made = pd.concat([own.astype(object), other.reindex(columns=_COLUMNS).astype(object)])
    made = made.rename_axis("record")
    for name in ("value", "share_pct"):
        made[name] = made[name].astype("float64")
    made["year"] = made["year"].astype("Int64")
    made["leg_ids"] = [ids if isinstance(ids, tuple) else () for ids in made["leg_ids"]]
    return narrowed(made, resource, iso3).sort_values("year", ascending=False, kind="stable")
