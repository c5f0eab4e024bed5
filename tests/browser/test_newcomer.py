"""What somebody meets who types ``socmob demo`` for the first time, played in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.browser.person_at_page import PATIENCE_MS, PersonAtPage

if TYPE_CHECKING:
    from playwright.async_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

AREA = "Normalise the conversation"
LAST_AREA = "Wider agenda"
REASON = "Managers of two offices have had the training."


async def test_from_the_first_command_to_the_status(chromium: Browser, demo_url: str):
    somebody = PersonAtPage(await chromium.new_page(viewport={"width": 1280, "height": 900}))
    await somebody.come(demo_url)
    await somebody.reads(somebody.page.get_by_role("banner").first, "It is not Slack.")
    await somebody.page.evaluate("window.loadedOnce = true")

    await amina_starts(somebody)
    await ben_presses_buttons(somebody)
    await chloe_fills_in_the_form(somebody)
    await dev_uses_the_menu(somebody)
    await amina_answers_as_well(somebody)
    await amina_reveals(somebody)
    await the_team_agrees(somebody)
    await amina_asks_for_the_status(somebody)

    assert await somebody.page.evaluate("window.loadedOnce"), "the page was loaded again in between"
    await somebody.saw_nothing_wrong()


async def amina_starts(somebody: PersonAtPage) -> None:
    await somebody.become("Amina Okafor")
    await somebody.type("/socmob")
    await somebody.press(somebody.only_for_me("No review is open here."), "Start a review")
    await somebody.reads(somebody.form(), "Start a review", "6 people are in that channel.")
    await somebody.submit()
    await somebody.has_left()
    await somebody.reads(somebody.area(AREA), "0 of 5 have answered", "hidden until revealed")


async def ben_presses_buttons(somebody: PersonAtPage) -> None:
    await somebody.become("Ben Carter")
    area = somebody.area(AREA)
    await somebody.press(area, "Amber, question 1")
    await somebody.press(area, "Green, question 2")
    await somebody.press(area, "Red, question 3")
    await somebody.reads(somebody.only_for_me("Saved:"), "3 of 3 answered here.")


async def chloe_fills_in_the_form(somebody: PersonAtPage) -> None:
    """Each pick is saved at once: the form that is closed without being sent shows them again."""
    await somebody.become("Chloé Dubois")
    area = somebody.area(AREA)
    await expect(somebody.only_for_me("Saved:")).to_have_count(0)
    await somebody.press(area, "Answer all 3 in one form")
    await somebody.pick("1. Do we notice", "Amber")
    await somebody.pick("2. Do our senior leaders", "Green")
    await somebody.pick("3. Do we help managers", "Green")
    await somebody.leave()
    await somebody.reads(area, "2 of 5 have answered")
    await somebody.press(area, "Answer all 3 in one form")
    third = somebody.form().get_by_role("radiogroup", name="3. Do we help managers")
    await expect(third.get_by_role("radio", name="Green")).to_be_checked()
    await somebody.leave()


async def dev_uses_the_menu(somebody: PersonAtPage) -> None:
    await somebody.become("Dev Patel")
    area, form = somebody.area(AREA), somebody.form()
    await somebody.press(area, "Amber, question 1")
    await somebody.choose(somebody.question(AREA, 2), "Not applicable")
    await somebody.press(area, "Amber, question 3")
    await somebody.choose(somebody.question(AREA, 3), "Comment or evidence")
    await somebody.reads(form, "Your answer: Amber", "Shown after the reveal without your name")
    await form.get_by_role("textbox", name="Comment").fill("Two offices do.")
    await somebody.submit()
    await somebody.has_left()


async def amina_answers_as_well(somebody: PersonAtPage) -> None:
    """A facilitator is not counted before she has answered the whole area. Nobody sees an answer."""
    await somebody.become("Amina Okafor")
    area = somebody.area(AREA)
    await somebody.reads(area, "3 of 5 have answered")
    await somebody.press(area, "Amber, question 1")
    await somebody.press(area, "Green, question 2")
    await somebody.press(area, "Green, question 3")
    await somebody.reads(area, "4 of 6 have answered")
    await expect(area).not_to_contain_text("Amber 1")
    await expect(somebody.area(LAST_AREA)).to_be_visible(timeout=PATIENCE_MS)


async def amina_reveals(somebody: PersonAtPage) -> None:
    area, form = somebody.area(AREA), somebody.form()
    await area.get_by_role("button", name="Reveal").click()
    asked = somebody.page.get_by_role("alertdialog")
    await somebody.reads(asked, "4 of 6 have answered. Answers cannot be hidden again.")
    await somebody.press(asked, "Reveal")
    await somebody.reads(somebody.question(AREA, 1), "Amber 4. Proposed: Amber")
    await somebody.reads(somebody.question(AREA, 2), "3 people rated this; shown from 4. They agree.")
    await somebody.reads(somebody.question(AREA, 3), "Red 1 · Amber 1 · Green 2. Discuss: split")
    news = somebody.page.get_by_role("article").filter(has_text="Replied to a thread")
    await somebody.reads(news, f"{AREA} is revealed: 1 to discuss, 2 proposed")
    await somebody.press(area, "1 comment, question 3")
    await somebody.reads(form, "Two offices do.")
    await expect(form).not_to_contain_text("Dev")
    await somebody.leave()


async def the_team_agrees(somebody: PersonAtPage) -> None:
    """One question in one press, one with a reason, the last one in the order of the discussion."""
    area, form = somebody.area(AREA), somebody.form()
    await somebody.press(area, "Agree Amber, question 1")
    await somebody.reads(somebody.question(AREA, 1), "Agreed: Amber")
    await somebody.press(area, "Decide, question 3")
    await somebody.pick("Collective answer", "Amber")
    await form.get_by_role("textbox", name="Reason").fill(REASON)
    await somebody.submit()
    await somebody.has_left()
    await somebody.reads(somebody.question(AREA, 3), "Agreed: Amber", f"Reason: {REASON}")
    await somebody.press(area, "Discuss the questions that wait, in order")
    await somebody.reads(form, "Question 1 of 1 to discuss", "2. Do our senior leaders")
    await expect(form.get_by_role("radio", name="Green")).to_be_checked()
    await somebody.submit()
    await somebody.reads(form, "Nothing is left to discuss for now.", "3 of 42 agreed")
    await somebody.leave()


async def amina_asks_for_the_status(somebody: PersonAtPage) -> None:
    await somebody.type("/socmob status")
    stands = somebody.only_for_me("3 of 42 agreed.")
    await somebody.reads(stands, "Red 0, Amber 2, Green 1, 39 to agree.", "Amber 2 · Green 1")
