"""Who has a stake in which commodity and site: shares, rights to buy, surveys and pledges, as published."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from geodata.links import split
from geodata.model import Facts

JAPAN = "JPN"
_COLUMNS = [
    *("record", "resource", "site_id", "iso3", "kind", "instrument", "holder", "holder_code", "is_japanese"),
    *("share_pct", "value", "unit", "date", "state", "text", "source_ids", "note"),
]
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
    made = pd.DataFrame([*_holdings(facts), *_pledges(facts)], columns=_COLUMNS)
    made["is_japanese"] = made["is_japanese"].astype("boolean")
    for name in ("share_pct", "value"):
        made[name] = made[name].astype("float64")
    first = ~made["is_japanese"].fillna(value=False).astype(bool)
    order = (
        made.assign(_first=first).sort_values(["_first", "resource", "iso3", "record"], kind="stable").index
    )
    return made.loc[order].reset_index(drop=True)


def _holdings(facts: Facts) -> Iterator[tuple[Any, ...]]:
    for row_id, row in facts.holdings.iterrows():
        seat = row["holder_iso3"]
        yield (
            *(f"holding:{row_id}", row["resource"], row["site_id"], row["iso3"], row["kind"]),
            *(
                None,
                row["holder"],
                seat,
                pd.NA if pd.isna(seat) else seat == JAPAN,
                row["share_pct"],
                row["value"],
                row["unit"],
            ),
            *(str(row["year"]) if pd.notna(row["year"]) else None, row["state"], row["venture"]),
            *(row["source_ids"], row["note"]),
        )


def _pledges(facts: Facts) -> Iterator[tuple[Any, ...]]:
    pledges = facts.pledges
    named = pledges[(pledges["resources"].map(len) > 0) | (pledges["theme"] == CRITICAL)]
    named = named[~named.index.isin(facts.holdings.index)]
    for row_id, row in named.iterrows():
        sites: list[str | None] = [place for kind, place in map(split, row["places"]) if kind == "site"]
        for resource in row["resources"] or (None,):
            for site in sites or [None]:
                yield (
                    *(f"pledge:{row_id}", resource, site, ";".join(row["beneficiaries"]), kind_of(row)),
                    *(
                        row["instrument"],
                        row["donor_name"],
                        row["donor"],
                        row["donor"] == JAPAN,
                        None,
                        row["amount"],
                    ),
                    *(
                        row["currency"],
                        row["date"],
                        row["status"],
                        row["title"],
                        row["source_ids"],
                        row["note"],
                    ),
                )


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
