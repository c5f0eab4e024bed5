"""The App Home, as somebody new, a facilitator, a participant, a guest, a coordinator and a network member
meet it in a real browser.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.browser.person_at_page import PATIENCE_MS, PersonAtPage

if TYPE_CHECKING:
    from playwright.async_api import Browser, Locator

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

AREA = "Normalise the conversation"


async def test_each_of_them(chromium: Browser, demo_url: str):
    somebody = PersonAtPage(await chromium.new_page(viewport={"width": 1280, "height": 900}))
    await somebody.come(demo_url)
    await amina_begins_at_home(somebody)
    await ben_answers_from_home(somebody)
    await grace_is_a_guest(somebody)
    await amina_sets_up_the_workspace(somebody)
    await dev_joins_the_digest(somebody)
    await somebody.saw_nothing_wrong()


async def at_home(somebody: PersonAtPage, name: str) -> Locator:
    """Goes to the App Home as somebody."""
    await somebody.become(name)
    await somebody.page.locator("#sidebar").get_by_role("button", name="socmob App Home").click()
    return somebody.page.locator("#home")


async def amina_begins_at_home(somebody: PersonAtPage) -> None:
    home = await at_home(somebody, "Amina Okafor")
    await somebody.reads(home, "Review how your organisation speaks up for social mobility")
    await somebody.press(home, "Start a review in a channel")
    await somebody.reads(somebody.form(), "Start a review")
    await somebody.form().get_by_label("Channel").first.click()
    await somebody.form().get_by_role("option", name="social-mobility").click()
    await somebody.reads(somebody.form(), "6 people are in that channel.")
    await somebody.pick("Pace", "Area by area")
    await somebody.submit()
    await somebody.has_left()
    await somebody.reads(home, "You facilitate", "can be posted next")
    await somebody.press(home, "Post Understanding")
    await somebody.reads(home, "is on its way to", "1 area waits for your answers")


async def ben_answers_from_home(somebody: PersonAtPage) -> None:
    home = await at_home(somebody, "Ben Carter")
    await somebody.reads(home, "1 area waits for your answers")
    await somebody.press(home, "Answer 1: Understanding")
    groups = somebody.form().get_by_role("radiogroup")
    await expect(groups).to_have_count(6, timeout=PATIENCE_MS)
    for number in range(6):
        await groups.nth(number).get_by_role("radio", name="Amber").check()
        await somebody.is_acknowledged()
    await somebody.submit()
    await somebody.has_left()
    await somebody.reads(home, "Understanding: 1 of 5 have answered")
    await expect(home).not_to_contain_text("for your answers", timeout=PATIENCE_MS)


async def grace_is_a_guest(somebody: PersonAtPage) -> None:
    home = await at_home(somebody, "Grace O'Neill (guest)")
    await somebody.reads(home, "Somebody starts a review in a channel", "Full members of a channel start one")
    await expect(home.get_by_role("button", name="Start a review")).to_have_count(0)


async def amina_sets_up_the_workspace(somebody: PersonAtPage) -> None:
    home = await at_home(somebody, "Amina Okafor")
    await somebody.reads(home, "Workspace settings", "Days off of your own: none.")
    await somebody.press(home, "Days off of this workspace")
    await somebody.reads(somebody.form(), "No days of your own")
    await somebody.leave()


async def dev_joins_the_digest(somebody: PersonAtPage) -> None:
    home = await at_home(somebody, "Dev Patel")
    await expect(home).not_to_contain_text("Workspace settings")
    await somebody.press(home, "Join the network's weekly digest")
    await somebody.reads(home, "You are in the social mobility network.", "Weekly digest: Mondays at 09:00")
    await somebody.press(home, "Show my digest as it is now")
    await somebody.reads(somebody.form(), "Social mobility, ")
    await somebody.leave()
