"""The whole way from a command to a saved answer without a pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.browser.person_at_page import PATIENCE_MS, PersonAtPage

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

AREA = "Social mobility understanding"
FURTHEST = 60
"""How often Tab may be pressed before something is reached."""


async def test_starting_and_answering_by_keys_alone(chromium: Browser, demo_url: str):
    somebody = PersonAtPage(await chromium.new_page())
    page, keys = somebody.page, somebody.page.keyboard
    await somebody.come(demo_url)
    await reach(page, "textbox", "Message")
    await keys.type("/socmob start")
    await keys.press("Enter")
    await somebody.reads(somebody.form(), "Start a review")
    assert await page.evaluate("document.activeElement.closest('[role=dialog]') !== null")
    await reach(page, "button", "Start")
    await keys.press("Enter")
    await somebody.has_left()
    await somebody.reads(somebody.area(AREA), "0 of 5 have answered")

    await reach(page, "button", "More actions")
    await keys.press("Enter")
    await expect(page.get_by_role("menuitem").first).to_be_focused()
    await keys.press("ArrowDown")
    await keys.press("Enter")
    await somebody.reads(somebody.form(), "Comment")
    await keys.press("Escape")
    await somebody.has_left()
    await reach(page, "button", "Amber, question 1")
    await keys.press("Enter")
    await expect(somebody.only_for_me("Saved: Amber for question 1.")).to_be_visible(timeout=PATIENCE_MS)
    await somebody.saw_nothing_wrong()


async def reach(page: Page, role: str, name: str) -> None:
    """Goes on with Tab, and round once, until this has the focus."""
    wanted = page.get_by_role(role, name=name).first  # type: ignore[arg-type]
    await expect(wanted).to_be_visible(timeout=PATIENCE_MS)
    for _ in range(FURTHEST):
        if await wanted.evaluate("one => one === document.activeElement"):
            return
        await page.keyboard.press("Tab")
    raise AssertionError(f"{FURTHEST} times Tab do not lead to {role} {name!r}")
