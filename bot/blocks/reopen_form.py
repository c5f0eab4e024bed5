"""Re-opening a revealed area for a new round of answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.blocks import ids, kit, notice
from bot.blocks.forms import Filled, FormErrors
from bot.blocks.ids import AreaRef
from bot.blocks.text import truncate
from bot.domain.language import marked, t
from bot.domain.reviews import AreaState

if TYPE_CHECKING:
    from bot.blocks.kit import View
    from bot.domain.checklist import Area
    from bot.domain.status import AreaStatus, ReviewStatus

TITLE = marked("Re-open an area")
AREA_BLOCK = "area"
REASON_BLOCK = "reason"
LONGEST_REASON = 500
MOST_OPTIONS = 100


@dataclass(frozen=True)
class Reopening:
    """``ref`` names the round that was revealed when the form was opened, so that two submissions of the
    form re-open an area once."""

    ref: AreaRef
    reason: str | None


def view(status: ReviewStatus, area: Area | None) -> View:
    """``area`` is chosen at first where it is revealed."""
    options = {
        item.area.id: _option(status, item)
        for item in status.areas
        if item.review_area.state is AreaState.REVEALED
    }
    if not options:
        return notice.view(
            t(TITLE),
            t("No area is revealed yet, so there is none to re-open: all that are posted take answers."),
        )
    return kit.modal(
        ids.REOPEN_FORM,
        t(TITLE),
        [
            kit.section(
                t(
                    "A new round starts empty, on a new message in the channel. Everybody sees their own "
                    "earlier answers in the form. What was agreed holds until another answer is agreed."
                )
            ),
            kit.input_block(
                t("Area"),
                kit.static_select(
                    "area",
                    t("Choose an area"),
                    list(options.values())[:MOST_OPTIONS],
                    options.get(area.id) if area else None,
                ),
                block_id=AREA_BLOCK,
            ),
            kit.input_block(
                t("Reason"),
                kit.text_input("reason", multiline=True, max_length=LONGEST_REASON),
                block_id=REASON_BLOCK,
                hint=t("Why a new round? It is kept on the record."),
                optional=True,
            ),
        ],
        submit=t("Re-open"),
        close=t("Cancel"),
    )


def read(view: View) -> Reopening:
    """Raises FormErrors."""
    filled = Filled(view)
    chosen = filled.option(AREA_BLOCK)
    reason = filled.text(REASON_BLOCK)
    errors = {}
    if chosen is None:
        errors[AREA_BLOCK] = t("Choose the area to re-open.")
    if reason is not None and len(reason) > LONGEST_REASON:
        errors[REASON_BLOCK] = t("Shorten this to {most} characters.", most=LONGEST_REASON)
    if errors or chosen is None:
        raise FormErrors(errors)
    return Reopening(AreaRef.parse(chosen), reason)


def _option(status: ReviewStatus, item: AreaStatus) -> dict[str, Any]:
    ref = AreaRef(status.review.id, item.area.id, item.review_area.round)
    return kit.option(truncate(status.checklist.name_of(item.area.id), 75), str(ref))
