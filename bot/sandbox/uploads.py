"""Where the bytes of files arrive, and where they can be seen."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING
from urllib.parse import quote

from aiohttp import web
from multidict import CIMultiDict

from bot.sandbox.misbehaving import Outcome, misbehave
from bot.sandbox.uploaded import PICTURES

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox


class Uploads:
    """Each promised file has an address of its own that takes its bytes."""

    def __init__(self, slack: Sandbox) -> None:
        self._slack = slack
        self._addresses: dict[str, str] = {}

    def address(self, file_id: str) -> str:
        """Where the bytes of a file are to be sent."""
        secret = secrets.token_urlsafe(24)
        self._addresses[secret] = file_id
        return f"{self._slack.url}/upload/v1/{secret}"

    async def receive(self, request: web.Request) -> web.StreamResponse:
        """``POST /upload/v1/…``: the raw bytes, or a form with a file in it."""
        slack = self._slack
        file = slack.world.files.get(self._addresses.get(request.match_info["secret"], ""))
        if file is None or file.completed:
            return web.Response(status=404, text="invalid_upload_url")
        content = await _content(request)

        def run() -> Outcome:
            if len(content) != file.length:
                return Outcome(400, {"text": "length_mismatch"})
            file.content = content
            return Outcome(200, {"text": f"OK - {len(content)}"})

        def respond(outcome: Outcome) -> web.Response:
            text = outcome.body.get("text") or outcome.body.get("error", "")
            return web.Response(status=outcome.status, text=text, headers=outcome.headers)

        fault = slack.faults.take("upload", {"file_id": file.id, "filename": file.name})
        if fault is None:
            return respond(run())
        _, response = await misbehave(request, fault, run, respond, slack.stopping)
        return response

    async def show(self, request: web.Request) -> web.Response:
        """``GET /sandbox/files/<id>/<name>``: pictures in place, everything else as a download."""
        file = self._slack.world.files.get(request.match_info["id"])
        if file is None or file.content is None:
            return web.Response(status=404, text="There is no such file.")
        headers: CIMultiDict[str] = CIMultiDict()
        headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
        headers["X-Content-Type-Options"] = "nosniff"
        if file.mimetype not in PICTURES:
            plain = file.name.encode("ascii", "replace").decode().replace('"', "'").replace("\\", "_")
            exact = quote(file.name, safe="")
            headers["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{exact}"
        return web.Response(body=file.content, content_type=file.mimetype, headers=headers)


async def _content(request: web.Request) -> bytes:
    if request.content_type != "multipart/form-data":
        return await request.read()
    form = await request.post()
    for value in form.values():
        if isinstance(value, web.FileField):
            return value.file.read()
    return b""
