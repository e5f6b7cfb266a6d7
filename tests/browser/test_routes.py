"""The view of routes as its readers use it: search, choose, avoid, close, compare, share, go back."""

import re

import pytest

from geodata.network import Request, answer
from tests.real import network

pytestmark = pytest.mark.browser
NETWORK = network()


def best(*asked, **fields):
    return answer(NETWORK, Request(*asked, **fields)).best


def said(reader):
    return reader.page.locator(".st-key-list [data-testid=stMarkdown] strong").first.inner_text()


def menu(reader, key):
    """Open a menu of the form."""
    reader.page.locator(f".route [popovertarget=menu-{key}]").click()
    return reader.page.locator(f".route #menu-{key}")


def leg(reader, name):
    return block(reader, "legs").locator("tr", has_text=name).first


def block(reader, key):
    found = reader.page.locator(f".blocks [data-block={key}]").last
    found.wait_for(state="attached")
    return found


def test_an_example_is_shown_and_said_and_moves_no_map(reader):
    reader.open("?view=routes")
    assert "example" in reader.page.locator(".route .hints").inner_text()
    assert reader.legs_on_map() == len(best("altynkol", "poti").legs)
    assert reader.in_frame("() => map.getCenter().lng") > 50


def test_two_ends_are_found_by_search_and_the_map_goes_there(reader):
    reader.open("?view=routes")
    reader.pick("from", "xian", "Xi'an")
    assert "The end of the route is not given" in reader.page.locator(".route .hints").inner_text()
    reader.pick("to", "duisb", "Duisburg")
    route = best("xian", "duisburg")
    assert reader.query() == "?view=routes&from=xian&to=duisburg"
    assert f"{route.totals.length_km:,.0f} km" in said(reader)
    assert reader.legs_on_map() == len(route.legs)
    west, east = reader.in_frame("() => [map.getBounds().getWest(), map.getBounds().getEast()]")
    assert west < 6.8
    assert east > 108.9


def test_the_keyboard_alone_chooses_an_end(reader):
    reader.open("?view=routes&to=poti")
    field = reader.page.get_by_label("From", exact=True)
    field.focus()
    reader.page.keyboard.type("aktog")
    offered = [value for value, _ in reader.offered("from", "aktog")]
    assert len(offered) == len(set(offered)) >= 2, "the node and the site, told apart"
    reader.page.keyboard.type("ay")
    reader.page.keyboard.press("Enter")
    reader.settle()
    assert reader.query().startswith("?view=routes&from=aktogay&to=poti")
    field.focus()
    reader.page.keyboard.type("zzz")
    reader.page.keyboard.press("Escape")
    assert field.input_value() == "Aktogay"
    reader.pick("from", "aktog", "Aktogay (")
    assert re.search(r"from=site(:|%3A)aktogay", reader.query())
    assert field.input_value().startswith("Aktogay (")


def test_an_end_that_is_left_empty_is_asked_for_no_more(reader):
    reader.open("?view=routes&from=altynkol&to=poti")
    reader.page.locator("#end-from").fill("")
    reader.page.keyboard.press("Tab")
    reader.settle()
    assert reader.query() == "?view=routes&to=poti"


def test_what_is_no_place_is_answered_with_the_nearest_names(reader):
    reader.open("?view=routes&to=aktau")
    reader.page.locator("#end-from").fill("potti")
    reader.page.keyboard.press("Enter")
    reader.settle()
    hint = reader.page.locator(".route .hints")
    assert "potti" in hint.inner_text()
    hint.get_by_role("button", name="Poti").click()
    reader.settle()
    assert reader.query() == "?view=routes&from=poti&to=aktau"
    assert said(reader).startswith("Poti → Aktau")


def test_a_place_is_found_by_its_name_in_the_language_of_the_page(reader):
    reader.open("?view=routes&to=poti&lang=ru")
    (value, label), *_ = reader.offered("from", "ташк")
    assert value == "Tashkent"
    assert "Ташкент" in label
    field = reader.page.locator("#end-from")
    field.fill("Ташкент")
    reader.page.keyboard.press("Enter")
    reader.settle()
    assert "from=tashkent" in reader.query()


def test_a_shared_link_shows_a_colleague_the_same_and_back_undoes(reader):
    reader.open("?view=routes&from=inkai&to=rotterdam&avoid=RUS~IRN&closed=aktau")
    route = best("inkai", "rotterdam", avoid=("IRN", "RUS"), closed=("aktau",))
    assert f"{route.totals.length_km:,.0f} km" in said(reader)
    assert reader.legs_on_map() == len(route.legs)
    assert reader.page.locator(".route [data-code=IRN] input").is_checked()
    before = said(reader)
    menu(reader, "closed").locator(".chip", has_text="Aktau").click()
    reader.settle()
    assert "closed" not in reader.query()
    assert said(reader) != before
    reader.page.go_back()
    reader.settle()
    assert said(reader) == before
    assert reader.page.locator(".route .chip").count() == 1


def test_nobody_to_avoid_opens_the_way_through_russia(reader):
    reader.open("?view=routes&from=xian&to=duisburg")
    assert "; 0 km in Russia" in said(reader)
    menu(reader, "avoid").locator("[data-code=RUS]").click()
    reader.settle()
    assert reader.query() == "?view=routes&from=xian&to=duisburg&avoid=none"
    assert re.search(r"; [1-9][\d,.]* km in Russia", said(reader))
    assert reader.page.locator(".route [popovertarget=menu-avoid]").inner_text() == "Avoid no country"


def test_swap_turns_the_route_round_and_a_further_country_is_avoided(reader):
    reader.open("?view=routes&from=altynkol&to=poti")
    reader.page.locator(".route .swap").click()
    reader.settle()
    assert reader.query() == "?view=routes&from=poti&to=altynkol"
    assert said(reader).startswith("Poti → Altynkol")
    menu(reader, "avoid").locator("[data-code=KGZ]").click()
    reader.settle()
    assert set(re.search("avoid=([^&]+)", reader.query())[1].split("~")) == {"RUS", "KGZ"}
    assert "KGZ" not in best("poti", "altynkol", avoid=("KGZ", "RUS")).totals.km_by_country
    assert reader.page.locator(".route [data-code=KGZ] input").is_checked()


def test_no_way_offers_what_opens_one(reader):
    reader.open("?view=routes&from=altynkol&to=poti&avoid=CHN~RUS~IRN~TUR&closed=tbilisi")
    hint = reader.page.locator(".route .hints")
    assert "There is no way" in hint.inner_text()
    assert reader.frame.locator("body.routing").count() == 0
    hint.get_by_role("button", name="Open Tbilisi").click()
    reader.settle()
    assert reader.legs_on_map() > 0


def test_closing_a_leg_from_its_row_finds_another_way_and_another_way_is_chosen(reader):
    reader.open("?view=routes&from=altynkol&to=poti")
    leg(reader, "Aktau – Alat").get_by_role("button", name="Close Aktau – Alat").click()
    reader.settle()
    assert "closed=f-aktau-alat" in reader.query()
    assert "against before" in reader.page.get_by_test_id("stMarkdown").inner_text()
    strip = block(reader, "ways").locator(".strip").nth(1)
    strip.locator(".drawn").click()
    reader.settle()
    assert "way=2" in reader.query()
    assert strip.locator("b button").get_attribute("aria-pressed") == "true"
    menu(reader, "closed").locator(".chip").click()
    reader.settle()
    assert "way" not in reader.query().replace("view", ""), "another question begins with its best way"


def test_a_leg_opens_its_record_and_shows_what_its_time_rests_on(reader):
    reader.open("?view=routes&from=altynkol&to=poti")
    leg(reader, "Altynkol – ").get_by_role("button", name="What it rests on").click()
    stretch = block(reader, "stretch")
    row = stretch.locator("tr", has_text="Altynkol – Zhetygen").first
    row.get_by_role("button", name="What it rests on").click()
    under = stretch.locator("tr.under:visible")
    assert "Speed on land" in under.inner_text()
    assert under.locator("a").first.get_attribute("href").startswith("https://")
    row.get_by_role("button", name="Altynkol – Zhetygen", exact=True).click()
    reader.page.locator(".record", has_text="Altynkol – Zhetygen").wait_for()
    assert stretch.locator("tr.under").count() == 1, "what is open stays open"


def test_a_filter_neither_moves_the_map_nor_changes_the_route(reader):
    reader.open("?view=routes&from=altynkol&to=poti")
    reader.in_frame("() => { map.setView([41, 65], 6, {animate: false}); }")
    before = said(reader)
    reader.filter("status", "signed")
    assert reader.in_frame("() => map.getZoom()") == 6
    assert said(reader) == before


@pytest.mark.parametrize(
    ("part", "key", "charts"),
    [
        ("proof", "refused", 0),
        ("rivals", "claims", 3),
        ("closing", "closing_all", 0),
        ("history", "dredging", 4),
    ],
)
def test_each_part_opens_by_its_link_and_draws(reader, part, key, charts):
    reader.open("?view=routes&from=xian&to=duisburg")
    reader.page.locator(f".parts [data-part={part}]").click()
    reader.settle()
    assert f"part={part}" in reader.query()
    assert block(reader, key).locator("tbody tr").count() > 0
    if charts:
        reader.page.locator("[data-testid=stVegaLiteChart] canvas, [data-testid=stVegaLiteChart] svg").nth(
            charts - 1
        ).wait_for(timeout=20_000)
    assert reader.page.locator("[data-testid=stVegaLiteChart]").count() == charts


def test_a_click_on_a_piece_of_a_chart_opens_its_country(reader):
    reader.open("?view=routes&from=xian&to=duisburg&part=rivals")
    chart = reader.page.locator("[data-testid=stVegaLiteChart]").nth(2).locator("canvas, svg").first
    chart.wait_for()
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    chart.click(position={"x": box["width"] * 0.45, "y": box["height"] * 0.5})
    reader.page.wait_for_function("() => location.search.includes('sel=country')", timeout=10_000)
    reader.page.locator(".record h3").wait_for()


def test_what_a_figure_is_made_of_opens_beneath_it(reader):
    reader.open("?view=routes&from=altynkol&to=poti")
    figures, stops = block(reader, "figures"), reader.page.locator(".blocks [data-block=stops]")
    assert not stops.locator("summary").is_visible()
    figures.locator("summary").first.click()
    assert not stops.locator("tbody").is_visible()
    stops.locator("summary").click()
    stops.locator("tr", has_text="Aktau").get_by_role("button", name="Close Aktau").first.click()
    reader.settle()
    assert "closed=aktau" in reader.query()
    assert stops.locator("tbody").is_visible(), "what is open stays open"


def test_the_proof_shows_its_nearest_place_on_the_map_and_can_be_taken_along(reader):
    reader.open("?view=routes&from=altynkol&to=poti&part=proof")
    near = best("altynkol", "poti").nearest
    block(reader, "proof").get_by_role("button", name="Show on the map").last.click()
    reader.settle()
    lat = reader.in_frame("() => map.getCenter().lat")
    assert lat == pytest.approx(near["lat"], abs=0.01)
    with reader.page.expect_download() as taken:
        reader.page.get_by_role("button", name="Proof of this way as CSV").click()
    lines = taken.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("leg_id,from_node")
    assert len(lines) == 1 + len(best("altynkol", "poti").legs)


@pytest.mark.parametrize("reader", [{"viewport": {"width": 390, "height": 844}}], indirect=True)
@pytest.mark.parametrize("lang", ["ja", "ru"])
def test_a_phone_has_no_sideways_scroll_in_any_part(reader, lang):
    for part in ("way", "proof", "rivals"):
        reader.follow(f"?view=routes&from=inkai&to=rotterdam&lang={lang}&part={part}")
        assert reader.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        main = reader.page.locator("[data-testid=stMain]")
        assert main.evaluate("(main) => main.scrollWidth <= main.clientWidth"), part


def test_embedded_it_is_the_map_and_the_sentence_of_the_route(reader):
    reader.page.goto(f"{reader.address}/?embed=true&view=routes&from=altynkol&to=poti")
    assert reader.legs_on_map() == len(best("altynkol", "poti").legs)
    sentence = reader.page.locator(".st-key-top [data-testid=stMarkdown]").inner_text()
    assert sentence.startswith("Altynkol → Poti")


def test_each_view_that_asks_for_a_way_has_its_own_fields(reader):
    fields = reader.page.locator(".route [list]")
    reader.open("?view=routes&from=tashkent&to=poti")
    for view, ends in (("resources", ["to"]), ("routes", ["from", "to"]), ("resources", ["to"])):
        reader.page.locator(f".views a[data-view={view}]").click()
        reader.settle()
        assert fields.evaluate_all("(all) => all.map(({ name }) => name)") == ends
        assert reader.page.locator(".route .swap").count() == len(ends) - 1


PARTS = ("way", "proof", "rivals", "closing", "history")


@pytest.mark.parametrize("reader", [{"viewport": {"width": 1440, "height": 900}}], indirect=True)
def test_each_part_opens_within_one_scroll_and_nothing_runs_out_of_the_column(reader):
    for part in PARTS:
        reader.follow(f"?view=routes&from=inkai&to=rotterdam&part={part}")
        for chart in reader.page.locator("[data-testid=stVegaLiteChart]").all():
            chart.locator("canvas, svg").first.wait_for(timeout=20_000)
        reader.settle()
        column = reader.page.locator(".st-key-list")
        assert column.evaluate("(list) => list.scrollHeight") <= 2500, part
        assert column.evaluate("(list) => list.scrollWidth - list.clientWidth") <= 0, part


def test_bars_end_where_the_axis_has_their_days(reader):
    reader.open("?view=routes&from=inkai&to=rotterdam")
    days = best("inkai", "rotterdam").totals.days
    script = """(box) => {
        const place = (selector, all = [...box.querySelectorAll(selector)]) =>
            all.map((one) => one.getBoundingClientRect());
        const [zero] = place(".scale span");
        const tens = [...box.querySelectorAll(".scale span")].map((one) => parseFloat(one.style.left));
        const [bar] = place(".pieces"), [whisker] = place(".whisker"), [axis] = place(".scale");
        const perDay = (axis.width * (tens[1] - tens[0])) / 1000;
        return [bar.width, whisker.left - axis.left, whisker.right - axis.left].map((px) => px / perDay);
    }"""
    found = block(reader, "ways").evaluate(script)
    assert found == pytest.approx([days.typical, days.low, days.high], abs=0.3)


def test_two_ways_are_laid_side_by_side_and_the_link_holds_them(reader):
    reader.open("?view=routes&from=inkai&to=rotterdam")
    sign = (
        block(reader, "ways").locator(".strip").nth(3).get_by_role("button", name="Lay beside the way shown")
    )
    sign.click()
    reader.settle()
    assert "way=1~4" in reader.query()
    assert "16.8" in block(reader, "beside").inner_text()
    assert sign.get_attribute("aria-pressed") == "true"
    reader.open(reader.query())
    assert "16.8" in block(reader, "beside").inner_text()
    sign.click()
    reader.settle()
    assert "way" not in reader.query().replace("view", "")
    assert reader.page.locator(".blocks [data-block=beside]").count() == 0


def test_a_second_press_at_the_sign_closes_no_other_place(reader):
    reader.open("?view=routes&from=altynkol&to=poti")
    leg(reader, "Aktau:").get_by_role("button", name="Close Aktau").scroll_into_view_if_needed()
    box = leg(reader, "Aktau:").get_by_role("button", name="Close Aktau").bounding_box()
    at = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    reader.page.mouse.click(*at)
    reader.settle()
    for wait_ms in (0, 3500):
        # However long the pointer rests where another place has come under it.
        reader.page.wait_for_timeout(wait_ms)
        reader.page.mouse.click(*at)
        reader.settle()
        assert re.search(r"closed=aktau(&|$)", reader.query())
    closed = reader.page.locator(".route [popovertarget=menu-closed]")
    assert closed.inner_text() == "Closed: Aktau"
    chip = menu(reader, "closed").locator(".chip s")
    assert "line-through" in chip.evaluate("(chip) => getComputedStyle(chip).textDecorationLine")


def test_a_key_closes_another_place_wherever_the_pointer_rests(reader):
    reader.open("?view=routes&from=altynkol&to=poti")
    leg(reader, "Aktau:").get_by_role("button", name="Close Aktau").click()
    reader.settle()
    reader.page.locator(".blocks .sign[aria-label^='Close ']").first.focus()
    reader.page.keyboard.press("Enter")
    reader.settle()
    assert re.search(r"closed=aktau~[^&]+", reader.query())


def test_a_row_under_the_pointer_is_lit_on_the_map(reader):
    reader.open("?view=routes&from=altynkol&to=poti")
    lit = reader.frame.locator("path.lit")
    leg(reader, "Aktau – Alat").hover()
    reader.frame.locator("body[data-lit='leg:f-aktau-alat']").wait_for(state="attached")
    assert lit.count() == 1
    stretch = leg(reader, "Altynkol – ")
    stretch.hover()
    legs = stretch.get_attribute("data-id").split("~")
    reader.frame.locator(f"body[data-lit*='{legs[-1]}']").wait_for(state="attached")
    assert lit.count() == len(legs) > 1


def test_one_end_alone_leaves_the_route_of_the_atlas_on_the_map(reader):
    reader.open("?view=routes")
    reader.pick("from", "xian", "Xi'an")
    assert "The end of the route is not given" in reader.page.locator(".route .hints").inner_text()
    assert reader.frame.locator("body.routing").count() == 0
    hero = reader.in_frame("() => Atlas.at('node:aktau') !== null")
    assert hero


def test_a_closed_place_is_crossed_on_the_map_and_in_the_legend(reader):
    # The middle of a ring is paper, and ink where two lines cross.
    middle = """() => {
        const { x, y } = Atlas.at("node:aktau");
        const canvas = document.querySelector("canvas.dots");
        const frame = canvas.getBoundingClientRect();
        const scale = canvas.width / frame.width;
        const at = [(x - frame.x) * scale, (y - frame.y) * scale];
        return Math.max(...canvas.getContext("2d").getImageData(...at, 1, 1).data.slice(0, 3));
    }"""
    closed = reader.frame.locator(".legend li", has_text="Closed to routes")
    reader.open("?view=routes&from=inkai&to=rotterdam")
    reader.frame.locator(".legend [data-fold][aria-expanded=false]").click()
    assert reader.in_frame(middle) > 200
    assert closed.count() == 0
    reader.open("?view=routes&from=inkai&to=rotterdam&closed=aktau")
    reader.frame.locator(".legend [data-fold][aria-expanded=false]").click()
    assert reader.in_frame(middle) < 90
    assert closed.locator("small").inner_text() == "1"


def test_two_ways_side_by_side_have_a_line_each_that_the_legend_and_the_strips_name(reader):
    strokes = """() => [...document.querySelectorAll(".leaflet-ways-pane path")]
        .map((one) => one.getAttribute("stroke"))"""
    reader.open("?view=routes&from=inkai&to=rotterdam")
    alone = set(reader.in_frame(strokes))
    assert reader.page.locator(".strip .line").count() == 0
    reader.open("?view=routes&from=inkai&to=rotterdam&way=1~2")
    (second,) = set(reader.in_frame(strokes)) - alone
    lines = reader.page.locator(".strip .line")
    named = [line.get_attribute("title") for line in lines.all()]
    drawn = lines.nth(1).evaluate("(line) => getComputedStyle(line).backgroundColor")
    assert drawn == f"rgb({', '.join(str(int(second[at : at + 2], 16)) for at in (1, 3, 5))})"
    reader.frame.locator(".legend [data-fold][aria-expanded=false]").click()
    legend = reader.frame.locator(".legend ul").first.inner_text()
    assert len(named) == 2
    assert all(name in legend for name in named)
