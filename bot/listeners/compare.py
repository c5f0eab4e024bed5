"""``/socmob compare``: the channels that somebody is in, side by side, in words and as a picture."""

from __future__ import annotations

import logging
import secrets
from functools import partial
from typing import TYPE_CHECKING

from bot.blocks import compare, compare_words, ids
from bot.domain import comparison
from bot.domain.export_errors import FileNotMade
from bot.listeners import ask, exporting
from bot.listeners.file_once import once
from bot.listeners.reply import Later, Reply, Tell
from bot.render import compare as drawing
from bot.render.process import RenderFailed
from bot.slack.failures import SlackFailure
from bot.store import comparing, exports

if TYPE_CHECKING:
    from bot.domain.comparison import Comparison
    from bot.listeners.interaction import Interaction
    from bot.services import Services

logger = logging.getLogger(__name__)

FILENAME = "channels-side-by-side.png"
FEWEST = 2


async def asked(services: Services, do: Interaction, words: str) -> Reply:
    return await _page(services, do, 0)


async def show(services: Services, do: Interaction) -> Reply:
    return await _page(services, do, 0)


async def turn_to(services: Services, do: Interaction) -> Reply:
    return await _page(services, do, ids.number(do.value), replaces=True)


async def send_picture(services: Services, do: Interaction) -> Reply:
    """Answers at once; the picture follows, once for each message that it is asked for in."""
    first = ids.number(do.value)
    shown = comparison.page(await _all(services, do), first)
    if shown.total < FEWEST:
        return Tell(compare_words.too_few(channels=shown.total))
    origin = f"compare|{do.user_id}|{do.message_ts or do.trigger_id}|{first}"
    if not await ask.write(services, do, exports.first_time, origin, services.clock.now()):
        return Tell(compare_words.sent_already())

    return Later(compare_words.making(), once(origin, partial(_send, services, do, shown)))


async def _page(services: Services, do: Interaction, first: int, *, replaces: bool = False) -> Reply:
    everything = await _all(services, do)
    if everything.total < FEWEST:
        return Tell(compare_words.too_few(channels=everything.total))
    shown = comparison.page(everything, first)
    return Tell(compare.message(shown), replaces=replaces, plain=compare.plain(shown))


async def _all(services: Services, do: Interaction) -> Comparison:
    return await ask.read(
        services, do, comparing.of_person, services.checklists, do.user_id, services.clock.now()
    )


async def _send(services: Services, do: Interaction, shown: Comparison) -> None:
    title = compare_words.heading(shown)
    job = drawing.job(shown, title, compare_words.what_counts())
    try:
        content = await services.renderer.render(job)
    except RenderFailed as failure:
        reference = secrets.token_hex(2).upper()
        logger.error("A comparison could not be drawn (reference %s): %s", reference, failure)
        raise FileNotMade(reference) from failure
    try:
        await services.slack.upload(
            await services.slack.conversations_open(do.user_id),
            content,
            filename=FILENAME,
            title=title,
            alt_text=compare_words.alt_text(shown),
            comment=compare_words.comment(shown),
        )
    except SlackFailure as failure:
        refusal = exporting.refusal(failure, None)
        if refusal is None:
            raise
        logger.info("A picture could not be sent: %s", failure)
        raise refusal from failure
