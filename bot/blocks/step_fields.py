"""The fields of the forms about next steps, and which of them a refusal belongs to."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.blocks import kit
from bot.blocks.evidence import LONGEST_LINK, is_web_address
from bot.blocks.text import grouped, truncate
from bot.domain import step_errors
from bot.domain.language import t, tn
from bot.domain.next_steps import LONGEST_REASON, LONGEST_TEXT
from bot.domain.people import is_forgotten

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.blocks.forms import Filled
    from bot.blocks.kit import Block
    from bot.domain.errors import SocmobError

ABOUT_BLOCK = "step.about"
TEXT_BLOCK = "step.text"
OWNER_BLOCK = "step.owner"
DUE_BLOCK = "step.due"
EVIDENCE_BLOCK = "step.evidence"
REASON_BLOCK = "step.reason"

FIELDS: Mapping[type[SocmobError], str] = {
    step_errors.StepTextNeeded: TEXT_BLOCK,
    step_errors.StepTextTooLong: TEXT_BLOCK,
    step_errors.DueInPast: DUE_BLOCK,
    step_errors.DueTooFar: DUE_BLOCK,
    step_errors.OwnerIsNoPerson: OWNER_BLOCK,
    step_errors.OwnerIsDeactivated: OWNER_BLOCK,
    step_errors.OwnerIsExternal: OWNER_BLOCK,
    step_errors.UnknownOwner: OWNER_BLOCK,
    step_errors.StepReasonNeeded: REASON_BLOCK,
    step_errors.StepReasonTooLong: REASON_BLOCK,
}
"""Under which field a refusal is shown while the form stays open."""


def text(initial: str | None) -> Block:
    return kit.input_block(
        t("What is to be done"),
        kit.text_input(
            "text",
            initial=initial and truncate(initial, LONGEST_TEXT),
            multiline=True,
            max_length=LONGEST_TEXT,
        ),
        block_id=TEXT_BLOCK,
        hint=t("One thing that one person can see through."),
    )


def owner(initial: str | None) -> Block:
    """Nobody is chosen yet where the owner before had themselves forgotten."""
    if initial is not None and is_forgotten(initial):
        initial = None
    return kit.input_block(
        t("Owner"),
        kit.person_select("owner", t("Choose a person"), initial),
        block_id=OWNER_BLOCK,
        hint=t("They are told once, and reminded before it is due."),
    )


def due(initial: date | None) -> Block:
    return kit.input_block(
        t("Due"),
        kit.date_picker(
            "due", initial=initial.isoformat() if initial else None, placeholder=t("Choose a day")
        ),
        block_id=DUE_BLOCK,
    )


def evidence(initial: str | None) -> Block:
    return kit.input_block(
        t("Link"),
        kit.url_input("evidence", initial=initial, placeholder="https://"),
        block_id=EVIDENCE_BLOCK,
        hint=t("A page or a message that says more."),
        optional=True,
    )


def reason() -> Block:
    return kit.input_block(
        t("Reason"),
        kit.text_input("reason", multiline=True, max_length=LONGEST_REASON),
        block_id=REASON_BLOCK,
        hint=t("It stays in the history of this next step."),
    )


def given_text(filled: Filled, errors: dict[str, str]) -> str:
    """What cannot be used is noted in ``errors``; so it is for all fields."""
    text = filled.text(TEXT_BLOCK) or ""
    if not text:
        errors[TEXT_BLOCK] = step_errors.StepTextNeeded().sentence
    elif len(text) > LONGEST_TEXT:
        errors[TEXT_BLOCK] = step_errors.StepTextTooLong().sentence
    return text


def given_owner(filled: Filled, errors: dict[str, str]) -> str:
    user_id = filled.user(OWNER_BLOCK)
    if user_id is None:
        errors[OWNER_BLOCK] = t("Choose who sees to it.")
    return user_id or ""


def given_due(filled: Filled, errors: dict[str, str]) -> date:
    """Whether the day has passed is up to the store, which knows what day it is for this person."""
    try:
        on = filled.day(DUE_BLOCK)
    except ValueError:
        on = None
    if on is None:
        errors[DUE_BLOCK] = t("Choose the day by which it is to be done.")
    return on or date.min


def given_evidence(filled: Filled, errors: dict[str, str]) -> str | None:
    url = filled.text(EVIDENCE_BLOCK)
    if url is not None and len(url) > LONGEST_LINK:
        errors[EVIDENCE_BLOCK] = tn(
            "Give a shorter link, of at most {most} character.",
            "Give a shorter link, of at most {most} characters.",
            LONGEST_LINK,
            most=grouped(LONGEST_LINK),
        )
    elif url is not None and not is_web_address(url):
        errors[EVIDENCE_BLOCK] = t("Give the address of a web page: it begins with https:// or http://.")
    return url


def given_reason(filled: Filled, errors: dict[str, str]) -> str:
    reason = filled.text(REASON_BLOCK) or ""
    if not reason:
        errors[REASON_BLOCK] = step_errors.StepReasonNeeded().sentence
    elif len(reason) > LONGEST_REASON:
        errors[REASON_BLOCK] = step_errors.StepReasonTooLong().sentence
    return reason
