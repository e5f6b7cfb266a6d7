"""What a record says beside its own cells: lengths and sailing of a leg, holdings of a site, who came."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pandas as pd

from dashboard.text import Words
from dashboard.view import cells
from dashboard.view.labels import Labels
from dashboard.view.names import Names
from geodata import citations, measures

# Less of a leg than this in a country is the width of a drawn line at the border.
SEEN_KM = 0.05
# Partners beside the largest that are named with its share.
MOST_PARTNERS = 2
# Label, what is said, and the sources.
Line = tuple[str, str | None, tuple[str, ...]]


def _leg(leg: pd.Series[Any], labels: Labels) -> Iterator[Line]:
    """Yield sailing time, km as drawn and as published for it or a chain that it is in, km per country."""
    words, facts, leg_id = labels.words, labels.facts, str(leg.name)
    yield from _sailing(leg, labels)
    drawn = measures.length_km(facts.legs.loc[[leg_id]].geometry).iloc[0]
    shown = f"{words.number(drawn, 1)} {words('unit.km')}"
    yield words("record.drawn_km"), shown, leg[citations.OWN["geometry"]]
    for _, row in facts.lengths[facts.lengths["legs"].map(lambda legs: leg_id in legs)].iterrows():
        kind = labels.code("lengths", "kind", str(row["kind"]))
        shown = f"{words.number(row['length_km'], 1)} {words('unit.km')} ({kind})"
        yield words("record.length", n=len(row["legs"])), shown, row["source_ids"]
    crossed = sorted(labels.context.km_by_country.loc[leg_id].items(), key=lambda pair: -pair[1])
    parts = [f"{labels.country(str(iso3))} {words.number(km, 1)}" for iso3, km in crossed if km > SEEN_KM]
    yield words("record.km_by_country"), "; ".join(parts) or "0", ()


def _sailing(leg: pd.Series[Any], names: Names) -> Iterator[Line]:
    """Yield the published sailing time of a crossing, which routes take for its days."""
    words, table, ends = names.words, names.facts.assumptions, {leg["from_node"], leg["to_node"]}
    times = table[(table["parameter"] == "sailing-hours") & (table["use"] == "computing")]
    for _, row in times.iterrows():
        if set(str(row["applies_to"]).removeprefix("pair:").split("|")) == ends:
            hours = " – ".join(words.number(float(row[name]), 1) for name in ("low", "typical", "high"))
            kind = names.code("legs", "days_kind", str(row["kind"]))
            shown = words("record.sailing_time", hours=hours, kind=kind)
            yield words("record.sailing"), shown, row["source_ids"]


def _site(site: pd.Series[Any], names: Names) -> Iterator[Line]:
    """Yield how little is known of a site, and what is held of it, per row of ``holdings``."""
    if is_bare(site):
        yield names.words("record.known"), names.words("record.bare"), ()
    held = names.facts.holdings
    for _, row in held[held["site_id"] == site.name].iterrows():
        kind = names.words(f"resources.stake_{row['kind']}")
        yield f"{kind}: {row['holder']}", _held(row, names), row["source_ids"]


def share(site: pd.Series[Any], names: Names) -> Line | None:
    """Return the largest share in a site that stands, else that is agreed, with who holds the rest of it."""
    words, held = names.words, names.facts.holdings
    own = held[(held["site_id"] == site.name) & held["share_pct"].notna()]
    for state in ("present", "agreed"):
        found = own[own["state"] == state].sort_values("share_pct", ascending=False, kind="stable")
        if found.empty:
            continue
        first, rest = found.iloc[0], found.iloc[1:]
        others = [f"{row['holder']} {_percent(row, words)}" for _, row in rest[:MOST_PARTNERS].iterrows()]
        if len(rest) > MOST_PARTNERS:
            others.append(words("record.more_partners", n=len(rest) - MOST_PARTNERS))
        venture = cells.text(first["venture"])
        of = words("record.share", holder=f"{first['holder']} ({venture})" if venture else first["holder"])
        when = ", ".join(filter(None, (words(f"resources.state_{state}"), cells.text(first["year"]))))
        sources = dict.fromkeys(source for ids in found["source_ids"] for source in ids)
        return "; ".join((of, *others, when)), _percent(first, words), tuple(sources)
    return None


def _percent(row: pd.Series[Any], words: Words) -> str:
    return f"{words.exact(float(row['share_pct']))} %"


def _country(country: pd.Series[Any], names: Names) -> Iterator[Line]:
    """Yield who came to the summit for a country, and its capital."""
    for _, row in names.facts.participants.filter([country.name], axis="index").iterrows():
        for column in ("leader", "title", "capital"):
            label = names.column("participants", column)
            said = names.words("record.office") if column == "title" else label
            yield said, cells.text(row[column]), row["source_ids"]


def is_bare(site: pd.Series[Any]) -> bool:
    """Whether a site is known by its commodity and place alone."""
    return bool(site[["output", "operator", "reserves"]].isna().all())


def holding_state(state: str, year: str | None, words: Words) -> str:
    """Say whether a holding is known to stand, and as of when where that is all that is known."""
    if state == "unchecked":
        return words("resources.state_unchecked", year=year or words("resources.no_year"))
    return words(f"resources.state_{state}")


def _held(row: pd.Series[Any], names: Names) -> str:
    words, value = names.words, row["value"]
    if pd.notna(row["share_pct"]):
        held = _percent(row, words)
    elif pd.notna(value):
        held = f"{words.exact(float(value))} {names.measure(row['unit'])}"
    else:
        held = words("resources.share_unknown")
    state = holding_state(str(row["state"]), cells.text(row["year"]), words)
    said = "; ".join(filter(None, (held, cells.text(row["venture"]), state)))
    return " ".join(filter(None, (f"{said}.", cells.text(row["note"]))))


LINES: Mapping[str, Callable[[pd.Series[Any], Labels], Iterator[Line]]] = {
    "country": _country,
    "leg": _leg,
    "site": _site,
}
