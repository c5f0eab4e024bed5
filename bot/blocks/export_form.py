"""Which file somebody wants of a review, and for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids, kit
from bot.blocks.forms import Filled
from bot.blocks.text import escape_within
from bot.domain.errors import NotOurs
from bot.domain.export import ExportFormat
from bot.domain.language import marked, t

if TYPE_CHECKING:
    from bot.blocks.kit import Block, View
    from bot.domain.reviews import Review

TITLE = marked("Export a review")
LONGEST_TITLE = 400
FORMAT, COMMENTS, WHERE = "format", "comments", "where"
TO_ME, TO_CHANNEL = "me", "channel"

FORMATS = {
    ExportFormat.XLSX: (
        marked("Spreadsheet (XLSX)"),
        marked("The whole table, status cells in their colours"),
    ),
    ExportFormat.PDF: (marked("Document (PDF)"), marked("To print, or to hear with a screen reader")),
    ExportFormat.CSV: (marked("Plain values (CSV)"), marked("For other programs")),
}


def view(review: Review, *, is_facilitator: bool) -> View:
    """Only facilitators are offered comments."""
    title = escape_within(review.title, LONGEST_TITLE)
    blocks = [
        kit.section(f"*{title}*"),
        kit.context(
            t(
                "The file holds what everybody in {channel} can see: recommendations, agreed ratings, next "
                "steps with their owners, and answers to the follow-up questions.",
                channel=f"<#{review.channel_id}>",
            )
        ),
        _format(),
        *([_comments()] if is_facilitator else []),
        _where(),
    ]
    return kit.modal(
        ids.EXPORT_FORM,
        t(TITLE),
        blocks,
        submit=t("Make the file"),
        close=t("Cancel"),
        metadata=str(review.id),
    )


def read(form: View) -> tuple[int, ExportFormat, bool, bool]:
    """The review, the format, whether with comments, and whether for the channel. Raises NotOurs."""
    filled = Filled(form)
    try:
        to = ExportFormat(filled.option(FORMAT) or "")
    except ValueError:
        raise NotOurs from None
    review_id = ids.number(form.get("private_metadata", ""))
    return review_id, to, COMMENTS in filled.ticked(COMMENTS), filled.option(WHERE) == TO_CHANNEL


def _format() -> Block:
    options = [kit.option(t(name), to.value, t(use)) for to, (name, use) in FORMATS.items()]
    return kit.input_block(t("Format"), kit.radio_buttons(FORMAT, options, options[0]), block_id=FORMAT)


def _comments() -> Block:
    tick = kit.option(t("Include comments"), COMMENTS, t("Those of revealed areas, without names"))
    return kit.input_block(t("Comments"), kit.checkboxes(COMMENTS, [tick]), block_id=COMMENTS, optional=True)


def _where() -> Block:
    options = [
        kit.option(t("To me alone"), TO_ME, t("In your messages with socmob")),
        kit.option(t("To the review's channel"), TO_CHANNEL, t("For everybody there")),
    ]
    return kit.input_block(t("Where to"), kit.radio_buttons(WHERE, options, options[0]), block_id=WHERE)
