"""Answering: the presses on an area's message, its menu, the form, comments."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.blocks import answer_form, comment_form, ids, own_answers, quiet
from bot.blocks.ids import AreaRef, QuestionRef
from bot.domain.answers import Choice, Press
from bot.domain.errors import NotOurs, SocmobError, UnknownPerson
from bot.domain.language import speaking
from bot.domain.next_steps import StepSubject
from bot.listeners import agreeing, ask, guide, looking_back, step_adding
from bot.listeners.interaction import Interaction
from bot.listeners.reply import Done, Open, Reply, Tell, Update
from bot.listeners.respond import ACK_WITHIN
from bot.store import answering

if TYPE_CHECKING:
    from typing import Any

    from slack_bolt.context.ack.async_ack import AsyncAck

    from bot.blocks.kit import View
    from bot.listeners.quietly import Quietly
    from bot.services import Services
    from bot.store.boards import MyArea

CHOICES = {action_id: choice for choice, action_id in ids.ANSWERS.items()}


async def press(services: Services, quietly: Quietly, body: dict[str, Any], ack: AsyncAck) -> None:
    """The hot path: Red, Amber, Green or *Don't know* on a message.

    Acknowledged once it is durable, or after two seconds; then the press stays in the lane and the person
    hears what became of it.
    """
    do = Interaction.of_action(services.workspace.team_id, body)
    saving = services.tasks.start(_save_and_tell(services, quietly, do), name="press")
    await asyncio.wait([saving], timeout=ACK_WITHIN)
    await ack()


async def _save_and_tell(services: Services, quietly: Quietly, do: Interaction) -> None:
    choice = CHOICES[do.action["action_id"]]
    try:
        ref = QuestionRef.parse(do.value)
        await services.lane.save(_press(services, do, ref, choice))
    except UnknownPerson:
        services.tasks.start(_look_up_and_tell(services, quietly, do, ref, choice), name="look up")
    except SocmobError as refusal:
        services.tasks.start(_refuse(services, do, refusal), name="refusal")
    else:
        if do.response_url is not None:
            quietly.saved(do.user_id, ref, choice, do.response_url)


async def _look_up_and_tell(
    services: Services, quietly: Quietly, do: Interaction, ref: QuestionRef, choice: Choice | None
) -> None:
    try:
        await _save(services, do, ref, choice)
    except SocmobError as refusal:
        await _refuse(services, do, refusal)
    else:
        if do.response_url is not None:
            quietly.saved(do.user_id, ref, choice, do.response_url)


async def _refuse(services: Services, do: Interaction, refusal: SocmobError) -> None:
    if do.response_url is not None:
        with speaking(await services.readers.language_of(do.workspace_id, do.user_id)):
            message = quiet.sentence(refusal.sentence)
        await services.slack.respond(do.response_url, *message)


async def _save(services: Services, do: Interaction, ref: QuestionRef, choice: Choice | None) -> None:
    """Saves one answer; somebody new in the channel is looked up once."""
    try:
        await services.lane.save(_press(services, do, ref, choice))
    except UnknownPerson as unknown:
        await ask.look_up(services, unknown)
        await services.lane.save(_press(services, do, ref, choice))


async def choose_in_menu(services: Services, do: Interaction) -> Reply:
    """*Not applicable*, *Comment or evidence*, *Remove my answer*, *Add a next step*; after the reveal,
    *Change the collective answer* and *History*; always *What does this mean?*.
    """
    entry, value = ids.split_extra(do.value)
    ref = QuestionRef.parse(value)
    if entry == "meaning":
        return await guide.explain(services, do, ref)
    if entry == "history":
        return await looking_back.question_of(services, do, ref.review_id, ref.question_id)
    if entry == "decide":
        return await agreeing.open_decide_form(services, do, ref)
    if entry == "step":
        return await step_adding.open_form(
            services, do, StepSubject(ref.review_id, ref.area_id, ref.question_id)
        )
    if entry == "comment":
        mine = await ask.read(
            services, do, answering.answerable, services.checklists, _press(services, do, ref, None)
        )
        question = mine.board.area.question(ref.question_id)
        return Open(comment_form.view(mine.board, question, mine.mine.get(ref.question_id)))
    choice = Choice.NOT_APPLICABLE if entry == "na" else None
    await _save(services, do, ref, choice)
    mine = await ask.read(services, do, answering.mine, services.checklists, ref.area, do.user_id)
    return Tell(quiet.saved(ref.area, mine.board.area, [(ref.question_id, choice)], mine.answered))


async def open_form(services: Services, do: Interaction) -> Reply:
    """*Answer all in one form*; the same form shows one's own answers again later."""
    return await form_of(services, do, AreaRef.parse(do.value))


async def form_of(services: Services, do: Interaction, ref: AreaRef) -> Reply:
    mine = await ask.read(services, do, answering.mine, services.checklists, ref, do.user_id)
    return Open(_form(mine))


async def open_next(services: Services, do: Interaction) -> Reply:
    """The first area that waits for this person, of the review that the button names."""
    review_id = ids.number(do.value)
    area = await ask.read(services, do, answering.first_to_answer, services.checklists, review_id, do.user_id)
    return await form_of(services, do, AreaRef(review_id, area.id, 0))


async def pick(services: Services, do: Interaction) -> Reply:
    """One radio button of the form: saved at once."""
    if do.view is None:
        raise NotOurs
    ref, choice = answer_form.picked(do.action, do.view)
    await _save(services, do, ref, choice)
    return Done()


async def submit_form(services: Services, do: Interaction) -> Reply:
    """*Save and next area*: whatever a pick did not bring before comes with the form."""
    assert do.view is not None, "a submitted form has a view"
    given = answer_form.read(do.view)
    mine = await ask.read(services, do, answering.mine, services.checklists, given.ref, do.user_id)
    for question_id, choice in given.choices.items():
        known = mine.mine.get(question_id)
        if known is None or known.choice is not choice:
            ref = QuestionRef(given.ref.review_id, given.ref.area_id, given.ref.round, question_id)
            await _save(services, do, ref, choice)
    if mine.next_area is None:
        return Done()
    following = AreaRef(given.ref.review_id, mine.next_area.id, given.ref.round)
    mine = await ask.read(services, do, answering.mine, services.checklists, following, do.user_id)
    return Update(_form(mine))


async def submit_comment(services: Services, do: Interaction) -> Reply:
    assert do.view is not None, "a submitted form has a view"
    given = comment_form.read(do.view)
    await ask.write(
        services,
        do,
        answering.save_comment,
        _press(services, do, given.ref, None),
        given.comment,
        given.evidence_url,
    )
    return Done()


def _press(services: Services, do: Interaction, ref: QuestionRef, choice: Choice | None) -> Press:
    return Press(
        workspace_id=do.workspace_id,
        review_id=ref.review_id,
        area_id=ref.area_id,
        round=ref.round,
        question_id=ref.question_id,
        user_id=do.user_id,
        choice=choice,
        chosen_at_us=do.acted_at_us or int(services.clock.now().timestamp() * 1_000_000),
    )


def _form(mine: MyArea) -> View:
    """The form; one's own answers to read where the area takes none any more."""
    if not mine.board.takes_answers:
        return own_answers.view(mine.board, mine.mine)
    return answer_form.view(mine.board, mine.mine, earlier=mine.earlier, next_area=mine.next_area, saved=None)
