"""The view of resources in a browser: open a link, choose a site, go back, choose an end, a profile."""

import pytest

from geodata import load, supply
from geodata.network import Network, Request

pytestmark = pytest.mark.browser
NETWORK = Network.build(load())
WAY = """() => [...document.querySelectorAll('iframe')]
    .map((f) => f.contentDocument?.body?.dataset.way).find((n) => n)"""


def said(reader):
    return reader.page.locator('[data-testid="stMarkdown"]').nth(1).inner_text()


def block(reader, key):
    found = reader.page.locator(f".report section[data-block={key}]").last
    found.wait_for()
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
    reader.page.wait_for_function(WAY)
    assert int(reader.page.evaluate(WAY)) == len(out.without_russia.best.legs)
    assert "Without Russia" in block(reader, "way_out").inner_text()
    reader.page.go_back()
    reader.settle()
    assert said(reader) == before
    assert reader.page.locator(".report section[data-block=way_out]").count() == 0


def test_the_map_signs_each_site_by_its_way_out_and_the_legend_counts_them(reader):
    reader.open("?view=resources")
    count = "() => [...document.querySelectorAll('.site:not(.off) .out > *')].length"
    frame = next(frame for frame in reader.page.frames if "st_folium" in frame.url)
    legend = reader.page.locator("[data-part=way_out]")
    counted = [int(text) for text in legend.locator("small").all_inner_texts()]
    assert frame.evaluate(count) == sum(counted) == reader.on_map()["site"]
    reader.page.locator(".views a[data-view=pledges]").click()
    reader.settle()
    assert frame.evaluate(count) == 0
    assert legend.count() == 0


def test_another_end_by_a_button_and_by_search(reader):
    reader.open("?view=resources")
    reader.page.locator(".route .hints").get_by_role("button", name="Yokohama").click()
    reader.settle()
    assert reader.query() == "?view=resources&to=yokohama"
    assert "to Yokohama" in said(reader)
    reader.page.locator("#end-to").fill("constan")
    reader.page.locator("#places-to [role=option]").first.click()
    reader.settle()
    assert reader.query() == "?view=resources&to=constanta"
    assert reader.page.locator("#end-from").count() == 0


def test_a_commodity_opens_its_profile_and_a_profile_has_a_link(reader):
    reader.open("?view=resources&part=commodities")
    block(reader, "commodities").get_by_role("button", name="Antimony").click()
    reader.settle()
    assert reader.query() == "?view=resources&resource=antimony&part=profile"
    assert block(reader, "profile").locator("h3").inner_text() == "Antimony"
    reader.open("?view=resources&part=profile&country=UZB")
    assert block(reader, "profile").locator("h3").inner_text() == "Uzbekistan"


def test_an_unknown_end_is_answered_with_what_may_be_meant(reader):
    reader.open("?view=resources&to=roterdam")
    reader.page.locator(".route .hints").get_by_role("button", name="Rotterdam").click()
    reader.settle()
    assert block(reader, "sites").locator("tbody tr").count() > 1


@pytest.mark.parametrize("reader", [{"viewport": {"width": 390, "height": 844}}], indirect=True)
@pytest.mark.parametrize("lang", ["ja", "ru"])
def test_a_phone_has_no_sideways_scroll_in_any_part(reader, lang):
    for part in ("sites", "commodities", "losses", "profile"):
        reader.open(f"?view=resources&sel=site:tengiz&resource=oil&lang={lang}&part={part}")
        main = reader.page.locator("[data-testid=stMain]")
        assert main.evaluate("(main) => main.scrollWidth <= main.clientWidth"), part
