"""What is published of commodities: output, reserves, exports, lists of minerals, and who has a stake.

A row stands for itself and is never added to another.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from geodata.links import split
from geodata.model import Facts

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
# List -> column of ``resources`` that says yes, partly or no; column of its sources; year of the list where
# the column itself is about one edition.
_LISTS = {
    "japan": ("list_japan", "source_ids_japan", None),
    "eu": ("list_eu", "source_ids_eu", None),
    "us-2022": ("us_2022", "source_ids_us", "2022"),
    "us-2025": ("us_2025", "source_ids_us", "2025"),
}
JAPAN = "JPN"
_STAKE = [
    *("record", "resource", "site_id", "iso3", "kind", "instrument", "holder", "holder_code", "is_japanese"),
    *("share_pct", "value", "unit", "date", "state", "text", "source_ids", "note"),
]
_TEXTS = [name for name in _STAKE if name not in ("is_japanese", "share_pct", "value", "source_ids")]
# Columns of pledges that say the same under another name.
_OF_PLEDGE = {
    "donor_name": "holder",
    "donor": "holder_code",
    "amount": "value",
    "currency": "unit",
    "status": "state",
    "title": "text",
}
EQUITY, OFFTAKE, STUDY, OTHER = KINDS = ("equity", "offtake", "study", "other")
CRITICAL = "critical-minerals"


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
            **figures[["year", "value", "source_ids"]],
            "resource": figures["metric"].astype("str").map(METRICS),
            "unit": figures["unit"].astype("str"),
            "way": figures["note"],
        }
    ).set_axis([f"statistic:{row}" for row in figures.index])
    made = pd.concat([own.astype(object), other.reindex(columns=_COLUMNS).astype(object)])
    made = made.rename_axis("record").astype({"value": "float64", "share_pct": "float64", "year": "Int64"})
    made["leg_ids"] = [ids if isinstance(ids, tuple) else () for ids in made["leg_ids"]]
    return narrowed(made, resource, iso3).sort_values("year", ascending=False, kind="stable")


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


def lists(facts: Facts, resource: str) -> pd.DataFrame:
    """Return what each list says of a commodity.

    Returns
    -------
    DataFrame
        Index ``list`` (japan, eu, us-2022, us-2025): ``named`` (yes, partly, no; missing where the outcome is
        not known), ``level`` (of the EU list), ``date`` of the list (year, month or day; missing where no
        source gives it) and ``source_ids``.

    Raises
    ------
    KeyError
        If the commodity is not known.

    Examples
    --------
    >>> import geodata
    >>> lists(geodata.load(), "tungsten").loc["eu", ["named", "level", "date"]].tolist()
    ['yes', 'strategic', '2024']
    """
    row: dict[Any, Any] = facts.resources.loc[[resource]].iloc[0].to_dict()
    found = []
    for name, (column, sources, year) in _LISTS.items():
        level = row["eu_level"] if name == "eu" else None
        own = row["japan_date"] if name == "japan" else year
        date = own if isinstance(own, str) else _published(facts, row[sources])
        found.append((name, row[column], level, date, row[sources]))
    return pd.DataFrame(found, columns=["list", "named", "level", "date", "source_ids"]).set_index("list")


def _published(facts: Facts, source_ids: tuple[str, ...]) -> str | None:
    """Date of the first source: the list itself, or the page that tells of it."""
    date = facts.sources["published"][source_ids[0]] if source_ids else None
    return date if isinstance(date, str) else None


def stakes(facts: Facts) -> pd.DataFrame:
    """Return every stake that a row of the facts states, Japan's and others'.

    A stake is a row of ``holdings``, or a pledge that names a commodity or is of the theme critical minerals.
    A pledge is joined to a site only where its column ``places`` names the site; nothing is matched by name
    or by distance. A holding of a pledge's own id stands in its place; any other holding and the pledge that
    it came from are two rows: rows are no count of stakes.

    Returns
    -------
    DataFrame
        A row per record, commodity and site: ``record`` (``holding:...`` or ``pledge:...``), ``resource``
        (missing where the pledge names none), ``site_id`` (missing where no site is named), ``iso3`` (country
        of the site, beneficiary of the pledge, or several joined by ``;``), ``kind`` (equity, offtake, study,
        or other: what gives no stake in the commodity itself, such as a memorandum, a loan, a plant that
        burns or works it), ``instrument`` (of a pledge), ``holder``, ``holder_code`` (country of its seat;
        the donor of a pledge), ``is_japanese`` (missing where the seat is not known), ``share_pct``,
        ``value`` and ``unit`` (an amount in its own currency for a pledge), ``date`` (year or day), ``state``
        (present, agreed, unchecked: known for its year alone, past; the status of a pledge), ``text``
        (venture; title of the pledge), ``source_ids`` and ``note``. Japan's first, then by commodity. Never
        add the values up: ``sums`` does for pledges.

    Examples
    --------
    >>> import geodata
    >>> made = stakes(geodata.load())
    >>> made.loc[(made["site_id"] == "south-djengeldi") & (made["is_japanese"] == True), "share_pct"].tolist()
    [10.0]
    """
    made = pd.concat([_holdings(facts), _pledges(facts)]).astype(dict.fromkeys(_TEXTS, "str"))
    code = made["holder_code"]
    made["is_japanese"] = code.eq(JAPAN).astype("boolean").where(code.notna())
    made["_others"] = ~made["is_japanese"].fillna(value=False).astype(bool)
    ranked = made.sort_values(["_others", "resource", "iso3", "record"], kind="stable")
    return ranked[_STAKE].reset_index(drop=True)


def _holdings(facts: Facts) -> pd.DataFrame:
    rows = facts.holdings.rename(columns={"holder_iso3": "holder_code", "year": "date", "venture": "text"})
    return rows.assign(record=[f"holding:{row}" for row in rows.index], instrument=None)


def _pledges(facts: Facts) -> pd.DataFrame:
    pledges = pd.DataFrame(facts.pledges)
    named = (pledges["resources"].map(len) > 0) | (pledges["theme"] == CRITICAL)
    pledges = pledges[named & ~pledges.index.isin(facts.holdings.index)]
    sites = [[place for kind, place in map(split, cell) if kind == "site"] for cell in pledges["places"]]
    made = pledges.assign(
        record=[f"pledge:{row}" for row in pledges.index],
        resource=pledges["resources"],
        site_id=pd.Series(sites, index=pledges.index, dtype=object),
        iso3=pledges["beneficiaries"].map(";".join),
        kind=[kind_of(row) for _, row in pledges.iterrows()],
        share_pct=np.nan,
    )
    # Without a commodity or site the cell is missing.
    return made.explode("resource").explode("site_id").rename(columns=_OF_PLEDGE)


def kind_of(pledge: pd.Series[Any]) -> str:
    """Return what a pledge gives in its commodity, by its codes.

    A share is equity, a contract by which the region sells is offtake, and only in a pledge about the
    commodity itself; a survey stands under ``holdings``, for no instrument of pledges is one.
    """
    if pledge["theme"] != CRITICAL:
        return OTHER
    if pledge["instrument"] == "equity":
        return EQUITY
    return OFFTAKE if pledge["instrument"] == "contract" and pledge["flow"] == "trade" else OTHER
