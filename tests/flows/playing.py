"""What people do in a review, in one line each, and what the others see of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.blocks import ids
from bot.listeners import ACTIONS, AREA_CHOICES, PRESSES, SUBMISSIONS
from tests.faults.stage import CHANNEL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.sandbox.message import Message
    from bot.sandbox.person import Person
    from tests.faults.stage import Stage

TEAM = ("ben", "chloe", "dev", "efua", "hana")
"""Everybody of the channel but Amina, who starts the reviews."""

READ_ONLY = {
    ids.COMMENTS,
    ids.NOTICE,
    ids.ABOUT,
    ids.STEP_HISTORY,
    ids.GUIDE_VIEW,
    ids.GLOSSARY_VIEW,
    ids.MEANING,
    ids.RECORD,
    ids.FORGET_VIEW,
}
"""Views without a button to send them."""


async def answer_area(stage: Stage, name: str, message: Message, choices: Sequence[str]) -> None:
    """By the buttons of the area's message, question after question."""
    for number, choice in enumerate(choices, 1):
        _, reply = await stage.answer(name, message, number, choice)
        assert reply.ok, reply


async def choose_in_menu(stage: Stage, name: str, message: Message, number: int, entry: str) -> Person:
    """An entry of the menu beside a question: ``na``, ``comment``, ``remove``, later ``decide``."""
    person, block_id = stage.person(name), f"q{number}.{stage.round_of(message)}"
    block = next(one for one in stage.current(message).blocks if one.get("block_id") == block_id)
    values = [option["value"] for option in block["accessory"]["options"]]
    (value,) = [one for one in values if one.startswith(f"{entry}|")]
    reply = await person.choose(stage.current(message), ids.QUESTION_MENU, value, block_id=block_id)
    assert reply.ok, reply
    return person


async def comment(
    stage: Stage, name: str, message: Message, number: int, words: str | None, evidence: str | None = None
) -> None:
    person = await choose_in_menu(stage, name, message, number, "comment")
    await person.until(lambda one: one.modal)
    await person.pick("comment", words)
    await person.pick("evidence", evidence)
    reply = await person.submit()
    assert reply.ok, reply


async def open_answers(stage: Stage, name: str, message: Message) -> Person:
    """*Answer all in one form*."""
    person = stage.person(name)
    await person.press(stage.current(message), ids.AREA_FORM)
    await person.until(lambda one: one.modal)
    return person


async def pick(person: Person, number: int, choice: str) -> None:
    """One radio button of the answer form; the app hears of it at once."""
    reply = await person.pick(ids.FORM_PICK, choice, block_id=blocks_of(person, "pick.")[number - 1])
    assert reply is not None
    assert reply.ok, reply


def prefilled(person: Person) -> list[str | None]:
    """What each question of the open form is set to at first."""
    elements = [block["element"] for block in person.modal.view["blocks"] if block["type"] == "input"]
    return [one["initial_option"]["value"] if "initial_option" in one else None for one in elements]


def blocks_of(person: Person, prefix: str) -> list[str]:
    """The ids of those blocks of the open form that begin so."""
    found = [block.get("block_id", "") for block in person.modal.view["blocks"]]
    return [block_id for block_id in found if block_id.startswith(prefix)]


async def open_decision(stage: Stage, message: Message, number: int, name: str = "amina") -> Person:
    """*Decide…* under a question of a revealed area."""
    person = stage.person(name)
    block_id = f"a{number}.{stage.round_of(message)}"
    await person.press(stage.current(message), ids.QUESTION_DECIDE, block_id=block_id)
    await person.until(lambda one: one.modal)
    return person


async def fill_in(person: Person, choice: str | None = None, reason: str | None = None) -> Any:
    """The fields of a decision, and *Record* or *Agree and next*."""
    if choice is not None:
        (block_id,) = blocks_of(person, "choice.")
        await person.pick("choice", choice, block_id=block_id)
    (block_id,) = blocks_of(person, "reason.")
    await person.pick("reason", reason, block_id=block_id)
    return await person.submit()


async def agree(stage: Stage, message: Message, number: int, name: str = "amina") -> None:
    """*Agree …* under a question whose answers propose it."""
    block_id = f"a{number}.{stage.round_of(message)}"
    await stage.person(name).press(stage.current(message), ids.QUESTION_AGREE, block_id=block_id)


async def until_says(stage: Stage, message: Message, words: str, timeout: float = 5.0) -> str:  # noqa: ASYNC109
    """All that a message of the channel shows, once it holds ``words``."""
    await stage.person("amina").until(lambda _: words in stage.current(message).words(), timeout)
    return stage.current(message).words()


async def said(stage: Stage, name: str, text: str, channel_id: str = CHANNEL) -> str:
    """What a command answers to whoever typed it."""
    reply = await stage.person(name).command(channel_id, text)
    assert reply.ok, reply
    return str(reply.body["text"]) if reply.body else ""


async def form_of(stage: Stage, name: str, text: str) -> Person:
    """The form that a command opens."""
    person = stage.person(name)
    assert (await person.command(CHANNEL, text)).ok
    await person.until(lambda one: one.modal)
    return person


def unheard(stage: Stage) -> set[str]:
    """The ids of buttons, fields and forms that the app has shown to somebody and does not listen to."""
    shown = set(_shown([call.args for call in stage.sandbox.calls]))
    shown |= set(_shown([sent.body for sent in stage.sandbox.sent]))
    heard = {*ACTIONS, *SUBMISSIONS, *READ_ONLY, ids.OPEN_LINK}
    return {
        one for one in shown if one not in heard and not AREA_CHOICES.match(one) and not PRESSES.match(one)
    }


def _shown(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _shown(one)
    elif isinstance(value, dict):
        if value.get("type") == "input" and not value.get("dispatch_action"):
            return  # its value comes with the form
        if value.get("callback_id"):
            yield value["callback_id"]
        if "action_id" in value:
            yield value["action_id"]
        for one in value.values():
            yield from _shown(one)
