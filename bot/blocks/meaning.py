"""*What does this mean?*: what each colour looks like for one question, and the terms that it uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import glossary as glossary_blocks
from bot.blocks import ids, kit, looking_back, question_words
from bot.blocks.text import answer_with_sign, escape_within
from bot.domain import glossary
from bot.domain.answers import Choice
from bot.domain.language import t, tn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.blocks.kit import Block, View
    from bot.domain.board import AreaBoard
    from bot.domain.checklist import Question

LONGEST_MEANING = 700
LONGEST_PROMPT = 1000
MOST_TERMS = 20


def view(board: AreaBoard, question: Question) -> View:
    return kit.modal(ids.MEANING, t("What does this mean?"), list(_blocks(board, question)))


def _blocks(board: AreaBoard, question: Question) -> Iterator[Block]:
    yield kit.context(question_words.place(board))
    yield question_words.heading(board, question)
    if question.prompt:
        yield kit.context(escape_within(question.prompt, LONGEST_PROMPT))
    scale = board.checklist.scale
    yield kit.section(
        "\n".join(
            [
                _colour(Choice.RED, scale.red),
                _colour(Choice.AMBER, scale.amber),
                _colour(Choice.GREEN, scale.green),
            ]
        )
    )
    example = escape_within(question.green_example, LONGEST_MEANING)
    yield kit.section(t("*What green looks like here:* {example}", example=example))
    if question.reversed_from_source:
        yield kit.section(
            t(
                "*Green always means good.* Where this question comes from, it is asked the other way round; "
                "here its wording is turned, so that Green is the good answer as everywhere else."
            )
        )
    last = looking_back.last(board, question)
    if last:
        yield kit.context(last)
    yield kit.context(
        t("Not sure? “Don't know” and “Not applicable” are answers too. Neither counts as Red.")
    )
    terms = glossary.of_question(board.checklist, question)
    if terms:
        yield kit.divider()
        yield kit.context(tn("A term that it uses", "{n} terms that it uses", len(terms)))
        for term in terms[:MOST_TERMS]:
            yield kit.section(glossary_blocks.entry(term))
    if board.checklist.glossary:
        yield kit.actions(glossary_blocks.button())


def _colour(rating: Choice, meaning: str) -> str:
    return t(
        "*{rating}:* {meaning}",
        rating=answer_with_sign(rating),
        meaning=escape_within(meaning, LONGEST_MEANING),
    )
