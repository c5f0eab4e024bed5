"""The small forms that change one thing of a next step: its text, due date or owner, or that it stays undone.

``came_from`` travels with a form unread: it says what to show again once the form is sent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.blocks import ids, kit, step_fields, step_words
from bot.blocks.forms import Filled, FormErrors
from bot.blocks.ids import StepRef
from bot.blocks.text import escape
from bot.domain.language import t

if TYPE_CHECKING:
    from datetime import date

    from bot.blocks.kit import Block, View
    from bot.domain.step_place import PlacedStep


@dataclass(frozen=True)
class TextGiven:
    ref: StepRef
    came_from: str
    text: str
    evidence_url: str | None


@dataclass(frozen=True)
class DateGiven:
    ref: StepRef
    came_from: str
    due_on: date


@dataclass(frozen=True)
class OwnerGiven:
    ref: StepRef
    came_from: str
    owner_id: str


@dataclass(frozen=True)
class ReasonGiven:
    ref: StepRef
    came_from: str
    reason: str


def text(placed: PlacedStep, came_from: str) -> View:
    step = placed.step
    fields = [step_fields.text(step.text), step_fields.evidence(step.evidence_url)]
    return _view(ids.STEP_TEXT_FORM, t("Edit next step"), placed, came_from, *fields, names_it=False)


def due_date(placed: PlacedStep, came_from: str) -> View:
    return _view(ids.STEP_DATE_FORM, t("Change date"), placed, came_from, step_fields.due(placed.step.due_on))


def owner(placed: PlacedStep, came_from: str) -> View:
    return _view(
        ids.STEP_OWNER_FORM, t("Reassign"), placed, came_from, step_fields.owner(placed.step.owner_id)
    )


def wont_do(placed: PlacedStep, came_from: str) -> View:
    return _view(ids.STEP_REASON_FORM, t("Won't do"), placed, came_from, step_fields.reason())


def read_text(view: View) -> TextGiven:
    """Raises FormErrors; so do the others."""
    filled, errors = Filled(view), dict[str, str]()
    text, evidence_url = step_fields.given_text(filled, errors), step_fields.given_evidence(filled, errors)
    return TextGiven(*_read(view, errors), text, evidence_url)


def read_date(view: View) -> DateGiven:
    errors = dict[str, str]()
    due_on = step_fields.given_due(Filled(view), errors)
    return DateGiven(*_read(view, errors), due_on)


def read_owner(view: View) -> OwnerGiven:
    errors = dict[str, str]()
    owner_id = step_fields.given_owner(Filled(view), errors)
    return OwnerGiven(*_read(view, errors), owner_id)


def read_reason(view: View) -> ReasonGiven:
    errors = dict[str, str]()
    reason = step_fields.given_reason(Filled(view), errors)
    return ReasonGiven(*_read(view, errors), reason)


def _view(
    callback_id: str,
    title: str,
    placed: PlacedStep,
    came_from: str,
    *fields: Block,
    names_it: bool = True,
) -> View:
    ref = StepRef(placed.step.id, placed.step.sequence)
    head: list[Block] = [kit.context(step_words.about(placed.place))]
    if names_it:
        head.insert(0, kit.section(f"*{escape(placed.step.text)}*"))
    return kit.modal(
        callback_id,
        title,
        [*head, *fields],
        submit=t("Save"),
        close=t("Cancel"),
        metadata=f"{ref} {came_from}".strip(),
    )


def _read(view: View, errors: dict[str, str]) -> tuple[StepRef, str]:
    """Raises FormErrors where anything was noted."""
    if errors:
        raise FormErrors(errors)
    ref, _, came_from = view.get("private_metadata", "").partition(" ")
    return StepRef.parse(ref), came_from
