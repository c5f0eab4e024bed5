"""A file that an app uploaded, from the address it was promised to the message that shows it."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass, field
from typing import Any

PICTURES = frozenset({"image/png", "image/jpeg", "image/gif"})


@dataclass(slots=True)
class UploadedFile:
    """``content`` is None until the bytes have arrived; ``shares`` are (channel, ts) of its messages."""

    id: str
    name: str
    length: int
    user_id: str
    created: int
    alt_text: str = ""
    title: str = ""
    content: bytes | None = None
    completed: bool = False
    ready_at: float = 0.0
    shares: list[tuple[str, str]] = field(default_factory=list)

    @property
    def mimetype(self) -> str:
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"

    @property
    def filetype(self) -> str:
        return self.name.rsplit(".", 1)[-1].lower() if "." in self.name else "binary"

    def as_file(self, base_url: str, monotonic: float) -> dict[str, Any]:
        """The file object of ``files.info``: what comes of Slack's scan is empty until it is through."""
        ready = monotonic >= self.ready_at
        address = f"{base_url}/sandbox/files/{self.id}/{self.name}"
        return {
            "id": self.id,
            "created": self.created,
            "timestamp": self.created,
            "name": self.name,
            "title": self.title or self.name,
            "mimetype": self.mimetype if ready else "",
            "filetype": self.filetype if ready else "",
            "pretty_type": self.filetype.upper() if ready else "",
            "user": self.user_id,
            "size": len(self.content or b""),
            "mode": "hosted",
            "is_external": False,
            "is_public": False,
            "alt_txt": self.alt_text,
            "url_private": address,
            "url_private_download": address,
            "permalink": address,
            "channels": [channel for channel, _ in self.shares if channel.startswith("C")],
            "ims": [channel for channel, _ in self.shares if channel.startswith("D")],
            "shares": self._shares(),
        }

    def _shares(self) -> dict[str, Any]:
        public: dict[str, list[dict[str, str]]] = {}
        for channel, ts in self.shares:
            public.setdefault(channel, []).append({"ts": ts})
        return {"public": public} if public else {}
