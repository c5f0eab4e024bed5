"""How the sandbox's page draws each kind of block, in a real browser."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from tests.sandbox.page_stage import (
    BROWSER_MARKS,
    Block,
    cleared,
    draw,
    plain,
    section,
    stage,
)

pytestmark = BROWSER_MARKS


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def tab() -> AsyncIterator[Page]:
    async with stage() as page:
        yield page


@pytest_asyncio.fixture(loop_scope="module")
async def page(tab: Page) -> Page:
    return await cleared(tab)


RICH = {
    "type": "rich_text",
    "block_id": "rich",
    "elements": [
        {
            "type": "rich_text_section",
            "elements": [
                {"type": "text", "text": "strong", "style": {"bold": True}},
                {"type": "user", "user_id": "UBEN"},
                {"type": "emoji", "name": "tada"},
                {"type": "link", "url": "javascript:alert(1)", "text": "bad"},
            ],
        },
        {
            "type": "rich_text_list",
            "style": "ordered",
            "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "first"}]}],
        },
        {"type": "rich_text_quote", "elements": [{"type": "text", "text": "said"}]},
        {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "x = 1"}]},
    ],
}
TABLE = {
    "type": "table",
    "block_id": "table",
    "column_settings": [{"align": "left"}, {"align": "right"}],
    "rows": [
        [{"type": "raw_text", "text": "Area"}, {"type": "raw_text", "text": "Red"}],
        [{"type": "raw_text", "text": "Commitment"}, {"type": "raw_text", "text": "3"}],
    ],
}


@pytest.mark.parametrize(
    ("block", "selector", "words"),
    [
        (section("words"), ".words", "words"),
        ({"type": "section", "fields": [plain("one"), plain("two")]}, ".fields", "two"),
        ({"type": "header", "text": plain("08:00-16:00 :tada:")}, "h3", "08:00-16:00 🎉"),
        ({"type": "divider"}, "hr", ""),
        ({"type": "context", "elements": [plain("quietly")]}, ".quiet", "quietly"),
        ({"type": "alert", "level": "warning", "text": plain("careful")}, ".alert-warning", "careful"),
        ({"type": "markdown", "text": "# Top\n- **one**\n- two"}, "li strong", "one"),
        (RICH, "strong", "strong"),
        (RICH, "ol li", "first"),
        (RICH, "blockquote", "said"),
        (RICH, "pre", "x = 1"),
        (RICH, ".mention", "@Ben Carter"),
        (TABLE, "thead th.align-right", "Red"),
        (TABLE, "tbody td.align-right", "3"),
        ({"type": "hologram"}, ".unknown", "hologram"),
    ],
)
async def test_each_kind_of_block_is_drawn(page: Page, block: Block, selector: str, words: str) -> None:
    await draw(page, block)
    await expect(page.locator(f"#stage {selector}").first).to_contain_text(words)
    assert await page.locator("#stage a").count() == 0


async def test_a_picture_from_elsewhere_is_named_not_loaded(page: Page) -> None:
    image = {"type": "image", "block_id": "i", "alt_text": "RAG by area"}
    await draw(page, {**image, "image_url": "https://example.org/chart.png"})
    assert await page.locator("#stage img").count() == 0
    assert await page.get_by_role("link", name="RAG by area").is_visible()
    await draw(page, {**image, "block_id": "j", "slack_file": {"id": "F1"}})
    assert await page.locator("#stage img").get_attribute("src") == "/sandbox/files/F1/file"
