from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import StatementError

from bot.store.engine import open_database
from bot.store.types import BigKey, EnumText, UtcDateTime

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy import Connection

    from bot.store.engine import Database


class Colour(StrEnum):
    RED = "red"
    DARK_GREEN = "dark_green"


things = sa.Table(
    "things",
    sa.MetaData(),
    sa.Column("id", BigKey, primary_key=True),
    sa.Column("at", UtcDateTime),
    sa.Column("colour", EnumText(Colour)),
)


@pytest.fixture
async def empty(empty_database_url: str) -> AsyncIterator[Database]:
    database = open_database(empty_database_url)
    await database.write("T1", lambda connection, _: things.create(connection))
    yield database
    await database.close()


def save(connection: Connection, _workspace_id: str, **values: Any) -> Any:
    number = connection.scalar(sa.insert(things).values(**values).returning(things.c.id))
    row = connection.execute(sa.select(things).where(things.c.id == number)).one()
    return row.at or row.colour


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 3, 2, 9, 0, 0, 1, tzinfo=UTC),
        datetime(2026, 10, 25, 1, 30, 0, 999_999, tzinfo=UTC),
        datetime(2026, 10, 25, 1, 30, fold=1, tzinfo=ZoneInfo("Europe/London")),
        datetime(2026, 3, 2, 9, 0, 0, 123_456, tzinfo=timezone(timedelta(hours=-9, minutes=-30))),
    ],
)
async def test_an_instant_comes_back_to_the_microsecond_and_in_utc(empty: Database, at: datetime) -> None:
    kept = await empty.write("T1", lambda connection, workspace_id: save(connection, workspace_id, at=at))
    assert kept == at.astimezone(UTC)
    assert kept.tzinfo is UTC


async def test_instants_are_compared_as_instants(empty: Database) -> None:
    """Half past nine in Helsinki is before eight in London, though its digits are greater."""
    helsinki = datetime(2026, 3, 2, 9, 30, tzinfo=ZoneInfo("Europe/Helsinki"))
    london = datetime(2026, 3, 2, 8, 0, tzinfo=ZoneInfo("Europe/London"))

    def is_before(connection: Connection, _workspace_id: str) -> int | None:
        connection.execute(sa.insert(things).values(at=helsinki))
        return connection.scalar(sa.select(sa.func.count()).where(things.c.at < london))

    assert await empty.write("T1", is_before) == 1


async def test_a_naive_time_is_refused(empty: Database) -> None:
    naive = datetime(2026, 3, 2, 9)  # noqa: DTZ001
    with pytest.raises(StatementError, match="without a time zone"):
        await empty.write("T1", lambda connection, workspace_id: save(connection, workspace_id, at=naive))


@pytest.mark.parametrize("colour", [*Colour])
async def test_an_enum_comes_back_as_its_member(empty: Database, colour: Colour) -> None:
    kept = await empty.write(
        "T1", lambda connection, workspace_id: save(connection, workspace_id, colour=colour)
    )
    assert kept is colour


async def test_an_enum_is_kept_as_the_text_of_its_value(empty: Database) -> None:
    def as_text(connection: Connection, workspace_id: str) -> str | None:
        save(connection, workspace_id, colour=Colour.DARK_GREEN)
        return connection.scalar(sa.text("SELECT colour FROM things"))

    assert await empty.write("T1", as_text) == "dark_green"


async def test_a_value_that_is_no_member_is_refused(empty: Database) -> None:
    with pytest.raises(StatementError, match="not a valid Colour"):
        await empty.write(
            "T1", lambda connection, workspace_id: save(connection, workspace_id, colour="blue")
        )


async def test_nothing_stays_nothing(empty: Database) -> None:
    kept = await empty.write(
        "T1", lambda connection, workspace_id: save(connection, workspace_id, at=None, colour=None)
    )
    assert kept is None
