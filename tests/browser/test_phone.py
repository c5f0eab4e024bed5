"""The same page in somebody's hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.browser.person_at_page import PATIENCE_MS, PersonAtPage

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

AREA = "Social mobility understanding"


async def test_a_press_and_the_form_on_a_phone(chromium: Browser, demo_url: str):
    phone = await chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    somebody = PersonAtPage(await phone.new_page())
    area, form = somebody.area(AREA), somebody.form()

    await somebody.come(demo_url)
    await expect(somebody.page.get_by_label("You act as")).not_to_be_in_viewport()
    await somebody.become("Amina Okafor")
    await somebody.type("/socmob start")
    await somebody.reads(form, "Start a review")
    await fits(somebody.page)
    await somebody.submit()
    await somebody.has_left()
    await somebody.reads(area, "0 of 5 have answered")

    await somebody.become("Efua Mensah")
    await expect(somebody.page.get_by_label("You act as")).not_to_be_in_viewport()
    await somebody.press(area, "Amber, question 1")
    await fits(somebody.page)
    await somebody.press(area, "Answer all 6 in one form")
    first = form.get_by_role("radiogroup", name="1. Do our people know")
    await expect(first.get_by_role("radio", name="Amber")).to_be_checked()
    await somebody.pick("2. Do we talk about", "Don't know")
    await fits(somebody.page)
    await somebody.leave()
    await expect(somebody.only_for_me("Saved: Amber")).to_be_visible(timeout=PATIENCE_MS)
    await somebody.saw_nothing_wrong()


async def fits(page: Page) -> None:
    """Nothing has to be scrolled sideways."""
    too_wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert await page.evaluate(too_wide) <= 0
