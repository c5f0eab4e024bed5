"""What facilitators are told about next steps: an owner who has left, and reminders that have ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids, kit, step_words
from bot.blocks.ids import StepRef, with_extra
from bot.blocks.kit import Message
from bot.blocks.spoken import spoken
from bot.blocks.text import escape_within, mention
from bot.blocks.wording import as_sentence
from bot.domain.language import t, tn
from bot.domain.people import is_forgotten

if TYPE_CHECKING:
    from datetime import date

    from bot.blocks.kit import Block
    from bot.domain.mornings import Orphaned
    from bot.domain.step_place import PlacedStep

LONGEST_TEXT = 700
LONGEST_LISTED = 350
"""Of one among twenty, so that they fit into a message together, in a longer language too."""

MOST_LISTED = 20


def owner_gone(orphaned: Orphaned) -> Message:
    """One message for all of them, shown again with those that are left."""
    owner = mention(orphaned.owner_id)
    if not orphaned.steps:
        lead = _forgotten(orphaned) or t(
            "The next steps of {owner}, who is no longer active in Slack, have new owners.", owner=owner
        )
        return Message(lead, [kit.section(lead)])
    lead = _forgotten(orphaned) or tn(
        "{n} next step of {owner}, who is no longer active in Slack, needs a new owner.",
        "{n} next steps of {owner}, who is no longer active in Slack, need a new owner.",
        len(orphaned.steps),
        owner=owner,
    )
    blocks: list[Block] = [kit.section(lead)]
    lines = []
    for number, placed in enumerate(orphaned.steps[:MOST_LISTED], 1):
        words = _words(placed, orphaned.today, orphaned.tz, LONGEST_LISTED)
        value = with_extra(_ref(placed), f"{orphaned.subject}")
        label = t("Choose a new owner, next step {number}: {step}", number=number, step=_plain(placed))
        choose = kit.button(t("Choose a new owner"), ids.OWNER_CHOOSE, value, label=label)
        blocks.append(kit.section(words, choose, block_id=f"s{placed.step.id}"))
        lines.append(words.replace("*", ""))
    more = len(orphaned.steps) - MOST_LISTED
    if more > 0:
        lines.append(
            tn(
                "And {n} more: `/socmob steps all` in the review's channel shows them.",
                "And {n} more: `/socmob steps all` in the review's channel shows them.",
                more,
            )
        )
        blocks.append(kit.context(lines[-1]))
    return Message(spoken(lead, lines), blocks)


def _forgotten(orphaned: Orphaned) -> str | None:
    """Where the owner did not leave, but had their name removed."""
    if not is_forgotten(orphaned.owner_id):
        return None
    if not orphaned.steps:
        return t("The next steps whose owner had their name removed have new owners.")
    return tn(
        "{n} next step needs a new owner: the one before had their name removed.",
        "{n} next steps need a new owner: the one before had their name removed.",
        len(orphaned.steps),
    )


def overdue(placed: PlacedStep, today: date, tz: str) -> Message:
    """Once, when the last reminder has come to nothing."""
    lead = t(
        "Reminders for this next step of {owner} have ended. What now?", owner=mention(placed.step.owner_id)
    )
    step, words, value = _plain(placed), _words(placed, today, tz), str(_ref(placed))
    buttons = [
        kit.button(t("Reassign…"), ids.OVERDUE_OWNER, value, label=t("Reassign: {step}", step=step)),
        kit.button(t("Change date…"), ids.OVERDUE_DATE, value, label=t("Change date: {step}", step=step)),
        kit.button(t("Won't do…"), ids.OVERDUE_WONT_DO, value, label=t("Won't do: {step}", step=step)),
    ]
    return Message(
        spoken(lead, [words.replace("*", "")]), [kit.section(lead), kit.section(words), kit.actions(*buttons)]
    )


def overdue_settled(placed: PlacedStep, result: str, today: date, tz: str) -> Message:
    """The same message once something was done about it; ``result`` says what."""
    words = _words(placed, today, tz)
    return Message(spoken(result, [words.replace("*", "")]), [kit.section(result), kit.section(words)])


def _words(placed: PlacedStep, today: date, tz: str, longest: int = LONGEST_TEXT) -> str:
    step = placed.step
    text = as_sentence(escape_within(_plain(placed), longest))
    standing, about = step_words.standing(step, today, tz), step_words.about(placed.place)
    return t("{step} {standing}. {about}.", step=f"*{text}*", standing=standing, about=about)


def _plain(placed: PlacedStep) -> str:
    return " ".join(placed.step.text.split())


def _ref(placed: PlacedStep) -> StepRef:
    return StepRef(placed.step.id, placed.step.sequence)
