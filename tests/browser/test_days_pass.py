"""Days pass on the page's clock: a reminder comes and is answered, then the weekly digest with its chart."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.browser.passing_days import until
from tests.browser.person_at_page import PATIENCE_MS, PersonAtPage
from tests.browser.running_demo import running_demo
from tests.browser.standing_clock import clock_from

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

AREA = "Normalise the conversation"
STEP = "Write the manager prompts"
BEGIN = datetime(2027, 3, 3, 10, 4, tzinfo=UTC)
"""A Wednesday. What is due in four weeks is then no Monday, and comes after the clocks went forward."""


@pytest.fixture
async def demo_url() -> AsyncIterator[str]:
    with clock_from(BEGIN):
        async with running_demo() as url:
            yield url


async def test_a_reminder_and_a_digest(chromium: Browser, demo_url: str):
    somebody = PersonAtPage(await chromium.new_page(viewport={"width": 1280, "height": 900}))
    await somebody.come(demo_url)
    await an_area_is_agreed(somebody)
    await amina_gives_ben_a_step(somebody)
    await ben_joins_the_network(somebody)
    await ben_hears_of_his_step(somebody)
    await ben_reads_the_digest(somebody)
    await ben_is_reminded(somebody)
    await somebody.saw_nothing_wrong()


async def an_area_is_agreed(somebody: PersonAtPage) -> None:
    await somebody.become("Amina Okafor")
    await somebody.type("/socmob start")
    await somebody.reads(somebody.form(), "Start a review", "6 people are in that channel.")
    await somebody.pick("Pace", "Area by area")
    await somebody.submit()
    await somebody.has_left()
    await somebody.type("/socmob post 2")
    area = somebody.area(AREA)
    for name in ("Ben Carter", "Chloé Dubois", "Dev Patel", "Efua Mensah"):
        await somebody.become(name)
        for number, rating in enumerate(("Amber", "Green", "Red"), 1):
            await somebody.press(area, f"{rating}, question {number}")
    await somebody.become("Amina Okafor")
    await area.get_by_role("button", name="Reveal").click()
    await somebody.press(somebody.page.get_by_role("alertdialog"), "Reveal")
    for number, rating in enumerate(("Amber", "Green", "Red"), 1):
        await somebody.press(area, f"Agree {rating}, question {number}")
    await somebody.reads(area, "Agreed: Amber", "Agreed: Green", "Agreed: Red")


async def amina_gives_ben_a_step(somebody: PersonAtPage) -> None:
    await somebody.choose(somebody.question(AREA, 3), "Add a next step")
    form = somebody.form()
    await form.get_by_role("textbox", name="What is to be done").fill(STEP)
    await form.get_by_label("Owner").click()
    await form.get_by_role("option", name="Ben Carter").click()
    await somebody.submit()
    await somebody.has_left()
    await somebody.reads(somebody.area(AREA), f"Next step: {STEP}, @Ben Carter, due ")


async def ben_joins_the_network(somebody: PersonAtPage) -> None:
    await somebody.become("Ben Carter")
    await somebody.type("/socmob join")
    await somebody.reads(somebody.only_for_me("You are in the social mobility network."), "Mondays at 09:00")
    await somebody.page.locator("#sidebar").get_by_role("button", name="socmob app", exact=True).click()


async def ben_hears_of_his_step(somebody: PersonAtPage) -> None:
    """The next morning, since the review was on a working day."""
    told = somebody.page.get_by_role("article").filter(has_text="@Amina Okafor gave you a next step:")
    await until(somebody, told)
    await somebody.reads(told, STEP, "Due Wednesday 31 March.", "You get this on working days at 09:00.")


async def ben_reads_the_digest(somebody: PersonAtPage) -> None:
    digest = somebody.page.get_by_role("article").filter(has_text="Social mobility, week to Sunday 7 March")
    await until(somebody, digest)
    await somebody.reads(digest, "Red 1, Amber 1, Green 1, in 1 review.", "3 questions were agreed")
    await digest.get_by_role("button", name="View thread").click()
    chart = somebody.page.get_by_role("img", name=re.compile("Red 1.*Amber 1.*Green 1"))
    await expect(chart).to_be_visible(timeout=PATIENCE_MS)
    assert await chart.evaluate("(picture) => picture.naturalWidth") > 1000


async def ben_is_reminded(somebody: PersonAtPage) -> None:
    """A week before it is due; once he has said so, the message tells what came of it."""
    reminders = somebody.page.get_by_role("article").filter(has_text="1 next step of yours")
    reminder = reminders.filter(has_text=STEP).filter(has_not_text="gave you")
    await until(somebody, reminder)
    await somebody.press(reminder, "Mark done, next step 1")
    done = somebody.page.get_by_role("article").filter(has_text="Done today.")
    await somebody.reads(done, STEP, "You get this on working days at 09:00.")
    await expect(done.get_by_role("button", name="Undo")).to_be_visible(timeout=PATIENCE_MS)
