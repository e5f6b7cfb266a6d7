"""What is asked of the network, and what is wrong with it in words."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from geodata.model import RUSSIA
from geodata.network.access import Entry
from geodata.network.build import PREFERENCES, Network

MOST_SUGGESTIONS = 3
# Below this ratio (difflib's) a name is noise.
LEAST_ALIKE = 0.6
# Stands in place of countries to avoid where there are none.
NOBODY = "none"

_SENTENCES: Mapping[str, tuple[str, str]] = {
    "missing_end": ("The {end} of the route is not given", "name a node or a site"),
    "unknown_end": ("{value} is no node and no site", "name one of: {nearest}"),
    "unlike_end": ("{value} is no node and no site", "no name is like it: look in nodes.csv and sites.csv"),
    "no_place": ("The place of {value} is not known", "name a node or a site with a place"),
    "same_ends": ("The route begins and ends at {value}", "name two different places"),
    "unknown_avoid": ("{value} is no country that the borders know", "name one of: {nearest}"),
    "none_alone": ("none avoids no country and stands alone", "write none, or the countries without it"),
    "unknown_closed": ("{value} is no node and no leg", "name one of: {nearest}"),
    "unknown_prefer": ("{value} is no preference", "name one of: {nearest}"),
    "closed_end": (
        "{value} is closed, so no route can begin or end there",
        "open {value} or name another end",
    ),
    "avoided_end": (
        "{value} lies in {country}, which is to be avoided",
        "allow {country} or name another end",
    ),
    "no_entry": (
        "From {value} no node can be reached that is open and in no avoided country",
        "open a node near it or allow a country",
    ),
    "unserved_end": ("No leg for goods leads to {value}", "name a node on a railway, road or sea lane"),
}


@dataclass(frozen=True, slots=True)
class Request:
    """A way that is looked for.

    Attributes
    ----------
    origin, destination : str or None
        Node or site id. A node goes before a site of the same id; ``site:aktogay`` means the site.
    avoid : tuple of str
        Countries (ISO alpha-3) that no leg may touch.
    closed : tuple of str
        Node and leg ids that are closed.
    prefer : str
        ``time`` (typical days), ``distance`` (km) or ``co2`` (typical kg per tonne).
    planned : bool
        Whether legs may be used that are planned, under construction or suspended.
    """

    origin: str | None = None
    destination: str | None = None
    avoid: tuple[str, ...] = (RUSSIA,)
    closed: tuple[str, ...] = ()
    prefer: str = "time"
    planned: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request cannot be answered: a key for a sentence, its values, and ids that may be meant.

    ``str()`` gives an English sentence with the repair.
    """

    key: str
    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    nearest: tuple[str, ...] = ()

    @property
    def problem(self) -> str:
        """What is wrong, in English."""
        return _SENTENCES[self.key][0].format(**self.values)

    @property
    def repair(self) -> str:
        """How to mend it, in English."""
        names, sentence = ", ".join(self.nearest), _SENTENCES[self.key][1]
        if not names and "{nearest}" in sentence:
            return "leave it out: no name is like it"
        said = sentence.format(**self.values, nearest=names)
        return f"{said}, or {names}" if names and "{nearest}" not in sentence else said

    def __str__(self) -> str:
        return f"{self.problem}; {self.repair}."


# Of a site farther than this from where it is loaded, the drawn network cannot say how it is left.
FAR_KM = 250.0


@dataclass(frozen=True, slots=True)
class End:
    """Where a request begins or ends: a node, and the site whose goods are loaded there.

    Where a nearer node is passed over, ``instead_of`` is the nearest and ``because`` tells why: ``closed``,
    ``avoided`` (the straight line touches a country to avoid) or ``cut-off`` (no way leads on from it).
    """

    node_id: str
    site_id: str | None = None
    access_km: float = 0.0
    instead_of: str = ""
    because: str = ""

    @property
    def is_far(self) -> bool:
        """Whether the straight line is longer than ``FAR_KM``."""
        return self.access_km > FAR_KM


def refusals(
    network: Network, request: Request, sides: tuple[str, ...] = ("origin", "destination")
) -> tuple[Refusal, ...]:
    """Return everything that is wrong with a request; empty if it can be answered.

    ``sides``: the ends that are looked at.
    """
    found = [*_unknown(network, request)]
    for side in sides:
        found += _bad_end(network, request, side)
    start, *others = (None if found else resolve(network, getattr(request, side), request) for side in sides)
    # Two sites can be loaded at one node.
    if start and any(end and start.node_id == end.node_id for end in others):
        found.append(Refusal("same_ends", {"value": start.node_id}))
    return tuple(found)


def resolve(network: Network, end_id: str, request: Request) -> End | None:
    """Return the node for an end of a route: itself, or the nearest that is open to a site."""
    return next(iter(access_links(network, end_id, request)), None)


def access_links(network: Network, end_id: str, request: Request) -> tuple[End, ...]:
    """Return the nodes that are open to an end of a route, the nearest first; a node is its only one.

    Those abroad only where none at home is open: a straight line says least across a border.
    """
    kind, _, plain = end_id.rpartition(":")
    if kind != "site" and plain in network.clock.nodes:
        return (End(plain),)
    entries = network.entries.get(plain, ())
    passed = (entries[0].node_id, _why_not(entries[0], request) or "cut-off") if entries else ("", "")
    found = [
        (entry.at_home, End(entry.node_id, plain, entry.access_km, *(passed if entry != entries[0] else ())))
        for entry in entries
        if not _why_not(entry, request)
    ]
    return tuple(end for is_home, end in found if is_home) or tuple(end for _, end in found)


def _why_not(entry: Entry, request: Request) -> str:
    """Why goods cannot be loaded there; empty where they can."""
    if entry.node_id in request.closed:
        return "closed"
    return "" if entry.countries.isdisjoint(request.avoid) else "avoided"


def why_no_entry(network: Network, site_id: str, request: Request) -> str:
    """Return why a site can be loaded nowhere under a request; empty where it can, or has no place.

    ``inside``: it lies in a country to avoid; ``closed``: all places where it could be loaded are closed;
    ``crossed``: every straight line to one touches a country to avoid; ``either``: each is one or the other.
    """
    entries = network.entries.get(site_id, ())
    shut = [entry.node_id in request.closed for entry in entries]
    across = [not entry.countries.isdisjoint(request.avoid) for entry in entries]
    if not entries or not all(one or other for one, other in zip(shut, across, strict=True)):
        return ""
    if network.facts.sites.at[site_id, "iso3"] in request.avoid:
        return "inside"
    if all(shut) != all(across):
        return "closed" if all(shut) else "crossed"
    return "either"


def nearest_names(value: str, known: Collection[str]) -> tuple[str, ...]:
    """Return the ids that are really like a text, the most alike first; all, where they are few."""
    ids = sorted(known)
    folded = {name.casefold(): name for name in reversed(ids)}
    least = LEAST_ALIKE if len(ids) > MOST_SUGGESTIONS else 0.0
    close = difflib.get_close_matches(value.casefold(), folded, n=MOST_SUGGESTIONS, cutoff=least)
    return tuple(folded[name] for name in close)


def _unknown(network: Network, request: Request) -> Iterator[Refusal]:
    known = (
        ("unknown_avoid", request.avoid, network.km_by_country.columns),
        ("unknown_closed", request.closed, network.places.keys() | network.numbers.keys()),
        ("unknown_prefer", (request.prefer,), PREFERENCES),
    )
    for key, values, codes in known:
        for value in values:
            if key == "unknown_avoid" and value.casefold() == NOBODY:
                yield Refusal("none_alone")
            elif value not in codes:
                yield Refusal(key, {"value": value}, nearest_names(value, codes))


def _bad_end(network: Network, request: Request, name: str) -> Iterator[Refusal]:
    end_id: str | None = getattr(request, name)
    if not end_id:
        yield Refusal("missing_end", {"end": name})
        return
    kind, _, plain = end_id.rpartition(":")
    is_site, is_node = plain in network.facts.sites.index, plain in network.places
    if not {"": is_site or is_node, "site": is_site, "node": is_node}.get(kind, False):
        nearest = nearest_names(plain, network.ends)
        yield Refusal("unknown_end" if nearest else "unlike_end", {"value": end_id, "end": name}, nearest)
    elif is_node and kind != "site":
        yield from _bad_node(network, request, plain)
    elif plain not in network.entries:
        yield Refusal("no_place", {"value": plain})
    elif (country := network.facts.sites.at[plain, "iso3"]) in request.avoid:
        yield Refusal("avoided_end", {"value": plain, "country": str(country)})
    elif resolve(network, f"site:{plain}", request) is None:
        yield Refusal("no_entry", {"value": plain})


def _bad_node(network: Network, request: Request, node_id: str) -> Iterator[Refusal]:
    country = network.clock.nodes[node_id].iso3
    if node_id in request.closed:
        yield Refusal("closed_end", {"value": node_id})
    if country in request.avoid:
        yield Refusal("avoided_end", {"value": node_id, "country": country})
    if network.meeting.get(node_id, frozenset()) <= network.not_goods:
        # The deposit of the same name is loaded at another node.
        site = (f"site:{node_id}",) if node_id in network.entries else ()
        yield Refusal("unserved_end", {"value": node_id}, site)
