"""Text for Slack: escaping, mentions, lengths, answers and days."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.answers import Choice
from bot.domain.days import day
from bot.domain.language import marked, t, tc, tn
from bot.domain.people import Mention

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, datetime

WORDS = {
    Choice.RED: marked("Red"),
    Choice.AMBER: marked("Amber"),
    Choice.GREEN: marked("Green"),
    Choice.DONT_KNOW: marked("Don't know"),
    Choice.NOT_APPLICABLE: marked("Not applicable"),
}
"""In English; :func:`answer_word` says them."""

SIGNS = {Choice.RED: "🔴", Choice.AMBER: "🟠", Choice.GREEN: "🟢"}
"""A sign may follow the word, never stand for it."""

ELLIPSIS = "…"


def escape(text: str) -> str:
    """A person's text made safe for mrkdwn: no mention, link or channel comes out of it."""
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def truncate(text: str, limit: int) -> str:
    """At most ``limit`` characters; what is cut ends in an ellipsis."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + ELLIPSIS


def escape_within(text: str, limit: int) -> str:
    """Escaped text of at most ``limit`` characters, never cut inside an escape."""
    escaped = escape(text)
    if len(escaped) <= limit:
        return escaped
    room = limit - len(ELLIPSIS)
    kept = []
    for character in text:
        piece = escape(character)
        if len(piece) > room:
            break
        room -= len(piece)
        kept.append(piece)
    return "".join(kept).rstrip() + ELLIPSIS


def fitted(say: Callable[[str], str], value: str, limit: int) -> str:
    """What is said of a value, in at most ``limit`` characters: the value is cut, not the words round it."""
    words = say(value)
    over = len(words) - limit
    return words if over <= 0 else say(value[: max(0, len(value) - over)])


def without_marks(sentence: str) -> str | None:
    """One of our own sentences where Slack shows plain text only; None where it names people or channels,
    whose names we do not know."""
    return None if "<" in sentence else sentence.replace("`", "")


def mention(user_id: str) -> str:
    return str(Mention(user_id))


def mentions(user_ids: tuple[str, ...] | list[str], most: int = 5) -> str:
    """``<@a>, <@b> and 3 more``"""
    shown = listed(mention(user_id) for user_id in user_ids[:most])
    more = len(user_ids) - most
    return tn("{people} and {n} more", "{people} and {n} more", more, people=shown) if more > 0 else shown


def listed(parts: Iterable[str]) -> str:
    """``3 overdue, 2 due within 7 days``: parts that each stand by themselves, without an *and*."""
    return tc("between the parts of a list", ", ").join(parts)


def grouped(number: int) -> str:
    """``3,000``"""
    return f"{number:,}".replace(",", tc("between thousands", ","))


def local_day(at: datetime, tz: str, today: date) -> str:
    """The day of an instant in a time zone, as :func:`day` writes it."""
    return day(at.astimezone(ZoneInfo(tz)).date(), today)


def city(tz: str) -> str:
    """``Europe/London`` → ``London``"""
    return tz.rsplit("/", 1)[-1].replace("_", " ")


def answer_word(choice: Choice) -> str:
    return t(WORDS[choice])


def answer_with_sign(choice: Choice) -> str:
    """``Red 🔴``; answers that are no ratings have no sign."""
    sign = SIGNS.get(choice)
    return f"{answer_word(choice)} {sign}" if sign else answer_word(choice)


def answer_count(choice: Choice, number: int) -> str:
    """``Red 6``"""
    return t("{answer} {number}", answer=answer_word(choice), number=number)
