"""In which language a delivery speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.deliveries import DeliveryKind
from bot.store import locales

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.deliveries import Delivery
    from bot.domain.language import Catalogue, Languages

OF_THE_WORKSPACE = (DeliveryKind.DIGEST, DeliveryKind.CHART, DeliveryKind.NETWORK_WELCOME)
"""What a channel gets that belongs to no review."""


def voice(
    connection: Connection, workspace_id: str, languages: Languages, delivery: Delivery
) -> Catalogue | None:
    """A person's own. A channel hears of a review in the language of whoever started it, and of the network
    in the first coordinator's. None is English; where there is no other, nothing is asked.
    """
    if not languages:
        return None
    key = delivery.key
    if key.is_direct:
        return languages.of(locales.of_person(connection, workspace_id, key.recipient_id))
    if key.kind in OF_THE_WORKSPACE:
        return languages.of(locales.of_workspace(connection, workspace_id))
    review_id, _, _ = key.subject_id.partition("|")
    return languages.of(locales.of_review(connection, workspace_id, int(review_id)))
