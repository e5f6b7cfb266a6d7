"""One country or one commodity: facts, sites, ways out, production, exports, stakes, pledges, gaps."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from dashboard.view import cells
from dashboard.view.blocks import Action, Block, Row
from dashboard.view.pages.ledger import ledger
from dashboard.view.pages.resources import commodities, published, sites
from dashboard.view.pages.resources.query import Query
from geodata import supply
from geodata.supply import Profile

PLEDGE_COLUMNS = ("title", "donor", "beneficiaries", "amount", "status", "date")
# Which edition the customs codes are of; said with the codes, in each language.
_CUSTOMS = "Customs codes: HS 2022."


def blocks(query: Query) -> tuple[Block, ...]:
    """Return the profile that the filters of country and commodity name, or what to choose."""
    found = _profile(query)
    if found is None:
        return (_choose(query),)
    pledges, is_resource = query.facts.pledges, found.kind == "resource"
    lists, note = commodities.lists(query.labels), query.reading("lists", query.text("lists_note"))
    given = pd.DataFrame(pledges[pledges["donor"] == found.code])
    made = () if is_resource else (published.table(query, "production", found.production),)
    behind = (
        *([replace(lists[found.code][1], folded=note)] if is_resource else []),
        *(_of_sites(query, found.ways) if len(found.ways) else ()),
        *made,
        *(published.table(query, key, getattr(found, key)) for key in ("reserves", "exports")),
        *published.stakes(query, _stakes(query, found)),
        _pledges(query, "pledges", found.pledges),
        *([] if is_resource else [_pledges(query, "given", given)]),
        _pledges(query, "regional", found.regional_pledges),
        *([_pledges(query, "unnamed", found.unnamed_pledges)] if is_resource else []),
        _gaps(query, found.gaps),
    )
    charts = published.through(query, found.code) if is_resource else ()
    return (_head(query, found), *charts, published.behind(Block("more"), behind))


def _profile(query: Query) -> Profile | None:
    if len(query.country) == 1 and not query.resource:
        return supply.country_profile(query.facts, query.country[0], query.all_ways)
    if len(query.resource) == 1 and not query.country:
        return supply.resource_profile(query.facts, query.resource[0], query.all_ways)
    return None


def _choose(query: Query) -> Block:
    labels, facts = query.labels, query.facts
    countries = query.country or tuple(facts.participants.index)
    resources = query.resource or tuple(facts.resources.index)
    key = "several" if query.country or query.resource else "choose"
    return Block(
        "choose",
        query.text("profile_title"),
        says=(query.text(key),),
        actions=(
            *(Action(labels.country(code), {"country": code, "resource": ""}) for code in countries),
            *(Action(labels.resource(code), {"resource": code, "country": ""}) for code in resources),
        ),
    )


def _head(query: Query, found: Profile) -> Block:
    labels, fact = query.labels, found.fact
    says = [query.text("profile_counts", sites=len(found.sites), pledges=len(found.pledges))]
    if found.kind == "resource":
        says += _of_resource(query, found.fact)
    elif fact is not None:
        role = labels.coded("participants", "role", fact["role"])
        says.append(f"{fact['title']} {fact['leader']}; {fact['capital']}; {role}")
    if found.sites.empty:
        says.append(query.text("profile_no_sites"))
    name = labels.country(found.code) if found.kind == "country" else labels.resource(found.code)
    return Block("profile", name, says=tuple(says), printed=True)


def _of_resource(query: Query, fact: Any) -> list[str]:
    """Return what the row notes, and the customs codes in the reader's language."""
    noted = (cells.text(fact["note"]) or "").replace(_CUSTOMS, "").strip()
    codes = query.text("customs", codes=", ".join(fact["hs_codes"])) if fact["hs_codes"] else ""
    return [said for said in (noted, codes) if said]


def _of_sites(query: Query, ways: pd.DataFrame) -> tuple[Block, ...]:
    rules = map(query.text, ("sites_rule", "places_note"))
    return (
        commodities.counts(query, ways),
        sites.block(query, ways, *rules),
        *commodities.outputs(query, ways),
    )


def _stakes(query: Query, found: Profile) -> pd.DataFrame:
    """Return the stakes in a country and those held from it, or those in a commodity."""
    if found.kind == "resource":
        return found.stakes
    held = supply.stakes(query.facts)
    return pd.DataFrame(held[held.index.isin(found.stakes.index) | (held["holder_code"] == found.code)])


def _pledges(query: Query, key: str, found: pd.DataFrame) -> Block:
    title = query.text(f"{key}_title", n=len(found))
    if found.empty:
        return Block(key, title, says=(query.text("no_pledges"),))
    shown = query.facts.pledges.index.isin(found.index)
    table = ledger(query.labels, query.money, shown, PLEDGE_COLUMNS)
    return Block(key, title, table=table, folded=query.reading(key, query.text("pledges_rule")))


def _gaps(query: Query, found: pd.DataFrame) -> Block:
    rows = tuple(_gap(query, row) for _, row in found.iterrows())
    title, heads = query.text("gaps_title", n=len(rows)), "record_of gap reason settled_by"
    return query.listed("gaps", title, heads, rows)


def _gap(query: Query, row: pd.Series[Any]) -> Row:
    record, gap = str(row["record"]), row["gap"]
    return Row(
        (
            cells.text(row["item"]) or _named(query, record),
            query.text(f"gap_{gap}"),
            cells.text(row["reason"]) or query.text(f"why_{gap}"),
            cells.text(row["settled_by"]) or query.text(f"settled_{gap}"),
        ),
        {"sel": record} if record in query.context.vocabulary.records else None,
    )


def _named(query: Query, record: str) -> str:
    """Name what a gap is of: a site, a commodity, or the output of a commodity in a country."""
    labels = query.labels
    kind, _, code = record.partition(":")
    if kind == "site":
        return labels.place(record)
    if kind == "resource":
        return labels.resource(code)
    iso3, _, resource = code.partition("-")
    return f"{labels.resource(resource)}, {labels.country(iso3.upper())}"
