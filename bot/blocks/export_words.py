"""A file of a review on its way: that it is being made, what it is called, and what is said with it."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from bot.blocks import export_table, ids, kit, quiet
from bot.blocks.text import escape_within, mention
from bot.domain.export import ExportFormat
from bot.domain.language import marked, t

if TYPE_CHECKING:
    from datetime import date

    from bot.blocks.kit import Element, Message
    from bot.domain.export import Export
    from bot.domain.reviews import Review

LONGEST_TITLE = 400
LONGEST_NAME = 80
"""Of a file, in characters, without its date."""

IN_NAMES = " -_.,()&+'"
"""What every system takes in the name of a file, beside letters and digits."""

MAKING = {
    ExportFormat.XLSX: marked("I am making the spreadsheet. You will find it in your messages with me."),
    ExportFormat.PDF: marked("I am making the document. You will find it in your messages with me."),
    ExportFormat.CSV: marked(
        "I am making the file of plain values. You will find it in your messages with me."
    ),
}
MAKING_FOR_CHANNEL = {
    ExportFormat.XLSX: marked("I am making the spreadsheet. It comes to {channel} in a moment."),
    ExportFormat.PDF: marked("I am making the document. It comes to {channel} in a moment."),
    ExportFormat.CSV: marked("I am making the file of plain values. It comes to {channel} in a moment."),
}
SAYS = {
    ExportFormat.XLSX: marked("*{title}* as a spreadsheet."),
    ExportFormat.PDF: marked("*{title}* as a document."),
    ExportFormat.CSV: marked("*{title}* as plain values."),
}


def making(to: ExportFormat, channel_id: str | None) -> Message:
    """At once, to whoever asked; ``channel_id``: the channel that it is for, if it is for one."""
    if channel_id is None:
        return quiet.sentence(t(MAKING[to]))
    return quiet.sentence(t(MAKING_FOR_CHANNEL[to], channel=f"<#{channel_id}>"))


def made_already() -> Message:
    return quiet.sentence(t("I have that file in hand already: it comes once."))


def comment(export: Export, to: ExportFormat, shared_by: str | None) -> str:
    """What the message with the file says, in words. When that was stands beside every message."""
    title = escape_within(export.review.title, LONGEST_TITLE)
    words = [t(SAYS[to], title=title), export_table.standing(export)]
    if export.comments is not None:
        words.append(t("Comments are included, without names."))
    if shared_by is not None:
        words.append(t("Shared by {person}.", person=mention(shared_by)))
    return " ".join(words)


def description(export: Export, made_on: date) -> str:
    """Of the file, in plain text, for whoever does not see it."""
    title = t("Table of the review {title}.", title=export.review.title)
    return " ".join([title, *export_table.facts(export, made_on)])[:LONGEST_TITLE]


def file_name(review: Review, to: ExportFormat, made_on: date) -> str:
    """``Spring review 2026-12-07.xlsx``: readable, and taken by every system."""
    title = unicodedata.normalize("NFC", review.title)
    kept = "".join(one if one.isalnum() or one in IN_NAMES or _is_mark(one) else " " for one in title)
    name = " ".join(kept.split())[:LONGEST_NAME].strip(" .-")
    if not name:
        name = t("Review")
    return f"{name} {made_on.isoformat()}.{to.value}"


def button(review_id: int) -> Element:
    return kit.button(
        t("Export…"), ids.REVIEW_EXPORT, str(review_id), label=t("Export this review as a file")
    )


def _is_mark(character: str) -> bool:
    """An accent or a vowel sign, which belongs to the letter before it."""
    return unicodedata.category(character) in ("Mn", "Mc")
