"""Takes the README's pictures from a running demo: ``python -m tests.browser.screenshots``."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.async_api import expect

from tests.browser.chromium import browser
from tests.browser.passing_days import until
from tests.browser.person_at_page import PATIENCE_MS, PersonAtPage
from tests.browser.running_demo import running_demo
from tests.browser.standing_clock import clock_from

if TYPE_CHECKING:
    from playwright.async_api import Locator

DOCS = Path(__file__).parents[2] / "docs"
BEGIN = datetime(2027, 3, 1, 10, 4, tzinfo=UTC)
WINDOW = {"width": 1024, "height": 1000}
APP_MESSAGES = re.compile(r"^socmob app\b")
"""Beside it stands how many are unread."""

HOME_HEIGHT = 1022

FIRST, SECOND, THIRD = "Normalise the conversation", "Wider agenda", "Network"
ANSWERS: dict[str, dict[str, str]] = {
    FIRST: {"Ben Carter": "AGR", "Chloé Dubois": "AGG", "Dev Patel": "AGA", "Efua Mensah": "AAG"},
    SECOND: {"Ben Carter": "ARR", "Chloé Dubois": "ARR", "Dev Patel": "AR?", "Efua Mensah": "AAR"},
    THIRD: {"Ben Carter": "GAGAR", "Chloé Dubois": "GAGRR", "Dev Patel": "GAGGR", "Efua Mensah": "GAGGR"},
    "Social mobility understanding": {"Ben Carter": "GAGARR", "Chloé Dubois": "AAG?RA"},
    "Broader balance of D&I": {"Efua Mensah": "AAGGG"},
    "Data": {"Ben Carter": "RR??RR", "Dev Patel": "RAA?RR", "Efua Mensah": "RRR?RA"},
    "Leaders": {"Chloé Dubois": "GARRG", "Efua Mensah": "GGRRA"},
}
"""The first letter of each answer, in the order of the questions."""

WORDS = {"R": "Red", "A": "Amber", "G": "Green", "?": "Don't know"}
AGREED = {
    FIRST: {2: "Green"},
    SECOND: {1: "Amber", 2: "Red", 3: "Red"},
    THIRD: {1: "Green", 2: "Amber", 5: "Red"},
}
STEPS = (
    (FIRST, 3, "Write a page of prompts for managers"),
    (SECOND, 2, "Ask the university what data would help"),
)
COMMENTS = {"Ben Carter": "Nobody has asked me to.", "Efua Mensah": "The spring training was good."}


class Camera:
    """Takes what a locator finds, and nothing that merely lies under the pointer or has the focus."""

    def __init__(self, somebody: PersonAtPage) -> None:
        self._somebody = somebody

    async def take(self, name: str, of: Locator) -> None:
        page = self._somebody.page
        await page.mouse.move(0, 0)
        await page.evaluate("document.activeElement.blur()")
        # What lies behind a form would show at its round corners.
        await of.evaluate("(shown) => shown.style.setProperty('border-radius', '0')")
        await of.scroll_into_view_if_needed()
        path = DOCS / f"{name}.png"
        await of.screenshot(path=path, animations="disabled")
        print(f"{path.relative_to(DOCS.parent)}: {path.stat().st_size // 1000} kB", flush=True)


async def main() -> None:
    DOCS.mkdir(exist_ok=True)
    with clock_from(BEGIN):
        async with browser() as chromium, running_demo() as url:
            window = await chromium.new_context(viewport=WINDOW, device_scale_factor=2)
            somebody = PersonAtPage(await window.new_page())
            await somebody.come(url)
            await take_all(somebody, Camera(somebody))
            await somebody.saw_nothing_wrong()


async def take_all(somebody: PersonAtPage, camera: Camera) -> None:
    await start(somebody)
    for name in ANSWERS[FIRST]:
        await answer_as(somebody, name)
    await somebody.reads(somebody.area(FIRST), "4 of 5 have answered")
    await camera.take("before-the-reveal", somebody.area(FIRST))

    await somebody.become("Hana Sato")
    await somebody.press(somebody.area(FIRST), "Answer all 3 in one form")
    await somebody.pick("1. Do we notice", "Amber")
    await somebody.pick("2. Do our senior leaders", "Green")
    await camera.take("answer-form", somebody.form())
    await somebody.leave()

    await somebody.become("Amina Okafor")
    await reveal(somebody, FIRST)
    await agree(somebody, FIRST, 1, "Amber")
    await camera.take("after-the-reveal", somebody.area(FIRST))

    await reveal(somebody, SECOND)
    await reveal(somebody, THIRD)
    for area, ratings in AGREED.items():
        for number, rating in ratings.items():
            await agree(somebody, area, number, rating)
    await somebody.type("/socmob status")
    stands = somebody.only_for_me("8 of 42 agreed")
    await camera.take("status", stands)
    await take_comparison(somebody, camera)
    await let_days_pass(somebody, camera)


async def let_days_pass(somebody: PersonAtPage, camera: Camera) -> None:
    for area, number, text in STEPS:
        await give_ben(somebody, area, number, text)
    await take_document(somebody)
    await somebody.become("Ben Carter")
    await take_home(somebody, camera)
    await somebody.type("/socmob join")
    await somebody.reads(somebody.only_for_me("You are in the social mobility network."), "Mondays")
    await somebody.page.locator("#sidebar").get_by_role("button", name=APP_MESSAGES).click()
    articles = somebody.page.get_by_role("article")
    digest = articles.filter(has_text="Social mobility, week to Sunday 7 March")
    await until(somebody, digest)
    await camera.take("digest", digest)
    await digest.get_by_role("button", name="View thread").click()
    chart = somebody.page.locator("#thread").get_by_role("img", name=re.compile("Red"))
    await expect(chart).to_be_visible(timeout=PATIENCE_MS)
    await camera.take("chart", chart)
    await somebody.page.get_by_role("button", name="Close the thread").click()
    reminder = articles.filter(has_text="next steps of yours").filter(has_not_text="gave you").last
    await until(somebody, reminder)
    await somebody.press(reminder, "Mark done, next step 1")
    answered = articles.filter(has_text="Done today.")
    await somebody.reads(answered, "Undo")
    await camera.take("reminder", answered)


async def take_comparison(somebody: PersonAtPage, camera: Camera) -> None:
    """A second channel has agreed on an area as well."""
    channel = somebody.page.locator("#sidebar").get_by_role("button")
    await channel.filter(has_text="leadership").click()
    await somebody.sees_address("channel=CLEADERS01")
    await somebody.type("/invite @socmob")
    await somebody.type("/socmob start")
    await somebody.reads(somebody.form(), "3 people are in that channel.")
    await somebody.pick("Pace", "Area by area")
    await somebody.submit()
    await somebody.has_left()
    await somebody.type("/socmob post 2")
    for name in ("Ben Carter", "Amina Okafor", "Hana Sato"):
        await somebody.become(name)
        for number in (1, 2, 3):
            await somebody.press(somebody.area(FIRST), f"Amber, question {number}")
    await somebody.become("Amina Okafor")
    await reveal(somebody, FIRST)
    for number in (1, 2, 3):
        await agree(somebody, FIRST, number, "Amber")
    await somebody.type("/socmob compare")
    await camera.take("compare", somebody.only_for_me("2 channels"))
    await channel.filter(has_text="social-mobility").click()
    await somebody.reads(somebody.area(FIRST), "Agreed: Green")


async def take_document(somebody: PersonAtPage) -> None:
    """The first page of the file that ``/socmob export pdf`` sends."""
    page = somebody.page
    channel = page.url
    await somebody.type("/socmob export pdf")
    await page.locator("#sidebar").get_by_role("button", name=APP_MESSAGES).click()
    file = page.get_by_role("article").locator("a.file-card").last
    await expect(file).to_be_visible(timeout=2 * PATIENCE_MS)
    content = await (await page.request.get(await file.evaluate("(link) => link.href"))).body()
    path = DOCS / "export"
    pages = ("-f", "1", "-singlefile", "-r", "110", "-png")
    drawing = await asyncio.create_subprocess_exec(
        "pdftoppm", *pages, "-", str(path), stdin=asyncio.subprocess.PIPE
    )
    await drawing.communicate(content)
    assert drawing.returncode == 0
    print(f"docs/export.png: {path.with_suffix('.png').stat().st_size // 1000} kB", flush=True)
    await page.goto(channel)
    await expect(page.get_by_role("textbox", name="Message")).to_be_visible(timeout=PATIENCE_MS)


async def take_home(somebody: PersonAtPage, camera: Camera) -> None:
    """As much of it as makes a small picture."""
    sidebar, home = somebody.page.locator("#sidebar"), somebody.page.locator("#home")
    await sidebar.get_by_role("button", name="socmob App Home").click()
    await somebody.reads(home, "Where the reviews stand", "Essentials")
    await somebody.page.set_viewport_size({"width": WINDOW["width"], "height": HOME_HEIGHT})
    await camera.take("app-home", home)
    await somebody.page.set_viewport_size(WINDOW)
    await sidebar.get_by_role("button", name="social-mobility").click()


async def give_ben(somebody: PersonAtPage, area: str, number: int, text: str) -> None:
    await somebody.choose(somebody.question(area, number), "Add a next step")
    form = somebody.form()
    await form.get_by_role("textbox", name="What is to be done").fill(text)
    await form.get_by_label("Owner").click()
    await form.get_by_role("option", name="Ben Carter").click()
    await somebody.submit()
    await somebody.has_left()


async def start(somebody: PersonAtPage) -> None:
    await somebody.become("Amina Okafor")
    await somebody.type("/socmob start")
    await somebody.reads(somebody.form(), "Start a review")
    await (
        somebody.form()
        .get_by_role("textbox", name="Answer by")
        .fill(f"{BEGIN + timedelta(days=11):%Y-%m-%d}")
    )
    await somebody.submit()
    await somebody.has_left()
    await expect(somebody.area(SECOND)).to_be_visible(timeout=2 * PATIENCE_MS)


async def answer_as(somebody: PersonAtPage, name: str) -> None:
    await somebody.become(name)
    for area, answers in ANSWERS.items():
        for number, letter in enumerate(answers.get(name, ""), 1):
            await somebody.press(somebody.area(area), f"{WORDS[letter]}, question {number}")
    if name in COMMENTS:
        await somebody.choose(somebody.question(FIRST, 3), "Comment or evidence")
        await somebody.form().get_by_role("textbox", name="Comment").fill(COMMENTS[name])
        await somebody.submit()
        await somebody.has_left()


async def reveal(somebody: PersonAtPage, area: str) -> None:
    await somebody.area(area).get_by_role("button", name="Reveal").click()
    await somebody.press(somebody.page.get_by_role("alertdialog"), "Reveal")
    await somebody.reads(somebody.area(area), "revealed on Monday")


async def agree(somebody: PersonAtPage, area: str, number: int, rating: str) -> None:
    await somebody.press(somebody.area(area), f"Agree {rating}, question {number}")
    await somebody.reads(somebody.question(area, number), f"Agreed: {rating}")


if __name__ == "__main__":
    asyncio.run(main())
