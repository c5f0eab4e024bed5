"""A modal with one sentence: a refusal, an error, or the moment before a form is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids, kit
from bot.blocks.text import truncate
from bot.domain.language import t

if TYPE_CHECKING:
    from bot.blocks.kit import View

LONGEST_TITLE = 24
LONGEST_SENTENCE = 3000
SENTENCE_BLOCK = "notice"
KEPT = ("type", "title", "submit", "close", "callback_id", "private_metadata")


def view(title: str, sentence: str) -> View:
    """``sentence`` is mrkdwn made of our own words and of ids, as errors carry it."""
    return kit.modal(
        ids.NOTICE, truncate(title, LONGEST_TITLE), [kit.section(truncate(sentence, LONGEST_SENTENCE))]
    )


def above(form: View, sentence: str) -> View:
    """A form as Slack sent it to us, with ``sentence`` on top; what was typed stays where block ids stay."""
    kept = {key: form[key] for key in KEPT if form.get(key)}
    blocks = [block for block in form["blocks"] if block.get("block_id") != SENTENCE_BLOCK]
    on_top = {**kit.section(truncate(sentence, LONGEST_SENTENCE)), "block_id": SENTENCE_BLOCK}
    return {**kept, "blocks": [on_top, *blocks]}


def loading(title: str) -> View:
    """Holds a place until the form is ready: Slack opens nothing a few seconds after a press."""
    return view(title, t("One moment."))
