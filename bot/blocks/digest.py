"""The weekly digest: where the ratings stand, what moved, and what waits for whoever reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.blocks import digest_words, ids, kit
from bot.blocks.ids import StepsRef
from bot.blocks.kit import Message
from bot.blocks.spoken import MOST_CHARACTERS, spoken
from bot.blocks.text import fitted
from bot.blocks.wording import as_sentence
from bot.domain.language import marked, t
from bot.domain.next_steps import StepFilter, StepSubject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.blocks.kit import Block, Element
    from bot.domain.digest import Digest

    Part = tuple[str, Block]
    """A sentence, and the block that shows it."""

MOST_MOVES = 12
FEWEST_MOVES = 3


class Carried(NamedTuple):
    """What else a reader is told in the same message: in words, and in blocks."""

    lines: list[str]
    blocks: list[Block]


NOTHING_ELSE = Carried([], [])
A_COORDINATOR_CAN = marked("A coordinator can change or stop this with `/socmob settings`.")


def message(digest: Digest, carried: Carried = NOTHING_ELSE) -> Message:
    """For one reader, or for a channel. ``carried``: what their morning message would have said.

    However much moved, text and blocks list the same of it.
    """
    for most in range(MOST_MOVES, FEWEST_MOVES - 1, -1):
        shown = _message(digest, carried, most)
        if len(_unbounded(shown)) <= MOST_CHARACTERS:
            break
    lead, lines, blocks = shown
    return Message(spoken(lead, lines), blocks)


def _unbounded(shown: tuple[str, list[str], list[Block]]) -> str:
    return "\n".join([shown[0], *shown[1]])


def _message(digest: Digest, carried: Carried, most: int) -> tuple[str, list[str], list[Block]]:
    title, counts = digest_words.title(digest), digest_words.counts(digest)
    moves = digest_words.moves(digest, most)
    parts = [*_waiting_for_you(digest), *_areas(digest)]
    foot = list(_foot(digest))
    lines = [
        t("What moved:"),
        *moves,
        *(words for words, _ in parts),
        *carried.lines,
        *(words for words, _ in foot),
    ]
    blocks = [
        kit.header(title),
        kit.section(counts),
        kit.section("\n".join([t("*What moved*"), *(f"• {line}" for line in moves)])),
        *(block for _, block in parts),
        *carried.blocks,
        *(block for _, block in foot),
    ]
    return f"{as_sentence(title)} {counts}", lines, blocks


def _waiting_for_you(digest: Digest) -> Iterator[Part]:
    steps = digest_words.steps(digest)
    if steps:
        yield steps, kit.section(steps)
    for words, one in digest_words.waiting(digest):
        answer = kit.button(
            t("Answer"),
            ids.REVIEW_ANSWER_NEXT,
            str(one.review_id),
            label=_answer(one.review_id, one.title),
        )
        yield words, kit.section(words, answer)
    more = digest_words.more_waiting(digest)
    if more:
        yield more, kit.section(more)
    own = digest_words.own(digest)
    if own:
        show = kit.button(
            t("Show"), ids.STEPS_SHOW, str(StepsRef(StepFilter.MINE)), label=t("Show my next steps")
        )
        yield own, kit.section(own, show)
    if digest.suggestion is not None:
        idea = digest_words.idea(digest.suggestion)
        yield idea, kit.section(idea, _plan(digest))


def _plan(digest: Digest) -> Element | None:
    idea = digest.suggestion
    if idea is None or idea.question_id is None:
        return None
    subject = StepSubject(idea.review_id, idea.area_id, idea.question_id)
    value = ids.step_subject(subject)
    return kit.button(t("Add a next step"), ids.STEP_ADD, value, label=_add(idea.name))


def _answer(review_id: int, title: str) -> str:
    def say(title: str) -> str:
        return t("Answer the next area of review {number}: {title}", number=review_id, title=title)

    return fitted(say, title, kit.LONGEST_LABEL)


def _add(name: str) -> str:
    return fitted(lambda name: t("Add a next step: {name}", name=name), name, kit.LONGEST_LABEL)


def _areas(digest: Digest) -> Iterator[Part]:
    lines = digest_words.by_area(digest)
    if lines:
        by_area = t("*By area*")
        yield "\n".join([t("By area:"), *lines]), kit.context("\n".join([by_area, *lines]))


def _foot(digest: Digest) -> Iterator[Part]:
    if digest.is_shared:
        join = kit.button(
            t("Get mine every week"),
            ids.NETWORK_JOIN,
            label=t("Get my own digest every week by direct message"),
        )
        words = t(A_COORDINATOR_CAN)
        yield words, kit.section(words, join)
    elif digest.schedule is None:
        words = t("You see this because you asked. It can come to you every week.")
        join = kit.button(t("Join the weekly digest"), ids.NETWORK_JOIN, label=t("Join the weekly digest"))
        yield words, kit.section(words, join)
    else:
        words = digest_words.when(digest.schedule)
        change = kit.button(t("Change or stop"), ids.SETTINGS, label=t("Change or stop the weekly digest"))
        yield words, kit.section(words, change)
