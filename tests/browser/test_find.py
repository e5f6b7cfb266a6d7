"""Find, as a reader uses it: a key, some letters, Enter."""

from urllib.parse import unquote

import pytest

from tests.browser.conftest import Reader

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 390, "height": 844}}
STOPS = ["altynkol", "aktau", "alat", "tbilisi", "poti"]


def within(at, box):
    return 0 <= at[0] - box["x"] <= box["width"] and 0 <= at[1] - box["y"] <= box["height"]


def find(reader, text):
    reader.page.keyboard.press("/")
    reader.page.keyboard.type(text)
    reader.page.locator(".find [role=option]").first.wait_for()


def active(reader):
    field = reader.page.locator(".find [role=combobox]")
    return reader.page.locator(f".find #{field.get_attribute('aria-activedescendant')}")


def test_a_key_some_letters_and_enter_open_the_place(reader):
    reader.open()
    find(reader, "aktau")
    assert active(reader).inner_text().startswith("Aktau")
    assert "Chulaktau" not in reader.page.locator(".find [role=listbox]").inner_text()
    reader.page.keyboard.press("Enter")
    reader.settle()
    assert unquote(reader.query()) == "?sel=node:aktau"
    assert reader.page.locator(".find .hits").is_hidden()
    assert reader.page.locator(".record h3").inner_text() == "Aktau"


def test_arrows_move_through_the_hits_and_escape_closes_them(reader):
    reader.open()
    find(reader, "inkai")
    field, options = reader.page.locator(".find [role=combobox]"), reader.page.locator(".find [role=option]")
    assert field.get_attribute("aria-expanded") == "true"
    first = active(reader).get_attribute("id")
    reader.page.keyboard.press("ArrowDown")
    assert active(reader).get_attribute("aria-selected") == "true"
    assert active(reader).get_attribute("id") != first or options.count() == 1
    reader.page.keyboard.press("ArrowUp")
    assert active(reader).get_attribute("id") == first
    reader.page.keyboard.press("Escape")
    assert field.get_attribute("aria-expanded") == "false"
    assert field.get_attribute("aria-activedescendant") == ""
    assert reader.page.locator(".find .hits").is_hidden()
    assert reader.query() == ""


def test_a_click_opens_a_commodity_in_its_view(reader):
    reader.open()
    find(reader, "uranium")
    reader.page.locator(".find [role=option]", has_text="Uranium").first.click()
    reader.settle()
    assert reader.query() == "?view=resources&resource=uranium"


def test_a_name_is_found_in_the_readers_language_and_in_english(reader):
    reader.open("?lang=ru")
    for text in ("узбек", "uzbekistan"):
        find(reader, text)
        assert "Узбекистан" in active(reader).inner_text()
        reader.page.keyboard.press("Escape")
        reader.page.keyboard.press("Escape")


def test_the_key_writes_where_somebody_writes(reader):
    reader.open()
    field = reader.page.locator(".blocks [type=search]").first
    field.click()
    reader.page.keyboard.type("a/b")
    assert field.input_value() == "a/b"


def test_what_nobody_is_called_is_said(reader):
    reader.open()
    reader.page.keyboard.press("/")
    reader.page.keyboard.type("zzzz")
    reader.page.locator(".find .hits p", has_text="Nothing").wait_for()
    assert reader.page.locator(".find [role=status]").inner_text() != ""
    reader.page.keyboard.press("Enter")
    assert reader.query() == ""


@pytest.mark.parametrize("reader", [PHONE], indirect=True)
def test_on_a_phone_the_field_opens_over_the_header_with_rows_for_a_finger(reader):
    reader.open()
    reader.page.locator(".find input").click()
    reader.page.keyboard.type("aktau")
    rows = reader.page.locator(".find [role=option]")
    rows.first.wait_for()
    assert reader.page.locator(".find input").bounding_box()["width"] > 300
    assert min(row.bounding_box()["height"] for row in rows.all()) >= 44


@pytest.fixture
def visitor(browser, app):
    """A reader whose browser has never been here."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    yield Reader(page, app)
    page.close()


def test_the_hint_comes_once_and_goes_with_escape(visitor):
    hint = visitor.open().page.locator(".hint section")
    hint.wait_for()
    assert hint.locator("li").count() == 3
    visitor.page.keyboard.press("Escape")
    assert hint.is_hidden()
    visitor.open()
    assert hint.count() == 0


def test_the_hint_closes_with_its_button(visitor):
    hint = visitor.open().page.locator(".hint section")
    hint.locator("button").click()
    assert hint.is_hidden()


def test_the_hint_is_gone_once_anything_was_used(visitor):
    hint = visitor.open().page.locator(".hint section")
    visitor.page.locator(".filters .menu").first.click()
    assert hint.is_hidden()
    visitor.language("ru")
    assert hint.is_hidden()


@pytest.mark.parametrize("size", [(1280, 720), (1440, 900), (1920, 1080), (820, 1180)])
def test_the_hint_covers_no_stop_no_legend_and_nothing_of_the_column(visitor, size):
    visitor.page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
    hint = visitor.open().page.locator(".hint section").bounding_box()
    seen = visitor.page.locator(".st-key-map").bounding_box()
    assert hint["x"] >= seen["x"]
    assert hint["x"] + hint["width"] <= seen["x"] + seen["width"]
    assert hint["y"] + hint["height"] <= seen["y"] + seen["height"]
    stops = [visitor.place_of(f"node:{name}") for name in STOPS]
    legend = visitor.frame.locator(".legend").bounding_box()
    corners = [(legend["x"] + legend["width"], legend["y"] + legend["height"])]
    assert [at for at in stops + corners if within(at, hint)] == []


def test_on_a_phone_the_hint_stands_over_the_sheet_and_goes_with_one_touch(browser, app):
    page = browser.new_page(viewport=PHONE["viewport"], has_touch=True, is_mobile=True)
    hint = Reader(page, app).open().page.locator(".hint section")
    box = hint.bounding_box()
    assert hint.locator("li").count() == 3
    assert box["height"] < 120
    assert box["y"] + box["height"] <= page.locator(".st-key-read").bounding_box()["y"]
    hint.locator("li").first.tap()
    assert hint.is_hidden()
    assert page.evaluate("() => location.search") == "", "the map beneath has met no touch"
    page.close()


@pytest.mark.parametrize("query", ["?sel=site:inkai", "?country=UZB", "?embed=true"])
def test_who_comes_by_a_link_to_something_sees_no_hint(visitor, query):
    visitor.page.goto(f"{visitor.address}/{query}")
    visitor.wait_for_map()
    visitor.settle()
    assert visitor.page.locator(".hint section").count() == 0


def test_where_nothing_can_be_remembered_no_hint_comes(visitor):
    denied = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('denied'); } })"
    visitor.page.add_init_script(denied)
    visitor.open()
    assert visitor.page.locator(".hint section").count() == 0


def test_by_key_two_ways_lead_past_the_head_of_the_page(reader):
    reader.open()
    for name, place in (("To the map", "IFRAME"), ("To the list", "DIV")):
        skip = reader.page.get_by_role("button", name=name)
        skip.focus()
        assert skip.bounding_box()["height"] > 20
        assert skip.evaluate("(one) => getComputedStyle(one).clipPath") == "none"
        skip.press("Enter")
        assert reader.page.evaluate("() => document.activeElement.tagName") == place
    assert reader.page.evaluate("() => document.activeElement.className").find("st-key-list") >= 0


def test_how_to_read_a_view_opens_at_its_foot(reader):
    reader.open("?view=pledges")
    reader.page.locator("summary", has_text="How to read this").click()
    assert reader.page.get_by_text("A target is in no total").is_visible()
