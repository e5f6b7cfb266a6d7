"""Production and reserves as published: a row stands for itself and is never added to another."""

from __future__ import annotations

import pandas as pd

from geodata.model import Facts


def production(facts: Facts, resource: str | None = None, iso3: str | None = None) -> pd.DataFrame:
    """Return the output of countries per commodity and year, in published units.

    Parameters
    ----------
    resource, iso3 : str, optional
        Only this commodity, only this country.

    Returns
    -------
    DataFrame
        Index ``production_id``: the columns of ``production`` and ``newest`` (bool: of the newest year that
        the country and commodity have in this unit). Newest year first within a country and commodity.
    """
    made = narrowed(facts.production, resource, iso3)
    last = made.groupby(["iso3", "resource", "unit"], observed=True)["year"].transform("max")
    made = made.assign(newest=(made["year"] == last).astype(bool))
    return made.sort_values(["resource", "iso3", "year"], ascending=[True, True, False], kind="stable")


def reserves(facts: Facts, resource: str | None = None, iso3: str | None = None) -> pd.DataFrame:
    """Return the reserves of countries and of single sites, in published units.

    Returns
    -------
    DataFrame
        Index ``record`` (``production:...`` or ``site:...``): ``resource``, ``iso3``, ``scope`` (country or
        site), ``covers`` (what a site's figure covers, as ``reserves_scope`` of ``sites``), ``year`` (of the
        country's row; missing for a site), ``reserves``, ``unit``, ``source_ids`` (of them), ``note``.
        A site's reserves may be in its country's, and bases differ, so rows must not be added up.
    """
    country = facts.production[facts.production["reserves"].notna()]
    site = facts.sites[facts.sites["reserves"].notna()]
    site = site.assign(source_ids=site["reserves_source_ids"])
    frames = [
        pd.DataFrame(frame[["resource", "iso3", "reserves", "source_ids", "note"]])
        .assign(
            unit=frame["reserves_unit"],
            scope=scope,
            covers=frame["reserves_scope"].astype("str") if "reserves_scope" in frame else scope,
            year=frame["year"] if "year" in frame else pd.Series(pd.NA, index=frame.index, dtype="Int64"),
        )
        .set_axis([f"{kind}:{row}" for row in frame.index])
        for frame, kind, scope in ((country, "production", "country"), (site, "site", "site"))
    ]
    made = pd.concat(frames).rename_axis("record")
    made = made[["resource", "iso3", "scope", "covers", "year", "reserves", "unit", "source_ids", "note"]]
    return narrowed(made, resource, iso3).sort_values(["resource", "iso3", "scope"], kind="stable")


def narrowed(frame: pd.DataFrame, resource: str | None, iso3: str | None) -> pd.DataFrame:
    """Return the rows of a commodity and a country; of all where one is None."""
    kept = frame if resource is None else frame[frame["resource"] == resource]
    return kept if iso3 is None else kept[kept["iso3"] == iso3]
