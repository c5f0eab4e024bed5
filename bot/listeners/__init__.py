"""The routing table: what Slack sends on the left, who answers on the right."""

from __future__ import annotations

import logging
import re
import secrets
from typing import TYPE_CHECKING

from slack_bolt.response import BoltResponse

from bot.blocks import ids
from bot.domain.errors import NotOurs
from bot.listeners import agreeing, answers, commands, events, respond, review, start

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine
    from typing import Any

    from slack_bolt.async_app import AsyncApp
    from slack_bolt.context.ack.async_ack import AsyncAck

    from bot.listeners.interaction import Interaction
    from bot.listeners.quietly import Quietly
    from bot.listeners.reply import Reply
    from bot.listeners.respond import Listener
    from bot.services import Services

    Follower = Callable[[Services, dict[str, Any]], Coroutine[Any, Any, None]]

logger = logging.getLogger(__name__)

COMMAND = "/socmob"

ACTIONS: dict[str, Listener] = {
    ids.QUESTION_MENU: answers.choose_in_menu,
    ids.AREA_FORM: answers.open_form,
    ids.MY_ANSWERS: answers.open_form,
    ids.REVIEW_ANSWER_NEXT: answers.open_next,
    ids.FORM_PICK: answers.pick,
    ids.AREA_REVEAL: review.reveal,
    ids.AREA_POST: review.post_next,
    ids.AREA_POST_AGAIN: review.post_again,
    ids.AREA_REOPEN: review.open_reopen_form,
    ids.QUESTION_AGREE: agreeing.agree,
    ids.QUESTION_UNDO: agreeing.undo,
    ids.QUESTION_DECIDE: agreeing.decide,
    ids.QUESTION_COMMENTS: agreeing.show_comments,
    ids.COMMENTS_PAGE: agreeing.page_comments,
    ids.COMMENT_HIDE: agreeing.hide,
    ids.DISCUSS: agreeing.discuss,
    ids.DISCUSS_SKIP: agreeing.skip,
    ids.REVIEW_START: start.open_form,
    ids.START_CHANNEL: start.choose_channel,
    ids.START_TAKES_PART: start.choose,
    ids.START_VISIBILITY: start.choose,
    ids.REVIEW_ABOUT: review.show_about,
    ids.REVIEW_HELP: commands.show_help,
    ids.REVIEW_FACILITATE: review.facilitators_menu,
    ids.REVIEW_STATUS: review.show_status,
    ids.REVIEW_SHARE_STATUS: review.share_status,
    ids.REVIEW_CLOSE: review.open_close_form,
    ids.REVIEW_DISCARD: review.open_discard_form,
    ids.REVIEW_RESUME: review.resume,
    ids.REVIEW_TAKE_OVER: review.take_over,
}

ANYTHING = re.compile("")
PRESSES = re.compile(rf"^({'|'.join(map(re.escape, ids.ANSWERS.values()))})$")
AREA_CHOICES = re.compile(rf"^{re.escape(ids.AREA_CHOICE)}\.\d+$")

SUBMISSIONS: dict[str, Listener] = {
    ids.START_FORM: start.submit,
    ids.ANSWER_FORM: answers.submit_form,
    ids.COMMENT_FORM: answers.submit_comment,
    ids.DECIDE_FORM: agreeing.submit_decision,
    ids.DISCUSS_FORM: agreeing.submit_discussed,
    ids.HIDE_COMMENT_FORM: agreeing.submit_hiding,
    ids.REOPEN_FORM: review.submit_reopen,
    ids.CLOSE_FORM: review.submit_close,
    ids.DISCARD_FORM: review.submit_discard,
}

EVENTS: dict[str, Follower] = {
    "member_joined_channel": events.member_joined_channel,
    "member_left_channel": events.member_left_channel,
    "user_change": events.user_change,
    "channel_archive": events.channel_archived,
    "channel_unarchive": events.channel_unarchived,
    "channel_rename": events.channel_renamed,
    "group_archive": events.channel_archived,
    "group_unarchive": events.channel_unarchived,
    "group_rename": events.channel_renamed,
}


def register(app: AsyncApp, services: Services, quietly: Quietly) -> None:
    """The presses stand first: Bolt asks one listener after another whether it is meant."""

    async def press(body: dict[str, Any], ack: AsyncAck) -> None:
        await answers.press(services, quietly, body, ack)

    app.action(PRESSES)(press)
    for action_id, listener in ACTIONS.items():
        app.action(action_id)(_bound(respond.action, services, listener))
    app.action(AREA_CHOICES)(_bound(respond.action, services, commands.choose_area))
    app.action(ids.OPEN_LINK)(_acknowledged)
    app.command(COMMAND)(_bound(respond.command, services, commands.socmob))
    for callback_id, listener in SUBMISSIONS.items():
        app.view(callback_id)(_bound(respond.submission, services, listener))
    for event_type, follow in EVENTS.items():
        app.event(event_type)(_following(services, event_type, follow))
    app.action(ANYTHING)(_bound(respond.action, services, _not_ours))
    app.view(ANYTHING)(_bound(respond.submission, services, _not_ours))
    app.error(_not_read)


def _bound(how: Callable[..., Awaitable[None]], services: Services, listener: Listener) -> Callable:
    async def run(body: dict[str, Any], ack: AsyncAck) -> None:
        await how(services, listener, body, ack)

    return run


def _following(services: Services, event_type: str, follow: Follower) -> Callable:
    """An event is acknowledged at once, and followed by itself: to do it twice changes nothing."""

    async def run(event: dict[str, Any]) -> None:
        services.tasks.start(follow(services, event), name=event_type)

    return run


async def _not_ours(services: Services, do: Interaction) -> Reply:
    """A button or a form of an older version, still on somebody's screen."""
    raise NotOurs


async def _not_read(error: Exception) -> BoltResponse:
    """What a listener does goes wrong in a task of its own, where the person is told. Here a payload has no
    shape that Slack gives it: it was signed, but there is nobody to answer.
    """
    reference = secrets.token_hex(2).upper()
    logger.error("A payload could not be read (reference %s)", reference, exc_info=error)
    return BoltResponse(status=400)


async def _acknowledged(ack: AsyncAck) -> None:
    """A button that only opens a link."""
    await ack()
