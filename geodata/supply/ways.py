"""All sites at once to one end: which can be reached without Russia, and what that costs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from geodata.network import End, Network, Refusal, Request, ends, measure, search
from geodata.network.legs import RANGE
from geodata.network.measure import NOT_ALIKE, Wait, likeness
from geodata.network.request import refusals, resolve, stretches, why_no_entry
from geodata.network.way import Way, begin

RUSSIA = "RUS"
# How goods of a site can leave, the best first.
STATUSES = ("at-end", "open", "planned", "russia", "none", "piped", "far", "no-place")
# What leaves a field by pipeline, so that no way of goods tells how: see ``pipe_ways``.
PIPED = ("oil", "natural-gas")
FIELDS = ("field", "offshore-field")
# Of a site farther than this from where it would be loaded, the drawn network cannot say how it is left.
FAR_KM = 250.0
_FLAGS = ("with_russia", "no_access", "far")
_DAYS, _CO2 = ([f"{name}_{part}" for part in RANGE] for name in ("days", "co2"))
# Figures of a way that two ways are compared in.
_EXTRA = ("length_km", *_DAYS, "unknown_waits", "border_crossings", *_CO2)
FIGURES = (*_EXTRA, "co2_km")
_LISTS = ("unknown", "russia_unknown")
_TEXTS = ("goods", "no_access_because", "node_id", "extra_days_kind")


# Figures of a way, and the waits that they leave out.
Measured = Callable[[Way], tuple[dict[str, float], frozenset[Wait]]]


@dataclass(frozen=True, slots=True)
class Found:
    """Where the goods of a site are loaded, and the way on from there.

    ``start`` is None if no straight line to a loading point is allowed, ``way`` if no way leads on; the way
    is empty where the goods are loaded at the end itself.
    """

    start: End | None
    way: Way | None


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
    """Whether the straight line to a loading point is longer than ``FAR_KM``."""
    return start is not None and start.access_km > FAR_KM


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
    found = refusals(network, replace(with_russia(request), origin=request.destination))
    sides = [dict(one.values).get("end") for one in found]
    kept = [one for one, end in zip(found, sides, strict=True) if one.key != "same_ends" and end != "origin"]
    # An end is looked at twice, as origin and as destination, but wrong once.
    return tuple(dict(zip(map(str, kept), kept, strict=True)).values())


def starts_of(network: Network, request: Request, sites: Iterable[str]) -> dict[str, End | None]:
    """Return where the goods of each site are loaded under a request.

    That is the nearest place that is open and has a way to the end over legs in service; else over legs
    that are not built, else with Russia allowed; where none has any, the nearest that is open.
    """
    built, unbuilt = replace(request, planned=False), replace(request, planned=True)
    eased = (built, unbuilt, with_russia(built), with_russia(unbuilt))
    # Most sites have a way over what is built: the others are looked at only for those that have none.
    reached = cache(lambda place: ends.reached(network, eased[place]))
    options = {site: stretches(network, f"site:{site}", request) for site in sites}
    return {site: _loaded_at(found, reached, len(eased)) for site, found in options.items()}


def _loaded_at(options: tuple[End, ...], reached: Callable[[int], frozenset[str]], count: int) -> End | None:
    for place in range(count if options else 0):
        end = ends.loaded_at(options, reached(place))
        if end and end.node_id in reached(place):
            return end
    return next(iter(options), None)


def ways_to(network: Network, request: Request, starts: Mapping[str, End | None]) -> dict[str, Found]:
    """Return the best way of each site to the destination of a request; one search backwards finds all."""
    end = resolve(network, str(request.destination), request)
    if end is None:
        return {site: Found(start, None) for site, start in starts.items()}
    _, paths = search.backwards(network, end.node_id, request.prefer, search.banned(network, request))
    return {site: Found(start, _way(network, paths, start, end)) for site, start in starts.items()}


def _way(network: Network, paths: Mapping[int, Any], start: End | None, end: End) -> Way | None:
    if start is None:
        return None
    if start.node_id == end.node_id:
        return ()
    path = paths.get(begin(network, start.node_id))
    # From the end back to where the way begins.
    return tuple(path[-2:0:-1]) if path else None


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
        so what the network says of it is no answer; no-place: the site has no place);
        ``goods`` (the status of what is loaded there: the same, but for a field that of its by-products that
        no pipeline carries); ``with_russia`` (bool: reachable with Russia allowed and nothing unbuilt);
        ``no_access`` (bool: it can be loaded nowhere, so roads may tell otherwise) and ``no_access_because``
        (inside, closed, crossed or either: see ``network.request.why_no_entry``);
        ``node_id`` and ``access_km`` (where it is loaded, and the straight km to there, which are in no other
        figure), ``far`` (bool: more than ``FAR_KM``); the ``FIGURES`` of the way without Russia; the same
        prefixed ``russia_`` with Russia allowed; prefixed ``extra_`` the first less the second, low less low
        and so on. Days leave out the waits that no row gives a time for: ``unknown`` names them (tuple of
        ``parameter@place``), ``russia_unknown`` those with Russia allowed, and ``extra_days_kind`` says how
        the difference of days stands to that in full (``likeness``); not-alike has no difference.
        Missing where there is no way. Empty if the request is wrong: see ``wrong``.

    Examples
    --------
    >>> import geodata
    >>> network = Network.build(geodata.load())
    >>> ways = ways_out(network, Request(None, "rotterdam"))
    >>> ways.loc["inkai", ["status", "node_id"]].tolist()
    ['open', 'shieli']
    """
    sites = network.facts.sites
    if wrong(network, request):
        return _frame(network, {}).iloc[:0]
    listed = [str(site) for site in sites.index]
    placed = [site for site in listed if site in network.entries.sites]
    built, unbuilt = replace(request, planned=False), replace(request, planned=True)
    starts = starts_of(network, without_russia(request), placed)
    # Both ways begin at one place, or their difference would be that of two places.
    eased = {
        site: starts[site] or other
        for site, other in starts_of(network, with_russia(request), placed).items()
    }
    avoiding = ways_to(network, without_russia(built), starts)
    planned = ways_to(network, without_russia(unbuilt), starts)
    allowing = ways_to(network, with_russia(built), eased)
    compared = ways_to(network, with_russia(unbuilt), eased) if request.planned else allowing
    measured = cache(lambda way: (_figures(network, way), frozenset(measure.gaps(network, way))))
    rows: dict[str, dict[str, Any]] = {}
    for site in placed:
        goods = _status(avoiding[site], planned[site], allowing[site])
        if is_piped(sites, site):
            rows[site] = {"status": "piped", "goods": goods}
            continue
        shown = planned[site] if request.planned or avoiding[site].way is None else avoiding[site]
        rows[site] = {
            "status": goods,
            "goods": goods,
            "with_russia": allowing[site].way is not None,
            "no_access": avoiding[site].start is None,
            "no_access_because": why_no_entry(network, site, without_russia(request)) or None,
            **_compared(measured, shown, compared[site]),
        }
    return _frame(network, rows)


def _status(avoiding: Found, planned: Found, allowing: Found) -> str:
    if avoiding.way == ():
        return "at-end"
    if is_far(avoiding.start or allowing.start):
        return "far"
    if avoiding.way is not None:
        return "open"
    if planned.way is not None:
        return "planned"
    return "russia" if allowing.way is not None else "none"


def _figures(network: Network, way: Way) -> dict[str, float]:
    """Return the ``FIGURES`` of a way."""
    totals = measure.totals(network, way)
    days, co2 = ([getattr(span, part) for part in RANGE] for span in (totals.days, totals.co2))
    waits, co2_km = len(measure.gaps(network, way)), totals.co2_share * totals.length_km
    values = (totals.length_km, *days, waits, totals.border_crossings, *co2, co2_km)
    return dict(zip(FIGURES, values, strict=True))


def _compared(measured: Measured, shown: Found, compared: Found) -> dict[str, Any]:
    row: dict[str, Any] = {}
    start = shown.start or compared.start
    if start:
        row |= {"node_id": start.node_id, "access_km": start.access_km, "far": is_far(start)}
    here, waits = measured(shown.way) if shown.way else ({}, frozenset[Wait]())
    there, waits_there = measured(compared.way) if compared.way else ({}, frozenset[Wait]())
    row |= here | {f"russia_{name}": value for name, value in there.items()}
    row |= {"unknown": _named(waits), "russia_unknown": _named(waits_there)}
    if here and there:
        row |= {f"extra_{name}": here[name] - there[name] for name in _EXTRA}
        row["extra_days_kind"] = likeness(waits, waits_there)
        if row["extra_days_kind"] == NOT_ALIKE:
            row |= {f"extra_{name}": np.nan for name in _DAYS}
    return row


def _named(waits: Iterable[Wait]) -> tuple[str, ...]:
    return tuple(sorted(f"{parameter}@{node or leg}" for node, leg, parameter in waits))


def _frame(network: Network, rows: Mapping[str, Mapping[str, Any]]) -> pd.DataFrame:
    sites = network.facts.sites
    names = ["status", "goods", *_FLAGS, "no_access_because", "node_id", "access_km", *FIGURES]
    names += [f"russia_{name}" for name in FIGURES] + [f"extra_{name}" for name in _EXTRA]
    names += ["extra_days_kind", *_LISTS]
    made = pd.DataFrame(sites[["resource", "iso3", "kind", "precision"]])
    listed = pd.DataFrame(list(rows.values()), index=pd.Index(list(rows), dtype="str"), dtype=object)
    found = listed.reindex(index=made.index, columns=names)
    status = found["status"].astype("str").fillna("no-place")
    found["status"] = pd.Categorical(status, categories=list(STATUSES))
    for name in _TEXTS:
        found[name] = found[name].astype("str")
    found["goods"] = found["goods"].fillna("no-place")
    for name in _LISTS:
        found[name] = [waits if isinstance(waits, tuple) else () for waits in found[name]]
    for name in _FLAGS:
        found[name] = found[name].eq(True)
    numbers = [name for name in names if name not in ("status", *_TEXTS, *_LISTS, *_FLAGS)]
    found[numbers] = found[numbers].astype(np.float64)
    return made.join(found)
