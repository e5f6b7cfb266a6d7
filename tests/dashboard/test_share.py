"""A link to what is seen."""

from dashboard.share import address
from dashboard.state import ViewState


def test_a_link_keeps_the_page_and_drops_its_old_query():
    state = ViewState(country=("KAZ", "UZB"), sel="site:inkai")
    assert address(state, "https://example.org/app/?lang=ja#x") == (
        "https://example.org/app/?country=KAZ~UZB&sel=site:inkai"
    )


def test_the_plain_page_has_a_plain_link():
    assert address(ViewState(), "https://example.org/?country=KAZ") == "https://example.org/"
