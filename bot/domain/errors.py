"""The one error vocabulary: each error carries the sentence that the person reads.

Sentences are Slack mrkdwn made of our own words and of ids; nothing that a person typed goes into one. An
error is raised where nobody knows who reads it, so it carries the English template, marked, and what fills
its gaps; it is put into words, in the reader's language, where ``sentence`` is read::

    class StepGivenAway(SocmobError):
        template = marked("This next step belongs to {owner} now, so nothing was changed.")

        def __init__(self, owner_id: str) -> None:
            super().__init__(owner=Mention(owner_id))
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.language import marked, t
from bot.domain.people import is_forgotten

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.domain.facilitators_only import FacilitatorsOnly


def mentions(user_ids: Iterable[str]) -> str:
    """Whom to ask: not those who had themselves forgotten."""
    return ", ".join(f"<@{user_id}>" for user_id in user_ids if not is_forgotten(user_id))


class SocmobError(Exception):
    """Something a person asked for cannot be done. ``sentence`` says why, what holds, and what to do.

    ``values`` fill the gaps of the template; one that has words itself says them in its ``__str__``.
    """

    template = marked("That cannot be done.")

    def __init__(self, **values: object) -> None:
        super().__init__()
        self.values = values

    @property
    def sentence(self) -> str:
        return t(self.template, **self.values)

    def __str__(self) -> str:
        return self.sentence


class ReviewNotFound(SocmobError):
    template = marked(
        "I cannot find that review. It may have been discarded. Type `/socmob start` to begin a new one."
    )


class NotOurs(SocmobError, ValueError):
    """What a button or a form carries is none of ours, or of a version that is long gone."""

    template = marked("I do not know that button any more. Type `/socmob` to see where things stand.")


class NoSuchQuestion(SocmobError, KeyError):
    template = marked(
        "This checklist has no such question. Type `/socmob status` to see where the review stands."
    )


class NoOpenReview(SocmobError):
    template = marked("There is no open review in this channel. Type `/socmob start` to begin one.")


class NoOpenReviewAnywhere(NoOpenReview):
    """Asked in direct messages, where any channel's would do."""

    template = marked(
        "There is no open review in any channel that you are in. Type `/socmob start`, and choose its "
        "channel in the form."
    )


class ReviewAlreadyOpen(SocmobError):
    """Two open reviews in one channel would mix up their answers; the database holds that there is one."""

    template = marked(
        "A review is already open in that channel. Close it with `/socmob close`, "
        "or discard it with `/socmob discard`, then start the new one."
    )


class ReviewClosed(SocmobError):
    template = marked(
        "This review is closed, so its answers no longer change. `/socmob history` shows what was agreed."
    )


class ReviewNotClosed(SocmobError):
    template = marked("This review is open already. `/socmob status` shows where it stands.")


class TooLateToResume(SocmobError):
    template = marked(
        "A closed review can be opened again for 7 days. Type `/socmob start` to begin a new one."
    )


class NothingAgreed(SocmobError):
    template = marked(
        "Nothing is agreed in this review yet, so there is nothing to close. "
        "Agree at least one answer first, or type `/socmob discard` to give the review up."
    )


class AreaNotPosted(SocmobError):
    template = marked("This area is not open yet. A facilitator can post it with `/socmob post`.")


class AreaAlreadyPosted(SocmobError):
    template = marked("That area is posted already. `/socmob status` shows where each area stands.")


class NothingToPost(SocmobError):
    template = marked("All areas are posted already. `/socmob status` shows where each one stands.")


class AreaRevealed(SocmobError):
    template = marked(
        "This area is revealed, so its answers no longer change. "
        "A facilitator can re-open it for a new round."
    )


class AreaNotRevealed(SocmobError):
    template = marked("This area is not revealed yet. A facilitator can reveal it with `/socmob reveal`.")


class RoundOver(SocmobError):
    template = marked(
        "That message belongs to an earlier round. Answer on the area's newest message in this channel."
    )


class NothingToReveal(SocmobError):
    template = marked("Nobody has answered this area yet, so there is nothing to reveal.")


class NothingToUndo(SocmobError):
    template = marked(
        "That can no longer be undone: it is more than 24 hours ago, it was changed since, "
        "or somebody else did it. *Decide…* sets another answer."
    )


class ReasonNeeded(SocmobError):
    template = marked("Say in a few words why the team decides otherwise than its answers propose.")


class AgreedMeanwhile(SocmobError):
    template = marked("Somebody agreed another answer a moment ago. Look at the area again, then decide.")


class NothingToAnswer(SocmobError):
    template = marked("No area waits for your answers now. `/socmob status` shows where the review stands.")


class NoAreaOpen(SocmobError):
    template = marked("No area takes answers now. `/socmob status` shows where the review stands.")


class NothingToDiscuss(SocmobError):
    template = marked(
        "No answer waits to be agreed: reveal an area first with `/socmob reveal`, "
        "or see `/socmob status` for what is agreed."
    )


class NoSuchArea(SocmobError):
    template = marked(
        "This checklist has no such area. Type its number or a part of its name, such as `/socmob status 3`."
    )


class NotAFacilitator(SocmobError):
    def __init__(self, refused: FacilitatorsOnly, facilitator_ids: Iterable[str]) -> None:
        super().__init__(facilitators=mentions(facilitator_ids))
        self.template = refused.value


class NotTakingPart(SocmobError):
    template = marked(
        "You can read along in this review, but its answers come from other people. "
        "If you should be one of them, ask its facilitators: {facilitators}."
    )

    def __init__(self, facilitator_ids: Iterable[str]) -> None:
        super().__init__(facilitators=mentions(facilitator_ids))


class NotInChannel(SocmobError):
    template = marked("This review belongs to a channel that you are not in. Join it first, then try again.")


class UnknownPerson(SocmobError):
    """Our copy of the channel does not know this person: ask Slack about the channel, then try once more."""

    template = NotInChannel.template

    def __init__(self, channel_id: str) -> None:
        super().__init__()
        self.channel_id = channel_id


class GuestsCannotStart(SocmobError):
    template = marked(
        "Guests cannot start a review. Ask a full member of this channel to start it; "
        "you can be chosen to take part."
    )


class NobodyFacilitates(SocmobError):
    """The sentence comes with a button to take the review over."""

    template = marked(
        "None of the facilitators of this review is active in its channel any more. "
        "Whoever takes part can take it over."
    )

    def __init__(self, review_id: int) -> None:
        super().__init__()
        self.review_id = review_id


class SeveralReviews(SocmobError):
    template = marked("You are in several open reviews. Type this in the channel you mean: {channels}.")

    def __init__(self, channel_ids: Iterable[str]) -> None:
        super().__init__(channels=", ".join(f"<#{channel_id}>" for channel_id in channel_ids))


class StillHasFacilitators(SocmobError):
    template = marked("This review has a facilitator in the channel: {facilitators}.")

    def __init__(self, facilitator_ids: Iterable[str]) -> None:
        super().__init__(facilitators=mentions(facilitator_ids))


class OnlyWhoTakesPart(SocmobError):
    template = marked(
        "Only somebody who takes part in this review can take it over. You can read along in it."
    )


class CommentNotFound(SocmobError):
    template = marked("That comment is no longer there.")


class Unexpected(SocmobError):
    """A mistake of ours. ``reference`` stands in the log, beside what happened."""

    template = marked(
        "Something went wrong on our side (reference {reference}). "
        "What you saved before is safe. Please try again."
    )

    def __init__(self, reference: str) -> None:
        super().__init__(reference=reference)


class TooBusy(SocmobError):
    """The database did not answer in time. Nothing is known to be saved."""

    template = marked("I could not save that just now. Nothing was changed: please try again in a moment.")
