"""A page of next steps, for the person who asked; after a press with what it came to on top."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids, kit, plan_buttons, step_result, step_words
from bot.blocks.ids import StepRef, StepsRef, with_extra
from bot.blocks.kit import Message
from bot.blocks.spoken import spoken
from bot.blocks.text import escape_within, mention
from bot.domain.language import marked, t, tn
from bot.domain.next_steps import StepFilter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.blocks.kit import Block, Element
    from bot.domain.step_place import PlacedStep, StepList, StepOutcome

PAGE = 10
LONGEST_TEXT = 500
LONGEST_REASON = 150
LONGEST_LINK = 150
"""Ten of them at their longest are what a message takes; the forms and the history show all of it."""

EMPTY = {
    (StepFilter.MINE, True): marked("You own no open next steps here."),
    (StepFilter.MINE, False): marked("You own no open next steps."),
    (StepFilter.OVERDUE, True): marked("Nothing is overdue here."),
    (StepFilter.OVERDUE, False): marked("Nothing is overdue."),
    (StepFilter.ALL, True): marked("There are no next steps here yet."),
    (StepFilter.ALL, False): marked("There are no next steps yet in the reviews that you can see."),
}
OTHERS = {
    StepFilter.MINE: (marked("Mine"), ids.STEPS_MINE, marked("Show my next steps")),
    StepFilter.OVERDUE: (marked("Overdue"), ids.STEPS_OVERDUE, marked("Show overdue next steps")),
    StepFilter.ALL: (marked("All"), ids.STEPS_ALL, marked("Show all next steps")),
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
        return t(EMPTY[page.which, page.here])
    steps = _how_many_here(page.which, page.total) if page.here else _how_many(page.which, page.total)
    if page.total <= PAGE:
        return steps
    return t(
        "{steps}, {first} to {last}", steps=steps, first=page.start + 1, last=page.start + len(page.shown)
    )


def _how_many(which: StepFilter, total: int) -> str:
    match which:
        case StepFilter.MINE:
            return tn("{n} open next step of yours", "{n} open next steps of yours", total)
        case StepFilter.OVERDUE:
            return tn("{n} overdue next step", "{n} overdue next steps", total)
        case StepFilter.ALL:
            return tn("{n} next step", "{n} next steps", total)


def _how_many_here(which: StepFilter, total: int) -> str:
    """The same where only those of this channel are listed."""
    match which:
        case StepFilter.MINE:
            return tn("{n} open next step of yours here", "{n} open next steps of yours here", total)
        case StepFilter.OVERDUE:
            return tn("{n} overdue next step here", "{n} overdue next steps here", total)
        case StepFilter.ALL:
            return tn("{n} next step here", "{n} next steps here", total)


def _words(placed: PlacedStep, page: StepList) -> str:
    step = placed.step
    facts = [_fact(step_words.standing(step, page.today, page.tz))]
    if page.which is not StepFilter.MINE:
        facts.insert(0, _fact(mention(step.owner_id)))
    if step.reason:
        facts.append(t("Reason: {reason}", reason=escape_within(step.reason, LONGEST_REASON)))
    if step.evidence_url and _is_linkable(step.evidence_url):
        link = t("Link")
        facts.append(_fact(f"<{step.evidence_url}|{link}>"))
    facts.append(_fact(step_words.about(placed.place)))
    return f"*{escape_within(step.text, LONGEST_TEXT)}*\n{' '.join(facts)}"


def _fact(words: str) -> str:
    """With the mark that ends a sentence."""
    return t("{sentence}.", sentence=words)


def _is_linkable(url: str) -> bool:
    """Whether it can stand in a link of Slack's markup as it is."""
    return len(url) <= LONGEST_LINK and not set(url) & set("<>|& ")


def _step(placed: PlacedStep, number: int, words: str, page: StepList) -> Iterator[Block]:
    step, here = placed.step, StepsRef(page.which, page.start)
    value = with_extra(StepRef(step.id, step.sequence), str(here))
    about = {"number": number, "step": " ".join(step.text.split())}
    yield kit.section(words, _menu(placed, value), block_id=f"s{step.id}.{step.sequence}")
    yield kit.actions(*_buttons(placed, value, about), block_id=f"b{step.id}.{step.sequence}")


def _buttons(placed: PlacedStep, value: str, about: Mapping[str, object]) -> Iterator[Element]:
    state = placed.step.state
    if not state.is_unfinished:
        label = t("Reopen, next step {number}: {step}", **about)
        yield kit.button(t("Reopen"), ids.STEP_REOPEN, value, label=label)
        return
    label = t("Mark done, next step {number}: {step}", **about)
    yield kit.button(t("Mark done"), ids.STEP_DONE, value, label=label)
    if state is state.OPEN:
        label = t("Start, next step {number}: {step}", **about)
        yield kit.button(t("Start"), ids.STEP_START, value, label=label)


def _menu(placed: PlacedStep, value: str) -> Element:
    entries = {"history": t("History")}
    if placed.step.state.is_unfinished:
        entries = {
            "text": t("Edit…"),
            "date": t("Change date…"),
            "owner": t("Reassign…"),
            "wont_do": t("Won't do…"),
            **entries,
        }
    options = [kit.option(words, f"{word}{ids.SEPARATOR}{value}") for word, words in entries.items()]
    return kit.overflow(ids.STEP_MENU, *options)


def _foot(page: StepList) -> Iterator[Element]:
    end = page.start + len(page.shown)
    if page.start:
        earlier = StepsRef(page.which, max(0, page.start - PAGE))
        yield kit.button(t("Show earlier"), ids.STEPS_EARLIER, str(earlier), label=t("Show the ones before"))
    if end < page.total:
        later = StepsRef(page.which, end)
        yield kit.button(t("Show more"), ids.STEPS_LATER, str(later), label=t("Show the ones after"))
    for which, (name, action_id, label) in OTHERS.items():
        if which is not page.which:
            yield kit.button(t(name), action_id, str(StepsRef(which)), label=t(label))
    yield plan_buttons.show()
    if page.here:
        yield kit.button(
            t("Add a next step"), ids.STEP_ADD, label=t("Add a next step to the review in this channel")
        )
