"""In the App Home: where the reviews stand that the person may see, Red, Amber and Green by area."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import home_pages, ids, kit, pace_words, status_words, step_words
from bot.blocks.ids import SEPARATOR
from bot.domain.home import REVIEWS_TO_A_PAGE
from bot.domain.language import t
from bot.domain.reviews import AreaState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.blocks.kit import Block, Element
    from bot.domain.home import Home, ShownReview
    from bot.domain.status import ReviewStatus

MOST_AREAS = 20
LONGEST_LINES = 2900
MENU = ("status", "pace", "pause", "go_on", "reopen", "discard")
"""What the menu beside a review can hold, as its entries carry it."""


def blocks(home: Home) -> Iterator[Block]:
    reviews = home.reviews
    if not reviews.total:
        return
    yield kit.header(t("Where the reviews stand"))
    where = home_pages.where(reviews.start, len(reviews.shown), reviews.total)
    if where:
        yield kit.context(where)
    for number, one in enumerate(reviews.shown, reviews.start + 1):
        yield from _review(home, one, number)
    turns = home_pages.turns(
        reviews.start,
        reviews.total,
        REVIEWS_TO_A_PAGE,
        earlier=(ids.HOME_REVIEWS_EARLIER, t("Earlier reviews")),
        later=(ids.HOME_REVIEWS_LATER, t("Later reviews")),
    )
    if turns:
        yield kit.actions(*turns, block_id="reviews")


def _review(home: Home, one: ShownReview, number: int) -> Iterator[Block]:
    status = one.status
    review = status.review
    title, channel = status_words.title(review), f"<#{review.channel_id}>"
    yield kit.section(
        t(
            "*{review}* in {channel}: {standing}",
            review=title,
            channel=channel,
            standing=status_words.headline(status.counts, left=status_words.left_in(review)),
        ),
        _menu(home, status, number),
        block_id=f"review.{review.id}",
    )
    yield from _areas(status)
    facts = list(_facts(home, one))
    if facts:
        yield kit.context(" ".join(facts))


def _areas(status: ReviewStatus) -> Iterator[Block]:
    """A line for each area, under its section: one block, in which a long checklist is cut."""
    shown: list[str] = []
    room, left = LONGEST_LINES, MOST_AREAS
    for section, lines in status_words.by_section(status, left=status_words.left_in(status.review)):
        heading = f"\n_{section}_" if shown else f"_{section}_"
        for line in lines:
            cost = len(line) + 3 + (len(heading) + 1 if line is lines[0] else 0)
            if cost > room or not left:
                yield kit.section("\n".join(shown))
                yield kit.context(t("There are more areas: *Status* shows them."))
                return
            shown += [heading, f"• {line}"] if line is lines[0] else [f"• {line}"]
            room, left = room - cost, left - 1
    if shown:
        yield kit.section("\n".join(shown))


def _facts(home: Home, one: ShownReview) -> Iterator[str]:
    review = one.status.review
    if one.steps.unfinished:
        yield step_words.counts(one.steps)
    essentials = status_words.essentials(one.status)
    if essentials:
        yield essentials
    if not review.is_open:
        ended = status_words.ended(review, home.today)
        yield t("This review was {closed_on_a_day}.", closed_on_a_day=ended)
        return
    until = pace_words.until(review, home.today)
    if until and any(area.review_area.state is not AreaState.REVEALED for area in one.status.areas):
        yield until


def _menu(home: Home, status: ReviewStatus, number: int) -> Element:
    """*Status* for everybody; for facilitators what is needed seldom."""
    review = status.review
    entries = {"status": t("Status")}
    if review.is_open and home.user_id in review.facilitator_ids:
        if any(one.review_area.state is not AreaState.REVEALED for one in status.areas):
            entries["pace"] = t("Pace and deadline…")
            entries.update({"go_on": t("Go on…")} if review.is_paused else {"pause": t("Pause…")})
        if any(one.review_area.state is AreaState.REVEALED for one in status.areas):
            entries["reopen"] = t("Re-open an area…")
        entries["discard"] = t("Discard…")
    if len(entries) == 1:
        return kit.button(
            t("Status"),
            ids.REVIEW_STATUS,
            str(review.id),
            label=t("Status, {number}: {review}", number=number, review=review.title),
        )
    options = [kit.option(words, f"{entry}{SEPARATOR}{review.id}") for entry, words in entries.items()]
    return kit.overflow(ids.HOME_REVIEW_MENU, *options)
