"""The one way into Bolt, for HTTP and for Socket Mode."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from slack_bolt.async_app import AsyncApp

logger = logging.getLogger(__name__)

# No other header is covered by what we checked, and Bolt gives meaning to some (x-slack-bolt-lazy-only).
PASSED_ON = ("content-type", "x-slack-retry-num", "x-slack-retry-reason")


class Dispatch:
    """Hands Bolt bodies that are parsed already.

    The app must be made with ``process_before_response=True`` (else Bolt polls for the acknowledgement every
    ten milliseconds), with ``authorize=`` and without a token (else Bolt calls Slack inside the first press),
    and with ``request_verification_enabled=False``: whoever calls this has checked the signature.
    """

    def __init__(self, app: AsyncApp) -> None:
        self._app = app

    async def __call__(self, body: dict[str, Any], headers: Mapping[str, str]) -> BoltResponse:
        """Bolt's answer to ``body``. ``headers`` are looked up by lower-case name."""
        passed_on: dict[str, str | Sequence[str]] = {
            name: value for name in PASSED_ON if (value := headers.get(name)) is not None
        }
        try:
            # This mode tells Bolt two things: the body is a dict, and its signature was checked elsewhere.
            request = AsyncBoltRequest(mode="socket_mode", body=body, headers=passed_on)
        except (AttributeError, KeyError, TypeError, ValueError):
            # Bolt reads team, user and channel out of the body here and trusts their shapes.
            logger.warning("Refused a body whose team, user or channel has no shape that Slack gives them")
            return BoltResponse(status=400)
        try:
            return await self._app.async_dispatch(request)
        except (AttributeError, IndexError, KeyError, TypeError) as error:
            # Bolt looks for ids before any listener runs, and trusts the shapes there too.
            # What goes wrong in a listener does not come out here: ``@app.error`` answers for that.
            logger.warning("Refused a body that Bolt cannot find a listener for", exc_info=error)
            return BoltResponse(status=400)
