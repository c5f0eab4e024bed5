"""After the reveal: agreeing, deciding, discussing in order, and the comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import comments, decide_form, decision, discuss_form, hide_comment_form, ids, quiet
from bot.blocks.ids import QuestionRef
from bot.domain.answers import COLLECTIVE
from bot.domain.errors import CommentNotFound, NothingToDiscuss, NotOurs, ReasonNeeded
from bot.domain.facilitators_only import FacilitatorsOnly
from bot.domain.language import t
from bot.listeners import ask
from bot.listeners.reply import Done, Errors, Open, Reply, Tell, Update, Whisper
from bot.store import access, boards, discussing, facilitating

if TYPE_CHECKING:
    from bot.blocks.decision import Decision
    from bot.blocks.kit import Message, View
    from bot.domain.answers import Agreement, Choice
    from bot.listeners.interaction import Interaction
    from bot.services import Services
    from bot.store.discussing import Discussion


async def agree(services: Services, do: Interaction) -> Reply:
    """*Agree Amber*: what is proposed, in one press."""
    word, value = ids.split_extra(do.value)
    ref, choice = QuestionRef.parse(value), ids.choice(word)
    if choice not in COLLECTIVE:
        raise NotOurs
    await _question(services, do, ref)
    agreement = await _record(services, do, ref, choice, None, None)
    return Tell(await _agreed(services, do, ref, agreement))


async def undo(services: Services, do: Interaction) -> Reply:
    sequence, value = ids.split_extra(do.value)
    ref = QuestionRef.parse(value)
    await ask.write(
        services,
        do,
        facilitating.undo,
        ref.review_id,
        ref.area_id,
        ref.question_id,
        ids.number(sequence),
        do.user_id,
        services.clock.now(),
    )
    sentence = t("Undone: what held before holds again.")
    return Tell(quiet.sentence(sentence), replaces=True)


async def decide(services: Services, do: Interaction) -> Reply:
    return await open_decide_form(services, do, QuestionRef.parse(do.value))


async def open_decide_form(services: Services, do: Interaction, ref: QuestionRef) -> Reply:
    found = await _question(services, do, ref)
    return Open(decide_form.view(found.board, found.question, sequence=found.sequence, current=found.current))


async def submit_decision(services: Services, do: Interaction) -> Reply:
    given = decide_form.read(do.view or {})
    try:
        agreement = await _record_decision(services, do, given)
    except ReasonNeeded as refusal:
        return Errors({decision.reason_block(given.ref): refusal.sentence})
    found = await _question(services, do, given.ref)
    message = quiet.agreed(found.board, found.question, agreement)
    return Done(whisper=Whisper(found.board.review.channel_id, message))


async def discuss(services: Services, do: Interaction) -> Reply:
    """*Discuss in order*: from an area's message only that area, else the whole review."""
    return await discuss_review(services, do, *ids.review_and_area(do.value))


async def discuss_review(
    services: Services, do: Interaction, review_id: int, area_id: str | None = None
) -> Reply:
    queue = await _queue(services, do, review_id, area_id)
    if not queue:
        raise NothingToDiscuss
    return Open(await _discussion(services, do, queue[0], discuss_form.Walk(1, len(queue), area_id)))


async def submit_discussed(services: Services, do: Interaction) -> Reply:
    given = discuss_form.read(do.view or {})
    try:
        await _record_decision(services, do, given)
    except ReasonNeeded as refusal:
        return Errors({decision.reason_block(given.ref): refusal.sentence})
    return Update(await _after(services, do, given.ref))


async def skip(services: Services, do: Interaction) -> Reply:
    return Update(await _after(services, do, QuestionRef.parse(do.value)))


async def show_comments(services: Services, do: Interaction) -> Reply:
    found = await _question(services, do, QuestionRef.parse(do.value), anybody=True)
    return Open(_comments(found))


async def page_comments(services: Services, do: Interaction) -> Reply:
    ref, start = comments.page(do.value)
    return Update(_comments(await _question(services, do, ref, anybody=True), start))


async def hide(services: Services, do: Interaction) -> Reply:
    ref, comment_id = comments.hidden_by(do.value)
    await ask.read(
        services, do, access.facilitated, ref.review_id, do.user_id, FacilitatorsOnly.HIDE_COMMENTS
    )
    found = await _question(services, do, ref, anybody=True)
    for comment in found.comments:
        if comment.id == comment_id:
            return Open(hide_comment_form.view(found.board, found.question, comment))
    raise CommentNotFound


async def submit_hiding(services: Services, do: Interaction) -> Reply:
    given = hide_comment_form.read(do.view or {})
    await ask.write(
        services,
        do,
        facilitating.hide_comment,
        given.ref.review_id,
        given.ref.area_id,
        given.comment_id,
        given.reason,
        do.user_id,
        services.clock.now(),
    )
    return Done(all_forms=True)


def _comments(found: Discussion, start: int = 0) -> View:
    return comments.view(
        found.board, found.question, found.comments, is_facilitator=found.is_facilitator, start=start
    )


async def _record_decision(services: Services, do: Interaction, given: Decision) -> Agreement:
    return await _record(services, do, given.ref, given.choice, given.reason, given.sequence)


async def _record(
    services: Services,
    do: Interaction,
    ref: QuestionRef,
    choice: Choice,
    reason: str | None,
    sequence: int | None,
) -> Agreement:
    return await ask.write(
        services,
        do,
        facilitating.agree,
        services.checklists,
        ref.review_id,
        ref.area_id,
        ref.question_id,
        choice,
        reason,
        sequence,
        do.user_id,
        services.clock.now(),
    )


async def _agreed(services: Services, do: Interaction, ref: QuestionRef, agreement: Agreement) -> Message:
    found = await _question(services, do, ref)
    return quiet.agreed(found.board, found.question, agreement)


async def _question(
    services: Services, do: Interaction, ref: QuestionRef, *, anybody: bool = False
) -> Discussion:
    return await ask.read(
        services,
        do,
        discussing.question,
        services.checklists,
        ref.review_id,
        ref.area_id,
        ref.question_id,
        do.user_id,
        anybody,
        ref.round if anybody else None,
    )


async def _after(services: Services, do: Interaction, ref: QuestionRef) -> View:
    """The question behind ``ref`` in the order of discussion; at the end, what is left."""
    walk = discuss_form.walk(do.view or {})
    queue = await _queue(services, do, ref.review_id, walk.area_id, ref)
    if not queue:
        status = await ask.read(services, do, boards.status, services.checklists, ref.review_id)
        return discuss_form.done(status)
    return await _discussion(services, do, queue[0], walk.next())


async def _discussion(services: Services, do: Interaction, ref: QuestionRef, walk: discuss_form.Walk) -> View:
    found = await _question(services, do, ref)
    return discuss_form.view(
        found.board,
        found.question,
        walk=walk,
        comments=found.comments,
        sequence=found.sequence,
        current=found.current,
    )


async def _queue(
    services: Services,
    do: Interaction,
    review_id: int,
    area_id: str | None,
    after: QuestionRef | None = None,
) -> list[QuestionRef]:
    behind = (after.area_id, after.round, after.question_id) if after else None
    places = await ask.read(
        services, do, discussing.queue, services.checklists, review_id, area_id, do.user_id, behind
    )
    return [QuestionRef(review_id, area, round_, question) for area, round_, question in places]
