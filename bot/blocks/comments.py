"""*Comments (3)*: what people wrote about a question, without their names."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.blocks import evidence, ids, kit, question_words
from bot.blocks.ids import QuestionRef, split_extra, with_extra
from bot.blocks.text import escape_within, truncate
from bot.domain.language import t, tn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.blocks.kit import Block, Element, View
    from bot.domain.answers import Comment
    from bot.domain.board import AreaBoard
    from bot.domain.checklist import Question

MOST_COMMENTS = 20
MOST_BYTES = 150_000
"""Slack takes 250 kB a view; twenty comments of the longest kind in a script of its own are more."""

LONGEST_COMMENT = 3000
LONGEST_REASON = 300
LONGEST_ESCAPE = len("&amp;")


def view(
    board: AreaBoard,
    question: Question,
    comments: Sequence[Comment],
    *,
    is_facilitator: bool,
    start: int = 0,
) -> View:
    """``comments`` come in random order, the same one for each page; ``start`` counts the comments before
    this page. What a facilitator hid is seen by facilitators alone, as its reason."""
    ref = question_words.ref(board, question)
    seen = list(comments) if is_facilitator else readable(comments)
    blocks = [
        kit.context(question_words.place(board)),
        question_words.heading(board, question),
    ]
    end = _end_of_page(seen, start)
    blocks.append(kit.context(_introduction(start, end, len(seen))))
    for number, comment in enumerate(seen[start:end], start + 1):
        blocks += [kit.divider(), *_comment(ref, comment, number, is_facilitator=is_facilitator)]
    pages = _pages(ref, start, end, len(seen))
    if pages:
        # Both have one action id, which may stand once in a block.
        blocks += [kit.divider(), *(kit.actions(button) for button in pages)]
    return kit.modal(ids.COMMENTS, t("Comments"), blocks)


def readable(comments: Sequence[Comment]) -> list[Comment]:
    """Those that nobody hid."""
    return [comment for comment in comments if comment.hidden_reason is None]


def shown_text(comment: Comment) -> str:
    """What a person wrote, or what to say where they gave a link alone. For plain text: not escaped."""
    return truncate(comment.text.strip(), LONGEST_COMMENT) or t("Evidence, without a comment.")


def page(value: str) -> tuple[QuestionRef, int]:
    """The question and the start that a button to another page carries. Raises NotOurs."""
    start, ref = split_extra(value)
    return QuestionRef.parse(ref), ids.number(start)


def hidden_by(value: str) -> tuple[QuestionRef, str]:
    """The question and the comment's id that *Hide* carries. Raises NotOurs."""
    comment_id, ref = split_extra(value)
    return QuestionRef.parse(ref), comment_id


def _introduction(start: int, end: int, total: int) -> str:
    if not total:
        return t("There are no comments on this question.")
    words = tn(
        "{n} comment, without names and in random order.",
        "{n} comments, without names and in random order.",
        total,
    )
    if end - start == total:
        return words
    return " ".join([words, t("Here are {first} to {last}.", first=start + 1, last=end)])


def _comment(ref: QuestionRef, comment: Comment, number: int, *, is_facilitator: bool) -> list[Block]:
    if comment.hidden_reason is not None:
        reason = escape_within(comment.hidden_reason.strip(), LONGEST_REASON * LONGEST_ESCAPE)
        return [kit.context(t("A facilitator hid this comment: {reason}", reason=reason))]
    buttons: list[Element] = []
    blocks = [kit.plain_section(shown_text(comment))]
    if comment.evidence_url:
        site = escape_within(evidence.site(comment.evidence_url), 200)
        blocks.append(kit.context(t("Evidence: {site}", site=site)))
        label = t("Open the evidence of comment {number}", number=number)
        buttons.append(kit.button(t("Open evidence"), ids.OPEN_LINK, label=label, url=comment.evidence_url))
    if is_facilitator:
        hide = with_extra(ref, comment.id)
        label = t("Hide comment {number}", number=number)
        buttons.append(kit.button(t("Hide…"), ids.COMMENT_HIDE, hide, label=label))
    if buttons:
        blocks.append(kit.actions(*buttons))
    return blocks


def _end_of_page(comments: Sequence[Comment], start: int) -> int:
    """One comment at least, so that going on always ends."""
    room = MOST_BYTES
    end = start
    for comment in comments[start : start + MOST_COMMENTS]:
        room -= len(json.dumps([comment.text, comment.evidence_url]))
        if room < 0 and end > start:
            break
        end += 1
    return end


def _pages(ref: QuestionRef, start: int, end: int, total: int) -> list[Element]:
    buttons = []
    if end < total:
        value = with_extra(ref, str(end))
        label = tn("Show more comments, {n} are left", "Show more comments, {n} are left", total - end)
        buttons.append(kit.button(t("Show more"), ids.COMMENTS_PAGE, value, label=label))
    if start:
        value = with_extra(ref, "0")
        label = t("Back to the first comments")
        buttons.append(kit.button(t("Back to the first"), ids.COMMENTS_PAGE, value, label=label))
    return buttons
