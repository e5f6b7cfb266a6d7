"""Who has a stake in which commodity and site: shares, rights to buy, surveys and pledges, as published."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from geodata.links import split
from geodata.model import Facts

JAPAN = "JPN"
_COLUMNS = [
    *("record", "resource", "site_id", "iso3", "kind", "instrument", "holder", "holder_code", "is_japanese"),
    *("share_pct", "value", "unit", "date", "state", "text", "source_ids", "note"),
]
_TEXTS = [name for name in _COLUMNS if name not in ("is_japanese", "share_pct", "value", "source_ids")]
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
    return ranked[_COLUMNS].reset_index(drop=True)


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
