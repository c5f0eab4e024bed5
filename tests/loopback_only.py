"""Tests talk to this machine only: a socket that would leave it raises before anything is sent."""

from __future__ import annotations

import ipaddress
import sys
from typing import Any

GUARDED = {
    "socket.connect": 1,
    "socket.sendto": 1,
    "socket.sendmsg": 1,
    "socket.getaddrinfo": 0,
    "socket.gethostbyname": 0,
}
"""The interpreter's audit events, and which of their arguments is the address or the host.

They are raised by Python's sockets, so by asyncio and all that builds on it; not by compiled libraries.
"""


class LeftTheMachine(AssertionError):
    """A test reached for another machine."""


def is_near(address: Any) -> bool:
    """Whether an address or host, as the socket module takes it, is on this machine."""
    host = address[0] if isinstance(address, tuple) else address
    if isinstance(host, bytes):
        host = host.decode("utf-8", "replace")
    if not isinstance(host, str) or host in ("", "localhost") or host.startswith(("/", "\0")):
        return True  # no host at all: this machine, a Unix socket, or a socket of the kernel
    try:
        ip = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return ip.is_loopback or ip.is_unspecified


def guard(event: str, arguments: tuple[Any, ...]) -> None:
    at = GUARDED.get(event)
    if at is not None and not is_near(arguments[at]):
        raise LeftTheMachine(f"{event} {arguments[at]!r}: tests talk to this machine only")


def install() -> None:
    """For the rest of this process; an audit hook cannot be taken off again."""
    sys.addaudithook(guard)
