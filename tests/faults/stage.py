"""A whole app before a sandbox: what people do goes in at one end, what they see comes out at the other."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import text

from bot.app import Program
from bot.blocks import ids
from bot.clock import MovableClock
from bot.domain.deliveries import DeliveryTimes
from bot.forward import Forward
from bot.sandbox import Sandbox
from bot.settings import read_settings
from bot.store.engine import open_database

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.domain.language import Languages
    from bot.sandbox.journal import Call, Sent
    from bot.sandbox.message import Message
    from bot.sandbox.person import Person

CHANNEL = "CSOCMOB001"
PEOPLE = {
    "amina": "UAMINA0001",
    "ben": "UBEN000001",
    "chloe": "UCHLOE0001",
    "dev": "UDEV000001",
    "efua": "UEFUA00001",
    "hana": "UHANA00001",
    "grace": "UGRACE0001",
}
QUICK = DeliveryTimes(
    http_total=timedelta(seconds=0.6),
    settle=timedelta(seconds=0.7),
    lease=timedelta(seconds=2.5),
    skew=timedelta(seconds=0.1),
    post_gap=timedelta(seconds=0.01),
    update_gap=timedelta(seconds=0.05),
)
"""The same order as in earnest, twenty times as fast."""


class Stage:
    """``environ``: further settings, for programs that are started from then on."""

    def __init__(
        self,
        database_url: str,
        transport: str,
        *,
        pacing: bool,
        times: DeliveryTimes,
        quiet_after: float,
        languages: Languages | None = None,
    ) -> None:
        self.clock = MovableClock(lambda: datetime.now(UTC))
        self.sandbox = Sandbox(self.clock.now, transport=transport, pacing=pacing)
        self.sandbox.retry_delays = (0.05, 0.05, 0.05)
        self.times = times
        self.quiet_after = quiet_after
        self.database = open_database(database_url)
        self._database_url = database_url
        self._transport = transport
        self._languages = languages
        self._programs: list[Program] = []
        self.refusals_expected = False
        self.environ: dict[str, str] = {}

    async def start(self) -> None:
        await self.sandbox.start()
        await self.start_program()

    async def stop(self) -> None:
        while self._programs:
            await self.stop_program()
        await self.sandbox.stop()
        await self.database.close()

    async def start_program(self) -> Program:
        environ = {
            "SLACK_BOT_TOKEN": self.sandbox.bot_token,
            "SLACK_API_URL": self.sandbox.api_url,
            "DATABASE_URL": self._database_url,
            "PORT": "0",
            **self.environ,
        }
        if self._transport == "socket":
            environ["SLACK_APP_TOKEN"] = self.sandbox.app_token
        else:
            environ["SLACK_SIGNING_SECRET"] = self.sandbox.signing_secret
        program = Program(
            read_settings(environ),
            serves=True,
            works=True,
            clock=self.clock,
            times=self.times,
            quiet_after=self.quiet_after,
            languages=self._languages,
        )
        await program.start()
        self._programs.append(program)
        assert program.site is not None
        self.sandbox.app_url = f"{program.site.url}/slack/events"
        return program

    async def stop_program(self) -> None:
        await self._programs.pop().stop()

    @property
    def program(self) -> Program:
        return self._programs[-1]

    async def forward(self, until: datetime | None = None) -> None:
        """Lets business time pass, doing on the way what falls due: to what is due next, or to an instant."""
        assert await Forward(self.clock, self.program.jobs, self.database)(until) is None

    def program_is_busy(self) -> bool:
        """Whether something goes on after its acknowledgement."""
        names = {task.get_name() for task in asyncio.all_tasks()}
        return bool(names & {"answer", "press", "refusal", "look up", "quiet line", "whisper", "late answer"})

    def person(self, name: str) -> Person:
        return self.sandbox.person(PEOPLE.get(name, name))

    async def rows(self, query: str, **values: Any) -> Sequence[Any]:
        """What the database holds now."""
        return await self.database.read(
            "", lambda connection, _: connection.execute(text(query), values).all()
        )

    async def until_row(self, query: str, timeout: float = 5.0, **values: Any) -> Any:  # noqa: ASYNC109
        deadline = asyncio.get_running_loop().time() + timeout
        while not (found := await self.rows(query, **values)):
            assert asyncio.get_running_loop().time() < deadline, f"never: {query}\n{await self.deliveries()}"
            await asyncio.sleep(0.03)
        return found[0]

    async def until_call(
        self,
        method: str,
        fits: Callable[[dict[str, Any]], bool] = lambda _: True,
        timeout: float = 5.0,  # noqa: ASYNC109
    ) -> Call:
        """The first call of a method that ``fits`` by its arguments."""

        def made(_: Person) -> list[Call]:
            return [call for call in self.sandbox.calls if call.method == method and fits(call.args)]

        return (await self.person("amina").until(made, timeout))[0]

    async def deliveries(self) -> list[tuple[str, str, str, str | None]]:
        return [
            tuple(row)
            for row in await self.rows(
                "SELECT kind, subject_id, state, reason FROM deliveries ORDER BY number"
            )
        ]

    def posts(self, kind: str | None = None) -> list[Message]:
        """What the app has posted and is still there, in every channel, with the metadata of a delivery."""
        found = [
            message
            for channel in self.sandbox.world.channels.values()
            for message in channel.messages.values()
            if message.metadata and not message.deleted
        ]
        return [message for message in found if kind is None or kind in message.text]

    async def open_form(self, starter: str = "amina", channel_id: str = CHANNEL) -> Person:
        person = self.person(starter)
        assert (await person.command(channel_id, "/socmob start")).ok
        await person.until(lambda one: one.modal)
        asked = "conversations.members"
        await person.until(lambda one: any(call.method == asked for call in self.sandbox.calls))
        return person

    async def start_review(self, starter: str = "amina", channel_id: str = CHANNEL, **picks: Any) -> int:
        """A review whose areas are posted by hand; returns its id.

        The form proposes a title by the season, so the season in which it runs would show in every test.
        """
        person = await self.open_form(starter, channel_id)
        for action_id, value in {"pace": "by_hand", "title": "Autumn review", **picks}.items():
            await person.pick(action_id, value)
        reply = await person.submit()
        assert reply.ok, reply
        row = await self.until_row(
            "SELECT id FROM reviews WHERE channel_id = :channel AND state = 'open'", channel=channel_id
        )
        return int(row.id)

    async def post_area(self, area: str = "2", starter: str = "amina", channel_id: str = CHANNEL) -> Message:
        """Posts an area and waits for its message: by default one of three questions."""
        person = self.person(starter)
        before = len(self.area_messages(channel_id))
        assert (await person.command(channel_id, f"/socmob post {area}")).ok
        await person.until(lambda _: len(self.area_messages(channel_id)) > before)
        message = self.area_messages(channel_id)[-1]
        await self.until_row("SELECT 1 FROM area_messages WHERE ts = :ts", ts=message.ts)
        return message

    def area_messages(self, channel_id: str = CHANNEL) -> list[Message]:
        """Messages of areas that are there, oldest first."""
        channel = self.sandbox.world.channels[channel_id]
        return [
            message
            for message in channel.messages.values()
            if any(block.get("block_id") == "foot" for block in message.blocks) and not message.deleted
        ]

    def current(self, message: Message) -> Message:
        return self.sandbox.world.channels[message.channel_id].messages[message.ts]

    async def answer(
        self, name: str, message: Message, question: int = 1, choice: str = "amber"
    ) -> tuple[Person, Any]:
        person = self.person(name)
        reply = await person.press(
            self.current(message).ts,
            f"answer.{choice}",
            channel_id=message.channel_id,
            block_id=f"a{question}.{self.round_of(message)}",
        )
        return person, reply

    def round_of(self, message: Message) -> int:
        block_ids = [block["block_id"] for block in self.current(message).blocks]
        found = next(match for one in block_ids if (match := re.fullmatch(r"q\d+\.(\d+)", one)))
        return int(found[1])

    async def reveal(self, message: Message, name: str = "amina") -> Message:
        """Presses *Reveal* and waits until the message shows it."""
        person = self.person(name)
        await person.press(message.ts, ids.AREA_REVEAL, channel_id=message.channel_id)
        await person.until(lambda _: "is revealed" in self.current(message).text)
        return self.current(message)

    async def settled(self, message: Message, timeout: float = 5.0) -> Message:  # noqa: ASYNC109
        """The message, once nothing about it waits to be shown."""
        deadline = asyncio.get_running_loop().time() + timeout
        while await self.rows("SELECT 1 FROM area_marks"):
            assert asyncio.get_running_loop().time() < deadline, await self.rows("SELECT * FROM area_marks")
            await asyncio.sleep(0.03)
        return self.current(message)

    def payload_of(self, kind: str = "block_actions") -> Sent:
        """The last payload of a kind that was sent to the app."""
        return next(sent for sent in reversed(self.sandbox.sent) if sent.kind == kind)

    async def again(self, sent: Sent, **changes: Any) -> Sent:
        """The same payload once more, as a retry or a double click brings it."""
        payload = {**sent.payload, **changes}
        return await self.sandbox.courier.deliver(sent.kind, payload)

    async def action(self, sent: Sent, **changes: Any) -> Sent:
        """The same press with something else in its action."""
        (action,) = sent.payload["actions"]
        return await self.again(sent, actions=[{**action, **changes}])

    def whispers(self, name: str, channel_id: str = CHANNEL) -> list[str]:
        """What only this person sees in a channel."""
        return [one.text for one in self.person(name).messages(channel_id) if one.ephemeral_for]

    async def told(self, name: str, words: str, channel_id: str = CHANNEL, timeout: float = 5.0) -> str:  # noqa: ASYNC109
        """What this person reads, privately in the channel, once it holds ``words``."""
        person = self.person(name)
        found = await person.until(
            lambda _: [one for one in self.whispers(name, channel_id) if words in one], timeout
        )
        return str(found[-1])

    def direct(self, name: str) -> list[Message]:
        person = self.person(name)
        return person.messages(person.direct())


def with_times(**changes: Any) -> DeliveryTimes:
    return replace(QUICK, **changes)
