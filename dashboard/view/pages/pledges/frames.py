"""Totals and tables as frames for files: each row with its rule, rates, sources and licence."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from dashboard.view.context import Context, Mask
from dashboard.view.pages.pledges.charts import Chart
from geodata import conflicts, export
from geodata.sums import TARGETS, Conversion, Resolution, Rule, Total, by_stage, compare, flows, total

SUMS = ("named", "region", "together", "targets")


def terms(context: Context, link: str) -> dict[str, str]:
    """Return what every file says in each row: selection as a link, licence, citation, version."""
    licence, citation, version = export.terms("pledges", context.facts.version)
    return {"selection": link, "licence": licence, "citation": citation, "version": version}


def totals(resolutions: Mapping[str, Resolution], context: Context, said: Mapping[str, str]) -> pd.DataFrame:
    """Return a row per total and currency as declared, with what is converted of the whole total.

    Returns
    -------
    DataFrame
        Index ``total``; ``currency``, ``declared``, ``not_broken_down``, ``not_broken_down_is``
        (``at-most`` if a known part could not be taken out), ``converted_currency``, ``converted_total``,
        ``rows``, ``counted``, the columns of ``_behind``, and ``said``. A total of which nothing is known
        has empty cells.
    """
    made: list[dict[str, Any]] = []
    for key, resolution in resolutions.items():
        found = total(resolution)
        common = {
            "converted_currency": found.currency,
            "converted_total": found.converted,
            "rows": found.rows,
            "counted": found.counted,
            **_behind(context, found),
            **said,
        }
        for currency in sorted(found.declared) or [""]:
            rest = found.undivided.get(currency)
            here = {
                "total": key,
                "currency": currency or None,
                "declared": found.declared.get(currency),
                "not_broken_down": rest,
                "not_broken_down_is": None if not rest else _precision(currency, found),
            }
            made.append(here | common)
    return pd.DataFrame(made).set_index("total")


def _precision(currency: str, found: Total) -> str:
    return "at-most" if currency in found.at_most else "exact"


def _behind(context: Context, found: Total) -> dict[str, Any]:
    """Return what is behind a figure: its own rows, rates and sources, and what it leaves out and why."""
    return {
        "pledge_ids": found.included,
        "left_out": tuple(f"{row}: {reason}" for row, reason in found.excluded.items()),
        "not_converted": tuple(f"{row}: {reason}" for row, reason in found.unconverted.items()),
        "rule": _rule(found.rule, context),
        "rates": found.rates,
        "source_ids": _sources(context, found.included),
    }


def rows(resolutions: Mapping[str, Resolution], context: Context, said: Mapping[str, str]) -> pd.DataFrame:
    """Return the pledges of a selection as in the facts, each with its conversion and place in the totals.

    Returns
    -------
    DataFrame
        Index ``pledge_id``; the columns of the table, ``converted``, ``converted_currency``,
        ``rate_precision``, ``rate_ids``, ``rate_dates``, ``per_usd``, ``rate_source_ids``, ``not_converted``
        (reason), ``age_days``, ``due_day``, ``overdue``, per total ``in_<total>`` (``yes``, the reason why
        not, or empty if the total does not speak of the row), and ``said``.
    """
    rule, numbers = resolutions["together"].rule, [each.row for each in resolutions["together"].pledges]
    chosen = context.facts.pledges.iloc[numbers]
    made = [each.conversions[rule.currency] for each in resolutions["together"].pledges]
    extra = pd.DataFrame([_converted(each) for each in made], index=chosen.index)
    extra["age_days"] = pd.array(
        [int(days) if np.isfinite(days) else None for days in context.age_days[numbers]], dtype="Int64"
    )
    extra["due_day"] = context.due[numbers]
    extra["overdue"] = np.where(context.overdue[numbers], "yes", "")
    for key in SUMS:
        places = _places(resolutions[key])
        extra[f"in_{key}"] = [places.get(row, "") for row in numbers]
    table = pd.DataFrame(chosen.drop(columns="geometry"))
    return pd.concat([table, extra], axis=1).assign(rule=_rule(rule, context), **said)


def marks(chart: Chart, context: Context, said: Mapping[str, str]) -> pd.DataFrame:
    """Return a chart's table: a row per mark, codes and names, rows, amounts, and what is behind each."""
    made = [
        {
            **{f"{name}_code": code or None for name, code in zip(chart.dimensions, mark.codes, strict=True)},
            **dict(zip(chart.dimensions, mark.names, strict=True)),
            "rows": mark.rows,
            "counted": mark.counted,
            "converted": mark.value,
            "converted_currency": mark.cell.currency,
            **_behind(context, mark.cell),
        }
        for mark in chart.marks
    ]
    return _numbered(made, said)


def stages(context: Context, selected: Mask, currency: str, said: Mapping[str, str]) -> pd.DataFrame:
    """Return a row per donor, country and stage."""
    found = flows(by_stage(context.ledger, context.ledger.select(selected), currency))
    made = [
        {"donor": donor, "country": country, "stage": stage, **_figure(context, cell)}
        for (donor, country), stages in found.items()
        for stage, cell in stages.items()
    ]
    return _numbered(made, said)


def donors(context: Context, selected: Mask, currency: str, said: Mapping[str, str]) -> pd.DataFrame:
    """Return donors side by side: a row per scope, kind and group, and the targets, which are in no sum."""
    regional = context.index.regional
    made: list[dict[str, Any]] = []
    for scope, chosen in (("named", selected & ~regional), ("region", selected & regional)):
        found = compare(context.ledger, context.ledger.select(chosen), currency)
        kinds = [(status, flow, totals) for (status, flow), totals in found.panels.items()]
        made += [
            {"scope": scope, "status": status, "flow": flow, "group": group, **_figure(context, cell)}
            for status, flow, cells in [*kinds, ("target", None, found.beside)]
            for group, cell in cells.items()
        ]
    return _numbered(made, said)


def _figure(context: Context, cell: Total) -> dict[str, Any]:
    # A target is never converted: the pair that its source declares is in the ledger's own columns.
    is_target = cell.rule.key == TARGETS.key
    declared = tuple(f"{value} {currency}" for currency, value in sorted(cell.declared.items()))
    return {
        "rows": cell.counted if is_target else cell.rows,
        "counted": cell.counted,
        "declared": declared,
        "converted": None if is_target else cell.converted,
        "converted_currency": cell.currency,
        **_behind(context, cell),
    }


def _numbered(made: list[dict[str, Any]], said: Mapping[str, str]) -> pd.DataFrame:
    index = pd.RangeIndex(1, len(made) + 1, name="number")
    return pd.DataFrame(made, index=index).assign(**said)


def disputes(context: Context, selected: Mask, said: Mapping[str, str]) -> pd.DataFrame:
    """Return what is said of the pledges whose sources disagree: a row per claim."""
    made: list[dict[str, Any]] = []
    for row, sentence in context.facts.pledges.loc[selected & context.disputed, "conflict"].items():
        found = conflicts.disagreements(context.facts, "pledge", str(row))
        claims = [(each.aspect, claim) for each in found for claim in each.claims]
        for aspect, claim in claims:
            made.append(
                {"pledge_id": row, "conflict": sentence, "aspect": aspect, "value": claim.value}
                | {"said_by": claim.said_by, "source_ids": claim.source_ids, "note": claim.note}
            )
        if not claims:
            made.append({"pledge_id": row, "conflict": sentence})
    return _numbered(made, said)


def _rule(rule: Rule, context: Context) -> str:
    return (
        f"{rule.key}: status {', '.join(rule.statuses)}; flow {', '.join(rule.flows)}; a whole counts once; "
        f"left out: {', '.join(rule.reasons(context.ledger))}; "
        "converted at the nearest daily rate, else a monthly or yearly average"
    )


def _sources(context: Context, ids: tuple[str, ...]) -> tuple[str, ...]:
    cells = context.facts.pledges.loc[list(ids), "source_ids"]
    return tuple(dict.fromkeys(source for cell in cells for source in cell))


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


def _places(resolution: Resolution) -> dict[int, str]:
    """Return per row of a selection whether a total counts it, or why not."""
    counted = {entry.pledge.row: "yes" for entry in resolution.counted}
    return counted | {each.pledge.row: each.reason for each in resolution.left_out}
