"""The routing table: what Slack sends on the left, who answers on the right."""

from __future__ import annotations

import logging
import re
import secrets
from typing import TYPE_CHECKING

from slack_bolt.response import BoltResponse

from bot.blocks import ids
from bot.domain.errors import NotOurs
from bot.listeners import (
    agreeing,
    along,
    answers,
    commands,
    compare,
    events,
    exporting,
    follow_ups,
    forgetting,
    guide,
    home,
    looking_back,
    mornings,
    network,
    next_steps,
    owner_notes,
    pace,
    people,
    plan,
    record,
    respond,
    review,
    settings,
    start,
    step_adding,
    step_forms,
)

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
    ids.STEP_ADD: step_adding.press,
    ids.STEP_DONE: next_steps.mark_done,
    ids.STEP_START: next_steps.start,
    ids.STEP_REOPEN: next_steps.reopen,
    ids.STEP_UNDO: next_steps.undo,
    ids.STEP_MENU: next_steps.choose_in_menu,
    ids.STEPS_SHOW: next_steps.show,
    ids.STEPS_EARLIER: next_steps.turn_to,
    ids.STEPS_LATER: next_steps.turn_to,
    ids.STEPS_MINE: next_steps.turn_to,
    ids.STEPS_OVERDUE: next_steps.turn_to,
    ids.STEPS_ALL: next_steps.turn_to,
    ids.STEPS_ALONG: along.open_form,
    ids.PLAN_SHOW: plan.show,
    ids.PLAN_EARLIER: plan.turn_to,
    ids.PLAN_LATER: plan.turn_to,
    ids.PLAN_BY_DATE: plan.turn_to,
    ids.PLAN_BY_OWNER: plan.turn_to,
    ids.FOLLOW_UPS: follow_ups.show,
    ids.FOLLOW_UP_ANSWER: follow_ups.open_form,
    ids.FOLLOW_UP_AREA: follow_ups.open_form,
    ids.REVIEW_START: start.open_form,
    ids.START_CHANNEL: start.choose_channel,
    ids.START_TAKES_PART: start.choose,
    ids.START_VISIBILITY: start.choose,
    ids.START_DEADLINE: start.choose,
    ids.REVIEW_ABOUT: review.show_about,
    ids.REVIEW_HELP: commands.show_help,
    ids.REVIEW_FACILITATE: review.facilitators_menu,
    ids.REVIEW_STATUS: review.show_status,
    ids.REVIEW_SHARE_STATUS: review.share_status,
    ids.REVIEW_CLOSE: review.open_close_form,
    ids.REVIEW_DISCARD: review.open_discard_form,
    ids.REVIEW_RESUME: review.resume,
    ids.REVIEW_PACE: pace.open_form,
    ids.REVIEW_PAUSE: pace.open_pause,
    ids.REVIEW_GO_ON: pace.open_go_on,
    ids.REVIEW_EXPORT: exporting.open_form,
    ids.PACE_DEADLINE: pace.choose_day,
    ids.REVIEW_PEOPLE: people.open_form,
    ids.REVIEW_RECORD: record.open_record,
    ids.RECORD_EARLIER: record.turn_to_earlier,
    ids.REVIEW_TAKE_OVER: review.take_over,
    ids.HISTORY: looking_back.show,
    ids.HISTORY_REVIEW: looking_back.show_review,
    ids.HISTORY_QUESTION: looking_back.choose_question,
    ids.COMPARE: compare.show,
    ids.COMPARE_EARLIER: compare.turn_to,
    ids.COMPARE_LATER: compare.turn_to,
    ids.COMPARE_PICTURE: compare.send_picture,
    ids.MORNING_DONE: mornings.mark_done,
    ids.MORNING_SNOOZE: mornings.snooze,
    ids.MORNING_MENU: mornings.choose_in_menu,
    ids.MORNING_UNDO: mornings.undo,
    ids.OWNER_CHOOSE: owner_notes.choose_owner,
    ids.OVERDUE_OWNER: owner_notes.reassign,
    ids.OVERDUE_DATE: owner_notes.change_date,
    ids.OVERDUE_WONT_DO: owner_notes.wont_do,
    ids.REVIEW_SHARE_COUNTS: network.share_counts,
    ids.NETWORK_JOIN: network.join,
    ids.NETWORK_LEAVE: network.leave,
    ids.DIGEST_SHOW: network.show,
    ids.GUIDE: guide.open_guide,
    ids.GLOSSARY: guide.open_glossary,
    ids.GLOSSARY_TERM: guide.show_term,
    ids.MEANING_CHOOSE: guide.choose_question,
    ids.FORGET_OPEN: forgetting.open_form,
    ids.FORGET: forgetting.forget,
    ids.SETTINGS: settings.open_form,
    ids.SETTINGS_WORKSPACE: settings.open_workspace,
    ids.SETTINGS_DAYS: settings.open_days,
    ids.DAY_REMOVE: settings.remove_day,
    ids.HOME_REVIEW_MENU: home.choose_in_menu,
    **dict.fromkeys(home.PAGES, home.turn),
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
    ids.PACE_FORM: pace.submit,
    ids.PEOPLE_FORM: people.submit,
    ids.PAUSE_FORM: pace.submit_pause,
    ids.GO_ON_FORM: pace.submit_go_on,
    ids.EXPORT_FORM: exporting.submit,
    ids.CLOSE_FORM: review.submit_close,
    ids.DISCARD_FORM: review.submit_discard,
    ids.SNOOZE_FORM: mornings.submit_snooze,
    ids.MORNING_DATE_FORM: mornings.submit_date,
    ids.MORNING_OWNER_FORM: mornings.submit_owner,
    ids.MORNING_REASON_FORM: mornings.submit_reason,
    ids.SETTINGS_FORM: settings.submit,
    ids.WORKSPACE_FORM: settings.submit_workspace,
    ids.DAYS_FORM: settings.submit_day,
    ids.STEP_FORM: step_adding.submit,
    ids.ALONG_FORM: along.submit,
    ids.FOLLOW_UP_FORM: follow_ups.submit,
    ids.STEP_TEXT_FORM: step_forms.submit_text,
    ids.STEP_DATE_FORM: step_forms.submit_date,
    ids.STEP_OWNER_FORM: step_forms.submit_owner,
    ids.STEP_REASON_FORM: step_forms.submit_reason,
}

SHORTCUTS: dict[str, Listener] = {
    ids.MESSAGE_SHORTCUT: step_adding.from_message,
}

CLOSED: dict[str, Listener] = {
    ids.FOLLOW_UP_FORM: follow_ups.closed,
}
"""Forms that have saved something already when they are closed."""

EVENTS: dict[str, Follower] = {
    "app_home_opened": home.opened,
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
    for callback_id, listener in CLOSED.items():
        app.view_closed(callback_id)(_bound(respond.closing, services, listener))
    for callback_id, listener in SHORTCUTS.items():
        app.shortcut(callback_id)(_bound(respond.shortcut, services, listener))
    for event_type, follow in EVENTS.items():
        app.event(event_type)(_following(services, event_type, follow))
    app.shortcut(ANYTHING)(_bound(respond.shortcut, services, _not_ours))
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
