"""Which rows a choice of filters shows, and how many each further choice would leave.

Everything is worked out as boolean arrays: a row per code, a column per row of the table.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from geodata.filters import COUNTED, FILTERS, KINDS, Codes, Filter
from geodata.model import Facts

Mask = NDArray[np.bool_]


class Selection(Mapping[str, Codes]):
    """The chosen codes of each filter that is set, by its key in ``FILTERS``; never changes.

    Like a ``Counter`` it answers for what it does not hold: a filter that is not set has no codes.

    Raises
    ------
    KeyError
        If the table of filters has no such key.

    Examples
    --------
    >>> chosen = Selection(country=("KAZ", "UZB"), years=(2024, 2026))
    >>> chosen["country"], chosen["theme"], list(chosen)
    (('KAZ', 'UZB'), (), ['country', 'years'])
    >>> chosen.but(country=())
    Selection(years=('2024', '2026'))
    """

    __slots__ = ("_chosen",)

    def __init__(self, **chosen: Iterable[str | int]) -> None:
        unknown = sorted(chosen.keys() - FILTERS.keys())
        if unknown:
            raise KeyError(f"no such filter: {', '.join(unknown)}")
        codes = {key: tuple(str(code) for code in chosen.get(key, ())) for key in FILTERS}
        self._chosen = {key: found for key, found in codes.items() if found}

    def __getitem__(self, key: str) -> Codes:
        if key not in FILTERS:
            raise KeyError(key)
        return self._chosen.get(key, ())

    def __contains__(self, key: object) -> bool:
        return key in self._chosen

    def __iter__(self) -> Iterator[str]:
        return iter(self._chosen)

    def __len__(self) -> int:
        return len(self._chosen)

    def __hash__(self) -> int:
        return hash(tuple(self._chosen.items()))

    def __repr__(self) -> str:
        return f"Selection({', '.join(f'{key}={codes!r}' for key, codes in self._chosen.items())})"

    def but(self, **chosen: Iterable[str | int]) -> "Selection":
        """Return the same selection with other codes for some filters; without codes a filter is dropped."""
        return Selection(**{**self._chosen, **chosen})

    def on(self, table: str) -> "Selection":
        """Return the filters alone that narrow a table."""
        return Selection(**{key: codes for key, codes in self.items() if table in FILTERS[key].looks_at})


@dataclass(frozen=True, slots=True)
class Matches:
    """Which rows of a table have each code of a filter.

    Attributes
    ----------
    codes : mapping of str to array of bool
        Per code that a row has or that is offered.
    options : array of bool
        A row per option and a column per row of the table.
    always : array of bool
        Rows that any choice keeps.
    """

    codes: Mapping[str, Mask]
    options: Mask
    always: Mask

    @classmethod
    def build(cls, rows: Sequence[Codes], options: Codes, always: str) -> "Matches":
        """Return the matches of a table, from the codes of each row."""
        held = [frozenset(codes) for codes in rows]
        known = dict.fromkeys([*options, *sorted(set().union(*held))])
        codes = {code: np.array([code in cell for cell in held], dtype=bool) for code in known}
        table = np.array([codes[code] for code in options], dtype=bool).reshape(len(options), len(held))
        return cls(codes, table, codes.get(always, np.zeros(len(held), dtype=bool)))

    def kept(self, row: Filter, chosen: Codes) -> Mask:
        """Return which rows a choice of codes keeps."""
        meant = row.chosen(chosen, self.codes)
        mask: Mask = np.logical_or.reduce([self.always, *(self.codes[code] for code in meant)])
        return mask

    def count(self, shown: Mask) -> list[int]:
        """Return how many of some rows each option has, but for those that any choice keeps."""
        return (self.options & (shown & ~self.always)).sum(axis=1).tolist()  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """What a selection needs to know of the facts, worked out once.

    Attributes
    ----------
    options : mapping of str to tuple of str
        Per filter the codes that it offers, in the order in which they are shown.
    matches : mapping of (str, str) to Matches
        Per kind and filter that narrows it.
    """

    options: Mapping[str, Codes]
    matches: Mapping[tuple[str, str], Matches]
    _sizes: Mapping[str, int]

    @classmethod
    def build(cls, facts: Facts) -> "Index":
        """Return the index of some facts."""
        rows = {key: row.rows(facts) for key, row in FILTERS.items()}
        options = {key: row.options(facts, rows[key]) for key, row in FILTERS.items()}
        matches = {
            (kind, key): Matches.build(rows[key][KINDS[kind]], options[key], row.always)
            for key, row in FILTERS.items()
            for kind in row.kinds
        }
        return cls(options, matches, {kind: len(getattr(facts, table)) for kind, table in KINDS.items()})

    @property
    def regional(self) -> Mask:
        """Pledges for the region as a whole; no choice of countries drops them."""
        return self.matches["pledge", "country"].always

    def select(self, selection: Selection) -> dict[str, Mask]:
        """Return which rows are shown: per kind an array of bool in the order of its table."""
        kept = self._kept(selection)
        return {kind: self._shown(kind, kept) for kind in KINDS}

    def counts(self, selection: Selection) -> dict[str, dict[str, dict[str, int]]]:
        """Return how many rows each code would leave.

        Returns
        -------
        dict
            ``counts[filter][code][kind]``: the sites and pledges shown if the filter were exactly ``code``
            and every other one stayed as it is, of the kinds that it narrows. Rows that any choice keeps
            (pledges to the region as a whole, for ``country``) are not counted, for they are no row of that
            code; a row without a code counts under none.
        """
        kept = self._kept(selection)
        return {key: self._counts(key, kept) for key in FILTERS}

    def relax(self, selection: Selection) -> list[tuple[str, dict[str, int]]]:
        """Return the filters that can be dropped, and the sites and pledges then shown.

        Only filters whose dropping brings rows back; the most rows first.
        """
        return [(key, shown) for (key,), shown in self._relaxed(selection, 1, COUNTED)]

    def relax_together(
        self, selection: Selection, kinds: Codes = COUNTED
    ) -> list[tuple[Codes, dict[str, int]]]:
        """Return what to drop so that more of some kinds is shown: one filter, or as few together as help.

        Returns
        -------
        list of (tuple of str, dict of str to int)
            Filters, and how many rows of each of ``kinds`` are then shown; the most rows first.
        """
        found = (self._relaxed(selection, size, kinds) for size in range(1, len(selection) + 1))
        return next(filter(None, found), [])

    def _relaxed(self, selection: Selection, size: int, kinds: Codes) -> list[tuple[Codes, dict[str, int]]]:
        kept = self._kept(selection)
        found = [
            (keys, {kind: int(self._shown(kind, kept, keys).sum()) for kind in kinds})
            for keys in ((), *combinations(selection, size))
        ]
        (_, now), *dropped = found
        helpful = [(keys, shown) for keys, shown in dropped if sum(shown.values()) > sum(now.values())]
        return sorted(helpful, key=lambda one: -sum(one[1].values()))

    def _kept(self, selection: Selection) -> dict[tuple[str, str], Mask]:
        """Which rows each filter that is set keeps, per kind that it narrows."""
        return {
            (kind, key): self.matches[kind, key].kept(FILTERS[key], codes)
            for key, codes in selection.items()
            for kind in FILTERS[key].kinds
        }

    def _shown(self, kind: str, kept: Mapping[tuple[str, str], Mask], without: Collection[str] = ()) -> Mask:
        masks = [mask for (of, key), mask in kept.items() if of == kind and key not in without]
        shown: Mask = np.logical_and.reduce([np.ones(self._sizes[kind], dtype=bool), *masks])
        return shown

    def _counts(self, key: str, kept: Mapping[tuple[str, str], Mask]) -> dict[str, dict[str, int]]:
        found = {
            kind: self.matches[kind, key].count(self._shown(kind, kept, (key,)))
            for kind in FILTERS[key].counted
        }
        return {
            code: {kind: counts[place] for kind, counts in found.items()}
            for place, code in enumerate(self.options[key])
        }


def missing(selection: Selection, shown: Mapping[str, Mask]) -> Codes:
    """Return the kinds of which a reader asks for rows and finds none.

    A filter that narrows one kind alone asks for rows of that kind: those of the other, which it leaves as
    they are, are no answer. Without such a filter, any row of any kind is one.

    Parameters
    ----------
    shown : mapping of str to array of bool
        As ``Index.select`` gives it for the selection.
    """
    asked = {FILTERS[key].only for key in selection} & set(COUNTED)
    empty = tuple(kind for kind in COUNTED if not shown[kind].any())
    if asked:
        return tuple(kind for kind in empty if kind in asked)
    return empty if empty == COUNTED else ()
