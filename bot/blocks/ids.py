"""Every ``action_id`` and ``callback_id``, and the references that buttons carry.

Renderers put these into blocks and listeners are registered by them; nothing else spells one out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.domain.answers import Choice
from bot.domain.errors import NotOurs
from bot.domain.next_steps import StepFilter, StepSubject

# Answering
ANSWER_RED = "answer.red"
ANSWER_AMBER = "answer.amber"
ANSWER_GREEN = "answer.green"
ANSWER_DONT_KNOW = "answer.dont_know"
ANSWERS = {
    Choice.RED: ANSWER_RED,
    Choice.AMBER: ANSWER_AMBER,
    Choice.GREEN: ANSWER_GREEN,
    Choice.DONT_KNOW: ANSWER_DONT_KNOW,
}
QUESTION_MENU = "question.menu"
FORM_PICK = "answer_form.pick"
AREA_FORM = "area.form"
MY_ANSWERS = "area.my_answers"

# Revealing and agreeing
AREA_REVEAL = "area.reveal"
QUESTION_AGREE = "question.agree"
QUESTION_UNDO = "question.undo"
QUESTION_DECIDE = "question.decide"
QUESTION_COMMENTS = "question.comments"
COMMENTS_PAGE = "comments.page"
COMMENT_HIDE = "comment.hide"
DISCUSS = "review.discuss"
DISCUSS_SKIP = "discuss.skip"
AREA_REOPEN = "area.reopen"
AREA_POST = "area.post"
AREA_POST_AGAIN = "area.post_again"

# The review
REVIEW_START = "review.start"
REVIEW_ABOUT = "review.about"
REVIEW_HELP = "review.help"
REVIEW_FACILITATE = "review.facilitate"
REVIEW_STATUS = "review.status"
REVIEW_SHARE_STATUS = "review.share_status"
REVIEW_ANSWER_NEXT = "review.answer_next"
REVIEW_CLOSE = "review.close"
REVIEW_DISCARD = "review.discard"
REVIEW_RESUME = "review.resume"
REVIEW_TAKE_OVER = "review.take_over"
REVIEW_PACE = "review.pace"
REVIEW_PAUSE = "review.pause"
REVIEW_GO_ON = "review.go_on"
REVIEW_EXPORT = "review.export"
AREA_CHOICE = "area.choice"
"""Two areas matched a word: a button for each carries the command it belongs to."""

# Next steps
STEP_ADD = "step.add"
STEP_DONE = "step.done"
STEP_START = "step.start"
STEP_REOPEN = "step.reopen"
STEP_UNDO = "step.undo"
STEP_MENU = "step.menu"
STEPS_SHOW = "steps.show"
STEPS_EARLIER = "steps.earlier"
STEPS_LATER = "steps.later"
STEPS_MINE = "steps.mine"
STEPS_OVERDUE = "steps.overdue"
STEPS_ALL = "steps.all"

# The network, its digest, and settings
NETWORK_JOIN = "network.join"
NETWORK_LEAVE = "network.leave"
DIGEST_SHOW = "digest.show"
SETTINGS = "settings.open"
SETTINGS_WORKSPACE = "settings.workspace"
SETTINGS_DAYS = "settings.days"
DAY_REMOVE = "settings.day_remove"
FORGET_OPEN = "forget.open"
FORGET = "forget.do"
REVIEW_SHARE_COUNTS = "review.share_counts"

# The guide, the glossary and what a question means
GUIDE = "guide.open"
GLOSSARY = "glossary.open"
GLOSSARY_TERM = "glossary.term"
MEANING_CHOOSE = "question.meaning"

# The morning message
MORNING_DONE = "morning.done"
MORNING_SNOOZE = "morning.snooze"
MORNING_MENU = "morning.menu"
MORNING_UNDO = "morning.undo"
OWNER_CHOOSE = "owner.choose"
OVERDUE_OWNER = "overdue.owner"
OVERDUE_DATE = "overdue.date"
OVERDUE_WONT_DO = "overdue.wont_do"

# Inside the start form
START_CHANNEL = "start.channel"
START_TAKES_PART = "start.takes_part"
START_VISIBILITY = "start.visibility"
START_DEADLINE = "start.deadline"

# Inside the form of the pace
PACE_DEADLINE = "pace.deadline"

OPEN_LINK = "link"
"""Buttons that only open a link are sent to the app as well; this one is acknowledged and no more."""

# Views, by their callback ids
START_FORM = "view.start"
ANSWER_FORM = "view.answers"
COMMENT_FORM = "view.comment"
COMMENTS = "view.comments"
HIDE_COMMENT_FORM = "view.hide_comment"
DECIDE_FORM = "view.decide"
DISCUSS_FORM = "view.discuss"
CLOSE_FORM = "view.close"
DISCARD_FORM = "view.discard"
REOPEN_FORM = "view.reopen"
PACE_FORM = "view.pace"
PAUSE_FORM = "view.pause"
GO_ON_FORM = "view.go_on"
EXPORT_FORM = "view.export"
STEP_FORM = "view.step"
STEP_TEXT_FORM = "view.step_text"
STEP_DATE_FORM = "view.step_date"
STEP_OWNER_FORM = "view.step_owner"
STEP_REASON_FORM = "view.step_reason"
STEP_HISTORY = "view.step_history"
MORNING_DATE_FORM = "view.morning_date"
MORNING_OWNER_FORM = "view.morning_owner"
MORNING_REASON_FORM = "view.morning_reason"
SNOOZE_FORM = "view.snooze"
SETTINGS_FORM = "view.settings"
WORKSPACE_FORM = "view.workspace"
DAYS_FORM = "view.days"
ABOUT = "view.about"
GUIDE_VIEW = "view.guide"
GLOSSARY_VIEW = "view.glossary"
MEANING = "view.meaning"
FORGET_VIEW = "view.forget"
NOTICE = "view.notice"

MESSAGE_SHORTCUT = "step.from_message"
"""In the menu of every message, as the manifest says."""

SEPARATOR = "|"
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
    """What a next step is about, as buttons carry it: ``12``, ``12|normalise``, ``12|normalise|…``."""
    parts = (str(subject.review_id), subject.area_id, subject.question_id)
    return SEPARATOR.join(part for part in parts if part)


def read_step_subject(value: str) -> StepSubject:
    """Raises NotOurs."""
    review_id, *places = value.split(SEPARATOR)
    if len(places) > 2:
        raise NotOurs
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
