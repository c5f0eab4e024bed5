"""What must hold between our rows and the ledger, whatever happened in between."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.domain.deliveries import DeliveryState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Row

    from tests.proof.ledger_slack import Asked, Truth

SURELY_REFUSED = ("429", "early")


def each_once(rows: Sequence[Row], truth: Truth) -> None:
    """Every row is sent, and what it posted is there once: nothing lost, nothing doubled, nothing foreign."""
    unfinished = [(row.kind, row.state, row.reason) for row in rows if row.state is not DeliveryState.SENT]
    assert unfinished == [], unfinished[:5]
    there = Counter(one.delivery for one in truth.accepted)
    lost = [row.id for row in rows if not there[row.id]]
    doubled = [delivery for delivery, times in there.items() if times > 1]
    assert (len(lost), len(doubled)) == (0, 0), _story(truth, [*lost, *doubled])
    assert there.keys() == {row.id for row in rows}
    posted = {one.delivery: (one.channel, one.ts) for one in truth.accepted}
    assert {row.id: (row.channel_id, row.ts) for row in rows} == posted


def asked_before_sent_again(truth: Truth, settle: float) -> int:
    """After an attempt that may have been accepted: no second one before a complete read, ``settle`` later.

    Returns how many such attempts there were.
    """
    attempts: dict[str, list[Asked]] = defaultdict(list)
    reads: dict[str, list[float]] = defaultdict(list)
    for call in truth.asked:
        if call.method == "chat.postMessage" and call.fault not in SURELY_REFUSED:
            attempts[call.delivery].append(call)
        elif call.complete:
            reads[call.channel].append(call.at)
    again = 0
    for tries in attempts.values():
        for first, second in pairwise(tries):
            again += 1
            assert any(first.at + settle <= at <= second.at for at in reads[first.channel]), (first, second)
    return again


def _story(truth: Truth, deliveries: Sequence[str]) -> str:
    """All that Slack saw of the first few of them: what it was asked, and what it accepted."""
    told = []
    for delivery in deliveries[:3]:
        accepted = [one for one in truth.accepted if one.delivery == delivery]
        channels = {one.channel for one in accepted}
        asked = [one for one in truth.asked if one.delivery == delivery or one.channel in channels]
        told.append("\n".join(map(str, sorted([*asked, *accepted], key=lambda one: one.at))))
    return "\n\n".join(told)
