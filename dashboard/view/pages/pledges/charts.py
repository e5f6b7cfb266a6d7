"""Charts of the pledges; the table beside each is made of the same marks, and so is its file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from dashboard.text import Words
from dashboard.view import cells
from dashboard.view.amounts import summed
from dashboard.view.blocks import HOLLOW, Block, Cell, Chart, Column, Mark, Request, Row, Table
from dashboard.view.labels import Labels
from dashboard.view.pages.pledges.query import Query, reconciled
from dashboard.view.pages.pledges.stages import place
from dashboard.view.pages.pledges.totals import counted_text, remainder, stated, value_or_why
from geodata.sums import PLEDGED, STAGES, TARGETS, Total, breakdown, resolve, total
from geodata.sums.groups import NONE

# Chart -> the two dimensions of its marks, by the keys of an address.
DIMENSIONS: Mapping[str, tuple[str, str]] = {
    "donor": ("donor", "status"),
    "country": ("country", "theme"),
    "year": ("years", "status"),
}
# Part of the view -> the charts that it draws.
DRAWN_IN: Mapping[str, tuple[str, ...]] = {
    "donors": ("donor",),
    "countries": ("country",),
    "time": ("year", "umbrella"),
}
_KIND = {"country": "bubbles", "year": "columns"}
_OF_ADDRESS = {"years": "year"}
UMBRELLA = "umbrella"
# What an axis counts in: Japanese counts in hundred millions, the others in thousand millions.
SCALES, SCALE = {"ja": 1e8}, 1e9


@dataclass(frozen=True, slots=True)
class Piece:
    """What a mark is drawn from: the names of its place and series, its sum, and how that is written.

    ``request`` has its codes by the keys of an address, those that a filter has.
    """

    names: tuple[str, ...]
    cell: Total
    said: str
    request: Request


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart before it is drawn: its sentence, its pieces, the keys of an address that they speak of."""

    key: str
    dimensions: tuple[str, str]
    sentence: str
    pieces: tuple[Piece, ...]


def blocks(query: Query, part: str) -> tuple[Block, ...]:
    """Return the charts of a part: nothing twice, targets only beside."""
    drawn = query.context.keep(drawings, query, *DRAWN_IN[part])
    return tuple(
        Block(
            f"chart_{one.key}",
            query.words(f"pledges.chart_title.{one.key}"),
            says=(one.sentence,),
            chart=_chart(one, query),
            folded=(
                _table(one, query),
                *(reconciled(query, *one.dimensions) if one.key != UMBRELLA else ()),
            ),
        )
        for one in drawn
    )


def drawings(query: Query, *keys: str) -> tuple[Drawing, ...]:
    """Return what charts draw; that of the target only where one target alone counts."""
    own = tuple(_drawing(key, query) for key in keys if key != UMBRELLA)
    return (*own, *(_umbrella(query) if UMBRELLA in keys else ()))


def _drawing(key: str, query: Query) -> Drawing:
    dimensions = DIMENSIONS[key]
    found = breakdown(query.resolutions["together"], *(_OF_ADDRESS.get(name, name) for name in dimensions))
    pieces = tuple(_piece(cell, dimensions, query) for cell in found)
    return Drawing(key, dimensions, _sentence(key, pieces, query), pieces)


def _piece(cell: Total, dimensions: tuple[str, str], query: Query) -> Piece:
    codes = dict(zip(dimensions, cell.key, strict=True))
    options = query.context.index.options
    is_aim = codes.get("status") in TARGETS.statuses
    return Piece(
        tuple(_name(name, code, query.labels) for name, code in codes.items()),
        cell,
        # What targets come to stands beside the sums, once; among what is counted it would be another figure.
        query.words("pledges.sum.targets") if is_aim else value_or_why(cell, query.words),
        {name: code for name, code in codes.items() if code in options[name]},
    )


def _name(name: str, code: str, labels: Labels) -> str:
    if name == "years":
        return labels.words("pledges.undated") if code == NONE else code
    return place(code, labels) if name == "country" else labels.code("pledges", name, code)


def _sentence(key: str, pieces: Iterable[Piece], query: Query) -> str:
    words, pieces = query.words, tuple(pieces)
    sums = _sums(pieces)
    if not sums:
        return words("pledges.chart.nothing", n=query.totals["together"].rows)
    first = max(sums, key=lambda name: sums[name])
    is_rated = any(piece.cell.rates for piece in pieces if piece.names[0] == first)
    value = summed(sums[first], query.money, is_rated, words)
    return words(f"pledges.chart.{key}", first=first, value=value)


def _sums(pieces: Iterable[Piece]) -> Mapping[str, Decimal]:
    """Return what the pieces of each place come to; of those that are not known, nothing."""
    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    for piece in pieces:
        if piece.cell.converted is not None:
            sums[piece.names[0]] += piece.cell.converted
    return sums


def _umbrella(query: Query) -> tuple[Drawing, ...]:
    """Return the target that counts beside what its donor has named since, by status."""
    context, words, targets = query.context, query.words, query.resolutions["targets"]
    if len(targets.counted) != 1:
        return ()
    aim, dates = targets.counted[0].pledge, context.dates
    since = [
        pledge
        for pledge in context.ledger.select(query.selected)
        if pledge.groups["donor"] == aim.groups["donor"] and dates[pledge.row] >= dates[aim.row]
    ]
    resolution = resolve(context.ledger, since, PLEDGED.into(query.money))
    deals, (donor,) = total(resolution), aim.groups["donor"]
    # The target alone: no other row of the selection stands behind its bar.
    alone = total(resolve(context.ledger, [aim], targets.rule))
    declared = stated(alone, query)

    def piece(status: str, cell: Total, bar: str, said: str) -> Piece:
        names = (words(f"pledges.umbrella.{bar}"), _name("status", status, query.labels))
        return Piece(names, cell, said, {"donor": donor, "status": status})

    named = [
        piece(cell.key[0], cell, "deals", value_or_why(cell, words))
        for cell in breakdown(resolution, "status")
    ]
    said = declared if alone.converted is not None else value_or_why(alone, words)
    sentence = words(
        "pledges.chart.umbrella",
        target=declared,
        donor=_name("donor", donor, query.labels),
        date=words.day(str(dates[aim.row])),
        rows=deals.rows,
        counted=deals.counted,
        value=value_or_why(deals, words),
    )
    pieces = (piece("target", alone, "target", said), *named)
    return (Drawing(UMBRELLA, ("donor", "status"), sentence, pieces),)


def _chart(drawing: Drawing, query: Query) -> Chart | None:
    """Return a chart of the pieces that have a value; the largest first, years in their order."""
    labels, words = query.labels, query.words
    known = [piece for piece in drawing.pieces if piece.cell.converted is not None]
    if not known:
        return None
    sums = _sums(known)
    if drawing.key == "donor":
        known.sort(key=lambda piece: -sums[piece.names[0]])
    scale, by_stage = SCALES.get(words.lang, SCALE), drawing.dimensions[1] == "status"
    aims = _aims(query) if drawing.key == "donor" else {}
    rule = "umbrella" if drawing.key == UMBRELLA else "short"
    return Chart(
        _KIND.get(drawing.key, "stages"),
        (*_beside([_mark(piece, scale, words) for piece in known], aims, scale, words),),
        {"value": words("pledges.axis", currency=query.money)},
        {labels.code("pledges", "status", code): f"stage.{code}" for code in STAGES} if by_stage else {},
        (words(f"pledges.rule.{rule}"), words("pledges.credit")),
        {name: _end(value, scale, words) for name, value in sums.items()},
    )


def _mark(piece: Piece, scale: float, words: Words) -> Mark:
    return Mark(
        series=piece.names[1],
        place=piece.names[0],
        value=float(piece.cell.converted or 0) / scale,
        group=HOLLOW if piece.request.get("status") in TARGETS.statuses else "",
        said=f"{piece.said} ({counted_text(piece.cell, words)})",
        request=piece.request,
    )


def _aims(query: Query) -> Mapping[str, Piece]:
    """Return the targets of each donor that count as such, by its name."""
    cells = breakdown(query.resolutions["targets"], "donor")
    return {
        _name("donor", cell.key[0], query.labels): Piece(
            (), cell, stated(cell, query), {"donor": cell.key[0], "status": "target"}
        )
        for cell in cells
        if cell.converted is not None
    }


def _beside(marks: Iterable[Mark], aims: Mapping[str, Piece], scale: float, words: Words) -> Iterator[Mark]:
    """Put the target of a donor, hollow, in a row of its own behind those of the donor: it is in no bar."""
    left = dict(aims)
    for name, group in groupby(marks, key=lambda mark: mark.place):
        yield from group
        if name in left:
            yield _aim(name, left.pop(name), scale, words)
    yield from (_aim(name, aim, scale, words) for name, aim in left.items())


def _aim(name: str, aim: Piece, scale: float, words: Words) -> Mark:
    row, series = words("pledges.target_of", donor=name), words("pledges.umbrella.target")
    value = float(aim.cell.converted or 0) / scale
    return Mark(series, row, value, group=HOLLOW, said=aim.said, request=aim.request)


def _end(value: Decimal, scale: float, words: Words) -> str:
    """Write a sum for the end of its bar, in the unit of the chart."""
    held = float(value) / scale
    return words.number(held, 1 if held >= 1 else 2)


def _table(drawing: Drawing, query: Query) -> Block:
    words, (first, second) = query.words, drawing.dimensions
    columns = (
        Column(words("pledges.umbrella.label" if drawing.key == UMBRELLA else f"filter.{first}"), line=1),
        Column(words(f"filter.{second}"), line=2),
        Column(words("pledges.head.rows")),
        Column(words("pledges.head.counted")),
        Column(words("pledges.head.value", currency=query.money), line=1),
        Column(words("pledges.head.rest")),
    )
    rows = tuple(_row(piece, query) for piece in drawing.pieces)
    table = Table(columns, rows, searched=False)
    return Block(f"table_{drawing.key}", words("pledges.table"), table=table, count=len(rows))


def _row(piece: Piece, query: Query) -> Row:
    words, cell = query.words, piece.cell
    rest, value = remainder(cell, words), cell.converted
    return Row(
        (
            *piece.names,
            cells.number(cell.rows, words),
            cells.number(cell.counted, words),
            Cell(piece.said, "amount", None if value is None else float(value)),
            Cell(rest, "amount", float(cell.undivided_converted or 0)) if rest else cells.NONE,
        )
    )
