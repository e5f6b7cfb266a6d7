"""What may be quoted of a selection: each stage for itself, in one sentence; its rule and its source fold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, Decimal
from itertools import chain, repeat

from dashboard.state import CURRENCIES, ViewState, query_string
from dashboard.view.amounts import declared, rounded
from dashboard.view.blocks import Action, Block, Figure, Quote, Switch
from dashboard.view.cells import amount_text
from dashboard.view.context import edition
from dashboard.view.files import HERE
from dashboard.view.pages.pledges.query import Query
from dashboard.view.pages.pledges.totals import counted_text, exact_or_why, listings, value_or_why
from geodata.sums import PLEDGED, TARGETS, Pledge, Total, breakdown

# Why a row is left out that may well bring an amount, only that no source says how much: without it a sum is
# a least one.
_UNKNOWN = ("no-amount", "no-currency", "range", "may-overlap", "whole-may-overlap", "joint")
# As many digits may be quoted of a sum.
DIGITS = 2


def sentence(query: Query) -> str:
    """Write what each stage comes to, rounded; down, and as a least sum, where an amount is not known."""
    words, stages = query.words, [cell for cell in _stages(query) if cell.converted is not None]
    if not stages:
        n = int(query.selected.sum())
        return words("pledges.quote.none", n=n) if n else words("pledges.quote.nothing")
    is_least = any(_is_least(cell) for cell in stages)
    # What is at least so much is never rounded up.
    way = ROUND_DOWN if is_least else ROUND_HALF_EVEN
    sums = {cell.key[0]: rounded(cell.converted or Decimal(0), DIGITS, way) for cell in stages}
    # Who has read the currency once knows it.
    units = chain(("money",), repeat("more"))
    told = [
        _stage(code, value, unit, query) for (code, value), unit in zip(sums.items(), units, strict=False)
    ]
    is_exact = all(cell.converted == sums[cell.key[0]] for cell in stages)
    how = "least" if is_least else "exact" if is_exact else "about"
    return words(f"pledges.quote.{how}", amounts=words.listed(told))


def head(query: Query) -> tuple[Block, ...]:
    """Say what is in the sentence and what is not; fold its rule, and the words to copy with the source."""
    words, both = query.words, query.totals["together"]
    if not both.rows:
        return ()
    options = tuple(Action(code, {"money": code}, code == query.money) for code in CURRENCIES)
    block = Block(
        "totals",
        says=(*_counted(query), *_aims(query)),
        switches=(Switch(words("pledges.money"), options),),
        folded=(_rule(query), *((_quote(query),) if both.converted is not None else ())),
    )
    return (block,)


def _counted(query: Query) -> tuple[str, ...]:
    """Say how many pledges the sums hold; without a sum, which amounts there are and why none counts."""
    words, both = query.words, query.totals["together"]
    shown = len(query.resolutions["together"].shown)
    if shown:
        return (words("pledges.quote.counted", counted=shown, n=both.rows),)
    others = [left for left in both.left_out if left.pledge.status not in TARGETS.statuses]
    why = value_or_why(replace(both, left_out=tuple(others)), words)
    return (f"{why[:1].upper()}{why[1:]}.",) if others else ()


def _stages(query: Query) -> tuple[Total, ...]:
    return breakdown(query.resolutions["together"], "status")


def _is_least(cell: Total) -> bool:
    return bool(cell.unconverted) or not cell.reasons.keys().isdisjoint(_UNKNOWN)


def _stage(code: str, value: Decimal, unit: str, query: Query) -> str:
    words = query.words
    amount = words(f"pledges.quote.{unit}.{query.money}", amount=amount_text(value, words))
    return words(f"pledges.quote.{code}", amount=amount)


def _aims(query: Query) -> tuple[str, ...]:
    """Name the targets, which are in no sum; not those that may be a part of one of them."""
    found = query.totals["targets"]
    aims = [entry.pledge for entry in found.entries]
    aims += [left.pledge for left in found.left_out if left.reason == "range"]
    aims = [aim for aim in aims if aim.status in TARGETS.statuses]
    told = query.words(
        "pledges.quote.targets", n=len(aims), targets=query.words.listed(list(_each(aims, query)))
    )
    return (told,) if aims else ()


def _each(aims: Iterable[Pledge], query: Query) -> Iterator[str]:
    """Yield who aims at what, as the source declares it."""
    table, labels = query.facts.pledges, query.labels
    for aim in aims:
        row = table.loc[aim.id]
        amount = declared(row, query.words).text
        yield f"{labels.code('pledges', 'donor', str(row['donor']))} {amount}"


def _rule(query: Query) -> Block:
    """Return the rule and its sums; behind each sum the rows in it and those left out, with the reason."""
    words = query.words
    # The rule is told by the reasons for which its code leaves a pledge out.
    left = "; ".join(words(f"pledges.not.{code}") for code in PLEDGED.reasons(query.context.ledger))
    whole = Block("rule_whole", words("pledges.rule.whole"), says=(words("pledges.rule.pledged", left=left),))
    stages = (
        Figure(
            query.labels.code("pledges", "status", cell.key[0]),
            exact_or_why(cell, words),
            says=(counted_text(cell, words),),
        )
        for cell in _stages(query)
        if cell.key[0] in PLEDGED.statuses
    )
    return Block(
        "rule",
        words("pledges.quote.rule"),
        says=(words("pledges.rule.short"), words("pledges.quote.rounded")),
        figures=tuple(stages),
        folded=(*listings(query), whole),
    )


def _about(query: Query) -> str:
    """Say whose pledges to whom they are, and what else is chosen."""
    words, labels, chosen = query.words, query.labels, query.selection
    donors, countries = (
        words.listed([labels.option(key, code) for code in chosen[key]]) for key in ("donor", "country")
    )
    if not donors and not countries:
        return labels.selection(chosen)
    kind = "both" if donors and countries else "donors" if donors else "countries"
    who = words(f"pledges.quote.who.{kind}", donors=donors, countries=countries)
    others = chosen.but(donor=(), country=())
    return words("sentence.join").join((who, labels.selection(others))) if others else who


def _quote(query: Query) -> Block:
    """Return the sentence with what it is about, how it is converted and counted, and where it stands."""
    words, facts = query.words, query.facts
    here = ViewState(view="pledges", selection=query.selection, money=query.money, lang=words.lang)
    cited = words("sources.cite_page", url=HERE + query_string(here), **edition(facts))
    counted = " ".join((*_counted(query), *_aims(query)))
    said = {"about": _about(query), "sentence": sentence(query), "counted": counted}
    text = words("pledges.quote.text", **said, cited=cited)
    return Block(
        "quote", words("pledges.quote.copy"), quotes=(Quote(words("pledges.quote.copy_label"), text),)
    )
