"""Totals in words: what is counted, per currency, and which rows are in it or left out, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from dashboard.state import CURRENCIES
from dashboard.text import Words
from dashboard.view.amounts import declared
from dashboard.view.blocks import Action, Block, Cell, Figure, Switch
from dashboard.view.cells import amount_text, money_text
from dashboard.view.labels import Labels
from dashboard.view.pages.ledger import listed, rates
from geodata.sums import (
    PLEDGED,
    TARGETS,
    Entry,
    Pledge,
    Resolution,
    Total,
    resolve,
    total,
)
from geodata.sums.groups import SEVERAL
from geodata.sums.rates import to_decimal
from geodata.sums.resolution import HELD, LeftOut

SUMS = ("named", "region", "together", "targets")
CARDS = ("named", "region", "targets")
# What is said of a total that is about no row.
_NOTHING = {PLEDGED.key: "pledges.no_row", TARGETS.key: "pledges.no_target"}


def head(resolutions: Mapping[str, Resolution], labels: Labels) -> Block:
    """Return the totals of a selection, the sentence that may be quoted, and the rule."""
    words = labels.words
    totals = {key: total(resolution) for key, resolution in resolutions.items()}
    currency = totals["together"].currency
    options = tuple(Action(code, {"money": code}, code == currency) for code in CURRENCIES)
    return Block(
        "totals",
        words("pledges.heading"),
        says=_together(totals, words),
        switches=(Switch(words("pledges.money"), options),),
        figures=tuple(_card(key, totals[key], resolutions[key], labels) for key in CARDS),
        notes=(f"{words('pledges.rule.label')}: {rule(resolutions['together'], words)}",),
    )


def listings(resolutions: Mapping[str, Resolution], labels: Labels) -> tuple[Block, ...]:
    """Return, per total, what is in it and what is not."""
    return tuple(_listing(key, total(resolutions[key]), resolutions[key], labels) for key in SUMS)


def drill_down(
    entries: Iterable[Entry], left_out: Iterable[LeftOut], labels: Labels, currency: str
) -> tuple[Block, ...]:
    """Return the pledges behind a figure: which bring an amount, and why others do not."""
    words, found = labels.words, list(entries)
    rests = [entry.pledge for entry in found if entry.rest]
    wholes = [entry.pledge for entry in found if not entry.rest]
    blocks = [
        _listed("in", words("pledges.included"), wholes, labels, currency),
        _listed("rest", words("pledges.behind_rest"), rests, labels, currency),
        *_reasons(left_out, labels, currency),
    ]
    return tuple(block for block in blocks if block.count)


def _together(totals: Mapping[str, Total], words: Words) -> tuple[str, ...]:
    both = totals["together"]
    if both.converted is None:
        return ()
    about = "" if _is_exact(both) else "≈ "
    value = f"{words('pledges.sum.together')}: {about}{money_text(both.converted, both.currency, words)}."
    told = (value, overlap(totals, words) or words("pledges.no_overlap"), _unconverted(both, words))
    return (" ".join(filter(None, told)),)


def _card(key: str, found: Total, resolution: Resolution, labels: Labels) -> Figure:
    words = labels.words
    is_target, rows = key == "targets", labels.facts.pledges
    value = None if found.converted is None else money_text(found.converted, found.currency, words)
    shown = value if value is None or _is_exact(found) else f"≈ {value}"
    if is_target and found.entries:
        aims = (declared(rows.loc[entry.pledge.id], words).text for entry in found.entries)
        shown = "; ".join(str(aim) for aim in aims)
    return Figure(
        words(f"pledges.sum.{key}"),
        shown or _instead(found, resolution, words),
        says=tuple(filter(None, (_caption(found, resolution, words), *_lines(key, found, words)))),
        aside=is_target,
    )


def _lines(key: str, found: Total, words: Words) -> list[str | None]:
    if not found.rows:
        return []
    if key == "targets":
        return [words("pledges.sum.targets_note")]
    amounts, undivided = amounts_text(found.declared, words), _undivided(found, words)
    known = found.converted is not None
    return [
        f"{words('pledges.as_declared')}: {amounts}" if amounts else None,
        _unconverted(found, words) if known else None,
        f"{words('pledges.undivided')}: {undivided}" if undivided else None,
        _shared(found, words) if known and key == "named" else None,
        words("pledges.sum.region_note") if key == "region" else None,
    ]


def _is_exact(found: Total) -> bool:
    """Whether a sum rests on no rate: all of it stands in its currency as declared."""
    return set(found.declared) <= {found.currency}


def _listing(key: str, found: Total, resolution: Resolution, labels: Labels) -> Block:
    words, currency = labels.words, found.currency
    rests = [entry for entry in found.entries if entry.rest and entry.rest.amount]
    wholes = [entry.pledge for entry in rests]
    undivided = f"{words('pledges.undivided')}: {_undivided(found, words)}"
    left_in = {part.row: part for entry in rests if entry.rest for part in entry.rest.left_in}
    unconverted = [entry.pledge for entry in found.entries if entry.converted is None]
    conversions = (entry.pledge.conversions[currency] for entry in found.entries)
    quotes = {quote.rate_id: quote for made in conversions for quote in made.quotes}
    out = Block(
        "out",
        words("pledges.excluded"),
        count=len(found.left_out),
        folded=tuple(_reasons(found.left_out, labels, currency)),
    )
    rest = replace(
        _listed("rest", undivided, wholes, labels, currency),
        says=(words("pledges.undivided_note"),),
        folded=(_listed("left_in", words("pledges.left_in"), left_in.values(), labels, currency),)
        if left_in
        else (),
    )
    rate_list = Block(
        "rates",
        words("pledges.rates"),
        count=len(quotes),
        says=(words("pledges.rates_note"),),
        table=rates(tuple(quotes[one] for one in sorted(quotes)), labels),
    )
    included = [entry.pledge for entry in found.entries]
    folded = (
        _listed("in", words("pledges.included"), included, labels, currency),
        out,
        rest,
        _listed("unconverted", words("pledges.unconverted"), unconverted, labels, currency),
        rate_list,
    )
    return Block(
        f"sum_{key}",
        words(f"pledges.sum.{key}"),
        says=() if found.rule.key == PLEDGED.key else (rule(resolution, words),),
        folded=tuple(block for block in folded if block.count),
    )


def _reasons(left_out: Iterable[LeftOut], labels: Labels, currency: str) -> list[Block]:
    """Return the rows left out for each reason, the most first."""
    found: dict[str, list[Pledge]] = {}
    for each in left_out:
        found.setdefault(each.reason, []).append(each.pledge)
    ordered = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return [
        _listed(f"out.{code}", labels.words(f"reason.{code}"), rows, labels, currency)
        for code, rows in ordered
    ]


def _listed(key: str, title: str, pledges: Iterable[Pledge], labels: Labels, currency: str) -> Block:
    rows = [pledge.row for pledge in pledges]
    # Of a row that another one holds it is said which.
    more = ("whole",) if key.removeprefix("out.") in HELD else ()
    return Block(key, title, table=listed(labels, currency, rows, more), count=len(rows))


def rule(resolution: Resolution, words: Words) -> str:
    """Return the sentence of a rule, told by the reasons for which its code leaves a pledge out."""
    if resolution.rule.key == TARGETS.key:
        return words("pledges.rule.targets")
    told = [words(f"pledges.not.{code}") for code in PLEDGED.reasons(resolution.ledger)]
    return words("pledges.rule.pledged", left="; ".join(told))


def overlap(totals: Mapping[str, Total], words: Words) -> str | None:
    """Say how much more two totals come to than both together, and which rows that is and why."""
    out = totals["together"].excluded
    apart = (row for key in ("named", "region") for row in totals[key].included)
    twice = Counter(out[row] for row in apart if row in out)
    if not twice:
        return None
    told = [words(f"pledges.overlap_{code}", n=twice[code]) for code in HELD if code in twice]
    named, region, whole = (totals[key].converted for key in ("named", "region", "together"))
    less = None if named is None or region is None or whole is None else named + region - whole
    currency = totals["together"].currency
    value = words("pledges.no_amount") if less is None else money_text(less, currency, words)
    return words("pledges.overlap", value=value, reasons=words.listed(told))


def _instead(found: Total, resolution: Resolution, words: Words) -> str:
    asked = _asked(resolution)
    if not asked:
        return words(_NOTHING[found.rule.key])
    return str(instead(total(resolve(resolution.ledger, asked, resolution.rule)), words))


def _asked(resolution: Resolution) -> list[Pledge]:
    """Return the rows that a total is about: all of the selection, or its targets."""
    # What is no target is not missing among the targets.
    aims_only = resolution.rule.key == TARGETS.key
    return [each for each in resolution.pledges if not aims_only or each.status in TARGETS.statuses]


def _caption(found: Total, resolution: Resolution, words: Words) -> str | None:
    """Say how many pledges count, and how many lack an amount."""
    if not found.rows:
        return None
    if found.rule.key == TARGETS.key:
        return words("pledges.counted_targets", n=found.counted, all=len(_asked(resolution)))
    without = found.reasons.get("no-amount", 0)
    others = found.rows - found.counted - without
    return words("pledges.counted", n=found.counted, all=found.rows, without=without, others=others)


def value_or_why(found: Total, words: Words) -> str:
    """Write a sum, or say why it has no value, with what is declared."""
    if found.converted is not None:
        return money_text(found.converted, found.currency, words)
    return str(instead(found, words))


def counted_text(found: Total, words: Words) -> str:
    """Say how many rows a sum has, and how many of them it counts."""
    return words("pledges.rows", n=found.rows, counted=found.counted)


def bar(found: Total, words: Words, share: float | None, note: str = "") -> Cell:
    """Write a sum with a bar of a share of the longest; without a value it says why, and has no bar."""
    if found.converted is None:
        return Cell(instead(found, words), "amount", note=note)
    return Cell(value_or_why(found, words), "amount", float(found.converted), note, share=share)


def instead(found: Total, words: Words) -> str | None:
    """Say why a sum has no value, with what is declared; None if it has one."""
    if found.converted is not None:
        return None
    if not found.rows:
        return words("pledges.no_row")
    if found.counted:
        amounts = words.listed(_amounts(found.declared, words))
        reasons = words.listed(_told(found.unconverted.values(), words))
        return words("pledges.not_converted", amounts=amounts, currency=found.currency, reasons=reasons)
    left = [
        f"{_span(*ends, currency, words)} ({_reason(code, words)})"
        for (code, currency), ends in found.amounts_left.items()
    ]
    return words("pledges.none_counted", amounts="; ".join(left)) if left else words("pledges.no_amount")


def _span(low: Decimal, high: Decimal, currency: str, words: Words) -> str:
    end = money_text(high, currency, words)
    return end if low == high else f"{amount_text(low, words)} – {end}"


def _told(codes: Iterable[str], words: Words) -> list[str]:
    return [_reason(code, words) for code in dict.fromkeys(codes)]


def _reason(code: str, words: Words) -> str:
    """Write a reason within a sentence."""
    label = words(f"reason.{code}")
    return label[:1].lower() + label[1:]


def _unconverted(found: Total, words: Words) -> str | None:
    """Say which part of the sums as declared is not in the converted one, and why."""
    entries = tuple(entry for entry in found.entries if entry.converted is None)
    if not entries:
        return None
    return words(
        "pledges.partly_converted",
        n=len(entries),
        currency=found.currency,
        amounts=words.listed(_amounts(replace(found, entries=entries).declared, words)),
        reasons=words.listed(_told(found.unconverted.values(), words)),
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
    value = money_text(to_decimal(sum(shared)), found.currency, words)
    return words("pledges.shared", n=len(shared), amount=value)


def _undivided(found: Total, words: Words) -> str:
    """Write per currency what is not broken down; at most that if a part is known that is still in it."""
    rest = {code: value for code, value in found.undivided.items() if value}
    most = found.at_most if rest else ()
    texts = ((code, money_text(value, code, words)) for code, value in sorted(rest.items()))
    return " · ".join(words("pledges.at_most", amount=said) if code in most else said for code, said in texts)


def remainder(found: Total, words: Words) -> str | None:
    """Write what of a converted sum is not broken down; None if nothing is left over."""
    # What is less than a unit is left by rounding each part down.
    rest = found.undivided_converted
    if not rest or rest < 1:
        return None
    said = money_text(rest, found.currency, words)
    return words("pledges.at_most", amount=said) if found.at_most else said


def amounts_text(by_currency: Mapping[str, Decimal], words: Words) -> str:
    """Write sums as declared, in the order of their currencies' codes."""
    return " · ".join(_amounts(by_currency, words))


def _amounts(by_currency: Mapping[str, Decimal], words: Words) -> list[str]:
    return [money_text(value, currency, words) for currency, value in sorted(by_currency.items())]
