"""A file of a review, from the command to the folder it is saved in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.browser.person_at_page import PATIENCE_MS, PersonAtPage

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.async_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

AREA = "Social mobility understanding"
HEADS = '"Section","Area","Recommendation","Current status","Next step or Action","Due date"'


async def test_its_beginning_is_seen_and_all_of_it_saved(chromium: Browser, demo_url: str):
    somebody = PersonAtPage(await chromium.new_page(accept_downloads=True))
    page = somebody.page
    await somebody.come(demo_url)
    await somebody.start_review()
    await somebody.reads(somebody.area(AREA), "0 of 5 have answered")

    for kind in ("csv", "pdf"):
        await somebody.type(f"/socmob export {kind}")
        await expect(somebody.only_for_me("You will find it in your messages")).to_have_count(
            1 if kind == "csv" else 2, timeout=PATIENCE_MS
        )
    await page.locator("#sidebar").get_by_role("button", name=re.compile("^socmob app")).click()
    await somebody.reads(page.get_by_label(re.compile("^The beginning of ")), HEADS)
    too_wide = "all => all.filter((one) => one.scrollWidth > one.clientWidth).length"
    assert await page.get_by_role("article").evaluate_all(too_wide) == 0, "a long line scrolls by itself"
    for kind, begins in ("csv", b"\xef\xbb\xbf" + HEADS.encode()), ("pdf", b"%PDF-"):
        card = page.get_by_role("link", name=re.compile(rf"\.{kind} "))
        await expect(card).to_contain_text("Download", timeout=2 * PATIENCE_MS)
        async with page.expect_download() as saving:
            await card.click()
        saved = await saving.value
        assert re.fullmatch(rf"\w+ review \d{{4}}-\d\d-\d\d\.{kind}", saved.suggested_filename)
        assert content(await saved.path()).startswith(begins)
    await somebody.saw_nothing_wrong()


def content(path: Path) -> bytes:
    return path.read_bytes()
