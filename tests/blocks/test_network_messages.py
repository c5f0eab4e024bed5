"""What people read when they join, leave, or are taken in."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from bot.blocks import ids, network
from bot.blocks.kit import Message
from bot.domain.digest import Schedule
from tests.blocks.message_checks import action_ids, fits

SCHEDULE = Schedule(2, time(8, 30))
FIRST = datetime(2026, 12, 9, 13, 30, tzinfo=UTC)


def test_joining_says_when_the_next_one_comes() -> None:
    message = network.joined(SCHEDULE, FIRST, "America/New_York", date(2026, 12, 7))
    assert "Wednesdays at 08:30, your time. The next one is due on Wednesday 9 December." in message.text
    assert action_ids(message) == [ids.DIGEST_SHOW, ids.SETTINGS, ids.NETWORK_LEAVE]


def test_leaving_says_what_goes_on() -> None:
    assert "Reminders of your own next steps go on" in network.left(was_member=True).text
    assert "You are not in the network" in network.left(was_member=False).text


@pytest.mark.parametrize("message", [network.welcome(SCHEDULE), network.welcome_all(SCHEDULE)])
def test_who_is_taken_in_hears_how_to_leave(message: Message) -> None:
    assert "`/socmob leave`" in message.text
    assert action_ids(message)[0] == ids.NETWORK_LEAVE
    fits(message)


@pytest.mark.parametrize(
    "message",
    [
        network.joined(SCHEDULE, None, "UTC", date(2026, 12, 7)),
        network.left(was_member=True),
        network.left(was_member=False),
    ],
)
def test_slack_takes_them(message: Message) -> None:
    fits(message)
