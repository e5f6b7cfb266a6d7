"""The page for those who walk it by key, hear it read, or see little of it, in the real browser.

Elements of Streamlit's own pass too, so no rule and no selector is left out.
"""

import pytest

from dashboard.state import VIEWS
from tests.browser.conftest import ROOT

pytestmark = pytest.mark.browser
AXE = ROOT / "node_modules/axe-core/axe.min.js"
WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
SCREENS = [{"viewport": size} for size in (WIDE, PHONE)]
# Each document is looked through by itself: the map's frame says what is in it.
GRAVE = """async () => {
    const { violations } = await axe.run(document, { iframes: false, resultTypes: ["violations"] });
    return violations
        .filter(({ impact }) => ["serious", "critical"].includes(impact))
        .flatMap(({ id, nodes }) => nodes.map((node) => `${id} ${node.target}: ${node.html.slice(0, 120)}`));
}"""
# The element that has the cursor, through shadow roots and the map's frame: what it is, and how it is marked.
CURSOR = """() => {
    let one = document.activeElement;
    for (let within = one; within; ) {
        one = within;
        const framed = one.contentDocument?.activeElement;
        within = one.shadowRoot?.activeElement ?? (framed === one.contentDocument?.body ? null : framed);
    }
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
    const isOutlined = outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 1;
    const name = one.ariaLabel || one.textContent.trim().slice(0, 40);
    return {
        name: `${one.tagName} ${name}`,
        isRow: Boolean(one.closest("tbody tr[data-id]")),
        isMarked: isOutlined || boxShadow !== "none",
    };
}"""
MOST_STOPS = 40
# Per target that a finger can meet: its name, how wide and high it is hit through its middle, and whether it
# is one of the numbers of sources, which stand in text and side by side (WCAG 2.5.8 lets these be smaller).
TARGETS = """() => {
    const among = (root) => [...root.querySelectorAll("*")].flatMap((one) =>
        one.shadowRoot ? [one, ...among(one.shadowRoot)] : [one]);
    const under = (x, y) => {
        let one = document.elementFromPoint(x, y);
        for (let within = one; within && within !== one?.getRootNode(); ) {
            within = one.shadowRoot?.elementFromPoint(x, y);
            if (!within || within === one) break;
            one = within;
        }
        return one;
    };
    const kinds = "a[href], button, [role=button], select, summary, input";
    return among(document).filter((one) => one.matches(kinds)).flatMap((one) => {
        if (!one.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return [];
        one.scrollIntoView({ block: "center", inline: "nearest" });
        // A click anywhere on a row, or on the label of a field, is one on its button.
        const target = (one.matches(".open") && one.closest("tr.opens")) || one.closest("label") || one;
        const { x, y, width, height } = target.getBoundingClientRect();
        const [midX, midY] = [x + width / 2, y + height / 2];
        const meets = (dx, dy) => target.contains(under(midX + dx, midY + dy));
        // What is cut off or lies under something else that is no target is met nowhere.
        if (!meets(0, 0) && !under(midX, midY)?.closest(kinds)) return [];
        const run = (dx, dy, n = 0) => (n < 60 && meets(n * dx, n * dy) ? run(dx, dy, n + 1) : n);
        const [wide, high] = [run(1, 0) + run(-1, 0), run(0, 1) + run(0, -1)];
        const name = `${one.tagName} ${one.className} ${one.ariaLabel ?? one.textContent}`.slice(0, 80);
        return [[name, wide, high, one.matches("sup a")]];
    });
}"""


def grave(reader):
    """What axe-core finds serious or critical, in the page and in the map's frame."""
    found = []
    for frame in reader.page.frames:
        if frame == reader.page.main_frame or "st_folium" in frame.url:
            frame.evaluate(AXE.read_text(encoding="utf-8"))
            found += frame.evaluate(GRAVE)
    return found


def grave_by_day_and_night(reader):
    """The same in light and, the same page, in the dark."""
    found = grave(reader)
    reader.page.emulate_media(color_scheme="dark")
    reader.frame.locator("body.dark").wait_for(state="attached")
    return found + grave(reader)


def stops(reader):
    """Where the cursor stands as it walks from the head of the page to the first row of the list."""
    for _ in range(MOST_STOPS * 2):
        reader.page.keyboard.press("Tab")
        stop = reader.page.evaluate(CURSOR)
        yield stop
        if stop["isRow"]:
            return


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("reader", SCREENS, indirect=True)
def test_every_view_is_open_to_all(reader, view):
    assert grave_by_day_and_night(reader.open(f"?view={view}")) == []


@pytest.mark.parametrize(
    "query", ["?sel=site:inkai", "?country=TJK&resource=silicon", "?view=routes&from=site:inkai&to=poti"]
)
@pytest.mark.parametrize("reader", SCREENS[:1], indirect=True)
def test_a_record_a_way_and_an_empty_selection_are_open_to_all(reader, query):
    assert grave_by_day_and_night(reader.open(query)) == []


def test_what_opens_over_the_page_is_open_to_all(reader):
    page = reader.open().page
    page.locator(".filters .menu").first.click()
    assert grave(reader) == []
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("aktau")
    page.locator(".find [role=option]").first.wait_for()
    assert grave(reader) == []
    page.keyboard.press("Escape")
    page.locator(".tools .share").click()
    page.get_by_role("dialog").wait_for()
    reader.settle()
    assert grave(reader) == []


def test_the_cursor_is_seen_at_every_stop_on_its_way_to_the_first_row(reader):
    reader.open()
    assert [stop["name"] for stop in stops(reader) if not stop["isMarked"]] == []


def test_the_first_row_of_the_list_is_few_stops_away(reader):
    reader.open()
    walked = list(stops(reader))
    assert walked[-1]["isRow"]
    assert len(walked) - 1 <= MOST_STOPS, [stop["name"] for stop in walked]


def test_who_wants_no_motion_sees_none(reader):
    reader.page.emulate_media(reduced_motion="reduce")
    reader.open()
    assert reader.in_frame("() => map.options.zoomAnimation") is False
    moving = """() => document.getAnimations().filter(({ playState }) => playState === "running").length"""
    reader.page.locator(".filters .menu").first.click()
    assert reader.page.evaluate(moving) == reader.in_frame(moving) == 0


@pytest.mark.parametrize("reader", [{"viewport": PHONE}], indirect=True)
@pytest.mark.parametrize("query", [*(f"?view={view}" for view in VIEWS), "?sel=site:inkai"])
def test_on_a_phone_what_a_finger_meets_is_44_pixels(reader, query):
    reader.open(query)
    reader.page.locator(".faces [data-face=list]").click()
    reader.settle()
    found = reader.page.evaluate(TARGETS)
    assert len(found) > 20
    small = [one for one in found if min(one[1:3]) < 44]
    # Of a record the numbers of sources too, which stand apart there.
    assert [one for one in small if not one[3] or "sel=" in query] == []
    reader.page.locator(".faces [data-face=map]").click()
    grip = next(one for one in reader.page.evaluate(TARGETS) if "grip" in one[0])
    assert min(grip[1:3]) >= 44
