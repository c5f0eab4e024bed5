"""files.*: an upload in three steps, and what became of it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from bot.sandbox import posting
from bot.sandbox.arguments import Args
from bot.sandbox.errors import SlackError
from bot.sandbox.limits_check import accept_message
from bot.sandbox.uploaded import UploadedFile
from bot.sandbox.webapi.access import channel_to_post

if TYPE_CHECKING:
    from bot.sandbox.channel import Channel
    from bot.sandbox.server import Sandbox

MOST_CHANNELS = 100


def get_upload_url(slack: Sandbox, args: Args) -> dict[str, Any]:
    """files.getUploadURLExternal: a promise of ``length`` bytes, and where they go."""
    name = args.needed("filename")
    length = args.number("length", 0, 2**30, error="invalid_arguments")
    file = UploadedFile(
        id=slack.world.new_id("F"),
        name=name.replace("/", "_"),
        length=length,
        user_id=slack.world.app.user_id,
        created=int(slack.now().timestamp()),
        alt_text=args.text("alt_txt") or "",
    )
    slack.world.files[file.id] = file
    return {"ok": True, "upload_url": slack.uploads.address(file.id), "file_id": file.id}


def complete_upload(slack: Sandbox, args: Args) -> dict[str, Any]:
    """files.completeUploadExternal: once for each file; shown in channels, or kept by the app alone."""
    given = args.get("files")
    if not isinstance(given, list) or not given:
        args.needed("files")
        raise SlackError("invalid_arguments")
    files = [_uploaded(slack, one) for one in given]
    channels = _channels(slack, args)
    if args.text("initial_comment") or args.get("blocks"):
        content = {"text": args.text("initial_comment") or "", "blocks": args.get("blocks")}
        accept_message(slack, "files.completeUploadExternal", content)
    thread_ts = args.text("thread_ts")
    if thread_ts is not None and any(thread_ts not in channel.messages for channel in channels):
        raise SlackError("thread_not_found")
    for file, one in zip(files, given, strict=True):
        file.title = one.get("title") or file.name
        file.completed = True
        file.ready_at = time.monotonic() + slack.scan_seconds
    for channel in channels:
        message = posting.post(
            slack,
            channel,
            slack.world.app.user_id,
            args.text("initial_comment") or "",
            blocks=args.get("blocks"),
            thread_ts=thread_ts,
            files=[file.id for file in files],
        )
        for file in files:
            file.shares.append((channel.id, message.ts))
    # Where it is shown is only known later, as with Slack itself.
    return {"ok": True, "files": [slack.file_json(file.id) | {"shares": {}} for file in files]}


def info(slack: Sandbox, args: Args) -> dict[str, Any]:
    file = slack.world.files.get(args.needed("file", "file_not_found"))
    if file is None or not file.completed:
        raise SlackError("file_not_found")
    return {"ok": True, "file": slack.file_json(file.id), "comments": [], "response_metadata": {}}


def _uploaded(slack: Sandbox, one: Any) -> UploadedFile:
    file = slack.world.files.get(one.get("id", "")) if isinstance(one, dict) else None
    if file is None or file.content is None or file.completed:
        raise SlackError("file_not_found")
    return file


def _channels(slack: Sandbox, args: Args) -> list[Channel]:
    wanted = args.names("channels") or args.names("channel_id")
    if len(wanted) > MOST_CHANNELS:
        raise SlackError("channels_limit_exceeded")
    return [channel_to_post(slack, channel_id) for channel_id in wanted]
