"""One delivery on its way: posted or checked, and what became of it written down."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING

from bot.domain import outcomes
from bot.domain.deliveries import FILES, UNFINISHED, DeliveryKind, DeliveryState
from bot.jobs import verdicts
from bot.jobs.building import context_of
from bot.jobs.checking import look_for
from bot.jobs.finishing import Finisher
from bot.jobs.people import look_up
from bot.jobs.posted import AFTER_SENT, refused_there, thread_gone
from bot.jobs.posting import NoPicture, Unmarked, post
from bot.jobs.posts import JoinLater, NothingToSay
from bot.jobs.quiet import Quiet
from bot.slack import uploads
from bot.slack.failures import (
    Archived,
    MessageGone,
    NotAllowed,
    NotInChannel,
    PersonGone,
    SlackFailure,
)
from bot.store.claims import CHECKS, POST
from bot.store.failpoints import Marked
from bot.store.outcomes import Ending

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from bot.domain.deliveries import Delivery
    from bot.domain.outcomes import Outcome
    from bot.jobs.building import Built
    from bot.jobs.posted import AfterSent
    from bot.jobs.posts import Context
    from bot.services import Services
    from bot.slack.client import Posted

    Also = Callable[[Connection, str], None]

logger = logging.getLogger(__name__)

TO_SHARE = ("conversations.open", *uploads.STEPS)
"""What sharing a file calls. That Slack limits it keeps no message waiting."""


class Carrier:
    """Carries what ``owner`` has claimed. Slack's failures are outcomes; anything else is raised."""

    def __init__(self, services: Services, owner: str) -> None:
        database = Marked(
            services.database, services.failpoint, "before_finish_commit", "after_finish_commit"
        )
        self._services = services
        self._quiet = Quiet(services.database, services.real_now)
        self._finisher = Finisher(database, owner, services.clock.now)

    async def send(self, delivery: Delivery, what: Built) -> None:
        services = self._services
        if isinstance(what, BaseException):
            await self._not_built(delivery, what)
            return
        quiet_until = self._quiet.until(delivery.workspace_id, POST)
        if quiet_until is not None:
            await self._finish(delivery, outcomes.again(quiet_until, was_no_try=True))
            return
        if delivery.key.kind in FILES:
            quiet_until = await self._quiet.until_any(delivery.workspace_id, TO_SHARE)
            if quiet_until is not None:
                await self._finish(delivery, outcomes.again(quiet_until, was_no_try=True))
                return
        try:
            posted = await post(services, delivery, what)
        except Unmarked:
            await self._finish(delivery, verdicts.unknown(delivery, services.real_now()))
        except NoPicture:
            await self._finish(delivery, outcomes.skipped("the picture could not be made"))
        except SlackFailure as failure:
            await self._refused(delivery, failure)
        else:
            await self._sent(delivery, posted)

    async def check(self, delivery: Delivery) -> None:
        """Asks Slack whether an earlier attempt was accepted, before anything is posted again."""
        services = self._services
        if delivery.key.kind in FILES:
            await self._finish(delivery, verdicts.unknown(delivery, services.real_now()))
            return
        for method in CHECKS:
            until = self._quiet.until(delivery.workspace_id, method)
            if until is not None:
                await self._finish(delivery, outcomes.check(until))
                return
        try:
            posted = await look_for(services, delivery)
        except SlackFailure as failure:
            await self._not_checked(delivery, failure)
            return
        if posted is None:
            await self._finish(delivery, outcomes.again(services.real_now()))
        else:
            await self._sent(delivery, posted)

    async def _not_built(self, delivery: Delivery, reason: BaseException) -> None:
        if isinstance(reason, NothingToSay):
            await self._finish(delivery, outcomes.skipped(str(reason)))
        elif isinstance(reason, JoinLater):
            await self._finish(delivery, outcomes.put_off(reason.at))
        else:
            # Nothing was posted, so nothing is in doubt.
            wait = verdicts.backoff(delivery.attempt)
            await self._finish(delivery, outcomes.again(self._services.real_now() + wait))
            raise reason

    async def _sent(self, delivery: Delivery, posted: Posted) -> None:
        services, hook, also = self._services, AFTER_SENT.get(delivery.key.kind), None
        if hook is not None:
            context = context_of(services, delivery.workspace_id)
            also = partial(_call, hook, context, delivery, posted)
        outcome = outcomes.sent(posted.channel_id, posted.ts or None)
        news = delivery.key.is_direct and posted.channel_id != delivery.direct_channel_id
        await self._finish(delivery, outcome, also, delivery.key.recipient_id if news else None)
        if delivery.key.kind is DeliveryKind.AREA:
            services.wake_refresh()

    async def _refused(self, delivery: Delivery, failure: SlackFailure) -> None:
        services, workspace_id = self._services, delivery.workspace_id
        now, real_now = services.clock.now(), services.real_now()
        _log(delivery, failure)
        quiet = verdicts.quiet_for(failure)
        if quiet is not None:
            await self._quiet.keep(workspace_id, verdicts.quiet_method(failure), quiet)
        outcome = verdicts.of_post(delivery, failure, real_now, services.times)
        if isinstance(failure, MessageGone) and delivery.key.kind is DeliveryKind.REVEAL:
            also = partial(thread_gone, checklists=services.checklists, delivery=delivery, now=now)
            await self._finish(delivery, outcomes.again(real_now), also)
        elif delivery.key.is_direct:
            if isinstance(failure, PersonGone | NotInChannel):
                await look_up(services, workspace_id, delivery.key.recipient_id)
            await self._finish(delivery, outcome)
        elif isinstance(failure, NotInChannel | Archived | NotAllowed):
            also = partial(refused_there, delivery=delivery, code=failure.code, now=now)
            await self._finish(delivery, outcome, also)
            services.wake_deliver()
        else:
            await self._finish(delivery, outcome)

    async def _not_checked(self, delivery: Delivery, failure: SlackFailure) -> None:
        services = self._services
        _log(delivery, failure)
        quiet = verdicts.quiet_for(failure)
        if quiet is not None:
            await self._quiet.keep(delivery.workspace_id, failure.method or CHECKS[0], quiet)
        if delivery.key.is_direct and isinstance(failure, PersonGone):
            await look_up(services, delivery.workspace_id, delivery.key.recipient_id)
            await self._finish(delivery, outcomes.dead(failure.code))
            return
        await self._finish(
            delivery,
            verdicts.of_check(delivery, failure, services.clock.now(), services.real_now(), services.times),
        )

    async def _finish(
        self, delivery: Delivery, outcome: Outcome, also: Also | None = None, direct: str | None = None
    ) -> None:
        services = self._services
        ending = Ending(delivery.workspace_id, delivery.id, outcome, also, direct)
        if await self._finisher.finish(ending):
            late = services.clock.now() - delivery.due_at
            services.counts.ended(delivery.key.kind, outcome.word, late.total_seconds())
            if outcome.state is DeliveryState.DEAD:
                logger.error(
                    "Delivery %s (%s) is given up: %s", delivery.id, delivery.key.kind, outcome.reason
                )
        if outcome.state in UNFINISHED:
            services.wake_deliver()


def _call(
    hook: AfterSent,
    context: Context,
    delivery: Delivery,
    posted: Posted,
    connection: Connection,
    workspace_id: str,
) -> None:
    hook(connection, workspace_id, context, delivery, posted)


def _log(delivery: Delivery, failure: SlackFailure) -> None:
    level = logging.ERROR if failure.disconnected else logging.WARNING
    logger.log(level, "Delivery %s (%s): %s", delivery.id, delivery.key.kind, failure)
