"""Reading the start form: leniently while it is being filled in, strictly when it is submitted."""

from __future__ import annotations

import json
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from bot.blocks.forms import Filled, FormErrors
from bot.blocks.start_draft import StartDraft
from bot.domain.errors import NotOurs, SocmobError
from bot.domain.language import t, tn
from bot.domain.pace import check_deadline
from bot.domain.reviews import Pace, RevealRule, TakesPart, Visibility

if TYPE_CHECKING:
    from datetime import date

    from bot.blocks.kit import View

TITLE = "title"
CHANNEL = "channel"
FACILITATORS = "facilitators"
DEADLINE = "deadline"
PACE = "pace"
VISIBILITY = "visibility"
REVEAL_RULE = "reveal_rule"
PARTICIPANTS = "participants"
EXTERNAL = "external"
_TAKES_PART = "takes_part."

LONGEST_TITLE = 75
MOST_FACILITATORS = 10
MOST_PARTICIPANTS = 200
LONGEST_METADATA = 3000

_Word = TypeVar("_Word", bound=StrEnum)


def takes_part_block(channel_id: str | None) -> str:
    """It differs by channel: what is set there at first depends on how many people a channel has."""
    return f"{_TAKES_PART}{channel_id or '-'}"


def metadata(draft: StartDraft, people: int | None) -> str:
    """What the inputs cannot keep: the channel's size, and who was chosen while *everyone* is set."""
    kept: dict[str, Any] = {"people": people}
    full = json.dumps({**kept, "chosen": draft.participant_ids}, separators=(",", ":"))
    return full if len(full) <= LONGEST_METADATA else json.dumps(kept, separators=(",", ":"))


def people_of(view: View) -> int | None:
    """How many people the form last said are in the channel."""
    people: int | None = _kept(view).get("people")
    return people


def draft_of(view: View) -> StartDraft:
    """Whatever is filled in, as far as it can be used: for showing the form again."""
    filled = Filled(view)
    if PARTICIPANTS in filled:
        participants = filled.users(PARTICIPANTS)
    else:
        participants = tuple(_kept(view).get("chosen", ()))
    return StartDraft(
        title=filled.text(TITLE) or "",
        channel_id=filled.conversation(CHANNEL),
        facilitator_ids=filled.users(FACILITATORS),
        deadline_on=filled.day(DEADLINE),
        pace=_word(Pace, filled.option(PACE), Pace.ALL_AT_ONCE),
        visibility=_word(Visibility, filled.option(VISIBILITY), Visibility.HIDDEN),
        reveal_rule=_word(RevealRule, filled.option(REVEAL_RULE), RevealRule.ON_PRESS),
        takes_part=_word(TakesPart, filled.option(_takes_part(filled)), TakesPart.EVERYONE),
        participant_ids=participants,
        allows_external=EXTERNAL in filled.ticked(EXTERNAL),
    )


def read(view: View, *, today: date) -> StartDraft:
    """Raises FormErrors. Where everyone takes part, nobody is chosen."""
    draft = draft_of(view)
    filled = Filled(view)
    errors = {}
    if not draft.title:
        errors[TITLE] = t("Give the review a title.")
    elif len(draft.title) > LONGEST_TITLE:
        errors[TITLE] = tn(
            "Shorten the title to {n} character.", "Shorten the title to {n} characters.", LONGEST_TITLE
        )
    if draft.channel_id is None:
        errors[CHANNEL] = t("Choose the channel in which the review takes place.")
    if not draft.facilitator_ids:
        errors[FACILITATORS] = t("Name at least one facilitator.")
    try:
        check_deadline(draft.deadline_on, draft.reveal_rule, today)
    except SocmobError as refusal:
        errors[DEADLINE] = refusal.sentence
    if draft.takes_part is TakesPart.CHOSEN and not draft.participant_ids:
        shown = PARTICIPANTS if PARTICIPANTS in filled else _takes_part(filled)
        errors[shown] = t("Choose the people who take part.")
    if errors:
        raise FormErrors(errors)
    return draft if draft.takes_part is TakesPart.CHOSEN else replace(draft, participant_ids=())


def _takes_part(filled: Filled) -> str:
    return next(filled.block_ids(_TAKES_PART), takes_part_block(None))


def _word(words: type[_Word], value: str | None, default: _Word) -> _Word:
    return words(value) if value in list(words) else default


def _kept(view: View) -> dict[str, Any]:
    try:
        kept: dict[str, Any] = json.loads(view.get("private_metadata") or "{}")
    except json.JSONDecodeError:
        raise NotOurs from None
    return kept
