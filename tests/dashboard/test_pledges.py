"""The view of the pledges on the real facts: what it shows is what the library adds up."""

import io
import json
import re
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from dashboard import theme
from dashboard.browser import bundle
from dashboard.page.pledges.charts import picture
from dashboard.state import CURRENCIES, LANGUAGES, PARTS_OF, ViewState
from dashboard.text import catalogue, words_in
from dashboard.view import build
from dashboard.view.pages.pledges import frames, resolve_all
from dashboard.view.pages.pledges.book import book
from dashboard.view.pages.pledges.charts import DIMENSIONS
from dashboard.view.pages.pledges.sums import LISTED, listing, money
from geodata import export
from geodata.sums import PLEDGED, STAGES, TARGETS, breakdown, resolve, total
from tests.dashboard.states import state_of

ENGLISH = words_in("en")
STATES = [
    ViewState(view="pledges"),
    ViewState(view="pledges", money="JPY"),
    state_of(view="pledges", country=("KAZ",)),
    state_of(view="pledges", country=("KAZ", "UZB"), years=("2024", "2025")),
    state_of(view="pledges", donor=("JPN",), status=("signed",)),
    state_of(view="pledges", theme=("logistics",), money="JPY"),
    state_of(view="pledges", resource=("uranium",)),
    state_of(view="pledges", country=("TJK",), donor=("SAU",)),
]
EMPTY = STATES[-1]


@pytest.fixture(params=STATES, ids=range(len(STATES)))
def state(request):
    return request.param


def shown(context, state, **fields):
    state = state_of(state, **fields)
    return build(state, context, words_in(state.lang))


def masks(context, selected):
    regional = context.index.regional
    return {
        "named": (selected & ~regional, PLEDGED),
        "region": (selected & regional, PLEDGED),
        "together": (selected, PLEDGED),
        "targets": (selected, TARGETS),
    }


def test_each_total_is_what_the_library_adds_up(context, state):
    view = shown(context, state)
    for key, (rows, rule) in masks(context, view.show["pledge"]).items():
        found = total(resolve(context.ledger, context.ledger.select(rows), rule.into(state.money)))
        (said,) = [each for each in view.added.sums if each.key == key]
        assert (said.rows, said.counted) == (found.rows, found.counted)
        assert said.value == money(found.converted, state.money, ENGLISH)
        assert said.declared == tuple(
            money(value, code, ENGLISH) for code, value in sorted(found.declared.items())
        )


def test_every_row_is_in_exactly_one_list_of_a_total(context, state):
    view = shown(context, state)
    for entry in view.added.listings:
        rows, rule = masks(context, view.show["pledge"])[entry.key]
        found = total(resolve(context.ledger, context.ledger.select(rows), rule.into(state.money)))
        listed = [*entry.included, *(row for _, _, numbers in entry.excluded for row in numbers)]
        assert sorted(listed) == np.flatnonzero(rows).tolist()
        ids = context.facts.pledges.index
        assert {ids[row] for row in entry.included} == set(found.included)
        said = {ids[row]: reason for reason, _, numbers in entry.excluded for row in numbers}
        assert said == found.excluded
        assert {ids[row] for row in entry.unconverted} == set(found.unconverted)


def test_a_long_list_is_cut_and_its_count_is_not(context):
    found = total(resolve_all(context, np.ones(len(context.ledger.pledges), dtype=bool), "USD")["together"])
    counts = {reason: count for reason, count, _ in listing("together", found).excluded}
    assert counts == found.reasons
    assert max(counts.values()) < LISTED, "the real lists are whole"


def test_two_totals_and_both_together_differ_by_what_is_said(context, state):
    view = shown(context, state)
    made = resolve_all(context, view.show["pledge"], state.money)
    named, region, both = (
        total(made[key]).converted or Decimal(0) for key in ("named", "region", "together")
    )
    if view.added.overlap is None:
        assert named + region == both
    else:
        assert money(named + region - both, state.money, ENGLISH) in view.added.overlap


def test_what_is_counted_apart_and_not_together_is_no_part_of_a_counted_pledge(context):
    view = shown(context, STATES[0])
    made = resolve_all(context, view.show["pledge"], "USD")
    out = total(made["together"]).excluded
    twice = {row for key in ("named", "region") for row in total(made[key]).included if row in out}
    assert twice == {"ebrd-kaz-1.5bn-2024", "eib-ca-1.47bn-2024"}
    assert {out[row] for row in twice} == {"whole-may-overlap"}
    assert "2 pledges whose wholes may themselves be part" in view.added.overlap


def test_the_target_of_the_summit_stands_as_declared(context):
    for currency in CURRENCIES:
        added = shown(context, STATES[0], money=currency).added
        (row,) = added.targets
        assert context.ledger.pledges[row].id == "jpn-ca-business-target-3tn"
    kept = book(context)
    cells = dict(zip(kept["columns"], kept["rows"][row], strict=True))
    assert cells["declared_usd"] == 19_000_000_000
    assert kept["conversions"]["USD"][row] == [19e9, "declared", []]
    assert kept["conversions"]["JPY"][row] == [3e12, "own", []]


def test_nothing_is_no_sum_and_says_what_to_relax(context):
    view = shown(context, EMPTY)
    assert not view.show["pledge"].any()
    assert all(each.value is None and not each.declared for each in view.added.sums)
    for facet, count in view.added.relax:
        again = build(EMPTY.choose(**{facet: ()}), context, ENGLISH)
        assert int(again.show["pledge"].sum()) == count > 0
    assert {facet for facet, _ in view.added.relax} == {"country", "donor"}


def test_only_the_open_tab_is_worked_out(context):
    filled = {
        tab: [name for name in ("listings", "stages", "donors", "charts") if getattr(added, name)]
        for tab in PARTS_OF["pledges"]
        if (added := shown(context, STATES[0], part=tab).added)
    }
    assert filled == {
        "totals": ["listings"],
        "stages": ["stages"],
        "donors": ["donors"],
        "conflicts": [],
        "charts": ["charts"],
    }


def test_stages_hold_every_row_once(context, state):
    view = shown(context, state, part="stages")
    selected, flows = view.show["pledge"], view.added.stages
    assert flows.order == STAGES
    counts = [sum(row.stages[at].rows for row in flows.rows if row.stages[at]) for at in range(len(STAGES))]
    status = context.facts.pledges["status"].astype(str)[selected]
    assert counts == [int((status == stage).sum()) for stage in STAGES]
    assert [stage.rows if stage else 0 for stage in flows.whole] == counts
    by_status = breakdown(resolve_all(context, selected, state.money)["together"], "status")
    cells = {cell.key: cell for cell in by_status}
    for stage, found in zip(STAGES[1:], flows.whole[1:], strict=True):
        cell = cells.get((stage,))
        value = found.value if found else None
        assert value == (
            None if cell is None or cell.converted is None else pytest.approx(float(cell.converted))
        )
    assert sum(row.overdue for row in flows.rows) == int((selected & context.overdue).sum())
    assert set(flows.overdue) == set(np.flatnonzero(selected & context.overdue))


def test_the_age_of_a_flow_is_that_of_its_latest_news(context):
    flows = shown(context, STATES[0], part="stages").added.stages
    (row,) = [row for row in flows.rows if (row.donor, row.country) == ("JPN", "TJK")]
    pledges = context.facts.pledges
    of_flow = (pledges["donor"] == "JPN") & (pledges["beneficiaries"] == ("TJK",))
    assert row.age_days == int(context.age_days[of_flow.to_numpy()].min())


def test_a_target_has_no_bar_among_the_stages(context):
    flows = shown(context, STATES[0], part="stages").added.stages
    assert all(row.stages[0].share == 0 for row in flows.rows if row.stages[0])
    assert flows.whole[0].value == 19e9


def test_donors_are_compared_whatever_donor_is_chosen(context):
    chosen = shown(context, STATES[0], part="donors", donor=("JPN",)).added.donors
    everyone = shown(context, STATES[0], part="donors").added.donors
    assert chosen.widened
    assert [scope.panels for scope in chosen.scopes] == [scope.panels for scope in everyone.scopes]
    rows = {scope.key: sum(count for _, count in scope.rows) for scope in everyone.scopes}
    regional = int(context.index.regional.sum())
    assert rows == {"named": len(context.ledger.pledges) - regional, "region": regional}
    assert dict(everyone.codes)["turkey"] == ""


def test_the_target_of_japan_stands_beside_the_bars_and_in_none(context):
    named, region = shown(context, STATES[0], part="donors").added.donors.scopes
    assert named.beside == ()
    assert region.beside == (("japan", "3 trillion JPY / 19 billion USD"),)
    gulf = shown(context, STATES[0], part="donors", donor=("ARE", "SAU")).added.donors.scopes[1]
    assert gulf.beside == region.beside
    for scope in (named, region):
        assert all(panel.status != "target" for panel in scope.panels)
        assert all(max(bar.share for bar in panel.bars) in (0, 1) for panel in scope.panels)


def test_amounts_of_a_donor_are_those_of_one_kind(context):
    named = shown(context, STATES[0], part="donors").added.donors.scopes[0]
    (signed,) = [panel for panel in named.panels if (panel.status, panel.flow) == ("signed", "to-region")]
    (japan,) = [bar for bar in signed.bars if bar.group == "japan"]
    pledges = context.facts.pledges
    rows = (pledges["donor"] == "JPN") & (pledges["status"] == "signed") & (pledges["flow"] == "to-region")
    assert japan.rows == int((rows & ~context.index.regional).sum())


def test_the_marks_of_a_chart_add_up_to_the_total(context, state):
    view = shown(context, state, part="charts")
    whole = total(resolve_all(context, view.show["pledge"], state.money)["together"])
    for chart in view.added.charts:
        if chart.key in DIMENSIONS:
            values = [mark.value for mark in chart.marks if mark.value is not None]
            assert sum(values) == pytest.approx(float(whole.converted or 0))
            assert sum(mark.rows for mark in chart.marks) == whole.rows
            assert bool(values) == (whole.converted is not None)


def test_a_mark_asks_only_for_what_a_filter_has(context):
    charts = {chart.key: chart for chart in shown(context, STATES[0], part="charts").added.charts}
    codes = {mark.codes[0] for mark in charts["country"].marks}
    assert "" in codes, "several countries and the region are no choice of the filter"
    assert codes - {""} <= set(context.index.options["country"])


@pytest.mark.parametrize("lang", ["en", "ja", "ru"])
@pytest.mark.parametrize("dark", [False, True])
def test_no_name_on_a_chart_is_cut_and_no_circle_stands_for_zero(context, lang, dark):
    words = words_in(lang)
    for chart in shown(context, replace(STATES[0], lang=lang), part="charts").added.charts:
        drawn = picture(chart, "USD", words, dark).to_dict()
        encoding = drawn["encoding"]
        letters = 12 if lang == "ja" else 7
        for name in {mark.names[1 if chart.key == "country" else 0] for mark in chart.marks}:
            lines = json.loads(re.match(r"\((.*)\)\[", encoding["y"]["axis"]["labelExpr"])[1]).get(
                name, [name]
            )
            assert "".join(lines).replace(" ", "") == name.replace(" ", "")
            assert len(lines) <= 2
            assert max(map(len, lines)) * letters <= encoding["y"]["axis"]["labelLimit"], name
        if chart.key == "country":
            most = max(mark.value for mark in chart.marks if mark.value is not None)
            shown_sizes = encoding["size"]["legend"]["values"]
            assert shown_sizes
            assert all(0 < size <= most / (1e8 if lang == "ja" else 1e9) for size in shown_sizes)


@pytest.mark.parametrize("currency", ["USD", "JPY"])
def test_a_record_converts_as_the_ledger_does_or_says_why_not(context, currency):
    for row in context.facts.pledges.index:
        made = context.ledger.by_id[row].conversions[currency]
        record = shown(context, STATES[0], sel=f"pledge:{row}", money=currency).record
        (field,) = [field for field in record.fields if field.label == f"In {currency}"]
        if made.reason == "no-amount":
            assert field.value is None, "not known, as in the ledger"
            continue
        if made.value is None:
            assert field.value == ENGLISH(f"reason.{made.reason}"), row
            continue
        assert money(made.value, currency, ENGLISH) in field.value, row
        assert ENGLISH(f"pledges.precision.{made.precision}") in field.value
        for quote in made.quotes:
            assert quote.date in field.value
            cited = {line.url for line in record.sources if line.number in field.sources}
            assert set(context.facts.sources.loc[list(quote.source_ids), "url"]) <= cited


def test_a_record_shows_both_ends_of_a_range(context):
    record = shown(context, STATES[0], sel="pledge:ebrd-ca-pipeline-2027").record
    values = {field.label: field.value for field in record.fields}
    assert values["Amount"] == "7 billion – 8 billion EUR"
    assert "of the lower bound" in values["In USD"]


@pytest.mark.parametrize(("lang", "aspect"), [("ja", "ドル換算額"), ("ru", "Сумма в долларах")])
def test_what_a_claim_is_about_is_said_in_the_language_of_the_reader(context, lang, aspect):
    claims = context.facts.claims
    record = claims.loc[claims["aspect"] == "Value in dollars", "record"].iloc[0]
    state = replace(STATES[0], lang=lang, sel=record)
    assert aspect in {claim.aspect for claim in build(state, context, words_in(lang)).record.claims}


def test_the_umbrella_shows_the_target_beside_what_was_named_since(context):
    (chart,) = [c for c in shown(context, STATES[0], part="charts").added.charts if c.key == "umbrella"]
    target, *deals = chart.marks
    assert (target.value, target.text) == (19e9, "3 trillion JPY / 19 billion USD")
    assert (target.rows, target.counted) == (1, 1)
    assert "3 trillion JPY / 19 billion USD" in chart.sentence
    pledges = context.facts.pledges
    since = (pledges["donor"] == "JPN") & (pledges["date"] >= "2025-12-20")
    counted = total(resolve(context.ledger, context.ledger.select(since), PLEDGED))
    assert sum(mark.value or 0 for mark in deals) == pytest.approx(float(counted.converted))
    assert sum(mark.rows for mark in deals) == counted.rows
    assert f"{counted.rows} pledges" in chart.sentence


def test_the_book_converts_as_the_ledger_does_and_each_rate_has_a_source(context):
    kept = book(context)
    for currency in CURRENCIES:
        for row, cell in zip(context.ledger.by_id, kept["conversions"][currency], strict=True):
            made = context.ledger.by_id[row].conversions[currency]
            assert cell[0] == (None if made.value is None else float(made.value))
            assert cell[1] == (made.reason if made.value is None else made.precision)
            if made.quotes:
                assert cell[2] == [quote.rate_id for quote in made.quotes]
    for _, _, per_usd, sources in kept["rates"].values():
        assert per_usd > 0
        assert sources
        assert all(kept["sources"][number][2].startswith("https://") for number in sources)


def test_the_book_says_who_says_what_of_every_conflict(context):
    kept = book(context)
    assert set(kept["disputes"]) == set(np.flatnonzero(context.disputed))
    row = context.ledger.by_id["ots-turkic-investment-fund"].row
    _, ((_, claims),) = kept["disputes"][row]
    assert [said_by for _, said_by, _, _ in claims] == ["Turkiye Today", "Trend"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_reason_and_group_has_words(context, lang):
    texts = catalogue(lang)
    reasons = {
        reason
        for pledge in context.ledger.pledges
        for reason in (pledge.reason, pledge.status, pledge.flow)
        if reason
    }
    assert {f"reason.{reason}" for reason in reasons} <= set(texts)
    for key in ("part-of-another-row", "may-overlap", "no-rate", "no-date"):
        assert f"reason.{key}" in texts


def test_the_map_sizes_by_the_amounts_of_the_ledger(context):
    table = bundle.rows(context, theme.STYLE)["kinds"]["pledge"]
    at = table["columns"].index("amount_usd")
    for pledge_id, row in zip(table["ids"], table["rows"], strict=True):
        value = context.ledger.by_id[pledge_id].conversions["USD"].value
        assert row[at] == (None if value is None else round(value))
    assert table["rows"][table["ids"].index("jpn-kaz-aktau-customs-xray")][at] > 0, "declared in yen alone"


def test_a_place_and_the_pledges_that_name_it_link_to_each_other(context):
    pledge = shown(context, STATES[0], sel="pledge:jpn-kaz-aktau-customs-xray").record
    node = shown(context, STATES[0], sel="node:aktau").record
    site = shown(context, STATES[0], sel="site:pavlodar-alumina-gallium").record
    assert "node:aktau" in dict(pledge.related)
    assert "pledge:jpn-kaz-aktau-customs-xray" in dict(node.related)
    assert "pledge:jpn-kaz-gallium-offtake" in dict(site.related)


def test_a_record_shows_every_value_with_who_says_it(context):
    record = shown(context, STATES[0], sel="pledge:ots-turkic-investment-fund").record
    said = {claim.said_by: claim for claim in record.claims}
    assert set(said) == {"Turkiye Today", "Trend"}
    assert all(claim.sources for claim in said.values())
    assert max(max(claim.sources) for claim in said.values()) <= len(record.sources)


def read(frame):
    return pd.read_csv(io.BytesIO(export.to_csv(frame)), encoding="utf-8-sig")


def test_downloads_say_rule_selection_sources_and_licence(context, state):
    view = shown(context, state, part="charts")
    selected = view.show["pledge"]
    resolutions, said = (
        resolve_all(context, selected, state.money),
        frames.terms(context, "https://example.org/?q=1"),
    )
    made = [frames.totals(resolutions, context, said), frames.rows(resolutions, context, said)]
    made += [kind(context, selected, state.money, said) for kind in (frames.stages, frames.donors)]
    made += [frames.marks(chart, context, said) for chart in view.added.charts]
    for frame in made:
        table = read(frame)
        assert {"rule", "selection", "licence", "citation", "version", "source_ids"} <= set(
            table
        ) or table.empty
        assert table.get("licence", pd.Series(dtype=str)).str.startswith("CC-BY-4.0").all()


def test_the_totals_file_holds_the_totals_of_the_page(context):
    view = shown(context, STATES[0])
    resolutions = resolve_all(context, view.show["pledge"], "USD")
    table = read(frames.totals(resolutions, context, frames.terms(context, "link"))).set_index(
        ["total", "currency"]
    )
    for key, resolution in resolutions.items():
        found = total(resolution)
        for currency, value in found.declared.items():
            assert Decimal(str(table.loc[(key, currency), "declared"])) == value
            assert float(table.loc[(key, currency), "converted_total"]) == float(found.converted)


def test_the_rows_file_says_of_each_row_where_it_counts(context):
    view = shown(context, STATES[0])
    resolutions = resolve_all(context, view.show["pledge"], "USD")
    table = read(frames.rows(resolutions, context, frames.terms(context, "link"))).set_index("pledge_id")
    assert len(table) == len(context.ledger.pledges)
    assert set(table.index[table["in_together"] == "yes"]) == set(total(resolutions["together"]).included)
    assert table.loc["jpn-ca-business-target-3tn", "in_together"] == "target"
    assert table.loc["jpn-ca-business-target-3tn", "in_targets"] == "yes"
    assert pd.isna(table.loc["jpn-ca-business-target-3tn", "in_named"])
    assert table.loc["jpn-kaz-aktau-customs-xray", "rate_ids"].startswith("jpy-")


def test_the_conflicts_file_names_who_says_what(context):
    table = read(frames.disputes(context, np.ones(len(context.ledger.pledges), dtype=bool), {"version": "1"}))
    assert set(table["pledge_id"]) == set(context.facts.pledges.index[context.disputed])
    claims = table[table["pledge_id"] == "ots-turkic-investment-fund"]
    assert list(claims["said_by"]) == ["Turkiye Today", "Trend"]
