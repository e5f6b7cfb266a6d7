"""Totals in words: what is counted, per currency, and which rows are in it or left out, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from dashboard.text import Words
from dashboard.view.amounts import declared, summed
from dashboard.view.blocks import Block, Cell
from dashboard.view.cells import amount_text, money_text
from dashboard.view.pages.ledger import rates
from dashboard.view.pages.pledges.query import Query
from geodata.sums import TARGETS, Pledge, Total
from geodata.sums.groups import SEVERAL
from geodata.sums.resolution import HELD, LeftOut


def exact_or_why(found: Total, words: Words) -> str:
    """Write a sum with all its digits where it rests on no rate."""
    value = found.converted
    if value is None or found.rates:
        return value_or_why(found, words)
    return f"{words.number(float(value), 2)} {found.currency}"


def listings(query: Query) -> tuple[Block, ...]:
    """Return each sum with what is in it and what is not."""
    return tuple(_listing(key, found, query) for key, found in query.totals.items())


def drill_down(cells: Collection[Total], query: Query) -> tuple[Block, ...]:
    """Return the pledges behind a figure: which bring an amount, and why others do not."""
    words, entries = query.words, [entry for cell in cells for entry in cell.entries]
    wholes = [entry.pledge for entry in entries if not entry.rest]
    rests = [entry.pledge for entry in entries if entry.rest]
    blocks = (
        _listed("in", words("pledges.included"), wholes, query),
        _listed("rest", words("pledges.behind_rest"), rests, query),
        *_reasons([left for cell in cells for left in cell.left_out], query),
    )
    return tuple(block for block in blocks if block.count)


def _together(totals: Mapping[str, Total], words: Words) -> tuple[str, ...]:
    both = totals["together"]
    if both.converted is None:
        return ()
    return (_overlap(totals, words) or words("pledges.no_overlap"), *_unconverted(both, words))


def _overlap(totals: Mapping[str, Total], words: Words) -> str | None:
    """Say how much more two totals come to than both together, and which rows that is and why."""
    both = totals["together"]
    out = both.excluded
    twice = Counter(out[row] for key in ("named", "region") for row in totals[key].included if row in out)
    if not twice:
        return None
    told = [words(f"pledges.overlap_{code}", n=twice[code]) for code in HELD if code in twice]
    named, region, whole = (totals[key].converted for key in ("named", "region", "together"))
    less = None if named is None or region is None or whole is None else named + region - whole
    value = words("pledges.no_amount") if less is None else _summed(less, both, words)
    return words("pledges.overlap", value=value, reasons=words.listed(told))


def _targets(found: Total) -> Total:
    """Leave out what is no target: it is not missing among them."""
    targets = (each for each in found.left_out if each.pledge.status in TARGETS.statuses)
    return replace(found, left_out=tuple(targets))


def _caption(key: str, found: Total, words: Words) -> Iterator[str]:
    """Say how many pledges count and how many lack an amount, and what the sum is made of."""
    if key == "targets":
        yield words("pledges.counted_targets", n=found.counted, all=found.rows)
        yield words("pledges.sum.targets_note")
        yield words("pledges.rule.targets")
        return
    without = found.reasons.get("no-amount", 0)
    others = found.rows - found.counted - without
    yield words("pledges.counted", n=found.counted, all=found.rows, without=without, others=others)
    if said := " · ".join(amounts(found, words)):
        yield f"{words('pledges.as_declared')}: {said}"
    if found.converted is not None:
        yield from _unconverted(found, words)
    if key == "named":
        yield from _shared(found, words)
    else:
        yield words("pledges.sum.region_note")


def _listing(key: str, found: Total, query: Query) -> Block:
    words = query.words
    rests = [(each.pledge, each.rest) for each in found.entries if each.rest and each.rest.amount]
    left_in = {part for _, rest in rests for part in rest.left_in}
    undivided = f"{words('pledges.undivided')}: {_undivided(found, words)}"
    unconverted = [entry.pledge for entry in found.entries if entry.converted is None]
    conversions = (entry.pledge.conversions[query.money] for entry in found.entries)
    quotes = {quote.rate_id: quote for made in conversions for quote in made.quotes}
    folded = (
        _listed("in", words("pledges.included"), [entry.pledge for entry in found.entries], query),
        Block(
            "out",
            words("pledges.excluded"),
            count=len(found.left_out),
            folded=tuple(_reasons(found.left_out, query)),
        ),
        replace(
            _listed("rest", undivided, [pledge for pledge, _ in rests], query),
            says=(words("pledges.undivided_note"),),
            folded=(_listed("left_in", words("pledges.left_in"), left_in, query),) if left_in else (),
        ),
        _listed("unconverted", words("pledges.unconverted"), unconverted, query),
        Block(
            "rates",
            words("pledges.rates"),
            count=len(quotes),
            says=(words("pledges.rates_note"),),
            table=rates([quotes[one] for one in found.rates], query.labels),
        ),
    )
    about = _targets(found) if key == "targets" else found
    value = stated(found, query) if key == "targets" and found.entries else exact_or_why(about, words)
    says = _together(query.totals, words) if key == "together" else tuple(_caption(key, about, words))
    return Block(
        f"sum_{key}",
        f"{words(f'pledges.sum.{key}')}: {value}",
        says=says if found.rows else (),
        folded=tuple(block for block in folded if block.count),
    )


def _reasons(left_out: Iterable[LeftOut], query: Query) -> Iterator[Block]:
    """Yield the rows left out for each reason, the most first."""
    found: dict[str, list[Pledge]] = {}
    for each in left_out:
        found.setdefault(each.reason, []).append(each.pledge)
    for code, pledges in sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        # Of a row that another one holds it is said which.
        more = ("whole",) if code in HELD else ()
        yield _listed(f"out.{code}", query.words(f"reason.{code}"), pledges, query, *more)


def _listed(key: str, title: str, pledges: Collection[Pledge], query: Query, *more: str) -> Block:
    table = query.listed((pledge.row for pledge in pledges), *more)
    return Block(key, title, table=table, count=len(pledges))


def value_or_why(found: Total, words: Words) -> str:
    """Write a sum, or say why it has no value, with what is declared."""
    if found.converted is not None:
        return _summed(found.converted, found, words)
    if not found.rows:
        return words("pledges.no_target" if found.rule.key == TARGETS.key else "pledges.no_row")
    if found.counted:
        return next(_unconverted(found, words, "pledges.not_converted"))
    left = [
        f"{_span(*ends, currency, words)} ({_reason(code, words)})"
        for (code, currency), ends in found.amounts_left.items()
    ]
    return words("pledges.none_counted", amounts="; ".join(left)) if left else words("pledges.no_amount")


def _summed(value: Decimal, found: Total, words: Words) -> str:
    return summed(value, found.currency, bool(found.rates), words)


def counted_text(found: Total, words: Words) -> str:
    """Say how many rows a sum has, and how many of them it counts."""
    return words("pledges.rows", n=found.rows, counted=found.counted)


def bar(found: Total, words: Words, share: float | None, note: str = "") -> Cell:
    """Write a sum with a bar of a share of the longest; without a value it says why, and has no bar."""
    said, value = value_or_why(found, words), found.converted
    if value is None:
        return Cell(said, "amount", note=note)
    return Cell(said, "amount", float(value), note, share=share)


def stated(found: Total, query: Query) -> str:
    """Write the amounts of a sum one by one, as their sources declare them."""
    table = query.facts.pledges
    return "; ".join(str(declared(table.loc[row], query.words).text) for row in found.included)


def _span(low: Decimal, high: Decimal, currency: str, words: Words) -> str:
    end = money_text(high, currency, words)
    return end if low == high else f"{amount_text(low, words)} – {end}"


def _reason(code: str, words: Words) -> str:
    """Write a reason within a sentence."""
    label = words(f"reason.{code}")
    return label[:1].lower() + label[1:]


def _unconverted(found: Total, words: Words, key: str = "pledges.partly_converted") -> Iterator[str]:
    """Say which part of the sums as declared is not in the converted one, and why."""
    if reasons := found.unconverted:
        entries = tuple(entry for entry in found.entries if entry.converted is None)
        yield words(
            key,
            n=len(entries),
            currency=found.currency,
            amounts=words.listed(amounts(replace(found, entries=entries), words)),
            reasons=words.listed([_reason(code, words) for code in dict.fromkeys(reasons.values())]),
        )


def _shared(found: Total, words: Words) -> Iterator[str]:
    """Say which part of a sum no source splits among the countries that it is for."""
    several = (entry for entry in found.entries if SEVERAL in entry.pledge.groups["country"])
    shared = replace(found, entries=tuple(entry for entry in several if entry.converted is not None))
    if shared.entries:
        yield words("pledges.shared", n=shared.counted, amount=value_or_why(shared, words))


def _undivided(found: Total, words: Words) -> str:
    """Write per currency what is not broken down."""
    rest = {code: money_text(value, code, words) for code, value in found.undivided.items() if value}
    return " · ".join(_at_most(said, code in found.at_most, words) for code, said in rest.items())


def remainder(found: Total, words: Words) -> str | None:
    """Write what of a converted sum is not broken down; None if nothing is left over."""
    # What is less than a unit is left by rounding each part down.
    rest = found.undivided_converted
    if not rest or rest < 1:
        return None
    return _at_most(_summed(rest, found, words), bool(found.at_most), words)


def _at_most(said: str, has_part: bool, words: Words) -> str:
    """Say of a rest that it is at most this if a part is known that is still in it."""
    return words("pledges.at_most", amount=said) if has_part else said


def amounts(found: Total, words: Words) -> list[str]:
    """Write a sum as declared, in the order of its currencies' codes."""
    return [money_text(value, currency, words) for currency, value in found.declared.items()]
