"""How each area stands in the reviews that somebody may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.digest import Place, bars
from bot.store import digest_scope, ratings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.chart import AreaBar
    from bot.store.checklists import Checklists
    from bot.store.digest_scope import Scope, SeenReview


def by_area(
    connection: Connection,
    workspace_id: str,
    checklists: Checklists,
    scope: Scope,
    since: datetime,
    now: datetime,
) -> tuple[AreaBar, ...]:
    """How the areas stand at ``now`` for a reader, and how they stood at ``since``."""
    seen = digest_scope.reviews_seen(connection, workspace_id, scope)
    shifts = ratings.shifts(connection, workspace_id, [one.id for one in seen], since, now)
    return bars(shifts, places(connection, checklists, seen))


def places(connection: Connection, checklists: Checklists, seen: Sequence[SeenReview]) -> list[Place]:
    """The areas in the order of the newest checklist; what only an older one has comes last.

    Their questions are those of the latest review of each channel. ``seen``: the oldest review first.
    """
    names: dict[str, tuple[str, str]] = {}
    for hash_ in dict.fromkeys(one.checklist_hash for one in reversed(seen)):
        for section in checklists.get(connection, hash_).sections:
            for area in section.areas:
                names.setdefault(area.id, (area.short, section.title))
    questions = dict.fromkeys(names, 0)
    for latest in {one.channel_id: one for one in seen}.values():
        for area in checklists.get(connection, latest.checklist_hash).areas:
            questions[area.id] += len(area.questions)
    return [Place(area_id, name, section, questions[area_id]) for area_id, (name, section) in names.items()]
