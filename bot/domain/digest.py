"""What a digest tells: where the ratings stand, what moved, and what waits for its reader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.answers import RATINGS, Choice
from bot.domain.chart import AreaBar

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, time

    from bot.domain.suggestions import Suggestion

A_WEEK = timedelta(days=7)
"""What moved is told since the reader's last digest, and to whoever had none since a week ago."""

STILL_NEWS = timedelta(hours=24)
"""A digest that comes later than this is not sent: the next one tells the same."""


@dataclass(frozen=True)
class Rag:
    """How many questions are agreed Red, Amber and Green."""

    red: int = 0
    amber: int = 0
    green: int = 0

    def count(self, rating: Choice) -> int:
        number: int = getattr(self, rating.value)
        return number

    def plus(self, rating: Choice | None, number: int) -> Rag:
        """With so many more of a rating; what is no rating counts nowhere."""
        if rating not in RATINGS:
            return self
        counts = {one.value: self.count(one) for one in RATINGS}
        counts[rating.value] += number
        return Rag(**counts)

    @property
    def total(self) -> int:
        return self.red + self.amber + self.green


@dataclass(frozen=True)
class Shift:
    """So many questions of an area that were agreed as ``before``, and are agreed as ``after`` now."""

    area_id: str
    before: Choice | None
    after: Choice | None
    number: int


@dataclass(frozen=True)
class Place:
    """An area where it is shown; ``questions``: how many it has, over all the channels that count."""

    area_id: str
    name: str
    section: str
    questions: int


class Direction(StrEnum):
    WORSE = "worse"
    BETTER = "better"
    NO_RATING = "no_rating"
    """The question is no longer rated, or it was not applicable before."""


@dataclass(frozen=True)
class Move:
    """A question whose agreed answer changed. ``channel_id`` and ``done``, a next step of the question that
    was done meanwhile, are set only where the reader is in the review's channel.
    """

    question: str
    before: Choice
    after: Choice | None
    channel_id: str | None = None
    done: str | None = None

    @property
    def slip(self) -> int:
        """By how many colours it is worse; negative where it is better."""
        if self.after not in RATINGS or self.before not in RATINGS:
            return 0
        return RATINGS.index(self.before) - RATINGS.index(self.after)

    @property
    def direction(self) -> Direction:
        if self.slip == 0:
            return Direction.NO_RATING
        return Direction.WORSE if self.slip > 0 else Direction.BETTER


@dataclass(frozen=True)
class Waiting:
    """A review in which areas wait for the reader's answers."""

    review_id: int
    title: str
    areas: int


@dataclass(frozen=True)
class OwnSteps:
    """The reader's own unfinished next steps that are overdue or due soon; ``first_on`` is when the first of
    those due soon is due.
    """

    overdue: int = 0
    due_soon: int = 0
    first_on: date | None = None


@dataclass(frozen=True)
class Schedule:
    """When the reader gets the digest, in their own time zone; ``weekday`` counts from Monday, 0."""

    weekday: int
    hour: time


@dataclass(frozen=True)
class Digest:
    """``since`` and ``today`` are days where the reader is. ``schedule`` None: they do not get it by
    themselves. ``is_shared``: it is for a channel, so nothing in it is about one person.
    """

    today: date
    since: date
    areas: tuple[AreaBar, ...]
    reviews: int
    moves: tuple[Move, ...]
    newly_agreed: int
    overdue: int = 0
    due_soon: int = 0
    waiting: tuple[Waiting, ...] = ()
    own: OwnSteps = OwnSteps()
    suggestion: Suggestion | None = None
    schedule: Schedule | None = None
    is_shared: bool = False

    @property
    def before(self) -> Rag:
        return _sum(Rag(*area.before) for area in self.areas if area.before)

    @property
    def after(self) -> Rag:
        return _sum(Rag(*area.ratings) for area in self.areas)

    @property
    def is_quiet(self) -> bool:
        """Whether there is nothing that would be worth a message."""
        return not (
            self.moves
            or self.newly_agreed
            or self.overdue
            or self.due_soon
            or self.waiting
            or self.own.overdue
            or self.own.due_soon
        )


def bars(shifts: Iterable[Shift], places: Iterable[Place]) -> tuple[AreaBar, ...]:
    """How each area stands, in the order of ``places``; areas in which nothing is agreed are left out."""
    before: dict[str, Rag] = {}
    after: dict[str, Rag] = {}
    not_applicable: dict[str, int] = {}
    for shift in shifts:
        area_id = shift.area_id
        before[area_id] = before.get(area_id, Rag()).plus(shift.before, shift.number)
        after[area_id] = after.get(area_id, Rag()).plus(shift.after, shift.number)
        if shift.after is Choice.NOT_APPLICABLE:
            not_applicable[area_id] = not_applicable.get(area_id, 0) + shift.number
    found = []
    for place in places:
        now, then = after.get(place.area_id, Rag()), before.get(place.area_id, Rag())
        left_out = not_applicable.get(place.area_id, 0)
        if not (now.total or then.total or left_out):
            continue
        found.append(
            AreaBar(
                name=place.name,
                section=place.section,
                red=now.red,
                amber=now.amber,
                green=now.green,
                to_agree=max(0, place.questions - now.total - left_out),
                not_applicable=left_out,
                before=(then.red, then.amber, then.green) if then.total else None,
            )
        )
    return tuple(found)


def newly_agreed(shifts: Iterable[Shift]) -> int:
    """How many questions have a rating that had no collective answer before."""
    return sum(shift.number for shift in shifts if shift.before is None and shift.after in RATINGS)


def worst_first(moves: Iterable[Move]) -> tuple[Move, ...]:
    """The deepest slip first; then what is no longer rated, then what is better, the greatest step first.

    Those that moved alike stay in the order given.
    """
    order = {Direction.WORSE: 0, Direction.BETTER: 1, Direction.NO_RATING: 2}
    return tuple(sorted(moves, key=lambda move: (order[move.direction], -abs(move.slip))))


def _sum(parts: Iterable[Rag]) -> Rag:
    total = Rag()
    for part in parts:
        total = Rag(total.red + part.red, total.amber + part.amber, total.green + part.green)
    return total
