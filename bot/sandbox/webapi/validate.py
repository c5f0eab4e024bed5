"""blocks.validate: the limits themselves, asked for by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.arguments import Args
from bot.sandbox.errors import SlackError
from bot.sandbox.limits import check_blocks, check_message, check_view

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox


def validate(slack: Sandbox, args: Args) -> dict[str, Any]:
    """Exactly one of ``blocks``, ``view`` and ``message``. What is wrong is an answer, not a violation."""
    given = [name for name in ("blocks", "view", "message") if args.get(name) is not None]
    if len(given) != 1:
        raise SlackError(
            "invalid_arguments",
            response_metadata={"messages": ["[ERROR] provide exactly one of blocks, view, message"]},
        )
    value = args[given[0]]
    match given[0]:
        case "blocks":
            problems = check_blocks(value, "message")
        case "view":
            problems = check_view(value)
        case _:
            problems = check_message(value)
    errors = [{"code": one.code, "message": one.reason, "pointer": one.pointer} for one in problems]
    return {"ok": True, "valid": not errors, "errors": errors}
