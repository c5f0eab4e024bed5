"""What a button or a form carries: a review, an area, a question, a next step; read back from its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.domain.answers import Choice
from bot.domain.errors import NotOurs
from bot.domain.next_steps import StepFilter, StepSubject

SEPARATOR = "|"
FOLLOW_UP_MARK = "="
_ID = re.compile(r"[a-z0-9-]{1,40}")
_NUMBER = re.compile(r"[0-9]{1,9}")
"""What is longer fits no column of the database either."""


@dataclass(frozen=True)
class AreaRef:
    """A round of an area, as buttons carry it: ``12|normalise|1``."""

    review_id: int
    area_id: str
    round: int

    def __str__(self) -> str:
        return f"{self.review_id}{SEPARATOR}{self.area_id}{SEPARATOR}{self.round}"

    @classmethod
    def parse(cls, value: str) -> AreaRef:
        """Raises NotOurs."""
        review_id, area_id, round_ = _parts(value, 3)
        return cls(number(review_id), _id(area_id), number(round_))


@dataclass(frozen=True)
class QuestionRef:
    """A question in a round, as buttons carry it: ``12|normalise|1|managers-supported``."""

    review_id: int
    area_id: str
    round: int
    question_id: str

    def __str__(self) -> str:
        place = f"{self.review_id}{SEPARATOR}{self.area_id}{SEPARATOR}{self.round}"
        return f"{place}{SEPARATOR}{self.question_id}"

    @classmethod
    def parse(cls, value: str) -> QuestionRef:
        """Raises NotOurs."""
        review_id, area_id, round_, question_id = _parts(value, 4)
        return cls(number(review_id), _id(area_id), number(round_), _id(question_id))

    @property
    def area(self) -> AreaRef:
        return AreaRef(self.review_id, self.area_id, self.round)


@dataclass(frozen=True)
class StepRef:
    """A next step as it was when the button was made: ``7|3``, the step and its sequence."""

    step_id: int
    sequence: int

    def __str__(self) -> str:
        return f"{self.step_id}{SEPARATOR}{self.sequence}"

    @classmethod
    def parse(cls, value: str) -> StepRef:
        """Raises NotOurs."""
        step_id, sequence = _parts(value, 2)
        return cls(number(step_id), number(sequence))


@dataclass(frozen=True)
class MorningRef:
    """A next step in the message of a day: ``7|3|2026-12-11``. Where it stands by itself: ``7|3|-``."""

    step: StepRef
    on: date | None = None

    def __str__(self) -> str:
        return f"{self.step}{SEPARATOR}{self.on or '-'}"

    @classmethod
    def parse(cls, value: str) -> MorningRef:
        """Raises NotOurs."""
        step_id, sequence, on = _parts(value, 3)
        return cls(StepRef(number(step_id), number(sequence)), None if on == "-" else day(on))


@dataclass(frozen=True)
class StepsRef:
    """A page of a list of next steps: ``mine.10``."""

    which: StepFilter
    start: int = 0

    def __str__(self) -> str:
        return f"{self.which.value}.{self.start}"

    @classmethod
    def parse(cls, value: str) -> StepsRef:
        """Raises NotOurs."""
        word, _, start = value.partition(".")
        try:
            return cls(StepFilter(word), number(start))
        except ValueError:
            raise NotOurs from None


def step_subject(subject: StepSubject) -> str:
    """What a next step is about, as buttons carry it: ``12``, ``12|normalise``, ``12|normalise|…``; a
    follow-up question ``12|=decision-makers``, for one area ``12|=people-to-speak-with|normalise``.
    """
    follow_up = f"{FOLLOW_UP_MARK}{subject.follow_up_id}" if subject.follow_up_id else None
    parts = (str(subject.review_id), follow_up, subject.area_id, subject.question_id)
    return SEPARATOR.join(part for part in parts if part)


def read_step_subject(value: str) -> StepSubject:
    """Raises NotOurs."""
    review_id, *places = value.split(SEPARATOR)
    if len(places) > 2:
        raise NotOurs
    if places and places[0].startswith(FOLLOW_UP_MARK):
        follow_up_id, *area = places
        return StepSubject(
            number(review_id),
            _id(area[0]) if area else None,
            follow_up_id=_id(follow_up_id.removeprefix(FOLLOW_UP_MARK)),
        )
    return StepSubject(number(review_id), *map(_id, places))


def with_extra(ref: AreaRef | QuestionRef | StepRef | MorningRef, extra: str) -> str:
    """A reference with one more word before it: ``amber|12|normalise|1|managers-supported``."""
    return f"{extra}{SEPARATOR}{ref}"


def split_extra(value: str) -> tuple[str, str]:
    """Undoes :func:`with_extra`. Raises NotOurs where there is no extra word."""
    extra, separator, ref = value.partition(SEPARATOR)
    if not separator:
        raise NotOurs
    return extra, ref


def number(text: str) -> int:
    """A review's number, a round or a count, as buttons carry them. Raises NotOurs."""
    if not _NUMBER.fullmatch(text):
        raise NotOurs
    return int(text)


def day(text: str) -> date:
    """Raises NotOurs."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotOurs from None


def review_and_area(value: str) -> tuple[int, str | None]:
    """For buttons that carry a review, or one of its areas. Raises NotOurs."""
    if SEPARATOR not in value:
        return number(value), None
    ref = AreaRef.parse(value)
    return ref.review_id, ref.area_id


def choice(word: str) -> Choice:
    """Raises NotOurs."""
    try:
        return Choice(word)
    except ValueError:
        raise NotOurs from None


def _parts(value: str, count: int) -> list[str]:
    parts = value.split(SEPARATOR)
    if len(parts) != count:
        raise NotOurs
    return parts


def _id(text: str) -> str:
    if not _ID.fullmatch(text):
        raise NotOurs
    return text
