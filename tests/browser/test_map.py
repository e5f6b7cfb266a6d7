"""The map as a reader sees it: its share of the window, marks that can be hit, names, layers, filters."""

import itertools

import pytest
import shapely

from tests.real import facts

pytestmark = pytest.mark.browser
FACTS = facts()
SIZES = [(1280, 720), (1440, 900), (1920, 1080)]
AT = [{"viewport": {"width": wide, "height": high}} for wide, high in SIZES]
STOPS = ("Aktau", "Alat", "Poti", "Altynkol")
PARTICIPANTS = ("Kazakhstan", "Kyrgyzstan", "Tajikistan", "Turkmenistan", "Uzbekistan")


def boxes(reader, selector):
    """Boxes of what stands in the map's frame, with their text."""
    script = """(all) => all.map((one) => {
        const { x, y, width, height } = one.getBoundingClientRect();
        return [one.firstChild?.textContent ?? "", x, y, x + width, y + height];
    })"""
    return reader.frame.locator(selector).evaluate_all(script)


def sites(reader):
    """Place and radius of each site that is drawn, in pixels of the frame."""
    return reader.in_frame(
        """() => Atlas.marks().filter(({ feature }) => feature.kind === "site")
            .map(({ feature, at, r }) => [feature.key, at.x, at.y, r])"""
    )


def share_of_map(reader):
    box = reader.page.locator(".st-key-map iframe").bounding_box()
    size = reader.page.viewport_size
    return box["width"] * box["height"] / (size["width"] * size["height"])


@pytest.mark.parametrize(
    ("reader", "least"), list(zip(AT, (0.55, 0.60, 0.68), strict=True)), indirect=["reader"]
)
def test_the_map_has_most_of_the_window_and_the_document_never_scrolls(reader, least):
    reader.open()
    assert share_of_map(reader) >= least
    script = """() => [...document.querySelectorAll("html, body, [data-testid=stMain]")]
        .every((one) => one.scrollHeight <= one.clientHeight && one.scrollWidth <= one.clientWidth)"""
    assert reader.page.evaluate(script)


@pytest.mark.parametrize("view", ["routes", "resources", "pledges"])
@pytest.mark.parametrize("reader", [AT[1]], indirect=True)
def test_views_that_speak_of_the_map_leave_it_half_of_the_window(reader, view):
    reader.open(f"?view={view}")
    assert share_of_map(reader) >= 0.48


@pytest.mark.parametrize("reader", AT, indirect=True)
def test_the_opening_view_hides_no_mark_and_few_cover_one_another(reader):
    reader.open()
    all_sites = sites(reader)
    assert len(all_sites) == FACTS.sites.geometry.notna().sum()
    (_, left, top, right, bottom), *_ = boxes(reader, ".legend")
    assert not [key for key, x, y, _ in all_sites if left < x < right and top < y < bottom]
    touching, covered = set(), set()
    # In the order in which they are drawn: the second lies over the first.
    for one, other in itertools.combinations(all_sites, 2):
        away = ((one[1] - other[1]) ** 2 + (one[2] - other[2]) ** 2) ** 0.5
        if away < one[3] + other[3]:
            touching |= {one[0], other[0]}
        # A disc covers more than half of one of its size where their middles are 0.81 radii apart.
        if away < 0.81 * one[3]:
            covered.add(one[0])
    assert len(touching) <= 0.5 * len(all_sites)
    assert len(covered) <= 0.1 * len(all_sites)


@pytest.mark.parametrize("reader", AT, indirect=True)
def test_names_stand_over_no_mark_and_no_other_name(reader):
    reader.open()
    names = boxes(reader, ".name")
    said = {name for name, *_ in names}
    assert {name.upper() for name in (*STOPS, *PARTICIPANTS, "Caspian Sea")} <= {
        name.upper().split(" (")[0] for name in said
    }
    for (name, left, top, right, bottom), other in itertools.permutations(names, 2):
        apart = right <= other[1] + 1 or other[3] <= left + 1 or bottom <= other[2] + 1 or other[4] <= top + 1
        assert apart, (name, other[0])
    for name, left, top, right, bottom in names:
        under = [key for key, x, y, _ in sites(reader) if left < x < right and top < y < bottom]
        assert not under, (name, under)


@pytest.mark.parametrize("reader", AT, indirect=True)
def test_a_participant_is_named_within_its_borders(reader):
    reader.open()
    borders = FACTS.countries.set_index("name_en").geometry
    script = """([x, y]) => { const { lat, lng } = map.containerPointToLatLng([x, y]); return [lng, lat]; }"""
    for name, left, top, right, bottom in boxes(reader, ".name"):
        # Tajikistan and Kyrgyzstan are smaller than their names.
        if name not in ("Kazakhstan", "Turkmenistan", "Uzbekistan"):
            continue
        # A fifth of a name may stand out on either side where its country is full.
        ends = [left + share * (right - left) for share in (0.2, 0.8)]
        for end in ends:
            place = shapely.Point(reader.in_frame(script, [end, (top + bottom) / 2]))
            assert borders[name].buffer(0.2).contains(place), name


@pytest.mark.parametrize("query", ["", "?embed=true"])
@pytest.mark.parametrize("reader", AT[:1], indirect=True)
def test_no_stop_of_the_route_is_under_the_legend_when_it_opens(reader, query):
    reader.page.goto(reader.address + query)
    reader.wait_for_map()
    (_, left, top, right, bottom), *_ = boxes(reader, ".legend")
    for stop in STOPS:
        x, y = reader.in_frame(
            "(key) => { const { x, y } = Atlas.at(key); return [x, y]; }", f"node:{stop.lower()}"
        )
        assert not (left < x < right and top < y < bottom), stop
        assert stop in [name for name, *_ in boxes(reader, ".name")]


@pytest.mark.parametrize("reader", [AT[1]], indirect=True)
def test_a_filter_that_goes_in_another_size_of_the_map_leaves_the_opening_view(reader):
    where = "() => [map.getZoom(), map.getCenter().lat, map.getCenter().lng].map((n) => n.toFixed(1)).join()"
    reader.open("?view=pledges")
    opening = reader.in_frame(where)
    reader.open()
    reader.filter("country", "TKM")
    reader.page.locator(".views [data-view=pledges]").click()
    reader.page.wait_for_function("() => location.search.includes('view=pledges')")
    reader.settle()
    reader.filter("country", "TKM")
    assert reader.in_frame(where) == opening


@pytest.mark.parametrize("view", ["routes", "resources", "pledges"])
@pytest.mark.parametrize("reader", [AT[1]], indirect=True)
def test_every_view_names_the_participants_and_each_stop_once(reader, view):
    reader.open(f"?view={view}")
    said = [name.upper() for name, *_ in boxes(reader, ".name")]
    assert {
        name.upper() for name in (*STOPS, *PARTICIPANTS, "Caspian Sea", "Russia", "China", "Iran")
    } <= set(said)
    assert len(said) == len(set(said))


@pytest.mark.parametrize("reader", [AT[1]], indirect=True)
def test_a_map_that_the_reader_zoomed_stays_where_it_is_in_another_size(reader):
    reader.open()
    reader.frame.locator("[data-act=zoom_in]").click()
    reader.page.wait_for_timeout(500)
    zoom = reader.in_frame("() => map.getZoom()")
    reader.page.set_viewport_size({"width": 1300, "height": 800})
    reader.page.wait_for_timeout(500)
    assert reader.in_frame("() => map.getZoom()") == zoom
    reader.frame.locator("[data-act=fit]").click()
    assert reader.in_frame("() => map.getZoom()") < zoom


def test_the_legend_keeps_the_focus_of_the_keyboard(reader):
    reader.open()
    feeders = reader.frame.locator(".legend [data-layer=feeders]")
    feeders.press("Enter")
    reader.page.wait_for_function("() => location.search === '?hide=feeders'")
    reader.settle()
    assert reader.in_frame("() => document.activeElement.dataset.layer") == "feeders"


@pytest.mark.parametrize("reader", [AT[1]], indirect=True)
@pytest.mark.parametrize("site", ["muruntau", "kumtor", "tengiz"])
def test_the_first_click_on_a_mark_opens_it(reader, site):
    reader.open()
    reader.click_mark(f"site:{site}")
    # One mark opens its record, several are a list; locators of two frames cannot be waited for as one.
    record, entries = reader.page.locator(".record h3"), reader.frame.locator(".pop .entry")
    for _ in range(200):
        if record.count() + entries.count():
            return
        reader.page.wait_for_timeout(50)
    raise AssertionError("neither a record nor a list has opened")


@pytest.mark.parametrize("reader", [AT[1]], indirect=True)
def test_a_record_is_brought_into_sight_from_near_by_as_often_as_it_is_asked_for(reader):
    # Its country is not chosen, so that its mark is there for the record alone.
    reader.open("?sel=site:inkai&country=UZB")
    zoom = reader.in_frame("() => map.getZoom()")
    for _ in range(2):
        reader.page.locator(".record").get_by_role("button", name="Show on the map").click()
        reader.settle()
        at = reader.in_frame("() => Atlas.at('site:inkai')")
        size = reader.in_frame("() => map.getSize()")
        assert 0 < at["x"] < size["x"]
        assert 0 < at["y"] < size["y"]
        assert reader.in_frame("() => map.getZoom()") > zoom + 0.5
        assert "sel=site:inkai" in reader.query()
        reader.in_frame("() => { map.setView([50, 20], 4, { animate: false }); }")


def test_a_record_asked_for_over_a_wide_column_brings_the_map_back(reader):
    reader.open("?view=sources&sel=node:aktau")
    assert not reader.page.locator(".st-key-map").is_visible()
    reader.page.locator(".record").get_by_role("button", name="Show on the map").click()
    reader.settle()
    reader.page.locator(".st-key-map").wait_for()
    assert reader.in_frame("() => Atlas.at('node:aktau')")


def test_several_marks_under_a_click_are_a_list_that_opens_each(reader):
    reader.open()
    script = """() => {
        const marks = Atlas.marks().filter(({ feature }) => feature.kind === "site");
        for (const one of marks) {
            const near = marks.filter((other) => other !== one && other.at.distanceTo(one.at) < one.r);
            if (near.length) return one.feature.key;
        }
    }"""
    reader.click_mark(reader.in_frame(script))
    entries = reader.frame.locator(".pop .entry")
    entries.first.wait_for()
    assert entries.count() > 1
    name = entries.last.inner_text()
    entries.last.click()
    reader.page.locator(".record h3", has_text=name).wait_for()


def test_every_mark_is_found_where_it_stands(reader):
    reader.open()
    missed = reader.in_frame(
        """() => Atlas.marks().filter(({ feature, at }) => !Atlas.hits(at).includes(feature))
            .map(({ feature }) => feature.key)"""
    )
    assert missed == []


def test_a_layer_is_switched_in_the_legend_stands_in_the_address_and_back_undoes(reader):
    reader.open()
    corridors = reader.frame.locator(".legend [data-layer=corridors]")
    hidden = "() => document.querySelectorAll('.leaflet-legs-pane path:not(.off)').length"
    before = reader.in_frame(hidden)
    assert corridors.get_attribute("aria-pressed") == "false"
    corridors.click()
    reader.page.wait_for_function("() => location.search === '?show=corridors'")
    reader.settle()
    assert reader.in_frame(hidden) > before
    reader.frame.locator(".legend [data-layer=feeders]").click()
    reader.page.wait_for_function("() => location.search === '?hide=feeders&show=corridors'")
    reader.page.go_back()
    reader.settle()
    assert reader.frame.locator(".legend [data-layer=feeders]").get_attribute("aria-pressed") == "true"
    corridors.click()
    reader.page.wait_for_function("() => location.search === ''")


def test_a_family_in_the_legend_filters_for_its_commodities(reader):
    reader.open()
    reader.frame.locator(".legend [data-family=uranium]").click()
    reader.page.wait_for_function("() => location.search === '?resource=uranium'")
    reader.settle()
    assert reader.agree() == ["uranium"]
    pressed = reader.frame.locator(".legend [data-family=uranium]")
    assert pressed.get_attribute("aria-pressed") == "true"
    pressed.click()
    reader.page.wait_for_function("() => location.search === ''")


def test_a_filter_leaves_the_route_fits_the_country_and_clearing_brings_the_view_back(reader):
    reader.open()
    where = "() => [map.getZoom(), map.getCenter().lat, map.getCenter().lng].map((n) => n.toFixed(2)).join()"
    before = reader.in_frame(where)
    reader.filter("country", "TKM")
    inside = """() => { const b = map.getBounds();
        return b.contains([39.5, 54.5]) && b.contains([37, 62]) && map.getZoom(); }"""
    assert reader.in_frame(inside) > float(before.split(",")[0])
    route = ".leaflet-casing-pane path:not(.off)"
    assert reader.frame.locator(route).count() == len(reader.in_frame("() => Atlas.trunk()"))
    reader.filter("country", "TKM")
    assert reader.in_frame(where) == before


def test_a_row_lights_its_mark_and_a_mark_its_row(reader):
    reader.open("?part=site")
    row = reader.page.locator("tr[data-id^='site:']").nth(2)
    key = row.get_attribute("data-id")
    row.hover()
    reader.frame.locator(f"body[data-lit='{key}']").wait_for(state="attached")
    reader.see(key)
    reader.page.mouse.move(*reader.place_of(key))
    reader.page.locator(f"tr.lit[data-id='{key}']").wait_for()


@pytest.mark.parametrize("reader", [{"viewport": {"width": 390, "height": 844}}], indirect=True)
def test_on_a_phone_the_map_has_its_share_and_its_credit(reader):
    reader.open()
    box = reader.page.locator(".st-key-map iframe").bounding_box()
    sheet = reader.page.locator(".st-key-read").bounding_box()
    free = (sheet["y"] - box["y"]) * box["width"]
    assert free / (390 * 844) >= 0.6
    assert "Natural Earth" in reader.frame.locator(".credit .from").inner_text()
    said = {name.upper() for name, *_ in boxes(reader, ".name")}
    assert {name.upper() for name in (*STOPS, *PARTICIPANTS, "Caspian Sea")} <= said
    credit = reader.frame.locator(".credit .from").bounding_box()
    assert credit["y"] + credit["height"] <= sheet["y"]
    assert reader.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
