"""Totals in words: what is counted, per currency, and which rows are in it or left out, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from dashboard.text import Words
from geodata.sums import PLEDGED, TARGETS, Entry, Pledge, Resolution, Total, resolve, total
from geodata.sums.groups import SEVERAL
from geodata.sums.rates import to_decimal

# Rows of a list that are sent to the browser; the downloads hold all of them.
LISTED = 100
LARGE = 1_000_000
# What is said of a total that is about no row.
_NOTHING = {PLEDGED.key: "pledges.no_row", TARGETS.key: "pledges.no_target"}


@dataclass(frozen=True, slots=True)
class Sum:
    """A total as it is shown.

    Attributes
    ----------
    key : str
        Which rows: ``named`` countries, the ``region`` as a whole, both ``together``, or ``targets``.
    rule : str
        Key of its rule.
    rows, counted : int
        Pledges of the selection, and how many bring an amount into the sum.
    value : str or None
        In the currency of the reader's choice; None if nothing could be converted.
    instead : str or None
        What is said where there is no value: why, and what is declared.
    caption : str
        How many pledges count, and how many do not and why.
    exact : bool
        Whether ``value`` rests on no rate: all of it stands in that currency as declared.
    declared, undivided : tuple of str
        Per currency as declared; and what of it is not broken down.
    unconverted : str or None
        What of ``declared`` is not in ``value``, and why.
    shared : str or None
        What of ``value`` is for several countries together: it stands whole in the total of each of them.
    """

    key: str
    rule: str
    rows: int
    counted: int
    value: str | None
    instead: str | None
    caption: str
    exact: bool
    declared: tuple[str, ...]
    undivided: tuple[str, ...]
    unconverted: str | None
    shared: str | None


@dataclass(frozen=True, slots=True)
class Listing:
    """What is in a total and what is not: numbers of rows of the table, at most ``LISTED`` per list.

    Attributes
    ----------
    key : str
        Key of the sum.
    included : tuple of int
        Rows in it.
    remainders : tuple of int
        Those of which parts are known and something is left over, which is not broken down.
    left_in : tuple of int
        Known parts of these that could not be taken out, so that the remainder is at most what is said.
    excluded : tuple of (str, int, tuple of int)
        Reason, how many rows, and the rows.
    unconverted : tuple of int
        Rows in the sums as declared that could not be converted.
    rates : tuple of str
        Ids of the rates used.
    """

    key: str
    included: tuple[int, ...]
    remainders: tuple[int, ...]
    left_in: tuple[int, ...]
    excluded: tuple[tuple[str, int, tuple[int, ...]], ...]
    unconverted: tuple[int, ...]
    rates: tuple[str, ...]


def money(value: Decimal | None, currency: str, words: Words) -> str | None:
    """Write an amount with its currency; None stays None: unknown is not zero."""
    return None if value is None else f"{_number(value, words)} {currency}"


def _number(value: Decimal, words: Words) -> str:
    return words.compact(float(value)) if abs(value) >= LARGE else words.number(float(value), 0)


def sum_of(key: str, found: Total, resolution: Resolution, words: Words) -> Sum:
    """Return a total as it is shown."""
    currency = found.currency
    value = money(found.converted, currency, words)
    return Sum(
        key=key,
        rule=found.rule.key,
        rows=found.rows,
        counted=found.counted,
        value=value,
        instead=None if value else _instead(found, resolution, words),
        caption=_caption(found, resolution, words),
        exact=set(found.declared) <= {currency},
        declared=amounts(found.declared, words),
        undivided=_undivided(found, words),
        unconverted=_unconverted(found, words) if value else None,
        shared=_shared(found, words) if value else None,
    )


def _instead(found: Total, resolution: Resolution, words: Words) -> str | None:
    asked = _asked(resolution)
    if not asked:
        return words(_NOTHING[found.rule.key])
    return instead(total(resolve(resolution.ledger, asked, resolution.rule)), words)


def _asked(resolution: Resolution) -> list[Pledge]:
    """Return the rows that a total is about: all of the selection, or its targets."""
    # What is no target is not missing among the targets.
    aims_only = resolution.rule.key == TARGETS.key
    return [each for each in resolution.pledges if not aims_only or each.status in TARGETS.statuses]


def _caption(found: Total, resolution: Resolution, words: Words) -> str:
    """Say how many pledges count, and how many lack an amount."""
    if found.rule.key == TARGETS.key:
        return words("pledges.counted_targets", n=found.counted, all=len(_asked(resolution)))
    without = found.reasons.get("no-amount", 0)
    others = found.rows - found.counted - without
    return words("pledges.counted", n=found.counted, all=found.rows, without=without, others=others)


def instead(found: Total, words: Words) -> str | None:
    """Say why a sum has no value, with what is declared; None if it has one."""
    if found.converted is not None:
        return None
    if not found.rows:
        return words("pledges.no_row")
    if found.counted:
        declared = words.listed(list(amounts(found.declared, words)))
        reasons = words.listed([reason(code, words) for code in dict.fromkeys(found.unconverted.values())])
        return words("pledges.not_converted", amounts=declared, currency=found.currency, reasons=reasons)
    left = [
        f"{_span(*ends, currency, words)} ({reason(code, words)})"
        for (code, currency), ends in found.amounts_left.items()
    ]
    if not left:
        return words("pledges.no_amount")
    return words("pledges.none_counted", amounts="; ".join(left))


def _span(low: Decimal, high: Decimal, currency: str, words: Words) -> str:
    end = str(money(high, currency, words))
    return end if low == high else f"{_number(low, words)} – {end}"


def reason(code: str, words: Words) -> str:
    """Write a reason within a sentence."""
    label = words(f"reason.{code}")
    return label[:1].lower() + label[1:]


def _unconverted(found: Total, words: Words) -> str | None:
    """Say which part of the sums as declared is not in the converted one, and why."""
    entries = tuple(entry for entry in found.entries if entry.converted is None)
    if not entries:
        return None
    reasons = dict.fromkeys(found.unconverted.values())
    return words(
        "pledges.partly_converted",
        n=len(entries),
        currency=found.currency,
        amounts=words.listed(list(amounts(replace(found, entries=entries).declared, words))),
        reasons=words.listed([reason(code, words) for code in reasons]),
    )


def _shared(found: Total, words: Words) -> str | None:
    """Say which part of a sum no source splits among the countries that it is for."""
    shared = [
        entry.converted
        for entry in found.entries
        if entry.converted is not None and SEVERAL in entry.pledge.groups["country"]
    ]
    if not shared:
        return None
    value = money(to_decimal(sum(shared)), found.currency, words)
    return words("pledges.shared", n=len(shared), amount=value)


def _undivided(found: Total, words: Words) -> tuple[str, ...]:
    """Write per currency what is not broken down; at most that if a part is known that is still in it."""
    rest = {code: value for code, value in found.undivided.items() if value}
    most = found.at_most if rest else ()
    return tuple(
        words("pledges.at_most", amount=text) if code in most else text
        for code, text in zip(sorted(rest), amounts(rest, words), strict=True)
    )


def remainder(found: Total, words: Words) -> str | None:
    """Write what of a converted sum is not broken down; None if nothing is left over."""
    # What is less than a unit is left by rounding each part down.
    rest = found.undivided_converted
    if not rest or rest < 1:
        return None
    text = money(rest, found.currency, words)
    return words("pledges.at_most", amount=text) if found.at_most else text


def amounts(by_currency: Mapping[str, Decimal], words: Words) -> tuple[str, ...]:
    """Write sums as declared, in the order of their currencies' codes."""
    return tuple(str(money(value, currency, words)) for currency, value in sorted(by_currency.items()))


def as_declared(row: Any, words: Words) -> str:
    """Write a target's amount as its source has it, in dollars too only where the source says so."""
    declared = str(money(Decimal(int(row["amount"])), row["currency"], words))
    if row["conversion"] != "as-declared":
        return declared
    return f"{declared} / {money(Decimal(int(row['amount_usd'])), 'USD', words)}"


def listing(key: str, found: Total) -> Listing:
    """Return what is in a total and what is not."""
    rests = [entry for entry in found.entries if entry.rest and entry.rest.amount]
    left_in = (part.row for entry in rests if entry.rest for part in entry.rest.left_in)
    out: dict[str, list[int]] = {code: [] for code in found.reasons}
    for each in found.left_out:
        out[each.reason].append(each.pledge.row)
    return Listing(
        key=key,
        included=_rows(found.entries),
        remainders=_rows(rests),
        left_in=tuple(sorted(left_in)[:LISTED]),
        excluded=tuple((code, len(rows), tuple(rows[:LISTED])) for code, rows in out.items()),
        unconverted=_rows(entry for entry in found.entries if entry.converted is None),
        rates=found.rates,
    )


def _rows(entries: Iterable[Entry]) -> tuple[int, ...]:
    return tuple(entry.pledge.row for entry in entries)[:LISTED]
