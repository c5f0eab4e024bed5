"""Puts everything together, starts it, and takes it apart in reverse."""

from __future__ import annotations

import asyncio
import gc
import logging
import secrets
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

import tzdata
from prometheus_client import CollectorRegistry
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.bank_holidays import REGIONS, VERSION, BankHolidays, region_of
from bot.checklist_file import parse_checklist
from bot.directory import Directory
from bot.domain.deliveries import DeliveryTimes
from bot.domain.errors import TooBusy
from bot.front.metrics import FrontMetrics
from bot.front.socket_mode import SocketMode
from bot.health import Health
from bot.jobs.counts import Counts
from bot.jobs.schedule import Jobs
from bot.listeners import register
from bot.listeners.quietly import Quietly
from bot.readers import Readers
from bot.render.process import Renderer
from bot.services import Services
from bot.slack.authorize import OneWorkspace, TurnAway
from bot.slack.client import POST, SlackClient
from bot.slack.connected import Connected
from bot.slack.failures import SlackFailure
from bot.slack.session import open_session, written
from bot.starting import CannotStart, read_content, read_languages
from bot.store import coordinating, migrate, workspaces
from bot.store.checklists import Checklists
from bot.store.engine import open_database
from bot.store.failpoints import no_failpoint
from bot.store.lane import Lane
from bot.store.settings import Calendars
from bot.store.standings import Standings
from bot.store.workspaces import EVERY_WORKSPACE
from bot.tasks import Tasks
from bot.web import Site, build_web

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.domain.language import Languages
    from bot.settings import Settings
    from bot.slack.workspace import Workspace
    from bot.store.engine import Database
    from bot.store.failpoints import Failpoint

logger = logging.getLogger(__name__)

DRAIN_SECONDS = 10.0
STUCK_SECONDS = 15.0
"""How long a process that is stuck may take to close what it opened."""

SLACK_PAUSES = (1.0, 2.0, 4.0, 8.0)
"""How long to wait between the first calls to a Slack that does not answer."""


class Stuck(Exception):
    """Nothing was looked for in a long time: another process has to take this one's place."""


class SystemClock:
    """The only place that looks at the machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class Program:
    """One process. ``serves``: it answers Slack; ``works``: it runs the metronome."""

    def __init__(
        self,
        settings: Settings,
        *,
        serves: bool,
        works: bool,
        clock: Clock | None = None,
        times: DeliveryTimes | None = None,
        failpoint: Failpoint | None = None,
        quiet_after: float | None = None,
        languages: Languages | None = None,
    ) -> None:
        self._settings = settings
        self._serves = serves
        self._works = works
        self._real = SystemClock()
        self._clock = clock or self._real
        self._times = times or DeliveryTimes()
        self._failpoint = failpoint
        self._quiet_after = quiet_after
        self._languages = languages
        self._open = AsyncExitStack()
        self._registry = CollectorRegistry()
        self.jobs = Jobs(_report)
        self.site: Site | None = None
        self.database = open_database(settings.database_url)

    async def run_until(self, stop: asyncio.Event) -> None:
        """Raises CannotStart, Stuck."""
        starting, stopping = asyncio.ensure_future(self.start()), asyncio.ensure_future(stop.wait())
        await asyncio.wait([starting, stopping], return_when=asyncio.FIRST_COMPLETED)
        if not starting.done():
            # Told to stop while Slack or the database lets us wait: what was opened is closed again.
            starting.cancel()
            await asyncio.wait([starting])
            return
        starting.result()
        metronome = self.jobs.metronome
        stalled = asyncio.ensure_future(metronome.stalled.wait() if metronome else stop.wait())
        try:
            await asyncio.wait([stopping, stalled], return_when=asyncio.FIRST_COMPLETED)
        finally:
            stuck = stalled.done() and not stop.is_set()
            await asyncio.wait_for(self.stop(), STUCK_SECONDS if stuck else None)
        if stuck:
            raise Stuck

    async def start(self) -> None:
        """Raises CannotStart; what was opened until then is closed again."""
        try:
            await self._start()
        except BaseException:
            await self._open.aclose()
            raise
        logger.info("Time zones: tzdata %s. Bank holidays: holidays %s", tzdata.IANA_VERSION, VERSION)
        # What is loaded by now stays: the garbage collector need not look through it between presses.
        gc.freeze()

    async def stop(self) -> None:
        """Takes nothing new, finishes what has begun, closes everything."""
        await self._open.aclose()

    async def _start(self) -> None:
        settings, opened = self._settings, self._open
        content = read_content(settings.checklist)
        languages = read_languages() if self._languages is None else self._languages
        database = self.database
        opened.push_async_callback(database.close)
        await self._check_migrated(database)
        failpoint = self._failpoint or no_failpoint
        trace = written(POST, partial(failpoint, "after_write")) if self._failpoint else None
        session = open_session(http_total=self._times.http_total.total_seconds(), trace=trace)
        opened.push_async_callback(session.close)
        token = settings.slack_bot_token.get_secret_value()
        slack = SlackClient(session, token, settings.slack_api_url)
        workspace = await self._workspace(slack)
        await database.write(
            workspace.team_id,
            workspaces.save,
            workspace.team_name,
            workspace.bot_user_id,
            workspace.bot_id,
            self._clock.now(),
        )
        await database.write(workspace.team_id, coordinating.add, settings.coordinators, self._clock.now())
        connected = Connected((workspace, slack))
        counts = Counts(self._registry)
        tasks = Tasks(_report)
        lane = Lane(database, self.jobs.wake_refresh)
        calendars = Calendars(BankHolidays(), region_of, REGIONS)
        directory = Directory(workspace, slack, database, self._clock, calendars)
        services = Services(
            workspace=workspace,
            database=database,
            lane=lane,
            slack=slack,
            directory=directory,
            checklists=Checklists(parse_checklist),
            calendars=calendars,
            content=content,
            clock=self._clock,
            real_now=self._real.now,
            times=self._times,
            tasks=tasks,
            wake_refresh=self.jobs.wake_refresh,
            wake_deliver=self.jobs.wake_deliver,
            slack_of=connected.slack,
            workspace_of=connected.workspace,
            counts=counts,
            renderer=Renderer(),
            standings=Standings(),
            languages=languages,
            readers=Readers(languages, database, directory, tasks, self._real.now),
            keep_answers=timedelta(days=settings.keep_answers_days),
            failpoint=failpoint,
        )
        opened.push_async_callback(self.jobs.stop)
        self.jobs.start(services, tick_seconds=settings.tick_seconds if self._works else None)
        lane.start()
        opened.push_async_callback(lane.stop)
        # Before the lane stops: what goes on after an acknowledgement may still have answers to save.
        opened.push_async_callback(tasks.drain, DRAIN_SECONDS)
        for user_id in settings.coordinators:
            # The workspace's time zone is theirs until they set one.
            tasks.start(services.directory.learn(user_id), name="coordinator")
        if self._serves:
            await self._serve(services, Health(database, self.jobs, counts, self._clock, self._real.now))

    async def _serve(self, services: Services, health: Health) -> None:
        settings, opened = self._settings, self._open
        quietly = (
            Quietly(services) if self._quiet_after is None else Quietly(services, after=self._quiet_after)
        )
        bolt = self._bolt(services)
        register(bolt, services, quietly)
        metrics = FrontMetrics(self._registry)
        uses_http = settings.slack_app_token is None
        web = build_web(
            bolt,
            signing_secret=settings.slack_signing_secret.get_secret_value()
            if uses_http and settings.slack_signing_secret
            else None,
            now=lambda: self._real.now().timestamp(),
            ready=health.readiness,
            metrics=metrics,
            count=health.count,
        )
        # Closed last to first: no new requests, then the quiet lines that wait.
        opened.callback(quietly.flush)
        self.site = Site(web, settings.host, settings.port)
        try:
            await self.site.start()
        except OSError as error:
            raise CannotStart(
                [f"Port {settings.port} on {settings.host} cannot be used ({error.strerror}). Set PORT."]
            ) from error
        opened.push_async_callback(self.site.stop)
        logger.info("Listening on %s", self.site.url)
        if settings.slack_app_token is not None:
            socket = SocketMode(
                bolt,
                app_token=settings.slack_app_token.get_secret_value(),
                metrics=metrics,
                web_client=services.slack.web,
            )
            try:
                await socket.connect_async()
            except SlackFailure as failure:
                raise CannotStart(
                    [f"Slack does not accept SLACK_APP_TOKEN ({failure.code}). Set a valid one."]
                ) from failure
            opened.push_async_callback(socket.close_async)
            logger.info("Connected to Slack by Socket Mode")

    def _bolt(self, services: Services) -> AsyncApp:
        token = self._settings.slack_bot_token.get_secret_value()
        return AsyncApp(
            name="socmob",  # unnamed, Bolt looks through the whole call stack for the caller's file
            # Without a token: Bolt gives each request a client with the token that ``authorize`` names.
            client=AsyncWebClient(base_url=services.slack.web.base_url, session=services.slack.web.session),
            authorize=OneWorkspace(services.workspace, token),  # type: ignore[arg-type]  # it may say None
            before_authorize=TurnAway(services.workspace),
            process_before_response=True,
            # The front has done all of this, or it does not concern us: each costs every press a little.
            request_verification_enabled=False,
            ssl_check_enabled=False,
            url_verification_enabled=False,
            ignoring_self_events_enabled=False,
            attaching_function_token_enabled=False,
        )

    async def _check_migrated(self, database: Database) -> None:
        try:
            migrated = await database.read(EVERY_WORKSPACE, migrate.is_migrated)
        except TooBusy as error:
            raise CannotStart(["The database cannot be reached. Check DATABASE_URL."]) from error
        if not migrated:
            raise CannotStart(["The database is not up to date. Run: socmob migrate"])

    async def _workspace(self, slack: SlackClient) -> Workspace:
        """Asks Slack who we are; a Slack that is away for a moment is asked again."""
        for pause in (*SLACK_PAUSES, None):
            try:
                return await slack.auth_test()
            except SlackFailure as failure:
                if failure.disconnected or failure.permanent:
                    raise CannotStart(
                        [f"Slack does not accept SLACK_BOT_TOKEN ({failure.code}). Set a valid one."]
                    ) from failure
                if pause is None:
                    raise CannotStart([f"Slack cannot be reached ({failure.code})."]) from failure
                logger.warning("Slack does not answer yet: %s", failure)
                await asyncio.sleep(pause)
        raise AssertionError("unreachable")


def _report(error: BaseException, name: str) -> None:
    """Whatever nobody else handles: on record with a reference."""
    if isinstance(error, TooBusy | SlackFailure):
        logger.warning("%s: %s", name, error)
        return
    logger.error("%s failed (reference %s)", name, secrets.token_hex(2).upper(), exc_info=error)


async def migrated(settings: Settings) -> None:
    """Brings the database up to date; used where one process does everything."""
    await asyncio.to_thread(migrate.upgrade, settings.database_url)


__all__ = ["CannotStart", "Program", "SystemClock", "migrated"]
