"""What a rule makes of the pledges of a selection: which it counts, and which it leaves out and why."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace

from geodata.sums.ledger import OWN_REASONS, RANGE, Ledger, Pledge
from geodata.sums.rates import DOLLAR

PART, OVERLAP, WHOLE_OVERLAP = "part-of-another-row", "may-overlap", "whole-may-overlap"
# Why a row that would count is left out beside one that counts.
HELD = (PART, OVERLAP, WHOLE_OVERLAP)


@dataclass(frozen=True, slots=True)
class Rule:
    """What is added up: pledges of some statuses and flows, and into which currency.

    Any other pledge is left out, with the code of its status or flow as the reason.
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

    def is_about(self, pledge: Pledge) -> bool:
        """Whether a pledge has a status and a flow that count."""
        return pledge.status in self.statuses and pledge.flow in self.flows

    def reasons(self, ledger: Ledger) -> tuple[str, ...]:
        """Return every reason for which a pledge can be left out; the rule is told by them."""
        codes = (*ledger.places["status"], *ledger.places["flow"])
        others = (code for code in codes if code not in self.statuses + self.flows)
        return (*others, *OWN_REASONS, *HELD)


PLEDGED = Rule("pledged", ("announced", "signed", "financed", "completed"), ("to-region", "to-corridor"))
TARGETS = Rule("targets", ("target",), ("to-region", "to-corridor"))


@dataclass(frozen=True, slots=True)
class Rest:
    """What the parts taken out of a whole leave of it, in hundredths as declared and as converted.

    ``left_in`` are parts that are known and could not be taken out: the rest is at most this.
    """

    amount: int
    converted: int | None
    left_in: tuple[Pledge, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a pledge brings into a sum, in hundredths as declared and in the currency of the rule.

    ``converted`` is None if it cannot be converted; ``rest`` is what of it is not broken down, None if no
    part was taken out of it.
    """

    pledge: Pledge
    amount: int
    converted: int | None
    rest: Rest | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A pledge that a rule leaves out, and the code of the reason."""

    pledge: Pledge
    reason: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """What becomes of each pledge of a selection under a rule: all its totals are read from it.

    ``counted`` are the rows of the selection (``pledges``) that the total adds, each with its whole amount;
    ``left_out`` are all others. ``shown`` are the rows that a breakdown adds: those counted and the parts
    taken out of them, each with what its own parts leave of it, so that both add up to the same.

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
    """Return what a rule counts of some pledges (``ledger.select(mask)``) and what it leaves out.

    Raises
    ------
    KeyError
        If the ledger was not built for the rule's currency.
    """
    chosen = tuple(pledges)
    reasons = {each.row: rule.refuses(each) for each in chosen}
    able = {
        each.row: Entry(each, each.amount, each.conversions[rule.currency].hundredths)
        for each in chosen
        if not reasons[each.row]
    }
    parts: dict[int, list[Entry]] = {}
    for row, entry in able.items():
        reasons[row], nearest = _held(entry.pledge, able)
        if reasons[row] == PART:
            parts.setdefault(nearest, []).append(entry)
    shown = _break_out(ledger, [entry for row, entry in able.items() if not reasons[row]], parts)
    return Resolution(
        ledger,
        rule,
        chosen,
        counted=tuple(_with(shown[row].rest, entry) for row, entry in able.items() if not reasons[row]),
        shown=tuple(shown[row] for row in able if row in shown),
        left_out=tuple(LeftOut(each, reasons[each.row]) for each in chosen if reasons[each.row]),
    )


def _with(rest: Rest | None, entry: Entry) -> Entry:
    return replace(entry, rest=rest) if rest else entry


def _held(pledge: Pledge, able: Container[int]) -> tuple[str, int]:
    """Return why a pledge is left out beside a row above it that would count, and the nearest such row."""
    steps = [step for step, row in enumerate(pledge.above) if row in able]
    if not steps:
        return "", -1
    # The uppermost of them is the one that counts.
    may_overlap = WHOLE_OVERLAP if pledge.stated else OVERLAP
    return PART if steps[-1] < pledge.stated else may_overlap, pledge.above[steps[0]]


def _break_out(
    ledger: Ledger, counted: Iterable[Entry], parts: Mapping[int, list[Entry]]
) -> dict[int, Entry]:
    """Take parts out of their wholes, from the rows counted down; return what each row shown brings."""
    shown: dict[int, Entry] = {}
    waiting = list(counted)
    while waiting:
        whole = waiting.pop()
        alike = [part for part in parts.get(whole.pledge.row, ()) if _are_alike(part, whole)]
        rest = _rest(ledger, whole, alike) if alike else None
        if rest:
            whole = Entry(whole.pledge, rest.amount, rest.converted, rest)
            waiting += alike
        shown[whole.pledge.row] = whole
    return shown


def _are_alike(part: Entry, whole: Entry) -> bool:
    """Whether both are in one currency, and both or neither can be converted."""
    if part.pledge.currency != whole.pledge.currency:
        return False
    return (part.converted is None) == (whole.converted is None)


def _rest(ledger: Ledger, whole: Entry, parts: list[Entry]) -> Rest | None:
    """Return what parts leave of their whole; None if together they are more than it."""
    amount = whole.amount - sum(part.amount for part in parts)
    converted = (whole.converted or 0) - sum(part.converted or 0 for part in parts)
    if amount < 0 or converted < 0:
        return None
    out = [part.pledge for part in parts]
    left_in = tuple(part for part in ledger.parts.get(whole.pledge.row, ()) if part not in out)
    return Rest(amount, None if whole.converted is None else converted, left_in)
