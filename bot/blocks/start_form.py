"""The start form: where, with whom, until when and how a review goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.blocks import ids, kit, pace_words
from bot.blocks import start_input as fields
from bot.blocks.start_draft import StartDraft, default_title, first_draft, for_people
from bot.blocks.start_input import draft_of, metadata, people_of, read
from bot.blocks.text import truncate
from bot.domain.answers import SHOWN_FROM
from bot.domain.calendar import EVERY_WEEKDAY
from bot.domain.language import marked, t, tn
from bot.domain.reviews import (
    LIVE_FROM,
    OFFER_EVERYONE_UP_TO,
    REVEAL_AFTER,
    SMALL_TEAM,
    Pace,
    RevealRule,
    TakesPart,
    Visibility,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from enum import StrEnum

    from bot.blocks.kit import Block, View
    from bot.domain.calendar import Calendar

__all__ = [
    "StartDraft",
    "default_title",
    "draft_of",
    "first_draft",
    "for_people",
    "people_of",
    "read",
    "view",
]

PACES: Mapping[Pace, tuple[str, str]] = {
    Pace.ALL_AT_ONCE: (marked("All areas at once"), marked("People answer in their own order")),
    Pace.ONE_A_DAY: (
        marked("One area each working day"),
        marked("At 09:30 by your clock, until all are posted"),
    ),
    Pace.BY_HAND: (
        marked("Area by area"),
        marked("A facilitator posts each area when the team is ready"),
    ),
}
VISIBILITIES: Mapping[Visibility, tuple[str, str]] = {
    Visibility.HIDDEN: (
        marked("Hidden until revealed"),
        marked("The channel sees how many have answered, never what"),
    ),
    Visibility.LIVE: (marked("Live"), marked("The channel sees the counts as they change")),
}
MINUTES = int(REVEAL_AFTER.total_seconds() // 60)
WHO: Mapping[TakesPart, tuple[str, str]] = {
    TakesPart.EVERYONE: (
        marked("Everyone in this channel"),
        marked("Bots and guests are left out; choose people to ask a guest"),
    ),
    TakesPart.CHOSEN: (marked("Chosen people"), marked("Others in the channel can read along")),
}


def view(
    draft: StartDraft,
    *,
    today: date,
    tz: str,
    people: int | None,
    calendar: Calendar = EVERY_WEEKDAY,
    problem: str | None = None,
) -> View:
    """``people``: how many are in the draft's channel, where that is known. ``problem``: a sentence of our
    own words, such as that the app is not in that channel."""
    return kit.modal(
        ids.START_FORM,
        t("Start a review"),
        [
            *_warning(problem),
            _title(draft, today),
            _channel(draft),
            *_people(draft, people),
            _facilitators(draft),
            _deadline(draft, today, tz, calendar),
            _radios(t("Pace"), fields.PACE, fields.PACE, _said(PACES), draft.pace),
            _radios(
                t("Answers"),
                fields.VISIBILITY,
                ids.START_VISIBILITY,
                _said(VISIBILITIES),
                draft.visibility,
                dispatch=True,
            ),
            *_live(draft, people),
            _radios(t("Reveal"), fields.REVEAL_RULE, fields.REVEAL_RULE, _reveal_rules(), draft.reveal_rule),
            _radios(
                t("Who takes part"),
                fields.takes_part_block(draft.channel_id),
                ids.START_TAKES_PART,
                _said(WHO),
                draft.takes_part,
                dispatch=True,
            ),
            *_participants(draft),
            _external(draft),
        ],
        submit=t("Start"),
        close=t("Cancel"),
        metadata=metadata(draft, people),
    )


def _warning(problem: str | None) -> list[Block]:
    return [kit.context(f"{truncate(problem, 2900)} ⚠️")] if problem else []


def _title(draft: StartDraft, today: date) -> Block:
    initial = truncate(draft.title, fields.LONGEST_TITLE)
    element = kit.text_input(
        fields.TITLE, initial=initial, placeholder=default_title(today), max_length=fields.LONGEST_TITLE
    )
    return kit.input_block(t("Title"), element, block_id=fields.TITLE)


def _channel(draft: StartDraft) -> Block:
    element = kit.channel_select(ids.START_CHANNEL, t("Choose a channel"), draft.channel_id)
    return kit.input_block(
        t("Channel"),
        element,
        block_id=fields.CHANNEL,
        hint=t("The review is posted there, for everybody in it to see."),
        dispatch=True,
    )


def _people(draft: StartDraft, people: int | None) -> list[Block]:
    """How many are there, and what follows from that."""
    if people is None or draft.channel_id is None:
        return []
    sentences = [tn("{n} person is in that channel.", "{n} people are in that channel.", people)]
    if people < SMALL_TEAM:
        sentences.append(
            tn(
                "A question shows its answers from {n} rating on; "
                "with fewer it shows only whether you agree, so that nobody can tell who said what.",
                "A question shows its answers from {n} ratings on; "
                "with fewer it shows only whether you agree, so that nobody can tell who said what.",
                SHOWN_FROM,
            )
        )
    if people > OFFER_EVERYONE_UP_TO:
        sentences.append(t("For so many, choose below who takes part."))
    return [kit.context(" ".join(sentences))]


def _facilitators(draft: StartDraft) -> Block:
    element = kit.people_select(
        fields.FACILITATORS,
        t("Choose people"),
        list(draft.facilitator_ids)[: fields.MOST_FACILITATORS],
        most=fields.MOST_FACILITATORS,
    )
    return kit.input_block(
        t("Facilitators"),
        element,
        block_id=fields.FACILITATORS,
        hint=t("They reveal areas, record what the team agrees, and close the review."),
    )


def _deadline(draft: StartDraft, today: date, tz: str, calendar: Calendar) -> Block:
    """A day is sent as soon as it is picked, so that the form can say whether anybody works then."""
    initial = draft.deadline_on.isoformat() if draft.deadline_on else None
    element = kit.date_picker(ids.START_DEADLINE, initial=initial, placeholder=t("Choose a day"))
    off = pace_words.day_off(draft.deadline_on, calendar, today)
    hints = [
        t("People are asked to answer by {clock} on that day.", clock=pace_words.clock(tz)),
        off or t("With one area each working day, three working days after the last one or later."),
    ]
    return kit.input_block(
        t("Answer by"), element, block_id=fields.DEADLINE, hint=" ".join(hints), optional=True, dispatch=True
    )


def _live(draft: StartDraft, people: int | None) -> list[Block]:
    if draft.visibility is not Visibility.LIVE:
        return []
    words = tn(
        "Live is for {n} or more people who answer: each change of the counts can be seen.",
        "Live is for {n} or more people who answer: each change of the counts can be seen.",
        LIVE_FROM,
    )
    if people is None or people >= LIVE_FROM:
        return _warning(words)
    with_so_few = tn(
        "With {n} it would show who answered what.", "With {n} it would show who answered what.", people
    )
    return _warning(f"{words} {with_so_few}")


def _participants(draft: StartDraft) -> list[Block]:
    if draft.takes_part is not TakesPart.CHOSEN:
        return []
    element = kit.people_select(
        fields.PARTICIPANTS,
        t("Choose people"),
        list(draft.participant_ids)[: fields.MOST_PARTICIPANTS],
        most=fields.MOST_PARTICIPANTS,
    )
    return [
        kit.input_block(
            t("Chosen people"),
            element,
            block_id=fields.PARTICIPANTS,
            hint=t("They are asked while they are in the channel. Facilitators can answer too."),
        )
    ]


def _external(draft: StartDraft) -> Block:
    tick = kit.option(t("People from other organisations can take part"), fields.EXTERNAL)
    element = kit.checkboxes(fields.EXTERNAL, [tick], [tick] if draft.allows_external else None)
    return kit.input_block(t("Other organisations"), element, block_id=fields.EXTERNAL, optional=True)


def _reveal_rules() -> Mapping[RevealRule, tuple[str, str]]:
    after = tn("{n} minute after everyone has answered", "{n} minutes after everyone has answered", MINUTES)
    return {
        RevealRule.ON_PRESS: (
            t("When I press Reveal"),
            t("Facilitators are told when everyone has answered"),
        ),
        RevealRule.AT_DEADLINE: (
            t("At the deadline"),
            t("Needs a day to answer by; pressing Reveal works before that too"),
        ),
        RevealRule.WHEN_COMPLETE: (after, t("Pressing Reveal works before that too")),
    }


def _said(words: Mapping[Any, tuple[str, str]]) -> Mapping[Any, tuple[str, str]]:
    return {value: (t(text), t(detail)) for value, (text, detail) in words.items()}


def _radios(
    label: str,
    block_id: str,
    action_id: str,
    words: Mapping[Any, tuple[str, str]],
    chosen: StrEnum,
    *,
    dispatch: bool = False,
) -> Block:
    options = {value: kit.option(text, value.value, detail) for value, (text, detail) in words.items()}
    element = kit.radio_buttons(action_id, list(options.values()), options[chosen])
    return kit.input_block(label, element, block_id=block_id, dispatch=dispatch)
