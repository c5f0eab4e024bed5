"""Text for Slack: escaping, mentions, lengths, counts and days."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.domain.answers import Choice

WORDS = {
    Choice.RED: "Red",
    Choice.AMBER: "Amber",
    Choice.GREEN: "Green",
    Choice.DONT_KNOW: "Don't know",
    Choice.NOT_APPLICABLE: "Not applicable",
}
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


def without_marks(sentence: str) -> str | None:
    """One of our own sentences where Slack shows plain text only; None where it names people or channels,
    whose names we do not know."""
    return None if "<" in sentence else sentence.replace("`", "")


def mention(user_id: str) -> str:
    return f"<@{user_id}>"


def mentions(user_ids: tuple[str, ...] | list[str], most: int = 5) -> str:
    """``<@a>, <@b> and 3 more``"""
    shown = ", ".join(mention(user_id) for user_id in user_ids[:most])
    more = len(user_ids) - most
    return f"{shown} and {more} more" if more > 0 else shown


def count(number: int, noun: str, plural: str | None = None) -> str:
    """``1 question``, ``3 questions``"""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def day(on: date, today: date) -> str:
    """``Friday 11 December``; with the year only when it is not this one."""
    text = f"{on:%A} {on.day} {on:%B}"
    return text if on.year == today.year else f"{text} {on.year}"


def local_day(at: datetime, tz: str, today: date) -> str:
    """The day of an instant in a time zone, as :func:`day` writes it."""
    return day(at.astimezone(ZoneInfo(tz)).date(), today)


def city(tz: str) -> str:
    """``Europe/London`` → ``London``"""
    return tz.rsplit("/", 1)[-1].replace("_", " ")


def answer_word(choice: Choice) -> str:
    return WORDS[choice]


def answer_with_sign(choice: Choice) -> str:
    """``Red 🔴``; answers that are no ratings have no sign."""
    sign = SIGNS.get(choice)
    return f"{WORDS[choice]} {sign}" if sign else WORDS[choice]
