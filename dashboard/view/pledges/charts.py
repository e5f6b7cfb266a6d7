"""Charts as marks with their sentence; the table beside each is made of the same marks."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np

from dashboard.text import Words
from dashboard.view.ground import Ground
from dashboard.view.names import Names
from dashboard.view.pledges.stages import place
from dashboard.view.pledges.sums import money, remainder
from geodata.sums import PLEDGED, Breakdown, Tally, Total, breakdown, total
from geodata.sums.groups import NONE, Mask

# Chart -> the two dimensions of its marks, by the keys of an address.
DIMENSIONS: Mapping[str, tuple[str, str]] = {
    "donor": ("donor", "status"),
    "country": ("country", "theme"),
    "year": ("years", "status"),
}
_OF_ADDRESS = {"years": "year"}
UMBRELLA = "umbrella"


@dataclass(frozen=True, slots=True)
class Mark:
    """A bar's piece or a bubble.

    Attributes
    ----------
    codes, names : tuple of str
        Per dimension: the code as in an address, empty where no filter has it; and what it is called.
    rows, counted : int
        Pledges, and how many bring an amount.
    value : float or None
        In the reader's currency; None where no amount is known.
    text, undivided : str or None
        The value in words; and what of it is not broken down.
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    rows: int
    counted: int
    value: float | None
    text: str | None
    undivided: str | None


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: its key, the keys of an address that its marks speak of, its sentence, its marks."""

    key: str
    dimensions: tuple[str, ...]
    sentence: str
    marks: tuple[Mark, ...]


def charts(ground: Ground, selected: Mask, tallies: Mapping[str, Tally], names: Names) -> tuple[Chart, ...]:
    """Return the charts of a selection: nothing twice, targets only beside."""
    together = tallies["together"]
    drawn = [_chart(key, together, ground, names) for key in DIMENSIONS]
    umbrella = _umbrella(ground, selected, tallies["targets"], names)
    return (*drawn, umbrella) if umbrella else tuple(drawn)


def _chart(key: str, tally: Tally, ground: Ground, names: Names) -> Chart:
    dimensions = DIMENSIONS[key]
    found = breakdown(tally, *(_OF_ADDRESS.get(name, name) for name in dimensions))
    marks = tuple(_mark(cell, dimensions, ground, names) for cell in found.cells)
    return Chart(key, dimensions, _sentence(key, found, tally, names), marks)


def _mark(cell: Total, dimensions: tuple[str, ...], ground: Ground, names: Names) -> Mark:
    pairs = list(zip(dimensions, cell.key, strict=True))
    currency = cell.rule.currency
    return Mark(
        codes=tuple(_code(name, code, ground) for name, code in pairs),
        names=tuple(_name(name, code, names) for name, code in pairs),
        rows=cell.rows,
        counted=cell.counted,
        value=None if cell.converted is None else float(cell.converted),
        text=money(cell.converted, currency, names.words),
        undivided=remainder(cell, names.words),
    )


def _code(name: str, code: str, ground: Ground) -> str:
    if name == "years":
        return "" if code == NONE else code
    return code if code in getattr(ground.vocabulary, name) else ""


def _name(name: str, code: str, names: Names) -> str:
    if name == "years":
        return names.words("pledges.undated") if code == NONE else code
    return place(code, names) if name == "country" else names.code("pledges", name, code)


def _sentence(key: str, found: Breakdown, tally: Tally, names: Names) -> str:
    words, whole = names.words, found.whole
    first = _first(found)
    if first is None or whole.converted is None:
        return words("pledges.chart.nothing", n=whole.rows)
    name, value = first
    return words(
        f"pledges.chart.{key}",
        first=_name(DIMENSIONS[key][0], name, names),
        value=money(value, whole.rule.currency, words),
        whole=money(whole.converted, whole.rule.currency, words),
        missing=whole.rows - int(tally.shown.sum()),
        rows=whole.rows,
    )


def _first(found: Breakdown) -> tuple[str, Decimal] | None:
    """Return the code of the first dimension with the largest sum, and that sum."""
    sums: dict[str, Decimal] = {}
    for cell in found.cells:
        if cell.converted is not None:
            sums[cell.key[0]] = sums.get(cell.key[0], Decimal(0)) + cell.converted
    return max(sums.items(), key=lambda pair: pair[1], default=None)


def _umbrella(ground: Ground, selected: Mask, targets: Tally, names: Names) -> Chart | None:
    """Return the target that counts beside what its donor has named since, by status."""
    rows = np.flatnonzero(targets.counted)
    if len(rows) != 1:
        return None
    pledges, words = ground.facts.pledges, names.words
    target = pledges.iloc[rows[0]]
    since = selected & np.asarray(pledges["donor"] == target["donor"]) & (ground.dates >= target["date"])
    tally = Tally.build(ground.ledger, since, PLEDGED.into(targets.rule.currency))
    aim, deals = total(targets), total(tally)
    cells = breakdown(tally, "donor", "status").cells
    marks = [_umbrella_mark("target", aim, str(target["donor"]), words("pledges.umbrella.target"), names)]
    marks += [
        _umbrella_mark(cell.key[1], cell, cell.key[0], words("pledges.umbrella.deals"), names)
        for cell in cells
        if cell.counted
    ]
    sentence = words(
        "pledges.chart.umbrella",
        target=as_declared(target, words),
        donor=names.code("pledges", "donor", str(target["donor"])),
        date=words.day(str(target["date"])),
        rows=deals.rows,
        counted=deals.counted,
        value=money(deals.converted, tally.rule.currency, words) or words("pledges.no_amount"),
    )
    return Chart(UMBRELLA, ("donor", "status"), sentence, tuple(marks))


def _umbrella_mark(status: str, cell: Total, donor: str, bar: str, names: Names) -> Mark:
    text = money(cell.converted, cell.rule.currency, names.words)
    value = None if cell.converted is None else float(cell.converted)
    name = names.code("pledges", "status", status)
    return Mark((donor, status), (bar, name), cell.rows, cell.counted, value, text, None)


def as_declared(row: Any, words: Words) -> str:
    """Write a target's amount as its source has it, in dollars too only where the source says so."""
    declared = str(money(Decimal(int(row["amount"])), row["currency"], words))
    if row["conversion"] != "as-declared":
        return declared
    return f"{declared} / {money(Decimal(int(row['amount_usd'])), 'USD', words)}"
