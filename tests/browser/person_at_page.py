"""Somebody at the sandbox's page: reads and presses what a person reads and presses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.async_api import expect

if TYPE_CHECKING:
    from playwright.async_api import ConsoleMessage, Locator, Page

PATIENCE_MS = 15_000
"""How long anything may take to appear: areas come one a second, and other tests may run beside this one."""


class PersonAtPage:
    """``heard``: what the browser's console complained of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.heard: list[str] = []
        page.set_default_timeout(PATIENCE_MS)
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.heard.append(str(error)))

    async def come(self, url: str) -> None:
        await self.page.goto(url)
        await expect(self.page.get_by_role("textbox", name="Message")).to_be_visible(timeout=PATIENCE_MS)

    async def become(self, name: str) -> None:
        """Chooses whom to act as, and waits until the page shows what that person sees."""
        drawer = self.page.get_by_role("button", name="Channels and people")
        if await drawer.is_visible():
            await drawer.click()
        (user_id,) = await self.page.get_by_label("You act as").select_option(label=name)
        await self.sees_address(f"as={user_id}")

    async def sees_address(self, part: str) -> None:
        await expect(self.page).to_have_url(re.compile(re.escape(part)), timeout=PATIENCE_MS)

    async def type(self, text: str) -> None:
        box = self.page.get_by_role("textbox", name="Message")
        await box.fill(text)
        await box.press("Enter")

    async def start_review(self) -> None:
        """In the channel that is shown, just as the form proposes it."""
        await self.type("/socmob start")
        await self.reads(self.form(), "Start a review")
        await self.submit()
        await self.has_left()

    async def press(self, where: Locator, name: str) -> None:
        """Presses a button by what a screen reader calls it, and waits for the app's acknowledgement."""
        await where.get_by_role("button", name=name).click()
        await self.is_acknowledged()

    async def choose(self, where: Locator, entry: str) -> None:
        """Opens a question's menu and chooses from it."""
        await where.get_by_role("button", name="More actions").click()
        await self.page.get_by_role("menuitem", name=entry).click()
        await self.is_acknowledged()

    async def pick(self, question: str, answer: str) -> None:
        """One radio button of the form that is open."""
        group = self.form().get_by_role("radiogroup", name=question)
        await group.get_by_role("radio", name=answer).check()
        await self.is_acknowledged()

    async def submit(self) -> None:
        await self.form().locator("[data-do=submit]").click()
        await self.is_acknowledged()

    async def leave(self) -> None:
        """Closes the form with the button at its foot, whatever is written on it."""
        await self.form().locator("[data-do=close]").click()
        await self.has_left()

    async def has_left(self) -> None:
        """Waits until no form is open."""
        await expect(self.form()).to_have_count(0, timeout=PATIENCE_MS)

    async def is_acknowledged(self) -> None:
        await expect(self.page.locator("[aria-busy=true]")).to_have_count(0, timeout=PATIENCE_MS)

    def area(self, title: str) -> Locator:
        """The message of an area, as it stands in the channel."""
        heading = self.page.get_by_role("heading", name=title, exact=True)
        return self.page.get_by_role("article").filter(has=heading)

    def question(self, area: str, number: int) -> Locator:
        """The block of a question: its words and its menu."""
        return self.area(area).locator("[data-type=section]").filter(has_text=re.compile(rf"^{number}\. "))

    def form(self) -> Locator:
        return self.page.get_by_role("dialog")

    def only_for_me(self, words: str) -> Locator:
        return self.page.get_by_role("article").filter(has_text="Only visible to you").filter(has_text=words)

    async def reads(self, where: Locator, *words: str) -> None:
        """Waits until all of it is there to read."""
        for each in words:
            await expect(where).to_contain_text(each, timeout=PATIENCE_MS)

    async def saw_nothing_wrong(self) -> None:
        await expect(self.page.get_by_role("alert")).to_have_count(0)
        await expect(self.page.locator("[data-state=failed], .notice")).to_have_count(0)
        assert not self.heard, self.heard

    def _hear(self, said: ConsoleMessage) -> None:
        if said.type in ("error", "warning"):
            self.heard.append(said.text)
