"""Totals that count nothing twice and say what is in them; by group, and donors side by side."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from typing import TypeVar

from geodata.sums.groups import DONOR_GROUPS, LISTS, OTHER
from geodata.sums.ledger import NO_AMOUNT, NO_CURRENCY, Ledger, Pledge
from geodata.sums.rates import DOLLAR, to_decimal
from geodata.sums.resolution import PLEDGED, TARGETS, Entry, LeftOut, Resolution, Rule, resolve

JOINT = "joint"
Key = tuple[str, ...]
Row = TypeVar("Row", Entry, LeftOut)
Code = TypeVar("Code", str, tuple[str, str])


@dataclass(frozen=True, slots=True)
class Total:
    """A sum with its rule, the rows in it with what each brings, and the rows left out with the reason.

    ``key`` has the codes of a group; it is empty for the total of a selection.
    """

    key: Key
    rule: Rule
    entries: tuple[Entry, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def currency(self) -> str:
        """Currency of ``converted``."""
        return self.rule.currency

    @property
    def rows(self) -> int:
        """How many rows the selection has in the group."""
        return len(self.entries) + len(self.left_out)

    @property
    def counted(self) -> int:
        """How many of them bring an amount into the sum."""
        return len(self.entries)

    @property
    def declared(self) -> dict[str, Decimal]:
        """Sum per currency as declared; a currency in which nothing is counted is not there."""
        return _sums((entry.pledge.currency, entry.amount) for entry in self.entries)

    @property
    def converted(self) -> Decimal | None:
        """Sum in ``currency`` of all rows that can be converted; None if none can."""
        return _sum([entry.converted for entry in self.entries])

    @property
    def undivided(self) -> dict[str, Decimal]:
        """What of ``declared`` is the rest of wholes after the parts known of them."""
        return _sums((each.pledge.currency, each.rest.amount) for each in self.entries if each.rest)

    @property
    def undivided_converted(self) -> Decimal | None:
        """What of ``converted`` is the rest of wholes; None if there is no such whole."""
        return _sum([entry.rest.converted for entry in self.entries if entry.rest])

    @property
    def at_most(self) -> frozenset[str]:
        """Currencies of ``undivided`` that hold a part which is known and could not be taken out."""
        return frozenset(each.pledge.currency for each in self.entries if each.rest and each.rest.left_in)

    @property
    def included(self) -> tuple[str, ...]:
        """Ids of the rows in the sum."""
        return tuple(entry.pledge.id for entry in self.entries)

    @property
    def excluded(self) -> dict[str, str]:
        """Ids of the rows left out, with the code of the reason."""
        return {each.pledge.id: each.reason for each in self.left_out}

    @property
    def reasons(self) -> dict[str, int]:
        """How many rows are left out for each reason, the most first."""
        counts = Counter(each.reason for each in self.left_out)
        return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))

    @property
    def unconverted(self) -> dict[str, str]:
        """Ids of the rows in ``declared`` that are not in ``converted``, with the code of the reason."""
        missing = (entry.pledge for entry in self.entries if entry.converted is None)
        return {pledge.id: str(pledge.conversions[self.currency].reason) for pledge in missing}

    @property
    def rates(self) -> tuple[str, ...]:
        """Ids of the rates used, sorted."""
        used = (entry.pledge.conversions[self.currency].quotes for entry in self.entries)
        return tuple(sorted({quote.rate_id for quotes in used for quote in quotes}))

    @property
    def amounts_left(self) -> dict[tuple[str, str], tuple[Decimal, Decimal]]:
        """Amounts left out, low and high end as declared, per reason and currency."""
        left = [
            ((each.reason, each.pledge.currency), each.pledge)
            for each in self.left_out
            if each.pledge.reason not in (NO_AMOUNT, NO_CURRENCY)
        ]
        low = _sums((key, pledge.amount) for key, pledge in left)
        high = _sums((key, pledge.high) for key, pledge in left)
        return {key: (low[key], high[key]) for key in low}


def total(resolution: Resolution) -> Total:
    """Return the total of a selection."""
    return Total((), resolution.rule, resolution.counted, resolution.left_out)


def breakdown(resolution: Resolution, *by: str) -> tuple[Total, ...]:
    """Return the totals of the groups with a row in the selection, in the order of their codes.

    ``by`` is one of ``DIMENSIONS`` or several together. A part that can be taken out of its whole stands in
    its own group, and the whole's group keeps the rest: the groups add up to the total. They do not by
    ``resource``, where one row can name several (``LISTS``). A row with several beneficiaries is never
    split: its country is ``SEVERAL`` or ``REGION``. ``NONE`` stands for no value.

    Raises
    ------
    ValueError
        If two of them are lists, which cannot be crossed.
    """
    if sum(dimension in LISTS for dimension in by) > 1:
        raise ValueError("two dimensions that are lists cannot be crossed")
    shown = {entry.pledge.row for entry in resolution.shown}
    entries = _grouped(resolution.shown, by)
    left_out = _grouped((each for each in resolution.left_out if each.pledge.row not in shown), by)
    return tuple(
        Total(key, resolution.rule, tuple(entries.get(key, ())), tuple(left_out.get(key, ())))
        for key in in_order(entries | left_out, resolution.ledger, by)
    )


def in_order(keys: Iterable[Key], ledger: Ledger, by: Key) -> list[Key]:
    """Return the keys of groups in the order of their codes."""
    places = [ledger.places[dimension] for dimension in by]
    return sorted(keys, key=lambda key: [at[code] for at, code in zip(places, key, strict=True)])


@dataclass(frozen=True, slots=True)
class Comparison:
    """Donors side by side, each by its group (``DONOR_GROUPS``).

    ``rows`` counts the pledges of the selection, of every kind; 0 where none is known. ``panels`` has the
    amounts per kind (status, flow): only within a kind are they alike. ``beside`` has the targets, which
    belong in no panel. ``resolutions`` are what the panels are read from: pledges of money to the region,
    and the other kinds.
    """

    rows: dict[str, int]
    panels: dict[tuple[str, str], dict[str, Total]]
    beside: dict[str, Total]
    resolutions: tuple[Resolution, ...]


def compare(ledger: Ledger, pledges: Iterable[Pledge], currency: str = DOLLAR) -> Comparison:
    """Return donors side by side on a selection, which should not be narrowed by donor.

    Pledges are counted as everywhere (``PLEDGED``); a stock stands beside stocks, a purchase beside
    purchases. Within a panel nothing is counted twice. Panels must not be added up.
    """
    chosen = tuple(pledges)
    rows = Counter(group for pledge in chosen for group in pledge.groups["group"])
    targets = breakdown(resolve(ledger, chosen, TARGETS.into(currency)), "group")
    kinds = [rule.into(currency) for rule in (PLEDGED, _other(ledger))]
    resolutions = tuple(resolve(ledger, filter(rule.is_about, chosen), rule) for rule in kinds)
    panels: dict[tuple[str, str], dict[str, Total]] = {}
    for resolution in resolutions:
        for cell in breakdown(resolution, "group", "status", "flow"):
            group, status, flow = cell.key
            panels.setdefault((status, flow), {})[group] = cell
    return Comparison(
        rows={group: rows[group] for group in (*DONOR_GROUPS, OTHER)},
        panels=dict(sorted(panels.items())),
        beside={cell.key[0]: cell for cell in targets if cell.counted},
        resolutions=resolutions,
    )


def _other(ledger: Ledger) -> Rule:
    # Joint capital is no donor's alone: it has no bar anywhere.
    flows = set(ledger.places["flow"]) - {*PLEDGED.flows, JOINT}
    return Rule("other-flows", PLEDGED.statuses, tuple(sorted(flows)))


def _grouped(rows: Iterable[Row], by: Key) -> dict[Key, list[Row]]:
    found: defaultdict[Key, list[Row]] = defaultdict(list)
    for each in rows:
        for key in product(*[each.pledge.groups[dimension] for dimension in by]):
            found[key].append(each)
    return found


def _sums(amounts: Iterable[tuple[Code, int]]) -> dict[Code, Decimal]:
    sums: Counter[Code] = Counter()
    for code, amount in amounts:
        sums[code] += amount
    return {code: to_decimal(sums[code]) for code in sorted(sums)}


def _sum(amounts: Iterable[int | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return to_decimal(sum(known)) if known else None
