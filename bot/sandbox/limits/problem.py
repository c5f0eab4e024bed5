"""One thing Slack would refuse, and where it stands in the payload."""

from __future__ import annotations

from dataclasses import dataclass

# A place in the payload as (place of the parent, key). Going down costs one small tuple; the text of
# the pointer is only built for the few places that have a problem.
Path = tuple["Path", str | int] | None


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, in Slack's words, and the error that the Web API answers for it."""

    pointer: str
    reason: str
    code: str

    def __str__(self) -> str:
        """The problem as Slack writes it in ``response_metadata.messages``, without its ``[ERROR]``."""
        return f"{self.reason} [json-pointer:{self.pointer}]"


def pointer(at: Path) -> str:
    """Return the JSON pointer (RFC 6901) of a place; the whole document is the empty string."""
    steps = []
    while at is not None:
        at, key = at
        steps.append("/" + str(key).replace("~", "~0").replace("/", "~1"))
    return "".join(reversed(steps))
