"""What became of a next step: every change, who made it and when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.blocks import ids, kit, record_buttons, step_words
from bot.blocks.text import day, escape_within, local_day, mention
from bot.blocks.wording import reason_words
from bot.domain.language import marked, t, tn
from bot.domain.next_steps import StepChange
from bot.domain.record import RecordOf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.blocks.kit import View
    from bot.domain.next_steps import Changed
    from bot.domain.step_place import PlacedStep

MOST_CHANGES = 40
LONGEST_TEXT = 500
WORDS = {
    StepChange.STARTED: marked("started"),
    StepChange.DONE: marked("done"),
    StepChange.WONT_DO: marked("will not be done"),
    StepChange.REOPENED: marked("opened again"),
    StepChange.UNDONE: marked("taken back"),
    StepChange.TAKEN_ALONG: marked("moved to another review"),
}
"""Those that say all with their name."""


def view(placed: PlacedStep, past: Sequence[Changed], user_id: str, *, today: date) -> View:
    """The latest change first; a facilitator is led on to the record."""
    shown = list(past[-MOST_CHANGES:])
    tz = placed.place.review.tz
    blocks = [
        kit.section(f"*{escape_within(placed.step.text, 2900)}*"),
        kit.context(step_words.about(placed.place)),
        *(kit.section(_change(one, tz, today)) for one in reversed(shown)),
    ]
    earlier = len(past) - len(shown)
    if earlier:
        blocks.append(
            kit.context(tn("{n} earlier change is not shown.", "{n} earlier changes are not shown.", earlier))
        )
    if user_id in placed.place.review.facilitator_ids:
        of = RecordOf(placed.place.review.id, step_id=placed.step.id)
        blocks.append(kit.actions(record_buttons.button(of)))
    return kit.modal(ids.STEP_HISTORY, t("History"), blocks)


def _change(one: Changed, tz: str, today: date) -> str:
    words = t(
        "{day}: {change}, by {person}.",
        day=local_day(one.changed_at, tz, today),
        change=what(one, today),
        person=mention(one.changed_by),
    )
    if not one.reason:
        return words
    return f"{words} {reason_words(one.reason, LONGEST_TEXT)}"


def what(one: Changed, today: date) -> str:
    """A change without who made it: ``due date changed from … to …``; safe for mrkdwn."""
    match one.change:
        case StepChange.ADDED:
            owner, due = one.after["owner_id"], _day(one.after["due_on"], today)
            return t("added for {owner}, due {day}", owner=mention(owner), day=due)
        case StepChange.DUE_DATE:
            before, after = _day(one.before["due_on"], today), _day(one.after["due_on"], today)
            return t("due date changed from {before} to {after}", before=before, after=after)
        case StepChange.OWNER:
            gave, took = mention(one.before["owner_id"]), mention(one.after["owner_id"])
            return t("owner changed from {before} to {after}", before=gave, after=took)
        case StepChange.SNOOZED:
            return t("reminder moved to {day}", day=_day(one.after["snoozed_until"], today))
        case StepChange.EDITED:
            if one.before["text"] == one.after["text"]:
                return t("link changed")
            before = escape_within(one.before["text"], LONGEST_TEXT)
            return t('text changed, before: "{text}"', text=before)
        case change:
            return t(WORDS[change])


def _day(iso: str, today: date) -> str:
    return day(date.fromisoformat(iso), today)
