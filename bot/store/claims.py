"""Claims: a worker takes deliveries that are due, for a while, so that nobody else sends them.

Times are two: ``now`` is business time and says what is due; ``real_now`` rules claims and pacing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.deliveries import Delivery, DeliveryKey, DeliveryState
from bot.store.claim_statements import CANDIDATES, CHECKS, ENDS, POST, TAKE, TAKE_TURNS, WAITING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from bot.domain.deliveries import DeliveryTimes


__all__ = ["CHECKS", "POST", "Claim", "Look", "claim", "look"]


class Look(NamedTuple):
    """``workspaces`` have something to claim. ``wait``: after how many seconds something else can be claimed;
    None: nothing that is due now."""

    workspaces: list[str]
    wait: float | None


def look(connection: Connection, _workspace_id: str, now: datetime, real_now: datetime) -> Look:
    """Where there is something to claim. It costs a few index look-ups for each workspace."""
    times = {"now": now, "real_now": real_now}
    found = connection.execute(WAITING, times).scalars()
    ends = connection.execute(ENDS, times).one()
    first = min((end for end in ends if end is not None), default=None)
    return Look(list(found), None if first is None else (first - real_now).total_seconds())


@dataclass(frozen=True)
class Claim:
    """Who claims, and until when: at most ``limit`` rows, and at most one for each channel."""

    owner: str
    now: datetime
    real_now: datetime
    times: DeliveryTimes
    limit: int


def claim(connection: Connection, workspace_id: str, taking: Claim) -> list[Delivery]:
    """Takes deliveries of a workspace that are due, none for a channel in which one is being sent: what is
    built for the next one may depend on it.

    The claim is durable before anything is posted: a delivery found in ``sending`` with a dead claim may have
    been accepted, and is claimed to be checked.
    """
    of = {"of_workspace": workspace_id, "now": taking.now, "real_now": taking.real_now}
    chosen = _choose(connection.execute(CANDIDATES, of).all(), taking.limit)
    to_send = [row.number for row in chosen if row.is_planned]
    next_turn = taking.real_now + taking.times.post_gap
    turns: set[str] = set()
    if to_send:
        asked = {**of, "numbers": to_send, "next_turn": next_turn}
        turns.update(connection.execute(TAKE_TURNS[connection.dialect.name], asked).scalars())
    numbers = [row.number for row in chosen if not row.is_planned or row.recipient_id in turns]
    if not numbers:
        return []
    lease = {"owner": taking.owner, "until": taking.real_now + taking.times.lease, "numbers": numbers}
    taken = connection.execute(TAKE[connection.dialect.name], {**of, **lease}).all()
    direct = {row.number: row.dm_channel_id for row in chosen}
    in_order = sorted(taken, key=lambda row: (row.next_at, row.number))
    return [_read(row, workspace_id, direct[row.number], taking.real_now) for row in in_order]


def _choose(candidates: Sequence[Row], limit: int) -> list[Row]:
    """The first of each channel; all workers take turns in one order of channels, so that no two wait in a
    ring."""
    first: dict[str, Row] = {}
    for row in candidates:
        if len(first) < limit:
            first.setdefault(row.recipient_id, row)
    return [first[channel_id] for channel_id in sorted(first)]


def _read(row: Row, workspace_id: str, direct: str | None, real_now: datetime) -> Delivery:
    return Delivery(
        id=row.id,
        workspace_id=workspace_id,
        key=DeliveryKey(row.kind, row.subject_id, row.recipient_id, row.occurrence),
        attempt=row.attempt,
        checks=row.checks,
        due_at=row.next_at,
        first_try_at=row.first_try_at,
        last_try_at=row.last_try_at or row.first_try_at,
        claimed_at=real_now,
        direct_channel_id=direct,
        is_repeat=row.is_repeat,
        is_ambiguous=row.state is DeliveryState.CHECK,
    )
