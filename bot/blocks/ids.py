"""Every ``action_id`` and ``callback_id``, and the references that buttons carry.

Renderers put these into blocks and listeners are registered by them; nothing else spells one out.
"""

from __future__ import annotations

from bot.blocks.references import (
    SEPARATOR,
    AreaRef,
    MorningRef,
    QuestionRef,
    StepRef,
    StepsRef,
    choice,
    day,
    number,
    read_step_subject,
    review_and_area,
    split_extra,
    step_subject,
    with_extra,
)
from bot.domain.answers import Choice

# Whoever puts an id into a block puts a reference beside it: both are had from here.
__all__ = [
    "SEPARATOR",
    "AreaRef",
    "MorningRef",
    "QuestionRef",
    "StepRef",
    "StepsRef",
    "choice",
    "day",
    "number",
    "read_step_subject",
    "review_and_area",
    "split_extra",
    "step_subject",
    "with_extra",
]

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
REVIEW_PEOPLE = "review.people"
REVIEW_RECORD = "review.record"
RECORD_EARLIER = "record.earlier"
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

STEPS_ALONG = "steps.along"
PLAN_SHOW = "plan.show"
PLAN_EARLIER = "plan.earlier"
PLAN_LATER = "plan.later"
PLAN_BY_DATE = "plan.by_date"
PLAN_BY_OWNER = "plan.by_owner"

# Follow-up questions
FOLLOW_UPS = "follow_ups.show"
FOLLOW_UP_ANSWER = "follow_up.answer"
FOLLOW_UP_AREA = "follow_up.area"

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
# The App Home
HOME_STEPS_EARLIER = "home.steps_earlier"
HOME_STEPS_LATER = "home.steps_later"
HOME_REVIEWS_EARLIER = "home.reviews_earlier"
HOME_REVIEWS_LATER = "home.reviews_later"
HOME_REVIEW_MENU = "home.review_menu"

# Looking back, and beside other channels
HISTORY = "history.show"
HISTORY_REVIEW = "history.review"
HISTORY_QUESTION = "history.question"
COMPARE = "compare.show"
COMPARE_EARLIER = "compare.earlier"
COMPARE_LATER = "compare.later"
COMPARE_PICTURE = "compare.picture"

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
PEOPLE_FORM = "view.people"
RECORD = "view.record"
EXPORT_FORM = "view.export"
STEP_FORM = "view.step"
STEP_TEXT_FORM = "view.step_text"
STEP_DATE_FORM = "view.step_date"
STEP_OWNER_FORM = "view.step_owner"
STEP_REASON_FORM = "view.step_reason"
STEP_HISTORY = "view.step_history"
ALONG_FORM = "view.along"
FOLLOW_UP_FORM = "view.follow_up"
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
MESSAGE = "view.message"

MESSAGE_SHORTCUT = "step.from_message"
"""In the menu of every message, as the manifest says."""
