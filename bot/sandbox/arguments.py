"""The arguments of a Web API call, wherever they stand in the request."""

from __future__ import annotations

from typing import Any

import orjson
from aiohttp import web
from multidict import MultiDictProxy

from bot.sandbox.errors import SlackError

# These may come as JSON inside a form; the error for what is not JSON differs.
STRUCTURED = {
    "blocks": "invalid_blocks_format",
    "attachments": "invalid_attachments",
    "view": "invalid_arguments",
    "metadata": "invalid_metadata_format",
    "files": "invalid_arguments",
    "message": "invalid_arguments",
}
TRUE = (True, 1, "1", "true", "True", "t")


class Args(dict[str, Any]):
    """Arguments by name, with the conversions that Slack makes. Empty texts count as absent."""

    def text(self, name: str) -> str | None:
        value = self.get(name)
        return None if value is None or value == "" else str(value)

    def needed(self, name: str, error: str = "invalid_arguments") -> str:
        """The text of an argument. Raises SlackError where it is missing."""
        value = self.text(name)
        if value is None:
            raise SlackError(
                error, response_metadata={"messages": [f"[ERROR] missing required field: {name}"]}
            )
        return value

    def flag(self, name: str) -> bool:
        return self.get(name) in TRUE

    def number(self, name: str, default: int, most: int, error: str = "invalid_limit") -> int:
        """A whole number between 1 and ``most``. Raises SlackError for anything else."""
        try:
            value = int(self.get(name) or default)
        except (TypeError, ValueError) as wrong:
            raise SlackError(error) from wrong
        if value < 1:
            raise SlackError(error)
        return min(value, most)

    def names(self, name: str) -> list[str]:
        """Names separated by commas, or a list."""
        value = self.get(name)
        if isinstance(value, list):
            return [str(one) for one in value]
        return [one.strip() for one in str(value or "").split(",") if one.strip()]

    def decoded(self) -> Args:
        """The same with JSON texts decoded. Raises SlackError where one is not JSON."""
        for name, error in STRUCTURED.items():
            value = self.get(name)
            if isinstance(value, str) and value:
                try:
                    self[name] = orjson.loads(value)
                except orjson.JSONDecodeError as wrong:
                    raise SlackError(error) from wrong
        return self


async def read_arguments(request: web.Request) -> tuple[Args, str | None]:
    """All arguments of a request, and the token: of the header or the body, never of the address."""
    args = Args(request.query)
    args.pop("token", None)
    body: dict[str, Any] = {}
    if request.body_exists:
        if request.content_type == "application/json":
            body = _object(await request.read())
        elif request.content_type in ("application/x-www-form-urlencoded", "multipart/form-data"):
            body = _texts(await request.post())
    args.update((name, value) for name, value in body.items() if value is not None)
    token = args.pop("token", None)
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer" and given.strip():
        token = given.strip()
    return args, token


def _object(data: bytes) -> dict[str, Any]:
    if not data.strip():
        return {}
    try:
        body = orjson.loads(data)
    except orjson.JSONDecodeError as wrong:
        raise SlackError("invalid_json") from wrong
    if not isinstance(body, dict):
        raise SlackError("json_not_object")
    return body


def _texts(form: MultiDictProxy[Any]) -> dict[str, Any]:
    return {name: value for name, value in form.items() if isinstance(value, str)}
