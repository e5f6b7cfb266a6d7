"""The view of the pledges as its readers use it: totals, tabs, ledger, charts, links."""

import re
from pathlib import Path

import pytest

from dashboard.state import PARTS_OF
from dashboard.view.pages.pledges.query import FIRST
from geodata.conflicts import mask
from tests.real import facts

pytestmark = pytest.mark.browser
FACTS = facts()
PLEDGES = FACTS.pledges


def block(reader, key):
    return reader.page.locator(f"section[data-block={key!r}]")


def rows(reader):
    return block(reader, "ledger").locator("tbody > tr[data-id]")


def within(reader, key):
    """The pledges of the lists within a block, shown or not."""
    found = block(reader, key).locator("tr[data-id]")
    return found.evaluate_all("(all) => all.map((one) => one.dataset.id)")


def opened(reader, key):
    """A folded block, opened."""
    found = fold(reader, key)
    found.locator(":scope > summary").click()
    return found


def wait_for_query(reader, *texts):
    for text in texts:
        reader.page.wait_for_function("(text) => location.search.includes(text)", arg=text, timeout=10_000)
    reader.settle()


def total(reader, key):
    """A sum of the rule, which is folded behind the sentence."""
    return fold(reader, f"sum_{key}").locator(":scope > summary").text_content()


def fold(reader, key):
    return reader.page.locator(f"details[data-block={key!r}]")


def test_the_switch_leads_to_the_totals_and_back_leads_to_the_overview(reader):
    reader.open()
    reader.page.locator(".views a[data-view=pledges]").click()
    block(reader, "totals").wait_for()
    wait_for_query(reader, "view=pledges")
    assert reader.query() == "?view=pledges"
    assert "billion USD" in total(reader, "named")
    assert "3 trillion JPY / 19 billion USD" in total(reader, "targets")
    assert rows(reader).count() == FIRST
    reader.page.go_back()
    block(reader, "totals").wait_for(state="detached")
    assert reader.in_tables()["pledge"] == len(PLEDGES)


def test_every_pledge_stands_in_one_list_of_a_total_and_opens_its_record(reader):
    reader.open("?view=pledges")
    fold(reader, "rule").locator(":scope > summary").click()
    listing = fold(reader, "sum_together")
    listing.locator(":scope > summary").click()
    listing.locator(".more").evaluate_all("(all) => all.forEach((button) => button.click())")
    lists = listing.locator("details:is([data-block=in], [data-block=out]) tr[data-id]")
    found = lists.evaluate_all("(all) => all.map((one) => one.dataset.id)")
    assert sorted(found) == sorted(f"pledge:{row}" for row in PLEDGES.index)
    listing.locator("details[data-block=in] > summary").click()
    listing.locator("tr[data-id='pledge:eu-ca-12bn-2025'] .open").first.click()
    reader.page.locator(".record h3", has_text="12 billion euro").wait_for()
    assert listing.locator("details[data-block=in]").evaluate("(list) => list.open"), "it stays as it was"


def test_a_filter_narrows_totals_and_ledger_and_the_region_stands_apart(reader):
    reader.open("?view=pledges")
    region, named = total(reader, "region"), total(reader, "named")
    reader.filter("country", "KAZ")
    assert total(reader, "region") == region
    assert total(reader, "named") != named
    to_kazakhstan = PLEDGES["beneficiaries"].map(lambda codes: "KAZ" in codes or "REGION" in codes)
    status = block(reader, "ledger").locator("[role=status]").inner_text()
    assert status.startswith(f"{int(to_kazakhstan.sum())} of {int(to_kazakhstan.sum())}")


def test_a_colleague_sees_the_same_ledger_by_link(reader):
    reader.open("?view=pledges&money=JPY&q=customs&sort=-amount&cols=title~converted~rate&lang=en")
    heads = reader.page.locator("section[data-block=ledger] .scroll > table > thead th").all_inner_texts()
    assert [head.strip(" ↓↑") for head in heads] == ["Pledge", "In JPY", "Rate and date"]
    assert block(reader, "ledger").locator("input[type=search]").input_value() == "customs"
    titles = rows(reader).locator("th .open").all_inner_texts()
    assert titles
    assert len(titles) < len(PLEDGES)
    assert "trillion JPY" in total(reader, "named")


def test_search_order_and_columns_go_into_the_address_and_back_undoes_them(reader):
    reader.open("?view=pledges")
    block(reader, "ledger").locator("thead [data-sort=amount]").click()
    wait_for_query(reader, "sort=amount")
    block(reader, "ledger").locator("thead [data-sort=amount]").click()
    wait_for_query(reader, "sort=-amount")
    assert "35 billion USD" in rows(reader).first.inner_text()
    block(reader, "ledger").locator(".columns summary").click()
    block(reader, "ledger").locator(".columns input[value=rate]").click()
    wait_for_query(reader, "cols=")
    block(reader, "ledger").locator("input[type=search]").type("sazagan", delay=20)
    assert block(reader, "ledger").locator("input[type=search]").input_value() == "sazagan"
    wait_for_query(reader, "q=sazagan")
    found = PLEDGES["title"].str.contains("Sazagan")
    assert rows(reader).count() >= int(found.sum()) > 0
    assert "totals above stay" in block(reader, "ledger").inner_text()
    found = fold(reader, "sum_named").locator("tr[data-id]")
    assert found.count() > rows(reader).count(), "the search is of the ledger alone"
    reader.page.go_back()
    reader.page.wait_for_function("() => !location.search.includes('q=')")
    reader.settle()
    assert block(reader, "ledger").locator("input[type=search]").input_value() == ""
    assert rows(reader).count() == FIRST


def test_the_largest_amounts_come_first_and_unknown_ones_last(reader):
    reader.open("?view=pledges&sort=-converted&width=whole")
    block(reader, "ledger").locator("> .tabled > .more").click()
    cells = rows(reader).locator("td:nth-child(5)").all_inner_texts()
    known = [cell for cell in cells if not cell.startswith(("not known", "no rate"))]
    assert cells[: len(known)] == known
    assert len(known) == int(PLEDGES["amount"].notna().sum())
    assert known[0].startswith("35 billion")


def test_a_conversion_shows_its_rate_and_source_a_click_away(reader):
    reader.open("?view=pledges&q=X-ray&cols=title~amount~converted")
    row = reader.page.locator("section[data-block=ledger] tr[data-id='pledge:jpn-kaz-aktau-customs-xray']")
    assert "719 million JPY" in row.inner_text()
    row.locator(".details").click()
    under = block(reader, "ledger").locator(".under")
    assert re.search(r"1 USD = [\d.]+ JPY, \d{4}-\d\d-\d\d", under.inner_text())
    assert under.locator(".sources a").first.get_attribute("href").startswith("https://")
    assert "sel=" not in reader.query(), "looking at a rate opens no record"
    row.locator("th .open").click()
    reader.page.locator(".record").wait_for()
    reader.page.locator(".record .related .open", has_text="Aktau").first.click()
    reader.page.locator(".record .related .open", has_text="Pledge: ").first.wait_for()


def test_only_rows_whose_sources_disagree(reader):
    reader.open("?view=pledges&part=conflicts")
    disputed = int(mask(PLEDGES).sum())
    told = block(reader, "conflicts")
    told.get_by_role("button", name=f"Show {disputed - FIRST} more rows").click()
    assert told.locator(":scope > .tabled > .scroll > table > tbody > tr[data-id]").count() == disputed
    told.locator("tr[data-id='pledge:ots-turkic-investment-fund'] .details").click()
    assert "Turkiye Today" in told.locator(".under").inner_text()
    block(reader, "ledger").get_by_role("button", name="Only where sources disagree").click()
    wait_for_query(reader, "conflict=yes")
    pressed = block(reader, "ledger").locator(".switch").first.locator(".act[aria-pressed=true]")
    assert pressed.inner_text().endswith(f"({disputed})")
    status = block(reader, "ledger").locator("[role=status]").inner_text()
    assert status.startswith(f"{disputed} of {disputed}")


def test_stages_show_the_flow_and_what_is_overdue(reader):
    reader.open("?view=pledges&part=stages")
    stages = fold(reader, "stages")
    stages.locator(":scope > summary").click()
    heads = stages.locator(":scope > .tabled > .scroll > table > thead th").all_text_contents()
    assert heads[1:6] == ["Target", "Announced", "Signed", "Financed", "Completed"]
    assert fold(reader, "overdue").locator("tr[data-id='pledge:chn-ca-1.5bn-yuan-2025']").count() == 1
    stages.get_by_role("button", name="Japan → Uzbekistan").click()
    wait_for_query(reader, "country=UZB", "donor=JPN")


def test_donors_stand_side_by_side_and_one_filters_the_page(reader):
    reader.open("?view=pledges&part=donors")
    fold(reader, "kinds").locator(":scope > summary").click()
    named, region = (opened(reader, f"{scope}.rows") for scope in ("named", "region"))
    turkey = named.locator("tbody > tr", has_text="Türkiye")
    assert turkey.locator("td").first.inner_text() == "0"
    assert turkey.locator(".open").count() == 0
    assert "3 trillion JPY / 19 billion USD" in region.inner_text()
    named.get_by_role("button", name="Gulf states").click()
    wait_for_query(reader, "donor=")
    assert "whatever donors are chosen" in fold(reader, "kinds").inner_text()


def test_a_click_on_a_bar_filters_the_page(reader):
    reader.open("?view=pledges&part=donors")
    chart = reader.page.locator("[data-testid=stVegaLiteChart]").first
    bar = chart.locator("svg path[aria-roledescription=bar]").first
    bar.wait_for()
    label = bar.get_attribute("aria-label")
    bar.click()
    wait_for_query(reader, "donor=", "status=")
    reader.page.locator(".filters input[name=status]:checked").wait_for(state="attached")
    chosen = reader.page.locator(".filters input[name=status]:checked").get_attribute("value")
    assert chosen in {"announced", "signed", "financed"}
    assert label
    reader.page.go_back()
    reader.settle()
    assert reader.query() == "?view=pledges&part=donors"


def test_each_chart_has_its_table(reader):
    for part, charts in (("donors", 1), ("countries", 1), ("time", 2)):
        reader.follow(f"?view=pledges&part={part}")
        tables = reader.page.locator("details[data-block^=table_]")
        tables.first.locator("summary").click()
        assert tables.count() == charts
        assert tables.first.locator("tbody tr").count() > 10


def test_nothing_found_is_not_zero_and_says_what_to_drop(reader):
    reader.open("?view=pledges&country=TJK&donor=SAU")
    read = reader.page.locator(".st-key-list").inner_text()
    assert "No pledge is left by these filters" in read
    assert fold(reader, "rule").count() == fold(reader, "quote").count() == 0, "there is no sum to quote"
    assert "brings back" in reader.page.locator("body").inner_text()


@pytest.mark.parametrize("reader", [{"viewport": {"width": 390, "height": 844}}], indirect=True)
@pytest.mark.parametrize("tab", PARTS_OF["pledges"])
def test_a_phone_has_no_sideways_scroll(reader, tab):
    reader.open(f"?view=pledges&part={tab}&lang=ru")
    block(reader, "ledger").locator("table").wait_for()
    assert reader.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    boxes = reader.page.locator(".blocks .figure, .blocks table, .blocks p")
    rights = boxes.evaluate_all("(all) => all.map((one) => one.getBoundingClientRect().right)")
    assert max(rights) <= 390


@pytest.mark.parametrize("lang", ["ja", "ru"])
def test_no_word_is_missing_in_another_language(reader, lang):
    for tab in PARTS_OF["pledges"]:
        reader.follow(f"?view=pledges&part={tab}&lang={lang}")
        text = " ".join(reader.page.locator(".blocks").all_inner_texts())
        assert not re.search(r"\b(pledges|ledger|reason|table|filter)\.\w", text)


def test_a_download_holds_the_rule(reader):
    reader.open("?view=pledges&country=KAZ")
    with reader.page.expect_download() as waiting:
        reader.page.get_by_role("button", name="Totals, with rule").click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    assert text.splitlines()[0].startswith("total,currency,declared")
    assert f"{reader.address}?view=pledges&country=KAZ" in text
    assert "CC-BY-4.0" in text


def test_the_sentence_is_copied_with_its_source_and_says_so(reader):
    reader.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.open("?view=pledges&country=KAZ")
    quote = opened(reader, "quote")
    quote.locator("[data-act=copy]").click()
    reader.page.wait_for_function("() => navigator.clipboard.readText().then((text) => text !== '')")
    assert quote.locator("[data-act=copy]").inner_text() == "Copied"
    text = reader.page.evaluate("() => navigator.clipboard.readText()")
    assert text.startswith("Pledges to Kazakhstan: At least ")
    assert f"{reader.address}/?view=pledges&country=KAZ" in text


def test_the_ledger_is_a_list_beside_the_map_and_becomes_a_table(reader):
    reader.open("?view=pledges")
    rows(reader).first.wait_for()
    first = rows(reader).first
    title, amount, donor = (first.locator(f":scope > :nth-child({at})").bounding_box() for at in (1, 3, 2))
    assert title["y"] == pytest.approx(amount["y"], abs=2), "title and amount share the first line"
    assert donor["y"] > title["y"]
    block(reader, "ledger").get_by_role("button", name="Open as table").click()
    wait_for_query(reader, "width=whole")
    block(reader, "ledger").locator("thead [data-sort=theme]").wait_for()


def test_a_search_in_steps_loses_no_letter(reader):
    reader.open("?view=pledges")
    search = block(reader, "ledger").locator("input[type=search]")
    search.type("saza", delay=20)
    reader.page.wait_for_timeout(720)
    search.type("gan", delay=60)
    wait_for_query(reader, "q=sazagan")
    assert search.input_value() == "sazagan"


def test_a_step_back_over_a_thin_line_leads_to_the_page_before_the_click(reader, line):
    reader.address = line.address
    reader.open("?view=pledges&part=donors")
    bar = reader.page.locator("[data-testid=stVegaLiteChart] svg path[aria-roledescription=bar]").first
    bar.wait_for()
    for _ in range(2):
        # The parts of the page come long before the address that the server writes at the end of its run.
        line.delay_s, line.piece = 0.1, 1024
        bar.click()
        wait_for_query(reader, "donor=", "status=")
        line.delay_s = 0.0
        reader.settle()
        reader.page.go_back()
        reader.page.wait_for_function("() => location.search === '?view=pledges&part=donors'")
        reader.settle()
        assert reader.page.locator(".filters input[type=checkbox]:checked").count() == 0


# Whether a square of the area of a mark has ink at its corners: a disc has none there. Only corners count
# that no other mark reaches, two of them at least, for the hair line of a mark that was moved may cross one.
CORNERS = """() => {
    const canvas = document.querySelector("canvas.dots"), pen = canvas.getContext("2d");
    const per = canvas.width / canvas.getBoundingClientRect().width;
    const { left, top } = canvas.getBoundingClientRect();
    const box = document.querySelector(".leaflet-container").getBoundingClientRect();
    const marks = Atlas.marks();
    const hasInk = (place) => {
        const [x, y] = [place.x + box.left - left, place.y + box.top - top].map((n) => n * per);
        return pen.getImageData(x, y, 1, 1).data[3] > 0;
    };
    return marks.filter(({ feature, r }) => feature.kind === "pledge" && r > 15).flatMap((mark) => {
        const isFree = (place) => marks.every((one) => one.feature === mark.feature
            || Math.hypot(one.at.x - place.x, one.at.y - place.y) > 1.3 * one.r + 4);
        const corners = [[1, 1], [1, -1], [-1, 1], [-1, -1]].map(([x, y]) =>
            ({ x: mark.at.x + 0.82 * mark.r * x, y: mark.at.y + 0.82 * mark.r * y })).filter(isFree);
        return corners.length > 1 ? [[mark.feature.key, corners.every(hasInk)]] : [];
    });
}"""


def test_a_purchase_by_the_region_is_no_disc_and_says_its_direction(reader):
    reader.open("?view=pledges")
    drawn = dict(reader.in_frame(CORNERS))
    flows = {f"pledge:{row}": flow for row, flow in PLEDGES["flow"].items()}
    assert {flows[key] in {"to-region", "to-corridor"} for key in drawn} == {True, False}
    for key, is_square in drawn.items():
        assert is_square == (flows[key] not in {"to-region", "to-corridor"}), key
    wabtec = reader.in_frame(
        """() => { const { at } = Atlas.marks().find(({ feature }) => feature.key.includes("wabtec-4.2bn"));
            const { left, top } = document.querySelector(".leaflet-container").getBoundingClientRect();
            return [at.x + left, at.y + top]; }"""
    )
    box = reader.page.locator(".st-key-map iframe").bounding_box()
    reader.page.mouse.move(box["x"] + wabtec[0], box["y"] + wabtec[1])
    tip = reader.frame.locator(".tip", has_text="Direction of money")
    tip.wait_for()
    assert "Direction of money: Purchase by the region" in tip.inner_text()
    legend = reader.frame.locator(".legend")
    if legend.locator("[data-fold]").get_attribute("aria-expanded") == "false":
        legend.locator("[data-fold]").click()
    assert "No money pledged to the region" in legend.inner_text()
    without = int(PLEDGES["lat"].isna().sum())
    assert f"Pledges that name no place: {without}" in legend.inner_text(), "none is lost"
    assert legend.locator(".sizes").evaluate(
        """(sizes) => sizes.getBoundingClientRect().bottom
            <= sizes.closest(".legend").getBoundingClientRect().bottom"""
    ), "the sizes are seen without a scroll"


def test_a_filter_moves_no_part_of_the_legend(reader):
    reader.open("?view=pledges")
    parts, script = reader.frame.locator(".legend details"), "(all) => all.map((one) => one.dataset.part)"
    if parts.count() == 0:
        reader.frame.locator(".legend [data-fold]").click()
    before = parts.evaluate_all(script)
    reader.frame.locator(".legend [data-part=families] > summary").click()
    reader.filter("donor", "SAU")
    reader.filter("country", "TJK")
    assert reader.on_map()["pledge"] == 0
    assert parts.evaluate_all(script) == before != []
    assert reader.frame.locator(".legend [data-part=families]").evaluate("(part) => part.open")


@pytest.mark.parametrize(
    "reader", [{"viewport": {"width": width, "height": 900}} for width in (1400, 390)], indirect=True
)
@pytest.mark.parametrize("lang", ["en", "ja", "ru"])
def test_stages_and_ledger_fit(reader, lang):
    reader.open(f"?view=pledges&part=stages&lang={lang}")
    rows(reader).first.wait_for()
    fold(reader, "stages").locator(":scope > summary").click()
    wide = reader.page.locator(
        "details[data-block=stages] > .tabled > .scroll, section[data-block=ledger] .scroll"
    )
    assert set(wide.evaluate_all("(all) => all.map((one) => one.scrollWidth - one.clientWidth)")) == {0}
    cells = reader.page.locator(".blocks tbody td")
    cut = cells.evaluate_all(
        "(all) => all.filter((one) => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1).length"
    )
    assert cut == 0


@pytest.mark.parametrize("reader", [{"viewport": {"width": 390, "height": 844}}], indirect=True)
def test_on_a_phone_a_row_has_two_lines_and_the_rest_opens_with_its_names(reader):
    reader.open("?view=pledges&q=X-ray")
    row = reader.page.locator("section[data-block=ledger] tr[data-id='pledge:jpn-kaz-aktau-customs-xray']")
    seen = row.locator("th:visible, td:visible").evaluate_all("(all) => all.map((one) => one.dataset.label)")
    assert seen == ["Pledge", "Donor", "Amount as declared", "Status", "Date"]
    row.locator(".details").click()
    under = block(reader, "ledger").locator(".under")
    for name in ("To", "In USD", "Age", "Theme", "Instrument", "Direction"):
        assert under.locator("dt", has_text=re.compile(f"^{name}$")).is_visible(), name
    assert re.search(r"1 USD = [\d.]+ JPY, \d{4}-\d\d-\d\d", under.inner_text())


def test_the_bars_of_the_stages_have_one_scale_that_is_stated(reader):
    reader.open("?view=pledges&part=stages")
    fold(reader, "stages").locator(":scope > summary").click()
    stated = fold(reader, "stages").inner_text()
    script = """(cells) => cells.map((cell) => [cell.childNodes[0].textContent,
        parseFloat(cell.querySelector(".share > span").style.width)])"""
    bars = fold(reader, "stages").locator("td:has(.share)").evaluate_all(script)
    units = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
    drawn = []
    for text, percent in bars:
        number, unit, _ = text.removeprefix("≈ ").split()
        drawn.append((float(number) * units[unit], percent, text))
    most = max(drawn)
    assert most[1] == 100
    assert f"a full bar is {most[2]}" in stated
    for value, percent, text in drawn:
        assert percent == pytest.approx(100 * value / most[0], abs=0.06, rel=0.01), text


@pytest.mark.parametrize("reader", [{"viewport": {"width": 390, "height": 844}}], indirect=True)
def test_on_a_phone_amounts_of_donors_have_bars(reader):
    reader.open("?view=pledges&part=donors")
    fold(reader, "kinds").locator(":scope > summary").click()
    bars = opened(reader, "named.signed.to-region").locator(".share")
    widths = bars.evaluate_all("(all) => all.map((one) => one.getBoundingClientRect().width)")
    assert widths
    assert min(widths) > 40


def test_russian_says_how_many_pledges_are_counted(reader):
    reader.open("?view=pledges&lang=ru")
    assert "Учтено целей: 1 из 3" in fold(reader, "sum_targets").text_content()


@pytest.mark.parametrize("reader", [{"viewport": {"width": 390, "height": 844}}], indirect=True)
@pytest.mark.parametrize("lang", ["en", "ja", "ru"])
def test_on_a_phone_no_count_of_the_legend_is_cut(reader, lang):
    reader.open(f"?lang={lang}")
    legend = reader.frame.locator(".legend")
    legend.locator("[data-fold]").click()
    script = """(all) => all.map((one) => {
        const box = one.getBoundingClientRect(), list = one.closest("ul").getBoundingClientRect();
        return box.right > list.right + 0.5 || one.scrollWidth > one.clientWidth + 1;
    })"""
    cut = legend.locator("li small").evaluate_all(script)
    assert cut
    assert not any(cut)


def test_a_figure_opens_the_pledges_behind_it_and_says_which_are_remainders(reader):
    reader.open("?view=pledges&part=donors")
    fold(reader, "kinds").locator(":scope > summary").click()
    panel = opened(reader, "named.signed.to-region")
    panel.locator("tbody > tr", has_text="Gulf states").locator(".details").click()
    rest = panel.locator(".under section", has_text="only what its parts leave")
    assert "ACWA Power" in rest.inner_text()
    found = panel.locator(".under tr[data-id]")
    assert found.count() == 2


def test_a_pledge_left_out_of_a_figure_says_why(reader):
    reader.open("?view=pledges&part=stages")
    name = "European Bank for Reconstruction and Development → Kazakhstan"
    fold(reader, "stages").locator(":scope > summary").click()
    flow = fold(reader, "stages").locator("tbody > tr", has_text=re.compile("→ Kazakhstan"))
    names = flow.locator("th .open").all_inner_texts()
    (wanted,) = [one for one in names if one.startswith(("European Bank", "EBRD"))]
    assert wanted in (name, "EBRD → Kazakhstan")
    flow.filter(has_text=wanted).locator(".details").click()
    why = fold(reader, "stages").locator(".under section", has_text="no source says")
    assert "Trans-Caspian corridor" in why.inner_text()


def test_an_empty_ledger_names_the_switch_where_the_switch_is_the_cause(reader):
    reader.open("?view=pledges&conflict=yes&donor=KOR")
    ledger = block(reader, "ledger")
    ledger.get_by_text("the sources of no pledge of the selection disagree").wait_for()
    ledger.get_by_role("button", name="All pledges").click()
    reader.page.wait_for_function("() => location.search === '?view=pledges&donor=KOR'")
    rows(reader).first.wait_for()


def test_a_search_without_a_hit_is_cleared_by_a_click(reader):
    reader.open("?view=pledges&conflict=yes&q=nowhere")
    ledger = block(reader, "ledger")
    ledger.get_by_text("No row matches.").wait_for()
    ledger.get_by_role("button", name="Clear").click()
    reader.page.wait_for_function("() => location.search === '?view=pledges&conflict=yes'")
    rows(reader).first.wait_for()


def test_a_link_to_another_view_carries_no_part_of_this_one(reader):
    reader.open("?view=pledges&part=donors&country=KAZ")
    links = reader.page.locator(".views a[data-view]")
    found = {one.get_attribute("data-view"): one.get_attribute("href") for one in links.all()}
    assert found["pledges"] == "?view=pledges&part=donors&country=KAZ"
    assert found["routes"] == "?view=routes&country=KAZ"


def test_who_uses_keys_keeps_the_cursor_where_it_was(reader):
    reader.open("?view=pledges")
    ledger = block(reader, "ledger")
    only = ledger.get_by_role("button", name="Only where sources disagree")
    only.press("Enter")
    wait_for_query(reader, "conflict=yes")
    assert only.get_attribute("aria-pressed") == "true"
    assert only.evaluate("(button) => button === button.getRootNode().activeElement")
    ledger.locator("thead [data-sort=amount]").press("Enter")
    wait_for_query(reader, "sort=amount")
    assert ledger.locator("thead th[aria-sort]").evaluate_all(
        "(heads) => heads.map((head) => [head.textContent, head.getAttribute('aria-sort')])"
    ) == [["Amount as declared", "ascending"]]
    toggle = ledger.locator(".details").first
    toggle.press("Enter")
    assert toggle.get_attribute("aria-expanded") == "true"
    ledger.locator(".columns summary").press("Enter")
    box = ledger.locator(".columns input[value=rate]")
    box.press("Space")
    wait_for_query(reader, "cols=")
    assert box.evaluate("(box) => box.checked && box === box.getRootNode().activeElement")


def test_on_paper_the_rows_of_the_ledger_are_left_to_the_ledger(reader):
    reader.open("?view=pledges")
    reader.page.emulate_media(media="print")
    reader.page.locator(".st-key-list").evaluate("() => dispatchEvent(new Event('beforeprint'))")
    assert reader.page.get_by_text("rows left out").count()
    # With all rows behind each sum they filled 86 sheets of 1,000 pixels.
    assert reader.page.evaluate("() => document.documentElement.scrollHeight") < 25_000
