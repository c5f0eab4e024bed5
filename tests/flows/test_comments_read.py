"""Comments after the reveal: without names, and out of sight where a facilitator hides one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.blocks import ids
from tests.faults.stage import PEOPLE
from tests.flows import playing

if TYPE_CHECKING:
    from bot.sandbox.message import Message
    from bot.sandbox.person import Person
    from tests.faults.stage import Stage

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""Words and forms: which database stands behind them makes no difference here."""

REMARKS = {"ben": "Budget & time", "chloe": "<Nobody> asked", "dev": "Unkind words"}


async def commented(stage: Stage) -> Message:
    """A revealed area with three comments on its first question."""
    await stage.start_review()
    message = await stage.post_area()
    for name, remark in REMARKS.items():
        await stage.answer(name, message, 1, "amber")
        await playing.comment(
            stage, name, message, 1, remark, "https://example.org/" if name == "ben" else None
        )
    return await stage.reveal(message)


async def open_comments(stage: Stage, name: str, message: Message) -> Person:
    person = stage.person(name)
    await person.press(stage.current(message), ids.QUESTION_COMMENTS)
    await person.until(lambda one: one.modal)
    return person


def read(person: Person) -> list[str]:
    """The comments in the open form, in their order."""
    texts = [(block.get("text") or {}) for block in person.modal.view["blocks"]]
    return [text["text"] for text in texts if text.get("type") == "plain_text"]


async def test_everybody_reads_them_without_names(stage: Stage) -> None:
    message = await commented(stage)
    assert "Comments (3)" in str(message.blocks)
    hana = await open_comments(stage, "hana", message)
    assert sorted(read(hana)) == sorted(REMARKS.values())
    shown = str(hana.modal.view)
    assert not any(PEOPLE[name] in shown for name in REMARKS)
    assert "Evidence: example.org" in shown
    assert ids.COMMENT_HIDE not in shown
    seen_once = read(hana)
    await hana.close_modal()
    assert read(await open_comments(stage, "ben", message)) == seen_once


async def test_one_is_hidden_with_a_reason(stage: Stage) -> None:
    message = await commented(stage)
    amina = await open_comments(stage, "amina", message)
    hide = 1 + read(amina).index(REMARKS["dev"])
    buttons = [e for b in amina.modal.view["blocks"] for e in b.get("elements", []) if e.get("value")]
    (value,) = [b["value"] for b in buttons if b["accessibility_label"] == f"Hide comment {hide}"]
    await amina.press_in_modal(ids.COMMENT_HIDE, value)
    await amina.until(lambda one: len(one.modals) == 2)
    assert REMARKS["dev"] in str(amina.modal.view["blocks"])
    await amina.submit()
    assert "reason" in amina.modal.errors
    await amina.pick("reason", "It names <somebody>")
    assert (await amina.submit()).ok
    assert amina.modals == []

    await playing.until_says(stage, message, "Comments (2)")
    hana = await open_comments(stage, "hana", message)
    assert sorted(read(hana)) == sorted([REMARKS["ben"], REMARKS["chloe"]])
    assert "It names" not in str(hana.modal.view)
    await open_comments(stage, "amina", message)
    assert REMARKS["dev"] not in str(amina.modal.view)
    assert "A facilitator hid this comment: It names &lt;somebody&gt;" in str(amina.modal.view)


async def test_they_stand_in_the_discussion(stage: Stage) -> None:
    await commented(stage)
    amina = await playing.form_of(stage, "amina", "/socmob agree")
    while "*1. " not in str(amina.modal.view["blocks"]):
        before = amina.modal.view
        await amina.press_in_modal(ids.DISCUSS_SKIP)
        await amina.until(lambda one, before=before: one.modal.view != before)
    assert sorted(read(amina)) == sorted(REMARKS.values())
