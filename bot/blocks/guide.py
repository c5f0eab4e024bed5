"""The guide: the essentials and how a review stands on each, and what another organisation learned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import glossary as glossary_blocks
from bot.blocks import ids, kit, status_words
from bot.blocks.spoken import cut
from bot.blocks.text import answer_word, escape_within
from bot.domain.guide import standing
from bot.domain.language import marked, t, tn
from bot.domain.next_steps import StepSubject
from bot.domain.status import EssentialState

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.blocks.kit import Block, Element, View
    from bot.domain.checklist import CaseStudy, Checklist, Essential
    from bot.domain.guide import EssentialStanding
    from bot.domain.status import ReviewStatus

LONGEST_SECTION = 2900
LONGEST_POINT = 300
LONGEST_NAME = 200
MOST_ESSENTIALS = 30
MOST_POINTS = 20

STATES = {
    EssentialState.MET: marked("met"),
    EssentialState.PARTLY: marked("partly met"),
    EssentialState.MISSING: marked("missing"),
    EssentialState.NOT_AGREED: marked("not agreed yet"),
    EssentialState.NOT_APPLICABLE: marked("not applicable"),
}


def view(checklist: Checklist, status: ReviewStatus | None) -> View:
    """``status``: of the review that is meant where it was asked for; None where there is none."""
    return kit.modal(ids.GUIDE_VIEW, t("Guide"), list(_blocks(checklist, status)))


def button(review_id: int | None = None) -> Element:
    value = None if review_id is None else str(review_id)
    return kit.button(t("Guide"), ids.GUIDE, value, label=t("Guide: the essentials, and lessons of others"))


def _blocks(checklist: Checklist, status: ReviewStatus | None) -> Iterator[Block]:
    yield kit.header(t("The essentials"))
    yield kit.section(escape_within(checklist.essentials_intro, LONGEST_SECTION))
    yield kit.context(_where(status))
    shown = checklist.essentials[:MOST_ESSENTIALS]
    for section in checklist.sections:
        here = [essential for essential in shown if essential.section == section.id]
        if here:
            yield kit.context(f"*{escape_within(section.title, LONGEST_NAME)}*")
        for essential in here:
            yield _essential(essential, status)
    yield kit.divider()
    yield from _case_study(checklist.case_study)
    yield kit.divider()
    yield kit.actions(*_buttons(checklist, status))


def _where(status: ReviewStatus | None) -> str:
    if status is None:
        return t("No review is open where you asked, so this tells what the essentials are.")
    title = status_words.title(status.review)
    if status.review.is_open:
        return t(
            "How *{title}* stands on each. An essential is met when all its questions are agreed Green.",
            title=title,
        )
    return t("How *{title}*, the last review here, stood on each.", title=title)


def _essential(essential: Essential, status: ReviewStatus | None) -> Block:
    name = escape_within(essential.title, LONGEST_NAME)
    points = [f"• {escape_within(point, LONGEST_POINT)}" for point in essential.points[:MOST_POINTS]]
    if status is None:
        return kit.section(cut("\n".join([f"*{name}*", *points]), LONGEST_SECTION))
    found = standing(status, essential)
    lines = [t("*{name}:* {state}", name=name, state=t(STATES[found.state])), *points, *_questions(found)]
    lines += filter(None, [_planned(found)])
    return kit.section(cut("\n".join(lines), LONGEST_SECTION), _add_step(status, found))


def _questions(found: EssentialStanding) -> Iterator[str]:
    """Nothing while nothing is agreed: the state says so already."""
    if found.state is EssentialState.NOT_AGREED:
        return
    for question, choice in found.agreed:
        name = escape_within(question.short, LONGEST_NAME)
        if choice is None:
            yield t("{question}: not agreed yet.", question=name)
        else:
            yield t("{question}: {rating}.", question=name, rating=answer_word(choice))


def _planned(found: EssentialStanding) -> str | None:
    if found.planned:
        return tn("{n} next step is planned.", "{n} next steps are planned.", found.planned)
    return t("No next step is planned.") if _lacks(found) else None


def _lacks(found: EssentialStanding) -> bool:
    return found.state in (EssentialState.MISSING, EssentialState.PARTLY) and not found.planned


def _add_step(status: ReviewStatus, found: EssentialStanding) -> Element | None:
    """For an essential that is missing with nothing planned: on the question that is furthest from Green."""
    if found.state is not EssentialState.MISSING or not _lacks(found):
        return None
    question = next(question for question, choice in found.agreed if choice is not None and choice == "red")
    area = status.checklist.area_of(question.id)
    return kit.button(
        t("Add a next step"),
        ids.STEP_ADD,
        ids.step_subject(StepSubject(status.review.id, area.id, question.id)),
        label=t("Add a next step, {essential}", essential=found.essential.title),
    )


def _case_study(study: CaseStudy) -> Iterator[Block]:
    yield kit.header(t("A case study"))
    yield kit.section(f"*{escape_within(study.title, LONGEST_NAME)}*")
    for title, points in (
        (t("Inside"), study.internal),
        (t("Outside"), study.external),
        (t("What it learned"), study.lessons),
        (t("What it commits to"), study.commitments),
    ):
        if points:
            yield kit.section(_list(title, points))


def _list(title: str, points: Sequence[str]) -> str:
    lines = [f"• {escape_within(point, LONGEST_POINT * 2)}" for point in points[:MOST_POINTS]]
    return cut("\n".join([f"*{title}*", *lines]), LONGEST_SECTION)


def _buttons(checklist: Checklist, status: ReviewStatus | None) -> Iterator[Element]:
    if checklist.glossary:
        yield glossary_blocks.button()
    review_id = None if status is None else str(status.review.id)
    yield kit.button(t("How a review goes"), ids.REVIEW_ABOUT, review_id, label=t("How a review goes"))
