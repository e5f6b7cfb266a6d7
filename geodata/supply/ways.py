"""All sites at once to one end: which can be reached without Russia, and what that costs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import astuple, dataclass, replace
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from geodata.model import RUSSIA
from geodata.network import End, Network, Refusal, Request, measure, search
from geodata.network.build import Way
from geodata.network.legs import RANGE
from geodata.network.measure import NOT_ALIKE, Difference, Totals
from geodata.network.request import access_links, refusals, resolve, why_no_entry

# How goods of a site can leave, the best first.
STATUSES = ("at-end", "open", "planned", "russia", "none", "piped", "far", "no-place")
# What leaves a field by pipeline, so that no way of goods tells how: see ``pipe_ways``.
PIPED = ("oil", "natural-gas")
FIELDS = ("field", "offshore-field")
_DAYS = tuple(f"days_{part}" for part in RANGE)
# Figures of a way, and those in which two ways are compared.
_EXTRA = ("length_km", *_DAYS, "unknown_waits", "border_crossings", *(f"co2_{part}" for part in RANGE))
_FIGURES = (*_EXTRA, "co2_km")
_TEXT, _NUMBER, _WAITS = ("str", None), ("float64", np.nan), (object, ())
# Kind of each column, and what stands there where nothing is known.
_COLUMNS: Mapping[str, tuple[Any, Any]] = {
    "status": (pd.CategoricalDtype(list(STATUSES)), "no-place"),
    "goods": ("str", "no-place"),
    **dict.fromkeys(("with_russia", "no_access", "far"), ("bool", False)),
    **dict.fromkeys(("no_access_because", "node_id"), _TEXT),
    **dict.fromkeys(("access_km", *_FIGURES), _NUMBER),
    **dict.fromkeys([f"russia_{name}" for name in _FIGURES], _NUMBER),
    **dict.fromkeys([f"extra_{name}" for name in _EXTRA], _NUMBER),
    "extra_days_kind": _TEXT,
    **dict.fromkeys(("unknown", "russia_unknown"), _WAITS),
}


@dataclass(frozen=True, slots=True)
class Leaving:
    """How the goods of a site can leave for an end: where they are loaded, and the best ways on from there.

    Attributes
    ----------
    start, start_with_russia : End or None
        Where the goods are loaded without Russia, and with Russia allowed: at the same place where there is
        one, or the difference of the ways would be that of two places. None where no straight line to a
        loading point is allowed.
    built, planned : Way or None
        Without Russia, over legs in service; over those not built, too. None where no way leads on, empty
        where the goods are loaded at the end itself.
    with_russia, compared : Way or None
        With Russia allowed, over legs in service; over those that the request allows.
    """

    start: End | None
    start_with_russia: End | None
    built: Way | None
    planned: Way | None
    with_russia: Way | None
    compared: Way | None

    @property
    def goods(self) -> str:
        """What of ``STATUSES`` holds for what is loaded there."""
        if self.built == ():
            return "at-end"
        if is_far(self.start_with_russia):
            return "far"
        ways = {"open": self.built, "planned": self.planned, "russia": self.with_russia}
        return next((status for status, way in ways.items() if way is not None), "none")


NOWHERE = Leaving(None, None, None, None, None, None)


def without_russia(request: Request) -> Request:
    """Return a request that avoids Russia, whatever it avoided before."""
    return replace(request, avoid=tuple(dict.fromkeys([*request.avoid, RUSSIA])))


def with_russia(request: Request) -> Request:
    """Return a request that allows Russia and avoids what else it avoided."""
    return replace(request, avoid=tuple(code for code in request.avoid if code != RUSSIA))


def is_piped(sites: pd.DataFrame, site_id: str) -> bool:
    """Whether a row of ``sites`` is a field of what leaves by pipeline."""
    return bool(sites["kind"][site_id] in FIELDS and sites["resource"][site_id] in PIPED)


def is_far(start: End | None) -> bool:
    """Whether the network as drawn is too far from a site to say how it is left."""
    return start is not None and start.is_far


def wrong(network: Network, request: Request) -> tuple[Refusal, ...]:
    """Return what is wrong with the end, the avoided countries, the closings or the preference of a request.

    Its origin is not looked at, and an end in Russia is none: the sites then say that no way is without it.

    Examples
    --------
    >>> import geodata
    >>> network = Network.build(geodata.load())
    >>> print(*wrong(network, Request(None, "roterdam")))
    roterdam is no node and no site; name one of: rotterdam.
    """
    found = refusals(network, with_russia(request), ("destination",))
    return tuple({str(one): one for one in found}.values())


def starts_of(network: Network, request: Request, sites: Iterable[str]) -> dict[str, End | None]:
    """Return where the goods of each site are loaded under a request.

    That is the nearest place that is open and has a way to the end over legs in service; else over legs
    that are not built, else with Russia allowed; where none has any, the nearest that is open.
    """
    built, unbuilt = replace(request, planned=False), replace(request, planned=True)
    eased = (built, unbuilt, with_russia(built), with_russia(unbuilt))
    # Most sites have a way over what is built: the others are looked at only for those that have none.
    reached = cache(lambda place: search.reached(network, eased[place]))
    options = {site: access_links(network, f"site:{site}", request) for site in sites}
    return {site: search.loaded_at(found, map(reached, range(len(eased)))) for site, found in options.items()}


def status_of(network: Network, site_id: str, found: Leaving) -> str:
    """Return how the main commodity of a site can leave: one of ``STATUSES``."""
    if site_id not in network.entries:
        return "no-place"
    return "piped" if is_piped(network.facts.sites, site_id) else found.goods


def tree_to(network: Network, request: Request, known: search.Tree | None = None) -> search.Tree | None:
    """Return the best ways from everywhere to the destination of a request; None if it has no place.

    ``known`` is that of a request that leaves out less: what still holds of it is not searched again.
    """
    end = resolve(network, str(request.destination), request)
    if end is None:
        return None
    left_out = search.banned(network, request)
    # A site as destination may be unloaded elsewhere once a country is avoided.
    if known is not None and known.end == end.node_id:
        return known.without(left_out)
    return search.Tree.build(network, end.node_id, request.prefer, left_out)


def ways_along(tree: search.Tree | None, starts: Mapping[str, End | None]) -> dict[str, Way | None]:
    """Return the best way of each site to the end of a tree.

    None where there is no start or no way; empty where the site is loaded at the destination.
    """
    return {site: tree.way_from(start.node_id) if tree and start else None for site, start in starts.items()}


def leaving(network: Network, request: Request, sites: Iterable[str]) -> dict[str, Leaving]:
    """Return how the goods of some sites with a place can leave; the request as for ``ways_out``."""
    built, unbuilt = replace(request, planned=False), replace(request, planned=True)
    starts = starts_of(network, without_russia(request), sites)
    nowhere = [site for site, start in starts.items() if start is None]
    eased = starts | starts_of(network, with_russia(request), nowhere)
    allowed = ways_along(tree_to(network, with_russia(built)), eased)
    ways = (
        *(ways_along(tree_to(network, without_russia(one)), starts) for one in (built, unbuilt)),
        allowed,
        ways_along(tree_to(network, with_russia(request)), eased) if request.planned else allowed,
    )
    return {
        site: Leaving(start, eased[site], *(found[site] for found in ways)) for site, start in starts.items()
    }


def ways_out(network: Network, request: Request) -> pd.DataFrame:
    """Return how the goods of every site can leave for one end, with and without Russia.

    Parameters
    ----------
    request : Request
        Its origin is not looked at. Russia is avoided and then allowed, whatever it says of Russia; its other
        avoided countries and its closings hold for both. With ``planned`` the figures may use legs that are
        not built; the status never counts them as built.

    Returns
    -------
    DataFrame
        Index ``site_id``, all sites in their order: ``resource``, ``iso3``, ``kind``, ``precision``;
        ``status`` (at-end: loaded at the end itself; open: reachable without Russia; planned: only over legs
        that are not built; russia: only with Russia allowed; none; piped: a field of oil or gas, which
        pipelines empty, so it has no figures here; far: more than ``FAR_KM`` from where it would be loaded,
        so what the network says of it is no answer and it has no figures; no-place: the site has no place);
        ``goods`` (the status of what is loaded there: the same, but for a field that of its by-products that
        no pipeline carries); ``with_russia`` (bool: reachable with Russia allowed and nothing unbuilt);
        ``no_access`` (bool: it can be loaded nowhere, so roads may tell otherwise) and ``no_access_because``
        (inside, closed, crossed or either: see ``network.request.why_no_entry``);
        ``node_id`` and ``access_km`` (where it is loaded, and the straight km to there, which are in no other
        figure), ``far`` (bool: more than ``FAR_KM``); the ``FIGURES`` of the way without Russia; the same
        prefixed ``russia_`` with Russia allowed; prefixed ``extra_`` the first less the second, low less low
        and so on. Days leave out the waits that no row gives a time for: ``unknown`` names them (tuple of
        ``parameter@place``), ``russia_unknown`` those with Russia allowed, and ``extra_days_kind`` says how
        the difference of days stands to that in full (``comparability``); not-alike has no difference.
        Missing where there is no way or none that is an answer. Empty if the request is wrong: see ``wrong``.

    Examples
    --------
    >>> import geodata
    >>> network = Network.build(geodata.load())
    >>> ways = ways_out(network, Request(None, "rotterdam"))
    >>> ways.loc["inkai", ["status", "node_id"]].tolist()
    ['open', 'shieli']
    """
    sites = network.facts.sites
    linked = network.entries.all()
    placed = [site for site in map(str, sites.index) if site in linked]
    found = {} if wrong(network, request) else leaving(network, request, placed)
    # Many sites share a way: each is measured once.
    totals = cache(lambda way: measure.totals(network, way))
    rows = {site: _row(network, request, site, one, totals) for site, one in found.items()}
    return _frame(sites if found else sites.iloc[:0], rows)


def _row(
    network: Network, request: Request, site: str, found: Leaving, totals: Callable[[Way], Totals]
) -> dict[str, Any]:
    row: dict[str, Any] = {"status": status_of(network, site, found), "goods": found.goods}
    if row["status"] == "piped":
        return row
    row |= {
        "with_russia": found.with_russia is not None,
        "no_access": found.start is None,
        "no_access_because": why_no_entry(network, site, without_russia(request)) or None,
    }
    start = found.start_with_russia
    if start:
        row |= {"node_id": start.node_id, "access_km": start.access_km, "far": is_far(start)}
    if row["status"] == "far":
        return row
    shown = found.planned if request.planned or found.built is None else found.built
    here, there = (totals(way) if way else None for way in (shown, found.compared))
    row |= _figures(here, "") | _figures(there, "russia_")
    return row | (_extra(measure.difference(here, there)) if here and there else {})


def _figures(totals: Totals | None, prefix: str) -> dict[str, Any]:
    if totals is None:
        return {}
    waits = sorted(f"{parameter}@{node or leg}" for node, leg, parameter in totals.gaps)
    values = (*_values(totals), totals.co2_share * totals.length_km)
    named = {f"{prefix}{name}": value for name, value in zip(_FIGURES, values, strict=True)}
    return {**named, f"{prefix}unknown": tuple(waits)}


def _extra(difference: Difference) -> dict[str, Any]:
    named = {f"extra_{name}": value for name, value in zip(_EXTRA, _values(difference), strict=True)}
    if difference.days_kind == NOT_ALIKE:
        named |= {f"extra_{name}": np.nan for name in _DAYS}
    return {**named, "extra_days_kind": difference.days_kind}


def _values(one: Totals | Difference) -> tuple[float, ...]:
    """Figures of a way, or of a difference, in the order of ``_EXTRA``."""
    days, co2 = astuple(one.days), astuple(one.co2)
    return (one.length_km, *days, one.unknown_waits, one.border_crossings, *co2)


def _frame(sites: pd.DataFrame, rows: Mapping[str, Mapping[str, Any]]) -> pd.DataFrame:
    listed = [rows.get(str(site), {}) for site in sites.index]
    made = {
        name: pd.Series([row.get(name, missing) for row in listed], index=sites.index, dtype=kind)
        for name, (kind, missing) in _COLUMNS.items()
    }
    return pd.DataFrame(sites[["resource", "iso3", "kind", "precision"]]).join(pd.DataFrame(made))
