"""A stand-in for Slack on this machine: small, strict, and plainly not Slack.

It serves the Web API that an app calls, sends the app what Slack sends (signed HTTP or Socket Mode), and has
a page on which one can act as any of a few invented people. It imports nothing of the rest of the bot.
"""

from __future__ import annotations

from bot.sandbox.errors import Refused
from bot.sandbox.journal import Call, Reply, Sent, Violation
from bot.sandbox.message import Message
from bot.sandbox.open_view import Modal
from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox
from bot.sandbox.world import World

__all__ = ["Call", "Message", "Modal", "Person", "Refused", "Reply", "Sandbox", "Sent", "Violation", "World"]
