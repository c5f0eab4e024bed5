"""What only the facilitators of a review can do."""

from __future__ import annotations

from enum import Enum

from bot.domain.language import marked


class FacilitatorsOnly(Enum):
    """Each is the whole sentence that refuses it to everybody else: who reads it cannot put it together."""

    RUN = marked("Only the facilitators of this review can run it: {facilitators}.")
    POST = marked("Only the facilitators of this review can post areas: {facilitators}.")
    REVEAL = marked(
        "Only the facilitators of this review can reveal answers: {facilitators}. Your own answers are saved."
    )
    REOPEN = marked("Only the facilitators of this review can re-open an area: {facilitators}.")
    AGREE = marked("Only the facilitators of this review can record collective answers: {facilitators}.")
    UNDO = marked("Only the facilitators of this review can change collective answers: {facilitators}.")
    HIDE_COMMENTS = marked("Only the facilitators of this review can hide comments: {facilitators}.")
    CLOSE = marked("Only the facilitators of this review can close it: {facilitators}.")
    DISCARD = marked("Only the facilitators of this review can discard it: {facilitators}.")
    RESUME = marked("Only the facilitators of this review can open it again: {facilitators}.")
    CHANGE_PACE = marked(
        "Only the facilitators of this review can change its pace and its deadline: {facilitators}."
    )
    PAUSE = marked("Only the facilitators of this review can pause it: {facilitators}.")
    GO_ON = marked("Only the facilitators of this review can let it go on: {facilitators}.")
    NAME_PEOPLE = marked(
        "Only the facilitators of this review can change who facilitates and who takes part: {facilitators}."
    )
    READ_RECORD = marked("Only the facilitators of this review can read its record: {facilitators}.")
    SHARE_COUNTS = marked(
        "Only the facilitators of this review can say what the network's digest includes of it: "
        "{facilitators}."
    )
    TAKE_ALONG = marked(
        "Only the facilitators of this review can take next steps of earlier ones along: {facilitators}."
    )
    EXPORT_COMMENTS = marked(
        "Only the facilitators of this review can have comments in a file: {facilitators}. "
        "Ask for it without comments."
    )
