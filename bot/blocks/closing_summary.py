"""The summary in the channel when a review is closed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.blocks import (
    export_words,
    follow_up_buttons,
    gap_words,
    ids,
    kit,
    looking_back,
    looking_back_buttons,
    status_words,
    step_words,
)
from bot.blocks.kit import Message
from bot.blocks.spoken import cut, spoken
from bot.blocks.text import escape_within, local_day, mention, truncate
from bot.blocks.wording import joined
from bot.domain.answers import RATINGS
from bot.domain.language import marked, t, tn
from bot.domain.next_steps import StepCounts, StepSubject
from bot.domain.review_chart import ratings_before
from bot.domain.reviews import RESUME_WITHIN
from bot.domain.status import EssentialState

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from bot.blocks.kit import Block, Element
    from bot.domain.reviews import Review
    from bot.domain.status import AreaStatus, ReviewStatus

LONGEST_NAMES = 600
LONGEST_SECTION = 2900
LONGEST_OPTION = 75
MOST_GROUPS = MOST_OPTIONS = 100

ESSENTIALS = {
    EssentialState.MET: marked("Essentials met: {names}."),
    EssentialState.PARTLY: marked("Essentials partly met: {names}."),
    EssentialState.MISSING: marked("Essentials missing: {names}."),
    EssentialState.NOT_AGREED: marked("Essentials not agreed: {names}."),
}


def message(status: ReviewStatus, *, today: date) -> Message:
    """Of a review that is closed: what was agreed, by area and by essential, and what has moved."""
    again = tn(
        "A facilitator can open it again for {n} day.",
        "A facilitator can open it again for {n} days.",
        RESUME_WITHIN.days,
    )
    final, later = t("Its answers no longer change."), t("`/socmob history` shows it later.")
    review_id = str(status.review.id)
    return _message(
        status,
        today,
        [follow_ups := follow_up_buttons.what_they_ask(), f"{final} {again} {later}"],
        kit.section(follow_ups),
        kit.context(f"{final} {again} {later}"),
        kit.actions(
            follow_up_buttons.show(status.review.id),
            kit.button(
                t("Open this review again"),
                ids.REVIEW_RESUME,
                review_id,
                label=t("Open this review again, for facilitators"),
            ),
            export_words.button(status.review.id),
            looking_back_buttons.history(review_id),
            looking_back_buttons.compare(),
        ),
    )


def looked_back_on(status: ReviewStatus, *, today: date) -> Message:
    """The same for whoever looks back on it later, with the way to each area and question."""
    review_id = str(status.review.id)
    return _message(
        status,
        today,
        [],
        kit.section(t("See an area, or how a question was agreed:"), _places(status)),
        kit.actions(
            looking_back_buttons.all_reviews(review_id),
            follow_up_buttons.show(status.review.id),
            export_words.button(status.review.id),
        ),
    )


def _message(status: ReviewStatus, today: date, last: Sequence[str], *foot: Block) -> Message:
    """``last`` is what the text ends with."""
    review = status.review
    counts = status_words.headline(status.counts, left=status_words.not_agreed)
    title = status_words.title(review)
    blocks: list[Block] = [kit.section(f"{_closed(review, f'*{title}*', today)}\n{counts}")]
    lines = []
    for section, areas in status_words.by_section(
        status, left=status_words.not_agreed, shown=partial(_beside_last, status)
    ):
        blocks += status_words.section_blocks(section, areas)
        lines += [t("{section}:", section=section), *areas]
    moved = _moved(status)
    if moved:
        shown = "\n".join([f"*{moved[0]}*", *(f"• {line}" for line in moved[1:])])
        blocks.append(kit.section(cut(shown, LONGEST_SECTION)))
    essentials = [line for line in (*_essentials(status), gap_words.sentence(status.gaps)) if line]
    if essentials:
        blocks.append(kit.section("\n".join(essentials)))
    steps = step_words.counts(StepCounts.of(status.steps, today)) if status.steps else ""
    if steps:
        lives_on = t("They live on, with their due dates: `/socmob steps`.")
        steps = f"{steps} {lives_on}"
        blocks.append(kit.section(steps))
    lead = f"{_closed(review, title, today)} {counts}"
    return Message(spoken(lead, [*moved, steps, *essentials, *lines, *last]), [*blocks, *foot])


def _beside_last(status: ReviewStatus, line: str, one: AreaStatus) -> str:
    """With how the area stood in the last review, if it was rated there."""
    before = ratings_before(status, one.area)
    if before is None:
        return line
    rated = [(rating, number) for rating, number in zip(RATINGS, before, strict=True) if number]
    answers = " · ".join(status_words.answer_count(rating, number) for rating, number in rated)
    return t("{area} (last review: {answers})", area=line, answers=answers)


def _moved(status: ReviewStatus) -> list[str]:
    """What moved since the last review, under its heading; one sentence where nothing did."""
    if not status.is_compared:
        return []
    moves = looking_back.lines(status.moves)
    if not moves:
        return [t("Nothing has moved since the last review.")]
    return [t("What has moved since the last review"), *moves]


def _places(status: ReviewStatus) -> Element:
    """Each area with its questions. What a menu has no room for is found by its number."""
    groups = []
    for one in status.areas[:MOST_GROUPS]:
        name = truncate(f"{status.checklist.area_number(one.area.id)}. {one.area.short}", LONGEST_OPTION)
        of_area = ids.step_subject(StepSubject(status.review.id, one.area.id))
        options = [kit.option(t("The whole area"), of_area)]
        for number, question in enumerate(one.area.questions[: MOST_OPTIONS - 1], 1):
            place = ids.step_subject(StepSubject(status.review.id, one.area.id, question.id))
            options.append(kit.option(truncate(f"{number}. {question.short}", LONGEST_OPTION), place))
        groups.append((name, options))
    return kit.grouped_select(ids.HISTORY_QUESTION, t("Choose an area or a question"), groups)


def _closed(review: Review, title: str, today: date) -> str:
    if review.closed_at is None:
        return t("{review} was closed.", review=title)
    on = local_day(review.closed_at, review.tz, today)
    if review.closed_by is None:
        return t("{review} was closed on {day}.", review=title, day=on)
    return t(
        "{review} was closed on {day} by {person}.", review=title, day=on, person=mention(review.closed_by)
    )


def _essentials(status: ReviewStatus) -> Iterator[str]:
    for state, words in ESSENTIALS.items():
        names = [one.title for one in status.checklist.essentials if status.essentials.get(one.id) is state]
        if names:
            yield t(words, names=escape_within(joined(names), LONGEST_NAMES))
