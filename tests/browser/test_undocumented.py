"""What the page uses though nobody promises it: a test for each line of the list in ARCHITECTURE.md.

An upgrade of Streamlit, streamlit-folium, folium or Leaflet that takes one away fails here by its name.
"""

import re
from importlib.resources import files

import pytest

from dashboard.browser.assets import Files
from dashboard.browser.map import AtlasMap
from tests.browser.conftest import serve

pytestmark = pytest.mark.browser
PARTS = files("dashboard.browser").joinpath("parts")
STYLES = "".join(PARTS.joinpath(name).read_text(encoding="utf-8") for name in ("page.css", "paper.css"))
# A page with a download, and one where nothing is found: all that a page can have stands on one of them.
PAGES = ("?view=resources&part=profile&country=KAZ", "?country=KAZ&resource=gold&donor=SAU&status=financed")


def test_streamlit_serves_the_folder_of_a_component_under_every_base_path(reader, tmp_path):
    process, address = serve(tmp_path, "--server.baseUrlPath", "atlas", BASE="/atlas")
    try:
        reader.address = address
        asked = []
        reader.page.on("response", lambda answer: asked.append((answer.url, answer.status)))
        reader.open(path="/atlas/")
        folder = f"{address}/atlas/{Files('', '').beside_page('')}"
        kept = [(url.removeprefix(folder), status) for url, status in asked if url.startswith(folder)]
        assert {re.split(r"[./]", name)[0] for name, _ in kept} == {
            "blocks",
            "map",
            "rows",
            "shapes",
            "page",
            "panels",
            "pledges-en-usd",
        }
        assert {status for _, status in kept} == {200}
    finally:
        process.terminate()
        process.wait(10)


def test_streamlit_tells_the_state_of_its_line_by_an_attribute(reader):
    reader.open()
    assert reader.page.locator("[data-test-connection-state=CONNECTED]").count() == 1


def test_streamlit_names_the_parts_of_its_page_that_the_frame_and_paper_style(reader):
    names = set(re.findall(r'data-testid="(\w+)"', STYLES))
    assert names
    for page in PAGES:
        reader.follow(page)
        names = {name for name in names if reader.page.get_by_test_id(name).count() == 0}
    assert not names


def test_streamlit_closes_a_dialog_by_a_button_right_in_it(reader):
    reader.open()
    reader.page.locator(".tools .share").click()
    close = reader.page.locator("[role=dialog] > button")
    close.wait_for()
    assert close.evaluate("(button) => getComputedStyle(button).position") != "static"
    close.click()
    close.wait_for(state="detached")


def test_streamlit_folium_sends_a_report_that_the_frame_makes_itself(reader):
    reader.open()
    reader.in_frame("() => Streamlit.setComponentValue({ sel: 'site:inkai', n: 1 })")
    reader.page.locator(".record h3", has_text="Inkai").wait_for()


def test_streamlit_folium_runs_a_message_only_when_it_changes_and_leaves_the_frame(reader):
    reader.open()
    reader.in_frame(
        """() => { window.told = 0; const { apply } = Atlas;
            Atlas.apply = (message) => { window.told += 1; return apply(message); }; }"""
    )
    reader.filter("status", "signed")
    assert reader.in_frame("() => window.told") == 1
    reader.part("site")
    reader.language("ru")
    assert reader.in_frame("() => window.told") == 2


def test_streamlit_folium_keeps_the_layers_of_a_message_in_a_list_that_can_be_emptied(reader):
    reader.open()
    for code in ("signed", "announced", "financed"):
        reader.filter("status", code)
    assert reader.in_frame("() => Array.isArray(feature_group) && feature_group.length") == 1


def test_streamlit_folium_takes_one_line_of_script_for_the_map(reader):
    drawn = AtlasMap(Files("map.js", "panels"))
    assert drawn.get_root().render().count("Atlas") == 0
    reader.open()
    assert reader.in_frame("() => map === map_div && map.getContainer().id") == "map_div"


def test_streamlit_tells_a_frame_of_another_theme_without_a_rerun(reader):
    reader.open()
    assert reader.frame.locator("body.dark").count() == 0
    reader.page.emulate_media(color_scheme="dark")
    reader.frame.locator("body.dark").wait_for(state="attached")


def test_streamlit_marks_what_a_run_has_not_told_of_yet(reader):
    reader.open()
    assert reader.page.locator("[data-stale]").count()


def test_steps_back_quicker_than_the_server_end_where_they_lead(reader):
    reader.open("?part=site")
    kinds = ("node", "leg", "event", "pledge", "site", "leg")
    for kind in kinds:
        reader.part(kind)
    script = "(n) => { for (let at = 0; at < n; at += 1) setTimeout(() => history.back(), 60 * at); }"
    reader.page.evaluate(script, len(kinds))
    reader.page.wait_for_function("() => location.search === '?part=site'")
    reader.page.locator(".parts [data-part=site][aria-current]").wait_for()
    reader.settle()
    assert reader.page.get_by_role("dialog").count() == 0
