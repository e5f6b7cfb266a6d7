"""Charts of the pledges; the table beside each is made of the same marks, and so is its file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from dashboard.view import cells
from dashboard.view.blocks import Block, Cell, Chart, Column, Mark, Request, Row, Table
from dashboard.view.labels import Labels
from dashboard.view.pages.pledges.query import Query, reconciled
from dashboard.view.pages.pledges.stages import place
from dashboard.view.pages.pledges.totals import counted_text, remainder, stated, value_or_why
from geodata.sums import PLEDGED, STAGES, Total, breakdown, resolve, total
from geodata.sums.groups import NONE

# Chart -> the two dimensions of its marks, by the keys of an address.
DIMENSIONS: Mapping[str, tuple[str, str]] = {
    "donor": ("donor", "status"),
    "country": ("country", "theme"),
    "year": ("years", "status"),
}
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


def blocks(query: Query) -> tuple[Block, ...]:
    """Return the charts of a selection: nothing twice, targets only beside."""
    return tuple(
        Block(
            f"chart_{one.key}",
            query.words(f"pledges.chart_title.{one.key}"),
            says=(one.sentence,),
            chart=_chart(one, query.labels),
            folded=(
                _table(one, query),
                *(reconciled(query, *one.dimensions) if one.key != UMBRELLA else ()),
            ),
        )
        for one in query.context.keep(drawings, query)
    )


def drawings(query: Query) -> tuple[Drawing, ...]:
    """Return what each chart draws; the last only where one target alone counts."""
    return (*(_drawing(key, query) for key in DIMENSIONS), *_umbrella(query))


def _drawing(key: str, query: Query) -> Drawing:
    dimensions, together = DIMENSIONS[key], query.resolutions["together"]
    found = breakdown(together, *(_OF_ADDRESS.get(name, name) for name in dimensions))
    pieces = tuple(_piece(cell, dimensions, query) for cell in found)
    missing = len(together.pledges) - len(together.shown)
    return Drawing(key, dimensions, _sentence(key, pieces, missing, query), pieces)


def _piece(cell: Total, dimensions: tuple[str, str], query: Query) -> Piece:
    codes = dict(zip(dimensions, cell.key, strict=True))
    options = query.context.index.options
    return Piece(
        tuple(_name(name, code, query.labels) for name, code in codes.items()),
        cell,
        value_or_why(cell, query.words),
        {name: code for name, code in codes.items() if code in options[name]},
    )


def _name(name: str, code: str, labels: Labels) -> str:
    if name == "years":
        return labels.words("pledges.undated") if code == NONE else code
    return place(code, labels) if name == "country" else labels.code("pledges", name, code)


def _sentence(key: str, pieces: Iterable[Piece], missing: int, query: Query) -> str:
    words, whole, sums = query.words, query.totals["together"], _sums(pieces)
    if not sums or whole.converted is None:
        return words("pledges.chart.nothing", n=whole.rows)
    first = max(sums, key=lambda name: sums[name])
    return words(
        f"pledges.chart.{key}",
        first=first,
        value=cells.money_text(sums[first], query.money, words),
        whole=value_or_why(whole, words),
        missing=missing,
        rows=whole.rows,
    )


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


def _chart(drawing: Drawing, labels: Labels) -> Chart | None:
    """Return a chart of the pieces that have a value; the largest first, years in their order."""
    words = labels.words
    scale = SCALES.get(words.lang, SCALE)
    known = [piece for piece in drawing.pieces if piece.cell.converted is not None]
    if not known:
        return None
    if drawing.key == "donor":
        sums = _sums(known)
        known.sort(key=lambda piece: -sums[piece.names[0]])
    marks = (
        Mark(
            series=piece.names[1],
            place=piece.names[0],
            value=float(piece.cell.converted or 0) / scale,
            said=f"{piece.said} ({counted_text(piece.cell, words)})",
            request=piece.request,
        )
        for piece in known
    )
    by_stage = drawing.dimensions[1] == "status"
    rule = "umbrella" if drawing.key == UMBRELLA else "short"
    return Chart(
        "stacked" if by_stage else "bubbles",
        tuple(marks),
        {"value": words("pledges.axis", currency=known[0].cell.currency)},
        {labels.code("pledges", "status", code): f"stage.{code}" for code in STAGES} if by_stage else {},
        (words(f"pledges.rule.{rule}"), words("pledges.credit")),
    )


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
