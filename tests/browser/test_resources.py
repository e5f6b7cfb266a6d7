"""The view of resources in a browser: open a link, choose a site, go back, choose an end, a profile."""

import pytest

from geodata import supply
from geodata.network import Request
from tests.real import network

pytestmark = pytest.mark.browser
NETWORK = network()
# The place of the days in the table of sites.
DAYS = 4


def said(reader):
    return reader.page.locator('.st-key-list [data-testid="stMarkdown"] strong').first.inner_text()


def block(reader, key):
    """A block; one that is folded is opened."""
    found = reader.page.locator(f".blocks [data-block={key}]").last
    found.wait_for(state="attached")
    script = "(box) => { for (let at = box; at; at = at.parentElement?.closest('details')) at.open = true; }"
    found.evaluate(script)
    return found


def test_a_site_is_chosen_by_its_row_drawn_and_back_undoes_it(reader):
    reader.open("?view=resources&resource=uranium")
    before = said(reader)
    count = supply.ways_out(NETWORK, Request(None, "rotterdam"))
    uranium = supply.by_resource(count, NETWORK.facts).loc["uranium", "sites"]
    assert before.startswith(f"{uranium} sites, to Rotterdam")
    block(reader, "sites").get_by_role("button", name="Inkai", exact=True).click()
    reader.settle()
    assert "sel=site" in reader.query()
    out = supply.way_out(NETWORK, "inkai", Request(None, "rotterdam"))
    assert reader.legs_on_map() == len(out.without_russia.best.legs)
    assert "Without Russia" in block(reader, "way_out").inner_text()
    reader.page.go_back()
    reader.settle()
    assert said(reader) == before
    assert reader.page.locator(".blocks section[data-block=way_out]").count() == 0


def test_the_map_signs_each_site_by_its_way_out_and_the_legend_counts_them(reader):
    reader.open("?view=resources")
    count = "() => Atlas.marks().filter(({ feature }) => feature.out).length"
    reader.frame.locator(".legend [data-fold][aria-expanded=false]").click()
    legend = reader.frame.locator(".legend ul", has_text="Without Russia")
    counted = [int(text) for text in legend.locator("small").all_inner_texts()]
    assert reader.in_frame(count) == sum(counted) == reader.on_map()["site"]
    reader.page.locator(".views a[data-view=pledges]").click()
    reader.settle()
    assert reader.in_frame(count) == 0
    assert legend.count() == 0


def test_the_shape_of_a_sign_tells_how_well_its_place_is_known(reader):
    reader.open("?view=resources")
    counts = NETWORK.facts.sites["precision"].value_counts()
    wanted = [counts["surveyed"], counts["approximate"], counts["town-centre"] + counts["stand-in"]]
    reader.frame.locator(".legend [data-fold][aria-expanded=false]").click()
    reader.frame.locator(".legend [data-part=more] summary").click()
    legend = reader.frame.locator(".legend [data-part=more] ul").last
    assert [int(text) for text in legend.locator("small").all_inner_texts()] == wanted
    signs = legend.locator("img").evaluate_all("(all) => all.map(({ src }) => src)")
    assert len(set(signs)) == len(wanted), "each is drawn in a shape of its own"


def test_another_end_by_a_button_and_by_search(reader):
    reader.open("?view=resources")
    reader.page.locator(".route .hints").get_by_role("button", name="Yokohama").click()
    reader.settle()
    assert reader.query() == "?view=resources&to=yokohama"
    assert "to Yokohama" in said(reader)
    reader.pick("to", "constan", "Constan")
    assert reader.query() == "?view=resources&to=constanta"
    assert reader.page.locator("#end-from").count() == 0


def test_a_commodity_opens_its_profile_and_a_profile_has_a_link(reader):
    reader.open("?view=resources&part=commodities")
    block(reader, "commodities").get_by_role("button", name="Antimony").click()
    reader.settle()
    assert reader.query() == "?view=resources&resource=antimony"
    assert block(reader, "sites").locator("tbody tr").count() == reader.on_map()["site"]
    block(reader, "commodities").get_by_role("button", name="Profile: Antimony").click()
    reader.settle()
    assert reader.query() == "?view=resources&resource=antimony&part=profile"
    assert block(reader, "profile").locator("h3").inner_text() == "Antimony"
    reader.open("?view=resources&part=profile&country=UZB")
    assert block(reader, "profile").locator("h3").inner_text() == "Uzbekistan"


def test_a_head_sorts_numbers_as_numbers_and_leaves_the_unknown_last(reader):
    for lang, digits in (("en", str.maketrans({",": ""})), ("ru", str.maketrans({"\xa0": "", ",": "."}))):
        reader.open(f"?view=resources&part=sites&country=KAZ&lang={lang}")
        table = block(reader, "sites").locator("table").first
        head = table.locator("thead th").nth(DAYS - 1)
        head.get_by_role("button").click()
        assert head.get_attribute("aria-sort") == "ascending"
        block(reader, "sites").locator(".more").click()
        shown = table.locator(f"tbody > tr > :nth-child({DAYS})").all_inner_texts()
        assert len(shown) == NETWORK.facts.sites["iso3"].eq("KAZ").sum()
        known = [float(text.translate(digits).split("–")[1]) for text in shown if text.strip() != "–"]
        assert known == sorted(known)
        assert len(set(known)) > 10
        assert [text.strip() for text in shown[len(known) :]] == ["–"] * (len(shown) - len(known))
        head.get_by_role("button").click()
        assert head.get_attribute("aria-sort") == "descending"
        assert table.locator(f"tbody > tr > :nth-child({DAYS})").last.inner_text() == "–"


def test_what_decides_stands_within_a_wide_window_and_the_rest_opens(reader):
    reader.page.set_viewport_size({"width": 1400, "height": 900})
    reader.open("?view=resources&part=sites")
    scroll = block(reader, "sites").locator(".scroll").first
    assert scroll.evaluate("(box) => box.scrollWidth <= box.clientWidth + 1")
    scroll.locator(".details").first.click()
    assert "Loaded at" in scroll.locator(".under").inner_text()
    reader.open("?view=resources&part=commodities")
    scroll = block(reader, "commodities").locator(".scroll").first
    assert scroll.evaluate("(box) => box.scrollWidth <= box.clientWidth + 1")


def test_a_profile_is_printed_whole_with_its_address_and_sources(reader):
    reader.open("?view=resources&part=profile&country=UZB")
    rows = ".blocks [data-block={}] > .tabled > .scroll > table > tbody > tr:not(.under)"
    sites = NETWORK.facts.sites["iso3"].eq("UZB").sum()
    listed = reader.page.locator(rows.format("sites")).count()
    assert listed < sites
    unfolded = reader.page.locator(".blocks details[open], .blocks .under:visible")
    on_screen = unfolded.count()
    reader.page.set_viewport_size({"width": 700, "height": 1000})
    reader.page.emulate_media(media="print")
    reader.settle()
    assert reader.page.locator(rows.format("sites")).count() == sites
    gaps = len(supply.gaps(NETWORK.facts, iso3="UZB"))
    assert reader.page.locator(rows.format("gaps")).count() == gaps
    assert reader.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for hidden in (".route .hints", ".blocks .act", ".filters"):
        assert not any(one.is_visible() for one in reader.page.locator(hidden).all()), hidden
    assert block(reader, "sites").locator(".under").count() == sites, "what opens beneath a row is on paper"
    assert block(reader, "sites").locator("details p").first.is_visible(), "how it is read is on paper"
    assert "country=UZB" in reader.page.locator(".views .paper").inner_text()
    assert "https://" in reader.page.locator(".references").last.inner_text()
    reader.page.emulate_media(media="screen")
    reader.settle()
    assert unfolded.count() == on_screen, "what was folded is folded again"
    assert reader.page.locator(rows.format("sites")).count() == listed
    assert reader.page.pdf(format="A4").startswith(b"%PDF")


def test_a_link_with_one_country_leads_to_its_profile_by_one_click(reader):
    for query in ("?country=UZB", "?view=pledges&country=UZB"):
        reader.follow(query)
        reader.page.get_by_role("link", name="Profile of Uzbekistan").click()
        reader.settle()
        assert reader.query() == "?view=resources&country=UZB&part=profile"
        assert block(reader, "profile").locator("h3").inner_text() == "Uzbekistan"


def test_an_unknown_end_is_answered_with_what_may_be_meant(reader):
    reader.open("?view=resources&to=roterdam")
    reader.page.locator(".route .hints").get_by_role("button", name="Rotterdam").click()
    reader.settle()
    assert block(reader, "commodities").locator("tbody tr").count() > 1


def ordered(reader, key, column):
    """The cells of a column once its head is pressed for the greatest first."""
    found = block(reader, key)
    head = found.locator("thead").first.locator(f"[data-sort={column}]")
    head.click()
    head.click()
    place = 1 + head.evaluate("(head) => [...head.closest('tr').children].indexOf(head.closest('th'))")
    rows = found.locator("tbody").first.locator(":scope > tr:not(.under)")
    return rows.locator(f":scope > :nth-child({place})").all_inner_texts()


def test_amounts_are_ordered_by_their_worth_and_unlike_units_in_groups(reader):
    reader.open("?view=resources&part=profile&country=KAZ")
    amounts = ordered(reader, "pledges", "amount")
    assert amounts.index("15 billion USD") < amounts.index("20.7 billion KZT")
    reader.open("?view=resources&part=japan")
    values = [text for text in ordered(reader, "stakes_japan", "value") if text != "not known"]
    assert values == ["2,000 t U a year", "636.4 million USD", "510.1 million USD", "3 million USD"]
    assert "groups of one unit" in block(reader, "stakes_japan").locator("[role=status]").first.inner_text()
    reader.open("?view=resources&part=production&country=KAZ&resource=uranium~chromium")
    values = ordered(reader, "production", "value")
    units = [text.split(maxsplit=1)[1] for text in values]
    assert {"kt chromite ore", "t U"} <= set(units)
    assert units == sorted(units, key=units.index), "a unit stands in one group"


@pytest.mark.parametrize("reader", [{"viewport": {"width": 390, "height": 844}}], indirect=True)
@pytest.mark.parametrize("lang", ["ja", "ru"])
def test_a_row_stands_in_two_lines_on_a_phone_and_a_bare_number_says_what_it_is(reader, lang):
    reader.open(f"?view=resources&part=sites&lang={lang}")
    row = block(reader, "sites").locator("tbody tr").first
    assert row.locator(".first").is_visible()
    assert not any(cell.is_visible() for cell in row.locator(".line0").all())
    cell = row.locator(".line2.bare").first
    said = cell.evaluate("(td) => getComputedStyle(td, '::before').content")
    assert cell.get_attribute("data-label") in said
    scroll = block(reader, "sites").locator(".scroll").first
    assert scroll.evaluate("(box) => box.scrollWidth <= box.clientWidth + 1")


@pytest.mark.parametrize("reader", [{"viewport": {"width": 390, "height": 844}}], indirect=True)
@pytest.mark.parametrize("lang", ["ja", "ru"])
def test_a_phone_has_no_sideways_scroll_in_any_part(reader, lang):
    for part in ("sites", "commodities", "losses", "profile"):
        reader.follow(f"?view=resources&sel=site:tengiz&resource=oil&lang={lang}&part={part}")
        main = reader.page.locator("[data-testid=stMain]")
        assert main.evaluate("(main) => main.scrollWidth <= main.clientWidth"), part


def test_a_line_has_a_dot_per_site_and_its_days_on_the_axis_of_the_head(reader):
    reader.open("?view=resources")
    row = block(reader, "commodities").locator("tbody tr", has_text="Uranium")
    ways = supply.ways_out(NETWORK, Request(None, "rotterdam"))
    found = supply.by_resource(ways, NETWORK.facts).loc["uranium"]
    assert row.locator(".dot").count() == found["sites"]
    axis, line = (
        one.bounding_box()
        for one in (
            block(reader, "commodities").locator("thead .axis"),
            row.locator(".whisker > span"),
        )
    )
    most = float(block(reader, "commodities").locator("thead .axis > span").last.inner_text())
    low, high = ((at - axis["x"]) / axis["width"] * most for at in (line["x"], line["x"] + line["width"]))
    assert abs(low - found["days_low"]) < 1
    assert abs(high - found["days_high"]) < 1
    assert "Without Russia" in block(reader, "commodities").locator(".dotkey").inner_text()


@pytest.mark.parametrize("reader", [{"viewport": {"width": 1440, "height": 900}}], indirect=True)
def test_a_profile_is_short_when_it_opens_and_what_is_drawn_fits_its_column(reader):
    reader.open("?view=resources&part=profile&country=KAZ")
    assert reader.page.locator(".st-key-list").evaluate("(list) => list.scrollHeight") <= 2500
    for part, key in (("", "commodities"), ("sites", "sites")):
        reader.follow(f"?view=resources&part={part}")
        scroll = block(reader, key).locator(".scroll").first
        assert scroll.evaluate("(box) => box.scrollWidth <= box.clientWidth + 1"), key


def test_a_click_on_a_mark_tells_its_days_and_its_way_with_what_they_rest_on(reader):
    reader.open("?sel=site:inkai")
    record = reader.page.locator(".record")
    route = supply.way_out(NETWORK, "inkai", Request(None, "rotterdam")).without_russia.best
    days = record.locator(".figures > div", has_text="to Rotterdam without Russia")
    assert f"{route.totals.days.low:.0f}–{route.totals.days.high:.0f} days" in days.inner_text()
    assert "Shieli · Aktau · Alat · Poti · Rotterdam" in record.locator(".strip").inner_text()
    rests = record.locator("details", has_text="What the days rest on")
    rests.locator("summary").click()
    assert f"{rests.locator('li a[href]').count()} sources" in rests.locator("summary").inner_text()
    record.get_by_role("button", name="Open the way").click()
    reader.settle()
    assert reader.legs_on_map() == len(route.legs)
    assert "from=inkai" in reader.query()
