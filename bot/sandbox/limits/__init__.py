"""Block Kit's limits and shapes: what Slack would refuse, said before Slack is asked.

Every check returns a list of :class:`Problem`, empty when Slack would accept the payload. No payload
that can be written as JSON makes a check raise. Pointers are relative to what was handed in, so a caller
whose argument is called ``view`` puts ``/view`` in front of them.

Where Slack's sources disagree, or a limit was raised lately, the narrower reading counts: what passes
here passes in every workspace. Lengths are Unicode code points, which is what ``len()`` gives.

The package imports nothing of the rest of the bot. It reads from the bottom up: ``values`` and
``structures`` are the small language of shapes, ``elements`` and ``blocks`` the tables written in it,
``payload`` the limits that span blocks, ``message``, ``view`` and ``metadata`` the documents.
"""

from __future__ import annotations

from bot.sandbox.limits.message import check_blocks, check_message
from bot.sandbox.limits.metadata import check_metadata
from bot.sandbox.limits.problem import Problem
from bot.sandbox.limits.view import check_view
from bot.sandbox.limits.walk import Surface

__all__ = ["Problem", "Surface", "check_blocks", "check_message", "check_metadata", "check_view"]
