"""*Pace and deadline…*: when areas are posted and until when people answer; pausing, and going on."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bot.blocks import ids, kit, pace_words
from bot.blocks.forms import Filled
from bot.blocks.text import day, escape_within
from bot.domain.errors import NotOurs
from bot.domain.pace import NewPace, deadline_instant
from bot.domain.reviews import Pace, RevealRule

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.blocks.kit import Block, View
    from bot.domain.calendar import Calendar
    from bot.domain.pace import Standing

TITLE = "Pace and deadline"
PACE = "pace"
DEADLINE = "deadline"
TELLS = "tells"
LONGEST_TITLE = 400

PACES: Mapping[Pace, tuple[str, str]] = {
    Pace.ALL_AT_ONCE: ("All areas at once", "What is left is posted as soon as you save"),
    Pace.ONE_A_DAY: ("One area each working day", "The next one comes on the next working morning at 09:30"),
    Pace.BY_HAND: ("Area by area", "A facilitator posts each area when the team is ready"),
}


@dataclass(frozen=True)
class Given:
    """``before``: what held when the form was opened."""

    review_id: int
    new: NewPace
    before: tuple[Pace, date | None]


@dataclass(frozen=True)
class Confirmed:
    """A pause, or its end with the deadline that was ``shown``."""

    review_id: int
    shown: date | None
    tells_channel: bool


def view(where: Standing, calendar: Calendar, given: Given | None = None) -> View:
    """``given``: what is chosen so far, where the form is shown again."""
    review = where.review
    held = given.before if given else (review.pace, review.deadline_on)
    chosen = given.new if given else NewPace(*held, tells_channel=True)
    return kit.modal(
        ids.PACE_FORM,
        TITLE,
        [
            *_heading(where),
            _pace(chosen.pace),
            _deadline(where, calendar, chosen.deadline_on),
            _tells(chosen.tells_channel),
        ],
        submit="Save",
        close="Cancel",
        metadata=json.dumps([review.id, held[0].value, _text(held[1])]),
    )


def pause(where: Standing) -> View:
    waits = "the deadline does not pass, and nobody is reminded of it"
    sentences = [f"Until you press *Go on* no area is posted by itself, {waits}."]
    sentences.append("People can still answer what is posted, and you can post and reveal by hand.")
    if where.review.reveal_rule is RevealRule.WHEN_COMPLETE:
        sentences.append("An area that everyone has answered still reveals itself.")
    if where.review.deadline_on is not None and not where.review.time_is_over:
        sentences.append("The deadline then moves by the working days that the pause took.")
    return _confirming(ids.PAUSE_FORM, "Pause the review", "Pause", where, sentences, None)


def go_on(where: Standing) -> View:
    review, sentences = where.review, []
    to = where.goes_on_with
    if to is None:
        sentences.append("There is no deadline.")
    elif review.deadline_at is None:
        sentences.append("Its deadline was over before. You can set another one.")
    elif deadline_instant(to, review.tz) <= where.now:
        sentences.append(
            f"The deadline has passed: {day(to, where.today)}, {pace_words.clock(review.tz)}. "
            "The time to answer ends as soon as it goes on."
        )
    elif to == review.deadline_on:
        sentences.append(f"The deadline stays: {day(to, where.today)}, {pace_words.clock(review.tz)}.")
    else:
        by = f"{day(to, where.today)}, {pace_words.clock(review.tz)}"
        was = day(review.deadline_on, where.today) if review.deadline_on else ""
        sentences.append(f"The deadline moves by the working days of the pause: from {was} to {by}.")
    if review.pace is Pace.ONE_A_DAY and where.pending:
        sentences.append(f"The next area is posted on {day(where.next_on, where.today)} at 09:30.")
    return _confirming(ids.GO_ON_FORM, "Let it go on", "Go on", where, sentences, to)


def read(view: View) -> Given:
    """Raises NotOurs."""
    filled = Filled(view)
    try:
        review_id, held_pace, held_deadline = json.loads(view.get("private_metadata") or "")
        before = (Pace(held_pace), date.fromisoformat(held_deadline) if held_deadline else None)
        pace = Pace(filled.option(PACE) or held_pace)
    except (TypeError, ValueError):
        raise NotOurs from None
    new = NewPace(pace, filled.day(DEADLINE), tells_channel=TELLS in filled.ticked(TELLS))
    return Given(ids.number(str(review_id)), new, before)


def confirmed(view: View) -> Confirmed:
    """Raises NotOurs."""
    review_id, _, shown = view.get("private_metadata", "").partition(ids.SEPARATOR)
    return Confirmed(
        ids.number(review_id),
        ids.day(shown) if shown else None,
        tells_channel=TELLS in Filled(view).ticked(TELLS),
    )


def _confirming(
    callback_id: str, title: str, submit: str, where: Standing, sentences: list[str], shown: date | None
) -> View:
    return kit.modal(
        callback_id,
        title,
        [
            kit.section(f"*{escape_within(where.review.title, LONGEST_TITLE)}*"),
            kit.section(" ".join(sentences)),
            _tells(True),
        ],
        submit=submit,
        close="Cancel",
        metadata=f"{where.review.id}{ids.SEPARATOR}{_text(shown)}",
    )


def _heading(where: Standing) -> list[Block]:
    title = escape_within(where.review.title, LONGEST_TITLE)
    return [kit.section(f"*{title}*"), kit.context(pace_words.standing(where))]


def _pace(pace: Pace) -> Block:
    options = {one: kit.option(text, one.value, detail) for one, (text, detail) in PACES.items()}
    return kit.input_block(
        "Pace", kit.radio_buttons(PACE, list(options.values()), options[pace]), block_id=PACE
    )


def _deadline(where: Standing, calendar: Calendar, on: date | None) -> Block:
    review = where.review
    hints = [
        pace_words.day_off(on, calendar, where.today)
        or f"Answers count until {pace_words.clock(review.tz)} on that day."
    ]
    if where.pending:
        earliest = day(where.earliest, where.today)
        hints.append(f"With one area each working day, {earliest} at the earliest.")
    return kit.input_block(
        "Answer by",
        kit.date_picker(
            ids.PACE_DEADLINE, initial=on.isoformat() if on else None, placeholder="Choose a day"
        ),
        block_id=DEADLINE,
        hint=" ".join(hints),
        optional=True,
        dispatch=True,
    )


def _tells(ticked: bool) -> Block:
    tick = kit.option("Tell the channel, in one line", TELLS)
    return kit.input_block(
        "The channel",
        kit.checkboxes(TELLS, [tick], [tick] if ticked else None),
        block_id=TELLS,
        optional=True,
    )


def _text(on: date | None) -> str:
    return "" if on is None else on.isoformat()
