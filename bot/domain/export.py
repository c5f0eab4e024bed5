"""A review as the checklist's own table, for a file that leaves Slack.

Only what every member of the review's channel may see goes in: agreed ratings, next steps with their owners,
answers to follow-up questions. Of answers that are not revealed there is nothing, of people nobody else.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.answers import Choice
from bot.domain.next_steps import shown_in_review
from bot.domain.reviews import AreaState
from bot.domain.status import Counts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from bot.domain.answers import Comment
    from bot.domain.checklist import Area, Checklist, FollowUp, Section
    from bot.domain.next_steps import NextStep, StepState
    from bot.domain.reviews import Review, ReviewArea


class ExportFormat(StrEnum):
    XLSX = "xlsx"
    CSV = "csv"
    PDF = "pdf"


class Standing(StrEnum):
    """Where a recommendation stands: what is agreed, or why nothing is."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    NOT_APPLICABLE = "not_applicable"
    TO_AGREE = "to_agree"
    NOT_AGREED = "not_agreed"
    NOT_REVEALED = "not_revealed"


@dataclass(frozen=True)
class ExportStep:
    """A next step, or an answer to a follow-up question, which is one. ``owner`` is empty where nobody knows
    the owner's name any more."""

    text: str
    owner: str
    due_on: date
    state: StepState
    evidence_url: str | None = None


@dataclass(frozen=True)
class Line:
    """One question of an area; ``recommendation`` is None for what is planned for the area as a whole."""

    recommendation: str | None
    standing: Standing | None
    steps: tuple[ExportStep, ...] = ()


@dataclass(frozen=True)
class AreaLines:
    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class SectionLines:
    """``step_label`` is what the checklist calls a next step there."""

    title: str
    step_label: str
    areas: tuple[AreaLines, ...]


@dataclass(frozen=True)
class FollowUpLine:
    """What was answered to a follow-up question: for one area, or once (``area`` is None).

    ``counts`` is the computed answer; None there where the area is not revealed.
    """

    question: str
    area: str | None
    is_computed: bool = False
    counts: Counts | None = None
    answers: tuple[ExportStep, ...] = ()


@dataclass(frozen=True)
class CommentLine:
    """Without its author."""

    area: str
    recommendation: str
    text: str
    evidence_url: str | None


@dataclass(frozen=True)
class Export:
    """``whole``: next steps of the review as a whole. ``comments`` is None where they are left out."""

    review: Review
    counts: Counts
    sections: tuple[SectionLines, ...]
    whole: tuple[ExportStep, ...]
    follow_ups: tuple[FollowUpLine, ...]
    comments: tuple[CommentLine, ...] | None = None


FollowUpKey = tuple[str, str | None]
"""A follow-up question, and the area that it was answered for, where it is asked for each."""


@dataclass(frozen=True)
class Known:
    """All that an export is made of. ``agreed``: the choice in force by question id. ``names``: by user id.

    ``follow_ups``: the next steps that answer follow-up questions, which stand among ``steps`` or not.
    ``comments``: by question id, those that may be read; None where they shall be left out.
    """

    review: Review
    checklist: Checklist
    areas: tuple[ReviewArea, ...]
    agreed: Mapping[str, Choice]
    steps: tuple[NextStep, ...]
    follow_ups: Mapping[FollowUpKey, tuple[NextStep, ...]]
    names: Mapping[str, str]
    comments: Mapping[str, tuple[Comment, ...]] | None = None


def of_review(known: Known) -> Export:
    in_review = {one.area_id: one for one in known.areas}
    checklist = known.checklist
    sections = tuple(
        _section(known, section, in_review)
        for section in checklist.sections
        if any(area.id in in_review for area in section.areas)
    )
    areas = [area for area in checklist.areas if area.id in in_review]
    return Export(
        review=known.review,
        counts=Counts.of(known.agreed.get(question.id) for area in areas for question in area.questions),
        sections=sections,
        whole=_steps(known, (None, None)),
        follow_ups=tuple(
            line for follow_up in checklist.follow_ups for line in _follow_up(known, follow_up, areas)
        ),
        comments=None if known.comments is None else tuple(_comments(known, areas)),
    )


def _section(known: Known, section: Section, in_review: Mapping[str, ReviewArea]) -> SectionLines:
    return SectionLines(
        section.title,
        section.step_label,
        tuple(_area(known, area, in_review[area.id]) for area in section.areas if area.id in in_review),
    )


def _area(known: Known, area: Area, review_area: ReviewArea) -> AreaLines:
    lines = [
        Line(
            question.text,
            standing(known.review, review_area, known.agreed.get(question.id)),
            _steps(known, (area.id, question.id)),
        )
        for question in area.questions
    ]
    of_area = _steps(known, (area.id, None))
    if of_area:
        lines.append(Line(None, None, of_area))
    return AreaLines(known.checklist.name_of(area.id), tuple(lines))


def standing(review: Review, area: ReviewArea, agreed: Choice | None) -> Standing:
    """What was agreed stays in force while an area is open for a new round."""
    if agreed is not None:
        return Standing(agreed.value)
    if area.state is not AreaState.REVEALED:
        return Standing.NOT_REVEALED
    return Standing.TO_AGREE if review.is_open else Standing.NOT_AGREED


def _steps(known: Known, place: tuple[str | None, str | None]) -> tuple[ExportStep, ...]:
    """Those of an area and a question, but no answers to follow-up questions."""
    return tuple(
        _step(known, step)
        for step in shown_in_review(known.steps)
        if step.subject.follow_up_id is None and (step.subject.area_id, step.subject.question_id) == place
    )


def _step(known: Known, step: NextStep) -> ExportStep:
    owner = known.names.get(step.owner_id, "")
    return ExportStep(step.text, owner, step.due_on, step.state, step.evidence_url)


def _follow_up(known: Known, follow_up: FollowUp, areas: Iterable[Area]) -> Iterable[FollowUpLine]:
    """A line for each area, or one; and one more for what was answered without an area though asked for
    each."""
    text, states = follow_up.text, {one.area_id: one.state for one in known.areas}
    if follow_up.computed:
        for area in areas:
            counts = Counts.of(known.agreed.get(question.id) for question in area.questions)
            shown = states[area.id] is AreaState.REVEALED or counts.agreed or counts.not_applicable
            yield FollowUpLine(text, known.checklist.name_of(area.id), True, counts if shown else None)
        return
    answered = defaultdict(
        tuple,
        {
            area_id: tuple(_step(known, step) for step in shown_in_review(steps))
            for (follow_up_id, area_id), steps in known.follow_ups.items()
            if follow_up_id == follow_up.id
        },
    )
    if follow_up.per is None:
        yield FollowUpLine(text, None, answers=tuple(step for steps in answered.values() for step in steps))
        return
    for area in areas:
        yield FollowUpLine(text, known.checklist.name_of(area.id), answers=answered[area.id])
    if answered[None]:
        yield FollowUpLine(text, None, answers=answered[None])


def _comments(known: Known, areas: Iterable[Area]) -> Iterable[CommentLine]:
    for area in areas:
        for question in area.questions:
            for comment in (known.comments or {}).get(question.id, ()):
                name = known.checklist.name_of(area.id)
                yield CommentLine(name, question.text, comment.text, comment.evidence_url)
