"""*Record*: who did what in a review, with a question or a next step, and when, for facilitators."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.blocks import ids, kit, record_buttons, status_words, step_history
from bot.blocks.spoken import cut
from bot.blocks.text import answer_word, day, escape_within, local_day, mention
from bot.blocks.wording import reason_words
from bot.domain.answers import Choice
from bot.domain.errors import NoSuchQuestion
from bot.domain.language import marked, t
from bot.domain.reviews import Pace, TakesPart

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from bot.blocks.kit import View
    from bot.domain.record import Record, Recorded, RecordOf

LONGEST_NAME = 200
LONGEST_TEXT = 500
LONGEST_LINE = 2900

SENTENCES: Mapping[str, str] = {
    "review started": marked("{who} started the review."),
    "review closed": marked("{who} closed the review."),
    "review discarded": marked("{who} discarded the review."),
    "review opened again": marked("{who} opened the review again."),
    "review taken over": marked("{who} took over as a facilitator."),
    "review paused": marked("{who} paused the review."),
    "review goes on": marked("{who} ended the pause."),
    "pace changed": marked("{who} changed the pace, from {before} to {after}."),
    "deadline changed": marked("{who} changed the day to answer by, from {before} to {after}."),
    "deadline passed": marked("The time to answer ended."),
    "area posted": marked("{who} posted {area}."),
    "area posted again": marked("{who} posted {area} again."),
    "area revealed": marked("{who} revealed {area}: {answered} of {taking_part} had answered."),
    "area re-opened": marked("{who} opened {area} for round {round}."),
    "answer agreed": marked("{who} recorded {choice} for {question}."),
    "answer taken back": marked("{who} took back the collective answer to {question}."),
    "comment hidden": marked("{who} hid a comment on {question}."),
    "exported": marked("{who} had a file made ({format})."),
    "counts shared with the network": marked("{who} let the network's digest include the counts."),
    "counts no longer shared with the network": marked("{who} left the counts out of the network's digest."),
    "facilitator named": marked("{who} named {person} a facilitator."),
    "facilitator removed": marked("{who} took {person} out as a facilitator."),
    "participant named": marked("{who} chose {person} to take part."),
    "participant removed": marked("{who} took {person} out of those who take part."),
    "participation changed": marked("{who} changed who takes part, from {before} to {after}."),
    "follow-up answered": marked("{who} answered a follow-up question."),
    "follow-up answer changed": marked("{who} changed the answer to a follow-up question."),
}
"""By what the record calls it. What is not here is told as the record has it."""

VALUES: Mapping[Any, str] = {
    Pace.ALL_AT_ONCE.value: marked("all areas at once"),
    Pace.ONE_A_DAY.value: marked("one area each working day"),
    Pace.BY_HAND.value: marked("area by area"),
    "None": marked("none"),
    TakesPart.EVERYONE.value: marked("everyone in this channel"),
    TakesPart.CHOSEN.value: marked("chosen people"),
    True: marked("with other organisations"),
    False: marked("without other organisations"),
}
"""What the record keeps as a word."""


def view(record: Record, *, today: date) -> View:
    blocks = [
        kit.section(_about(record)),
        kit.context(
            t("Who did what, the latest first. Lines are only ever added. Only facilitators see this.")
        ),
        *(kit.section(_line(record, one, today)) for one in record.lines),
    ]
    if not record.lines:
        blocks.append(kit.section(t("There is nothing on the record here.")))
    if record.earlier is not None:
        earlier = f"{record.earlier}{ids.SEPARATOR}{record_buttons.reference(record.of)}"
        blocks.append(
            kit.actions(
                kit.button(t("Earlier"), ids.RECORD_EARLIER, earlier, label=t("Earlier lines of the record"))
            )
        )
    return kit.modal(ids.RECORD, t("Record"), blocks)


def page(value: str) -> tuple[RecordOf, int]:
    """What it is of, and the line before which the page ends, that *Earlier* carries. Raises NotOurs."""
    earlier, of = ids.split_extra(value)
    return record_buttons.read_reference(of), ids.number(earlier)


def _about(record: Record) -> str:
    """The review, and beneath it the question or the next step."""
    title = f"*{status_words.title(record.review)}*"
    if record.of.question_id is not None:
        return f"{title}\n{_question(record, record.of.question_id)}"
    if record.step is None:
        return title
    step = escape_within(record.step, LONGEST_TEXT)
    return "\n".join([title, t("Next step: {step}", step=step)])


def _line(record: Record, one: Recorded, today: date) -> str:
    at = one.at.astimezone(ZoneInfo(record.review.tz))
    when = t("{day}, {time}", day=local_day(one.at, record.review.tz, today), time=f"{at:%H:%M}")
    parts = [_what(record, one, today)]
    if one.before is not None:
        parts.append(t("Before: {choice}.", choice=answer_word(one.before)))
    reason = one.detail.get("reason") or (one.change.reason if one.change else None)
    if reason:
        parts.append(reason_words(str(reason), LONGEST_TEXT))
    return cut(f"{when}\n{' '.join(parts)}", LONGEST_LINE)


def _what(record: Record, one: Recorded, today: date) -> str:
    who = t("socmob, by itself,") if one.person is None else mention(one.person)
    if one.step is not None:
        step = escape_within(one.step, LONGEST_TEXT)
        if one.change is None:
            return t("{who} changed the next step “{step}”.", who=who, step=step)
        change = step_history.what(one.change, today)
        return t("{who}, next step “{step}”: {change}.", who=who, step=step, change=change)
    sentence = SENTENCES.get(one.action)
    if sentence is None:
        return t("{who}: {action}.", who=who, action=one.action)
    return t(sentence, **{**dict.fromkeys(GAPS, "?"), **_gaps(record, one, today), "who": who})


GAPS = ("answered", "taking_part", "round", "choice", "before", "after")
"""What the detail of a line fills; an older line may have less of it."""


def _gaps(record: Record, one: Recorded, today: date) -> dict[str, object]:
    detail = one.detail
    gaps: dict[str, object] = {name: detail[name] for name in GAPS if detail.get(name) is not None}
    if "choice" in gaps:
        gaps["choice"] = answer_word(Choice(str(gaps["choice"])))
    for name, older in (("before", "from"), ("after", "to")):
        value = detail.get(name, detail.get(older))
        if value is not None:
            gaps[name] = _value(value, today)
    return {
        **gaps,
        "area": _area(record, one.subject),
        "question": _question(record, one.subject),
        "person": mention(one.about) if one.about else "",
        "format": escape_within(one.subject, LONGEST_NAME),
    }


def _value(value: Any, today: date) -> str:
    """A word of ours, or a day; what is neither is told as it is kept."""
    if value in VALUES:
        return t(VALUES[value])
    try:
        return day(date.fromisoformat(str(value)), today)
    except ValueError:
        return escape_within(str(value), LONGEST_NAME)


def _area(record: Record, subject: str) -> str:
    """``*Normalise the conversation*``, from ``12|normalise`` or ``12|normalise|managers-supported``."""
    _, _, rest = subject.partition("|")
    try:
        return f"*{escape_within(record.checklist.name_of(rest.partition('|')[0]), LONGEST_NAME)}*"
    except KeyError:
        return t("an area")


def _question(record: Record, subject: str) -> str:
    """``*Managers supported*``"""
    question_id = subject.rpartition("|")[2]
    try:
        question = record.checklist.area_of(question_id).question(question_id)
    except (KeyError, NoSuchQuestion):
        return t("a question")
    return f"*{escape_within(question.short, LONGEST_NAME)}*"
