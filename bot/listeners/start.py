"""Starting a review: the form, what it says about the chosen channel, and its submission."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids, kit, quiet, start_form
from bot.blocks.start_input import CHANNEL, FACILITATORS, PARTICIPANTS, VISIBILITY
from bot.domain.errors import GuestsCannotStart
from bot.domain.reviews import LIVE_FROM, NewReview, Pace, Participation, TakesPart, Visibility, takes_part
from bot.listeners.ask import today
from bot.listeners.errors import sentence_of
from bot.listeners.reply import Done, Errors, Open, Reply, Update, Whisper
from bot.slack.failures import SlackFailure
from bot.store import lifecycle, members

if TYPE_CHECKING:
    from bot.blocks.start_form import StartDraft
    from bot.domain.people import Member
    from bot.domain.reviews import Review
    from bot.listeners.interaction import Interaction
    from bot.services import Services

DEFAULT_TZ = "Europe/London"


async def open_form(services: Services, do: Interaction) -> Reply:
    """Opens at once, on what we know; then learns about the channel and says so in the form."""
    channel_id = do.channel_id if (do.channel_id or "D")[0] in "CG" else None
    draft = start_form.first_draft(do.user_id, channel_id, today=today(services))
    tz = await _tz(services, do)
    view = start_form.view(draft, today=today(services), tz=tz, people=None)

    async def look_at_channel(opened: kit.View) -> None:
        if channel_id is not None:
            view = await _about_channel(services, draft, tz)
            await services.slack.views_update(opened["id"], view, hash_=opened.get("hash"))

    return Open(view, look_at_channel)


async def choose_channel(services: Services, do: Interaction) -> Reply:
    draft = start_form.draft_of(do.view or {})
    return Update(await _about_channel(services, draft, await _tz(services, do)))


async def choose(services: Services, do: Interaction) -> Reply:
    """Who takes part, or hidden or live: the fields and notes that go with it come or go."""
    view = do.view or {}
    draft = start_form.draft_of(view)
    tz = await _tz(services, do)
    return Update(start_form.view(draft, today=today(services), tz=tz, people=start_form.people_of(view)))


async def submit(services: Services, do: Interaction) -> Reply:
    draft = start_form.read(do.view or {}, today=today(services))
    assert draft.channel_id is not None, "read() refuses a form without a channel"
    try:
        present = await services.directory.read_channel(draft.channel_id)
    except SlackFailure as failure:
        sentence = sentence_of(failure).replace("try again", "press Start again; this form stays as it is")
        return Errors({CHANNEL: sentence})
    errors = _problems(do.user_id, draft, {member.user_id: member for member in present})
    if errors:
        return Errors(errors)
    review = await services.database.write(
        do.workspace_id,
        lifecycle.start,
        _new_review(services, do, draft, await _tz(services, do)),
        services.content.raw,
        services.clock.now(),
    )
    services.wake()
    return Done(whisper=Whisper(review.channel_id, _started(services, review)))


def _problems(user_id: str, draft: StartDraft, present: dict[str, Member]) -> dict[str, str]:
    """What the channel itself has against the form, by block."""
    errors = {}
    starter = present.get(user_id)
    if starter is None:
        errors[CHANNEL] = "You are not in that channel. Join it, or choose another one."
    elif not starter.is_full_member:
        errors[CHANNEL] = GuestsCannotStart.sentence
    if any(not _is_person(present, facilitator_id) for facilitator_id in draft.facilitator_ids):
        errors[FACILITATORS] = "Facilitators have to be people in that channel. Invite them there first."
    if any(not _is_person(present, participant_id) for participant_id in draft.participant_ids):
        errors[PARTICIPANTS] = "Only people in that channel can take part. Invite them there first."
    if draft.visibility is Visibility.LIVE:
        participation = Participation(draft.takes_part, draft.allows_external)
        chosen = {*draft.participant_ids, *draft.facilitator_ids}
        number = sum(
            takes_part(participation, member, member.user_id in chosen) for member in present.values()
        )
        if number < LIVE_FROM:
            errors[VISIBILITY] = (
                f"Live answers ask for {LIVE_FROM} or more people; {number} would take part here. "
                "Choose hidden until revealed."
            )
    return errors


def _is_person(present: dict[str, Member], user_id: str) -> bool:
    return user_id in present and present[user_id].is_person


def _new_review(services: Services, do: Interaction, draft: StartDraft, tz: str) -> NewReview:
    assert do.view is not None, "a submitted form has a view"
    assert draft.channel_id is not None, "read() refuses a form without a channel"
    chosen = draft.participant_ids if draft.takes_part is TakesPart.CHOSEN else ()
    return NewReview(
        origin=do.view["id"],
        channel_id=draft.channel_id,
        checklist_hash=services.content.hash,
        area_ids=tuple(area.id for area in services.content.checklist.areas),
        title=draft.title,
        started_by=do.user_id,
        tz=tz,
        visibility=draft.visibility,
        pace=draft.pace,
        reveal_rule=draft.reveal_rule,
        takes_part=draft.takes_part,
        allows_external=draft.allows_external,
        facilitator_ids=draft.facilitator_ids,
        participant_ids=chosen,
        deadline_on=draft.deadline_on,
    )


def _started(services: Services, review: Review) -> kit.Message:
    number = len(services.content.checklist.areas)
    if review.pace is Pace.BY_HAND:
        sentence = "The review is started. Its areas wait for you: post the first one when the team is ready."
        button = kit.button(
            "Post the first area", ids.AREA_POST, str(review.id), label="Post the first area of this review"
        )
        return quiet.sentence(sentence, [button])
    return quiet.sentence(
        f"The review is started. Its {number} areas arrive here one after another, about one a second."
    )


async def _about_channel(services: Services, draft: StartDraft, tz: str) -> kit.View:
    """The form with what is to be said about the draft's channel."""
    if draft.channel_id is None:
        return start_form.view(draft, today=today(services), tz=tz, people=None)
    try:
        present = await services.directory.read_channel(draft.channel_id)
    except SlackFailure as failure:
        sentence = sentence_of(failure).replace("try again", "press Start")
        return start_form.view(draft, today=today(services), tz=tz, people=None, problem=sentence)
    people = sum(1 for member in present if member.is_person)
    return start_form.view(start_form.for_people(draft, people), today=today(services), tz=tz, people=people)


async def _tz(services: Services, do: Interaction) -> str:
    member = await services.database.read(do.workspace_id, members.member, do.user_id)
    return (member and member.tz) or DEFAULT_TZ
