"""Sites and their published output per commodity and per way out."""

from __future__ import annotations

import pandas as pd

from geodata.model import Facts
from geodata.supply.ways import PIPED, STATUSES

# What is dug out and what is made of it are never added up: one may hold the other.
STAGES = {
    "mine": "extraction",
    "field": "extraction",
    "offshore-field": "extraction",
    "deposit": "extraction",
    "prospect": "extraction",
    "plant": "processing",
    "smelter": "processing",
    "refinery": "processing",
}


# Output of this scope alone is added up: a company's or a country's holds that of other sites.
SITE = "site"


def by_resource(ways: pd.DataFrame, facts: Facts) -> pd.DataFrame:
    """Return how many sites of each commodity can leave in which way.

    Parameters
    ----------
    ways : DataFrame
        As ``ways_out`` gives it, or some of its rows.

    Returns
    -------
    DataFrame
        Index ``resource``, in the order of the table ``resources``, those with a site: ``sites`` (that have
        it as main commodity or by-product), ``main`` (as main commodity), a count of ``sites`` per status (of
        what no pipeline carries: of ``goods``), and ``days_low`` and ``days_high``, the least and the most
        days without Russia of any of them; missing where no way of theirs has days. A site counts for each
        of its commodities, so rows must not be added up.
    """
    sites = facts.sites.loc[ways.index]
    days = ("days_low", "days_high")
    pairs = [
        (resource, status if resource == main or resource in PIPED else goods, resource == main, low, high)
        for main, others, status, goods, low, high in zip(
            sites["resource"],
            sites["secondary_resources"],
            *(ways[name] for name in ("status", "goods", *days)),
            strict=True,
        )
        for resource in (main, *others)
    ]
    found = pd.DataFrame(pairs, columns=["resource", "status", "main", *days])
    counts = pd.crosstab(found["resource"], found["status"]).reindex(columns=list(STATUSES), fill_value=0)
    counts.columns.name = None
    by = found.groupby("resource")
    made = by.agg(sites=("main", "size"), main=("main", "sum")).join(counts)
    made = made.join(by.agg(days_low=("days_low", "min"), days_high=("days_high", "max")))
    return made.reindex([code for code in facts.resources.index if code in made.index])


def outputs(ways: pd.DataFrame, facts: Facts) -> pd.DataFrame:
    """Return the published output of sites per way out, like with like only.

    Returns
    -------
    DataFrame
        Index ``resource``, ``stage`` (extraction or processing), ``unit`` (as published), ``year``,
        ``status``: ``output`` (sum), ``bound`` (at-least where a figure in it is a lower bound, estimate
        where one is estimated, else empty), ``sites`` (tuple of ids in it). Output of another unit, year or
        stage is another row and must not be added to it. Sites without a published output, unit or year are
        in no row: most of them; nor are figures of more or less than the site: see ``left_out``.
    """
    every = _stated(ways, facts)
    stated = every[every["output_scope"] == SITE]
    rows = pd.DataFrame(
        {
            "resource": stated["resource"],
            "stage": stated["kind"].astype("str").map(STAGES),
            "unit": stated["output_unit"],
            "year": stated["output_year"].astype(int),
            "status": ways["status"].loc[stated.index].astype("str"),
            "output": stated["output"],
            "bound": stated["output_bound"].astype("str").fillna(""),
            "site_id": stated.index,
        }
    )
    keys = ["resource", "stage", "unit", "year", "status"]
    return rows.groupby(keys).agg(output=("output", "sum"), bound=("bound", _bound), sites=("site_id", tuple))


def left_out(ways: pd.DataFrame, facts: Facts) -> pd.DataFrame:
    """Return the published output that no sum of ``outputs`` holds, for it is not that of the site alone.

    Returns
    -------
    DataFrame
        Index ``site_id``: ``resource``, ``output``, ``output_unit``, ``output_year``, ``output_bound`` and
        ``output_scope`` (part, group or country).
    """
    every = _stated(ways, facts)
    columns = ["resource", "output", "output_unit", "output_year", "output_bound", "output_scope"]
    return pd.DataFrame(every.loc[every["output_scope"] != SITE, columns])


def _stated(ways: pd.DataFrame, facts: Facts) -> pd.DataFrame:
    sites = facts.sites.loc[ways.index]
    return pd.DataFrame(sites[sites[["output", "output_unit", "output_year"]].notna().all(axis=1)])


def _bound(bounds: pd.Series[str]) -> str:
    return next((bound for bound in ("at-least", "estimate") if bound in set(bounds)), "")
