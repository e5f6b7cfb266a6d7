"""The page as its readers use it: load, filter, click, share, go back, with the network cut off."""

import itertools
import random
import re

import pytest

from dashboard.browser.bundle import DRAWN, packed
from dashboard.state import LANGUAGES, PARTS_OF, ViewState, to_query
from geodata import Selection
from geodata.filters import FILTERS
from geodata.selection import Index
from geodata.sums import Ledger
from tests.browser.conftest import Reader, serve
from tests.real import facts

pytestmark = pytest.mark.browser
FACTS = facts()


def test_the_plain_page_shows_every_row(reader):
    reader.open()
    assert reader.in_tables() == {
        "site": len(FACTS.sites), "pledge": len(FACTS.pledges), "node": len(FACTS.nodes),
        "leg": len(FACTS.legs), "event": len(FACTS.timeline),
    }  # fmt: skip
    assert reader.on_map()["site"] == len(FACTS.sites)
    assert "0 km of it in Russia" in reader.sentence()
    assert reader.query() == ""


def test_a_country_narrows_map_tables_and_address(reader):
    reader.open()
    reader.filter("country", "UZB")
    sites = int((FACTS.sites["iso3"] == "UZB").sum())
    assert reader.query() == "?country=UZB"
    assert reader.in_tables()["site"] == reader.on_map()["site"] == sites
    assert reader.sentence().startswith("Uzbekistan:")


def test_a_resource_narrows_sites_and_pledges(reader):
    reader.open()
    reader.filter("resource", "uranium")
    main = FACTS.sites["resource"].astype(str) == "uranium"
    also = FACTS.sites["secondary_resources"].map(lambda codes: "uranium" in codes)
    assert reader.query() == "?resource=uranium"
    assert reader.in_tables()["site"] == reader.on_map()["site"] == int((main | also).sum())


def test_a_filter_does_not_reload_the_map_and_one_that_leaves_the_sites_does_not_move_it(reader):
    reader.open()
    reader.in_frame("() => { window.kept = true; map.setView([41, 65], 6, {animate: false}); }")
    reader.filter("status", "signed")
    kept, lat, zoom = reader.in_frame("() => [window.kept, map.getCenter().lat, map.getZoom()]")
    assert (kept, round(lat), zoom) == (True, 41, 6)
    reader.filter("country", "KAZ")
    assert reader.in_frame("() => window.kept")


def test_a_click_on_a_site_opens_its_record_with_sources_and_link(reader):
    reader.open()
    reader.see("site:inkai")
    reader.click_mark("site:inkai")
    record = reader.page.locator(".record")
    record.get_by_role("heading", name="Inkai").wait_for()
    assert reader.query() == "?sel=site:inkai" or reader.query() == "?sel=site%3Ainkai"
    assert record.locator("ol a").first.get_attribute("href").startswith("https://")
    assert record.locator("input").input_value().endswith("sel=site:inkai")


def test_a_row_opens_its_record_and_the_close_button_closes_it(reader):
    reader.open()
    row = reader.page.locator("tr[data-id^='pledge:']").first
    title = row.locator("th").inner_text()
    row.click()
    reader.page.locator(".record h3", has_text=title).wait_for()
    assert "sel=pledge" in reader.query()
    reader.page.locator(".record .close").click()
    reader.page.locator(".record").wait_for(state="detached")
    assert reader.query() == ""


def test_a_shared_link_shows_a_colleague_the_same(reader):
    reader.open("?country=KAZ~UZB&resource=uranium&sel=site:inkai&lang=ja&map=7/45.28/67.53")
    reader.page.locator(".record h3", has_text="Inkai").wait_for()
    assert reader.page.locator("[data-part=site]").text_content().startswith("拠点")
    assert reader.in_frame("() => [map.getZoom(), Math.round(map.getCenter().lat)]") == [7, 45]
    assert reader.query().startswith("?country=KAZ~UZB")


def test_back_and_forward_undo_and_redo(reader):
    reader.open()
    everything = reader.in_tables()
    reader.filter("status", "signed")
    signed = reader.in_tables()
    assert signed["pledge"] == int((FACTS.pledges["status"].astype(str) == "signed").sum())
    reader.page.go_back()
    reader.settle()
    assert reader.in_tables() == everything
    assert not reader.page.locator(".filters [data-code=signed] input").is_checked()
    reader.page.go_forward()
    reader.settle()
    assert reader.in_tables() == signed


def test_search_keeps_the_letters_typed_and_says_what_is_left(reader):
    reader.open()
    reader.part("site")
    reader.page.locator(".blocks input[type=search]").type("kashag", delay=30)
    assert reader.page.locator(".blocks input[type=search]").input_value() == "kashag"
    assert reader.page.locator("tr[data-id]").count() == 1
    assert re.match(r"1 of \d+", reader.page.locator("[data-block=site] .bar [role=status]").inner_text())


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("?country=TKM&resource=uranium", "Nothing matches these filters together. Drop one of them:"),
        ("?country=TJK&donor=SAU&resource=gallium", "Dropping one is not enough. Drop together:"),
        ("?country=KAZ&donor=CHN&status=target", "No pledge matches these filters. Drop one of them:"),
        ("?country=KAZ&operator=turkmengaz", "No site matches these filters. Drop one of them:"),
    ],
)
def test_nothing_found_says_which_filters_to_drop(reader, address, said):
    reader.open(address)
    assert said in reader.page.locator("body").inner_text()
    button = reader.page.locator("button", has_text="brings back").first
    text = button.inner_text()
    button.click()
    reader.settle()
    promised = {kind: int(n) for n, kind in re.findall(r"(\d+) (site|pledge)s?", text)}
    shown = reader.in_tables()
    asked = "site" if said.startswith("No site") else "pledge"
    assert promised[asked] == shown[asked] > 0
    assert promised == {kind: shown[kind] for kind in promised}


def test_what_an_address_gets_wrong_is_named_and_the_page_stands(reader):
    reader.open("?country=KAZ~XXX&nonsense=1&sel=site:gone&years=banana&map=99/99/999")
    notice = reader.page.locator('[data-testid="stAlert"]').inner_text()
    for text in ("XXX", "nonsense", "site:gone", "banana", "99/99/999"):
        assert text in notice
    assert reader.in_tables()["site"] == int((FACTS.sites["iso3"] == "KAZ").sum())


@pytest.mark.parametrize("lang", ["ja", "ru"])
def test_another_language_reaches_every_part(reader, lang):
    reader.open(f"?lang={lang}")
    foreign = {"ja": r"[\u3040-\u30ff\u4e00-\u9fff]", "ru": r"[\u0400-\u04ff]"}[lang]
    for part in (".views a", "[data-part=site]", ".blocks thead th", ".filters .menu"):
        assert re.search(foreign, reader.page.locator(part).first.inner_text()), part
    for part in (".legend strong", ".name.participant", ".name.stop", ".name.water"):
        assert re.search(foreign, reader.frame.locator(part).first.inner_text()), part


def test_the_legend_counts_what_the_map_shows(reader):
    reader.open("?resource=uranium&country=KAZ")
    on_map = reader.on_map()["site"]
    counts = reader.frame.locator(".legend [data-family] small").all_inner_texts()
    assert sum(int(count) for count in counts) == on_map > 0


def test_a_link_to_this_view_of_the_map(reader):
    reader.open()
    reader.in_frame("() => { map.setView([41, 65], 6, {animate: false}); }")
    reader.frame.locator(".tools [data-act=link]").click()
    reader.frame.locator(".note", has_text="address").wait_for()
    reader.settle()
    assert re.fullmatch(r"\?map=6(/|%2F)41(\.\d+)?(/|%2F)65(\.\d+)?", reader.query().replace(".0000", ""))


@pytest.mark.parametrize("reader", [{"tiles": True}], indirect=True)
def test_tiles_are_asked_for_only_when_chosen_and_missing_ones_leave_the_map(reader):
    reader.open()
    assert reader.outside == []
    reader.frame.locator(".bases [data-base=osm]").click()
    reader.frame.locator(".note", has_text="unavailable").wait_for()
    reader.page.wait_for_function("() => location.search === '?base=osm'")
    assert reader.outside
    assert all("tile.openstreetmap.org" in url for url in reader.outside)
    assert reader.on_map()["site"] == len(FACTS.sites)
    reader.faults.clear()


@pytest.mark.parametrize("reader", [{"viewport": {"width": 1440, "height": 900}}], indirect=True)
@pytest.mark.parametrize("view", PARTS_OF)
def test_each_part_is_within_one_scroll_when_it_opens(reader, view):
    reader.open(f"?view={view}")
    column = reader.page.locator(".st-key-list")
    for part in PARTS_OF[view]:
        reader.part(part)
        for chart in column.locator("[data-testid=stVegaLiteChart]").all():
            chart.locator("canvas, svg").first.wait_for(timeout=20_000)
        reader.settle()
        assert column.evaluate("(list) => list.scrollHeight") <= 2500, part


@pytest.mark.parametrize("reader", [{"viewport": {"width": 390, "height": 844}}], indirect=True)
def test_a_phone_has_no_sideways_scroll_and_can_filter(reader):
    reader.open()
    assert reader.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert reader.page.locator("iframe").first.bounding_box()["width"] <= 390


# What is written in a box and finds no room in it.
CUT = "(all) => all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent)"


def apart(boxes):
    """Whether boxes that follow each other in a row neither touch nor overlap."""
    return all(one["x"] + one["width"] + 4 <= next_one["x"] for one, next_one in itertools.pairwise(boxes))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [390, 820, 1280])
def test_names_of_views_stand_apart_and_the_title_is_whole(reader, lang, width):
    reader.page.set_viewport_size({"width": width, "height": 844})
    reader.open(f"?lang={lang}")
    head = reader.page.locator(".header")
    assert apart([link.bounding_box() for link in head.locator(".views a").all()])
    assert apart([head.locator(".views h1").bounding_box(), head.locator(".find").bounding_box()])
    assert head.locator(".views :is(h1, nav)").evaluate_all(CUT) == []
    tools = head.locator(".tools").bounding_box()
    assert tools["x"] + tools["width"] <= width


@pytest.mark.parametrize("reader", [{"viewport": {"width": 844, "height": 390}}], indirect=True)
def test_on_a_phone_on_its_side_the_head_is_one_row(reader):
    reader.open("?lang=ru")
    head = reader.page.locator(".header")
    assert head.bounding_box()["height"] < 60
    assert apart([head.locator(part).bounding_box() for part in ("h1", ".views nav", ".find", ".tools")])


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("width", "also"), [(1280, ""), (1440, "&status=signed")])
def test_filters_say_in_full_what_is_set_and_what_is_not(reader, lang, width, also):
    reader.page.set_viewport_size({"width": width, "height": 800})
    reader.open(f"?lang={lang}")
    bar = reader.page.locator(".filterbar")
    high = bar.bounding_box()["height"]
    reader.follow(f"?lang={lang}&country=UZB&donor=JPN{also}")
    assert bar.locator(".menu.set").count() == (3 if also else 2)
    assert bar.locator(".menu").evaluate_all(CUT) == []
    assert bar.locator(".clear").is_visible()
    assert bar.bounding_box()["height"] == high
    assert bar.evaluate("(one) => one.scrollWidth <= one.clientWidth")


@pytest.mark.parametrize("reader", [{"viewport": {"width": 390, "height": 844}}], indirect=True)
def test_the_sheet_of_a_phone_shows_the_headline_and_its_figures_first(reader):
    reader.open()
    foot = reader.page.locator(".faces nav").bounding_box()["y"]
    head = reader.page.locator(".st-key-list [data-block=head]")
    seen = [head.locator("h3"), *head.locator(".figure > b").all()]
    assert len(seen) == 4
    assert all(one.bounding_box()["y"] + one.bounding_box()["height"] <= foot for one in seen)
    assert head.locator(".numbers").bounding_box()["y"] < head.locator("> p").first.bounding_box()["y"]


@pytest.mark.parametrize("reader", [{"viewport": {"width": 390, "height": 844}}], indirect=True)
def test_the_sheet_of_a_phone_begins_with_the_answer_to_a_route(reader):
    reader.open("?view=routes&from=inkai&to=rotterdam")
    answer = reader.page.locator(".st-key-list [data-testid=stMarkdown]").first.bounding_box()
    form = reader.page.locator(".route .ends").bounding_box()
    blocks = reader.page.locator(".st-key-list .blocks").first.bounding_box()
    assert answer["y"] + answer["height"] <= form["y"] < blocks["y"]


@pytest.mark.parametrize("reader", [{"viewport": {"width": 1440, "height": 900}}], indirect=True)
def test_heads_of_a_narrow_list_stand_apart_and_whole(reader):
    reader.open("?lang=ru")
    heads = reader.page.locator("[data-block=pledge] thead .turn:visible")
    boxes = [head.bounding_box() for head in heads.all()]
    for one, next_one in itertools.pairwise(boxes):
        assert next_one["y"] > one["y"] or apart([one, next_one])
    assert {round(box["height"]) for box in boxes} == {round(boxes[0]["height"])}, "each in one line"


@pytest.mark.parametrize("reader", [{"scheme": "dark"}], indirect=True)
def test_dark_reaches_the_map(reader):
    reader.open()
    assert reader.frame.locator("body.dark").count() == 1


def test_embedded_it_is_map_sentence_and_a_link(reader):
    reader.page.goto(f"{reader.address}/?embed=true&country=KAZ~XXX")
    reader.wait_for_map()
    assert reader.page.locator(".filters, .parts").count() == 0
    assert "XXX" in reader.page.locator('[data-testid="stAlert"]').inner_text()
    assert (
        reader.page.locator('[data-testid="stLinkButton"] a').get_attribute("href").endswith("?country=KAZ")
    )


def test_two_quick_steps_back_after_a_change_of_language(reader):
    reader.open()
    reader.filter("status", "signed")
    reader.filter("theme", "energy")
    reader.language("ru")
    reader.page.evaluate("() => { history.back(); setTimeout(() => history.back(), 120); }")
    reader.page.wait_for_function("() => location.search === '?status=signed'", timeout=10_000)
    reader.settle()
    assert reader.in_tables()["pledge"] == int((FACTS.pledges["status"].astype(str) == "signed").sum())


def test_a_search_is_of_its_part_and_stands_in_the_address(reader):
    reader.open()
    reader.part("site")
    field = reader.page.locator(".blocks input[type=search]")
    field.type("uranium")
    reader.page.wait_for_function("() => location.search.includes('q=uranium')", timeout=10_000)
    reader.part("event")
    assert reader.query() == "?part=event"
    assert field.input_value() == ""
    assert reader.page.locator("tr[data-id^='event:']").count() > 0
    reader.page.go_back()
    reader.page.locator("tr[data-id^='site:']").first.wait_for()
    assert field.input_value() == "uranium"


def test_the_order_of_a_list_is_seen_at_once_and_goes_along_in_a_link(reader):
    reader.open("?country=KAZ")
    head = reader.page.locator(".blocks [data-sort=amount]")
    head.click()
    head.click()
    reader.page.wait_for_function("() => location.search.includes('sort=-amount')", timeout=10_000)
    rows = reader.page.locator(".blocks tbody tr[data-id]").evaluate_all(
        "(rows) => rows.map((r) => r.dataset.id)"
    )
    usd = Ledger.build(FACTS)
    values = [usd.by_id[row.removeprefix("pledge:")].conversions["USD"].value for row in rows]
    known = [value for value in values if value is not None]
    assert known == sorted(known, reverse=True)
    assert known == values[: len(known)], "what has no value in dollars stands last"
    reader.page.reload()
    reader.page.locator(".blocks th[aria-sort=descending] [data-sort=amount]").wait_for()


@pytest.mark.parametrize("reader", [{"viewport": {"width": 390, "height": 800}}], indirect=True)
def test_on_a_phone_a_row_stands_in_two_lines_and_nothing_sideways(reader):
    reader.open()
    row = reader.page.locator(".blocks tbody tr[data-id]").first
    row.wait_for()
    seen = row.locator("th:visible, td:visible").count()
    assert 3 <= seen <= 6
    assert reader.page.evaluate("() => document.scrollingElement.scrollWidth <= innerWidth")


def test_a_viewport_leaves_the_address_with_the_next_click(reader):
    reader.open("?map=6/41/65")
    reader.filter("status", "signed")
    assert reader.query() == "?status=signed"
    assert reader.in_frame("() => map.getZoom()") == 6


def some(key, codes, chance):
    """Draw codes of a filter, or none."""
    if FILTERS[key].is_range:
        return chance.choice([(), sorted(chance.choices(codes, k=2))])
    return [code for code in codes if chance.random() < 0.15]


def test_an_optimistic_update_shows_what_the_server_decides(reader):
    reader.open()
    index = Index.build(FACTS)
    update = """async (values) => {
        const loaded = performance.getEntriesByType('resource').map((resource) => resource.name);
        const part = (name) => import(loaded.find((address) => address.endsWith(`/${name}.mjs`)));
        return (await part('selection')).select((await part('core')).rows, values);
    }"""
    chance = random.Random(20251220)
    for _ in range(200):
        chosen = Selection(**{key: some(key, codes, chance) for key, codes in index.options.items()})
        asked = dict.fromkeys(FILTERS, "") | to_query(ViewState(selection=chosen))
        decided = index.select(chosen)
        expected = reader.page.evaluate(update, asked)
        assert expected == {kind: packed(decided[kind]) for kind in DRAWN}, asked


def test_clicks_faster_than_the_server_all_count(reader):
    reader.open()
    for key, code in (("status", "signed"), ("status", "financed"), ("theme", "energy")):
        reader.option(key, code).click()
    reader.page.wait_for_function("() => location.search.includes('signed~financed')", timeout=10_000)
    reader.settle()
    assert reader.query() == "?theme=energy&status=signed~financed"
    kept = FACTS.pledges["status"].isin(["signed", "financed"]) & (FACTS.pledges["theme"] == "energy")
    assert reader.on_map()["pledge"] == reader.in_tables()["pledge"] == int(kept.sum())
    assert reader.option("status", "signed").locator("input").is_checked()


@pytest.mark.parametrize(("key", "typed"), [("resource", "antim"), ("operator", "kazatom")])
def test_a_search_in_a_long_filter_finds_an_option(reader, key, typed):
    reader.open()
    reader.page.locator(f".filters [data-facet={key}] .menu").click()
    pick = reader.page.locator(f".filters #menu-{key}")
    pick.locator("input[type=search]").fill(typed)
    assert pick.locator(".option:not([hidden])").count() == 1


def test_a_filter_of_sites_narrows_sites_alone(reader):
    reader.open()
    pledges = reader.in_tables()["pledge"]
    reader.filter("operator", "kazakhmys")
    reader.filter("kind", "smelter")
    assert reader.query() == "?kind=smelter&operator=kazakhmys"
    kept = FACTS.sites["operator"].str.startswith("Kazakhmys", na=False) & (FACTS.sites["kind"] == "smelter")
    assert reader.in_tables()["site"] == int(kept.sum()) > 0
    assert reader.in_tables()["pledge"] == pledges
    assert reader.agree() == ["kazakhmys", "smelter"]
    name = reader.page.locator(".filters [data-facet=operator] .menu")
    assert name.inner_text() == "Operator: Kazakhmys", "named as in the facts"


def click_each(reader, key, codes, pause_ms):
    for code in codes:
        reader.option(key, code).click()
        reader.page.wait_for_timeout(pause_ms)


def test_fast_clicks_over_a_long_line_leave_one_page(reader, line):
    reader.address = line.address
    reader.open()
    line.delay_s = 0.075
    click_each(reader, "country", ["KAZ", "UZB"] * 4 + ["TKM"], 100)
    reader.settle()
    assert reader.agree() == ["TKM"]


def test_a_wish_that_got_lost_is_asked_again(reader, line):
    reader.address = line.address
    reader.open()
    line.deaf = True
    click_each(reader, "country", ["UZB"], 100)
    line.cut()
    reader.page.wait_for_function("() => location.search === '?country=UZB'", timeout=10_000)
    reader.settle()
    assert reader.agree() == ["UZB"]


def test_a_wish_that_nobody_hears_is_taken_back(reader, line):
    reader.address = line.address
    reader.open()
    line.deaf = True
    click_each(reader, "country", ["UZB"], 100)
    reader.page.locator(".filters [type=checkbox]:checked").wait_for(state="detached")
    assert reader.agree() == []


def test_a_step_back_while_a_click_is_answered_leaves_address_and_page_alike(reader, line):
    reader.address = line.address
    reader.open()
    line.delay_s = 0.2
    click_each(reader, "country", ["UZB"], 0)
    reader.settle()
    click_each(reader, "theme", ["logistics"], 450)
    reader.page.go_back()
    reader.settle()
    reader.agree()


def test_clearing_and_choosing_at_once_keeps_the_choice(reader, line):
    reader.address = line.address
    reader.open("?country=KAZ~UZB")
    line.delay_s = 0.2
    reader.page.locator(".filters .clear").click()
    click_each(reader, "theme", ["logistics"], 0)
    reader.settle()
    assert reader.agree() == ["logistics"]


def wait_until_seen(reader, selector):
    """Wait until the page has scrolled to what is looked for."""
    script = """(one) => {
        const { y } = one.getBoundingClientRect();
        return y >= 0 && y < innerHeight;
    }"""
    reader.page.wait_for_function(script, arg=reader.page.locator(selector).element_handle())


def test_a_row_far_down_brings_the_reader_to_its_record_and_back(reader):
    reader.open()
    row = reader.page.locator("tr[data-id^='pledge:']").nth(8)
    row_id = row.get_attribute("data-id")
    row.click()
    reader.page.locator(".record h3").wait_for()
    wait_until_seen(reader, ".record h3")
    assert reader.page.locator(".record h3").evaluate("(h) => h.getRootNode().activeElement === h")
    reader.page.locator(".record .close").click()
    reader.page.locator(".record").wait_for(state="detached")
    wait_until_seen(reader, f"tr[data-id='{row_id}']")


def test_arrow_keys_walk_the_marks_and_enter_opens_one(reader):
    reader.open()
    reader.frame.locator(".leaflet-container").focus()
    reader.page.keyboard.press("ArrowRight")
    name = reader.frame.locator(".spoken").inner_text()
    assert name.startswith("Aktau")
    reader.page.keyboard.press("ArrowRight")
    assert reader.frame.locator(".spoken").inner_text() not in ("", name)
    reader.page.keyboard.press("ArrowLeft")
    reader.page.keyboard.press("Enter")
    reader.page.locator(".record h3", has_text="Aktau").wait_for()


def test_a_click_after_a_restart_of_the_server_is_heard(browser, tmp_path):
    server, address = serve(tmp_path)
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    reader = Reader(context.new_page(), address)
    reader.open("?view=pledges&donor=ADB")
    server.kill()
    server.wait(10)
    server, _ = serve(tmp_path, port=int(address.rsplit(":", 1)[1]))
    reader.page.locator("[data-test-connection-state=CONNECTED]").wait_for(state="attached", timeout=60_000)
    reader.page.locator(".parts [data-part=stages]").click()
    reader.page.wait_for_function("() => location.search.includes('part=stages')", timeout=60_000)
    reader.page.locator(".parts [data-part=stages][aria-current]").wait_for(timeout=30_000)
    assert "donor=ADB" in reader.query()
    context.close()
    server.terminate()
    server.wait(10)


def test_a_name_on_the_map_is_text_whatever_it_holds(reader):
    reader.open()
    reader.in_frame("""() => {
        for (const names of Object.values(ATLAS_ROWS.names.en))
            for (const code of Object.keys(names)) names[code] = '<img src="data:,">';
        for (const rows of Object.values(ATLAS_ROWS.kinds))
            for (const row of rows.rows) row[0] = '<img src="data:,">';
    }""")
    reader.page.emulate_media(color_scheme="dark")
    reader.language("ja")
    reader.language("en")
    reader.see("site:inkai")
    reader.page.mouse.move(*reader.place_of("site:inkai"))
    reader.frame.locator(".leaflet-tooltip", has_text="<img").wait_for()
    assert (
        reader.frame.locator(".name", has_text="<IMG")
        .or_(reader.frame.locator(".name", has_text="<img"))
        .count()
    )
    assert reader.frame.locator("img[src='data:,']").count() == 0


@pytest.mark.parametrize(
    "query",
    [
        "?width=whole",
        "?view=routes&from=inkai&to=rotterdam",
        "?view=resources",
        "?view=pledges",
        "?view=sources",
    ],
)
def test_no_table_is_wider_than_its_column(reader, query):
    open_all = """(boxes) => boxes.forEach((box) => {
        for (const fold of box.querySelectorAll("details:not(.columns)")) fold.open = true;
        for (const table of box.querySelectorAll("table")) table.querySelector(".details")?.click();
    })"""
    wide = """(boxes) => boxes.filter((box) => box.scrollWidth > box.clientWidth + 1)
        .map((box) => box.closest("[data-block]").dataset.block)"""
    reader.open(query)
    for part in reader.page.locator(".parts [data-part]").evaluate_all(
        "(all) => all.map((one) => one.dataset.part)"
    ):
        reader.part(part)
        reader.page.locator(".blocks").evaluate_all(open_all)
        for width in (1280, 1440):
            reader.page.set_viewport_size({"width": width, "height": 900})
            assert reader.page.locator(".blocks .scroll").evaluate_all(wide) == [], (part, width)
