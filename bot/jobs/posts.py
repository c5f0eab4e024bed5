"""What a delivery posts, and the ways in which there may be nothing to post."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.store import reviews

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import Connection

    from bot.blocks.kit import Message
    from bot.domain.deliveries import Delivery
    from bot.domain.language import Languages
    from bot.domain.reviews import Review
    from bot.store.checklists import Checklists
    from bot.store.settings import Calendars
    from bot.store.standings import Standings

Permalink = Callable[[str, str], str]
"""The address of a message, from its channel and its ``ts``."""

Render = Callable[[Mapping[str, Any]], Awaitable[bytes]]
"""Makes a picture of a job; raises RenderFailed."""


@dataclass(frozen=True)
class Context:
    """What a builder works with beside its delivery. ``now`` is business time, ``real_now`` the machine's."""

    checklists: Checklists
    calendars: Calendars
    now: datetime
    real_now: datetime
    permalink: Permalink
    render: Render
    standings: Standings
    languages: Languages
    _reviews: dict[int, Review] = field(default_factory=dict)

    def review(self, connection: Connection, workspace_id: str, review_id: int) -> Review:
        """A review as it is now, read once for all that is built at one moment. Raises ReviewNotFound."""
        if review_id not in self._reviews:
            self._reviews[review_id] = reviews.get(connection, workspace_id, review_id)
        return self._reviews[review_id]

    @property
    def today(self) -> date:
        return self.now.date()


@dataclass(frozen=True)
class Picture:
    """``make`` draws it, outside of any transaction; None where that failed, which is on record by then."""

    make: Callable[[], Awaitable[bytes | None]]
    filename: str
    title: str
    alt_text: str


@dataclass(frozen=True)
class Post:
    """What to post, and where: in the channel (or to the person) of the delivery, or in a thread there.

    ``also_to_channel``: a reply in a thread is seen in the channel too; of kinds in
    ``domain.deliveries.IN_THREADS`` it is not. With a ``picture``, which only kinds in ``FILES`` have, the
    message's text is its comment.
    """

    message: Message
    thread_ts: str | None = None
    also_to_channel: bool = True
    picture: Picture | None = None


class NothingToSay(Exception):
    """The delivery is no longer wanted; the reason stays on its row."""


class JoinLater(Exception):
    """Whether the delivery is wanted shows later: it is looked at again at ``at``, in business time."""

    def __init__(self, at: datetime) -> None:
        super().__init__(at)
        self.at = at


Builder = Callable[["Connection", str, Context, "Delivery"], Post]
