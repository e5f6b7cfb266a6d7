"""What every view stands on, worked out once per set of facts: index, codes, the measured route."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from dashboard.state import Vocabulary
from geodata import measures, network
from geodata.model import Facts
from geodata.selection import Index

# The stretch that stands for "the route" in the sentence above the map: from the Chinese border of
# Kazakhstan to the Black Sea, over the ports that the summit's package names. The sentence names them.
TRUNK = ("altynkol", "aktau", "alat", "poti")
TRUNK_CORRIDORS = frozenset({"titr-kazakhstan", "btk", "black-sea"})
AVOIDED = "RUS"

# Kind of record -> table of the facts.
TABLES: Mapping[str, str] = {
    "site": "sites",
    "pledge": "pledges",
    "node": "nodes",
    "leg": "legs",
    "event": "timeline",
    "country": "countries",
}
FACETS = ("country", "resource", "theme", "status", "donor")


@dataclass(frozen=True, slots=True)
class Trunk:
    """The Caspian route as drawn: its legs, geodesic km in all and inside Russia."""

    legs: tuple[str, ...]
    length_km: float
    avoided_km: float


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """Facts with everything that is derived from them alone, shared by all readers; equal only to itself."""

    facts: Facts
    index: Index
    vocabulary: Vocabulary
    km_by_country: pd.DataFrame
    trunk: Trunk | None


def prepare(facts: Facts) -> Ground:
    """Work out what all views share.

    Parameters
    ----------
    facts : Facts
        Loaded and checked facts.

    Returns
    -------
    Ground
        ``km_by_country`` has a row per leg and a column per country (geodesic km, 10m borders).
    """
    index = Index.build(facts)
    km_by_country = measures.km_by_country(facts.legs, facts.borders)
    return Ground(
        facts=facts,
        index=index,
        vocabulary=_vocabulary(facts, index),
        km_by_country=km_by_country,
        trunk=_trunk(facts, km_by_country),
    )


def _vocabulary(facts: Facts, index: Index) -> Vocabulary:
    records = {
        f"{kind}:{record_id}" for kind, table in TABLES.items() for record_id in getattr(facts, table).index
    }
    retired = facts.retired.dropna(subset=["replaced_by"])
    return Vocabulary(
        **{facet: index.options(facet) for facet in FACETS},
        years=_years(facts),
        ends=frozenset(facts.nodes.index) | frozenset(facts.sites.index),
        closable=frozenset(facts.nodes.index) | frozenset(facts.legs.index),
        records=frozenset(records),
        avoidable=tuple(sorted(facts.borders.index)),
        renamed=dict(zip(retired.index, retired["replaced_by"], strict=True)),
    )


def _years(facts: Facts) -> tuple[int, int]:
    dates = pd.concat([facts.pledges["date"], facts.timeline["date"]]).dropna()
    years = dates.astype(str).str[:4].astype(int)
    return int(years.min()), int(years.max())


def _trunk(facts: Facts, km_by_country: pd.DataFrame) -> Trunk | None:
    if not set(TRUNK) <= set(facts.nodes.index):
        return None
    legs = facts.legs[facts.legs["corridor"].isin(TRUNK_CORRIDORS)]
    graph = network.build_graph(legs)
    path: list[str] = []
    for start, end in pairwise(TRUNK):
        stretch = network.shortest(graph, start, end)
        if stretch is None:
            return None
        path += stretch
    km = km_by_country.reindex(path).fillna(0)
    return Trunk(
        legs=tuple(path),
        length_km=float(measures.length_km(facts.legs.loc[path].geometry).sum()),
        avoided_km=float(km[AVOIDED].sum()) if AVOIDED in km else 0.0,
    )
