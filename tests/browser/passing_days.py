"""Moving the page's clock forward, as somebody does who wants to see what comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.async_api import expect

from tests.browser.person_at_page import PATIENCE_MS

if TYPE_CHECKING:
    from playwright.async_api import Locator

    from tests.browser.person_at_page import PersonAtPage

MOST_MOVES = 30


async def until(somebody: PersonAtPage, message: Locator) -> None:
    """Moves the clock to what is due next, until a message has come."""
    for _ in range(MOST_MOVES):
        if await message.count():
            return
        await somebody.page.get_by_role("button", name="Forward").click()
        await somebody.page.get_by_role("menuitem", name="The next thing that is due").click()
        await expect(somebody.page.locator("[aria-busy=true]")).to_have_count(0, timeout=2 * PATIENCE_MS)
    await expect(message.first).to_be_visible(timeout=PATIENCE_MS)
