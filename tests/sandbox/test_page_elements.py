"""How the interactive elements of the sandbox's page behave, in a real browser."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from tests.sandbox.page_stage import (
    BROWSER_MARKS,
    Block,
    actions,
    button,
    cleared,
    done,
    draw,
    option,
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


DAYS: Block = {
    "type": "static_select",
    "action_id": "day",
    "placeholder": plain("Day"),
    "options": [option("mon"), option("tue")],
}


async def test_a_button_tells_which_block_and_action(page: Page) -> None:
    await draw(page, actions(button(accessibility_label="Go, question 1")))
    await page.get_by_role("button", name="Go, question 1").click()
    assert await done(page) == [{"block_id": "a", "action_id": "go", "do": "press"}]


async def test_a_failed_press_shows_a_warning_beside_the_button(page: Page) -> None:
    await draw(page, actions(button()), acknowledged=False)
    await page.locator("[data-action-id=go]").click()
    await expect(page.locator("#stage .trouble")).to_be_visible()


async def test_a_confirmation_comes_first_and_no_means_no(page: Page) -> None:
    words = {"title": plain("Sure?"), "text": plain("Really."), "confirm": plain("Yes"), "deny": plain("No")}
    await draw(page, actions(button(confirm=words)))
    await page.locator("[data-action-id=go]").click()
    await page.locator("[role=alertdialog] [data-do=deny]").click()
    assert await done(page) == []
    await page.locator("[data-action-id=go]").click()
    await page.locator("[role=alertdialog] [data-do=confirm]").click()
    await expect(page.locator("[role=alertdialog]")).to_have_count(0)
    assert len(await done(page)) == 1


async def test_an_overflow_menu_works_by_keyboard(page: Page) -> None:
    menu = {"type": "overflow", "action_id": "more", "options": [option("na"), option("comment")]}
    await draw(page, section("Question", accessory=menu))
    await page.locator("[data-action-id=more]").press("Enter")
    await expect(page.get_by_role("menuitem", name="Na")).to_be_focused()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    assert await done(page) == [{"block_id": "s", "action_id": "more", "do": "choose", "value": "comment"}]


async def test_a_choice_outlives_an_update_until_its_block_id_changes(page: Page) -> None:
    await draw(page, section("Before"), actions(DAYS))
    await page.locator("[data-action-id=day]").click()
    await page.locator("[role=option][data-value=tue]").click()
    assert (await done(page))[0]["value"] == "tue"
    await draw(page, section("After"), actions({**DAYS, "placeholder": plain("Which day")}))
    await expect(page.locator("[data-action-id=day]")).to_have_text("Tue")
    await draw(page, section("After"), actions(DAYS, block_id="another"))
    await expect(page.locator("[data-action-id=day]")).to_have_text("Day")


async def test_people_can_be_searched_and_several_chosen(page: Page) -> None:
    select = {"type": "multi_users_select", "action_id": "who", "placeholder": plain("People")}
    await draw(page, section("Who?", accessory=select))
    await page.locator("[data-action-id=who]").click()
    await page.keyboard.type("oper")
    await expect(page.get_by_role("option")).to_have_count(1)
    await page.keyboard.press("Enter")
    await page.get_by_role("combobox").fill("")
    await page.locator("[role=option][data-value=UME]").click()
    await page.keyboard.press("Escape")
    await expect(page.locator("[data-action-id=who]")).to_be_focused()
    assert (await done(page))[-1]["value"] == ["UBEN", "UME"]


def text_input(label: str = "Why", **more: Any) -> Block:
    element = {"type": "plain_text_input", "action_id": "text"}
    return {"type": "input", "block_id": "in", "label": plain(label), "element": element, **more}


async def test_typed_text_and_focus_outlive_an_update(page: Page) -> None:
    await draw(page, text_input())
    await page.get_by_label("Why").fill("Half a sentence")
    await page.keyboard.press("ArrowLeft")
    await draw(page, text_input("Why now"))
    field = page.get_by_label("Why now")
    await expect(field).to_have_value("Half a sentence")
    await expect(field).to_be_focused()
    await page.keyboard.type("!")
    await expect(field).to_have_value("Half a sentenc!e")


async def test_an_error_stands_under_its_field_and_is_tied_to_it(page: Page) -> None:
    await draw(page, text_input(hint=plain("In a word")), errors={"in": "Please say why."})
    field = page.get_by_label("Why")
    assert await field.get_attribute("aria-invalid") == "true"
    await expect(field).to_have_accessible_description("In a word Please say why.")


async def test_radio_buttons_are_a_labelled_group(page: Page) -> None:
    element = {"type": "radio_buttons", "action_id": "rag", "options": [option("red"), option("green")]}
    block = {"type": "input", "block_id": "q", "label": plain("Question 1"), "element": element}
    await draw(page, {**block, "element": {**element, "initial_option": option("green")}})
    group = page.get_by_role("radiogroup", name="Question 1")
    await expect(group.get_by_label("Green")).to_be_checked()
    await group.get_by_label("Red").check()
    assert await done(page) == [{"block_id": "q", "action_id": "rag", "do": "choose", "value": "red"}]


@pytest.mark.parametrize(
    ("kind", "initial", "typed"),
    [
        ("datepicker", {"initial_date": "2026-12-11"}, "2027-01-29"),
        ("timepicker", {"initial_time": "09:00"}, "17:30"),
    ],
)
async def test_pickers_start_from_the_initial_value(
    page: Page, kind: str, initial: Block, typed: str
) -> None:
    await draw(page, actions({"type": kind, "action_id": "pick", **initial}))
    picker = page.locator("[data-action-id=pick]")
    await expect(picker).to_have_value(next(iter(initial.values())))
    await picker.fill(typed)
    assert (await done(page))[-1]["value"] == typed
