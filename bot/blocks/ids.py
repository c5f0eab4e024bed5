"""Every ``action_id`` and ``callback_id``, and the references that buttons carry.

Renderers put these into blocks and listeners are registered by them; nothing else spells one out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.domain.answers import Choice
from bot.domain.errors import NotOurs

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
AREA_CHOICE = "area.choice"
"""Two areas matched a word: a button for each carries the command it belongs to."""

# Inside the start form
START_CHANNEL = "start.channel"
START_TAKES_PART = "start.takes_part"
START_VISIBILITY = "start.visibility"

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
ABOUT = "view.about"
NOTICE = "view.notice"

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


def with_extra(ref: AreaRef | QuestionRef, extra: str) -> str:
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
