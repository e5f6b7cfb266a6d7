"""Charts of the pledges; the table beside each is made of the same marks, and so is its file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from dashboard.state import ViewState
from dashboard.text import Words
from dashboard.view import cells
from dashboard.view.amounts import declared
from dashboard.view.blocks import Block, Cell, Chart, Column, Mark, Request, Row, Table
from dashboard.view.cells import money_text
from dashboard.view.context import Context
from dashboard.view.labels import Labels
from dashboard.view.pages.pledges.reconcile import reconciled
from dashboard.view.pages.pledges.stages import place
from dashboard.view.pages.pledges.totals import counted_text, instead, remainder, value_or_why
from geodata.sums import PLEDGED, STAGES, Pledge, Resolution, Total, breakdown, resolve, total
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
    """What a mark is drawn from: codes as in an address (empty where no filter has one), names, the sum."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    cell: Total
    said: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart before it is drawn: its sentence, its pieces, the keys of an address that they speak of."""

    key: str
    dimensions: tuple[str, ...]
    sentence: str
    pieces: tuple[Piece, ...]


def blocks(state: ViewState, resolutions: Mapping[str, Resolution], labels: Labels) -> tuple[Block, ...]:
    """Return the charts of a selection: nothing twice, targets only beside."""
    together = resolutions["together"]
    return tuple(
        Block(
            f"chart_{one.key}",
            labels.words(f"pledges.chart_title.{one.key}"),
            says=(one.sentence,),
            chart=_chart(one, labels),
            folded=(
                _table(one, labels),
                *(reconciled(together, one.dimensions, state, labels) if one.key != UMBRELLA else ()),
            ),
        )
        for one in drawings(resolutions, labels)
    )


def drawings(resolutions: Mapping[str, Resolution], labels: Labels) -> tuple[Drawing, ...]:
    """Return what each chart draws; the last only where one target alone counts."""
    together, targets = resolutions["together"], resolutions["targets"]
    drawn = [_drawing(key, together, labels) for key in DIMENSIONS]
    return (*drawn, *_umbrella(together.pledges, targets, labels))


def _drawing(key: str, together: Resolution, labels: Labels) -> Drawing:
    dimensions = DIMENSIONS[key]
    found = breakdown(together, *(_OF_ADDRESS.get(name, name) for name in dimensions))
    pieces = tuple(_piece(cell, dimensions, labels) for cell in found)
    return Drawing(key, dimensions, _sentence(key, found, together, labels), pieces)


def _piece(cell: Total, dimensions: tuple[str, ...], labels: Labels) -> Piece:
    pairs = list(zip(dimensions, cell.key, strict=True))
    return Piece(
        tuple(_code(name, code, labels.context) for name, code in pairs),
        tuple(_name(name, code, labels) for name, code in pairs),
        cell,
        value_or_why(cell, labels.words),
    )


def _code(name: str, code: str, context: Context) -> str:
    return code if code in context.index.options[name] else ""


def _name(name: str, code: str, labels: Labels) -> str:
    if name == "years":
        return labels.words("pledges.undated") if code == NONE else code
    return place(code, labels) if name == "country" else labels.code("pledges", name, code)


def _sentence(key: str, found: Iterable[Total], together: Resolution, labels: Labels) -> str:
    words, whole = labels.words, total(together)
    first = _first(found)
    if first is None or whole.converted is None:
        return words("pledges.chart.nothing", n=whole.rows)
    name, value = first
    return words(
        f"pledges.chart.{key}",
        first=_name(DIMENSIONS[key][0], name, labels),
        value=money_text(value, whole.currency, words),
        whole=money_text(whole.converted, whole.currency, words),
        missing=whole.rows - len(together.shown),
        rows=whole.rows,
    )


def _first(found: Iterable[Total]) -> tuple[str, Decimal] | None:
    """Return the code of the first dimension with the largest sum, and that sum."""
    sums: dict[str, Decimal] = {}
    for cell in found:
        if cell.converted is not None:
            sums[cell.key[0]] = sums.get(cell.key[0], Decimal(0)) + cell.converted
    return max(sums.items(), key=lambda pair: pair[1], default=None)


def _umbrella(selected: Iterable[Pledge], targets: Resolution, labels: Labels) -> tuple[Drawing, ...]:
    """Return the target that counts beside what its donor has named since, by status."""
    if len(targets.counted) != 1:
        return ()
    context, words = labels.context, labels.words
    aim = targets.counted[0].pledge
    target = context.facts.pledges.iloc[aim.row]
    since = [
        pledge
        for pledge in selected
        if pledge.groups["donor"] == aim.groups["donor"] and context.dates[pledge.row] >= target["date"]
    ]
    resolution = resolve(context.ledger, since, PLEDGED.into(targets.rule.currency))
    deals, donor, stated = total(resolution), str(target["donor"]), str(declared(target, words).text)
    # The target alone: no other row of the selection stands behind its bar.
    alone = total(resolve(context.ledger, [aim], targets.rule))

    def piece(status: str, cell: Total, bar: str, said: str) -> Piece:
        names = (words(f"pledges.umbrella.{bar}"), labels.code("pledges", "status", status))
        return Piece((donor, status), names, cell, said)

    named = [
        piece(cell.key[0], cell, "deals", value_or_why(cell, words))
        for cell in breakdown(resolution, "status")
    ]
    sentence = words(
        "pledges.chart.umbrella",
        target=stated,
        donor=labels.code("pledges", "donor", donor),
        date=words.day(str(target["date"])),
        rows=deals.rows,
        counted=deals.counted,
        value=value_or_why(deals, words),
    )
    pieces = (piece("target", alone, "target", stated), *named)
    return (Drawing(UMBRELLA, ("donor", "status"), sentence, pieces),)


def _chart(drawing: Drawing, labels: Labels) -> Chart | None:
    """Return a chart of the pieces that have a value; the largest first, years in their order."""
    words = labels.words
    scale = SCALES.get(words.lang, SCALE)
    known = [piece for piece in drawing.pieces if piece.cell.converted is not None]
    if not known:
        return None
    sums: dict[str, Decimal] = {}
    for piece in known:
        sums[piece.names[0]] = sums.get(piece.names[0], Decimal(0)) + (piece.cell.converted or 0)
    if drawing.key == "donor":
        known.sort(key=lambda piece: -sums[piece.names[0]])
    marks = (
        Mark(
            series=piece.names[1],
            place=piece.names[0],
            value=float(piece.cell.converted or 0) / scale,
            said=f"{piece.said} ({counted_text(piece.cell, words)})",
            request=_request(drawing, piece),
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


def _request(drawing: Drawing, piece: Piece) -> Request:
    return {name: code for name, code in zip(drawing.dimensions, piece.codes, strict=True) if code}


def heads(drawing: Drawing, words: Words) -> list[str]:
    """Return what the two dimensions of a chart are called."""
    first = "pledges.umbrella.label" if drawing.key == UMBRELLA else f"filter.{drawing.dimensions[0]}"
    return [words(first), words(f"filter.{drawing.dimensions[1]}")]


def _table(drawing: Drawing, labels: Labels) -> Block:
    words = labels.words
    currency = drawing.pieces[0].cell.currency if drawing.pieces else ""
    more = [words(f"pledges.head.{name}", currency=currency) for name in ("rows", "counted", "value", "rest")]
    lines = (1, 2, 0, 0, 1, 0)
    columns = zip([*heads(drawing, words), *more], lines, strict=True)
    rows = (
        Row(
            (
                *piece.names,
                cells.number(piece.cell.rows, words),
                cells.number(piece.cell.counted, words),
                _value(piece, words),
                _rest(piece.cell, words),
            )
        )
        for piece in drawing.pieces
    )
    table = Table(tuple(Column(label, line=line) for label, line in columns), tuple(rows), searched=False)
    return Block(f"table_{drawing.key}", words("pledges.table"), table=table, count=len(table.rows))


def _value(piece: Piece, words: Words) -> Cell:
    value = piece.cell.converted
    why = instead(piece.cell, words)
    return Cell(why, "amount") if value is None else Cell(piece.said, "amount", float(value))


def _rest(cell: Total, words: Words) -> Cell:
    said = remainder(cell, words)
    return Cell(said, "amount", float(cell.undivided_converted or 0)) if said else cells.NONE
