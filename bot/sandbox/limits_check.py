"""Holds what the app sends against Slack's limits, notes each breach, and refuses as Slack does."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from bot.sandbox.errors import SlackError
from bot.sandbox.limits import Problem, check_message, check_view
from bot.sandbox.uploaded import PICTURES

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox


def accept_message(slack: Sandbox, where: str, message: dict[str, Any], *, update: bool = False) -> None:
    """Raises SlackError, with Slack's reasons, for a message that breaks a limit."""
    problems = check_message(message, update=update)
    if not problems and message.get("blocks"):
        problems = _picture_problems(slack, message["blocks"])
    _refuse(slack, where, problems, message)


def accept_view(slack: Sandbox, where: str, view: Any) -> None:
    """Raises SlackError, with Slack's reasons, for a view that breaks a limit."""
    _refuse(slack, where, check_view(view), view, "/view")


def _refuse(slack: Sandbox, where: str, problems: list[Problem], payload: Any, before: str = "") -> None:
    if not problems:
        return
    reasons = []
    for problem in problems:
        slack.violation(where, before + problem.pointer, problem.reason, payload)
        reasons.append(f"[ERROR] {problem.reason} [json-pointer:{before}{problem.pointer}]")
    raise SlackError(problems[0].code, errors=reasons, response_metadata={"messages": reasons})


def _picture_problems(slack: Sandbox, blocks: list[dict[str, Any]]) -> list[Problem]:
    """Slack refuses a picture that it has not finished scanning, or that is none."""
    return [
        Problem(pointer, "invalid slack file", "invalid_blocks")
        for pointer, reference in _pictures(blocks, "/blocks")
        if not _usable(slack, reference)
    ]


def _pictures(node: Any, at: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(node, dict):
        if node.get("type") == "image" and isinstance(node.get("slack_file"), dict):
            yield f"{at}/slack_file", node["slack_file"]
        for key, child in node.items():
            if isinstance(child, dict | list):
                yield from _pictures(child, f"{at}/{key}")
    elif isinstance(node, list):
        for index, child in enumerate(node):
            yield from _pictures(child, f"{at}/{index}")


def _usable(slack: Sandbox, reference: dict[str, Any]) -> bool:
    for file in slack.world.files.values():
        if reference.get("id") == file.id or (file.id and f"/{file.id}/" in str(reference.get("url"))):
            return file.completed and time.monotonic() >= file.ready_at and file.mimetype in PICTURES
    return False
