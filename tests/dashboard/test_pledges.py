"""The view of pledges on the real facts: what it says is what the library adds up, and the rows behind."""

import re
import sys
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from dashboard import theme
from dashboard.browser import bundle
from dashboard.cache import MOST, Memo
from dashboard.state import CURRENCIES, LANGUAGES, PARTS_OF
from dashboard.text import catalogue, words_in
from dashboard.view import build, prepare
from dashboard.view.blocks import HOLLOW, Cell
from dashboard.view.cells import money_text
from dashboard.view.labels import labels_of
from dashboard.view.pages.pledges.query import FIRST
from geodata.sums import PLEDGED, STAGES, breakdown
from tests.dashboard.pledged import (
    EMPTY,
    ENGLISH,
    STATES,
    amount_of,
    blocks,
    cell,
    cells,
    figure,
    folded,
    left_out,
    resolved,
    row,
    rows,
    shown,
    totals,
)  # fmt: skip


@pytest.fixture(params=STATES, ids=range(len(STATES)))
def state(request):
    return request.param


def test_each_total_is_what_the_library_adds_up(context, state):
    view, made = shown(context, state), blocks(context, state)
    for key, found in totals(context, view, state.money).items():
        if "rule" not in made:
            assert not found.rows
        elif key != "targets":
            said = figure(made, key)
            if found.converted is not None:
                is_about, value = amount_of(said.value)
                assert is_about == bool(found.rates), "exact where no part of it is converted"
                assert value == pytest.approx(float(found.converted), rel=0.005 if is_about else 1e-9)
            for currency, value in found.declared.items() if key != "together" else ():
                assert money_text(value, currency, ENGLISH) in " ".join(said.says)


def test_every_row_is_in_exactly_one_list_of_a_total(context, state):
    view, made = shown(context, state), blocks(context, state)
    if not view.show["pledge"].any():
        return
    ids = context.facts.pledges.index
    for key, found in totals(context, view, state.money).items():
        block = made[f"sum_{key}"]
        included, out = folded(block).get("in", []), left_out(block)
        every = [each.pledge.row for each in (*found.entries, *found.left_out)]
        assert sorted([*included, *(one for some in out.values() for one in some)]) == sorted(every)
        assert {ids[one] for one in included} == set(found.included)
        assert {ids[one]: reason for reason, some in out.items() for one in some} == found.excluded
        assert {ids[one] for one in folded(block).get("unconverted", [])} == set(found.unconverted)
        assert sum(one.count for one in block.folded if one.key == "out") == len(found.excluded)


def test_two_totals_and_both_together_differ_by_what_is_said(context, state):
    view, made = shown(context, state), blocks(context, state)
    found = totals(context, view, state.money)
    named, region, both = (found[key].converted or Decimal(0) for key in ("named", "region", "together"))
    said = " ".join(figure(made, "together").says) if "rule" in made else ""
    if named + region != both:
        value = amount_of(re.match(r"It is (.*?) less", said)[1])[1]
        assert value == pytest.approx(float(named + region - both), rel=0.005)
    elif said:
        assert ENGLISH("pledges.no_overlap") in said


def test_what_is_counted_apart_and_not_together_is_no_part_of_a_counted_pledge(context):
    found = totals(context, shown(context))
    out = found["together"].excluded
    twice = {one for key in ("named", "region") for one in found[key].included if one in out}
    assert twice == {"ebrd-kaz-1.5bn-2024", "eib-ca-1.47bn-2024"}
    assert {out[one] for one in twice} == {"whole-may-overlap"}
    said = " ".join(figure(blocks(context), "together").says)
    assert "2 pledges whose wholes may themselves be part" in said


@pytest.mark.parametrize("currency", CURRENCIES)
def test_the_target_of_the_summit_stands_as_declared_in_every_currency(context, currency):
    made = blocks(context, money=currency)
    said = figure(made, "targets")
    assert said.value == "3 trillion JPY / 19 billion USD"
    assert folded(made["sum_targets"])["in"] == [context.ledger.by_id["jpn-ca-business-target-3tn"].row]


def test_nothing_is_no_sum_and_says_what_to_relax(context):
    view = shown(context, EMPTY)
    assert not view.show["pledge"].any()
    assert view.page.sentence == "No pledge is left by these filters"
    (block,) = view.page.head
    assert block.says == (ENGLISH("pledges.empty"),), "no sum, no rule, nothing to copy"
    # The page itself says what to drop where a filter is about pledges alone.
    offered = {key: found.rows["pledge"] for found in view.suggestions for key in found.filters}
    assert set(offered) == {"country", "donor"}
    for key, count in offered.items():
        assert int(build(EMPTY.choose(**{key: ()}), context, ENGLISH).show["pledge"].sum()) == count > 0


def test_where_sites_are_left_and_no_pledge_the_view_says_what_brings_some_back(context):
    made = blocks(context, country=("KAZ",), resource=("rhenium",), years=("2004", "2004"))
    block = made["empty"]
    assert block.says == (ENGLISH("pledges.empty"),)
    for action in block.actions:
        count = int(re.search(r": (\d+) pledge", action.label)[1])
        (key,) = action.request
        wide = shown(context, country=("KAZ",), resource=("rhenium",), years=("2004", "2004"))
        again = build(wide.state.choose(**{key: ()}), context, ENGLISH)
        assert int(again.show["pledge"].sum()) == count > 0


def test_only_the_open_part_is_worked_out_and_the_ledger_stands_in_each(context):
    own = {"donors": "chart_donor", "stages": "stages", "countries": "chart_country", "time": "chart_year"}
    own |= {"conflicts": "conflicts"}
    for part in PARTS_OF["pledges"]:
        made = list(blocks(context, part=part))
        assert (made[0], made[-1]) == ("totals", "ledger")
        assert [key for key in own.values() if key in made] == [own[part]]


@pytest.mark.parametrize(
    ("donor", "status", "text"),
    [
        ("UZB", "announced", "none counted: 35 billion USD (money from the region)"),
        ("ADB", "financed", "none counted: 4 billion USD (stock figure, not a new pledge)"),
        ("KOR", "signed", "none counted: 270 billion KRW (purchase by the region)"),
    ],
)
def test_a_known_amount_is_never_called_unknown(context, donor, status, text):
    table = blocks(context, part="donors")["chart_donor"].folded[0].table
    names = (shown_name(context, "donor", donor), shown_name(context, "status", status))
    (found,) = [one for one in table.rows if one.cells[:2] == names]
    assert text in found.cells[4].text
    assert ENGLISH("pledges.no_amount") not in found.cells[4].text


def shown_name(context, column, code):
    return labels_of(context, ENGLISH).code("pledges", column, code)


def test_unknown_is_said_only_where_no_row_has_an_amount(context, state):
    view = shown(context, state)
    together = resolved(context, view, state.money)["together"]
    unknown = {
        (shown_name(context, "donor", found.key[0]), shown_name(context, "status", found.key[1]))
        for found in breakdown(together, "donor", "status")
        if not found.counted and context.facts.pledges.loc[list(found.excluded), "amount"].isna().all()
    }
    made = blocks(context, state, part="donors")
    if "chart_donor" in made:
        table = made["chart_donor"].folded[0].table
        said = {one.cells[:2] for one in table.rows if one.cells[4].text == ENGLISH("pledges.no_amount")}
        assert said == unknown


def test_a_target_that_is_a_range_is_shown_as_one(context):
    said = figure(blocks(context, country=("KAZ",), donor=("EBRD",)), "targets")
    assert said.value == "none counted: 7 billion – 8 billion EUR (a range, not one amount)"
    american = figure(blocks(context, donor=("USA",)), "targets")
    assert (american.value, american.says[0]) == ("no target known", "0 of 0 targets counted")
    both = figure(blocks(context, donor=("USA", "EBRD"), country=("KAZ",)), "targets")
    assert both.value == said.value


def test_a_caption_tells_what_lacks_an_amount_from_what_is_left_out(context, state):
    view, made = shown(context, state), blocks(context, state)
    for key in ("named", "region", "targets"):
        found = totals(context, view, state.money)[key]
        if not found.rows:
            continue
        out = dict(found.reasons)
        without = out.pop("no-amount", 0)
        caption = figure(made, key).says[0]
        if key == "targets":
            targets = (context.facts.pledges["status"] == "target").to_numpy() & view.show["pledge"]
            assert caption == f"{found.counted} of {targets.sum()} targets counted"
        else:
            assert f"Counted: {found.counted} of {found.rows} pledges" in caption
            assert f"{without} without an amount, {sum(out.values())} for other reasons" in caption


def test_what_is_not_converted_is_said_with_its_amount_and_reason(context):
    # Without the rates of early 2026 the latest pledge has none near its date.
    table = context.facts.rates
    early = prepare(replace(context.facts, rates=table[~table.index.str.startswith("jpy-2026")]), Memo(MOST))
    told = r"\d pledges? (is|are) not in the sum in JPY: .*\(no rate near its date\)"
    assert any(re.match(told, line) for line in figure(blocks(early, money="JPY"), "named").says)
    alone = figure(blocks(early, money="JPY", donor=("ADB",), country=("TJK",)), "named")
    assert alone.value == "1.1 billion USD, not converted into JPY: no rate near its date"
    assert alone.says[0].startswith("Counted: 1 of 1 pledges")
    assert not any(re.match(told, line) for line in figure(blocks(context, money="JPY"), "named").says)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_rule_names_every_reason_that_the_code_can_give(context, lang):
    words = words_in(lang)
    said = blocks(context, lang=lang)["rule_whole"].says[0]
    reasons = PLEDGED.reasons(context.ledger)
    assert {"may-overlap", "whole-may-overlap", "from-region", "joint", "target"} <= set(reasons)
    assert set(totals(context, shown(context))["together"].excluded.values()) <= set(reasons)
    for reason in reasons:
        assert words(f"pledges.not.{reason}") in said
    assert "{" not in said


def test_a_remainder_with_a_known_part_in_it_is_at_most_that(context):
    made = blocks(context, donor=("JPN",), country=("KGZ",))
    (rest,) = [one for one in made["sum_named"].folded if one.key == "rest"]
    assert rest.title.endswith(": at most 319 million JPY")
    left_in = folded(rest)["left_in"]
    assert {context.ledger.pledges[one].id for one in left_in} == {"jpn-kgz-kjc-ict"}
    listing = blocks(context, donor=("EIB",), country=("TJK",))["sum_named"]
    assert any(one.title.endswith(": 265 million EUR") for one in listing.folded if one.key == "rest")


@pytest.mark.parametrize("money", ["USD", "JPY"])
def test_what_no_source_splits_among_countries_is_said_beside_the_total(context, money):
    made = blocks(context, country=("KGZ",), money=money)
    pledges, into = context.facts.pledges, [one.conversions[money] for one in context.ledger.pledges]
    many = [one for one in folded(made["sum_named"])["in"] if len(pledges["beneficiaries"].iloc[one]) > 1]
    told = sum(into[one].hundredths for one in many) / 100
    found = [re.search(r"no source: (.*), (\d+) pledges", line) for line in figure(made, "named").says]
    ((amount, n),) = [one.groups() for one in found if one]
    assert int(n) == len(many)
    assert amount_of(amount)[1] == pytest.approx(told, rel=0.005)
    assert len(many) > 1
    none = figure(blocks(context, country=("JPN",), money=money), "named")
    assert not any("split by no source" in line for line in none.says)


# ---- the sentence to quote


def test_the_sentence_gives_each_stage_for_itself_and_never_more_than_is_known(context):
    said = shown(context).page.sentence
    told = re.findall(r"([\d.]+) billion(?: dollars)? (\w+)", said)
    assert [stage for _, stage in told] == ["announced", "signed", "financed"]
    cells = {one.key[0]: one for one in breakdown(resolved(context, shown(context))["together"], "status")}
    assert said.startswith("At least ")
    for amount, stage in told:
        least = Decimal(amount) * 10**9
        assert least <= cells[stage].converted < least * Decimal("1.1")
        assert len(amount.replace(".", "")) == 2, "as many digits as may be quoted"
    together = totals(context, shown(context))["together"].converted
    assert money_text(together, "USD", ENGLISH) not in said, "the sum of all stages stands in the rule"
    assert figure(blocks(context), "together").value == f"≈ {float(together) / 1e9:.1f} billion USD"


@pytest.mark.parametrize(
    ("chosen", "text"),
    [
        ({"donor": ("MUFG",)}, "About 2.8 billion dollars signed"),
        ({"donor": ("TIF",)}, "600 million dollars announced"),
        ({"donor": ("TIF",), "lang": "ru"}, "600\xa0млн долларов объявлено"),
        ({"donor": ("TIF",), "lang": "ja"}, "発表済み6億ドル"),
        ({"donor": ("UZB",)}, "1 pledge, without an amount that may be added"),
        ({"status": ("target",)}, "3 pledges, none with an amount that may be added"),
        ({"country": ("TJK",), "donor": ("SAU",)}, "No pledge is left by these filters"),
    ],
)
def test_the_sentence_fits_whatever_is_chosen(context, chosen, text):
    assert shown(context, **chosen).page.sentence == text


def test_what_a_sum_leaves_out_is_said_beside_it_with_the_reason(context):
    (block,) = shown(context, donor=("UZB",)).page.head
    assert block.says == ("None counted: 35 billion USD (money from the region).",)
    (block,) = shown(context, status=("target",)).page.head
    (targets,) = block.says
    assert "Japan 3 trillion JPY / 19 billion USD" in targets
    assert "3.3 trillion" not in targets, "one of the targets may be part of another"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sentence_is_copied_with_what_it_is_about_and_where_it_stands(context, lang):
    view = shown(context, country=("KAZ",), money="JPY", lang=lang)
    (quote,) = blocks(context, country=("KAZ",), money="JPY", lang=lang)["quote"].quotes
    assert view.page.sentence in quote.text
    assert labels_of(context, words_in(lang)).country("KAZ") in quote.text
    assert "{page}?view=pledges" in quote.text
    assert "country=KAZ&money=JPY" in quote.text
    assert context.facts.version in quote.text


def test_a_target_stands_hollow_beside_the_bars_of_its_donor(context):
    marks = blocks(context)["chart_donor"].chart.marks
    places = list(dict.fromkeys(mark.place for mark in marks))
    assert places.index("Japan, target") == places.index("Japan") + 1
    (aim,) = [mark for mark in marks if mark.group == HOLLOW]
    assert (aim.value, aim.said) == (19, "3 trillion JPY / 19 billion USD")
    assert "3.3 trillion" not in str(blocks(context)["chart_donor"])


def test_beside_the_map_the_ledger_is_a_list_and_in_the_whole_window_a_table(context):
    beside, alone = (blocks(context, width=width)["ledger"] for width in ("", "whole"))
    seen = [column.key for column in beside.table.columns if not column.detail]
    assert seen == ["title", "donor", "amount", "status", "date"]
    assert len([column for column in alone.table.columns if not column.detail]) > len(seen)
    assert (beside.table.first, alone.table.first) == (FIRST, 0)
    assert [one.request for block in (beside, alone) for one in block.actions] == [
        {"width": "whole"},
        {"width": ""},
    ]


def test_a_part_that_is_the_whole_window_gives_the_map_its_place(context):
    ledger = blocks(context, part="time")["ledger"]
    assert ledger.table.first == FIRST, "the chart is what the part is about"
    assert [one.request for one in ledger.actions] == [{"width": "half"}]


# ---- stages


def test_stages_hold_every_row_once(context, state):
    view, made = shown(context, state), blocks(context, state, part="stages")
    if "stages" not in made:
        return
    status = context.facts.pledges["status"].astype(str)[view.show["pledge"]]
    counts = {stage: int((status == stage).sum()) for stage in STAGES}
    told = {
        code: re.search(r"(\d+) of (\d+) counted", one.says[0]).groups()
        for one in made["whole"].figures
        for code in STAGES
        if shown_name(context, "status", code) == one.label
    }
    assert {code: int(told[code][1]) for code in told} == {code: n for code, n in counts.items() if n}
    notes = {
        code: sum(
            int(re.search(r"of (\d+) counted", found.note)[1])
            for found in cells(made["stages"].table, shown_name(context, "status", code))
            if found.note
        )
        for code in STAGES
    }
    assert notes == counts
    behind = [rows(one.table) for line in made["stages"].table.rows for one in line.details]
    assert sorted(one for some in behind for one in some) == np.flatnonzero(view.show["pledge"]).tolist()


def test_the_stages_of_all_flows_are_the_totals_by_status(context, state):
    view, made = shown(context, state), blocks(context, state, part="stages")
    by_status = breakdown(resolved(context, view, state.money)["together"], "status")
    for found in by_status:
        if found.converted is not None:
            label = shown_name(context, "status", found.key[0])
            (said,) = [one.value for one in made["whole"].figures if one.label == label]
            assert amount_of(said)[1] == pytest.approx(float(found.converted), rel=0.005)


def test_what_is_overdue_is_listed_with_the_day_that_has_passed(context, state):
    view, made = shown(context, state), blocks(context, state, part="stages")
    late = np.flatnonzero(view.show["pledge"] & context.overdue).tolist()
    if "overdue" in made:
        assert made["overdue"].count == len(late)
        assert (rows(made["overdue"].table) if late else []) == late
        found = [one.text for one in cells(made["stages"].table, "Date passed without news")]
        assert sum(int(one) for one in found if one != "–") == len(late)


def test_the_age_of_a_flow_is_that_of_its_latest_news(context):
    table, pledges = blocks(context, part="stages")["stages"].table, context.facts.pledges
    of_flow = (pledges["donor"] == "JPN") & (pledges["beneficiaries"] == ("TJK",))
    said = cell(table, "Japan → Tajikistan", "Since latest news")
    assert said.key == int(context.age_days[of_flow.to_numpy()].min())


def test_a_target_has_no_bar_among_the_stages_and_says_of_how_many_rows_it_is(context):
    made = blocks(context, part="stages")
    targets = cells(made["stages"].table, shown_name(context, "status", "target"))
    assert all(one.share is None for one in targets)
    said = made["whole"].figures[0]
    assert (said.value, said.says, said.aside) == ("19 billion USD", ("1 of 3 counted",), True)


@pytest.mark.parametrize(
    ("flow", "stage", "text"),
    [
        ("United States → Uzbekistan", "signed", "8 billion USD"),
        ("United States → region as a whole", "announced", "25 billion USD"),
        ("Asian Development Bank → region as a whole", "financed", "4 billion USD"),
    ],
)
def test_a_stage_without_a_counted_amount_says_what_is_declared(context, flow, stage, text):
    table = blocks(context, part="stages")["stages"].table
    label = shown_name(context, "status", stage)
    (found,) = [one for one in table.rows if one.cells[0].casefold() == flow.casefold()]
    said = found.cells[[column.label for column in table.columns].index(label)]
    assert said.key is None
    assert text in said.text


def test_flows_beyond_what_is_shown_are_counted(context, monkeypatch):
    everything = blocks(context, part="stages")["stages"]
    assert len(everything.table.rows) > 5
    monkeypatch.setattr(sys.modules["dashboard.view.pages.pledges.stages"], "MOST_FLOWS", 5)
    # What was worked out under the other limit is not asked again.
    cut = blocks(prepare(context.facts, Memo(MOST)), part="stages")["stages"]
    assert [one.cells[0] for one in cut.table.rows] == [one.cells[0] for one in everything.table.rows[:5]]
    hidden = len(everything.table.rows) - 5
    assert ENGLISH("pledges.more", n=hidden) in cut.notes


# ---- donors


def panel(made, scope, kind):
    return made[f"{scope}.{kind}"].table


def test_donors_are_compared_whatever_donor_is_chosen(context):
    chosen, everyone = (blocks(context, part="donors", donor=donor) for donor in (("JPN",), ()))
    assert ENGLISH("pledges.donors_widened") in chosen["kinds"].says
    regional = int(context.index.regional.sum())
    sums = {"named": len(context.ledger.pledges) - regional, "region": regional}
    for scope, count in sums.items():
        found = cells(everyone[f"{scope}.rows"].table, ENGLISH("pledges.counts"))
        assert sum(one.key for one in found) == count
        assert [one.key for one in cells(chosen[f"{scope}.rows"].table, ENGLISH("pledges.counts"))] == [
            one.key for one in found
        ]
    turkey = row(everyone["named.rows"].table, ENGLISH("pledges.group.turkey"))
    assert turkey.request is None, "no donor of it is known"


def test_the_target_of_japan_stands_beside_the_bars_and_in_none(context):
    made = blocks(context, part="donors")
    assert made["named.rows"].says == ()
    assert made["region.rows"].says == ("Target of Japan, in no bar: 3 trillion JPY / 19 billion USD",)
    gulf = blocks(context, part="donors", donor=("ARE", "SAU"))
    assert gulf["region.rows"].says == made["region.rows"].says
    assert not [key for key in made if "target" in key.split(".")]


def test_bars_of_a_kind_have_one_scale(context):
    for key, block in blocks(context, part="donors").items():
        if key.count(".") == 2:
            shares = [one.cells[1].share for one in block.table.rows if one.cells[1].share is not None]
            assert not shares or max(shares) == 1


def test_amounts_of_a_donor_are_those_of_one_kind_with_the_rows_behind_them(context):
    table = panel(blocks(context, part="donors"), "named", "signed.to-region")
    pledges = context.facts.pledges
    kind = (pledges["status"] == "signed") & (pledges["flow"] == "to-region") & ~context.index.regional
    japan = row(table, "Japan")
    assert int(japan.cells[2].text.split(" / ")[1]) == int((kind & (pledges["donor"] == "JPN")).sum())
    american = row(table, "United States")
    assert american.cells[1].key == 200_000_000
    behind = {one.key: rows(one.table) for one in american.details}
    assert context.ledger.by_id["usa-kaz-tungsten-cove"].row in behind["rest"], "what its parts leave"
    counted = len(behind.get("in", [])) + len(behind["rest"])
    assert american.cells[2].text == f"{counted} / {int((kind & (pledges['donor'] == 'USA')).sum())}"


def test_joint_capital_is_in_no_bar_of_one_donor(context):
    made = blocks(context, part="donors")
    at = context.ledger.by_id["chn-cku-equity-2025"].row
    bars = [block for key, block in made.items() if key.count(".") == 2]
    assert not [
        one for block in bars for line in block.table.rows for one in line.details if at in rows(one.table)
    ]
    assert not [key for key in made if key.endswith(".joint")]
    assert totals(context, shown(context))["named"].excluded["chn-cku-equity-2025"] == "joint"
    assert context.facts.pledges.loc["chn-cku-equity-2025", "amount"] == 2_300_000_000


@pytest.mark.parametrize(
    ("part", "chosen", "found"),
    [
        ("donors", {"donor": ("ARE", "SAU")}, {"sau-uzb-acwa-sumitomo-4.2bn"}),
        ("stages", {"donor": ("EBRD",), "country": ("KAZ",)}, {"ebrd-kaz-1.5bn-2024"}),
        ("stages", {"donor": ("JPN",), "country": ("TJK",)}, set()),
    ],
)
def test_a_figure_and_what_its_click_shows_are_reconciled(context, part, chosen, found):
    made = blocks(context, part=part, **chosen)
    apart = made.get("apart")
    assert {context.ledger.pledges[one].id for one in (rows(apart.table) if apart else ())} == found
    if apart:
        sum_ = figure(made, "named" if part == "donors" else "together").value
        here = re.search(r"totals above, to (.* USD)\. ", apart.says[0])[1]
        assert amount_of(here) == pytest.approx(amount_of(sum_))


def test_what_a_click_on_gulf_shows_names_both_figures(context):
    (said,) = blocks(context, part="donors", donor=("ARE", "SAU"))["apart"].says
    assert "2.858 billion USD" in said
    assert "4.2 billion USD" in said


# ---- charts


def test_the_marks_of_a_chart_add_up_to_the_total(context, state):
    whole = totals(context, shown(context, state), state.money)["together"]
    for part, key in (("donors", "donor"), ("countries", "country"), ("time", "year")):
        block = blocks(context, state, part=part).get(f"chart_{key}")
        if block is None:
            continue
        marks = [mark for mark in block.chart.marks if mark.group != HOLLOW] if block.chart else ()
        assert sum(mark.value for mark in marks) * 1e9 == pytest.approx(float(whole.converted or 0))
        assert sum(one.key for one in cells(block.folded[0].table, "Pledges")) == whole.rows


def test_a_mark_asks_only_for_what_a_filter_has(context):
    marks = blocks(context, part="countries")["chart_country"].chart.marks
    asked = [mark.request.get("country") for mark in marks]
    assert None in asked, "several countries and the region are no choice of the filter"
    assert {code for code in asked if code} <= set(context.index.options["country"])
    assert all(mark.request["theme"] in context.index.options["theme"] for mark in marks)


def test_the_umbrella_shows_the_target_beside_what_was_named_since(context):
    block, pledges = blocks(context, part="time")["chart_umbrella"], context.facts.pledges
    target, *deals = block.folded[0].table.rows
    assert (target.cells[4].text, target.cells[4].key) == ("3 trillion JPY / 19 billion USD", 19e9)
    assert (target.cells[2].key, target.cells[3].key) == (1, 1)
    assert "3 trillion JPY / 19 billion USD" in block.says[0]
    since = ((pledges["donor"] == "JPN") & (pledges["date"] >= "2025-12-20")).to_numpy()
    assert sum(one.cells[2].key for one in deals) == since.sum()
    assert f"{since.sum()} pledges" in block.says[0]


# ---- conflicts, ledger, record


def test_every_pledge_whose_sources_disagree_is_there_with_who_says_what(context):
    table = blocks(context, part="conflicts")["conflicts"].table
    told = {one.request["sel"].removeprefix("pledge:"): one for one in table.rows}
    assert set(told) == set(context.facts.pledges.index[context.disputed])
    (claims,) = told["ots-turkic-investment-fund"].details
    assert [one.cells[2] for one in claims.table.rows] == ["Turkiye Today", "Trend"]
    without = {
        pledge
        for pledge, line in told.items()
        for block in line.details
        for claim in block.table.rows
        if not claim.links
    }
    assert without == {"adb-kaz-2026-2029", "eu-tctc-10bn-2024", "jpn-kaz-60-documents-3.7bn"}


def test_the_ledger_lists_the_selection_or_only_what_is_disputed(context, state):
    selected = shown(context, state).show["pledge"]
    for conflict, mask in ((False, selected), (True, selected & context.disputed)):
        block = blocks(context, replace(state, conflict=conflict))["ledger"]
        assert (rows(block.table) if block.table else []) == np.flatnonzero(mask).tolist()
        if selected.any() and not mask.any():
            assert block.says == (ENGLISH("ledger.nothing_disputed"),)
        (switch,) = block.switches
        assert [one.pressed for one in switch.options] == [not conflict, conflict]
        assert str(int((selected & context.disputed).sum())) in switch.options[1].label


@pytest.mark.parametrize("currency", CURRENCIES)
def test_the_ledger_converts_as_the_library_does_and_each_rate_has_a_source(context, currency):
    table = blocks(context, money=currency)["ledger"].table
    label = ENGLISH("ledger.column.converted", currency=currency)
    for pledge, found, line in zip(context.ledger.by_id, cells(table, label), table.rows, strict=True):
        made = context.ledger.by_id[pledge].conversions[currency]
        assert found.key == (None if made.value is None else float(made.value))
        if made.value is not None:
            assert money_text(made.value, currency, ENGLISH) in found.text
            assert found.note == ENGLISH(f"pledges.precision.{made.precision}")
        elif made.reason != "no-amount":
            assert found.text == ENGLISH(f"reason.{made.reason}")
        rates = [one for block in line.details for one in block.table.rows]
        assert len(rates) == len(made.quotes)
        for quote, one in zip(made.quotes, rates, strict=True):
            assert re.findall(r"[\d,]+\.?\d*", one.cells[0])[1].replace(",", "") == f"{quote.per_usd:g}"
        assert all(link.url.startswith("https://") for one in rates for link in one.links)
        assert all(one.links for one in rates)


def test_amounts_in_unlike_currencies_are_ordered_by_what_they_are_worth(context):
    table = blocks(context, country=("KAZ",))["ledger"].table
    amounts = {found.text: found.key for found in cells(table, "Amount as declared")}
    assert amounts["15 billion USD"] > amounts["20.7 billion KZT"] > 0


@pytest.mark.parametrize("currency", ["USD", "JPY"])
def test_a_record_converts_as_the_ledger_does_or_says_why_not(context, currency):
    for pledge in context.facts.pledges.index:
        made = context.ledger.by_id[str(pledge)].conversions[currency]
        record = shown(context, sel=f"pledge:{pledge}", money=currency).record
        (field,) = [field for field in record.fields if field.label == f"In {currency}"]
        if made.reason == "no-amount":
            assert field.value is None, "not known, as in the ledger"
            continue
        if made.value is None:
            assert field.value == ENGLISH(f"reason.{made.reason}"), pledge
            continue
        assert money_text(made.value, currency, ENGLISH) in field.value, pledge
        assert ENGLISH(f"pledges.precision.{made.precision}") in field.value
        for quote in made.quotes:
            assert quote.date in field.value
            cited = {line.url for line in record.sources if line.number in field.sources}
            assert set(context.facts.sources.loc[list(quote.source_ids), "url"]) <= cited


def test_a_record_shows_both_ends_of_a_range(context):
    record = shown(context, sel="pledge:ebrd-ca-pipeline-2027").record
    values = {field.label: field.value for field in record.fields}
    assert values["Amount"] == "7 billion – 8 billion EUR"
    assert "of the lower bound" in values["In USD"]


@pytest.mark.parametrize(("lang", "aspect"), [("ja", "ドル換算額"), ("ru", "Сумма в долларах")])
def test_what_a_claim_is_about_is_said_in_the_language_of_the_reader(context, lang, aspect):
    claims = context.facts.claims
    record = claims.loc[claims["aspect"] == "Value in dollars", "record"].iloc[0]
    assert aspect in {claim.aspect for claim in shown(context, lang=lang, sel=record).record.claims}


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
    for pledge_id, line in zip(table["ids"], table["rows"], strict=True):
        value = context.ledger.by_id[pledge_id].conversions["USD"].value
        assert line[at] == (None if value is None else round(value))
    assert table["rows"][table["ids"].index("jpn-kaz-aktau-customs-xray")][at] > 0, "declared in yen alone"


def test_a_place_and_the_pledges_that_name_it_link_to_each_other(context):
    pledge = shown(context, sel="pledge:jpn-kaz-aktau-customs-xray").record
    node = shown(context, sel="node:aktau").record
    site = shown(context, sel="site:pavlodar-alumina-gallium").record
    assert "node:aktau" in dict(pledge.related)
    assert "pledge:jpn-kaz-aktau-customs-xray" in dict(node.related)
    assert "pledge:jpn-kaz-gallium-offtake" in dict(site.related)


def test_a_record_shows_every_value_with_who_says_it(context):
    record = shown(context, sel="pledge:ots-turkic-investment-fund").record
    said = {claim.said_by: claim for claim in record.claims}
    assert set(said) == {"Turkiye Today", "Trend"}
    assert all(claim.sources for claim in said.values())
    assert max(max(claim.sources) for claim in said.values()) <= len(record.sources)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("part", PARTS_OF["pledges"])
def test_every_part_speaks_every_language(context, part, lang):
    for block in blocks(context, part=part, lang=lang).values():
        texts = (block.title or "-", *block.says, *block.notes, *(one.value for one in block.figures))
        assert all(text and "{" not in text for text in texts), block.key
        for line in block.table.rows if block.table else ():
            said = [one.text if isinstance(one, Cell) else one for one in line.cells]
            assert not [text for text in said if text and ("{" in text or text.startswith("pledges."))]
