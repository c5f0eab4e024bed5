"""One area of a review with all that its message shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.domain import looking_back
from bot.domain.answers import Proposal, Tally, discussion_rank, propose
from bot.domain.next_steps import shown_in_review
from bot.domain.reviews import AreaState, Visibility

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.answers import Agreement
    from bot.domain.checklist import Area, Checklist, Essential, Question, Section
    from bot.domain.digest import Move
    from bot.domain.looking_back import Earlier
    from bot.domain.next_steps import NextStep
    from bot.domain.reviews import Progress, Review, ReviewArea


@dataclass(frozen=True)
class AreaBoard:
    """``round`` is the round that is shown; a message of an earlier round stays in the channel.

    ``tallies`` (by question id) are empty while answers are hidden. ``agreements`` are those in force,
    ``comments`` the number of comments on each question that may be read. ``steps`` are the area's next
    steps, ``gaps`` the essentials that are missing for an answer here while nothing is planned for them.
    ``earlier`` is what the channel had agreed before this review, by question id.
    """

    review: Review
    checklist: Checklist
    area: Area
    review_area: ReviewArea
    round: int
    progress: Progress
    tallies: Mapping[str, Tally] = field(default_factory=dict)
    agreements: Mapping[str, Agreement] = field(default_factory=dict)
    comments: Mapping[str, int] = field(default_factory=dict)
    steps: tuple[NextStep, ...] = ()
    gaps: tuple[Essential, ...] = ()
    earlier: Mapping[str, Earlier] = field(default_factory=dict)

    @property
    def section(self) -> Section:
        return self.checklist.section_of(self.area.id)

    @property
    def name(self) -> str:
        return self.checklist.name_of(self.area.id)

    @property
    def number(self) -> int:
        return self.checklist.area_number(self.area.id)

    @property
    def is_current_round(self) -> bool:
        return self.round == self.review_area.round

    @property
    def is_revealed(self) -> bool:
        return self.is_current_round and self.review_area.state is AreaState.REVEALED

    @property
    def takes_answers(self) -> bool:
        return self.review.is_open and self.is_current_round and self.review_area.state is AreaState.OPEN

    @property
    def was_revealed(self) -> bool:
        """What was revealed stays so: only a revealed area can be opened for a new round."""
        return self.is_revealed or not self.is_current_round

    @property
    def shows_tallies(self) -> bool:
        return self.was_revealed or self.review.visibility is Visibility.LIVE

    def tally(self, question_id: str) -> Tally:
        return self.tallies.get(question_id, Tally())

    def proposal(self, question_id: str) -> Proposal:
        return propose(self.tally(question_id))

    def is_settled(self, question_id: str) -> bool:
        """Whether the team has agreed since this round began; what was agreed before only stays in force."""
        agreement = self.agreements.get(question_id)
        return agreement is not None and agreement.round == self.round

    def move(self, question: Question) -> Move | None:
        """How the rating in force stands to the one of the last review, where there are both."""
        agreement = self.agreements.get(question.id)
        now = agreement.choice if agreement else None
        return looking_back.move(question, self.earlier.get(question.id), now)

    def steps_of(self, question_id: str | None) -> list[NextStep]:
        """The next steps that a question shows; None: those of the area as a whole."""
        return shown_in_review(step for step in self.steps if step.subject.question_id == question_id)

    def to_agree(self) -> list[Question]:
        """Questions that are not settled in this round, in the order in which to discuss them."""
        waiting = [q for q in self.area.questions if not self.is_settled(q.id)]
        return sorted(waiting, key=lambda question: discussion_rank(self.tally(question.id)))
