"""``/socmob …``: what follows the command is read here, and the rest is what the buttons do too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import help, ids, menu, quiet, status
from bot.domain.errors import NoOpenReview, NoSuchArea, NotOurs, SeveralReviews, UnknownPerson
from bot.domain.facilitators_only import FacilitatorsOnly
from bot.listeners import (
    agreeing,
    answers,
    ask,
    compare,
    exporting,
    follow_ups,
    forgetting,
    guide,
    looking_back,
    network,
    next_steps,
    review,
    settings,
    start,
    step_adding,
)
from bot.listeners.reply import Reply, Tell
from bot.store import access, answering, viewing

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.domain.checklist import Area
    from bot.domain.reviews import Review
    from bot.domain.status import ReviewStatus
    from bot.listeners.interaction import Interaction
    from bot.services import Services
    from bot.store.viewing import Here

    Command = Callable[[Services, Interaction, str], Awaitable[Reply]]


async def socmob(services: Services, do: Interaction) -> Reply:
    word, _, rest = do.text.partition(" ")
    if not word:
        return await _menu(services, do)
    command = COMMANDS.get(word.casefold())
    if command is None:
        return Tell(help.message(unknown=do.text, nearest=help.nearest(word)))
    if rest.strip() and word.casefold() in help.ALONE:
        return Tell(help.stands_alone(word.casefold()))
    return await command(services, do, rest.strip())


async def choose_area(services: Services, do: Interaction) -> Reply:
    """One of the buttons under *Which area do you mean?*."""
    word, area_id = ids.split_extra(do.value)
    command = COMMANDS.get(word)
    if command is None:
        raise NotOurs
    return await command(services, do, area_id)


async def show_help(services: Services, do: Interaction) -> Reply:
    return Tell(help.message())


async def _menu(services: Services, do: Interaction) -> Reply:
    here, last = None, None
    try:
        here = await _here(services, do)
    except SeveralReviews:
        pass
    except NoOpenReview:
        last = await _last(services, do)
    return Tell(
        menu.message(
            open_status=here.status if here else None,
            is_facilitator=here is not None and do.user_id in here.status.review.facilitator_ids,
            waiting=here.waiting if here else 0,
            in_direct_message=do.is_direct,
            today=ask.today(services),
            last=last,
        )
    )


async def _last(services: Services, do: Interaction) -> Review | None:
    """The channel's last review, where this person may see it."""
    if do.is_direct:
        return None
    try:
        return await ask.read(services, do, viewing.last_closed, do.channel_id, do.user_id)
    except UnknownPerson:
        return None


async def _help(services: Services, do: Interaction, rest: str) -> Reply:
    return await show_help(services, do)


async def _start(services: Services, do: Interaction, rest: str) -> Reply:
    return await start.open_form(services, do)


async def _status(services: Services, do: Interaction, rest: str) -> Reply:
    words = rest.split()
    shares = bool(words) and words[-1].casefold() == "share"
    rest = " ".join(words[:-1] if shares else words)
    here = await _here(services, do)
    review_id = here.status.review.id
    if not rest:
        shown = review.shared_status_of if shares else review.status_of
        return await shown(services, do, review_id)
    area = _one_area(here.status, rest, "status")
    if isinstance(area, Tell):
        return area
    board = await ask.read(services, do, viewing.area, services.checklists, review_id, area.id, do.user_id)
    in_channel = shares and do.channel_id == board.review.channel_id
    return Tell(status.area(board, today=ask.today(services)), in_channel=in_channel)


async def _answer(services: Services, do: Interaction, rest: str) -> Reply:
    here = await _here(services, do)
    if not rest:
        return await _next_form(services, do, here)
    area = _one_area(here.status, rest, "answer")
    if isinstance(area, Tell):
        return area
    return await answers.form_of(services, do, ids.AreaRef(here.status.review.id, area.id, 0))


async def _next(services: Services, do: Interaction, rest: str) -> Reply:
    """What waits for this person: an area to answer; then, for facilitators, what to run."""
    here = await _here(services, do)
    if not here.waiting and do.user_id in here.status.review.facilitator_ids:
        return await review.facilitators_menu_of(services, do, here.status.review.id)
    return await _next_form(services, do, here)


async def _next_form(services: Services, do: Interaction, here: Here) -> Reply:
    review_id = here.status.review.id
    area = await ask.read(services, do, answering.first_to_answer, services.checklists, review_id, do.user_id)
    return await answers.form_of(services, do, ids.AreaRef(review_id, area.id, 0))


async def _post(services: Services, do: Interaction, rest: str) -> Reply:
    here = await _here(services, do)
    area = _one_area(here.status, rest, "post") if rest else None
    if isinstance(area, Tell):
        return area
    return await review.post_area(services, do, here.status.review.id, area.id if area else None)


async def _reveal(services: Services, do: Interaction, rest: str) -> Reply:
    """Shows the button with its question: what is revealed cannot be hidden again."""
    here = await _here(services, do)
    review_id = here.status.review.id
    if not rest:
        return await review.facilitators_menu_of(services, do, review_id)
    area = _one_area(here.status, rest, "reveal")
    if isinstance(area, Tell):
        return area
    await ask.read(services, do, access.facilitated, review_id, do.user_id, FacilitatorsOnly.REVEAL)
    board = await ask.read(services, do, viewing.area, services.checklists, review_id, area.id, do.user_id)
    return Tell(status.to_reveal(board, today=ask.today(services)))


async def _agree(services: Services, do: Interaction, rest: str) -> Reply:
    here = await _here(services, do)
    return await agreeing.discuss_review(services, do, here.status.review.id)


async def _facilitate(services: Services, do: Interaction, rest: str) -> Reply:
    """All that facilitators can do now, as the button on the start message shows it."""
    here = await _here(services, do)
    return await review.facilitators_menu_of(services, do, here.status.review.id)


async def _reopen(services: Services, do: Interaction, rest: str) -> Reply:
    here = await _here(services, do)
    area = _one_area(here.status, rest, "reopen") if rest else None
    if isinstance(area, Tell):
        return area
    return await review.reopen_form_of(services, do, here.status.review.id, area.id if area else None)


async def _close(services: Services, do: Interaction, rest: str) -> Reply:
    here = await _here(services, do)
    return await review.close_form_of(services, do, here.status.review.id)


async def _discard(services: Services, do: Interaction, rest: str) -> Reply:
    here = await _here(services, do)
    return await review.discard_form_of(services, do, here.status.review.id)


async def _digest(services: Services, do: Interaction, rest: str) -> Reply:
    return await network.show(services, do)


async def _join(services: Services, do: Interaction, rest: str) -> Reply:
    return await network.join(services, do)


async def _leave(services: Services, do: Interaction, rest: str) -> Reply:
    return await network.leave(services, do)


async def _settings(services: Services, do: Interaction, rest: str) -> Reply:
    return await settings.open_form(services, do)


COMMANDS: dict[str, Command] = {
    "help": _help,
    "start": _start,
    "status": _status,
    "answer": _answer,
    "next": _next,
    "post": _post,
    "reveal": _reveal,
    "agree": _agree,
    "reopen": _reopen,
    "close": _close,
    "discard": _discard,
    "steps": next_steps.asked,
    "add": step_adding.asked,
    "follow-ups": follow_ups.asked,
    "history": looking_back.asked,
    "compare": compare.asked,
    "export": exporting.asked,
    "glossary": guide.asked_for_glossary,
    "guide": guide.asked_for_guide,
    "facilitate": _facilitate,
    "forget-me": forgetting.asked,
    "digest": _digest,
    "join": _join,
    "leave": _leave,
    "settings": _settings,
}


async def _here(services: Services, do: Interaction) -> Here:
    return await ask.read(
        services, do, viewing.here, services.checklists, do.channel_id, do.user_id, do.is_direct
    )


def _one_area(found: ReviewStatus, words: str, command: str) -> Area | Tell:
    """The area that the words mean; two buttons where they may mean two. Raises NoSuchArea."""
    areas = found.checklist.find_areas(words)
    if not areas:
        raise NoSuchArea
    if len(areas) > 1:
        return Tell(quiet.which_area(areas, found.checklist, command))
    return areas[0]
