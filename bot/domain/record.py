"""The record of a review, as its facilitators read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from typing import Any

    from bot.domain.answers import Choice
    from bot.domain.checklist import Checklist
    from bot.domain.next_steps import Changed
    from bot.domain.reviews import Review


@dataclass(frozen=True)
class Recorded:
    """One line of the record.

    ``person`` is None where the app did it by itself; ``about`` is who it was done to. ``before``: the
    collective answer that was in force until then. ``step`` is the text of a next step and ``change`` what
    happened to it.
    """

    id: int
    at: datetime
    action: str
    person: str | None
    subject: str
    detail: Mapping[str, Any]
    about: str | None = None
    before: Choice | None = None
    step: str | None = None
    change: Changed | None = None


@dataclass(frozen=True)
class RecordOf:
    """What a record is asked of: a whole review, one of its questions, or one of its next steps."""

    review_id: int
    question_id: str | None = None
    step_id: int | None = None


@dataclass(frozen=True)
class Record:
    """A page of a record, the latest line first. ``earlier``: the id before which the next page ends.

    ``step`` is the text of the next step that it was asked of.
    """

    of: RecordOf
    review: Review
    checklist: Checklist
    lines: tuple[Recorded, ...]
    earlier: int | None = None
    step: str | None = None
