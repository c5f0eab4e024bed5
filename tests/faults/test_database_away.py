"""A database that is locked or gone for some seconds: nothing that was pressed is lost."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from typing import TYPE_CHECKING

import pytest

from bot.blocks import ids
from tests.faults.stage import CHANNEL

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from tests.faults.stage import Stage
    from tests.postgres_server import PostgresServer

    Away = Callable[[], contextlib.AbstractAsyncContextManager[None]]

ACKNOWLEDGED_WITHIN = 3.0
LEADERSHIP = "CLEADERS01"


@pytest.fixture
def away(request: pytest.FixtureRequest, database_url: str) -> Away:
    """Takes the database away while a block runs: on SQLite a writer that does not end, else no server."""

    @contextlib.asynccontextmanager
    async def locked() -> AsyncIterator[None]:
        with contextlib.closing(sqlite3.connect(database_url.removeprefix("sqlite:///"))) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
            other.rollback()

    @contextlib.asynccontextmanager
    async def stopped() -> AsyncIterator[None]:
        server: PostgresServer = request.getfixturevalue("postgres_server")
        await asyncio.to_thread(server.stop)
        try:
            yield
        finally:
            await asyncio.to_thread(server.start)

    return locked if database_url.startswith("sqlite") else stopped


@pytest.mark.parametrize(
    ("database_url", "transport"), [("sqlite", "socket"), ("postgresql", "http")], indirect=["database_url"]
)
async def test_presses_are_saved_once_it_is_back(
    start_stage: Callable[..., Awaitable[Stage]], transport: str, away: Away
) -> None:
    stage = await start_stage(transport)
    await stage.start_review()
    area = await stage.post_area()
    await stage.settled(area)
    async with away():
        began = asyncio.get_running_loop().time()
        replies = await asyncio.gather(
            *(stage.answer(name, area, choice="red") for name in ("ben", "chloe", "dev"))
        )
        await asyncio.sleep(max(0.0, began + 3.0 - asyncio.get_running_loop().time()))
    assert all(reply.ok and reply.seconds < ACKNOWLEDGED_WITHIN for _, reply in replies)
    for name in ("ben", "chloe", "dev"):
        assert await stage.told(name, "Saved: Red for question 1.", timeout=10)
        assert len(stage.whispers(name)) == 1
    rows = await stage.rows("SELECT user_id, choice FROM answers ORDER BY user_id")
    assert [row.choice for row in rows] == ["red", "red", "red"]
    await stage.answer("ben", area, 2)
    await stage.answer("ben", area, 3)
    await stage.person("ben").until(lambda _: "1 of 5 have answered" in stage.current(area).text, 15)


async def test_commands_forms_and_picks_say_so(stage: Stage, away: Away) -> None:
    await stage.start_review()
    area = await stage.post_area()
    await stage.answer("ben", area)
    await stage.settled(area)
    amina, ben = stage.person("amina"), stage.person("ben")
    # What was told "in a moment" may be done for all that: so another review than the comment's is discarded.
    await amina.command(LEADERSHIP, "/invite @socmob")
    await stage.start_review("amina", LEADERSHIP)
    await amina.command(LEADERSHIP, "/socmob discard")
    await amina.until(lambda one: one.modal)
    await ben.choose(area, ids.QUESTION_MENU, _menu(stage, area, "comment"), block_id="q1.1")
    await ben.until(lambda one: one.modal)
    await ben.pick("comment", "Written with care")
    async with away():
        commanded, submitted, sent = await asyncio.gather(
            stage.person("chloe").command(CHANNEL, "/socmob post 4"), ben.submit(), amina.submit()
        )
        await asyncio.sleep(2.2)
    for reply in (commanded, submitted, sent):
        assert reply.status == 200
        assert reply.seconds < ACKNOWLEDGED_WITHIN
    assert commanded.body["text"]
    form = ben.modal
    assert form is not None, "the form stays open"
    assert form.state["comment"]["comment"]["value"] == "Written with care"
    assert "moment" in f"{submitted.errors}{form.view['blocks']}"
    assert "moment" in str([one.view["blocks"] for one in amina.modals])
    while ben.modal:
        # As the sentence says: again in a moment. The writes that nobody waits for any more end first.
        assert (await asyncio.wait_for(ben.submit(), 10)).ok
    assert [row.comment for row in await stage.rows("SELECT comment FROM answers")] == ["Written with care"]
    discarded = "SELECT 1 FROM reviews WHERE state = 'discarded'"
    if not await stage.rows(discarded):
        while amina.modals:
            await amina.close_modal()
        await amina.command(LEADERSHIP, "/socmob discard")
        await amina.until(lambda one: one.modal)
        await amina.submit()
    await stage.until_row(discarded)


def _menu(stage: Stage, area, entry: str) -> str:
    menus = (block.get("accessory") for block in stage.current(area).blocks if block["block_id"] == "q1.1")
    return next(o["value"] for menu in menus for o in menu["options"] if o["value"].startswith(entry))


async def test_starting_keeps_what_was_typed(stage: Stage, away: Away) -> None:
    amina = await stage.open_form()
    await amina.pick("title", "Typed with care")
    await amina.pick("pace", "by_hand")
    async with away():
        reply = await amina.submit()
        await asyncio.sleep(2.2)
    assert reply.status == 200
    assert reply.seconds < ACKNOWLEDGED_WITHIN
    form = await amina.until(lambda one: one.modal)
    assert form.state["title"]["title"]["value"] == "Typed with care"
    assert "moment" in f"{reply.errors}{form.view['blocks']}"
    assert (await amina.submit()).ok
    row = await stage.until_row("SELECT title FROM reviews")
    assert row.title == "Typed with care"
    await stage.until_row("SELECT 1 FROM deliveries WHERE state = 'sent'", timeout=10)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_told_to_stop_while_presses_wait(stage: Stage) -> None:
    """As SIGTERM does: what was pressed before is saved, and said."""
    await stage.start_review()
    area = await stage.post_area()
    names = ("ben", "chloe", "dev", "efua", "hana")
    presses = [
        asyncio.ensure_future(stage.answer(name, area, question)) for name in names for question in (1, 2, 3)
    ]
    await asyncio.sleep(0.01)
    await stage.stop_program()
    replies = [reply for _, reply in await asyncio.gather(*presses)]
    acknowledged = sum(reply.ok for reply in replies)
    kept = await stage.rows("SELECT 1 FROM answers")
    assert len(kept) >= acknowledged, "whoever saw no error has an answer"
    await stage.start_program()
    for (person, reply), question in zip(
        [(name, reply) for name, reply in zip([n for n in names for _ in range(3)], replies, strict=True)],
        [1, 2, 3] * 5,
        strict=True,
    ):
        if not reply.ok:
            await stage.answer(person, area, question)
    assert len(await stage.rows("SELECT 1 FROM answers")) == 15
    await stage.person("amina").until(lambda _: "5 of 5 have answered" in stage.current(area).text)


async def test_a_refresh_that_died_is_done_by_the_next_process(stage: Stage) -> None:
    """Its mark was cleared and its lease held when the process was killed."""
    await stage.start_review()
    area = await stage.post_area()
    await stage.settled(area)
    stage.sandbox.faults.add("chat.update", "hang")
    for question in (1, 2, 3):
        await stage.answer("ben", area, question)
    await stage.until_row("SELECT 1 FROM area_marks WHERE lease_until IS NOT NULL")
    await stage.stop_program()
    await stage.database.write("", _as_if_killed, area.ts)
    await stage.start_program()
    await stage.person("amina").until(lambda _: "1 of 5 have answered" in stage.current(area).text)
    await stage.settled(area)


def _as_if_killed(connection, _workspace_id: str, ts: str) -> None:
    from datetime import UTC, datetime

    from sqlalchemy import delete, insert, select

    from bot.store.schema import area_marks, area_messages

    message = connection.execute(select(area_messages).where(area_messages.c.ts == ts)).one()
    connection.execute(delete(area_marks))
    connection.execute(
        insert(area_marks).values(
            workspace_id=message.workspace_id,
            review_id=message.review_id,
            area_id=message.area_id,
            is_set=False,
            lease_until=datetime.now(UTC),
        )
    )
