"""The fields with which a facilitator records a collective answer, and what was filled into them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.blocks import choices, ids, kit
from bot.blocks.forms import Filled, FormErrors
from bot.blocks.ids import QuestionRef, split_extra, with_extra
from bot.domain.answers import COLLECTIVE, Choice
from bot.domain.language import t

if TYPE_CHECKING:
    from bot.blocks.kit import Block, View
    from bot.domain.answers import Proposal
    from bot.domain.checklist import Meanings

LONGEST_REASON = 500


@dataclass(frozen=True)
class Decision:
    """``sequence``: how many agreements were on the record when the form was opened."""

    ref: QuestionRef
    choice: Choice
    reason: str | None
    sequence: int


def fields(ref: QuestionRef, meanings: Meanings, proposal: Proposal, *, chosen: Choice | None) -> list[Block]:
    hint = (
        t("Needed where you decide otherwise than proposed. Everybody in the channel can read it.")
        if proposal.choice
        else t("If it helps later. Everybody in the channel can read it.")
    )
    return [
        kit.input_block(
            t("Collective answer"),
            choices.radios("choice", COLLECTIVE, meanings, chosen),
            block_id=choice_block(ref),
        ),
        kit.input_block(
            t("Reason"),
            kit.text_input("reason", multiline=True, max_length=LONGEST_REASON),
            block_id=reason_block(ref),
            hint=hint,
            optional=True,
        ),
    ]


def choice_block(ref: QuestionRef) -> str:
    return f"choice.{ref.question_id}.{ref.round}"


def reason_block(ref: QuestionRef) -> str:
    """Where the sentence of a missing reason belongs. It differs by question, so that the next one starts
    empty when a form goes on to it."""
    return f"reason.{ref.question_id}.{ref.round}"


def metadata(ref: QuestionRef, sequence: int) -> str:
    return with_extra(ref, str(sequence))


def read(view: View) -> Decision:
    """Raises FormErrors. Whether a reason is needed depends on the answers, which only the store knows."""
    sequence, value = split_extra(view.get("private_metadata", ""))
    ref = QuestionRef.parse(value)
    filled = Filled(view)
    chosen = next((c for c in COLLECTIVE if c == filled.option(choice_block(ref))), None)
    reason = filled.text(reason_block(ref))
    errors = {}
    if chosen is None:
        errors[choice_block(ref)] = t("Choose the answer that the team agrees on.")
    if reason is not None and len(reason) > LONGEST_REASON:
        errors[reason_block(ref)] = t("Shorten this to {most} characters.", most=LONGEST_REASON)
    if errors or chosen is None:
        raise FormErrors(errors)
    return Decision(ref, chosen, reason, ids.number(sequence))
