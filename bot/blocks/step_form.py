"""*Add a next step*: what it is about, what is to be done, by whom and by when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.blocks import ids, kit, step_fields
from bot.blocks.forms import Filled, FormErrors
from bot.blocks.step_fields import ABOUT_BLOCK
from bot.blocks.text import escape_within, truncate
from bot.domain.errors import NotOurs
from bot.domain.language import marked, t
from bot.domain.next_steps import NewStep, StepSubject

if TYPE_CHECKING:
    from typing import Any

    from bot.blocks.kit import Block, View
    from bot.domain.step_place import StepDraft, StepPlace

TITLE = marked("Add a next step")
LONGEST_OPTION = 75


@dataclass(frozen=True)
class Prefilled:
    """What stands in the form at first. ``channel_id``: where the person is told that it is added."""

    owner_id: str
    channel_id: str = ""
    text: str | None = None
    evidence_url: str | None = None


def view(draft: StepDraft, prefilled: Prefilled) -> View:
    review = draft.place.review
    title = escape_within(review.title, 200)
    return kit.modal(
        ids.STEP_FORM,
        t(TITLE),
        [
            kit.context(t("{review}, in {channel}", review=title, channel=f"<#{review.channel_id}>")),
            _about(draft.place),
            step_fields.text(prefilled.text),
            step_fields.owner(prefilled.owner_id),
            step_fields.due(draft.due_on),
            step_fields.evidence(prefilled.evidence_url),
        ],
        submit=t("Add"),
        close=t("Cancel"),
        metadata=prefilled.channel_id,
    )


def read(view: View) -> tuple[NewStep, str]:
    """What was filled in, and the channel in which the person is told. Raises FormErrors.

    The view's own id makes it one next step, however often the form is sent.
    """
    filled, errors = Filled(view), dict[str, str]()
    subject = _chosen(filled, errors)
    new = NewStep(
        origin=view["id"],
        subject=subject,
        text=step_fields.given_text(filled, errors),
        owner_id=step_fields.given_owner(filled, errors),
        due_on=step_fields.given_due(filled, errors),
        evidence_url=step_fields.given_evidence(filled, errors),
    )
    if errors:
        raise FormErrors(errors)
    return new, view.get("private_metadata", "")


def _about(place: StepPlace) -> Block:
    """Everything that a next step of this review can be about, area by area."""
    checklist, review_id = place.checklist, place.review.id
    whole = _option(t("The review as a whole"), StepSubject(review_id))
    groups = [(t("Review"), [whole])]
    for area in checklist.areas:
        options = [_option(t("The whole area"), StepSubject(review_id, area.id))]
        options += [
            _option(f"{number}. {question.short}", StepSubject(review_id, area.id, question.id))
            for number, question in enumerate(area.questions, 1)
        ]
        name = f"{checklist.area_number(area.id)}. {checklist.name_of(area.id)}"
        groups.append((truncate(name, LONGEST_OPTION), options))
    follow_ups = [
        _option(one.text, StepSubject(review_id, follow_up_id=one.id))
        for one in checklist.follow_ups
        if not one.computed
    ]
    groups += [(t("Follow-up questions"), follow_ups)] if follow_ups else []
    here = ids.step_subject(_subject(place))
    offered = (option for _, options in groups for option in options)
    initial = next((option for option in offered if option["value"] == here), whole)
    return kit.input_block(
        t("What it is about"),
        kit.grouped_select("about", t("Choose a question or an area"), groups, initial),
        block_id=ABOUT_BLOCK,
    )


def _option(text: str, subject: StepSubject) -> dict[str, Any]:
    return kit.option(truncate(text, LONGEST_OPTION), ids.step_subject(subject))


def _subject(place: StepPlace) -> StepSubject:
    return StepSubject(
        place.review.id,
        place.area.id if place.area else None,
        place.question.id if place.question else None,
        place.follow_up.id if place.follow_up else None,
    )


def _chosen(filled: Filled, errors: dict[str, str]) -> StepSubject:
    try:
        return ids.read_step_subject(filled.option(ABOUT_BLOCK) or "")
    except NotOurs:
        errors[ABOUT_BLOCK] = t("Choose a question, an area, or the review as a whole.")
        return StepSubject(0)
