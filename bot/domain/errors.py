"""The one error vocabulary: each error carries the sentence that the person reads.

Sentences are Slack mrkdwn made of our own words and of ids; nothing that a person typed goes into one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def mentions(user_ids: Iterable[str]) -> str:
    return ", ".join(f"<@{user_id}>" for user_id in user_ids)


class SocmobError(Exception):
    """Something a person asked for cannot be done. ``sentence`` says why, what holds, and what to do."""

    sentence = "That cannot be done."

    def __init__(self, sentence: str | None = None) -> None:
        if sentence is not None:
            self.sentence = sentence
        super().__init__(self.sentence)


class ReviewNotFound(SocmobError):
    sentence = (
        "I cannot find that review. It may have been discarded. Type `/socmob start` to begin a new one."
    )


class NotOurs(SocmobError, ValueError):
    """What a button or a form carries is none of ours, or of a version that is long gone."""

    sentence = "I do not know that button any more. Type `/socmob` to see where things stand."


class NoSuchQuestion(SocmobError, KeyError):
    sentence = "This checklist has no such question. Type `/socmob status` to see where the review stands."


class NoOpenReview(SocmobError):
    sentence = "There is no open review in this channel. Type `/socmob start` to begin one."


class ReviewAlreadyOpen(SocmobError):
    """Two open reviews in one channel would mix up their answers; the database holds that there is one."""

    sentence = (
        "A review is already open in that channel. Close it with `/socmob close`, "
        "or discard it with `/socmob discard`, then start the new one."
    )


class ReviewClosed(SocmobError):
    sentence = (
        "This review is closed, so its answers no longer change. `/socmob history` shows what was agreed."
    )


class ReviewNotClosed(SocmobError):
    sentence = "This review is open already. `/socmob status` shows where it stands."


class TooLateToResume(SocmobError):
    sentence = "A closed review can be opened again for 7 days. Type `/socmob start` to begin a new one."


class NothingAgreed(SocmobError):
    sentence = (
        "Nothing is agreed in this review yet, so there is nothing to close. "
        "Agree at least one answer first, or type `/socmob discard` to give the review up."
    )


class AreaNotPosted(SocmobError):
    sentence = "This area is not open yet. A facilitator can post it with `/socmob post`."


class AreaAlreadyPosted(SocmobError):
    sentence = "That area is posted already. `/socmob status` shows where each area stands."


class NothingToPost(SocmobError):
    sentence = "All areas are posted already. `/socmob status` shows where each one stands."


class AreaRevealed(SocmobError):
    sentence = (
        "This area is revealed, so its answers no longer change. "
        "A facilitator can re-open it for a new round."
    )


class AreaNotRevealed(SocmobError):
    sentence = "This area is not revealed yet. A facilitator can reveal it with `/socmob reveal`."


class RoundOver(SocmobError):
    sentence = (
        "That message belongs to an earlier round. Answer on the area's newest message in this channel."
    )


class NothingToReveal(SocmobError):
    sentence = "Nobody has answered this area yet, so there is nothing to reveal."


class NothingToUndo(SocmobError):
    sentence = (
        "That can no longer be undone: it is more than 24 hours ago, it was changed since, "
        "or somebody else did it. *Decide…* sets another answer."
    )


class ReasonNeeded(SocmobError):
    sentence = "Say in a few words why the team decides otherwise than its answers propose."


class AgreedMeanwhile(SocmobError):
    sentence = "Somebody agreed another answer a moment ago. Look at the area again, then decide."


class NothingToAnswer(SocmobError):
    sentence = "No area waits for your answers now. `/socmob status` shows where the review stands."


class NoAreaOpen(SocmobError):
    sentence = "No area takes answers now. `/socmob status` shows where the review stands."


class NothingToDiscuss(SocmobError):
    sentence = (
        "No answer waits to be agreed: reveal an area first with `/socmob reveal`, "
        "or see `/socmob status` for what is agreed."
    )


class NoSuchArea(SocmobError):
    sentence = (
        "This checklist has no such area. Type its number or a part of its name, such as `/socmob status 3`."
    )


class NotAFacilitator(SocmobError):
    def __init__(self, to_do: str, facilitator_ids: Iterable[str]) -> None:
        kept = " Your own answers are saved." if to_do == "reveal answers" else ""
        super().__init__(
            f"Only the facilitators of this review can {to_do}: {mentions(facilitator_ids)}.{kept}"
        )


class NotTakingPart(SocmobError):
    def __init__(self, facilitator_ids: Iterable[str]) -> None:
        super().__init__(
            "You can read along in this review, but its answers come from other people. "
            f"If you should be one of them, ask its facilitators: {mentions(facilitator_ids)}."
        )


class NotInChannel(SocmobError):
    sentence = "This review belongs to a channel that you are not in. Join it first, then try again."


class UnknownPerson(SocmobError):
    """Our copy of the channel does not know this person: ask Slack about the channel, then try once more."""

    sentence = NotInChannel.sentence

    def __init__(self, channel_id: str) -> None:
        super().__init__()
        self.channel_id = channel_id


class GuestsCannotStart(SocmobError):
    sentence = (
        "Guests cannot start a review. Ask a full member of this channel to start it; "
        "you can be chosen to take part."
    )


class NobodyFacilitates(SocmobError):
    """The sentence comes with a button to take the review over."""

    sentence = (
        "None of the facilitators of this review is active in its channel any more. "
        "Whoever takes part can take it over."
    )

    def __init__(self, review_id: int) -> None:
        super().__init__()
        self.review_id = review_id


class SeveralReviews(SocmobError):
    def __init__(self, channel_ids: Iterable[str]) -> None:
        channels = ", ".join(f"<#{channel_id}>" for channel_id in channel_ids)
        super().__init__(f"You are in several open reviews. Type this in the channel you mean: {channels}.")


class StillHasFacilitators(SocmobError):
    def __init__(self, facilitator_ids: Iterable[str]) -> None:
        super().__init__(f"This review has a facilitator in the channel: {mentions(facilitator_ids)}.")


class OnlyWhoTakesPart(SocmobError):
    sentence = "Only somebody who takes part in this review can take it over. You can read along in it."


class CommentNotFound(SocmobError):
    sentence = "That comment is no longer there."


class Unexpected(SocmobError):
    """A mistake of ours. ``reference`` stands in the log, beside what happened."""

    def __init__(self, reference: str) -> None:
        super().__init__(
            f"Something went wrong on our side (reference {reference}). "
            "What you saved before is safe. Please try again."
        )


class TooBusy(SocmobError):
    """The database did not answer in time. Nothing is known to be saved."""

    sentence = "I could not save that just now. Nothing was changed: please try again in a moment."
