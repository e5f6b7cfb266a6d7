"""What the page and the map's frame say to each other: by messages alone, and heard from nobody else."""

import pytest

from dashboard.browser.bundle import DRAWN
from tests.real import facts

pytestmark = pytest.mark.browser
FACTS = facts()
NONE_SHOWN = f"Object.fromEntries({list(DRAWN)}.map((kind) => [kind, '']))"
PREVIEW = f"{{atlas: 'preview', n: 99, show: {NONE_SHOWN}, country: []}}"
TELL = "(message) => document.querySelector('.st-key-map iframe').contentWindow.postMessage(message, '*')"


@pytest.fixture
def shut_off(reader):
    """A reader whose map stands in a frame that is shut off from the page, as a later host will do."""

    def without_origin(route):
        answer = route.fetch()
        headers = {**answer.headers, "content-security-policy": "sandbox allow-scripts"}
        route.fulfill(response=answer, headers=headers)

    reader.page.route("**/streamlit_folium.st_folium/index.html*", without_origin)
    reader.open()
    assert reader.in_frame("() => self.origin") == "null"
    return reader


def test_a_frame_without_an_origin_draws_follows_the_filters_and_reports_clicks(shut_off):
    everything = shut_off.on_map()
    assert everything["site"] == len(FACTS.sites)
    shut_off.filter("country", "UZB")
    assert 0 < shut_off.on_map()["site"] == shut_off.in_tables()["site"] < everything["site"]
    shut_off.see("site:muruntau")
    shut_off.click_mark("site:muruntau")
    shut_off.page.locator(".record h3", has_text="Muruntau").wait_for()


def test_a_frame_without_an_origin_follows_a_filter_before_the_server_answers(shut_off, line):
    shut_off.page.evaluate(f"() => ({TELL})({PREVIEW})")
    shut_off.frame.locator("body[data-shown='leg:0 node:0 pledge:0 site:0']").wait_for()
    shut_off.page.evaluate(f"() => ({TELL})({{atlas: 'revert'}})")
    shut_off.frame.locator(f"body[data-shown$='site:{len(FACTS.sites)}']").wait_for()


@pytest.mark.parametrize(
    "message",
    [
        "0",
        "'preview'",
        "{atlas: 'constructor'}",
        "{atlas: 'preview'}",
        f"{{...{PREVIEW}, n: 'one'}}",
        f"{{...{PREVIEW}, show: {{site: ''}}}}",
        f"{{...{PREVIEW}, country: [1]}}",
    ],
)
def test_the_frame_hears_no_message_of_another_shape(reader, message):
    reader.open()
    before = reader.on_map()
    reader.page.evaluate(f"() => ({TELL})({message})")
    reader.page.wait_for_timeout(300)
    assert reader.on_map() == before


def test_the_frame_hears_nobody_but_its_page(reader):
    reader.open()
    before = reader.on_map()
    reader.in_frame(f"() => postMessage({PREVIEW}, '*')")
    reader.page.evaluate(
        f"""(told) => {{ const other = document.createElement("iframe");
            other.srcdoc = `<script>parent.document.querySelector(".st-key-map iframe")
                .contentWindow.postMessage({PREVIEW}, "*")</script>`;
            document.body.append(other); }}"""
    )
    reader.page.wait_for_timeout(500)
    assert reader.on_map() == before


def test_the_page_hears_nobody_but_its_map(reader):
    reader.open()
    reader.page.evaluate(
        """async () => {
            const files = performance.getEntriesByType("resource").map(({ name }) => name);
            const { onMapReady } = await import(files.find((name) => name.includes("/channel.mjs")));
            window.heard = 0;
            onMapReady(() => { window.heard += 1; });
            postMessage({ atlas: "ready" }, "*");
            const other = document.createElement("iframe");
            other.srcdoc = `<script>parent.postMessage({ atlas: "ready" }, "*")</script>`;
            document.body.append(other);
        }"""
    )
    reader.in_frame("() => { parent.postMessage({ atlas: 'other' }, '*'); parent.postMessage(0, '*'); }")
    reader.page.wait_for_timeout(500)
    assert reader.page.evaluate("() => window.heard") == 0
    reader.in_frame("() => parent.postMessage({ atlas: 'ready' }, '*')")
    reader.page.wait_for_function("() => window.heard === 1")
