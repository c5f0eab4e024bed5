"""A page of next steps, for the person who asked; after a press with what it came to on top."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids, kit, step_result, step_words
from bot.blocks.ids import StepRef, StepsRef, with_extra
from bot.blocks.kit import Message
from bot.blocks.spoken import spoken
from bot.blocks.text import count, escape_within, mention
from bot.domain.next_steps import StepFilter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.blocks.kit import Block, Element
    from bot.domain.step_place import PlacedStep, StepList, StepOutcome

PAGE = 10
LONGEST_TEXT = 500
LONGEST_REASON = 150
LONGEST_LINK = 150
"""Ten of them at their longest are what a message takes; the forms and the history show all of it."""

EMPTY = {
    (StepFilter.MINE, True): "You own no open next steps here.",
    (StepFilter.MINE, False): "You own no open next steps.",
    (StepFilter.OVERDUE, True): "Nothing is overdue here.",
    (StepFilter.OVERDUE, False): "Nothing is overdue.",
    (StepFilter.ALL, True): "There are no next steps here yet.",
    (StepFilter.ALL, False): "There are no next steps yet in the reviews that you can see.",
}
OTHERS = {
    StepFilter.MINE: ("Mine", ids.STEPS_MINE, "Show my next steps"),
    StepFilter.OVERDUE: ("Overdue", ids.STEPS_OVERDUE, "Show overdue next steps"),
    StepFilter.ALL: ("All", ids.STEPS_ALL, "Show all next steps"),
}
"""The buttons that lead from one list to the others."""


def message(page: StepList, user_id: str, *, result: StepOutcome | None = None) -> Message:
    """``result``: what a press came to, on top of the list as it is now."""
    here = StepsRef(page.which, page.start)
    news, buttons = step_result.words(result, user_id, here) if result else ("", [])
    heading = _heading(page)
    blocks: list[Block] = []
    if news:
        blocks.append(kit.section(news))
    if buttons:
        blocks.append(kit.actions(*buttons, block_id="result"))
    blocks.append(kit.section(f"*{heading}*"))
    lines = []
    for number, placed in enumerate(page.shown, page.start + 1):
        words = _words(placed, page)
        blocks += _step(placed, number, words, page)
        lines.append(words.replace("\n", " "))
    blocks.append(kit.actions(*_foot(page), block_id="foot"))
    return Message(spoken(f"{news} {heading}".strip(), lines), blocks)


def _heading(page: StepList) -> str:
    if not page.total:
        return EMPTY[page.which, page.here]
    kind = {
        StepFilter.MINE: f"{count(page.total, 'open next step')} of yours",
        StepFilter.OVERDUE: f"{count(page.total, 'overdue next step')}",
        StepFilter.ALL: count(page.total, "next step"),
    }[page.which]
    where = " here" if page.here else ""
    if page.total <= PAGE:
        return f"{kind}{where}"
    return f"{kind}{where}, {page.start + 1} to {page.start + len(page.shown)}"


def _words(placed: PlacedStep, page: StepList) -> str:
    step = placed.step
    owner = "" if page.which is StepFilter.MINE else f"{mention(step.owner_id)}. "
    link = f" <{step.evidence_url}|Link>." if step.evidence_url and _is_linkable(step.evidence_url) else ""
    text = escape_within(step.text, LONGEST_TEXT)
    why = f" Reason: {escape_within(step.reason, LONGEST_REASON)}" if step.reason else ""
    standing = step_words.standing(step, page.today)
    return f"*{text}*\n{owner}{standing}.{why}{link} {step_words.about(placed.place)}."


def _is_linkable(url: str) -> bool:
    """Whether it can stand in a link of Slack's markup as it is."""
    return len(url) <= LONGEST_LINK and not set(url) & set("<>|& ")


def _step(placed: PlacedStep, number: int, words: str, page: StepList) -> Iterator[Block]:
    step, here = placed.step, StepsRef(page.which, page.start)
    value = with_extra(StepRef(step.id, step.sequence), str(here))
    about = f"next step {number}: {' '.join(step.text.split())}"
    yield kit.section(words, _menu(placed, value), block_id=f"s{step.id}.{step.sequence}")
    yield kit.actions(*_buttons(placed, value, about), block_id=f"b{step.id}.{step.sequence}")


def _buttons(placed: PlacedStep, value: str, about: str) -> Iterator[Element]:
    state = placed.step.state
    if not state.is_unfinished:
        yield kit.button("Reopen", ids.STEP_REOPEN, value, label=f"Reopen, {about}")
        return
    yield kit.button("Mark done", ids.STEP_DONE, value, label=f"Mark done, {about}")
    if state is state.OPEN:
        yield kit.button("Start", ids.STEP_START, value, label=f"Start, {about}")


def _menu(placed: PlacedStep, value: str) -> Element:
    entries = {"history": "History"}
    if placed.step.state.is_unfinished:
        entries = {
            "text": "Edit…",
            "date": "Change date…",
            "owner": "Reassign…",
            "wont_do": "Won't do…",
            **entries,
        }
    options = [kit.option(words, f"{word}{ids.SEPARATOR}{value}") for word, words in entries.items()]
    return kit.overflow(ids.STEP_MENU, *options)


def _foot(page: StepList) -> Iterator[Element]:
    end = page.start + len(page.shown)
    if page.start:
        earlier = StepsRef(page.which, max(0, page.start - PAGE))
        yield kit.button("Show earlier", ids.STEPS_EARLIER, str(earlier), label="Show the ones before")
    if end < page.total:
        later = StepsRef(page.which, end)
        yield kit.button("Show more", ids.STEPS_LATER, str(later), label="Show the ones after")
    for which, (name, action_id, label) in OTHERS.items():
        if which is not page.which:
            yield kit.button(name, action_id, str(StepsRef(which)), label=label)
    if page.here:
        yield kit.button(
            "Add a next step", ids.STEP_ADD, label="Add a next step to the review in this channel"
        )
