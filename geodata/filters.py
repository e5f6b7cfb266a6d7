"""The one table of filters: a row per filter says what it looks at and what it offers.

Selections, counts, addresses, menus and what is offered where nothing is left derive from it.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import pandas as pd

from geodata.model import REGION, Facts, codes, columns, references, resources

Codes = tuple[str, ...]
# The codes of each row, per table that a filter narrows.
Rows = Mapping[str, Sequence[Codes]]
# Options in the order in which they are offered.
Order = Callable[[Facts, Rows], Iterable[str]]

# Kinds of rows that a selection decides on, with their tables; those that a reader looks for.
KINDS: Mapping[str, str] = {
    "site": "sites",
    "pledge": "pledges",
    "node": "nodes",
    "leg": "legs",
    "event": "timeline",
}
COUNTED = ("site", "pledge")


def whole(text: str) -> dict[str, str]:
    """Return the code that a cell is."""
    return {text: text}


def year(date: str) -> dict[str, str]:
    """Return the year of an ISO date.

    Examples
    --------
    >>> year("2025-12-20")
    {'2025': '2025'}
    """
    return whole(date[:4])


def named(text: str) -> dict[str, str]:
    """Return the names in a text by their slugs; shares and remarks in brackets are no part of a name.

    Examples
    --------
    >>> named("Katco (Orano 51 %, Kazatomprom 49 %)")
    {'katco': 'Katco'}
    >>> named("Turgai Petroleum 50 % / KAZ Minerals and Eni; a holding has shares")
    {'turgai-petroleum': 'Turgai Petroleum', 'kaz-minerals': 'KAZ Minerals', 'eni': 'Eni'}
    """
    plain = re.sub(r"\([^)]*\)?|;.*|\b[0-9.]+ ?%", "", text)
    # Blanks first: a line break after a comma parts names as a space does.
    names = re.split(r" / | and |, ", " ".join(plain.split()))
    return {slug: name for name in names if (slug := _slug(name))}


def participants_first(facts: Facts, rows: Rows) -> Iterable[str]:
    """Order countries: guests of the summit, its host, and all others that sites and pledges name."""
    role = facts.participants["role"].astype("str")
    guests, hosts = (sorted(facts.participants.index[chosen]) for chosen in (role != "host", role == "host"))
    return [*guests, *hosts, *sorted(_frequency(rows))]


def by_group(facts: Facts, rows: Rows) -> Iterable[str]:
    """Order commodities by their group, the most frequent first."""
    group, frequency = facts.resources["group"].cat.codes, _frequency(rows)
    return sorted(facts.resources.index, key=lambda code: (group[code], -frequency[code], code))


def most_first(_facts: Facts, rows: Rows) -> Iterable[str]:
    """Order codes by how many rows have them."""
    frequency = _frequency(rows)
    return sorted(frequency, key=lambda code: (-frequency[code], code))


def japan_first(facts: Facts, rows: Rows) -> Iterable[str]:
    """Order codes by how many rows have them, after Japan."""
    return sorted(most_first(facts, rows), key=lambda code: code != "JPN")


def all_between(_facts: Facts, rows: Rows) -> Iterable[str]:
    """Order numbers: all from the least to the largest."""
    found = sorted(int(code) for code in chain.from_iterable(chain(*rows.values())))
    return [str(number) for number in range(found[0], found[-1] + 1)] if found else []


@dataclass(frozen=True, slots=True)
class Filter:
    """A row of the table.

    Attributes
    ----------
    looks_at : mapping of str to tuple of str
        Per table that the filter narrows, the columns with its codes; ``from_node.iso3`` is the column
        ``iso3`` of the row that ``from_node`` names. The other tables it leaves alone.
    order : callable, optional
        Its options in the order in which they are offered, from the facts and the codes of their rows; as the
        dictionary lists them if there is none.
    read : callable
        The codes in the text of a cell, each with its name. An empty cell has none: it is kept only while
        nothing is chosen.
    is_range : bool
        Whether a first and a last code are chosen, with all that sort between them, and not any codes.
    always : str
        The code of rows that any choice keeps; it is no option itself.
    renamed : mapping of str to str
        Codes that a shared link may still carry, each with that of today: also of a name that was mended.
    """

    looks_at: Mapping[str, Codes]
    order: Order | None = None
    read: Callable[[str], Mapping[str, str]] = whole
    is_range: bool = False
    always: str = ""
    renamed: Mapping[str, str] = field(default_factory=dict)

    @property
    def kinds(self) -> Codes:
        """The kinds that it narrows."""
        return tuple(kind for kind, table in KINDS.items() if table in self.looks_at)

    @property
    def counted(self) -> Codes:
        """The kinds that counts of its options speak of."""
        return tuple(kind for kind in self.kinds if kind in COUNTED) or self.kinds

    @property
    def only(self) -> str | None:
        """The one kind that it narrows, so that rows of others are no answer to it; None if it has more."""
        return self.kinds[0] if len(self.kinds) == 1 else None

    def rows(self, facts: Facts) -> Rows:
        """Return the codes of each row, per table that it narrows."""
        return {
            table: [
                tuple(code for text in texts for code in self.read(text))
                for texts in _texts(facts, table, names)
            ]
            for table, names in self.looks_at.items()
        }

    def names(self, facts: Facts) -> dict[str, str]:
        """Return the codes of all rows with their names as they stand in the facts."""
        texts = chain.from_iterable(
            chain.from_iterable(_texts(facts, table, names)) for table, names in self.looks_at.items()
        )
        return {code: name for text in texts for code, name in self.read(text).items()}

    @property
    def first(self) -> tuple[str, str]:
        """The table and column that say what its codes are called."""
        table, names = next(iter(self.looks_at.items()))
        return table, names[0]

    def options(self, facts: Facts, rows: Rows) -> Codes:
        """Return the codes that are offered, in their order."""
        if self.order is None:
            table, column = self.first
            return codes(columns(resources(facts.dictionary)[table])[column])
        return tuple(code for code in dict.fromkeys(self.order(facts, rows)) if code != self.always)

    def chosen(self, codes: Codes, known: Iterable[str]) -> list[str]:
        """Return which of some codes a choice means."""
        if self.is_range and codes:
            return [code for code in known if codes[0] <= code <= codes[-1]]
        return [code for code in known if code in codes]


# By the key that a filter has in the address, in the order in which the page shows them.
FILTERS: Mapping[str, Filter] = {
    "country": Filter(
        {
            "sites": ("iso3",),
            "pledges": ("beneficiaries",),
            "nodes": ("iso3",),
            "legs": ("from_node.iso3", "to_node.iso3"),
            "timeline": ("countries",),
        },
        order=participants_first,
        always=REGION,
    ),
    "resource": Filter(
        {"sites": ("resource", "secondary_resources"), "pledges": ("resources",)}, order=by_group
    ),
    "theme": Filter({"pledges": ("theme",)}),
    "status": Filter({"pledges": ("status",)}),
    "donor": Filter({"pledges": ("donor",)}, order=japan_first),
    "kind": Filter({"sites": ("kind",)}),
    "operator": Filter({"sites": ("operator",)}, order=most_first, read=named),
    "years": Filter(
        {"pledges": ("date",), "timeline": ("date",)}, order=all_between, read=year, is_range=True
    ),
}


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name)
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"[\W_]+", "-", letters.casefold()).strip("-")


def _frequency(rows: Rows) -> Counter[str]:
    """Count the rows that have each code, in the tables of what a reader looks for if there are any."""
    counted = [rows[KINDS[kind]] for kind in COUNTED if KINDS[kind] in rows] or rows.values()
    return Counter(chain.from_iterable(chain.from_iterable(counted)))


def _texts(facts: Facts, table: str, names: Codes) -> Iterable[list[str]]:
    """Yield the texts in some columns of each row of a table."""
    for cells in zip(*(_column(facts, table, name) for name in names), strict=True):
        lists = (cell if isinstance(cell, tuple) else (cell,) for cell in cells)
        yield [text for text in chain.from_iterable(lists) if isinstance(text, str)]


def _column(facts: Facts, table: str, name: str) -> "pd.Series[Any]":
    own, _, beyond = name.partition(".")
    column: pd.Series[Any] = getattr(facts, table)[own]
    if not beyond:
        return column
    other = dict(references(resources(facts.dictionary)[table]))[own]
    return column.map(getattr(facts, other)[beyond])
