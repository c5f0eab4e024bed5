"""conversations.history and conversations.replies: what was said."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any

from bot.sandbox.arguments import Args
from bot.sandbox.channel import Channel
from bot.sandbox.errors import SlackError
from bot.sandbox.webapi.access import HISTORY_SCOPE, joined_channel, known_channel, need_scope
from bot.sandbox.webapi.pages import cursor_for, place_of
from bot.sandbox.wire import Metadata, message_json

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox

MOST = 999


def history(slack: Sandbox, args: Args) -> dict[str, Any]:
    """Newest first, between ``oldest`` and ``latest`` (without them: up to now), replies left out."""
    channel = _readable(slack, args)
    limit = args.number("limit", 100, MOST)
    window = _window(channel.timeline, args, slack.stamps.now_ts())
    if (cursor := args.text("cursor")) is not None:
        window = window[: bisect_right(window, _ts(cursor))]
    shown = window[-limit:][::-1]
    body: dict[str, Any] = {
        "ok": True,
        "messages": _messages(slack, channel, shown, args),
        "has_more": len(window) > limit,
        "pin_count": 0,
    }
    if len(window) > limit:
        body["response_metadata"] = {"next_cursor": cursor_for(f"next_ts:{window[-limit - 1]}")}
    return body


def replies(slack: Sandbox, args: Args) -> dict[str, Any]:
    """Oldest first: the root, then the replies to it. The ``ts`` of a reply finds its thread too."""
    channel = _readable(slack, args)
    limit = args.number("limit", 1000, 1000)
    message = channel.messages.get(args.needed("ts", "thread_not_found"))
    if message is None:
        raise SlackError("thread_not_found")
    root = message.thread_ts if message.is_reply and message.thread_ts else message.ts
    window = _window(channel.threads.get(root, []), args, slack.stamps.now_ts())
    if (cursor := args.text("cursor")) is not None:
        window = window[bisect_left(window, _ts(cursor)) :]
    room = limit - 1 if limit > 1 else limit
    shown = [root, *window[:room]] if root in channel.messages else window[:room]
    body: dict[str, Any] = {
        "ok": True,
        "messages": _messages(slack, channel, shown, args),
        "has_more": len(window) > room,
    }
    if len(window) > room:
        body["response_metadata"] = {"next_cursor": cursor_for(f"next_ts:{window[room]}")}
    return body


def _readable(slack: Sandbox, args: Args) -> Channel:
    channel_id = args.needed("channel", "channel_not_found")
    need_scope(slack, HISTORY_SCOPE[known_channel(slack, channel_id).kind])
    return joined_channel(slack, channel_id)


def _window(timestamps: list[str], args: Args, now_ts: str) -> list[str]:
    oldest, latest = args.text("oldest"), args.text("latest")
    inclusive = args.flag("inclusive")
    low, high = _padded(oldest, "oldest"), _padded(latest, "latest")
    first = 0
    if low is not None:
        first = bisect_left(timestamps, low) if inclusive else bisect_right(timestamps, low)
    if high is None:
        return timestamps[first : bisect_right(timestamps, now_ts)]
    last = bisect_right(timestamps, high) if inclusive else bisect_left(timestamps, high)
    return timestamps[first:last]


def _padded(ts: str | None, name: str) -> str | None:
    """A bound in the form of a ``ts``, so that it can be compared: apps may leave the fraction out."""
    if ts is None:
        return None
    seconds, _, rest = ts.partition(".")
    if not seconds.isdecimal() or (rest and not rest.isdecimal()):
        raise SlackError(f"invalid_ts_{name}")
    return f"{int(seconds):010d}.{rest.ljust(6, '0')[:6]}"


def _ts(cursor: str) -> str:
    kind, _, ts = place_of(cursor).partition(":")
    if kind != "next_ts":
        raise SlackError("invalid_cursor")
    return ts


def _messages(slack: Sandbox, channel: Channel, shown: list[str], args: Args) -> list[dict[str, Any]]:
    metadata: Metadata = "all" if args.flag("include_all_metadata") else "type"
    return [message_json(slack, channel.messages[ts], metadata) for ts in shown]
