"""What became of a next step: every change, who made it and when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.blocks import ids, kit, step_words
from bot.blocks.text import count, day, escape_within, local_day, mention
from bot.blocks.wording import as_sentence
from bot.domain.next_steps import StepChange

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.blocks.kit import View
    from bot.domain.next_steps import Changed
    from bot.domain.step_place import PlacedStep

MOST_CHANGES = 40
LONGEST_TEXT = 500
WORDS = {
    StepChange.ADDED: "added",
    StepChange.STARTED: "started",
    StepChange.DONE: "done",
    StepChange.WONT_DO: "will not be done",
    StepChange.REOPENED: "opened again",
    StepChange.UNDONE: "taken back",
}


def view(placed: PlacedStep, past: Sequence[Changed], *, today: date) -> View:
    """The latest change first."""
    shown = list(past[-MOST_CHANGES:])
    tz = placed.place.review.tz
    blocks = [
        kit.section(f"*{escape_within(placed.step.text, 2900)}*"),
        kit.context(step_words.about(placed.place)),
        *(kit.section(_change(one, tz, today)) for one in reversed(shown)),
    ]
    earlier = len(past) - len(shown)
    if earlier:
        blocks.append(kit.context(f"{count(earlier, 'earlier change is', 'earlier changes are')} not shown."))
    return kit.modal(ids.STEP_HISTORY, "History", blocks)


def _change(one: Changed, tz: str, today: date) -> str:
    words = f"{local_day(one.changed_at, tz, today)}: {_what(one, today)}, by {mention(one.changed_by)}."
    if one.reason:
        words += f" Reason: {as_sentence(escape_within(one.reason, LONGEST_TEXT))}"
    return words


def _what(one: Changed, today: date) -> str:
    match one.change:
        case StepChange.ADDED:
            owner, due = one.after["owner_id"], _day(one.after["due_on"], today)
            return f"added for {mention(owner)}, due {due}"
        case StepChange.DUE_DATE:
            before, after = _day(one.before["due_on"], today), _day(one.after["due_on"], today)
            return f"due date changed from {before} to {after}"
        case StepChange.OWNER:
            return f"owner changed from {mention(one.before['owner_id'])} to {mention(one.after['owner_id'])}"
        case StepChange.SNOOZED:
            return f"reminder moved to {_day(one.after['snoozed_until'], today)}"
        case StepChange.EDITED:
            if one.before["text"] == one.after["text"]:
                return "link changed"
            return f'text changed, before: "{escape_within(one.before["text"], LONGEST_TEXT)}"'
        case change:
            return WORDS[change]


def _day(iso: str, today: date) -> str:
    return day(date.fromisoformat(iso), today)
