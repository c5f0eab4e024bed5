"""What helps to read the checklist: the guide, the glossary, and *What does this mean?*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import glossary as glossary_blocks
from bot.blocks import guide as guide_blocks
from bot.blocks import ids, meaning
from bot.blocks.ids import QuestionRef
from bot.domain import glossary
from bot.domain.errors import NoOpenReview, NotOurs, SeveralReviews
from bot.listeners import ask
from bot.listeners.reply import Open, Reply, Tell
from bot.store import viewing

if TYPE_CHECKING:
    from bot.domain.checklist import Checklist
    from bot.domain.status import ReviewStatus
    from bot.listeners.interaction import Interaction
    from bot.services import Services


async def open_guide(services: Services, do: Interaction) -> Reply:
    """The button carries the review; without one, that of the place where it was pressed."""
    status = await (_of(services, do, ids.number(do.value)) if do.value else _meant(services, do))
    return Open(guide_blocks.view(_checklist(services, status), status))


async def asked_for_guide(services: Services, do: Interaction, rest: str) -> Reply:
    return await open_guide(services, do)


async def open_glossary(services: Services, do: Interaction) -> Reply:
    return Open(glossary_blocks.view(services.content.checklist))


async def show_term(services: Services, do: Interaction) -> Reply:
    """One of those under *Did you mean …?*."""
    checklist = services.content.checklist
    term = next((term for term in checklist.glossary if term.id == do.value), None)
    if term is None:
        raise NotOurs
    return Tell(glossary_blocks.term(checklist, term))


async def asked_for_glossary(services: Services, do: Interaction, rest: str) -> Reply:
    """``/socmob glossary [term]``: the same everywhere, whatever review is open."""
    checklist = services.content.checklist
    if not rest:
        return Tell(glossary_blocks.message(checklist))
    found = glossary.find(checklist, rest)
    if not found:
        return Tell(glossary_blocks.unknown(rest, glossary.nearest(checklist, rest)))
    if len(found) > 1:
        return Tell(glossary_blocks.several(found))
    return Tell(glossary_blocks.term(checklist, found[0]))


async def choose_question(services: Services, do: Interaction) -> Reply:
    """One of those in the answer form's menu."""
    return await explain(services, do, QuestionRef.parse(do.value))


async def explain(services: Services, do: Interaction, ref: QuestionRef) -> Reply:
    """*What does this mean?* beside a question: for whoever can see it."""
    board = await ask.read(
        services, do, viewing.area, services.checklists, ref.review_id, ref.area_id, do.user_id
    )
    return Open(meaning.view(board, board.area.question(ref.question_id)))


async def _meant(services: Services, do: Interaction) -> ReviewStatus | None:
    """The open review here, else the last one that was closed here; none where it would be a guess."""
    try:
        here = await ask.read(
            services, do, viewing.here, services.checklists, do.channel_id, do.user_id, do.is_direct
        )
    except SeveralReviews:
        return None
    except NoOpenReview:
        return await _last_closed(services, do)
    return here.status


async def _last_closed(services: Services, do: Interaction) -> ReviewStatus | None:
    if do.is_direct or do.channel_id is None:
        return None
    past, _ = await ask.read(services, do, viewing.history, services.checklists, do.channel_id, do.user_id)
    if not past:
        return None
    return await _of(services, do, past[0].review.id)


async def _of(services: Services, do: Interaction, review_id: int) -> ReviewStatus:
    return await ask.read(services, do, viewing.status, services.checklists, review_id, do.user_id)


def _checklist(services: Services, status: ReviewStatus | None) -> Checklist:
    return services.content.checklist if status is None else status.checklist
