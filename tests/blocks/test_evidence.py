"""Which links are taken as evidence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks.evidence import is_web_address, site
from bot.sandbox.limits.forms import LINK


@pytest.mark.parametrize(
    "address", ["https://example.org", "http://intranet/page?x=1&y=2#part", "https://example.org/é|<a>"]
)
def test_pages_of_the_web_are_taken(address: str) -> None:
    assert is_web_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "javascript://example.org/%0aalert(1)",
        "ftp://example.org",
        "file:///etc/passwd",
        "mailto:a@example.org",
        "example.org",
        "https://",
        "http://[",
    ],
)
def test_nothing_else_is(address: str) -> None:
    assert not is_web_address(address)


@pytest.mark.parametrize(
    "address", ["https://example.org/a b", "https://example.org/\n", "https://a\u202eb.org"]
)
def test_nothing_with_spaces_or_hidden_characters_is(address: str) -> None:
    assert not is_web_address(address)


@given(st.text() | st.text().map(lambda rest: f"https://{rest}"))
def test_what_is_taken_is_a_link_for_slack_and_has_a_name(text: str) -> None:
    if is_web_address(text):
        assert LINK.fits(text)
        assert site(text)


def test_a_site_is_named_by_its_host() -> None:
    assert site("https://user@Intranet.example.org:8443/a/b") == "intranet.example.org"
