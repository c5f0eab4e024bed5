"""How the channels that somebody is in stand, area by area."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.domain.answers import Choice
from bot.domain.comparison import ComparedArea, ComparedChannel, compared
from bot.domain.status import Counts
from bot.store import digest_scope, ratings
from bot.store.digest_scope import Scope
from bot.store.schema import channels

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.domain.checklist import Checklist
    from bot.domain.comparison import Comparison
    from bot.store.checklists import Checklists
    from bot.store.digest_scope import SeenReview


def of_person(
    connection: Connection, workspace_id: str, checklists: Checklists, user_id: str, now: datetime
) -> Comparison:
    """Only of channels that they are in now, whoever they are: what is not theirs to see is not counted."""
    seen = digest_scope.reviews_seen(connection, workspace_id, Scope(sees_others=False, user_id=user_id))
    agreed: dict[str, Counter[tuple[str, Choice]]] = defaultdict(Counter)
    for row in ratings.in_force_at(connection, workspace_id, [one.id for one in seen], now):
        agreed[row.channel_id][row.area_id, row.choice] += 1
    latest = {one.channel_id: checklists.get(connection, one.checklist_hash) for one in seen}
    names = _names(connection, workspace_id, latest)
    return compared(
        _areas(connection, checklists, seen),
        [
            ComparedChannel(channel_id, names.get(channel_id, ""), _counts(checklist, agreed[channel_id]))
            for channel_id, checklist in latest.items()
        ],
    )


def _areas(
    connection: Connection, checklists: Checklists, seen: Sequence[SeenReview]
) -> Sequence[ComparedArea]:
    """In the order of the newest checklist; what only an older one has comes last."""
    known: dict[str, ComparedArea] = {}
    for hash_ in dict.fromkeys(one.checklist_hash for one in reversed(seen)):
        for section in checklists.get(connection, hash_).sections:
            for area in section.areas:
                known.setdefault(area.id, ComparedArea(area.id, area.short, section.title))
    return list(known.values())


def _counts(checklist: Checklist, agreed: Mapping[tuple[str, Choice], int]) -> dict[str, Counts]:
    """By area, of the channel's latest checklist. What was agreed on a question that it no longer has counts
    on, as it does in the digest.
    """
    found = {}
    for area in checklist.areas:
        red, amber, green, left_out = (
            agreed.get((area.id, choice), 0)
            for choice in (Choice.RED, Choice.AMBER, Choice.GREEN, Choice.NOT_APPLICABLE)
        )
        questions = max(len(area.questions), red + amber + green + left_out)
        found[area.id] = Counts(red, amber, green, left_out, questions)
    return found


def _names(connection: Connection, workspace_id: str, channel_ids: Mapping[str, object]) -> dict[str, str]:
    rows = connection.execute(
        select(channels.c.channel_id, channels.c.name).where(
            channels.c.workspace_id == workspace_id, channels.c.channel_id.in_(channel_ids)
        )
    )
    return {row.channel_id: row.name for row in rows}
