"""How the SDK's client shows that a call was refused."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError


async def refusal(call: Awaitable[Any]) -> dict[str, Any]:
    """The answer to a call that is refused with ``ok: false``; fails where it is not."""
    with pytest.raises(SlackApiError) as caught:
        await call
    return caught.value.response.data
