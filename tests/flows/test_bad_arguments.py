"""Whatever follows a command: one clear sentence where it makes no sense, and nothing is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.blocks import help
from bot.listeners.commands import COMMANDS
from bot.store.schema import metadata
from tests.faults.stage import CHANNEL
from tests.flows import playing

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from tests.faults.stage import Stage

SENSELESS = (
    "xyzzy",
    "99",
    "0",
    "-1",
    "2.99",
    "share share",
    "2 xyzzy",
    "<@UBEN000001|ben>",
    "<#CGENERAL01|general>",
    "TSANDBOX02|7",
    "1; DROP TABLE reviews",
    "`code` *bold* <script>",
    "🦊🦊",
    "מה זה",
    "x" * 3000,
)
NOT_THEIRS = {"worker_ticks", "slack_paces", "members", "channels", "channel_members", "area_marks"}
"""What our own loops and looks at Slack write, whoever types what."""

WRONG_ON_OUR_SIDE = "Something went wrong on our side"


async def all_rows(stage: Stage) -> dict[str, list[str]]:
    def read(connection: Connection, _workspace_id: str) -> dict[str, list[str]]:
        tables = [table for table in metadata.sorted_tables if table.name not in NOT_THEIRS]
        return {table.name: sorted(map(str, connection.execute(select(table)))) for table in tables}

    return await stage.database.read("*", read)


@pytest.fixture
async def played(stage: Stage) -> Stage:
    """A review with an area that is revealed and one that is open."""
    await stage.start_review()
    for number in ("2", "3"):
        message = await stage.post_area(number)
        await playing.answer_area(stage, "ben", message, ["amber", "green", "red"])
        await stage.settled(message)
        if number == "2":
            await stage.reveal(message)
    await stage.person("amina").until(lambda _: not stage.program_is_busy())
    return stage


async def test_what_follows_and_makes_no_sense_changes_nothing(played: Stage) -> None:
    amina = played.person("amina")
    before = await all_rows(played)
    for command in sorted(COMMANDS):
        for follows in SENSELESS:
            reply = await amina.command(CHANNEL, f"/socmob {command} {follows}")
            assert reply.ok, (command, follows, reply)
            said = (reply.body or {}).get("text", "")
            assert WRONG_ON_OUR_SIDE not in said, (command, follows)
            if not said:
                await amina.until(lambda one: one.modal)
                await amina.close_modal(all=True)
        assert await all_rows(played) == before, command
    assert played.sandbox.violations == []


async def test_what_stands_alone_is_said_to(played: Stage) -> None:
    for command in sorted(help.ALONE):
        said = await playing.said(played, "ben", f"/socmob {command} please")
        assert said == (
            f"`/socmob {command}` stands alone. Type it without what follows; "
            "`/socmob help` shows all commands."
        )
    assert await playing.said(played, "ben", "/socmob help please") == await playing.said(
        played, "ben", "/socmob help"
    )
