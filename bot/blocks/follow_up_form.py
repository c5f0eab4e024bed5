"""The form in which a follow-up question is answered: the answer, who sees to it, and by when.

Where the question is asked for each area, the form goes on from one to the next. Its fields carry the area
in their block ids: Slack keeps what was typed into a field for as long as its id stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.blocks import follow_up_words, ids, kit, step_fields
from bot.blocks.forms import Filled, FormErrors
from bot.blocks.text import escape_within
from bot.domain.errors import NotOurs
from bot.domain.follow_ups import GivenAnswer, Seen
from bot.domain.language import t, tn
from bot.domain.next_steps import LONGEST_TEXT, StepSubject

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from bot.blocks.kit import Block, View
    from bot.domain.follow_ups import FollowUpDraft

NONE_SEEN = "-"
LONGEST_QUESTION = 500
LONGEST_NAME = 150


@dataclass(frozen=True)
class CameFrom:
    """Where the form was opened: its list is shown anew once the form is sent. ``where``: the
    ``response_url`` of a private list, or the id of the form that the list is shown in.
    """

    channel_id: str = ""
    where: str = ""


def view(draft: FollowUpDraft, user_id: str, came_from: CameFrom, *, saved: bool = False) -> View:
    """``saved``: the form has just gone on from another area, whose answer is saved."""
    answer, subject = draft.answer, draft.subject
    stands = answer is not None and answer.step.state.is_unfinished
    fields = [
        _text(answer.text if answer else None),
        step_fields.owner(answer.owner_id if answer and stands else user_id),
        step_fields.due(answer.due_on if answer and stands else draft.due_on),
        step_fields.evidence(answer.step.evidence_url if answer and stands else None),
    ]
    for block in fields:
        block["block_id"] = field(block["block_id"], subject.area_id)
    return kit.modal(
        ids.FOLLOW_UP_FORM,
        t("Follow-up question"),
        [*_heading(draft, saved), *fields],
        submit=t("Save and next area") if draft.waiting and answer is None else t("Save"),
        close=t("Close") if saved else t("Cancel"),
        metadata=_metadata(
            subject, Seen(answer.sequence, answer.step.sequence) if answer else None, came_from
        ),
        # What is closed before anything was saved has changed nothing.
        notify_on_close=saved,
    )


def read(view: View) -> tuple[GivenAnswer, CameFrom]:
    """What was filled in; the view's own id and the place make it one answer, however often it is sent.
    Raises FormErrors, NotOurs.
    """
    subject, seen, came_from = _read_metadata(view.get("private_metadata", ""))
    filled, errors = Filled(_without_area(view, subject.area_id)), dict[str, str]()
    given = GivenAnswer(
        origin=f"{view['id']}.{subject.area_id}" if subject.area_id else view["id"],
        subject=subject,
        text=step_fields.given_text(filled, errors),
        owner_id=step_fields.given_owner(filled, errors),
        due_on=step_fields.given_due(filled, errors),
        evidence_url=step_fields.given_evidence(filled, errors),
        seen=seen,
    )
    if errors:
        raise FormErrors(on_fields(errors, subject.area_id))
    return given, came_from


def closed(view: View) -> tuple[int, CameFrom]:
    """Of a form that is closed unsent: the review, and where it was opened. Raises NotOurs."""
    subject, _, came_from = _read_metadata(view.get("private_metadata", ""))
    return subject.review_id, came_from


def field(block_id: str, area_id: str | None) -> str:
    return f"{block_id}.{area_id}" if area_id else block_id


def on_fields(errors: Mapping[str, str], area_id: str | None) -> dict[str, str]:
    return {field(block_id, area_id): said for block_id, said in errors.items()}


def _heading(draft: FollowUpDraft, saved: bool) -> Iterator[Block]:
    if saved:
        yield kit.context(tn("Saved. {n} more area waits.", "Saved. {n} more areas wait.", draft.waiting + 1))
    yield kit.section(f"*{escape_within(draft.follow_up.text, LONGEST_QUESTION)}*")
    if draft.area is not None:
        name = escape_within(draft.status.checklist.name_of(draft.area.id), LONGEST_NAME)
        counts = next(one.counts for one in draft.status.areas if one.area.id == draft.area.id)
        yield kit.section(follow_up_words.counted(f"*{name}*", counts))
    if draft.answer is None:
        yield kit.context(t("Your answer becomes a next step: its owner is reminded before it is due."))
    elif draft.answer.step.state.is_unfinished:
        yield kit.context(t("The answer is a next step: what you change here changes there too."))
    else:
        yield kit.context(
            t("The next step of this answer is finished and stays so. A new answer becomes a new next step.")
        )


def _text(initial: str | None) -> Block:
    return kit.input_block(
        t("Answer"),
        kit.text_input("text", initial=initial, multiline=True, max_length=LONGEST_TEXT),
        block_id=step_fields.TEXT_BLOCK,
        hint=t("In a few words: who or what, and what comes first."),
    )


def _metadata(subject: StepSubject, seen: Seen | None, came_from: CameFrom) -> str:
    saw = f"{seen.answer}.{seen.step}" if seen else NONE_SEEN
    return " ".join([ids.step_subject(subject), saw, came_from.channel_id, came_from.where])


def _read_metadata(text: str) -> tuple[StepSubject, Seen | None, CameFrom]:
    match text.split(" "):
        case [place, saw, channel_id, where]:
            answer, _, step = saw.partition(".")
            seen = None if saw == NONE_SEEN else Seen(ids.number(answer), ids.number(step))
            return ids.read_step_subject(place), seen, CameFrom(channel_id, where)
    raise NotOurs


def _without_area(view: View, area_id: str | None) -> dict[str, Any]:
    """The view's state with block ids as all forms of next steps have them."""
    values = (view.get("state") or {}).get("values") or {}
    suffix = field("", area_id)
    return {"state": {"values": {block_id.removesuffix(suffix): value for block_id, value in values.items()}}}
