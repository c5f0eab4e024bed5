"""What listeners and jobs work with: made once by ``app.py``, given to all of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.store.failpoints import no_failpoint

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.clock import Clock
    from bot.directory import Directory
    from bot.domain.checklist import Checklist
    from bot.domain.deliveries import DeliveryTimes
    from bot.domain.language import Languages
    from bot.jobs.counts import Counts
    from bot.readers import Readers
    from bot.render.process import Renderer
    from bot.slack.client import SlackClient
    from bot.slack.workspace import Workspace
    from bot.store.checklists import Checklists
    from bot.store.engine import Database
    from bot.store.failpoints import Failpoint
    from bot.store.lane import Lane
    from bot.store.settings import Calendars
    from bot.store.standings import Standings
    from bot.tasks import Tasks


@dataclass(frozen=True)
class Content:
    """The checklist that new reviews are started with."""

    checklist: Checklist
    hash: str
    raw: Any


@dataclass(frozen=True)
class Services:
    """``clock`` is business time; ``real_now`` rules leases, pacing and waiting.

    ``wake_refresh`` and ``wake_deliver`` tell the loops of this process that there is something to do; other
    processes find it at their next tick. ``slack_of`` is the Slack of a workspace, by its id, and
    ``workspace_of`` what is known of it; both raise ``Disconnected`` where we are not connected to it.
    ``failpoint`` hears where the work stands, for proofs.
    """

    workspace: Workspace
    database: Database
    lane: Lane
    slack: SlackClient
    directory: Directory
    checklists: Checklists
    calendars: Calendars
    content: Content
    clock: Clock
    real_now: Callable[[], datetime]
    times: DeliveryTimes
    tasks: Tasks
    wake_refresh: Callable[[], None]
    wake_deliver: Callable[[], None]
    slack_of: Callable[[str], SlackClient]
    workspace_of: Callable[[str], Workspace]
    counts: Counts
    renderer: Renderer
    standings: Standings
    languages: Languages
    readers: Readers
    keep_answers: timedelta = timedelta(days=90)
    """How long after a review has ended its answers keep the names of those who gave them."""

    failpoint: Failpoint = no_failpoint

    def wake(self) -> None:
        self.wake_refresh()
        self.wake_deliver()
