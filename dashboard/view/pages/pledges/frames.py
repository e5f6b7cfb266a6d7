"""Totals and tables as frames for files: each row with its rule, rates and sources."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from dashboard.view.pages.pledges.charts import Drawing
from dashboard.view.pages.pledges.query import Query
from geodata import conflicts
from geodata.sums import PLEDGED, TARGETS, Conversion, Rule, Total, by_stage, compare, flows


def totals(query: Query) -> pd.DataFrame:
    """Return a row per total and currency as declared, with what is converted of the whole total.

    Returns
    -------
    DataFrame
        Index ``total``; ``currency``, ``declared``, ``not_broken_down``, ``not_broken_down_is``
        (``at-most`` if a known part could not be taken out), ``converted_currency``, ``converted_total``,
        ``rows``, ``counted`` and the columns of ``_drill_down``. A total of which nothing is known has empty
        cells.
    """
    made: list[dict[str, Any]] = []
    for key, found in query.totals.items():
        common = {
            "converted_currency": found.currency,
            "converted_total": found.converted,
            "rows": found.rows,
            "counted": found.counted,
            **_drill_down(query, found),
        }
        for currency in found.declared or [""]:
            rest = found.undivided.get(currency)
            precision = "at-most" if currency in found.at_most else "exact"
            here = {
                "total": key,
                "currency": currency or None,
                "declared": found.declared.get(currency),
                "not_broken_down": rest,
                "not_broken_down_is": precision if rest else None,
            }
            made.append(here | common)
    return pd.DataFrame(made).set_index("total")


def _drill_down(query: Query, found: Total) -> dict[str, Any]:
    """Return what is behind a figure: its own rows, rates and sources, and what it leaves out and why."""
    cited = query.facts.pledges.loc[list(found.included), "source_ids"]
    return {
        "pledge_ids": found.included,
        "left_out": tuple(f"{row}: {reason}" for row, reason in found.excluded.items()),
        "not_converted": tuple(f"{row}: {reason}" for row, reason in found.unconverted.items()),
        "rule": _rule(found.rule, query),
        "rates": found.rates,
        "source_ids": tuple(dict.fromkeys(source for cell in cited for source in cell)),
    }


def rows(query: Query) -> pd.DataFrame:
    """Return the pledges of a selection as in the facts, each with its conversion and place in the totals.

    Returns
    -------
    DataFrame
        Index ``pledge_id``; the columns of the table, ``converted``, ``converted_currency``,
        ``rate_precision``, ``rate_ids``, ``rate_dates``, ``per_usd``, ``rate_source_ids``, ``not_converted``
        (reason), ``age_days``, ``due_day``, ``overdue``, per total ``in_<total>`` (``yes``, the reason why
        not, or empty if the total does not speak of the row), and ``rule``.
    """
    context, selected = query.context, query.selected
    chosen = context.facts.pledges[selected]
    made = [_converted(each.conversions[query.money]) for each in context.ledger.select(selected)]
    extra, days = pd.DataFrame(made, index=chosen.index), pd.Series(context.age_days[selected])
    extra["age_days"] = days.where(np.isfinite(days)).astype("Int64").array
    extra["due_day"] = context.due[selected]
    extra["overdue"] = np.where(context.overdue[selected], "yes", "")
    for key, found in query.totals.items():
        places = dict.fromkeys(found.included, "yes") | found.excluded
        extra[f"in_{key}"] = [places.get(row, "") for row in chosen.index]
    table = pd.DataFrame(chosen.drop(columns="geometry"))
    return pd.concat([table, extra], axis=1).assign(rule=_rule(PLEDGED, query))


def marks(chart: Drawing, query: Query) -> pd.DataFrame:
    """Return a chart's table: a row per mark, codes and names, rows, amounts, and what is behind each."""
    return _numbered(
        {
            **{f"{name}_code": piece.request.get(name) for name in chart.dimensions},
            **dict(zip(chart.dimensions, piece.names, strict=True)),
            "rows": piece.cell.rows,
            "counted": piece.cell.counted,
            "converted": None if value is None else float(value),
            "converted_currency": piece.cell.currency,
            **_drill_down(query, piece.cell),
        }
        for piece in chart.pieces
        for value in (piece.cell.converted,)
    )


def stages(query: Query) -> pd.DataFrame:
    """Return a row per donor, country and stage."""
    ledger = query.context.ledger
    return _numbered(
        {"donor": donor, "country": country, "stage": stage, **_figure(query, cell)}
        for (donor, country), stages in flows(
            by_stage(ledger, ledger.select(query.selected), query.money)
        ).items()
        for stage, cell in stages.items()
    )


def donors(query: Query) -> pd.DataFrame:
    """Return all donors side by side: a row per scope, kind and group; the targets are in no sum."""
    ledger = query.context.ledger
    made: list[dict[str, Any]] = []
    for scope, chosen in query.without("donor").scopes.items():
        found = compare(ledger, ledger.select(chosen), query.money)
        kinds = [(status, flow, totals) for (status, flow), totals in found.panels.items()]
        made += [
            {"scope": scope, "status": status, "flow": flow, "group": group, **_figure(query, cell)}
            for status, flow, cells in [*kinds, ("target", None, found.beside)]
            for group, cell in cells.items()
        ]
    return _numbered(made)


def _figure(query: Query, cell: Total) -> dict[str, Any]:
    # A target is never converted: the pair that its source declares is in the ledger's own columns.
    is_target = cell.rule.key == TARGETS.key
    return {
        "rows": cell.counted if is_target else cell.rows,
        "counted": cell.counted,
        "declared": tuple(f"{value} {currency}" for currency, value in cell.declared.items()),
        "converted": None if is_target else cell.converted,
        "converted_currency": cell.currency,
        **_drill_down(query, cell),
    }


def _numbered(made: Iterable[dict[str, Any]]) -> pd.DataFrame:
    rows = list(made)
    return pd.DataFrame(rows, index=pd.RangeIndex(1, len(rows) + 1, name="number"))


def disputes(query: Query) -> pd.DataFrame:
    """Return what is said of the pledges whose sources disagree: a row per claim."""
    facts, disputed = query.facts, query.selected & query.context.disputed
    made: list[dict[str, Any]] = []
    for row, sentence in facts.pledges.loc[disputed, "conflict"].items():
        claims: list[dict[str, Any]] = [
            {
                "aspect": each.aspect,
                "value": claim.value,
                "said_by": claim.said_by,
                "source_ids": claim.source_ids,
                "note": claim.note,
            }
            for each in conflicts.disagreements(facts, "pledge", str(row))
            for claim in each.claims
        ]
        made += [{"pledge_id": row, "conflict": sentence} | claim for claim in claims or [{}]]
    return _numbered(made)


def _rule(rule: Rule, query: Query) -> str:
    return (
        f"{rule.key}: status {', '.join(rule.statuses)}; flow {', '.join(rule.flows)}; a whole counts once; "
        f"left out: {', '.join(rule.reasons(query.context.ledger))}; "
        "converted at the nearest daily rate, else a monthly or yearly average"
    )


def _converted(made: Conversion) -> dict[str, Any]:
    return {
        "converted": made.value,
        "converted_currency": made.currency,
        "rate_precision": made.precision,
        "rate_ids": tuple(quote.rate_id for quote in made.quotes),
        "rate_dates": tuple(quote.date for quote in made.quotes),
        "per_usd": tuple(str(quote.per_usd) for quote in made.quotes),
        "rate_source_ids": tuple(source for quote in made.quotes for source in quote.source_ids),
        "not_converted": made.reason,
    }


# What each file holds, by its key.
FRAMES: Mapping[str, Callable[[Query], pd.DataFrame]] = {
    "totals": totals,
    "rows": rows,
    "stages": stages,
    "donors": donors,
    "disputes": disputes,
}
