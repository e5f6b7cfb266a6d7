"""What a view adds beneath the map: blocks of sentences, figures, tables and buttons, all as plain text.

A block says nothing of how it is drawn. What a click asks for is given as in an address.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A source: its name and address."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Action:
    """A button, and the keys of the address that it sets."""

    label: str
    ask: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; numbers stand to the right.

    A cell of a ``detail`` is not in the row but opens beneath it.
    """

    label: str
    number: bool = False
    detail: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row: a cell per column (None is unknown), what a click on it asks for, its sources and buttons.

    ``details`` is what the row rests on, shown on demand; ``strong`` sets the row apart.
    """

    cells: tuple[str | None, ...]
    ask: Mapping[str, str] | None = None
    links: tuple[Link, ...] = ()
    actions: tuple[Action, ...] = ()
    details: "Table | None" = None
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns and rows; ``title`` names it where it stands inside a row.

    ``linked`` is the title of the column of links where they are not the sources of the row: it then stands
    second. ``opens`` is what the button says that opens a table inside a row. A long table is ``searched``,
    unless it stands beside the one that the search of the part is meant for.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    title: str = ""
    linked: str = ""
    opens: str = ""
    searched: bool = True


@dataclass(frozen=True, slots=True)
class Number:
    """A figure with its label and what it means."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark of a chart: what it is a value of, of which series, where, and from where to where.

    ``place`` is a category or a year; ``low`` and ``high`` are None where there is one value.
    """

    series: str
    place: str
    value: float
    low: float | None = None
    high: float | None = None
    group: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart by its kind, its marks, and the titles of its values, one per group of marks."""

    kind: str
    marks: tuple[Mark, ...]
    titles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a view. ``key`` names it for tests and downloads; ``printed`` offers the page on paper."""

    key: str
    title: str
    says: tuple[str, ...] = ()
    numbers: tuple[Number, ...] = ()
    table: Table | None = None
    notes: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()
    chart: Chart | None = None
    printed: bool = False
