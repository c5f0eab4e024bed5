"""Two organisations, each with the app, that see nothing of each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.browser.person_at_page import PATIENCE_MS, PersonAtPage

if TYPE_CHECKING:
    from playwright.async_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

AREA = "Social mobility understanding"


async def test_a_review_here_is_none_over_there(chromium: Browser, demo_url: str):
    somebody = PersonAtPage(await chromium.new_page())
    workspace = somebody.page.get_by_role("combobox", name="Workspace")
    await somebody.come(demo_url)
    await somebody.start_review()
    await somebody.reads(somebody.area(AREA), "0 of 5 have answered")

    await workspace.select_option(label="Cedar Row")
    await expect(somebody.page.get_by_label("You act as")).to_contain_text("Noor Haddad", timeout=PATIENCE_MS)
    await expect(somebody.page.get_by_label("You act as")).not_to_contain_text("Amina Okafor")
    await expect(somebody.area(AREA)).to_have_count(0)
    await somebody.type("/socmob status")
    await expect(somebody.only_for_me("There is no open review in this channel.")).to_be_visible(
        timeout=PATIENCE_MS
    )

    await workspace.select_option(label="Harbour & Pine")
    await somebody.reads(somebody.area(AREA), "0 of 5 have answered")
    await somebody.saw_nothing_wrong()
