"""*What is this?*: what a review is for, how it goes, and who sees what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import glossary, guide, ids, kit
from bot.blocks.text import answer_with_sign, escape_within
from bot.domain.answers import AGREEMENT, RATINGS, SHOWN_FROM, Choice
from bot.domain.language import t, tn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.blocks.kit import Block, Element, View
    from bot.domain.checklist import Checklist

LONGEST_SECTION = 3000
LONGEST_PARAGRAPH = 600
MOST_PARAGRAPHS = 4


def view(checklist: Checklist) -> View:
    return kit.modal(
        ids.ABOUT,
        t("What is this?"),
        [
            kit.section(f"*{escape_within(checklist.title, 200)}*\n{escape_within(checklist.summary, 2000)}"),
            *_introduction(checklist),
            kit.divider(),
            kit.section(_titled(t("How it goes"), _steps(checklist))),
            kit.section(_titled(t("Who sees what"), _privacy())),
            kit.section(_titled(t("What the colours mean"), _meanings(checklist))),
            kit.actions(*_more(checklist)),
            kit.divider(),
            kit.context(t("Source: {source}", source=escape_within(checklist.source, 2000))),
        ],
    )


def _more(checklist: Checklist) -> Iterable[Element]:
    yield guide.button()
    if checklist.glossary:
        yield glossary.button()


def _introduction(checklist: Checklist) -> list[Block]:
    """Paragraphs of four to a section: their number is the checklist's own."""
    paragraphs = [escape_within(text, LONGEST_PARAGRAPH) for text in checklist.introduction]
    return [
        kit.section("\n".join(f"• {text}" for text in paragraphs[first : first + MOST_PARAGRAPHS]))
        for first in range(0, min(len(paragraphs), 20 * MOST_PARAGRAPHS), MOST_PARAGRAPHS)
    ]


def _steps(checklist: Checklist) -> Iterable[str]:
    yield tn(
        "There are {questions} in {n} area. Each area is a message in the channel.",
        "There are {questions} in {n} areas. Each area is a message in the channel.",
        len(checklist.areas),
        questions=tn("{n} question", "{n} questions", checklist.question_count),
    )
    yield t("Answer each question Red, Amber or Green, for yourself. Every press is saved at once.")
    yield t("Add a comment or a link to evidence if you like.")
    yield t("A facilitator reveals an area. Then the answers are seen together.")
    yield t(
        "Where at least {share} of the ratings agree and no red stands against a green, "
        "that rating is proposed. Elsewhere you discuss, splits first. Nothing is averaged.",
        share=f"{AGREEMENT:.0%}",
    )
    yield t("A facilitator records the collective answer. It can be changed later; its history stays.")


def _privacy() -> Iterable[str]:
    yield t("Until an area is revealed, the channel sees how many have answered, never what.")
    yield t("Afterwards it sees how many gave each answer, never who. That goes for facilitators too.")
    yield t("The app keeps who answered what, so that you can change it; it shows that to nobody else.")
    yield t("Comments are shown after the reveal, without names and in random order.")
    yield tn(
        "Where fewer than {n} person rated a question, it shows only whether they agree: "
        "numbers would tell who said what.",
        "Where fewer than {n} people rated a question, it shows only whether they agree: "
        "numbers would tell who said what.",
        SHOWN_FROM,
    )
    yield t("In a live review the counts are shown at once, so each change can be seen.")
    yield t("You see your own answers at any time, and can change or remove them until the reveal.")


def _meanings(checklist: Checklist) -> Iterable[str]:
    scale = checklist.scale
    words = {Choice.RED: scale.red, Choice.AMBER: scale.amber, Choice.GREEN: scale.green}
    for rating in RATINGS:
        meaning = escape_within(words[rating], 400)
        yield t("{answer}: {meaning}", answer=answer_with_sign(rating), meaning=meaning)
    yield t("Don't know and Not applicable are answers too. Neither counts as Red.")


def _titled(title: str, lines: Iterable[str]) -> str:
    return "\n".join((f"*{title}*", *(f"• {line}" for line in lines)))
