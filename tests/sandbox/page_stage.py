"""A stage in a real browser for what the sandbox's page draws.

No server runs here: the browser gets the page's own files, and a small harness that draws blocks and
writes down what a press would have done.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, Route, async_playwright

PAGE = Path(__file__).parents[2] / "bot" / "sandbox" / "page"
CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
ORIGIN = "http://sandbox.invalid"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:"
TYPES = {".js": "text/javascript", ".css": "text/css"}

HARNESS = """
import { drawBlocks } from "/page/blocks.js";
import { Choices } from "/page/choices.js";

const choices = new Choices();
const people = { UBEN: { id: "UBEN", name: "Ben Carter", title: "Operations" },
                 UME: { id: "UME", name: "Amina Okafor" } };
const channels = { CTEAM: { id: "CTEAM", name: "team", kind: "channel" } };

window.done = [];
window.alerted = [];
window.alert = (words) => window.alerted.push(words);
window.draw = (blocks, more = {}) => {
  const reader = {
    as: "UME", surface: "message C 1.1", place: { channel: "CTEAM" }, choices, errors: more.errors,
    zone: more.zone ?? "Europe/London", now: new Date(more.now ?? "2026-12-07T09:00:00Z"),
    person: (id) => people[id], people: () => Object.values(people),
    channel: (id) => channels[id], channels: () => Object.values(channels),
    fileAddress: (id) => `/sandbox/files/${id}/file`,
    act: async (body) => { window.done.push(body); return more.acknowledged ?? true; },
    type: (body) => window.done.push({ do: "input", ...body }),
  };
  drawBlocks(document.getElementById("stage"), blocks, reader);
};
document.documentElement.dataset.ready = "true";
"""
INDEX = (
    '<!doctype html><link rel="stylesheet" href="/page/page.css">'
    '<link rel="stylesheet" href="/page/controls.css"><div id="stage"></div>'
    '<div id="announcer"></div><script type="module" src="/harness.js"></script>'
)

BROWSER_MARKS = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no Chromium at {CHROMIUM} (set CHROMIUM)"),
]

Block = dict[str, Any]


async def serve(route: Route) -> None:
    path = route.request.url.removeprefix(ORIGIN)
    headers = {"content-security-policy": POLICY}
    if path == "/":
        await route.fulfill(body=INDEX, content_type="text/html", headers=headers)
    elif path == "/harness.js":
        await route.fulfill(body=HARNESS, content_type="text/javascript")
    elif path.startswith("/page/") and (file := PAGE / path.removeprefix("/page/")).is_file():
        await route.fulfill(body=file.read_text("utf-8"), content_type=TYPES[file.suffix])
    else:
        await route.fulfill(status=404)


@asynccontextmanager
async def stage() -> AsyncIterator[Page]:
    """A browser tab that can reach nothing but the page's own files."""
    flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
    flags += ["--disable-background-networking", "--disable-component-update"]
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=str(CHROMIUM), args=flags)
        page = await browser.new_page()
        page.set_default_timeout(5_000)
        await page.route("**/*", serve)
        yield page
        await browser.close()


async def cleared(page: Page) -> Page:
    """The stage with nothing on it and nothing remembered."""
    await page.goto(f"{ORIGIN}/")
    await page.wait_for_selector("html[data-ready]")
    return page


async def draw(page: Page, *blocks: Block, **more: Any) -> None:
    await page.evaluate("([blocks, more]) => draw(blocks, more)", [list(blocks), more])


async def done(page: Page) -> list[Block]:
    return await page.evaluate("done")


def section(text: str, **more: Any) -> Block:
    return {"type": "section", "block_id": "s", "text": {"type": "mrkdwn", "text": text}, **more}


def plain(text: str) -> Block:
    return {"type": "plain_text", "text": text}


def option(value: str, text: str | None = None) -> Block:
    return {"value": value, "text": plain(text or value.title())}


def actions(*elements: Block, block_id: str = "a") -> Block:
    return {"type": "actions", "block_id": block_id, "elements": list(elements)}


def button(action_id: str = "go", **more: Any) -> Block:
    return {"type": "button", "action_id": action_id, "text": plain("Go"), "value": "1", **more}
