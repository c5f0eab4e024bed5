"""*Pace and deadline…*: when areas are posted and until when people answer; pausing, and going on."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bot.blocks import ids, kit, pace_words, status_words
from bot.blocks.forms import Filled
from bot.blocks.text import day, escape_within
from bot.domain.errors import NotOurs
from bot.domain.language import marked, t
from bot.domain.pace import POST_AT, NewPace, deadline_instant
from bot.domain.reviews import Pace, RevealRule

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.blocks.kit import Block, View
    from bot.domain.calendar import Calendar
    from bot.domain.pace import Standing

PACE = "pace"
DEADLINE = "deadline"
TELLS = "tells"
LONGEST_TITLE = 400

PACES: Mapping[Pace, tuple[str, str]] = {
    Pace.ALL_AT_ONCE: (
        marked("All areas at once"),
        marked("What is left is posted as soon as you save"),
    ),
    Pace.ONE_A_DAY: (
        marked("One area each working day"),
        marked("The next one comes on the next working morning at 09:30"),
    ),
    Pace.BY_HAND: (
        marked("Area by area"),
        marked("A facilitator posts each area when the team is ready"),
    ),
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
        t("Pace and deadline"),
        [
            *_heading(where),
            _pace(chosen.pace),
            _deadline(where, calendar, chosen.deadline_on),
            _tells(chosen.tells_channel),
        ],
        submit=t("Save"),
        close=t("Cancel"),
        metadata=json.dumps([review.id, held[0].value, _text(held[1])]),
    )


def pause(where: Standing) -> View:
    sentences = [
        t(
            "Until you press *Go on* no area is posted by itself, the deadline does not pass, and nobody is "
            "reminded of it."
        ),
        t("People can still answer what is posted, and you can post and reveal by hand."),
    ]
    if where.review.reveal_rule is RevealRule.WHEN_COMPLETE:
        sentences.append(t("An area that everyone has answered still reveals itself."))
    if where.review.deadline_on is not None and not where.review.time_is_over:
        sentences.append(t("The deadline then moves by the working days that the pause took."))
    return _confirming(ids.PAUSE_FORM, t("Pause the review"), t("Pause"), where, sentences, None)


def go_on(where: Standing) -> View:
    review, sentences = where.review, []
    to = where.goes_on_with
    by = status_words.until(to, review.tz, where.today) if to else ""
    if to is None:
        sentences.append(t("There is no deadline."))
    elif review.deadline_at is None:
        sentences.append(t("Its deadline was over before. You can set another one."))
    elif deadline_instant(to, review.tz) <= where.now:
        sentences.append(
            t("The deadline has passed: {by}. The time to answer ends as soon as it goes on.", by=by)
        )
    elif to == review.deadline_on:
        sentences.append(t("The deadline stays: {by}.", by=by))
    else:
        was = day(review.deadline_on, where.today) if review.deadline_on else ""
        sentences.append(
            t("The deadline moves by the working days of the pause: from {day} to {by}.", day=was, by=by)
        )
    if review.pace is Pace.ONE_A_DAY and where.pending:
        on = day(where.next_on, where.today)
        sentences.append(t("The next area is posted on {day} at {time}.", day=on, time=f"{POST_AT:%H:%M}"))
    return _confirming(ids.GO_ON_FORM, t("Let it go on"), t("Go on"), where, sentences, to)


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
        close=t("Cancel"),
        metadata=f"{where.review.id}{ids.SEPARATOR}{_text(shown)}",
    )


def _heading(where: Standing) -> list[Block]:
    title = escape_within(where.review.title, LONGEST_TITLE)
    return [kit.section(f"*{title}*"), kit.context(pace_words.standing(where))]


def _pace(pace: Pace) -> Block:
    options = {one: kit.option(t(text), one.value, t(detail)) for one, (text, detail) in PACES.items()}
    return kit.input_block(
        t("Pace"), kit.radio_buttons(PACE, list(options.values()), options[pace]), block_id=PACE
    )


def _deadline(where: Standing, calendar: Calendar, on: date | None) -> Block:
    review = where.review
    hints = [
        pace_words.day_off(on, calendar, where.today)
        or t("Answers count until {clock} on that day.", clock=pace_words.clock(review.tz))
    ]
    if where.pending:
        earliest = day(where.earliest, where.today)
        hints.append(t("With one area each working day, {day} at the earliest.", day=earliest))
    return kit.input_block(
        t("Answer by"),
        kit.date_picker(
            ids.PACE_DEADLINE, initial=on.isoformat() if on else None, placeholder=t("Choose a day")
        ),
        block_id=DEADLINE,
        hint=" ".join(hints),
        optional=True,
        dispatch=True,
    )


def _tells(ticked: bool) -> Block:
    tick = kit.option(t("Tell the channel, in one line"), TELLS)
    return kit.input_block(
        t("The channel"),
        kit.checkboxes(TELLS, [tick], [tick] if ticked else None),
        block_id=TELLS,
        optional=True,
    )


def _text(on: date | None) -> str:
    return "" if on is None else on.isoformat()
