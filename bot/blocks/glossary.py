"""The checklist's terms: all of them, one, or those that somebody may have meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids, kit
from bot.blocks.kit import Message
from bot.blocks.spoken import cut, spoken
from bot.blocks.text import escape_within, truncate
from bot.domain import glossary
from bot.domain.language import t, tn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.blocks.kit import Block, Element, View
    from bot.domain.checklist import Checklist, Term

LONGEST_NAME = 200
LONGEST_DEFINITION = 2600
IN_A_MESSAGE = 9_000
"""Characters for all entries together; the rest of what Slack takes is for what stands around them."""

IN_A_VIEW = 40_000
MOST_TERMS = 40
MOST_QUESTIONS = 12
LONGEST_TYPED = 40


def view(checklist: Checklist) -> View:
    """All terms, to read over a form or after a press."""
    return kit.modal(ids.GLOSSARY_VIEW, t("Glossary"), _all(checklist, IN_A_VIEW))


def message(checklist: Checklist) -> Message:
    """All terms, in answer to a command."""
    lead = tn("The glossary has {n} term.", "The glossary has {n} terms.", len(checklist.glossary))
    lines = [entry(one) for one in checklist.glossary[:MOST_TERMS]]
    how = t("`/socmob glossary inclusion` shows one of them, and the questions that use it.")
    return Message(
        spoken(lead, [*lines, how]), [kit.section(lead), *_all(checklist, IN_A_MESSAGE), kit.context(how)]
    )


def term(checklist: Checklist, shown: Term) -> Message:
    """One term, and the questions that use it."""
    used = _used(checklist, shown)
    words = entry(shown)
    blocks = [kit.section(words)]
    if used:
        blocks.append(kit.context(used))
    blocks.append(kit.actions(button()))
    return Message(spoken(words, [used]), blocks)


def unknown(typed: str, near: Sequence[Term]) -> Message:
    """``near``: what it may stand for; a button shows each."""
    # A backtick would end the code span, and what follows would be read as markup.
    safe = escape_within(
        " ".join(truncate(typed.replace("`", "'"), LONGEST_TYPED).split()), LONGEST_TYPED * 5
    )
    lead = t("The glossary has no `{typed}`.", typed=safe) if safe else t("The glossary does not have that.")
    if not near:
        return Message(spoken(lead), [kit.section(lead), kit.actions(button())])
    asked = t("Did you mean this?") if len(near) == 1 else t("Did you mean one of these?")
    blocks = [kit.section(f"{lead} {asked}")]
    names = []
    for number, one in enumerate(near, 1):
        name = escape_within(one.term, LONGEST_NAME)
        names.append(name)
        show = kit.button(
            t("Show"),
            ids.GLOSSARY_TERM,
            one.id,
            label=t("Show {number}: {term}", number=number, term=one.term),
        )
        blocks.append(kit.section(f"*{name}*", show))
    return Message(spoken(f"{lead} {asked}", names), [*blocks, kit.actions(button())])


def several(found: Sequence[Term]) -> Message:
    """What was typed is part of more than one name."""
    shown = list(found[:MOST_TERMS])
    lead = tn("{n} term has that in its name.", "{n} terms have that in their names.", len(found))
    words = [cut(entry(one), IN_A_MESSAGE // len(shown)) for one in shown]
    return Message(spoken(lead, words), [kit.section(lead), *(kit.section(one) for one in words)])


def entry(shown: Term) -> str:
    """``*Inclusion:* …``; safe for mrkdwn."""
    name = escape_within(shown.term, LONGEST_NAME)
    return f"*{name}*\n{escape_within(shown.definition, LONGEST_DEFINITION)}"


def button() -> Element:
    return kit.button(t("All terms"), ids.GLOSSARY, label=t("All terms of the glossary"))


def _all(checklist: Checklist, room: int) -> list[Block]:
    if not checklist.glossary:
        return [kit.section(t("This checklist has no glossary."))]
    shown = checklist.glossary[:MOST_TERMS]
    blocks: list[Block] = [kit.section(cut(entry(one), room // len(shown))) for one in shown]
    more = len(checklist.glossary) - MOST_TERMS
    if more > 0:
        blocks.append(kit.context(tn("And {n} more term.", "And {n} more terms.", more)))
    return blocks


def _used(checklist: Checklist, shown: Term) -> str:
    found = glossary.questions_with(checklist, shown)
    if not found:
        return ""
    names = [
        t(
            "{question} (area {area})",
            question=escape_within(question.short, LONGEST_NAME),
            area=checklist.area_number(area.id),
        )
        for area, question in found[:MOST_QUESTIONS]
    ]
    words = tn(
        "{n} question uses it: {names}", "{n} questions use it: {names}", len(found), names=", ".join(names)
    )
    more = len(found) - len(names)
    return cut(f"{words}, …" if more > 0 else f"{words}.", 1900)
