"""What a digest and its picture are built from, and when there is nothing to post."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from bot.domain.answers import Choice
from bot.domain.deliveries import Delivery, DeliveryKey, DeliveryKind
from bot.domain.language import Languages
from bot.domain.people import Member
from bot.jobs.charts import MOST_TRIES, build_chart
from bot.jobs.digests import after_digest, build_digest
from bot.jobs.mornings import build_morning
from bot.jobs.network import build_welcome
from bot.jobs.posts import Context, JoinLater, NothingToSay, Post
from bot.render.process import RenderFailed
from bot.slack.client import Posted
from bot.store import coordinating, members, network
from bot.store.schema import deliveries, person_settings, workspace_settings
from bot.store.standings import Standings
from tests.databases import WORKSPACE
from tests.store import digesting as play
from tests.store.digesting import OPEN_CHANNEL, READER, STRANGER, days_ago
from tests.store.reviewing import LEAD, NOW, QUESTIONS
from tests.store.rows import rows
from tests.store.stepping import CALENDARS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.store.engine import Database


async def refuses(_job: Mapping[str, Any]) -> bytes:
    raise RenderFailed("no fonts")


async def draws(_job: Mapping[str, Any]) -> bytes:
    return b"a picture"


CONTEXT = Context(
    checklists=play.CHECKLISTS,
    calendars=CALENDARS,
    now=NOW,
    real_now=NOW,
    permalink=lambda channel_id, ts: f"https://example.org/{channel_id}/{ts}",
    render=draws,
    standings=Standings(),
    languages=Languages(),
)


def delivery(
    kind: DeliveryKind, recipient_id: str, subject_id: str = "-", occurrence: str = "2026-W50", **changes: Any
) -> Delivery:
    return replace(
        Delivery(
            id="digest-1",
            workspace_id=WORKSPACE,
            key=DeliveryKey(kind, subject_id, recipient_id, occurrence),
            due_at=NOW,
            attempt=1,
            checks=0,
            first_try_at=NOW,
            last_try_at=NOW,
            claimed_at=NOW,
            is_ambiguous=False,
            is_repeat=False,
            direct_channel_id=None,
        ),
        **changes,
    )


def context(**changes: Any) -> Context:
    return replace(CONTEXT, standings=Standings(), **changes)


@pytest.fixture(autouse=True)
async def agreed(database: Database) -> None:
    """A rating that moved, and two members of the network: one in its channel, one not."""
    await play.people(database)
    await play.channel(database, OPEN_CHANNEL)
    review = await play.review(database, at=days_ago(30))
    await play.agreed(database, review, QUESTIONS[0], Choice.RED, days_ago(20))
    await play.agreed(database, review, QUESTIONS[0], Choice.GREEN, days_ago(2))
    for user_id in (READER, STRANGER):
        await play.joins(database, user_id, days_ago(1))
    await database.write(WORKSPACE, coordinating.add, [LEAD], NOW)


async def built(database: Database, recipient_id: str = READER, now: datetime = NOW) -> Post:
    wanted = delivery(DeliveryKind.DIGEST, recipient_id)
    return await database.read(WORKSPACE, build_digest, context(now=now), wanted)


async def test_the_same_news_for_who_is_in_the_channel_and_who_is_not(database: Database) -> None:
    inside, outside = await built(database), await built(database, STRANGER)
    assert f"from Red to Green (<#{OPEN_CHANNEL}>)." in inside.message.text
    assert "from Red to Green." in outside.message.text
    assert OPEN_CHANNEL not in str(outside.message)


async def test_until_a_day_late_it_is_sent(database: Database) -> None:
    assert await built(database, now=NOW + timedelta(hours=24))
    with pytest.raises(NothingToSay, match=r"^late$"):
        await built(database, now=NOW + timedelta(hours=24, seconds=1))


async def test_who_left_between_planning_and_sending_gets_none(database: Database) -> None:
    await database.write(WORKSPACE, network.leave, CALENDARS, READER, NOW)
    with pytest.raises(NothingToSay, match="left the network"):
        await built(database)


async def test_who_was_deactivated_meanwhile_gets_none(database: Database) -> None:
    await database.write(WORKSPACE, members.save_members, [Member(READER, is_deleted=True)], NOW)
    with pytest.raises(NothingToSay, match="deactivated"):
        await built(database)


async def test_a_quiet_week_says_so_on_its_row(database: Database) -> None:
    await sent(database, STRANGER)
    with pytest.raises(NothingToSay, match=r"^quiet$"):
        await built(database, STRANGER)


async def sent(database: Database, recipient_id: str) -> None:
    """Records a digest of theirs as sent."""

    def record(connection: Any, workspace_id: str) -> None:
        posted = Posted("D1", "1.1")
        after_digest(connection, workspace_id, context(), delivery(DeliveryKind.DIGEST, recipient_id), posted)

    await database.write(WORKSPACE, record)


@pytest.mark.parametrize(("apart", "is_one"), [(59, True), (60, False), (-59, True), (-60, False)])
async def test_two_messages_whose_hours_are_an_hour_apart_stay_two(
    database: Database, apart: int, is_one: bool
) -> None:
    at = datetime.fromisoformat("2026-12-14T09:00+00:00")  # a Monday

    def settle(connection: Any, _: str) -> None:
        mine = person_settings.c.user_id == READER
        digest_at = at + timedelta(minutes=apart)
        connection.execute(person_settings.update().where(mine).values(digest_at=digest_at))

    await database.write(WORKSPACE, settle)
    waiting = delivery(DeliveryKind.MORNING, READER, occurrence="2026-12-14", due_at=at)
    with pytest.raises(JoinLater if is_one else NothingToSay):
        await database.read(WORKSPACE, build_morning, context(now=at), waiting)


async def test_the_next_one_counts_from_there_and_a_picture_is_planned(database: Database) -> None:
    await sent(database, READER)
    [row] = await rows(
        database, select(person_settings.c.last_digest_at).where(person_settings.c.user_id == READER)
    )
    assert row.last_digest_at == NOW
    [chart] = await rows(database, select(deliveries).where(deliveries.c.kind == "chart"))
    assert (chart.subject_id, chart.recipient_id) == ("digest-1", READER)
    assert datetime.fromisoformat(chart.occurrence) == days_ago(7)


async def follows(database: Database, channel_id: str | None) -> None:
    def save(connection: Any, workspace_id: str) -> None:
        settings = CALENDARS.workspace(connection, workspace_id)
        new = replace(settings, digest_channel_id=channel_id, network_channel_id=channel_id)
        coordinating.save(connection, workspace_id, CALENDARS, new, (LEAD,), LEAD, NOW)

    await database.write(WORKSPACE, save)


async def test_a_channel_gets_its_own(database: Database) -> None:
    await follows(database, OPEN_CHANNEL)
    post = await built(database, OPEN_CHANNEL)
    assert "A coordinator can change or stop this" in post.message.text
    await sent(database, OPEN_CHANNEL)
    [row] = await rows(database, select(workspace_settings.c.digest_channel_last_at))
    assert row.digest_channel_last_at == NOW
    with pytest.raises(NothingToSay, match="quiet"):
        await built(database, OPEN_CHANNEL)
    await follows(database, None)
    with pytest.raises(NothingToSay, match="no longer gets"):
        await built(database, OPEN_CHANNEL)


async def chart(database: Database, **changes: Any) -> Post:
    def post(connection: Any, workspace_id: str) -> None:
        connection.execute(
            deliveries.insert().values(
                id="digest-1",
                workspace_id=workspace_id,
                kind=DeliveryKind.DIGEST,
                subject_id="-",
                recipient_id=READER,
                occurrence="2026-W50",
                state="sent",
                next_at=NOW,
                attempt=1,
                checks=0,
                planned_at=NOW,
                last_try_at=NOW,
                channel_id="D1",
                ts="1.1",
            )
        )

    if not await rows(database, select(deliveries.c.id).where(deliveries.c.id == "digest-1")):
        await database.write(WORKSPACE, post)
    occurrence = days_ago(7).strftime("%Y%m%dT%H%M%S.%f%z")
    wanted = delivery(DeliveryKind.CHART, READER, "digest-1", occurrence, id="chart-1")
    render = changes.pop("render", draws)
    return await database.read(WORKSPACE, build_chart, context(render=render), replace(wanted, **changes))


async def test_the_picture_goes_into_the_digest_s_thread(database: Database) -> None:
    post = await chart(database)
    assert post.thread_ts == "1.1"
    assert post.picture is not None
    assert "Red 0 (1 fewer), Amber 0 (the same), Green 1 (1 more)" in post.picture.alt_text
    assert await post.picture.make() == b"a picture"


async def test_a_picture_that_cannot_be_drawn_is_none(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    post = await chart(database, render=refuses)
    assert post.picture is not None
    assert await post.picture.make() is None
    assert "no fonts" in caplog.text


async def test_it_is_tried_three_times(database: Database) -> None:
    assert await chart(database, attempt=MOST_TRIES)
    with pytest.raises(NothingToSay, match="3 tries"):
        await chart(database, attempt=MOST_TRIES + 1)


async def test_who_is_welcomed_and_who_no_longer(database: Database) -> None:
    await follows(database, OPEN_CHANNEL)

    async def welcome(recipient_id: str) -> str:
        wanted = delivery(DeliveryKind.NETWORK_WELCOME, recipient_id, OPEN_CHANNEL, "-")
        return (await database.read(WORKSPACE, build_welcome, context(), wanted)).message.text

    assert (await welcome(OPEN_CHANNEL)).startswith("This is now the channel")
    assert (await welcome(READER)).startswith("You have joined the channel")
    await database.write(WORKSPACE, network.leave, CALENDARS, READER, NOW)
    with pytest.raises(NothingToSay, match="left"):
        await welcome(READER)
    await follows(database, None)
    with pytest.raises(NothingToSay, match="another channel"):
        await welcome(OPEN_CHANNEL)
