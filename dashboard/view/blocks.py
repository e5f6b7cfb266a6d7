"""What a page is made of: sentences, figures, charts, tables and buttons, all as finished text.

A block says nothing of how it is drawn, and whoever draws it decides nothing: a cell carries its text, what
kind of thing it is, and the key by which it is sorted. What a click asks for is given as in an address.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

# Keys and values of an address, an empty value for the default.
Request = Mapping[str, str]
Kind = Literal["text", "number", "amount", "quantity", "date", "none"]
# None is not known and stands last whichever way a column is turned; a pair groups by its unit first.
Key = float | str | tuple[str, float] | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: what is read, None where it is not known, and of what kind it is.

    The kind is ``none`` where nothing is there to be known; a ``quantity`` is in a unit of its own. A column
    is sorted by ``key``; of a text that is the text itself. ``note`` says what the figure is, or why there is
    none; ``tags`` stand beside the text, and beneath it a bar of the length ``share``, 0 to 1, ``dots`` (how
    many of which way out), or a line over ``span`` on the axis of the column.
    """

    text: str | None
    kind: Kind = "text"
    key: Key = None
    note: str = ""
    tags: tuple[str, ...] = ()
    share: float | None = None
    dots: tuple[tuple[str, int], ...] = ()
    span: tuple[float, float] | None = None


UNKNOWN = Cell(None)
# A table of more rows is long; ``parts/table.mjs`` has the same.
FEW = 30


@dataclass(frozen=True, slots=True)
class Link:
    """A source: its name and address."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A sentence and the sources that it rests on, which stand behind it as numbers."""

    text: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Action:
    """A button and the request that it makes; ``pressed`` where it is one that can be on or off.

    ``said`` is what it does, where its label is a sign.
    """

    label: str
    request: Request
    pressed: bool | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class Switch:
    """Buttons of which one is pressed, and what they choose."""

    label: str
    options: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class Hint:
    """A sentence about what stands in the way, and the buttons that mend it."""

    text: str
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, with the unit where all cells have one.

    ``key`` is its name in an address, empty where the order by it does not stand there. The cells of a
    ``detail`` open beneath the row. ``line`` is where it stands when a row is two lines: in the first, the
    second, or (0) in neither. ``most`` is where the axis of its lines ends, which begins at 0.
    """

    label: str
    key: str = ""
    detail: bool = False
    line: int = 0
    most: float = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A row: a cell per column (a str is a plain text, None is unknown), and what belongs to it.

    ``request`` is what a click on it asks for, ``links`` are its sources, ``details`` what it rests on, shown
    on demand; one that is ``strong`` is set apart. Under the pointer it lights ``lights`` on the map, or the
    record that it opens.
    """

    cells: tuple[Cell | str | None, ...]
    request: Request | None = None
    links: tuple[Link, ...] = ()
    actions: tuple[Action, ...] = ()
    details: tuple[Block, ...] = ()
    strong: bool = False
    lights: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """A table that the browser keeps as a file, with all its rows; equal only to itself."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the same block is drawn in full where there is room, else as rows of two lines.

    Attributes
    ----------
    linked : str
        Title of the column of links where they are not the sources of the row: it then stands second.
    opens : str
        What the button says that opens a row's details.
    searched : bool
        Whether a long table has a search; all such tables of a part share its text and their order.
    order : str
        Key of the column by which the rows stand at first, ``-`` before it for the other way round.
    kept : Kept or None
        What the browser keeps: ``columns`` but for ``detail``, and ``rows``, all that there are. A rerun then
        sends ``show``, the bits of the rows that stand there (``packed``), and not the table again.
    first : int
        As many rows stand there until more are asked for; 0 for all of a short table.
    choosable : bool
        Whether the reader chooses which columns with a key are in the row (``cols`` in the address).
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    linked: str = ""
    opens: str = ""
    searched: bool = True
    order: str = ""
    kept: Kept | None = None
    show: str = ""
    first: int = 0
    choosable: bool = False

    @property
    def is_ordered(self) -> bool:
        """Whether the order in an address is that of this table; a short one has its own."""
        is_long = self.kept is not None or self.choosable or len(self.rows) > FEW
        return self.searched and is_long


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its label, what it means, what is said beneath it, and what is behind it.

    ``aside`` sets it apart from the figures that may be compared with it; ``links`` are its sources.
    """

    label: str
    value: str
    note: str = ""
    says: tuple[str, ...] = ()
    details: tuple[Block, ...] = ()
    aside: bool = False
    links: tuple[Link, ...] = ()


# The group of marks that are drawn as an outline: no part of what the others add up to.
HOLLOW = "hollow"


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark of a chart: what it is a value of, of which series, where, and from where to where.

    ``place`` is a category or a year; ``low`` and ``high`` are None where there is one value. ``request`` is
    what a click on it asks for, ``said`` what is read beside the value.
    """

    series: str
    place: str
    value: float
    low: float | None = None
    high: float | None = None
    group: str = ""
    said: str = ""
    request: Request = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart by its kind, its marks, and the titles of its values, one per group of marks.

    ``palette`` names the series' colours in the style; without it they are taken in order. ``credit`` is
    written beneath it, so that a saved picture carries it. ``ends`` says what stands at the end of the bar of
    a place.
    """

    kind: str
    marks: tuple[Mark, ...]
    titles: Mapping[str, str]
    palette: Mapping[str, str] = field(default_factory=dict)
    credit: tuple[str, ...] = ()
    ends: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_clickable(self) -> bool:
        """Whether a click on any of its marks asks for something."""
        return any(mark.request for mark in self.marks)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a strip: what it is (a mode of transport, or ``wait``), how long, and what is said of it.

    ``label`` stands beneath it, ``note`` is read beside it; ``shade`` parts neighbours of one kind, 0 the
    darkest.
    """

    kind: str
    value: float
    label: str = ""
    note: str = ""
    shade: int = 0


@dataclass(frozen=True, slots=True)
class Strip:
    """A way as a bar of its pieces, with what it comes to; ``low`` and ``high`` where that is not one figure.

    ``request`` is what a click on it asks for, ``pressed`` whether it is the one that is shown, ``actions``
    what else can be done with it. ``line`` names the line of the style by which the map draws it, where it
    does so apart from others, and what that is.
    """

    pieces: tuple[Piece, ...]
    title: str = ""
    value: str = ""
    note: str = ""
    low: float | None = None
    high: float | None = None
    request: Request | None = None
    pressed: bool | None = None
    actions: tuple[Action, ...] = ()
    line: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Strips:
    """Strips beneath one another on one axis from 0 to ``most``, drawn where it has a ``unit``.

    ``kinds`` names the kinds of pieces in a key beneath them.
    """

    strips: tuple[Strip, ...]
    most: float
    unit: str = ""
    kinds: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Quote:
    """A text to be copied; ``{page}`` in it is the address of the page without its query."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a page, from the title down; ``key`` names it for tests, downloads and what is open.

    ``count`` says beside the title how much is in it, ``folded`` opens beneath it on demand, and one that is
    ``printed`` offers the page on paper. One that is ``kept`` is the same whatever is selected, and a file of
    the browser's.
    """

    key: str
    title: str = ""
    says: tuple[str, ...] = ()
    cited: tuple[Cited, ...] = ()
    switches: tuple[Switch, ...] = ()
    figures: tuple[Figure, ...] = ()
    strips: Strips | None = None
    chart: Chart | None = None
    quotes: tuple[Quote, ...] = ()
    table: Table | None = None
    folded: tuple[Block, ...] = ()
    notes: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()
    count: int | None = None
    printed: bool = False
    kept: bool = False


@dataclass(frozen=True, slots=True)
class File:
    """A file to take along: its button, its name, its type, and how it is made when it is asked for.

    ``{page}`` in a CSV is the address of the page without its query.
    """

    label: str
    name: str
    mime: str
    made: Callable[[], bytes]


# A straight line from a site to where it is loaded, with what it is.
Line = tuple[tuple[float, float], tuple[float, float], str]


@dataclass(frozen=True, slots=True)
class Drawn:
    """Ways as the map draws them: legs of each by their place in the table, the one shown, access lines.

    ``beside`` is the one that is laid beside it, None for none.
    ``ends`` names the pair, so that the map moves only for a new one; empty for the example. ``stops`` are
    the two ends with their names. ``ghost`` are the legs that the way lost as places were closed. Points are
    latitude, longitude (EPSG:4326).
    """

    ends: str
    stops: tuple[tuple[float, float, str], ...]
    ways: tuple[tuple[int, ...], ...]
    chosen: int
    access: tuple[Line, ...]
    ghost: tuple[int, ...] = ()
    beside: int | None = None


@dataclass(frozen=True, slots=True)
class OnMap:
    """What the map draws beside what is selected: ways, and how each site is reached.

    ``out`` has per site, in the order of its table, the place of its way out in ``supply.STATUSES``, or ``-``
    where the filters leave it out; ``end`` is the name of the end.
    """

    drawn: Drawn | None = None
    out: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a request for a way, which stand above the map; ``only_to``: for the destination alone.

    ``closed`` and ``countries``, those that can be avoided, have names by their ids; ``none_closed`` is said
    where nothing is closed. ``example`` has the ends that stand there since the reader has named none.
    """

    only_to: bool
    closed: Mapping[str, str]
    example: Mapping[str, str]
    countries: Mapping[str, str]
    none_closed: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a view: its key in an address, its name, and how much is in it where that is counted."""

    key: str
    label: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What a view shows for one state: its answer, what to try, and the blocks and files of its open part.

    ``form`` is what is asked first, ``on_map`` what the map draws beside what is selected; ``head`` stands
    above the switch between the parts, ``of_record`` beneath the open record.
    """

    sentence: str = ""
    hints: tuple[Hint, ...] = ()
    form: Form | None = None
    on_map: OnMap = OnMap()
    head: tuple[Block, ...] = ()
    of_record: tuple[Block, ...] = ()
    parts: tuple[Part, ...] = ()
    blocks: tuple[Block, ...] = ()
    files: tuple[File, ...] = ()
