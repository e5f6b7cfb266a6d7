"""Which rows a choice of filters shows, and how many each further choice would leave.

Everything is worked out as boolean arrays: a row per code, a column per row of the table.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.model import Facts, codes, columns, resources

Mask = NDArray[np.bool_]
Bits = NDArray[np.uint64]
_WORD = 64

REGION = "REGION"
FACETS = ("country", "resource", "theme", "status", "donor")
KINDS: Mapping[str, str] = {
    "site": "sites",
    "pledge": "pledges",
    "node": "nodes",
    "leg": "legs",
    "event": "timeline",
}
COUNTED = ("site", "pledge")


@dataclass(frozen=True, slots=True)
class Selection:
    """Chosen codes per facet (empty: no filter) and the first and last year, both included."""

    country: tuple[str, ...] = ()
    resource: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    donor: tuple[str, ...] = ()
    years: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class _Matches:
    """Which rows of a table have each code of a facet; ``always`` are kept whatever is chosen.

    ``bits`` has the same per listed code, 64 rows to a word, so that counting reads little memory.
    """

    rows: Mapping[str, Mask]
    bits: Bits
    always: Mask

    @classmethod
    def build(cls, cells: Iterable[Iterable[str]], options: Iterable[str], always: str = "") -> "_Matches":
        held = [frozenset(cell) for cell in cells]
        kept = np.array([always in cell for cell in held], dtype=bool)
        listed = list(options)
        every = dict.fromkeys([*listed, *sorted(set().union(*held))])
        rows = {code: np.array([code in cell for cell in held], dtype=bool) | kept for code in every}
        table = np.array([rows[code] for code in listed], dtype=bool).reshape(len(listed), len(held))
        return cls(rows, _packed(table), kept)

    def any_of(self, chosen: Iterable[str]) -> Mask:
        mask = self.always.copy()
        for code in chosen:
            if code in self.rows:
                mask |= self.rows[code]
        return mask


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """What a selection needs to know of the facts, worked out once.

    Attributes
    ----------
    regional : array of bool
        Pledges for the region as a whole; no choice of countries drops them.
    """

    regional: Mask
    _options: Mapping[str, tuple[str, ...]]
    _matches: Mapping[tuple[str, str], _Matches]
    _years: Mapping[str, NDArray[np.float64]]
    _sizes: Mapping[str, int]

    @classmethod
    def build(cls, facts: Facts) -> "Index":
        """Return the index of some facts."""
        options = _all_options(facts)
        matches = {
            (kind, facet): _Matches.build(cells, options[facet], REGION if kind == "pledge" else "")
            for (kind, facet), cells in _cells(facts).items()
        }
        return cls(
            regional=matches["pledge", "country"].always,
            _options=options,
            _matches=matches,
            _years={"pledge": _years(facts.pledges), "event": _years(facts.timeline)},
            _sizes={kind: len(getattr(facts, table)) for kind, table in KINDS.items()},
        )

    def options(self, facet: str) -> tuple[str, ...]:
        """Return the codes of a facet in the order in which they are shown."""
        return self._options[facet]

    def matches(self, kind: str, facet: str) -> tuple[NDArray[np.bool_], Mask] | None:
        """Return which rows of a table have each code of a facet; None if the facet does not narrow it.

        Returns
        -------
        array of bool, array of bool
            A row per option and a column per row of the table; and the rows that any choice keeps.
        """
        found = self._matches.get((kind, facet))
        if found is None:
            return None
        listed = self._options[facet]
        table = np.array([found.rows[code] for code in listed], dtype=bool)
        return table.reshape(len(listed), len(found.always)), found.always

    def select(self, selection: Selection) -> dict[str, Mask]:
        """Return which rows are shown: per kind an array of bool in the order of its table."""
        return {kind: self._mask(kind, selection) for kind in KINDS}

    def counts(self, selection: Selection) -> dict[str, dict[str, dict[str, int]]]:
        """Return how many rows each code would leave.

        Returns
        -------
        dict
            ``counts[facet][code][kind]``: the sites and pledges shown if ``facet`` were exactly ``code``
            and every other facet stayed as it is. Rows that any choice keeps (pledges to the region as a
            whole, for ``country``) are not counted: they are no row of that code.
        """
        return {facet: self._counts(facet, selection) for facet in FACETS}

    def relax(self, selection: Selection) -> list[tuple[str, dict[str, int]]]:
        """Return the facets that can be dropped, and the sites and pledges then shown.

        Only facets that are set and whose dropping brings rows back; the most rows first.
        """
        return [(facet, shown) for (facet,), shown in self._relaxed(selection, 1, COUNTED)]

    def relax_together(self, selection: Selection) -> list[tuple[tuple[str, ...], dict[str, int]]]:
        """Return what to drop so that something is shown again: one facet, or as few together as help.

        Where a facet is set that narrows pledges alone, only pledges count, for the sites never left. The
        most rows brought back first; ``pledges_only`` tells which of the two is counted.
        """
        kinds = ("pledge",) if pledges_only(selection) else COUNTED
        sizes = range(1, len(fields(Selection)) + 1)
        found = (self._relaxed(selection, size, kinds) for size in sizes)
        return next(filter(None, found), [])

    def _relaxed(
        self, selection: Selection, size: int, kinds: Iterable[str]
    ) -> list[tuple[tuple[str, ...], dict[str, int]]]:
        counted = tuple(kinds)
        now = sum(self._shown(selection)[kind] for kind in counted)
        chosen = [field.name for field in fields(Selection) if getattr(selection, field.name)]
        dropped = [(facets, self._shown(selection, facets)) for facets in combinations(chosen, size)]
        counts = [(sum(shown[kind] for kind in counted), facets, shown) for facets, shown in dropped]
        helpful = [one for one in counts if one[0] > now]
        return [(facets, shown) for _, facets, shown in sorted(helpful, key=lambda one: -one[0])]

    def _mask(self, kind: str, selection: Selection, without: Collection[str] = ()) -> Mask:
        mask = np.ones(self._sizes[kind], dtype=bool)
        for facet in FACETS:
            chosen = getattr(selection, facet)
            if chosen and facet not in without and (kind, facet) in self._matches:
                mask &= self._matches[kind, facet].any_of(chosen)
        if selection.years and "years" not in without and kind in self._years:
            first, last = selection.years
            mask &= (self._years[kind] >= first) & (self._years[kind] <= last)
        return mask

    def _shown(self, selection: Selection, without: Collection[str] = ()) -> dict[str, int]:
        return {kind: int(self._mask(kind, selection, without).sum()) for kind in COUNTED}

    def _counts(self, facet: str, selection: Selection) -> dict[str, dict[str, int]]:
        found = {}
        for kind in COUNTED:
            mask = self._mask(kind, selection, (facet,))
            if (kind, facet) in self._matches:
                both = self._matches[kind, facet].bits & _packed(mask)
                always = int((self._matches[kind, facet].always & mask).sum())
                found[kind] = (np.bitwise_count(both).sum(axis=1, dtype=np.int64) - always).tolist()
            else:
                found[kind] = [int(mask.sum())] * len(self._options[facet])
        rows = zip(*(found[kind] for kind in COUNTED), strict=True)
        return {
            code: dict(zip(COUNTED, row, strict=True))
            for code, row in zip(self._options[facet], rows, strict=True)
        }


def pledges_only(selection: Selection) -> bool:
    """Whether a facet is set that narrows pledges alone, so that sites are no answer to it."""
    return bool(selection.theme or selection.status or selection.donor)


def _packed(mask: Mask) -> Bits:
    """Rows as bits in words of 64, the last one filled up with rows that nothing has."""
    *others, rows = mask.shape
    filled = np.zeros((*others, rows + -rows % _WORD), dtype=bool)
    filled[..., :rows] = mask
    return np.packbits(filled, axis=-1).view(np.uint64)


def _cells(facts: Facts) -> dict[tuple[str, str], list[tuple[str, ...]]]:
    """Codes of each row, per kind and facet that narrows it."""
    sites, pledges, nodes, legs = facts.sites, facts.pledges, facts.nodes, facts.legs
    country = nodes["iso3"]
    ends = zip(legs["from_node"].map(country), legs["to_node"].map(country), strict=True)
    return {
        ("site", "country"): _singles(sites["iso3"]),
        ("site", "resource"): [
            (main, *others)
            for main, others in zip(sites["resource"], sites["secondary_resources"], strict=True)
        ],
        ("pledge", "country"): list(pledges["beneficiaries"]),
        ("pledge", "resource"): list(pledges["resources"]),
        ("pledge", "theme"): _singles(pledges["theme"]),
        ("pledge", "status"): _singles(pledges["status"]),
        ("pledge", "donor"): _singles(pledges["donor"]),
        ("node", "country"): _singles(country),
        ("leg", "country"): [tuple(end for end in pair if isinstance(end, str)) for pair in ends],
        ("event", "country"): list(facts.timeline["countries"]),
    }


def _singles(column: "pd.Series[Any]") -> list[tuple[str, ...]]:
    return [(cell,) if isinstance(cell, str) else () for cell in column]


def _years(frame: pd.DataFrame) -> NDArray[np.float64]:
    # A comparison with an unknown year is False, so undated rows drop out.
    years = [float(date[:4]) if isinstance(date, str) else np.nan for date in frame["date"]]
    return np.array(years, dtype=float)


def _all_options(facts: Facts) -> dict[str, tuple[str, ...]]:
    pledges = columns(resources(facts.dictionary)["pledges"])
    return {
        "country": _countries(facts),
        "resource": _resources(facts),
        "theme": codes(pledges["theme"]),
        "status": codes(pledges["status"]),
        "donor": _donors(facts),
    }


def _countries(facts: Facts) -> tuple[str, ...]:
    role = facts.participants["role"].astype("str")
    guests = sorted(facts.participants.index[role != "host"])
    hosts = sorted(facts.participants.index[role == "host"])
    named = set(facts.sites["iso3"].dropna()).union(*facts.pledges["beneficiaries"]) - {REGION}
    return tuple(dict.fromkeys([*guests, *hosts, *sorted(named)]))


def _resources(facts: Facts) -> tuple[str, ...]:
    lists = [*facts.sites["secondary_resources"], *facts.pledges["resources"]]
    frequency = Counter([*facts.sites["resource"], *(code for cell in lists for code in cell)])
    group = facts.resources["group"].cat.codes
    return tuple(sorted(facts.resources.index, key=lambda code: (group[code], -frequency[code], code)))


def _donors(facts: Facts) -> tuple[str, ...]:
    frequency = Counter(facts.pledges["donor"].dropna())
    return tuple(sorted(frequency, key=lambda code: (code != "JPN", -frequency[code], code)))
