"""Who runs a review and who takes part in it, and what cannot be changed about that."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.errors import SocmobError, mentions
from bot.domain.language import marked
from bot.domain.reviews import LIVE_FROM, TakesPart

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class ReviewPeople:
    """``participant_ids``: those chosen by name; where everyone takes part, the guests among them do too."""

    facilitator_ids: tuple[str, ...]
    takes_part: TakesPart
    participant_ids: tuple[str, ...]
    allows_external: bool

    @property
    def fingerprint(self) -> str:
        """Tells whether somebody has changed anything since; 200 people fit into no form's metadata."""
        parts = (
            *sorted(self.facilitator_ids),
            self.takes_part.value,
            *sorted(self.participant_ids),
            str(self.allows_external),
        )
        return hashlib.sha256("|".join(parts).encode()).hexdigest()[:32]


class NoFacilitatorLeft(SocmobError):
    template = marked(
        "Somebody in the channel has to facilitate. Keep one facilitator who is in it, or name another first."
    )


class FacilitatorIsNoMember(SocmobError):
    template = marked(
        "Facilitators have to be full members who are in the channel, no apps and no guests: {people}."
    )

    def __init__(self, user_ids: Iterable[str]) -> None:
        super().__init__(people=mentions(user_ids))


class ParticipantNotInChannel(SocmobError):
    template = marked("Only people in the channel can take part. Invite them there first: {people}.")

    def __init__(self, user_ids: Iterable[str]) -> None:
        super().__init__(people=mentions(user_ids))


class NobodyTakesPart(SocmobError):
    template = marked("Choose the people who take part.")


class TooFewForLive(SocmobError):
    template = marked(
        "In a live review each change can be seen, so {least} or more people take part; here it would be {n}."
    )

    def __init__(self, number: int) -> None:
        super().__init__(least=LIVE_FROM, n=number)


class PeopleChanged(SocmobError):
    """Somebody else was faster: what the form showed no longer holds."""

    template = marked(
        "Somebody changed the people of this review a moment ago. Close this form, open it again, and look."
    )
