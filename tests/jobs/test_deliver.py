"""What a deliverer does with what is due, against a Slack that does as it is told."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.blocks.kit import Message
from bot.domain.deliveries import DeliveryKind, DeliveryState
from bot.domain.network import WorkspaceSettings
from bot.jobs import announce
from bot.jobs.deliver import AT_ONCE, IN_FLIGHT, IN_FLIGHT_OF_ONE
from bot.jobs.posts import Picture, Post
from bot.slack import uploads
from bot.slack.classify import Reply, classify
from bot.store import coordinating, workspaces
from tests.databases import WORKSPACE
from tests.jobs.postbox import PERSON, TIMES
from tests.store.reviewing import CHANNEL, LEAD, NOW
from tests.store.stepping import CALENDARS

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.slack.failures import SlackFailure
    from tests.jobs.postbox import Postbox

SECOND = timedelta(seconds=1)


def said(code: str, **headers: str) -> SlackFailure:
    status = 429 if code == "ratelimited" else 200
    return classify(Reply(status, headers, {"ok": False, "error": code}), "chat.postMessage")


def history(code: str, **headers: str) -> SlackFailure:
    status = 429 if code == "ratelimited" else 200
    return classify(Reply(status, headers, {"ok": False, "error": code}), "conversations.history")


async def test_what_is_due_is_sent_and_where_direct_messages_are_is_kept(postbox: Postbox) -> None:
    await postbox.plan(CHANNEL, PERSON)
    await postbox.step()
    rows = await postbox.rows()
    assert [(row.state, row.channel_id) for row in rows] == [("sent", CHANNEL), ("sent", "D0000007")]
    assert postbox.counted("no_facilitator", "sent") == 2
    postbox.slack.posts = [said("internal_error")]
    await postbox.plan(PERSON, subject=str(postbox.review.id), kind=DeliveryKind.CANNOT_POST)
    await postbox.step(SECOND)
    await postbox.step(TIMES.settle)
    # Where the direct messages are is known, so nobody has to be asked.
    assert [call for call in postbox.slack.calls if call[0] != "post"] == [("history", "D0000007")]
    assert postbox.errors == []


async def test_a_direct_message_in_doubt_is_looked_for_where_slack_opens_them(postbox: Postbox) -> None:
    postbox.slack.posts = [said("internal_error")]
    await postbox.plan(PERSON)
    await postbox.step()
    delivery = await postbox.one()
    found = {
        "ts": "9.9",
        "metadata": {"event_type": "socmob_delivery", "event_payload": {"id": delivery.id}},
    }
    postbox.slack.histories = [{"messages": [found], "has_more": False}]
    await postbox.step(TIMES.settle - SECOND)
    assert (await postbox.one()).state is DeliveryState.CHECK
    await postbox.step(SECOND)
    row = await postbox.one()
    assert (row.state, row.channel_id, row.ts) == ("sent", "D0000007", "9.9")
    assert postbox.slack.calls == [("post", PERSON), ("open", PERSON), ("history", "D0000007")]
    (window,) = postbox.slack.windows
    assert float(window[0]) == NOW.timestamp() - 60
    assert float(window[1]) >= (NOW + TIMES.http_total + TIMES.settle).timestamp()


async def test_only_a_complete_look_lets_it_be_posted_again(postbox: Postbox) -> None:
    """A page that was not read may hold it."""
    postbox.slack.posts = [said("internal_error")]
    postbox.slack.histories = [
        {"messages": [], "has_more": True, "response_metadata": {"next_cursor": "2"}},
        history("internal_error"),
        {"messages": [], "has_more": True},
        {"messages": [], "has_more": True, "response_metadata": {"next_cursor": "2"}},
        {"messages": [], "has_more": False},
    ]
    await postbox.plan(CHANNEL)
    await postbox.step()
    for _ in range(2):
        await postbox.step(TIMES.settle)
        assert [call[0] for call in postbox.slack.calls].count("post") == 1
    await postbox.step(TIMES.settle)
    assert [call[0] for call in postbox.slack.calls] == ["post", *["history"] * 5, "post"]
    assert (await postbox.one()).state is DeliveryState.SENT


async def test_without_the_permission_a_person_is_told_once_more_and_a_channel_is_not(
    postbox: Postbox, caplog: pytest.LogCaptureFixture
) -> None:
    postbox.slack.posts = [said("internal_error"), said("internal_error")]
    postbox.slack.histories = [history("missing_scope")] * 6
    await postbox.plan(CHANNEL, PERSON)
    await postbox.step()
    for _ in range(4):
        await postbox.step(TIMES.settle)
    channel, person = await postbox.rows()
    assert (channel.state, channel.reason) == ("dead", "ambiguous")
    assert person.state is DeliveryState.SENT
    first, _, repeat = postbox.slack.texts
    assert repeat == f"This may be a repeat. {first}"
    assert postbox.counted("no_facilitator", "dead") == 1
    assert postbox.counted("no_facilitator", "repeat") == 1
    assert f"Delivery {channel.id} (no_facilitator) is given up: ambiguous" in caplog.text


async def test_a_repeat_in_doubt_is_given_up(postbox: Postbox) -> None:
    postbox.slack.posts = [said("internal_error")] * 2
    postbox.slack.opens = [history("missing_scope")] * 9
    await postbox.plan(PERSON)
    for _ in range(12):
        await postbox.step(TIMES.settle)
    row = await postbox.one()
    assert (row.state, row.reason, len(postbox.slack.texts)) == ("dead", "ambiguous", 2)


async def test_a_429_quiets_the_workspace_until_it_ends_and_no_other(postbox: Postbox) -> None:
    await postbox.database.write("TOTHER0001", workspaces.save, "Other", "UAPP", "BAPP", NOW)
    postbox.slack.posts = [said("ratelimited", **{"Retry-After": "30"})]
    await postbox.plan(CHANNEL)
    await postbox.step()
    await postbox.plan(*(f"C{number}" for number in range(20)))
    await postbox.plan("C1", workspace_id="TOTHER0001")
    await postbox.step(timedelta(seconds=29))
    assert len(postbox.slack.calls) == 1
    # Its review is not theirs; it was looked at all the same.
    assert [row.state for row in await postbox.rows("TOTHER0001")] == ["skipped"]
    await postbox.step(SECOND)
    assert {row.state for row in await postbox.rows()} == {"sent"}
    assert all(at >= NOW + timedelta(seconds=30) for at in postbox.slack.at[1:])


async def test_what_was_claimed_before_a_429_waits_as_well(postbox: Postbox) -> None:
    """Claimed, but not yet on the wire: Slack has asked for quiet meanwhile."""
    await postbox.plan(CHANNEL, "C2", "C3")
    postbox.slack.hold = asyncio.Event()
    postbox.slack.posts = [said("ratelimited", **{"Retry-After": "30"})]
    await postbox.deliverer.step()
    await postbox.slack.until_in_flight(3)
    postbox.slack.hold.set()
    await postbox.deliverer.drain()
    await postbox.plan("C4")
    await postbox.step(SECOND)
    assert len(postbox.slack.calls) == 3
    states = sorted(row.state for row in await postbox.rows())
    assert states == ["planned", "planned", "sent", "sent"]


async def test_a_429_for_the_history_is_kept_to_as_well(postbox: Postbox) -> None:
    postbox.slack.posts = [said("internal_error")] * 3
    await postbox.plan("C1", "C2", "C3")
    await postbox.step()
    postbox.slack.histories = [history("ratelimited", **{"Retry-After": "60"})]
    await postbox.step(TIMES.settle)
    asked = len(postbox.slack.calls)
    assert asked == 3 + 1
    await postbox.step(timedelta(seconds=59))
    assert len(postbox.slack.calls) == asked
    await postbox.step(SECOND)
    assert {row.state for row in await postbox.rows()} == {"sent"}


@pytest.mark.parametrize("method", uploads.STEPS)
async def test_a_429_for_a_file_keeps_files_back_and_no_message(
    postbox: Postbox, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    async def draw() -> bytes:
        return b"a picture"

    picture = Picture(draw, "chart.png", "A chart", "Red 1")
    post = Post(Message("The picture", []), thread_ts="1.1", picture=picture)
    monkeypatch.setattr(announce, "BUILDERS", {**announce.BUILDERS, DeliveryKind.CHART: lambda *_: post})
    reply = Reply(429, {"Retry-After": "60"}, {"ok": False, "error": "ratelimited"})
    postbox.slack.uploads = [classify(reply, method)]
    await postbox.plan("C1", kind=DeliveryKind.CHART)
    await postbox.step()
    await postbox.plan("C2", kind=DeliveryKind.CHART)
    await postbox.plan("C3")
    postbox.deliverer = postbox.make_deliverer()  # another worker, which was not told itself
    await postbox.step(SECOND)
    assert postbox.slack.calls == [("upload", "C1"), ("post", "C3")]
    await postbox.step(timedelta(seconds=58))
    assert len(postbox.slack.calls) == 2
    await postbox.step(SECOND)
    assert sorted(postbox.slack.calls[2:]) == [("upload", "C1"), ("upload", "C2")]
    assert {row.state for row in await postbox.rows()} == {"sent"}


async def test_a_revoked_token_parks_its_workspace_and_no_other(
    postbox: Postbox, caplog: pytest.LogCaptureFixture
) -> None:
    await postbox.database.write("TOTHER0001", workspaces.save, "Other", "UAPP", "BAPP", NOW)
    postbox.slack.posts = [said("token_revoked")]
    await postbox.plan(CHANNEL)
    await postbox.step()
    await postbox.plan(*(f"C{number}" for number in range(5)))
    await postbox.plan("C1", workspace_id="TOTHER0001")
    await postbox.step(timedelta(minutes=9))
    assert {row.state for row in await postbox.rows()} == {"planned"}
    assert {row.state for row in await postbox.rows("TOTHER0001")} == {"skipped"}
    assert "token_revoked" in caplog.text
    await postbox.step(timedelta(minutes=1))
    assert {row.state for row in await postbox.rows()} == {"sent"}


@pytest.mark.parametrize("code", ["user_disabled", "user_not_found", "user_not_visible", "channel_not_found"])
async def test_somebody_who_is_gone_is_marked_so_that_nothing_more_is_planned(
    postbox: Postbox, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.jobs import people

    changed = []
    monkeypatch.setattr(people.following, "changed", lambda c, w, person, *_: changed.append(person))
    postbox.slack.posts = [said(code)]
    postbox.slack.people = {PERSON: said("user_not_found")}
    await postbox.plan(PERSON)
    await postbox.step()
    row = await postbox.one()
    assert (row.state, row.reason) == ("dead", code)
    assert [(person.user_id, person.is_deleted) for person in changed] == [(PERSON, True)]


@pytest.mark.parametrize("code", ["user_disabled", "user_not_found", "user_not_visible"])
async def test_somebody_who_is_found_to_be_gone_when_slack_is_asked(postbox: Postbox, code: str) -> None:
    postbox.slack.posts = [said("internal_error")]
    postbox.slack.opens = [said(code)]
    postbox.slack.people = {PERSON: said("user_not_found")}
    await postbox.plan(PERSON)
    await postbox.step()
    await postbox.step(TIMES.settle)
    assert ((await postbox.one()).state, (await postbox.one()).reason) == ("dead", code)
    assert postbox.slack.calls == [("post", PERSON), ("open", PERSON), ("person", PERSON)]


@pytest.mark.parametrize("code", ["messages_tab_disabled", "cannot_dm_bot"])
async def test_who_cannot_be_written_to_is_passed_over_with_the_reason(postbox: Postbox, code: str) -> None:
    postbox.slack.posts = [said(code)]
    await postbox.plan(PERSON)
    await postbox.step()
    row = await postbox.one()
    assert (row.state, row.reason) == ("skipped", code)


@pytest.mark.parametrize(
    "code", ["is_archived", "not_in_channel", "channel_not_found", "restricted_action_non_threadable_channel"]
)
async def test_where_a_channel_refuses_the_facilitators_hear_once(postbox: Postbox, code: str) -> None:
    postbox.slack.posts = [said(code), None, said(code)]
    await postbox.plan(CHANNEL, kind=DeliveryKind.START)
    await postbox.step()
    await postbox.plan(CHANNEL, kind=DeliveryKind.NO_FACILITATOR)
    await postbox.step(SECOND)
    first, told, second = await postbox.rows()
    assert [(row.state, row.reason) for row in (first, second)] == [("dead", code)] * 2
    assert (told.kind, told.recipient_id, told.state) == ("cannot_post", LEAD, "sent")


@pytest.mark.parametrize(("kind", "told"), [(DeliveryKind.DIGEST, [PERSON]), (DeliveryKind.CHART, [])])
async def test_where_a_channel_refuses_the_digest_the_coordinators_hear_once(
    postbox: Postbox, monkeypatch: pytest.MonkeyPatch, kind: DeliveryKind, told: list[str]
) -> None:
    def named(connection: Connection, workspace_id: str) -> None:
        coordinating.add(connection, workspace_id, [PERSON], NOW)
        new = WorkspaceSettings("Europe/London", "", digest_channel_id=CHANNEL)
        coordinating.save(connection, workspace_id, CALENDARS, new, (PERSON,), PERSON, NOW)

    await postbox.database.write(WORKSPACE, named)
    post = Post(Message("The digest", []))
    monkeypatch.setattr(announce, "BUILDERS", {**announce.BUILDERS, kind: lambda *_: post})
    postbox.slack.posts = [said("not_in_channel"), None, said("not_in_channel")]
    for number in (1, 2):
        await postbox.plan(CHANNEL, kind=kind, subject=f"week {number}")
        await postbox.step(SECOND)
    rows = [row for row in await postbox.rows() if row.kind is DeliveryKind.CANNOT_POST]
    assert [row.recipient_id for row in rows] == told
    notes = [text for text in postbox.slack.texts if text.startswith(f"I cannot post in <#{CHANNEL}>")]
    assert len(notes) == len(told)


async def test_nothing_is_begun_that_could_outlive_its_claim(postbox: Postbox) -> None:
    """The machine slept between the claim and the post: another worker may be checking already."""
    await postbox.plan(CHANNEL)

    def sleeps(name: str) -> None:
        if name == "after_claim_commit":
            postbox.clock.at += TIMES.start_within

    postbox.failpoint = sleeps
    await postbox.deliverer.step()
    await postbox.deliverer.drain()
    assert postbox.slack.calls == []
    row = await postbox.one()
    assert (row.state, row.lease_owner) == ("planned", None)


async def test_a_delivery_that_cannot_be_built_keeps_nobody_else(
    postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.jobs import building

    build = building.build

    def breaks(connection, workspace_id, context, delivery):
        if delivery.key.recipient_id == "C2":
            raise RuntimeError("a mistake of ours")
        return build(connection, workspace_id, context, delivery)

    monkeypatch.setattr(building, "build", breaks)
    await postbox.plan("C1", "C2", "C3")
    await postbox.step()
    assert [row.state for row in await postbox.rows()] == ["sent", "planned", "sent"]
    assert [str(error) for error in postbox.errors] == ["a mistake of ours"]
    monkeypatch.setattr(building, "build", build)
    await postbox.step(timedelta(minutes=1))
    assert {row.state for row in await postbox.rows()} == {"sent"}
    assert len(postbox.slack.calls) == 3


async def test_one_channel_gets_one_after_the_other_a_second_apart(postbox: Postbox) -> None:
    await postbox.plan(*[CHANNEL] * 5)
    for _ in range(6):
        await postbox.step(SECOND)
    assert {row.state for row in await postbox.rows()} == {"sent"}
    assert postbox.slack.most_in_flight == 1
    gaps = [later - earlier for earlier, later in zip(postbox.slack.at, postbox.slack.at[1:], strict=False)]
    assert min(gaps) >= TIMES.post_gap


async def test_no_more_is_claimed_than_can_be_sent_at_once(postbox: Postbox) -> None:
    await postbox.plan(*(f"C{number}" for number in range(100)))
    postbox.slack.hold = asyncio.Event()
    await postbox.deliverer.step()
    await postbox.deliverer.step()
    third = asyncio.ensure_future(postbox.deliverer.step())
    await postbox.slack.until_in_flight(IN_FLIGHT_OF_ONE)
    await asyncio.sleep(0.1)
    assert postbox.slack.most_in_flight == IN_FLIGHT_OF_ONE == 2 * AT_ONCE
    assert sum(row.state is DeliveryState.SENDING for row in await postbox.rows()) == IN_FLIGHT_OF_ONE
    postbox.slack.hold.set()
    await third
    await postbox.step()
    assert {row.state for row in await postbox.rows()} == {"sent"}
    assert postbox.slack.most_in_flight == IN_FLIGHT_OF_ONE < IN_FLIGHT


async def test_a_neighbour_with_much_to_send_does_not_keep_the_others(postbox: Postbox) -> None:
    """Planned later, behind hundreds: they are on the wire as soon as there is room for anybody."""
    await postbox.plan(*(f"C{number}" for number in range(300)))
    for number in range(5):
        name = f"TOTHER{number:04}"
        await postbox.database.write(name, workspaces.save, "Other", "UAPP", "BAPP", NOW)
        postbox.clock.at += SECOND
        await postbox.plan("C1", workspace_id=name)
    postbox.slack.hold = asyncio.Event()
    await postbox.deliverer.step()
    for number in range(5):
        (row,) = await postbox.rows(f"TOTHER{number:04}")
        assert row.state != "planned"
    postbox.slack.hold.set()
    await postbox.deliverer.drain()


async def test_stopping_leaves_nothing_claimed(postbox: Postbox) -> None:
    await postbox.plan(*(f"C{number}" for number in range(40)))
    postbox.slack.hold = asyncio.Event()
    await postbox.deliverer.step()
    await postbox.slack.until_in_flight(AT_ONCE)
    postbox.deliverer.stop_claiming()
    draining = asyncio.ensure_future(postbox.deliverer.drain())
    await postbox.deliverer.step()
    assert not draining.done()
    postbox.slack.hold.set()
    await draining
    states = [row.state for row in await postbox.rows()]
    assert (states.count("sent"), states.count("planned")) == (AT_ONCE, 40 - AT_ONCE)
    assert all(row.lease_owner is None for row in await postbox.rows())


async def test_the_places_where_a_process_may_die_are_passed_in_order(postbox: Postbox) -> None:
    passed: list[str] = []
    postbox.failpoint = passed.append
    await postbox.plan(CHANNEL)
    await postbox.deliverer.step()
    await postbox.deliverer.drain()
    assert passed == [
        "before_claim_commit",
        "after_claim_commit",
        "before_connect",
        "after_response",
        "before_finish_commit",
        "after_finish_commit",
    ]


async def test_two_deliverers_send_each_once(postbox: Postbox) -> None:
    await postbox.plan(*(f"C{number}" for number in range(60)))
    other = postbox.make_deliverer()

    async def work(deliverer) -> None:
        while await deliverer.step() == 0.0:
            pass
        await deliverer.drain()

    await asyncio.gather(work(postbox.deliverer), work(other))
    await postbox.step()
    assert {row.state for row in await postbox.rows()} == {"sent"}
    assert len(postbox.slack.calls) == len(set(postbox.slack.calls)) == 60
    assert postbox.review.workspace_id == WORKSPACE
