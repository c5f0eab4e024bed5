"""Is a request really Slack's? Signature version 0 over the raw body, as Slack documents it."""

from __future__ import annotations

import hmac
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

WINDOW_SECONDS = 300

_STAMP = re.compile(r"[0-9]{1,12}")
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")


class Signature:
    """Checks requests against one signing secret. ``now`` gives real time: a replay is judged by it."""

    def __init__(self, signing_secret: str, now: Callable[[], float]) -> None:
        if not signing_secret:
            raise ValueError("the signing secret is empty, so anybody could sign")
        self._key = signing_secret.encode()
        self._now = now

    def is_plausible(self, stamp: str, signature: str) -> bool:
        """Whether it is worth reading the body: both headers well-formed, and the stamp a recent one.

        The forms are checked first because the parsing after them would otherwise raise on what anybody
        may send: a stamp of 5,000 digits, a signature beyond ASCII.
        """
        return (
            _STAMP.fullmatch(stamp) is not None
            and _SIGNATURE.fullmatch(signature) is not None
            and abs(self._now() - int(stamp)) <= WINDOW_SECONDS
        )

    def holds(self, stamp: str, signature: str, body: bytes) -> bool:
        """Whether Slack signed exactly this body at that time. Takes the same time for any signature."""
        if not self.is_plausible(stamp, signature):
            return False
        return hmac.compare_digest(self.sign(stamp, body), signature)

    def sign(self, stamp: str, body: bytes) -> str:
        return "v0=" + hmac.digest(self._key, b"v0:%b:%b" % (stamp.encode(), body), "sha256").hex()
