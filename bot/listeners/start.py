"""Starting a review: the form, what it says about the chosen channel, and its submission."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.blocks import along_form, ids, kit, pace_words, quiet, start_form
from bot.blocks.start_input import CHANNEL, DEADLINE, FACILITATORS, PARTICIPANTS, VISIBILITY
from bot.domain.calendar import local_date
from bot.domain.errors import GuestsCannotStart, NoOpenReview, ReviewAlreadyOpen
from bot.domain.language import t, tn
from bot.domain.pace import check_room, deadline_instant, earliest_deadline, first_post_day
from bot.domain.pace_errors import DeadlineOverToday, DeadlineTooSoon
from bot.domain.reviews import LIVE_FROM, NewReview, Pace, Participation, TakesPart, Visibility, takes_part
from bot.listeners.errors import Again, sentence_of
from bot.listeners.reply import Done, Errors, Open, Reply, Update, Whisper
from bot.slack.failures import SlackFailure
from bot.store import reviews, rhythm, starting, taking_along

if TYPE_CHECKING:
    from datetime import date

    from bot.blocks.start_form import StartDraft
    from bot.domain.calendar import Calendar
    from bot.domain.people import Member
    from bot.domain.reviews import Review
    from bot.listeners.interaction import Interaction
    from bot.services import Services


async def open_form(services: Services, do: Interaction) -> Reply:
    """Opens at once, on what we know; then learns about the channel and says so in the form."""
    channel_id = do.channel_id if (do.channel_id or "D")[0] in "CG" else None
    tz, calendar, today = await _days(services, do)
    draft = start_form.first_draft(do.user_id, channel_id, today=today)
    view = start_form.view(draft, today=today, tz=tz, people=None, calendar=calendar)

    async def look_at_channel(opened: kit.View) -> None:
        if channel_id is not None:
            view = await _about_channel(services, do, draft)
            await services.slack.views_update(opened["id"], view, hash_=opened.get("hash"))

    return Open(view, look_at_channel)


async def choose_channel(services: Services, do: Interaction) -> Reply:
    draft = start_form.draft_of(do.view or {})
    return Update(await _about_channel(services, do, draft))


async def choose(services: Services, do: Interaction) -> Reply:
    """Who takes part, hidden or live, or a deadline: the fields and notes that go with it come or go."""
    view = do.view or {}
    draft = start_form.draft_of(view)
    tz, calendar, today = await _days(services, do)
    people = start_form.people_of(view)
    return Update(start_form.view(draft, today=today, tz=tz, people=people, calendar=calendar))


async def submit(services: Services, do: Interaction) -> Reply:
    _, _, today = await _days(services, do)
    draft = start_form.read(do.view or {}, today=today)
    assert draft.channel_id is not None, "read() refuses a form without a channel"
    try:
        present = await services.directory.read_channel(draft.channel_id)
    except SlackFailure as failure:
        return Errors({CHANNEL: sentence_of(failure, Again.PRESS_START_AGAIN)})
    errors = _problems(do.user_id, draft, {member.user_id: member for member in present})
    # Read again: the channel may have told who this is.
    tz, calendar, today = await _days(services, do)
    too_soon = _too_soon(services, draft, tz, calendar)
    if too_soon is not None:
        errors[DEADLINE] = too_soon.sentence
    if errors:
        return Errors(errors)
    try:
        review = await services.database.write(
            do.workspace_id,
            starting.start,
            services.calendars,
            _new_review(services, do, draft, tz),
            services.content.raw,
            services.clock.now(),
        )
    except ReviewAlreadyOpen as error:
        return Errors({CHANNEL: error.sentence})
    if review.pace is Pace.ONE_A_DAY:
        message = await _first_posted(services, do, review, today)
    else:
        message = _started(services, review)
    services.wake()
    along = await services.database.read(do.workspace_id, taking_along.count, review)
    if along:
        message = quiet.with_offer(message, along_form.words(along), along_form.button(review.id))
    return Done(whisper=Whisper(review.channel_id, message))


async def _first_posted(services: Services, do: Interaction, review: Review, today: date) -> kit.Message:
    """Posts the first area where today has one. A worker would do it too, a moment later."""
    database, now = services.database, services.clock.now()
    await database.write(do.workspace_id, rhythm.post_if_due, services.calendars, review.id, now)
    review = await database.read(do.workspace_id, reviews.get, review.id)
    left = len(await database.read(do.workspace_id, rhythm.pending, review.id))
    following = pace_words.next_area(review, left, today)
    if following is None:
        return quiet.sentence(t("The review is started."))
    return quiet.sentence(t("The review is started. {next_area}", next_area=following))


def _too_soon(
    services: Services, draft: StartDraft, tz: str, calendar: Calendar
) -> DeadlineOverToday | DeadlineTooSoon | None:
    """What the clock and the working days have against the deadline."""
    now, on = services.clock.now(), draft.deadline_on
    if on is not None and deadline_instant(on, tz) <= now:
        return DeadlineOverToday()
    first, areas = first_post_day(now, tz, calendar), len(services.content.checklist.areas)
    try:
        check_room(on, draft.pace, earliest_deadline(first, areas, calendar), local_date(now, tz))
    except DeadlineTooSoon as refusal:
        return refusal
    return None


def _problems(user_id: str, draft: StartDraft, present: dict[str, Member]) -> dict[str, str]:
    """What the channel itself has against the form, by block."""
    errors = {}
    starter = present.get(user_id)
    if starter is None:
        errors[CHANNEL] = t("You are not in that channel. Join it, or choose another one.")
    elif not starter.is_full_member:
        errors[CHANNEL] = GuestsCannotStart().sentence
    if any(not _is_full_member(present, facilitator_id) for facilitator_id in draft.facilitator_ids):
        errors[FACILITATORS] = t(
            "Facilitators have to be full members who are in that channel. Invite them there first."
        )
    if any(not _is_person(present, participant_id) for participant_id in draft.participant_ids):
        errors[PARTICIPANTS] = t("Only people in that channel can take part. Invite them there first.")
    if draft.visibility is Visibility.LIVE:
        participation = Participation(draft.takes_part, draft.allows_external)
        chosen = {*draft.participant_ids, *draft.facilitator_ids}
        number = sum(
            takes_part(participation, member, member.user_id in chosen) for member in present.values()
        )
        if number < LIVE_FROM:
            errors[VISIBILITY] = tn(
                "Live answers ask for {least} or more people; {n} would take part here. "
                "Choose hidden until revealed.",
                "Live answers ask for {least} or more people; {n} would take part here. "
                "Choose hidden until revealed.",
                number,
                least=LIVE_FROM,
            )
    return errors


def _is_full_member(present: dict[str, Member], user_id: str) -> bool:
    return user_id in present and present[user_id].is_full_member


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
        sentence = t(
            "The review is started. Its areas wait for you: post the first one when the team is ready."
        )
        button = kit.button(
            t("Post the first area"),
            ids.AREA_POST,
            str(review.id),
            label=t("Post the first area of this review"),
        )
        return quiet.sentence(sentence, [button])
    return quiet.sentence(
        tn(
            "The review is started. Its {n} area arrives here in a moment.",
            "The review is started. Its {n} areas arrive here one after another, about one a second.",
            number,
        )
    )


async def _about_channel(services: Services, do: Interaction, draft: StartDraft) -> kit.View:
    """The form with what is to be said about the draft's channel."""
    tz, calendar, today = await _days(services, do)
    shown = partial(start_form.view, today=today, tz=tz, calendar=calendar)
    if draft.channel_id is None:
        return shown(draft, people=None)
    try:
        present = await services.directory.read_channel(draft.channel_id)
    except SlackFailure as failure:
        return shown(draft, people=None, problem=sentence_of(failure, Again.PRESS_START))
    people = sum(1 for member in present if member.is_person)
    problem = await _taken(services, draft.channel_id)
    return shown(start_form.for_people(draft, people), people=people, problem=problem)


async def _taken(services: Services, channel_id: str) -> str | None:
    """Said before the form is filled in; whether it is still so, the database decides at the end."""
    try:
        await services.database.read(services.workspace.team_id, reviews.open_in_channel, channel_id)
    except NoOpenReview:
        return None
    return ReviewAlreadyOpen().sentence


async def _days(services: Services, do: Interaction) -> tuple[str, Calendar, date]:
    """The time zone of whoever starts the review, or the workspace's; the working days; and the day there."""
    tz = await services.database.read(do.workspace_id, services.calendars.tz_of, do.user_id)
    calendar = await services.database.read(do.workspace_id, services.calendars.of)
    return tz, calendar, local_date(services.clock.now(), tz)
