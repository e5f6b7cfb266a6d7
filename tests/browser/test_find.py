"""Find, as a reader uses it: a key, some letters, Enter."""

import pytest

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 390, "height": 844}}


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
    assert reader.query() == "?sel=node:aktau"
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
