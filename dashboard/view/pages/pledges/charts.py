"""Charts as marks with their sentence; the table beside each is made of the same marks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from dashboard.state import ViewState
from dashboard.view.context import Context
from dashboard.view.names import Names
from dashboard.view.pages.pledges.said import apart, without
from dashboard.view.pages.pledges.stages import place
from dashboard.view.pages.pledges.sums import as_declared, instead, money, remainder
from geodata.sums import PLEDGED, Pledge, Resolution, Total, breakdown, resolve, total
from geodata.sums.groups import NONE

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
        Pledges, and how many are counted.
    value : float or None
        In the reader's currency; None where nothing is counted.
    text : str
        The value in words, or what is said instead.
    undivided : str or None
        What of it is not broken down.
    cell : Total
        The sum behind it.
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    rows: int
    counted: int
    value: float | None
    text: str
    undivided: str | None
    cell: Total = field(compare=False)


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: its key, the keys of an address that its marks speak of, its sentence, its marks."""

    key: str
    dimensions: tuple[str, ...]
    sentence: str
    marks: tuple[Mark, ...]


def charts(
    state: ViewState, context: Context, resolutions: Mapping[str, Resolution], names: Names
) -> tuple[Chart, ...]:
    """Return the charts of a selection: nothing twice, targets only beside."""
    together, targets = resolutions["together"], resolutions["targets"]
    drawn = [_chart(key, state, together, context, names) for key in DIMENSIONS]
    umbrella = _umbrella(context, together.pledges, targets, names)
    return (*drawn, umbrella) if umbrella else tuple(drawn)


def _chart(key: str, state: ViewState, together: Resolution, context: Context, names: Names) -> Chart:
    dimensions = DIMENSIONS[key]
    found = breakdown(together, *(_OF_ADDRESS.get(name, name) for name in dimensions))
    marks = tuple(_mark(cell, dimensions, context, names) for cell in found)
    told = [_sentence(key, found, together, names), *_apart(dimensions, state, together, context, names)]
    return Chart(key, dimensions, " ".join(told), marks)


def _apart(
    dimensions: tuple[str, ...], state: ViewState, together: Resolution, context: Context, names: Names
) -> list[str]:
    """Reconcile the marks after a click with those before it, and name the pledges."""
    wide = without(state, context, dimensions)
    if wide is None:
        return []
    beside = resolve(context.ledger, context.ledger.select(wide), together.rule)
    found = apart(together, beside, dimensions, state, names.words)
    if found is None:
        return []
    titles = context.facts.pledges["title"].iloc[list(found.rows)]
    return [found.text, "; ".join(titles)]


def _mark(cell: Total, dimensions: tuple[str, ...], context: Context, names: Names) -> Mark:
    pairs = list(zip(dimensions, cell.key, strict=True))
    currency = cell.rule.currency
    return Mark(
        codes=tuple(_code(name, code, context) for name, code in pairs),
        names=tuple(_name(name, code, names) for name, code in pairs),
        rows=cell.rows,
        counted=cell.counted,
        value=None if cell.converted is None else float(cell.converted),
        text=money(cell.converted, currency, names.words) or str(instead(cell, names.words)),
        undivided=remainder(cell, names.words),
        cell=cell,
    )


def _code(name: str, code: str, context: Context) -> str:
    return code if code in context.index.options[name] else ""


def _name(name: str, code: str, names: Names) -> str:
    if name == "years":
        return names.words("pledges.undated") if code == NONE else code
    return place(code, names) if name == "country" else names.code("pledges", name, code)


def _sentence(key: str, found: Iterable[Total], together: Resolution, names: Names) -> str:
    words, whole = names.words, total(together)
    first = _first(found)
    if first is None or whole.converted is None:
        return words("pledges.chart.nothing", n=whole.rows)
    name, value = first
    return words(
        f"pledges.chart.{key}",
        first=_name(DIMENSIONS[key][0], name, names),
        value=money(value, whole.rule.currency, words),
        whole=money(whole.converted, whole.rule.currency, words),
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


def _umbrella(
    context: Context, selected: Iterable[Pledge], targets: Resolution, names: Names
) -> Chart | None:
    """Return the target that counts beside what its donor has named since, by status."""
    if len(targets.counted) != 1:
        return None
    aim, words = targets.counted[0].pledge, names.words
    target = context.facts.pledges.iloc[aim.row]
    since = [
        pledge
        for pledge in selected
        if pledge.groups["donor"] == aim.groups["donor"] and context.dates[pledge.row] >= target["date"]
    ]
    resolution = resolve(context.ledger, since, PLEDGED.into(targets.rule.currency))
    deals = total(resolution)
    cells = breakdown(resolution, "donor", "status")
    # The target alone: no other row of the selection stands behind its bar.
    alone = total(resolve(context.ledger, [aim], targets.rule))
    first = _umbrella_mark("target", alone, str(target["donor"]), words("pledges.umbrella.target"), names)
    declared = as_declared(target, words)
    marks = [replace(first, text=declared)]
    marks += [
        _umbrella_mark(cell.key[1], cell, cell.key[0], words("pledges.umbrella.deals"), names)
        for cell in cells
    ]
    sentence = words(
        "pledges.chart.umbrella",
        target=declared,
        donor=names.code("pledges", "donor", str(target["donor"])),
        date=words.day(str(target["date"])),
        rows=deals.rows,
        counted=deals.counted,
        value=money(deals.converted, deals.currency, words) or instead(deals, words),
    )
    return Chart(UMBRELLA, ("donor", "status"), sentence, tuple(marks))


def _umbrella_mark(status: str, cell: Total, donor: str, bar: str, names: Names) -> Mark:
    text = money(cell.converted, cell.rule.currency, names.words) or str(instead(cell, names.words))
    value = None if cell.converted is None else float(cell.converted)
    name = names.code("pledges", "status", status)
    return Mark((donor, status), (bar, name), cell.rows, cell.counted, value, text, None, cell)
