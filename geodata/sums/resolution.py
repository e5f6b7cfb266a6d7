"""What a rule makes of the pledges of a selection: which it counts, and which it leaves out and why."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from geodata.sums.ledger import OWN_REASONS, RANGE, Ledger, Pledge
from geodata.sums.rates import DOLLAR, Conversion

PART, OVERLAP, WHOLE_OVERLAP = "part-of-another-row", "may-overlap", "whole-may-overlap"
# Why a row that would count is left out beside one that counts.
HELD = (PART, OVERLAP, WHOLE_OVERLAP)


@dataclass(frozen=True, slots=True)
class Rule:
    """What is added up.

    Attributes
    ----------
    key : str
        Name of the rule.
    statuses, flows : tuple of str
        Codes of the pledges that count; any other is left out, with its own code as the reason.
    currency : str
        Currency into which amounts are converted beside the sums as declared.
    """

    key: str
    statuses: tuple[str, ...]
    flows: tuple[str, ...]
    currency: str = DOLLAR

    def into(self, currency: str) -> "Rule":
        """Return the rule with another currency to convert into."""
        return replace(self, currency=currency)

    def refuses(self, pledge: Pledge) -> str:
        """Return why a pledge does not count, whatever else is selected; empty if it may."""
        if pledge.reason and pledge.reason != RANGE:
            return pledge.reason
        if pledge.flow not in self.flows:
            return pledge.flow
        return pledge.reason if pledge.status in self.statuses else pledge.status

    def reasons(self, ledger: Ledger) -> tuple[str, ...]:
        """Return every reason for which a pledge can be left out; the rule is told by them."""
        counted = {*self.statuses, *self.flows}
        codes = (*ledger.codes["status"], *ledger.codes["flow"])
        return (*(code for code in codes if code not in counted), *OWN_REASONS, *HELD)


PLEDGED = Rule("pledged", ("announced", "signed", "financed", "completed"), ("to-region", "to-corridor"))
TARGETS = Rule("targets", ("target",), ("to-region", "to-corridor"))


@dataclass(frozen=True, slots=True)
class Rest:
    """What the parts taken out of a whole leave of it: hundredths, as declared and as converted.

    ``left_in`` are parts that are known and could not be taken out: the rest is at most this.
    """

    amount: int
    converted: int | None
    left_in: tuple[Pledge, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a pledge brings into a sum.

    Attributes
    ----------
    amount, converted : int
        Hundredths as declared, and in the currency of the rule (None if it cannot be converted).
    conversion : Conversion
        How its whole amount is converted, or why not.
    rest : Rest or None
        What of it is not broken down; None if no part was taken out of it.
    """

    pledge: Pledge
    amount: int
    converted: int | None
    conversion: Conversion
    rest: Rest | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A pledge that a rule leaves out, and the code of the reason."""

    pledge: Pledge
    reason: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """What becomes of each pledge of a selection under a rule: all its totals are read from it.

    Attributes
    ----------
    pledges : tuple of Pledge
        The selection.
    counted : tuple of Entry
        Rows that the total adds, each with its whole amount.
    shown : tuple of Entry
        Rows that a breakdown adds: those counted and the parts taken out of them, each with what its own
        parts leave of it. Both add up to the same.
    left_out : tuple of LeftOut
        Rows that the total does not add.

    Notes
    -----
    A row that counts is left out if one above it counts: nothing is added twice, and a row counts by itself
    where the selection or the rule leaves out what holds it. It is a part of the row that counts only if
    every step up to that row is stated; if the step to its own whole is stated and a further one is not
    (its whole may overlap what counts), it is left out for that (``WHOLE_OVERLAP``). In a breakdown a part
    is taken out of its whole if both are in one currency, both or neither can be converted, and the parts
    together are not more than the whole, as declared and as converted; otherwise the whole stays undivided.
    """

    ledger: Ledger
    rule: Rule
    pledges: tuple[Pledge, ...]
    counted: tuple[Entry, ...]
    shown: tuple[Entry, ...]
    left_out: tuple[LeftOut, ...]


def resolve(ledger: Ledger, pledges: Iterable[Pledge], rule: Rule = PLEDGED) -> Resolution:
    """Return what a rule counts of some pledges and what it leaves out.

    Parameters
    ----------
    ledger : Ledger
        All pledges.
    pledges : iterable of Pledge
        The selection, in the order of the table: ``ledger.select(mask)``.
    rule : Rule
        What is added up.

    Raises
    ------
    KeyError
        If the ledger was not built for the rule's currency.
    """
    chosen, into = tuple(pledges), ledger.conversions[rule.currency]
    reasons = {pledge.row: rule.refuses(pledge) for pledge in chosen}
    able = {each.row: _entry(each, into) for each in chosen if not reasons[each.row]}
    parts: dict[int, list[Entry]] = {}
    for row, entry in able.items():
        reasons[row], nearest = _held(entry.pledge, able)
        if reasons[row] == PART:
            parts.setdefault(nearest, []).append(entry)
    rests = _break_out(ledger, [entry for row, entry in able.items() if not reasons[row]], parts)
    divided = {row: rest for row, rest in rests.items() if rest}
    able |= {row: replace(able[row], rest=rest) for row, rest in divided.items()}
    net = {
        row: replace(able[row], amount=rest.amount, converted=rest.converted) for row, rest in divided.items()
    }
    return Resolution(
        ledger,
        rule,
        chosen,
        counted=tuple(entry for row, entry in able.items() if not reasons[row]),
        shown=tuple(net.get(row, entry) for row, entry in able.items() if row in rests),
        left_out=tuple(LeftOut(each, reasons[each.row]) for each in chosen if reasons[each.row]),
    )


def _entry(pledge: Pledge, into: Sequence[Conversion]) -> Entry:
    made = into[pledge.row]
    return Entry(pledge, pledge.amount, made.hundredths, made)


def _held(pledge: Pledge, able: Container[int]) -> tuple[str, int]:
    """Return why a pledge is left out beside a row above it that would count, and the nearest such row."""
    above = [each for each in pledge.above if each.row in able]
    if not above:
        return "", -1
    # The uppermost is the one that counts.
    if above[-1].is_stated:
        return PART, above[0].row
    return WHOLE_OVERLAP if pledge.above[0].is_stated else OVERLAP, above[0].row


def _break_out(
    ledger: Ledger, counted: list[Entry], parts: Mapping[int, list[Entry]]
) -> dict[int, Rest | None]:
    """Take parts out of their wholes, from the rows counted down; return what is left of each row shown."""
    rests: dict[int, Rest | None] = {}
    waiting = counted.copy()
    while waiting:
        whole = waiting.pop()
        alike = [part for part in parts.get(whole.pledge.row, ()) if _is_alike(part, whole)]
        rest = rests[whole.pledge.row] = _rest(ledger, whole, alike) if alike else None
        waiting += alike if rest else []
    return rests


def _is_alike(part: Entry, whole: Entry) -> bool:
    """Whether both are in one currency, and both or neither can be converted."""
    is_one_money = part.pledge.currency == whole.pledge.currency
    return is_one_money and (part.converted is None) == (whole.converted is None)


def _rest(ledger: Ledger, whole: Entry, parts: list[Entry]) -> Rest | None:
    """Return what parts leave of their whole; None if together they are more than it."""
    amount = whole.amount - sum(part.amount for part in parts)
    converted = (whole.converted or 0) - sum(part.converted or 0 for part in parts)
    if amount < 0 or converted < 0:
        return None
    out = {part.pledge.row for part in parts}
    left_in = tuple(ledger.pledges[row] for row in whole.pledge.parts if row not in out)
    return Rest(amount, None if whole.converted is None else converted, left_in)
