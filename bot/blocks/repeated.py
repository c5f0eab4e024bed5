"""A message that may be there twice says so."""

from __future__ import annotations

from bot.blocks import kit
from bot.blocks.kit import Message
from bot.domain.language import marked, t

WORDS = marked("This may be a repeat.")
MOST_BLOCKS = 50


def repeated(message: Message) -> Message:
    """The same message, beginning with the words; one that is full to the last block says so in its text."""
    words = t(WORDS)
    text = f"{words} {message.text}"
    if not message.blocks or len(message.blocks) >= MOST_BLOCKS:
        return Message(text, message.blocks)
    return Message(text, [kit.context(words), *message.blocks])
