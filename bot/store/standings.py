"""What stood and what moved in some reviews, worked out once for all who see the same ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import case, func, select

from bot.store import ratings
from bot.store.schema import agreements

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from bot.domain.digest import Shift

MOST_KEPT = 500


@dataclass(frozen=True)
class Standing:
    """``moved`` are rows as ``ratings.moved`` gives them; ``channels``: in how many something is rated."""

    shifts: tuple[Shift, ...]
    moved: tuple[Row, ...]
    channels: int


class Standings:
    """Remembers what it has worked out. What is agreed is only ever added to, so as long as a workspace has
    the same number of agreements at two instants, the same stood then.
    """

    def __init__(self) -> None:
        self._known: dict[tuple, Standing] = {}

    def between(
        self,
        connection: Connection,
        workspace_id: str,
        review_ids: Sequence[int],
        since: datetime,
        now: datetime,
    ) -> Standing:
        if not review_ids:
            return Standing((), (), 0)
        key = (workspace_id, *review_ids, *_versions(connection, workspace_id, since, now))
        standing = self._known.get(key)
        if standing is None:
            standing = _work_out(connection, workspace_id, review_ids, since, now)
            if len(self._known) >= MOST_KEPT:
                self._known.clear()
            self._known[key] = standing
        return standing


def _work_out(
    connection: Connection, workspace_id: str, review_ids: Sequence[int], since: datetime, now: datetime
) -> Standing:
    shifts = tuple(ratings.shifts(connection, workspace_id, review_ids, since, now))
    has_moved = any(shift.before is not None and shift.before is not shift.after for shift in shifts)
    moved = ratings.moved(connection, workspace_id, review_ids, since, now) if has_moved else ()
    return Standing(shifts, tuple(moved), ratings.channels_rated(connection, workspace_id, review_ids, now))


def _versions(
    connection: Connection, workspace_id: str, since: datetime, now: datetime
) -> tuple[object, ...]:
    """What tells two states of a workspace's agreements apart, at each of the two instants."""
    agreed_at = agreements.c.agreed_at
    row = connection.execute(
        select(
            func.count(case((agreed_at <= since, 1))),
            func.max(case((agreed_at <= since, agreed_at))),
            func.count(case((agreed_at <= now, 1))),
            func.max(case((agreed_at <= now, agreed_at))),
        ).where(agreements.c.workspace_id == workspace_id)
    ).one()
    return tuple(row)
