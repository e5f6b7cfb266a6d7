"""What every view stands on, worked out once per set of facts: index, codes, the measured route."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ParamSpec, Protocol, TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.state import CURRENCIES, LANGUAGES, Vocabulary, folded
from dashboard.text import words_in
from geodata import citations, conflicts, links, measures, network
from geodata.filters import KINDS
from geodata.model import RUSSIA, Facts
from geodata.selection import Index, Mask
from geodata.sums import Ledger, ages

# The stretch that stands for "the route" in the sentence above the map: from the Chinese border of
# Kazakhstan to the Black Sea, over the ports that the summit's package names. The sentence names them.
TRUNK = ("altynkol", "aktau", "alat", "poti")
TRUNK_CORRIDORS = frozenset({"titr-kazakhstan", "btk", "black-sea"})

# Kind of record -> table of the facts.
TABLES: Mapping[str, str] = {**KINDS, "country": "countries", "source": "sources"}

P = ParamSpec("P")
T = TypeVar("T")


class Keep(Protocol):
    """Calls a pure function with hashable arguments; may return what an equal call has returned before."""

    def __call__(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what ``function`` returns."""
        ...


def call(function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Call a function and keep nothing."""
    return function(*args, **kwargs)


@dataclass(frozen=True, slots=True)
class Trunk:
    """The Caspian route as drawn: its legs, geodesic km in all and inside Russia."""

    legs: tuple[str, ...]
    length_km: float
    avoided_km: float


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """Facts with everything that is derived from them alone, shared by all readers; equal only to itself.

    Attributes
    ----------
    ledger : Ledger
        The pledges, ready to be added up.
    age_days, due, overdue, disputed, dates : array
        Per pledge: days since its date (infinite if unknown) as of the day of the facts, the ISO day on which
        its horizon ends (empty if it has none), whether that has passed, whether its sources disagree, and
        its date (empty if unknown).
    pledges_at : mapping of str to tuple of str
        Per ``kind:id`` of a place: the pledges that name it.
    cited : mapping of str to list of (table, row id)
        Per source: the rows that name it.
    keep : Keep
        What a view calls its costly functions with, so that whoever shares the context with other readers
        also shares what they work out.
    """

    facts: Facts
    index: Index
    vocabulary: Vocabulary
    km_by_country: pd.DataFrame
    trunk: Trunk | None
    ledger: Ledger
    age_days: NDArray[np.float64]
    due: NDArray[Any]
    overdue: Mask
    disputed: Mask
    dates: NDArray[Any]
    pledges_at: Mapping[str, tuple[str, ...]]
    cited: Mapping[str, list[tuple[str, str]]]
    keep: Keep = call


def prepare(facts: Facts, keep: Keep = call) -> Context:
    """Work out what all views share.

    Parameters
    ----------
    facts : Facts
        Loaded and checked facts.
    keep : Keep, optional
        What the views share their work by; without it, each works out what it needs.

    Returns
    -------
    Context
        ``km_by_country`` has a row per leg and a column per country (geodesic km, 10m borders).
    """
    index = Index.build(facts)
    km_by_country = measures.km_by_country(facts.legs, facts.borders)
    aged = ages(facts.pledges, as_of(facts))
    return Context(
        facts=facts,
        index=index,
        vocabulary=_vocabulary(facts, index),
        km_by_country=km_by_country,
        trunk=_trunk(facts, km_by_country),
        ledger=Ledger.build(facts, CURRENCIES),
        age_days=aged["age_days"].to_numpy(dtype=float, na_value=np.inf),
        due=aged["due"].fillna("").to_numpy(dtype=object),
        overdue=aged["is_overdue"].to_numpy(dtype=bool),
        disputed=conflicts.mask(facts.pledges),
        dates=facts.pledges["date"].fillna("").to_numpy(dtype=str),
        pledges_at=links.pledges_at(facts.pledges),
        cited=citations.used(facts.tables(), facts.dictionary),
        keep=keep,
    )


def as_of(facts: Facts) -> date:
    """Return the day of the facts, from which ages are counted."""
    return date.fromisoformat(str(facts.dictionary["created"])[:10])


def edition(facts: Facts) -> dict[str, str]:
    """Return the version and year of the facts, by which they are cited."""
    return {"version": facts.version, "year": str(as_of(facts).year)}


def _vocabulary(facts: Facts, index: Index) -> Vocabulary:
    records = {
        f"{kind}:{record_id}" for kind, table in TABLES.items() for record_id in getattr(facts, table).index
    }
    retired = facts.retired.dropna(subset=["replaced_by"])
    return Vocabulary(
        options=index.options,
        ends=frozenset(facts.nodes.index) | frozenset(facts.sites.index),
        closable=frozenset(facts.nodes.index) | frozenset(facts.legs.index),
        records=frozenset(records),
        avoidable=tuple(sorted(facts.borders.index)),
        renamed=dict(zip(retired.index, retired["replaced_by"], strict=True)),
        named=_named(facts),
    )


def _named(facts: Facts) -> dict[str, str]:
    """Return the id of each place by its name, in Latin letters and in all languages that have one.

    A node goes before a site; a name that several sites have is none of theirs.
    """
    nodes, sites = (getattr(facts, table)["name"].map(folded) for table in ("nodes", "sites"))
    at = {name: f"site:{one}" if one in nodes.index else str(one) for one, name in sites.items()}
    found = {name: at[name] for name in sites[~sites.duplicated(keep=False)]}
    found |= {name: str(one) for one, name in nodes.items()}
    for lang in LANGUAGES:
        spoken = {one: words_in(lang).get(f"place.{one}", "") for one in nodes.index}
        found |= {folded(name): str(one) for one, name in spoken.items() if name}
    return found


def _trunk(facts: Facts, km_by_country: pd.DataFrame) -> Trunk | None:
    legs = facts.legs[facts.legs["corridor"].isin(TRUNK_CORRIDORS)]
    has_all = set(TRUNK) <= set(facts.nodes.index)
    path = network.shortest(legs, TRUNK) if has_all else None
    if path is None:
        return None
    km = km_by_country.reindex(path).fillna(0)
    return Trunk(
        legs=tuple(path),
        length_km=float(measures.length_km(facts.legs.loc[path].geometry).sum()),
        avoided_km=float(km[RUSSIA].sum()) if RUSSIA in km else 0.0,
    )
