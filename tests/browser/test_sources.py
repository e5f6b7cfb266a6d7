"""The view of sources in a browser: open by link, search, open what rests on a source, go back."""

import pytest

from geodata import conflicts
from tests.real import facts

pytestmark = pytest.mark.browser
FACTS = facts()
SEARCH = ".blocks section[data-block=sources] input[type=search]"


def block(reader, key):
    """A block; one that is folded is opened."""
    found = reader.page.locator(f".blocks [data-block={key}]").last
    found.wait_for(state="attached")
    script = "(box) => { for (let at = box; at; at = at.parentElement?.closest('details')) at.open = true; }"
    found.evaluate(script)
    return found


def shown(reader):
    return block(reader, "sources").locator("tbody tr")


def test_a_search_narrows_at_once_stands_in_the_address_and_back_undoes_it(reader):
    reader.open("?view=sources")
    assert block(reader, "sources").locator("h3").inner_text() == f"{len(FACTS.sources)} sources"
    first = shown(reader).count()
    reader.page.locator(SEARCH).fill("kazinform")
    texts = shown(reader).all_inner_texts()
    assert len(texts) > 0
    assert all("kazinform" in text.casefold() for text in texts)
    reader.page.wait_for_function("() => location.search.includes('q=kazinform')")
    reader.settle()
    assert shown(reader).all_inner_texts() == texts
    reader.page.go_back()
    reader.settle()
    assert shown(reader).count() == first
    assert reader.page.locator(SEARCH).input_value() == ""


def test_a_link_holds_the_search_and_another_part_begins_without_it(reader):
    reader.open("?view=sources&q=reuters")
    assert reader.page.locator(SEARCH).input_value() == "reuters"
    assert all("reuters" in text.casefold() for text in shown(reader).all_inner_texts())
    reader.page.locator(".parts a[data-part=unmapped]").click()
    reader.settle()
    assert reader.query() == "?view=sources&part=unmapped"
    assert (
        block(reader, "unmapped")
        .locator("[role=status]")
        .inner_text()
        .startswith(f"{len(FACTS.unmapped)} of")
    )


def test_a_search_without_a_hit_says_so_and_can_be_cleared(reader):
    reader.open("?view=sources&q=no+such+publisher")
    assert shown(reader).count() == 0
    block(reader, "sources").get_by_role("button", name="Clear").click()
    assert shown(reader).count() > 1


def test_a_source_opens_what_rests_on_it_and_back_undoes_it(reader):
    reader.open("?view=sources&q=OpenStreetMap")
    shown(reader).first.locator(".open").click()
    reader.settle()
    assert "sel=source" in reader.query()
    assert "q=OpenStreetMap" in reader.query()
    rests = block(reader, "rests")
    assert "rest on this source" in rests.locator("h3").inner_text()
    assert reader.page.locator(".record h3").is_visible()
    rests.locator("tbody button.open").first.click()
    reader.settle()
    assert "sel=node" in reader.query()
    assert reader.page.locator(".blocks section[data-block=rests]").count() == 0
    reader.page.go_back()
    reader.settle()
    assert block(reader, "rests").is_visible()
    reader.page.go_back()
    reader.settle()
    assert reader.page.locator(".record h3").count() == 0


def test_the_count_of_conflicts_stands_at_the_part_and_leads_to_the_ledger(reader):
    reader.open("?view=sources&part=conflicts")
    count = conflicts.everywhere(FACTS)["dispute"].nunique()
    assert reader.page.locator(".parts a[data-part=conflicts] small").inner_text().strip() == str(count)
    block(reader, "conflicts").get_by_role("button", name="These pledges in the ledger").click()
    reader.settle()
    assert reader.query() == "?view=pledges&part=conflicts&conflict=yes"
    disputed = int(conflicts.mask(FACTS.pledges).sum())
    ledger = block(reader, "ledger")
    assert ledger.locator("[role=status]").inner_text().startswith(f"{disputed} of")
    told = ledger.locator(".switch", has_text="All pledges").locator(".act").all_inner_texts()
    assert told == [f"All pledges ({len(FACTS.pledges)})", f"Only where sources disagree ({disputed})"]
    chosen = ledger.locator(".switch", has_text="All pledges").locator("[aria-pressed=true]")
    assert chosen.inner_text() == told[1]


def test_all_tables_can_be_taken_and_the_open_record_cited(reader):
    reader.open("?view=sources&part=cite&sel=site:inkai")
    quotes = block(reader, "citations").locator("pre").all_inner_texts()
    assert any(text.startswith("“Inkai”, in:") and "sel=site:inkai" in text for text in quotes)
    reader.page.locator(".record .close").click()
    reader.settle()
    with reader.page.expect_download() as taken:
        reader.page.get_by_role("button", name="All tables with their data package").click()
    assert taken.value.suggested_filename.endswith(".zip")


@pytest.mark.parametrize(
    "reader", [{"viewport": {"width": 390, "height": 844}, "scheme": "dark"}], indirect=True
)
@pytest.mark.parametrize("lang", ["ja", "ru"])
def test_a_dark_phone_has_no_sideways_scroll_in_any_part(reader, lang):
    for part in ("list", "coverage", "conflicts", "unmapped", "cite"):
        reader.follow(f"?view=sources&lang={lang}&part={part}&sel=source:openstreetmap-org-copyright-325e")
        main = reader.page.locator("[data-testid=stMain]")
        assert main.evaluate("(main) => main.scrollWidth <= main.clientWidth"), part
        paper = main.evaluate("(main) => getComputedStyle(document.querySelector('.stApp')).backgroundColor")
        assert sum(int(n) for n in paper.removeprefix("rgb(").rstrip(")").split(",")[:3]) < 3 * 80, paper
