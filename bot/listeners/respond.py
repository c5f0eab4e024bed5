"""Brings a listener's answer to the person, inside Slack's three seconds, whatever the database does."""

from __future__ import annotations

import asyncio
import logging
import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

from bot import homes
from bot.blocks import forms, ids, kit, message_form, notice, quiet, text
from bot.blocks.forms import FormErrors
from bot.domain.errors import NobodyFacilitates, SocmobError, TooBusy, Unexpected
from bot.domain.language import marked, speaking, t
from bot.listeners import at_home
from bot.listeners.errors import sentence_of
from bot.listeners.interaction import Interaction
from bot.listeners.reply import Done, Errors, Failed, Later, Open, Redraw, Reply, Tell, Update, Whisper
from bot.slack.failures import Overtaken, SlackFailure, TooLate, WrongPayload

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from typing import Any

    from slack_bolt.context.ack.async_ack import AsyncAck

    from bot.domain.language import Catalogue
    from bot.services import Services

    Listener = Callable[[Services, Interaction], Awaitable[Reply]]

logger = logging.getLogger(__name__)

ACK_WITHIN = 2.0
"""Seconds. Slack waits three; then the person sees an error, though the work may still be done."""

VIEW = "V"
"""How the ids of forms begin, and no address."""

STILL_WORKING = marked("That takes longer than it should. I am still on it, and you will hear from me here.")
STILL_SAVING = marked("That takes longer than it should. I am still on it: leave this open for a moment.")
SAVED_LATE = marked("Saved. You can close this.")


async def command(services: Services, listener: Listener, body: dict[str, Any], ack: AsyncAck) -> None:
    do = Interaction.of_command(services.workspace.team_id, body)
    with speaking(await _language(services, do)):
        await _command(services, listener, do, ack)


async def action(services: Services, listener: Listener, body: dict[str, Any], ack: AsyncAck) -> None:
    """A press is acknowledged at once; its answer follows by itself."""
    do = Interaction.of_action(services.workspace.team_id, body)
    services.tasks.start(_answer(services, listener, do), name="answer")
    await ack()


async def shortcut(services: Services, listener: Listener, body: dict[str, Any], ack: AsyncAck) -> None:
    """Acknowledged at once, as a press is."""
    do = Interaction.of_shortcut(services.workspace.team_id, body)
    services.tasks.start(_answer(services, listener, do), name="answer")
    await ack()


async def submission(services: Services, listener: Listener, body: dict[str, Any], ack: AsyncAck) -> None:
    do = Interaction.of_view(services.workspace.team_id, body)
    with speaking(await _language(services, do)):
        await _submission(services, listener, do, ack)


async def closing(services: Services, listener: Listener, body: dict[str, Any], ack: AsyncAck) -> None:
    """Acknowledged at once, as a press is: there is no form any more to say anything in."""
    do = Interaction.of_view(services.workspace.team_id, body)
    services.tasks.start(_answer(services, listener, do, replace(do, view=None)), name="answer")
    await ack()


async def _language(services: Services, do: Interaction) -> Catalogue | None:
    """What is started within it speaks it too."""
    return await services.readers.language_of(do.workspace_id, do.user_id)


async def _answer(
    services: Services, listener: Listener, do: Interaction, then: Interaction | None = None
) -> None:
    """``then``: where the answer goes, if not where it was asked."""
    with speaking(await _language(services, do)):
        await _bring(services, then or do, await _reply(services, listener, do))


async def _command(services: Services, listener: Listener, do: Interaction, ack: AsyncAck) -> None:
    work = services.tasks.start(_reply(services, listener, do), name=listener.__name__)
    await asyncio.wait([work], timeout=ACK_WITHIN)
    if not work.done():
        services.tasks.start(_bring_when_done(services, do, work), name="late answer")
        await ack(text=t(STILL_WORKING), response_type="ephemeral")
        return
    reply = work.result()
    if isinstance(reply, Failed):
        reply = Tell(quiet.sentence(reply.sentence))
    if isinstance(reply, Later):
        services.tasks.start(_go_on(services, do, reply), name="answer")
        reply = Tell(reply.message)
    if isinstance(reply, Tell) and reply.plain is None:  # what may be refused goes where we hear of it
        response_type = "in_channel" if reply.in_channel else "ephemeral"
        await ack(text=reply.message.text, blocks=reply.message.blocks, response_type=response_type)
        return
    services.tasks.start(_bring(services, do, reply), name="answer")
    await ack()


async def _submission(services: Services, listener: Listener, do: Interaction, ack: AsyncAck) -> None:
    work = services.tasks.start(_reply(services, listener, do), name=listener.__name__)
    await asyncio.wait([work], timeout=ACK_WITHIN)
    if not work.done():
        services.tasks.start(_bring_when_done(services, do, work), name="late answer")
        await _keep_form(do, ack, t(STILL_SAVING))
        return
    match work.result():
        case Errors(by_block):
            plain = {block_id: text.without_marks(said) or said for block_id, said in by_block.items()}
            await ack(response_action="errors", errors=plain)
        case Failed(sentence):
            await _keep_form(do, ack, sentence)
        case Tell(message):
            await ack(response_action="update", view=notice.view(_title(do), message.text))
        case Later(message) as later:
            services.tasks.start(_go_on(services, do, later), name="answer")
            await ack(response_action="update", view=notice.view(_title(do), message.text))
        case Update(view):
            await ack(response_action="update", view=view)
        case Open(view):
            await ack(response_action="push", view=view)
        case Done(all_forms) as done:
            services.tasks.start(_say_beside(services, do, done), name="whisper")
            await (ack(response_action="clear") if all_forms else ack())


async def _reply(services: Services, listener: Listener, do: Interaction) -> Reply:
    """The listener's answer, or the sentence for what went wrong."""
    work = asyncio.ensure_future(listener(services, do))
    await asyncio.wait([work])
    match work.exception():
        case None:
            return work.result()
        case FormErrors() as error:
            return Errors(error.errors)
        case NobodyFacilitates() as error:
            take_over = kit.button(
                t("Take over"),
                ids.REVIEW_TAKE_OVER,
                str(error.review_id),
                label=t("Take over as a facilitator of this review"),
            )
            return Tell(quiet.sentence(error.sentence, [take_over]))
        case TooBusy() | SlackFailure() as error:
            return Failed(sentence_of(error))
        case SocmobError() as error if do.is_submission and forms.has_typed(do.view or {}):
            return Failed(error.sentence)
        case SocmobError() as error:
            return Tell(quiet.sentence(error.sentence))
        case error:
            reference = secrets.token_hex(2).upper()
            logger.error("%s failed (reference %s)", listener.__name__, reference, exc_info=error)
            return Failed(Unexpected(reference).sentence)


async def _bring_when_done(services: Services, do: Interaction, work: asyncio.Task[Reply]) -> None:
    await _bring(services, do, await work)


async def _bring(services: Services, do: Interaction, reply: Reply) -> None:
    """Everything that is not said in the acknowledgement itself."""
    try:
        match reply:
            case Tell() | Failed() | Done() if do.is_in_home:
                await at_home.bring(services, do, reply)
            case Tell():
                await _tell(services, do, reply)
            case Later(message):
                services.tasks.start(_go_on(services, do, reply), name="answer")
                await _tell(services, do, Tell(message))
            case Failed(sentence) if do.is_submission:
                await _say_in_form(services, do, sentence)
            case Failed(sentence):
                await _tell(services, do, Tell(quiet.sentence(sentence)))
            case Open(view, then):
                opened = await _open(services, do, view)
                if then is not None:
                    await then(opened)
            case Update(view):
                await _update(services, do, view)
            case Errors(by_block):
                await _say_in_form(services, do, " ".join(by_block.values()))
            case Done() as done:
                await _say_beside(services, do, done)
                if do.is_submission:
                    await _update(services, do, notice.view(_title(do), t(SAVED_LATE)))
    except Overtaken:
        logger.info("A form was closed or changed before its answer came")
    except SlackFailure as failure:
        if isinstance(reply, Tell | Failed):
            raise
        await _tell(services, do, Tell(quiet.sentence(sentence_of(failure))))


async def _go_on(services: Services, do: Interaction, later: Later) -> None:
    """Nothing more is said where all goes well: what was promised has come."""
    reply = await _reply(services, later.work, do)
    if not isinstance(reply, Done):
        await _bring(services, do, reply)


async def _open(services: Services, do: Interaction, view: kit.View) -> kit.View:
    if do.trigger_id is None:
        raise TooLate("expired_trigger_id", "views.open")
    if do.is_in_form:
        return await services.slack.views_push(do.trigger_id, view)
    return await services.slack.views_open(do.trigger_id, view)


async def _update(services: Services, do: Interaction, view: kit.View) -> None:
    if do.view is None or not do.is_in_form:
        await _open(services, do, view)
        return
    await services.slack.views_update(do.view["id"], view)


async def _tell(services: Services, do: Interaction, reply: Tell) -> None:
    """By the address that came with the press; over a form, as a form; else by direct message."""
    try:
        await _tell_so(services, do, reply)
    except WrongPayload as failure:
        if reply.plain is None:
            raise
        logger.info("Slack did not take a block: %s", failure)
        await _tell_so(services, do, replace(reply, message=reply.plain, plain=None))


async def _tell_so(services: Services, do: Interaction, reply: Tell) -> None:
    if do.response_url is not None:
        try:
            await services.slack.respond(
                do.response_url,
                *reply.message,
                response_type="in_channel" if reply.in_channel else "ephemeral",
                replace_original=reply.replaces and do.is_ephemeral,
            )
        except TooLate as failure:
            logger.info("Not where it was asked, so by direct message: %s", failure)
        else:
            return
    if do.is_in_form:
        whole = len(reply.message.blocks) > 1 and not do.is_submission
        over = message_form.view(reply.message) if whole else notice.view(_title(do), reply.message.text)
        in_place = do.is_submission or (reply.replaces and (do.view or {}).get("callback_id") == ids.MESSAGE)
        try:
            await (_update(services, do, over) if in_place else _open(services, do, over))
        except SlackFailure as failure:
            logger.info("Not over the form, so by direct message: %s", failure)
        else:
            return
    await services.slack.post(do.user_id, *reply.message)


async def _keep_form(do: Interaction, ack: AsyncAck, sentence: str) -> None:
    """The form stays as it is. Slack shows only plain sentences, beside an input; else in a form over it."""
    blocks = (do.view or {}).get("blocks") or []
    first = next((block["block_id"] for block in blocks if block.get("type") == "input"), None)
    plain = text.without_marks(sentence)
    if first is None or plain is None:
        await ack(response_action="push", view=notice.view(_title(do), sentence))
    else:
        await ack(response_action="errors", errors={first: plain})


async def _say_in_form(services: Services, do: Interaction, sentence: str) -> None:
    """Too late for the acknowledgement: on top of the form, which keeps what was typed; where it is closed
    by now, by direct message.
    """
    try:
        await _update(services, do, notice.above(do.view or {}, sentence))
    except SlackFailure as failure:
        logger.info("Not in the form, so by direct message: %s", failure)
        await services.slack.post(do.user_id, *quiet.sentence(sentence))


async def _say_beside(services: Services, do: Interaction, done: Done) -> None:
    if done.whisper is not None:
        await _whisper(services, do, done.whisper)
    if done.redraw is not None:
        await _redraw(services, do, done.redraw)
    if done.at_home is not None:
        await homes.pressed(services, do.workspace_id, do.user_id, step_id=done.at_home)


async def _redraw(services: Services, do: Interaction, redraw: Redraw) -> None:
    """In place of what stood there; where Slack no longer takes it, by direct message if at all."""
    try:
        if redraw.where.startswith(VIEW):
            await services.slack.views_update(redraw.where, message_form.view(redraw.message))
            return
        await services.slack.respond(
            redraw.where, *redraw.message, response_type="ephemeral", replace_original=True
        )
    except (TooLate, Overtaken) as failure:
        logger.info("Not where it stood: %s", failure)
        if not redraw.only_there:
            await services.slack.post(do.user_id, *redraw.message)


async def _whisper(services: Services, do: Interaction, whisper: Whisper) -> None:
    """In the channel; where Slack does not take it there, by direct message."""
    try:
        await services.slack.post_ephemeral(whisper.channel_id, do.user_id, *whisper.message)
    except SlackFailure as failure:
        logger.info("No private message in %s: %s", whisper.channel_id, failure)
        await services.slack.post(do.user_id, *whisper.message)


def _title(do: Interaction) -> str:
    title: str = ((do.view or {}).get("title") or {}).get("text") or "socmob"
    return title
