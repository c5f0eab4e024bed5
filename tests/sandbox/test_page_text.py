"""What the sandbox's page makes of mrkdwn, in a real browser."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Page

from tests.sandbox.page_stage import (
    BROWSER_MARKS,
    Block,
    cleared,
    draw,
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


async def html_of(page: Page, text: str, **more: Any) -> str:
    """The markup that a mrkdwn text becomes."""
    await draw(page, section(text), **more)
    return await page.locator(".words").inner_html()


async def shown(page: Page, text: str, **more: Any) -> str:
    """The words that a mrkdwn text shows."""
    await draw(page, section(text), **more)
    return await page.locator(".words").inner_text()


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "&lt;img src=x onerror=alert(1)&gt;",
        '<img src="x" onerror="alert(1)">',
        "*<b onmouseover=alert(1)>x</b>*",
        "```<svg onload=alert(1)>```",
        '<https://example.org/"onmouseover="alert(1)|x>',
    ],
)
async def test_markup_in_a_text_stays_text(page: Page, text: str) -> None:
    await draw(page, section(text))
    foreign = page.locator("#stage :is(script, img, svg:not(.icon), b, [onerror], [onload], [onmouseover])")
    assert await foreign.count() == 0
    assert await page.evaluate("alerted") == []


@pytest.mark.parametrize(
    "target",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd"],
)
async def test_only_web_addresses_become_links(page: Page, target: str) -> None:
    await draw(page, section(f"<{target}|press me> and {target}"))
    assert await page.locator("#stage a").count() == 0
    assert "press me" in await page.locator(".words").inner_text()


async def test_a_link_opens_elsewhere_and_tells_nobody(page: Page) -> None:
    await draw(page, section("<https://example.org/a?b=1&amp;c=2|the guide>"))
    link = page.locator("#stage a")
    assert await link.inner_text() == "the guide"
    assert await link.get_attribute("href") == "https://example.org/a?b=1&c=2"
    assert await link.get_attribute("target") == "_blank"
    assert "noopener" in (await link.get_attribute("rel") or "")


async def test_a_bare_address_is_a_link_unless_verbatim(page: Page) -> None:
    assert 'href="https://example.org/x"' in await html_of(page, "See https://example.org/x.")
    text = {"type": "mrkdwn", "text": "See https://example.org/x.", "verbatim": True}
    await draw(page, {"type": "section", "block_id": "v", "text": text})
    assert await page.locator("#stage a").count() == 0


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("*bold*", "<strong>bold</strong>"),
        ("_italic_", "<em>italic</em>"),
        ("~strike~", "<s>strike</s>"),
        ("`a *b*`", "<code>a *b*</code>"),
        ("*bold _and italic_*", "<strong>bold <em>and italic</em></strong>"),
        ("&lt;*a*&gt;", "&lt;<strong>a</strong>&gt;"),
        ("one\ntwo", "one<br>two"),
        ("&gt; said\n> again", "<blockquote>said<br>again</blockquote>"),
        ("```x &lt; 1\ny```", '<pre class="preformatted">x &lt; 1\ny</pre>'),
    ],
)
async def test_formatting(page: Page, text: str, markup: str) -> None:
    assert markup in await html_of(page, text)


@pytest.mark.parametrize(
    "text", ["2*3*4 is 24", "snake_case_name", "* alone *", "a ~ b ~ c", "*open only", "1 > 0 ~~ x"]
)
async def test_marks_inside_words_or_beside_spaces_stay_text(page: Page, text: str) -> None:
    assert await shown(page, text) == text


async def test_known_emoji_show_and_a_time_is_no_emoji(page: Page) -> None:
    words = await shown(page, "Core hours 08:00-16:00, :no_such_emoji: :red_circle: :+1:")
    assert words == "Core hours 08:00-16:00, :no_such_emoji: 🔴 👍"


async def test_mentions_show_names(page: Page) -> None:
    text = "<@UBEN> in <#CTEAM> and <#CSECRET>, <!channel>; <@UGONE|gone.user>, <#CX|named>"
    assert await shown(page, text) == (
        "@Ben Carter in #team and private channel, @channel; @gone.user, #named"
    )
    mine = page.locator(".mention-me")
    await draw(page, section("<@UME> and <@UBEN>"))
    assert await mine.all_inner_texts() == ["@Amina Okafor"]


@pytest.mark.parametrize(
    ("zone", "template", "words"),
    [
        ("Europe/London", "{date_long} at {time}", "Friday 11 December 2026 at 23:30"),
        ("Asia/Tokyo", "{date_long} at {time}", "Saturday 12 December 2026 at 08:30"),
        ("America/New_York", "{date_num} {time}", "2026-12-11 18:30"),
        ("Europe/London", "{date_short}", "11 Dec 2026"),
        ("Europe/London", "{nonsense}", "the fallback"),
    ],
)
async def test_dates_are_those_of_the_readers_zone(page: Page, zone: str, template: str, words: str) -> None:
    assert await shown(page, f"<!date^1797031800^{template}|the fallback>", zone=zone) == words


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2026-12-11T09:00:00Z", "today"),
        ("2026-12-10T09:00:00Z", "tomorrow"),
        ("2026-12-12T09:00:00Z", "yesterday"),
        ("2026-12-20T09:00:00Z", "11 December 2026"),
    ],
)
async def test_pretty_dates_follow_the_clock(page: Page, now: str, words: str) -> None:
    assert await shown(page, "<!date^1797031800^{date_pretty}|x>", now=now) == words


@pytest.mark.parametrize(
    ("local", "zone", "seconds"),
    [
        ("2026-12-11T23:30", "Europe/London", 1797031800),
        ("2027-03-28T03:00", "Europe/London", 1806199200),  # an hour after the clocks went forward
        ("2026-12-11T18:30", "America/New_York", 1797031800),
    ],
)
async def test_a_local_time_becomes_the_instant_of_its_zone(
    page: Page, local: str, zone: str, seconds: int
) -> None:
    script = "([local, zone]) => import('/page/reader.js').then((it) => it.instantOf(local, zone))"
    assert await page.evaluate(script, [local, zone]) == seconds


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("/archives/C1/p1797031800000200", {"channel": "C1", "ts": "1797031800.000200", "thread": None}),
        ("/archives/C1/p1797031800000200?thread_ts=17.1", {"channel": "C1", "thread": "17.1"}),
        ("https://elsewhere.example/archives/C1/p1797031800000200", None),
        ("/page/page.js", None),
    ],
)
async def test_only_links_to_own_messages_lead_inside(page: Page, address: str, place: Block | None) -> None:
    script = "(address) => import('/page/permalinks.js').then((it) => it.placeOf(address))"
    found = await page.evaluate(script, address)
    assert found == place if place is None else place.items() <= found.items()
