"""*Discuss in order*: the questions that wait for a collective answer, one at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.blocks import area_buttons, decision, ids, kit, question_words, review_words
from bot.blocks.comments import readable, shown_text
from bot.blocks.decision import Decision, reason_block
from bot.blocks.text import fitted
from bot.domain.language import marked, t, tn
from bot.domain.next_steps import StepSubject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.blocks.kit import Block, View
    from bot.domain.answers import Agreement, Comment
    from bot.domain.board import AreaBoard
    from bot.domain.checklist import Question
    from bot.domain.status import ReviewStatus

__all__ = ["Decision", "Walk", "done", "read", "reason_block", "view", "walk"]

TITLE = marked("Discuss in order")
SHOWN_COMMENTS = 10


@dataclass(frozen=True)
class Walk:
    """Question ``position`` of ``of``, through one area or (``area_id`` None) through the whole review."""

    position: int
    of: int
    area_id: str | None = None

    def __str__(self) -> str:
        return f"{self.position}/{self.of}/{self.area_id or ''}"

    @classmethod
    def parse(cls, text: str) -> Walk:
        """Raises NotOurs."""
        position, _, rest = text.partition("/")
        of, _, area_id = rest.partition("/")
        return cls(ids.number(position), ids.number(of), area_id or None)

    def next(self) -> Walk:
        return replace(self, position=self.position + 1)


def read(view: View) -> Decision:
    """Raises FormErrors."""
    _, _, metadata = view.get("private_metadata", "").partition(" ")
    return decision.read({**view, "private_metadata": metadata})


def walk(view: View) -> Walk:
    """How far the facilitator has come, as the form they are in says."""
    return Walk.parse(view.get("private_metadata", "").partition(" ")[0])


def view(
    board: AreaBoard,
    question: Question,
    *,
    walk: Walk,
    comments: Sequence[Comment],
    sequence: int,
    current: Agreement | None,
) -> View:
    """The proposal is set at first where there is one."""
    ref = question_words.ref(board, question)
    proposal = board.proposal(question.id)
    number = board.area.number(question.id)
    place = question_words.place(board)
    position = t("Question {number} of {all} to discuss", number=walk.position, all=walk.of)
    return kit.modal(
        ids.DISCUSS_FORM,
        t(TITLE),
        [
            kit.context(f"{position} · {place}"),
            question_words.heading(board, question),
            question_words.standing(board, question, current),
            *_comments(comments),
            *decision.fields(ref, board.checklist.scale, proposal, chosen=proposal.choice),
            kit.actions(
                kit.button(
                    t("Skip for now"),
                    ids.DISCUSS_SKIP,
                    str(ref),
                    label=_skip(number, question.short),
                ),
                area_buttons.add_step(
                    ids.step_subject(StepSubject(board.review.id, board.area.id, question.id)),
                    question_words.named(number, question),
                ),
                block_id=f"skip.{question.id}.{board.round}",
            ),
        ],
        submit=t("Agree and next") if walk.position < walk.of else t("Agree and finish"),
        close=t("Stop here"),
        metadata=f"{walk} {decision.metadata(ref, sequence)}",
    )


def done(status: ReviewStatus) -> View:
    """The end of the walk. What was skipped still waits, and so may other areas that are revealed."""
    undecided = review_words.undecided(status)
    lines = [
        t("That was the last one. Still to agree: {areas}.", areas=undecided)
        if undecided
        else t("Nothing is left to discuss for now."),
        review_words.agreed(status),
    ]
    unrevealed = review_words.unrevealed(status)
    if unrevealed:
        lines.append(t("Not revealed yet: {areas}.", areas=unrevealed))
    return kit.modal(ids.NOTICE, t(TITLE), [kit.section("\n".join(lines))])


def _skip(number: int, question: str) -> str:
    def say(short: str) -> str:
        return t("Skip question {number} for now: {question}", number=number, question=short)

    return fitted(say, question, kit.LONGEST_LABEL)


def _comments(comments: Sequence[Comment]) -> list[Block]:
    seen = readable(comments)
    if not seen:
        return []
    blocks = [kit.context(t("Comments, without names and in random order"))]
    blocks += [kit.plain_section(shown_text(comment)) for comment in seen[:SHOWN_COMMENTS]]
    more = len(seen) - SHOWN_COMMENTS
    if more > 0:
        words = tn(
            "And {n} more, behind *Comments* on the area's message.",
            "And {n} more, behind *Comments* on the area's message.",
            more,
        )
        blocks.append(kit.context(words))
    return blocks
