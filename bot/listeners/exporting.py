"""A file of a review: asked for by command or by form, made meanwhile, sent to whoever asked."""

from __future__ import annotations

import logging
import secrets
from functools import partial
from typing import TYPE_CHECKING

from bot.blocks import export_form, export_table, export_words, ids
from bot.domain.calendar import local_date
from bot.domain.export import ExportFormat
from bot.domain.export_errors import (
    FileMayHaveCome,
    FileNotMade,
    FileTooLarge,
    MayNotSendFiles,
    NoFilesThere,
    NoFilesToYou,
    NoSuchFormat,
    NotInThatChannel,
    ShareThere,
)
from bot.listeners import ask
from bot.listeners.file_once import once
from bot.listeners.reply import Later, Open, Reply, Tell
from bot.render import export as jobs
from bot.render.process import RenderFailed, TooLarge
from bot.slack.failures import (
    FileRefused,
    MissingScope,
    NoDirectMessages,
    NotAllowed,
    NotInChannel,
    SlackFailure,
)
from bot.store import exports
from bot.store.exports import Request

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.errors import SocmobError
    from bot.domain.export import Export
    from bot.domain.reviews import Review
    from bot.listeners.interaction import Interaction
    from bot.services import Services

logger = logging.getLogger(__name__)

SHARE = "share"
SECONDS = 60.0
"""A review with hundreds of next steps makes a long document."""


async def asked(services: Services, do: Interaction, words: str) -> Reply:
    """``/socmob export [xlsx|csv|pdf] [share]``"""
    to, in_channel = _typed(words)
    review = await ask.read(services, do, exports.meant, do.channel_id, do.user_id, do.is_direct)
    if to is None:
        return _form(do, review)
    if in_channel and do.channel_id != review.channel_id:
        raise ShareThere(review.channel_id)
    origin = do.trigger_id or secrets.token_hex(8)  # without one nothing tells that it comes twice
    return await _make(services, do, Request(origin, review.id, to, in_channel=in_channel))


async def open_form(services: Services, do: Interaction) -> Reply:
    review = await ask.read(services, do, exports.visible, ids.number(do.value), do.user_id)
    return _form(do, review)


async def submit(services: Services, do: Interaction) -> Reply:
    form = do.view or {}
    review_id, to, with_comments, in_channel = export_form.read(form)
    return await _make(services, do, Request(form["id"], review_id, to, with_comments, in_channel))


def _typed(words: str) -> tuple[ExportFormat | None, bool]:
    """The format, if any, and whether to share it. Raises NoSuchFormat."""
    typed = words.casefold().split()
    rest = [word for word in typed if word != SHARE]
    if not typed:
        return None, False
    try:
        (word,) = rest
        return ExportFormat(word), SHARE in typed
    except ValueError:
        raise NoSuchFormat from None


def _form(do: Interaction, review: Review) -> Reply:
    return Open(export_form.view(review, is_facilitator=do.user_id in review.facilitator_ids))


async def _make(services: Services, do: Interaction, request: Request) -> Reply:
    """Answers at once; the file follows."""
    review = await ask.read(services, do, exports.visible, request.review_id, do.user_id)
    if not await ask.write(services, do, exports.ask, request, do.user_id, services.clock.now()):
        return Tell(export_words.made_already())

    place = review.channel_id if request.in_channel else None
    send = partial(_send, services, do, request)
    return Later(export_words.making(request.format, place), once(request.origin, send))


async def _send(services: Services, do: Interaction, request: Request) -> None:
    export: Export = await ask.read(
        services,
        do,
        exports.load,
        services.checklists,
        request.review_id,
        do.user_id,
        request.with_comments,
    )
    review, to = export.review, request.format
    made_on = local_date(services.clock.now(), review.tz)
    content = await _made(services, export, to, made_on)
    name = export_words.file_name(review, to, made_on)
    shared_by = do.user_id if request.in_channel else None
    try:
        place = (
            review.channel_id if request.in_channel else await services.slack.conversations_open(do.user_id)
        )
        await services.slack.upload(
            place,
            content,
            filename=name,
            title=name,
            alt_text=export_words.description(export, made_on),
            comment=export_words.comment(export, to, shared_by),
        )
    except SlackFailure as failure:
        refused = refusal(failure, review.channel_id if request.in_channel else None)
        if refused is None:
            raise
        logger.info("A file could not be sent: %s", failure)
        raise refused from failure


async def _made(services: Services, export: Export, to: ExportFormat, made_on: date) -> bytes:
    job = jobs.job(export_table.document(export, made_on), to)
    try:
        return await services.renderer.render(job, seconds=SECONDS)
    except TooLarge as failure:
        raise FileTooLarge from failure
    except RenderFailed as failure:
        reference = secrets.token_hex(2).upper()
        logger.error("A file (%s) could not be made (reference %s): %s", to, reference, failure)
        raise FileNotMade(reference) from failure


def refusal(failure: SlackFailure, channel_id: str | None) -> SocmobError | None:
    """What the person is told who waits for a file; None where it is what they are always told."""
    if failure.ambiguous:
        return FileMayHaveCome()
    if isinstance(failure, MissingScope):
        return MayNotSendFiles()
    if channel_id is None:
        no_way = isinstance(failure, NoDirectMessages | NotInChannel | NotAllowed | FileRefused)
        return NoFilesToYou() if no_way else None
    if isinstance(failure, NotInChannel):
        return NotInThatChannel(channel_id)
    return NoFilesThere(channel_id) if isinstance(failure, NotAllowed | FileRefused) else None
